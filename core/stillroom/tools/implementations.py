"""A tool's implementation, read from JSON and checked, by its kind."""

import ast
import functools
import re
import symtable
import warnings
from pathlib import Path, PurePath
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit

import msgspec

from stillroom.tools.placeholders import names_in, secrets_in
from stillroom.tools.tool import CommandLine, HttpRequest, Implementation, McpServer, McpTool, PythonCode, Unattached
from stillroom.tools.words import refuse_unknown, shown, unusable

_PYTHON_FIELDS = ("kind", "source", "file", "entry", "owner", "search")
_KINDS: dict[str, type[Implementation]] = {
    "python": PythonCode,
    "http": HttpRequest,
    "command": CommandLine,
    "mcp": McpTool,
    "none": Unattached,
}
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, section 5.6.2

_Kind = TypeVar("_Kind", bound=msgspec.Struct)


def read_implementation(name: str, value: Any, parameters: dict[str, Any], folder: Path | None) -> Implementation:
    """Read what does the work of the tool `name`. Python code may name a `file` within `folder` instead of its `source`.

    Raises:
        ToolError: something in it cannot be used; the message says what.
    """
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind not in _KINDS:
        raise unusable(
            name,
            "Its implementation is not of a kind that Stillroom runs.",
            f'Write one with a "kind": {", ".join(_KINDS)}.',
        )
    if kind == "python":
        return _read_code(name, value, folder)
    refuse_unknown(name, value, ("kind", *_KINDS[kind].__struct_fields__))
    read = _convert(name, value, _KINDS[kind])
    match read:
        case HttpRequest():
            _check_request(name, read, parameters)
        case CommandLine():
            _check_command(name, read, parameters)
        case McpTool():
            _check_server(name, read.server)
            if not read.tool:
                raise unusable(name, "It names no tool of its MCP server.", "Write the name that it has there as tool.")
    return read


def read_server(value: Any) -> McpServer:
    """Read an MCP server alone, as `McpTool` holds it.

    Raises:
        ToolError: something in it cannot be used; the message says what.
    """
    server = _convert("of an MCP server", value, McpServer)
    _check_server("of an MCP server", server)
    return server


def _convert(name: str, value: Any, kind: type[_Kind]) -> _Kind:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise unusable(name, f"Its implementation does not fit: {error}.", "Correct it there.") from error


def _check_request(name: str, request: HttpRequest, parameters: dict[str, Any]) -> None:
    parts = _address(name, request.url)
    if names_in(parts.netloc) or "@" in parts.netloc:
        raise unusable(
            name,
            f"The host of its URL is {shown(parts.netloc)}.",
            "Write the host as it is: an argument may not choose it, and a password belongs into a header, as {secret:NAME}.",
        )
    if secrets_in([request.url, request.body]):
        raise unusable(
            name, "Its URL or body holds a secret.", "Put {secret:NAME} into a header, or into a query value."
        )
    _check_headers(name, request.headers)
    _check_names(name, [request.url, request.query, request.headers, request.body], parameters)
    optional = [each for each in names_in(request.url) if not _always_given(each, parameters)]
    if optional:
        raise unusable(
            name,
            f"Its URL needs {{{optional[0]}}}, which a call may leave out.",
            "Require that parameter, give it a default, or move it into the query.",
        )


def _check_command(name: str, command: CommandLine, parameters: dict[str, Any]) -> None:
    if not command.arguments or not command.arguments[0]:
        raise unusable(
            name, "It names no program.", 'Write its words as a list, the program first: ["ls", "{folder}"].'
        )
    if names_in(command.arguments[0]):
        raise unusable(
            name, "An argument of the call chooses its program.", "Write the program itself as the first word."
        )
    if any("\0" in word for word in command.arguments):
        raise unusable(name, "One of its words holds a zero byte.", "Remove it.")
    _check_names(name, list(command.arguments), parameters)


def _check_server(name: str, server: McpServer) -> None:
    if bool(server.command) == bool(server.url):
        raise unusable(
            name,
            "Its MCP server needs either a command or a URL.",
            "Write the command that starts a local server, or the URL of a remote one.",
        )
    if server.url:
        _address(name, server.url)
    _check_headers(name, server.headers)
    if asked := names_in([server.environment, server.headers]):
        raise unusable(
            name,
            f"Its MCP server's environment or headers use {{{asked[0]}}}, and are sent before any call has arguments.",
            f"Write the value itself, a secret as {{secret:NAME}}, or {{{{{asked[0]}}}}} for the text itself.",
        )


