"""The copy of a file that its tools keep: it runs as a module of its own, and its functions are called as functions.

Only what would keep it from that is changed, and no line moves.
"""

import ast
import re

from stillroom.tools.importers.annotations import last_name

MAKERS = {"tool", "function_tool"}
"""Decorators by which other libraries (LangChain, OpenAI's agents, MCP servers) make objects of functions."""

_RELATIVE = re.compile(r"from[\s.]*\.(?:\s*(?!import\b)[\w.]+)?")


def copied(source: str, package: tuple[str, ...]) -> str:
    """The copy of a file that lies in `package`: without the decorators that make objects, with relative imports spelt out.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it is no Python.
    """
    return _absolute(_undecorated(source), package)


def called(decorator: ast.expr) -> ast.expr:
    """`tool` of both `@tool` and `@tool(...)`."""
    return decorator.func if isinstance(decorator, ast.Call) else decorator


def _undecorated(source: str) -> str:
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    makers = [each for node in functions for each in node.decorator_list if last_name(called(each)) in MAKERS]
    if not makers:
        return source
    lines = source.split("\n")
    for each in makers:
        _blank(lines, each)
    taken_off = {name for each in makers for name in _names(each)}
    unused = taken_off - {name for node in ast.walk(ast.parse("\n".join(lines))) for name in _names(node)}
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            kept = [each for each in node.names if (each.asname or each.name.partition(".")[0]) not in unused]
            if len(kept) < len(node.names):
                _blank(lines, node)
                if kept:
                    node.names = kept
                    lines[node.lineno - 1] = ast.unparse(node)
    return "\n".join(lines)


def _names(node: ast.AST) -> set[str]:
    """The names that an expression reads."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} if isinstance(node, ast.expr) else set()


def _blank(lines: list[str], node: ast.expr | ast.stmt) -> None:
    for number in range(node.lineno - 1, node.end_lineno or node.lineno):
        lines[number] = ""


def _absolute(source: str, package: tuple[str, ...]) -> str:
    lines = source.split("\n")
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    relative = [node for node in imports if 0 < node.level <= len(package)]
    for node in sorted(relative, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        base = package[: len(package) - node.level + 1]
        module = ".".join([*base, *([node.module] if node.module else [])])
        line = node.lineno - 1
        head = lines[line].encode()[: node.col_offset].decode()
        lines[line] = head + _RELATIVE.sub(f"from {module}", lines[line][len(head) :], count=1)
    return "\n".join(lines)
