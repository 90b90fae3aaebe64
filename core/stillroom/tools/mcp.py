"""Tools of MCP servers, through the official SDK: local servers over stdio, remote ones over streamable HTTP.

Servers run outside the sandbox, with the user's rights: they are programs that the user chose, and the connection to one is made
here because it may hold a secret. A local one sees of the environment where programs and its user's home lie, and what the
tool's `environment` names. It ends when its connections are closed, and with it what it started (`mcp_launcher.py`), unless that
has left its process group. The specification: https://modelcontextprotocol.io. This imports the SDK, which takes over half a
second: import it where a server is talked to.
"""

import asyncio
import contextlib
import json
import logging
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2
import msgspec
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import (
    CONNECTION_CLOSED,
    REQUEST_TIMEOUT,
    CallToolResult,
    EmbeddedResource,
    ResourceLink,
    TextContent,
    TextResourceContents,
)
from mcp_types import Tool as ListedTool

from stillroom.conversation import canonical_json
from stillroom.errors import KnownError, ToolError
from stillroom.secrets import get_secrets, hide
from stillroom.tools.placeholders import fill, secrets_in
from stillroom.tools.tool import McpServer
from stillroom.tools.words import OUTPUT, clipped, too_long, too_slow

# It logs what servers say, which may hold a secret, and logs end up in the project.
logging.getLogger("mcp").setLevel(logging.CRITICAL + 1)

_LAUNCHER = Path(__file__).with_name("mcp_launcher.py")
_ANSWER_LIMIT = 30.0
_PAGES = 100


class ServerTool(msgspec.Struct, frozen=True):
    """A tool as its server lists it. `reads_only` is the server's own word for it."""

    name: str
    description: str
    parameters: dict[str, Any]
    reads_only: bool


class McpConnections:
    """One connection to each MCP server that is used, kept until the `async with` block ends."""

    def __init__(self) -> None:
        self._open: dict[bytes, _Connection] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*(connection.end() for connection in self._open.values()))

    async def call(
        self, server: McpServer, tool: str, arguments: dict[str, Any], time_limit: float = _ANSWER_LIMIT
    ) -> tuple[bool, str]:
        """Call a server's tool: whether it went well, and what the model is shown.

        That is the structured content as canonical JSON where there is any, and the texts of the content otherwise. Whatever
        goes wrong is not ok, and a text that begins with "Error: "; a server that has ended is started again at the next call.
        Starting it does not count towards `time_limit` (in seconds).
        """
        connection = self._connection(server)
        try:
            client = await connection.client()
            result = await client.call_tool(tool, arguments, read_timeout_seconds=time_limit)
            ok, text = not result.is_error, connection.hide(_shown(result))
        except Exception as error:  # noqa: BLE001 - the SDK raises whatever its transport does
            if isinstance(error, MCPError) and error.code == REQUEST_TIMEOUT:
                return False, too_slow(tool, time_limit)
            ok, text = False, f"Error: {connection.in_words(error)}"
            if not isinstance(error, MCPError) or error.code == CONNECTION_CLOSED:
                await self._drop(server, connection)
        size = len(text.encode(errors="replace"))
        return (ok, text) if size <= OUTPUT else (False, too_long(tool, size))

    async def list_tools(self, server: McpServer) -> list[ServerTool]:
        """All tools that a server has.

        Raises:
            ToolError: it does not start or answer; the message says why.
        """
        connection = self._connection(server)
        listed: list[ListedTool] = []
        try:
            client = await connection.client()
            cursor = None
            for _ in range(_PAGES):
                page = await client.list_tools(cursor=cursor, cache_mode="refresh")
                listed += page.tools
                cursor = page.next_cursor
                if cursor is None:
                    break
        except Exception as error:  # noqa: BLE001 - the SDK raises whatever its transport does
            said = connection.in_words(error)
            await self._drop(server, connection)
            hint = error.hint if isinstance(error, KnownError) else "Try the server by itself, then try again."
            raise ToolError("The MCP server cannot be used", said, hint) from None
        return [
            ServerTool(
                tool.name,
                connection.hide(tool.description or ""),
                json.loads(connection.hide(canonical_json(tool.input_schema))),
                bool(tool.annotations and tool.annotations.read_only_hint),
            )
            for tool in listed
        ]

    def _connection(self, server: McpServer) -> "_Connection":
        key = msgspec.json.encode(server)
        if key not in self._open:
            self._open[key] = _Connection(server)
        return self._open[key]

    async def _drop(self, server: McpServer, connection: "_Connection") -> None:
        """End a connection that failed; the next call opens a new one."""
        key = msgspec.json.encode(server)
        if self._open.get(key) is connection:
            del self._open[key]
        await connection.end()


