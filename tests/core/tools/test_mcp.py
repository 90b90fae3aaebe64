import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import psutil
import pytest
from standins.keyrings import MemoryKeyring

from stillroom.errors import ToolError
from stillroom.secrets import set_secret
from stillroom.tools import McpServer
from stillroom.tools.mcp import McpConnections

DESK = str(Path(__file__).parents[2] / "standins" / "mcp" / "desk.py")
LOCAL = McpServer((sys.executable, DESK))
Result = TypeVar("Result")


def connected(use: Callable[[McpConnections], Awaitable[Result]]) -> Result:
    async def run() -> Result:
        async with McpConnections() as connections:
            return await use(connections)

    return asyncio.run(run())


def script(tmp_path: Path, source: str) -> McpServer:
    (tmp_path / "server.py").write_text(source)
    return McpServer((sys.executable, "-S", str(tmp_path / "server.py")))


@pytest.fixture
def remote() -> Iterator[McpServer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, DESK, str(port)])
    patience = time.monotonic() + 20
    while time.monotonic() < patience:
        with socket.socket() as knock:
            if not knock.connect_ex(("127.0.0.1", port)):
                break
        time.sleep(0.05)
    yield McpServer(url=f"http://127.0.0.1:{port}/mcp")
    process.kill()
    process.wait()


async def _all_ways(connections: McpConnections, server: McpServer) -> None:
    assert await connections.call(server, "add", {"a": 2}) == (True, "3")
    assert await connections.call(server, "note", {"text": "é"}) == (True, '["é"]')
    assert await connections.call(server, "note", {"text": "b"}) == (True, '["é","b"]')  # one connection, one process
    assert await connections.call(server, "place", {"name": "key"}) == (
        True,
        '{"at":[1,2.5],"known":true,"name":"key"}',
    )
    assert await connections.call(server, "say", {"text": "hi"}) == (True, "hi\nhi")
    assert await connections.call(server, "picture", {}) == (True, "(image, which cannot be shown as text)")
    ok, text = await connections.call(server, "fail", {"text": "no such key"})
    assert not ok
    assert text.startswith("Error: ")
    assert "no such key" in text
    ok, text = await connections.call(server, "nothing", {})
    assert not ok
    assert "nothing" in text
    ok, text = await connections.call(server, "add", {"a": "x"})
    assert not ok
    assert "a" in text
    assert await connections.call(server, "long", {"size": 70_000}) == (
        False,
        "Error: long returned 70000 bytes; at most 65536 are allowed.",
    )
    assert await asyncio.gather(*(connections.call(server, "add", {"a": each}) for each in range(5))) == [
        (True, str(each + 1)) for each in range(5)
    ]
    assert await connections.call(server, "wait", {"seconds": 0.6}, 0.2) == (
        False,
        "Error: wait took longer than 0.2 s and was stopped.",
    )
    assert await connections.call(server, "add", {"a": 4}) == (True, "5")


def test_tools_of_a_local_server_are_called(memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    set_secret("desk", "s3cret")
    monkeypatch.setenv("OTHER_API_KEY", "k")
    server = McpServer(LOCAL.command, environment={"DESK_KEY": "{secret:desk}", "DESK": "1"})

    async def use(connections: McpConnections) -> None:
        await _all_ways(connections, server)
        ok, text = await connections.call(server, "environment", {})
        seen = json.loads(text)
        assert ok
        assert "OTHER_API_KEY" not in seen
        assert seen["DESK"] == "1"
        assert seen["DESK_KEY"] == "{secret:desk}"  # it has the value, which is hidden in what it says
        assert (
            {"PATH", "HOME"}
            <= set(seen)
            <= {"PATH", "HOME", "LOGNAME", "SHELL", "TERM", "USER", "DESK", "DESK_KEY", "LC_CTYPE"}
        )
        assert await connections.call(server, "leave", {"text": "bye, s3cret"}) == (
            False,
            "Error: python ended before it had answered: bye, {secret:desk}",
        )
        assert await connections.call(server, "note", {"text": "anew"}) == (True, '["anew"]')  # it is started again

    connected(use)


def test_tools_of_a_remote_server_are_listed_and_called(remote: McpServer, memory_keyring: MemoryKeyring) -> None:
    set_secret("desk", "s3cret")
    server = McpServer(url=remote.url, headers={"Authorization": "Bearer {secret:desk}"})

    async def use(connections: McpConnections) -> None:
        listed = {tool.name: tool for tool in await connections.list_tools(server)}
        assert listed["add"].description == "Add two numbers."
        assert listed["add"].parameters["properties"]["b"]["default"] == 1
        assert (listed["add"].reads_only, listed["note"].reads_only) == (True, False)
        await _all_ways(connections, server)

    connected(use)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("raise SystemExit(1)", "ended before it had answered."),
        (
            "import nothing_of_that_name",
            "ended before it had answered: ModuleNotFoundError: No module named 'nothing_of_that_name'",
        ),
        ("import os\nos.close(1)\nprint('x' * 5000 + '\\nthe end', file=__import__('sys').stderr)", "the end"),
    ],
)
def test_a_server_that_does_not_start_is_told_with_its_last_words(tmp_path: Path, source: str, said: str) -> None:
    server = script(tmp_path, source)
    ok, text = connected(lambda connections: connections.call(server, "add", {}))
    assert not ok
    assert text.startswith("Error: python ended before it had answered")
    assert said in text
    with pytest.raises(ToolError) as caught:
        connected(lambda connections: connections.list_tools(server))
    assert said in caught.value.message
    assert caught.value.hint


