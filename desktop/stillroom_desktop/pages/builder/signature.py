"""The function's header for a tool's parameters: written into the code, or into a function of its own."""

import ast
import io
import re
import textwrap
import tokenize
import warnings
from typing import Any

from stillroom_desktop.pages.builder.parameters import Parameter

_HINTS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "object": "dict"}
_VALUES = {str: "str", bool: "bool", int: "int", float: "float"}


def with_signature(source: str, entry: str, owner: str, parameters: Parameter, description: str) -> str:
    """The source with the function's header made for these parameters; its body stays. A function that is missing is added.

    Code that is no Python is left as it is, but for such an addition at its end.
    """
    place = _header(source, entry, owner)
    if place is None:
        return source if owner else f"{source.rstrip()}\n\n\n{stub(entry, parameters, description)}".lstrip()
    start, end, returns = place
    header = _function_header(entry, parameters, method=bool(owner), returns=returns)
    return source[:start] + header + source[end:]


def stub(entry: str, parameters: Parameter, description: str) -> str:
    """A function to be filled in."""
    lines = [f'"""{_sentence(description)}']
    if described := [child for child in parameters.children if child.description]:
        lines += ["", "Args:", *(f"    {child.name}: {child.description}" for child in described)]
        lines.append('"""')
    else:
        lines[0] += '"""'
    body = textwrap.indent("\n".join([*lines, 'return ""']), "    ", lambda line: bool(line.strip()))
    return f"{_function_header(entry, parameters, method=False, returns=' -> str')}\n{body}\n"


def renamed(source: str, before: str, after: str) -> str:
    """The source with a function of another name, also where it is called."""
    return re.sub(rf"(?<![\w.]){re.escape(before)}(?=\s*\()", after, source)


def _sentence(description: str) -> str:
    """It as one docstring can hold it."""
    return description.replace("\\", "\\\\").replace('"""', "'''").strip() or "What it does."


def _function_header(entry: str, parameters: Parameter, *, method: bool, returns: str) -> str:
    needed = [_argument(child) for child in parameters.children if child.required and not child.default]
    spare = [_argument(child) for child in parameters.children if not child.required or child.default]
    return f"def {entry}({', '.join([*(['self'] if method else []), *needed, *spare])}){returns}:"


def _argument(parameter: Parameter) -> str:
    hint = _hint(parameter)
    if parameter.default:
        value = repr(parameter.default[0])
    elif parameter.required:
        return f"{parameter.name}: {hint}" if hint else parameter.name
    else:
        value, hint = "None", f"{hint} | None" if hint else ""
    return f"{parameter.name}: {hint} = {value}" if hint else f"{parameter.name}={value}"


def _hint(parameter: Parameter) -> str:
    if parameter.kind == "array":
        item = _hint(parameter.children[0])
        return f"list[{item}]" if item else "list"
    if parameter.kind == "enum":
        kinds: set[Any] = {type(value) for value in parameter.values}
        return _VALUES.get(kinds.pop(), "") if len(kinds) == 1 else ""
    return _HINTS.get(parameter.kind, "")


def _header(source: str, entry: str, owner: str) -> tuple[int, int, str] | None:
    """Where the function's header begins (at `def`) and ends (behind the colon), and what it says of the result."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body: list[ast.stmt] = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if owner:
        body = next((node.body for node in body if isinstance(node, ast.ClassDef) and node.name == owner), [])
    node = next(
        (each for each in body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and each.name == entry), None
    )
    if node is None:
        return None
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    depth, start = 0, None
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if start is None:
            if token.string == "def" and token.start[0] >= node.lineno:
                start = starts[token.start[0] - 1] + token.start[1]
            continue
        if token.type == tokenize.OP:
            depth += (token.string in "([{") - (token.string in ")]}")
            if token.string == ":" and not depth:
                end = starts[token.end[0] - 1] + token.end[1]
                returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
                return start, end, returns
    return None
