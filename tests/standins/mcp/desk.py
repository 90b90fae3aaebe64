"""A real MCP server made with the official SDK: over stdio, or with a port over streamable HTTP."""

import os
import sys
import time
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.utilities.types import Image
from mcp_types import ToolAnnotations

server = MCPServer("desk", log_level="CRITICAL")
notes: list[str] = []


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def add(a: int, b: int = 1) -> int:
    """Add two numbers."""
    return a + b


@server.tool()
def note(text: str) -> list[str]:
    """Keep a note; all notes come back."""
    notes.append(text)
    return notes


@server.tool()
def place(name: str) -> dict[str, Any]:
    """Where something lies."""
    return {"name": name, "at": [1, 2.5], "known": True}


@server.tool(structured_output=False)
def say(text: str) -> list[str]:
    """Say it twice, as text."""
    return [text, text]


@server.tool(structured_output=False)
def picture() -> Image:
    """A picture."""
    return Image(data=b"png", format="png")


@server.tool()
def fail(text: str) -> str:
    """Fail."""
    raise ToolError(text)


@server.tool()
def environment() -> dict[str, str]:
    """All that the server sees of its environment."""
    return dict(os.environ)


@server.tool()
def wait(seconds: float) -> str:
    """Wait."""
    time.sleep(seconds)
    return "waited"


@server.tool()
def long(size: int) -> str:
    """Very much."""
    return "x" * size


@server.tool()
def leave(text: str) -> str:
    """End at once, with words on stderr."""
    print(text, file=sys.stderr, flush=True)
    os._exit(3)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        server.run("streamable-http", port=int(sys.argv[1]))
    else:
        server.run()
