"""Tools for other programs: their schemas as JSON, or those in Python as one plain module, made of their own source."""

import ast
import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from stillroom.tools.importers.imported import Remark
from stillroom.tools.importers.schemas import to_openai
from stillroom.tools.tool import CommandLine, HttpRequest, Implementation, McpTool, PythonCode, Tool

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_HINTS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "array": "list", "object": "dict"}
_OTHERS: dict[type[Implementation], str] = {
    HttpRequest: "It is an HTTP request, and no Python code.",
    CommandLine: "It is a program, and no Python code.",
    McpTool: "It is a tool of an MCP server, and no Python code.",
}


class Exported(NamedTuple):
    """The text of a file with the tools of these names; what could not come into it is `skipped`, and what it needs beside it is in `notes`."""

    text: str
    names: tuple[str, ...]
    skipped: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def to_json(tools: Sequence[Tool]) -> Exported:
    """The tools' schemas as a JSON list, in the form that OpenAI, LangChain and Ollama take."""
    text = json.dumps(to_openai(tools), ensure_ascii=False, indent=2) + "\n"
    return Exported(text, tuple(tool.name for tool in tools), (), ())


def to_python(tools: Iterable[Tool]) -> Exported:
    """The source of these tools in one module. Functions without a docstring or type hints get them from the tool's schema."""
    taken: list[tuple[PythonCode, list[Tool]]] = []
    skipped: list[Remark] = []
    notes: list[Remark] = []
    defined: dict[str, str] = {}
    for code, group in _by_source(tools, skipped):
        own = _definitions(code.source)
        if clash := [name for name, what in own.items() if defined.get(name, what) != what]:
            reason = f"Its source and another's both define {clash[0]}, each in its own way. Choose it alone, for a file of its own."
            skipped += [Remark(tool.name, reason) for tool in group]
            continue
        defined |= own
        taken.append((code, group))
        if code.search:
            notes += [
                Remark(tool.name, f"It imports from {code.search}, which has to be on the path.") for tool in group
            ]
    names = [tool.name for _, group in taken for tool in group]
    future, parts = [], []
    for code, group in taken:
        source = _documented(code.source, group)
        lines, upfront = _without_future(source)
        future += [line for line in upfront if line not in future]
        parts.append(lines)
        parts += [f"{tool.name} = {tool.implementation.entry}" for tool in group if _renamed(tool)]  # type: ignore[union-attr]
    head = [f'"""Tools exported from Stillroom: {", ".join(names) or "none"}."""', *future]
    return Exported(
        "\n\n\n".join(["\n".join(head), *parts]).rstrip() + "\n", tuple(names), tuple(skipped), tuple(notes)
    )


def _by_source(tools: Iterable[Tool], skipped: list[Remark]) -> Iterator[tuple[PythonCode, list[Tool]]]:
    groups: dict[str, tuple[PythonCode, list[Tool]]] = {}
    for tool in tools:
        if isinstance(tool.implementation, PythonCode):
            groups.setdefault(tool.implementation.source, (tool.implementation, []))[1].append(tool)
        else:
            reason = _OTHERS.get(type(tool.implementation), "It has no implementation yet.")
            skipped.append(Remark(tool.name, reason))
    yield from groups.values()


def _renamed(tool: Tool) -> bool:
    code = tool.implementation
    return isinstance(code, PythonCode) and not code.owner and code.entry != tool.name


def _definitions(source: str) -> dict[str, str]:
    """What each name that a module binds at its top level is, as text."""
    bound: dict[str, str] = {}
    for node in _parsed(source).body:
        text = ast.dump(node)
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                bound[name] = text
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                module = getattr(node, "module", "")
                bound |= {each.asname or each.name: f"{module} {each.name}" for each in names}
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                names_set = [
                    each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
                ]
                bound |= dict.fromkeys(names_set, text)
    return bound


def _without_future(source: str) -> tuple[str, list[str]]:
    """The source without its `from __future__` lines, which stand first in a module, and those lines."""
    lines = source.split("\n")
    future = [node for node in _parsed(source).body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    for node in future:
        lines[node.lineno - 1 : node.end_lineno] = [""] * ((node.end_lineno or node.lineno) - node.lineno + 1)
    return "\n".join(lines).strip("\n"), [ast.unparse(node) for node in future]


def _documented(source: str, tools: Sequence[Tool]) -> str:
    """The source with docstrings and type hints where the tools' functions lack them."""
    edits: list[tuple[int, int, str]] = []
    for tool in tools:
        node = _function(_parsed(source), tool)
        if node is None:
            continue
        properties: dict[str, Any] = tool.parameters.get("properties", {})
        for each in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]:
            kind = properties.get(each.arg, {}).get("type")
            if each.annotation is None and isinstance(kind, str) and kind in _HINTS and each.end_lineno:
                edits.append((each.end_lineno, each.end_col_offset or 0, f": {_HINTS[kind]}"))
        if ast.get_docstring(node) is None:
            edits.append(_docstring(node, tool))
    lines = source.split("\n")
    for line, column, text in sorted(set(edits), reverse=True):
        before = lines[line - 1].encode()
        lines[line - 1] = before[:column].decode() + text + before[column:].decode()
    return "\n".join(lines)


def _docstring(node: _Function, tool: Tool) -> tuple[int, int, str]:
    first = node.body[0]
    line = min([first.lineno, *(each.lineno for each in getattr(first, "decorator_list", ()))])
    described = tool.description.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if line == node.lineno or line <= max(
        (each.end_lineno or 0 for each in ast.walk(node.args) if isinstance(each, ast.arg)), default=0
    ):
        return line, first.col_offset, f'"""{" ".join(described.split())}"""; '
    indent = " " * first.col_offset
    said = [
        f"{name}: {' '.join(str(each['description']).split())}".replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        for name, each in tool.parameters.get("properties", {}).items()
        if isinstance(each, dict) and each.get("description")
    ]
    text = described.split("\n") + (["", "Args:", *(f"    {each}" for each in said)] if said else [])
    if said or len(text) > 1 or described.endswith('"'):
        text.append("")
    body = "\n".join(f"{indent}{each}" if each and number else each for number, each in enumerate(text))
    return line, 0, f'{indent}"""{body}{indent if text[-1] == "" else ""}"""\n'


def _function(tree: ast.Module, tool: Tool) -> _Function | None:
    code = tool.implementation
    assert isinstance(code, PythonCode)
    body: Sequence[ast.stmt] = tree.body
    if code.owner:
        body = [
            part
            for node in tree.body
            if isinstance(node, ast.ClassDef) and node.name == code.owner
            for part in node.body
        ]
    found = [node for node in body if isinstance(node, _Function) and node.name == code.entry]
    return found[-1] if found else None


def _parsed(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)