def test_a_listing_that_tells_a_secret_is_kept_without_it(tmp_path: Path, memory_keyring: MemoryKeyring) -> None:
    set_secret("desk", 's3"cret')
    telling = """
import json, os, sys
for line in sys.stdin:
    request = json.loads(line)
    if "id" in request:
        answer = {"error": {"code": -32601, "message": "no"}}
        if request["method"] == "initialize":
            answer = {"result": {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "a", "version": "1"}}}
        if request["method"] == "tools/list":
            schema = {"type": "object", "properties": {"key": {"type": "string", "default": os.environ["DESK_KEY"]}}}
            answer = {"result": {"tools": [{"name": "look", "description": "With " + os.environ["DESK_KEY"], "inputSchema": schema}]}}
        print(json.dumps({"jsonrpc": "2.0", "id": request["id"]} | answer), flush=True)
"""
    server = McpServer(script(tmp_path, telling).command, environment={"DESK_KEY": "{secret:desk}"})
    (listed,) = connected(lambda connections: connections.list_tools(server))
    assert listed.description == "With {secret:desk}"
    assert listed.parameters["properties"]["key"]["default"] == "{secret:desk}"


def test_last_words_that_end_within_a_secret_are_told_without_it(tmp_path: Path, memory_keyring: MemoryKeyring) -> None:
    set_secret("desk", "s3cret")
    server = script(tmp_path, "import os, sys\nsys.exit('-' * 996 + os.environ['DESK_KEY'])")
    server = McpServer(server.command, environment={"DESK_KEY": "{secret:desk}"})
    ok, text = connected(lambda connections: connections.call(server, "add", {}))
    assert (ok, "---" in text, "s3" in text) == (False, True, False)


def test_a_program_a_secret_or_a_server_that_is_not_there_is_named(memory_keyring: MemoryKeyring) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for server, said in (
        (McpServer(("no-such-program-here",)), "There is no program no-such-program-here here."),
        (McpServer(LOCAL.command, environment={"A": "{secret:none}"}), "There is no secret none here."),
        (McpServer(url=f"http://127.0.0.1:{port}/mcp"), "127.0.0.1 cannot be used: All connection attempts failed."),
    ):
        assert connected(lambda connections, to=server: connections.call(to, "add", {})) == (False, f"Error: {said}")  # type: ignore[misc]


@pytest.mark.parametrize(
    ("status", "body", "said"), [(401, b"s3cret?", "401"), (200, b"no MCP", "127.0.0.1"), (302, b"", "127.0.0.1")]
)
def test_a_server_that_refuses_or_speaks_something_else_is_told(
    memory_keyring: MemoryKeyring, status: int, body: bytes, said: str
) -> None:
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.headers["X-Key"])
            self.send_response(status)
            self.send_header("Location", "http://localhost:1/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    set_secret("desk", "s3cret")
    answering = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=answering.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        server = McpServer(url=f"http://127.0.0.1:{answering.server_port}/mcp", headers={"X-Key": "{secret:desk}"})
        ok, text = connected(lambda connections: connections.call(server, "add", {}))
    finally:
        answering.shutdown()
        answering.server_close()
        thread.join()
    assert not ok
    assert said in text
    assert "s3cret" not in text
    assert set(seen) == {"s3cret"}


STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-S", "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"])
open(sys.argv[1], "w").write(f"{os.getpid()} {child.pid}")
line = sys.stdin.readline()
time.sleep({sleep})
"""


def _alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE]


@pytest.mark.skipif(sys.platform == "win32", reason="there the SDK ends the tree")
@pytest.mark.parametrize("how", ["ends by itself", "does not end", "Stillroom is killed"])
def test_what_a_server_started_ends_with_it(tmp_path: Path, how: str) -> None:
    told = tmp_path / "pids"
    server = script(tmp_path, STUBBORN.replace("{sleep}", "0" if how == "ends by itself" else "60"))
    command = (*server.command, str(told))
    if how == "Stillroom is killed":
        source = (
            "import asyncio\nfrom stillroom.tools import McpServer\nfrom stillroom.tools.mcp import McpConnections\n"
            f"async def run():\n    async with McpConnections() as c:\n        await c.call(McpServer({command!r}), 'add', {{}})\nasyncio.run(run())"
        )
        stillroom = subprocess.Popen([sys.executable, "-c", source])
        patience = time.monotonic() + 20
        while not (told.is_file() and told.read_text().count(" ")) and time.monotonic() < patience:
            time.sleep(0.05)
        os.kill(stillroom.pid, signal.SIGKILL)
        stillroom.wait()
    else:

        async def use(connections: McpConnections) -> None:
            call = asyncio.create_task(connections.call(McpServer(command), "add", {}))
            while not (told.is_file() and told.read_text().count(" ")):
                await asyncio.sleep(0.05)
            if how == "does not end":
                call.cancel()
            else:
                assert not (await call)[0]

        connected(use)
    pids = [int(pid) for pid in told.read_text().split()]
    patience = time.monotonic() + 5
    while _alive(pids) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not _alive(pids)


def test_who_waits_for_a_server_that_is_given_up_is_told(tmp_path: Path) -> None:
    server = script(tmp_path, "import time; time.sleep(60)")

    async def given_up() -> tuple[bool, str]:
        async with McpConnections() as connections:
            waiting = asyncio.create_task(connections.call(server, "add", {}))
            await asyncio.sleep(0.2)
        return await asyncio.wait_for(waiting, 10)

    ok, said = asyncio.run(given_up())
    assert not ok
    assert said.endswith("was not waited for.")
