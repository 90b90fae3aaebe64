"""What would run, in words, for tools of anyone's."""

from typing import Any

import pytest

from stillroom_desktop.what_runs import what_runs


@pytest.mark.parametrize(
    ("tool", "words"),
    [
        (
            {"implementation": {"kind": "python", "search": "/code"}, "network": True},
            "Python code, imports from /code, uses the network",
        ),
        (
            {"implementation": {"kind": "python", "owner": "Desk"}, "folders": [{"path": "/a"}, {"path": "/b", "write": True}]},
            "Python code, class Desk, reads /a, writes in /b",
        ),
        (
            {"implementation": {"kind": "http", "method": "GET", "url": "https://a.b", "headers": {"x": "{secret:k}"}}},
            "GET to https://a.b, sends the secret k",
        ),
        ({"implementation": {"kind": "command", "arguments": ["rm", "a b"]}}, "starts rm 'a b'"),
        ({"implementation": {"kind": "mcp", "server": {"url": "https://a.b"}}}, "asks the MCP server https://a.b"),
        (
            {"implementation": {"kind": "mcp", "server": {"command": ["npx", "x"]}}},
            "starts the MCP server npx x, outside the sandbox",
        ),
        ({"implementation": {"kind": "none"}}, "nothing yet"),
        (
            {"implementation": {"kind": "mcp", "server": 5}, "folders": 5},
            "starts the MCP server , outside the sandbox",
        ),
        ({"implementation": ["?"]}, "something that this Stillroom does not know"),
    ],
)  # fmt: skip
def test_what_runs(tool: dict[str, Any], words: str) -> None:
    assert what_runs(tool) == words
