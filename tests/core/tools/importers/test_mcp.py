"""The tools of a real MCP server."""

import asyncio
import sys
from pathlib import Path

import pytest

from stillroom.errors import ToolError
from stillroom.tools import McpServer, McpTool
from stillroom.tools.importers import import_mcp, server_from

DESK = Path(__file__).parents[3] / "standins" / "mcp" / "desk.py"


def test_a_server_s_tools() -> None:
    server = server_from(f'"{sys.executable}" "{DESK}"', {"TOKEN": "{secret:desk}"}, {})
    assert server == McpServer((sys.executable, str(DESK)), environment={"TOKEN": "{secret:desk}"})
    server = server_from(f'"{sys.executable}" "{DESK}"', {}, {})
    found = asyncio.run(import_mcp(server))
    assert not found.skipped
    tools = {tool.name: tool for tool in found.tools}
    assert {"add", "note", "place"} <= set(tools)
    add = tools["add"]
    assert (add.description, add.effects, add.time_limit) == ("Add two numbers.", "reads", 30)
    assert add.implementation == McpTool(server, "add")
    assert add.parameters["properties"]["b"]["default"] == 1
    assert add.parameters["required"] == ["a"]
    assert tools["note"].effects == "changes"


def test_files_here_are_found_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    for name in ("python", "server.py", "folder/data.db"):
        (tmp_path / name).touch()
    words = server_from("python server.py folder/data.db folder ./folder . --x=server.py ./gone", {}, {}).command
    paths = [str(tmp_path / name) for name in ("server.py", "folder/data.db", "folder", "")]
    assert words == ("python", paths[0], paths[1], "folder", paths[2], paths[3], "--x=server.py", "./gone")
    assert server_from("./python x", {}, {}).command == (str(tmp_path / "python"), "x")


def test_targets() -> None:
    assert server_from("https://x.example/mcp", {}, {"Authorization": "Bearer {secret:x}"}) == McpServer(
        url="https://x.example/mcp", headers={"Authorization": "Bearer {secret:x}"}
    )
    assert server_from("run; rm -rf $HOME && `x` 'a b'", {}, {}).command == (
        "run;",
        "rm",
        "-rf",
        "$HOME",
        "&&",
        "`x`",
        "a b",
    )
    for target in ('run "x', "", "http://"):
        with pytest.raises(ToolError) as caught:
            server_from(target, {}, {})
        assert caught.value.hint


def test_a_server_that_does_not_start_says_so(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="MCP server"):
        asyncio.run(import_mcp(server_from(f'"{tmp_path / "gone"}"', {}, {})))