class _Connection:
    """A connection to one server, opened when it is first asked for. A task of its own holds it, as the SDK needs it."""

    def __init__(self, server: McpServer) -> None:
        self.name = Path(server.command[0]).name if server.command else httpx2.URL(server.url).host
        self._server = server
        self._secrets: dict[str, str] = {}
        self._log = Path()
        self._status = ""
        self._stop = asyncio.Event()
        self._ready: asyncio.Future[Client] = asyncio.get_running_loop().create_future()
        self._task: asyncio.Task[None] | None = None

    async def client(self) -> Client:
        """The connected client.

        Raises:
            KnownError: the server does not start or answer.
        """
        self._task = self._task or asyncio.create_task(self._hold())
        return await asyncio.shield(self._ready)

    async def end(self) -> None:
        self._stop.set()
        if self._task:
            if not self._ready.done():
                self._task.cancel()
            await asyncio.wait([self._task])
            if not self._ready.done():
                self._ready.set_exception(
                    KnownError("The MCP server cannot be used", f"{self.name} was not waited for.", "Try again.")
                )
                self._ready.exception()  # whether or not anyone waits for it

    def in_words(self, error: Exception) -> str:
        """What went wrong, with no secret in it; of a local server that has ended, with the last that it said."""
        while isinstance(error, ExceptionGroup):
            error = error.exceptions[0]
        if isinstance(error, KnownError):
            return error.message
        if not isinstance(error, MCPError):
            said = f"{self.name} cannot be used: {clipped(self.hide(str(error) or type(error).__name__), 1000)}."
        elif error.code == CONNECTION_CLOSED:
            last = _last_line(self._log)
            said = f"{self.name} ended before it had answered" + (
                f": {clipped(self.hide(last), 1000)}" if last else "."
            )
        elif error.code == REQUEST_TIMEOUT:
            said = f"{self.name} did not answer within {_ANSWER_LIMIT:g} s."
        else:
            said = f"{self.name} answered: {clipped(self.hide(error.message), 1000)}{self._status}"
        return said

    def hide(self, text: str) -> str:
        return hide(text, self._secrets)

    async def _hold(self) -> None:
        """Keep the connection open until `end`; where it cannot be opened, those who wait for it are told."""
        with tempfile.TemporaryDirectory(prefix="stillroom-mcp-", ignore_cleanup_errors=True) as folder:
            self._log = Path(folder) / "log.txt"
            try:
                wanted = secrets_in([self._server.environment, self._server.headers])
                self._secrets = await asyncio.to_thread(get_secrets, wanted)
                async with Client(self._transport(), read_timeout_seconds=_ANSWER_LIMIT) as client:
                    self._ready.set_result(client)
                    await self._stop.wait()
            except Exception as error:  # noqa: BLE001 - the SDK raises whatever its transport does
                if not self._ready.done():
                    problem = KnownError(
                        "The MCP server cannot be used", self.in_words(error), "Try the server by itself."
                    )
                    self._ready.set_exception(error if isinstance(error, KnownError) else problem)

    async def _note_status(self, answer: httpx2.Response) -> None:
        self._status = "" if answer.is_success else f" ({answer.status_code} {answer.reason_phrase})"

    @contextlib.asynccontextmanager
    async def _transport(self) -> AsyncIterator[Any]:
        if self._server.url:
            headers = {name: fill(value, {}, self._secrets) for name, value in self._server.headers.items()}
            settings: Any = {
                "timeout": httpx2.Timeout(_ANSWER_LIMIT, read=None),
                "event_hooks": {"response": [self._note_status]},
            }
            async with (
                httpx2.AsyncClient(headers=headers, **settings) as http,
                streamable_http_client(self._server.url, http_client=http) as streams,
            ):
                yield streams
            return
        environment = {name: fill(value, {}, self._secrets) for name, value in self._server.environment.items()}
        program = shutil.which(self._server.command[0], path=environment.get("PATH"))
        if program is None:
            message = f"There is no program {self._server.command[0]} here."
            raise KnownError("The MCP server cannot be started", message, "Install it, or write its whole path.")
        command = [program, *self._server.command[1:]]
        if sys.platform != "win32":  # there the SDK ends the whole tree by itself
            command = [sys.executable, "-I", "-S", str(_LAUNCHER), *command]
        started = StdioServerParameters(command=command[0], args=command[1:], env=environment, cwd=Path.home())
        with self._log.open("w") as log:
            async with stdio_client(started, log) as streams:
                yield streams


def _last_line(log: Path) -> str:
    """The last line of a local server's stderr that is not empty; "" if it said nothing, or is a remote one."""
    if not log.is_file():
        return ""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 4000))
        lines = file.read().decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _shown(result: CallToolResult) -> str:
    content = result.structured_content
    if content is not None and not result.is_error:
        if isinstance(content, dict) and list(content) == ["result"]:  # how the SDK's servers wrap what is no object
            content = content["result"]
        return content if isinstance(content, str) else canonical_json(content)
    text = "\n".join(map(_part, result.content))
    return f"Error: {text or 'the tool failed, and did not say why.'}" if result.is_error else text


def _part(part: Any) -> str:
    match part:
        case TextContent(text=text) | EmbeddedResource(resource=TextResourceContents(text=text)):
            return str(text)
        case ResourceLink(uri=uri):
            return str(uri)
    return f"({part.type}, which cannot be shown as text)"
