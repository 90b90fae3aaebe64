"""Where tools can be imported from, and what is found there: read beside the window, and never run in it."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from stillroom.errors import ToolError
from stillroom.tools import CommandLine, HttpRequest, McpTool, PythonCode, Tool, Unattached, read_tools
from stillroom.tools.importers import (
    Imported,
    import_mcp,
    import_openapi,
    import_python,
    import_schemas,
    server_from,
    split_target,
)
from stillroom.tools.placeholders import check_secret_name

translate = QCoreApplication.translate


def reader(kind: str, where: str, secret: str = "", server: str = "") -> Callable[[], Imported]:
    """What reads a source of a kind: "python", "openapi", "mcp" or "schema". It may take long, and raises a StillroomError.

    `secret` is the name to use for a server's key, `server` its address in place of what an OpenAPI document says.
    """
    match kind:
        case "python":
            return lambda: import_python(*split_target(where))
        case "openapi":
            return lambda: import_openapi(where, server, {"": secret} if secret else {})
        case "mcp":
            return lambda: _ask_server(where, secret)
    return partial(_read_json, Path(where).expanduser())


def _read_json(path: Path) -> Imported:
    """Tools that Stillroom has written whole, or else the schemas of other programs."""
    try:
        return Imported(tuple(read_tools(path)))
    except ToolError:
        return import_schemas(path)


def becomes(tool: Tool) -> str:
    """What a tool that is imported will be."""
    match tool.implementation:
        case PythonCode(owner="", entry=entry):
            return translate("Import", "function {name}").format(name=entry)
        case PythonCode(owner=owner):
            return translate("Import", "method of {name}, a stateful tool set").format(name=owner)
        case HttpRequest(method=method, url=url):
            return f"{method} {url}"
        case McpTool(tool=name):
            return translate("Import", "{name} of the server").format(name=name)
        case CommandLine(arguments=arguments):
            return " ".join(arguments)
        case Unattached():
            return translate("Import", "description alone, to be attached")


def _ask_server(where: str, secret: str) -> Imported:
    if secret:
        check_secret_name(secret)
    headers = {"Authorization": f"Bearer {{secret:{secret}}}"} if secret else {}
    server = server_from(where, {}, headers if where.startswith(("http://", "https://")) else {})
    return asyncio.run(import_mcp(server))
