"""Tools of an MCP server: it is asked what it has, and each becomes a tool that calls it."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

import msgspec

from stillroom.errors import StillroomError, ToolError
from stillroom.tools.implementations import read_server
from stillroom.tools.importers.imported import Imported, Remark, distinct
from stillroom.tools.importers.schemas import tool_of_schema
from stillroom.tools.tool import McpServer, McpTool, Tool

_TIME_LIMIT = 30.0


def server_from(target: str, environment: Mapping[str, str], headers: Mapping[str, str]) -> McpServer:
    """The server that a user named: an address, or a command line, split into words as a shell would but never given to one.

    A word that is a file here, or begins with a dot, becomes a full path: the server is started elsewhere. A program's bare
    name is looked up when it is started.

    Raises:
        ToolError: it is neither.
    """
    if target.startswith(("http://", "https://")):
        return read_server({"url": target, "headers": dict(headers)})
    try:
        words = shlex.split(target, posix=os.name != "nt")
    except ValueError as error:
        raise ToolError("No command", f"{target}: {error}.", "Close the quotation.") from error
    words = [word[1:-1] if os.name == "nt" and word[:1] == word[-1:] == '"' else word for word in words]
    program = [_full(word) if Path(word).name != word else word for word in words[:1]]
    return read_server({"command": [*program, *map(_full, words[1:])], "environment": dict(environment)})


def _full(word: str) -> str:
    path = Path(word)
    return (
        str(path.resolve()) if word[:1] == "." and path.exists() else str(path.absolute()) if path.is_file() else word
    )


async def import_mcp(server: McpServer) -> Imported:
    """Ask a server for its tools. What it says only reads is believed; all else counts as changing something.

    Raises:
        ToolError: it does not start or answer.
    """
    from stillroom.tools.mcp import McpConnections  # the SDK takes over half a second

    async with McpConnections() as connections:
        listed = await connections.list_tools(server)
    tools: list[Tool] = []
    skipped: list[Remark] = []
    for each in listed:
        try:
            tool = tool_of_schema(each.name, each.description, each.parameters, McpTool(server, each.name))
        except StillroomError as error:
            skipped.append(Remark(each.name, f"{error.message} {error.hint}"))
            continue
        name = distinct(tool.name, (other.name for other in tools))
        effects = "reads" if each.reads_only else "changes"
        tools.append(msgspec.structs.replace(tool, name=name, effects=effects, time_limit=_TIME_LIMIT))
    return Imported(tuple(tools), tuple(skipped))