def _check_headers(name: str, headers: dict[str, str]) -> None:
    for header in headers:
        if not _HEADER.fullmatch(header):
            raise unusable(name, f"{shown(header)} is no name of a header.", "Write for example Authorization.")
    if any(mark in text for text in headers.values() for mark in "\r\n\0"):
        raise unusable(name, "One of its headers has several lines.", "Write it in one.")


def _address(name: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or url != url.strip() or any(mark in url for mark in "\r\n\0"):
        raise unusable(name, f"{shown(url)} is no URL of a server.", "Write it whole: https://api.example.org/items.")
    return parts


def _check_names(name: str, template: Any, parameters: dict[str, Any]) -> None:
    for each in names_in(template):
        if each not in parameters.get("properties", {}):
            raise unusable(
                name,
                f"It uses {{{each}}}, which is not among its parameters.",
                f"Add that parameter, or write {{{{{each}}}}} for the text itself.",
            )


def _always_given(each: str, parameters: dict[str, Any]) -> bool:
    schema = parameters["properties"][each]
    return each in parameters.get("required", ()) or (isinstance(schema, dict) and "default" in schema)


def _read_code(name: str, code: dict[str, Any], folder: Path | None) -> PythonCode:
    refuse_unknown(name, code, _PYTHON_FIELDS)
    source, file, entry = code.get("source"), code.get("file"), code.get("entry")
    if isinstance(source, str) == isinstance(file, str):
        raise unusable(
            name,
            "Its implementation needs either a source or a file.",
            "Write the Python code as source, or name the file that holds it.",
        )
    if isinstance(file, str):
        source = _read_source(name, file, folder)
    if not isinstance(entry, str) or not entry:
        raise unusable(name, "Its implementation names no entry.", "Write the name of the function to call as entry.")
    owner, search = code.get("owner", ""), code.get("search", "")
    if not isinstance(owner, str) or not isinstance(search, str):
        raise unusable(name, "Its owner or search is no text.", "Write the name of a class, and the path of a folder.")
    if search and not PurePath(search).is_absolute():
        raise unusable(name, f"Its search is {shown(search)}.", "Write the full path of a folder.")
    assert isinstance(source, str)
    try:
        defined = _defined(source)
    except SyntaxError as error:
        raise unusable(
            name, f"Its source is no valid Python: {error.msg} (line {error.lineno}).", "Correct that line."
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise unusable(name, f"Its source is no valid Python: {error}.", "Correct it.") from error
    top = owner or entry
    if top not in defined:
        raise unusable(
            name,
            f"Its source defines no {top}.",
            f"Define it at the top level: {'class' if owner else 'def'} {top}(...), or correct the {'owner' if owner else 'entry'}.",
        )
    if owner and not _may_have(source, owner, entry):
        raise unusable(name, f"Its class {owner} has no method {entry}.", "Define it there, or correct the entry.")
    return PythonCode(source, entry, owner, search)


@functools.lru_cache(maxsize=16)  # the tools of a set share their source
def _defined(source: str) -> frozenset[str]:
    """The names that a module gives a value at its top level.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it is no valid Python.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile(source, "tool.py", "exec", dont_inherit=True)
        symbols = symtable.symtable(source, "tool.py", "exec").get_symbols()
    return frozenset(each.get_name() for each in symbols if each.is_assigned() or each.is_imported())


def _may_have(source: str, owner: str, entry: str) -> bool:
    """Whether a class may have a method: it defines it, or it inherits, or is made, in ways that only running it would show."""
    methods = _classes(source).get(owner)
    return methods is None or entry in methods or "" in methods


@functools.lru_cache(maxsize=16)
def _classes(source: str) -> dict[str, frozenset[str]]:
    """The methods of a module's classes; "" is among those of a class that may have others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    found: dict[str, frozenset[str]] = {}
    for each in classes:
        names = {
            part.name for part in each.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        }
        more = {""} if each.bases or each.decorator_list else set()
        found[each.name] = found.get(each.name, frozenset()) | names | more
    return found


def _read_source(name: str, file: str, folder: Path | None) -> str:
    if folder is None:
        raise unusable(name, f"It names the file {file}, but was not read from a folder.", "Write the code as source.")
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise unusable(
            name, f"Its file {file} lies outside {folder}.", "Put the file beside the one that describes the tool."
        )
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise unusable(name, f"Its file {path} cannot be read: {error.strerror}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise unusable(name, f"Its file {path} is no text in UTF-8.", "Save it as UTF-8.") from error
