import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from stillroom.conversation import ToolSpec
from stillroom.errors import KnownError, ToolError
from stillroom.tools import (
    CommandLine,
    Folder,
    HttpRequest,
    McpServer,
    McpTool,
    PythonCode,
    Tool,
    Unattached,
    read_server,
    read_tools,
    tool_from_json,
    tool_to_json,
)

SAMPLE = Path(__file__).parents[3] / "resources" / "stillroom_resources" / "samples" / "cipher_desk" / "tools.json"


def written(**changes: Any) -> dict[str, Any]:
    tool = {
        "name": "add",
        "description": "Add two numbers.",
        "parameters": {
            "type": "object",
            "properties": {"a": {"type": "number"}, "b": {"type": "number"}},
            "required": ["a"],
        },
        "implementation": {"kind": "python", "source": "def add(a, b=1):\n    return a + b\n", "entry": "add"},
    }
    return tool | changes


def code(source: str, entry: str = "add") -> dict[str, str]:
    return {"kind": "python", "source": source, "entry": entry}


def test_a_tool_is_read_and_written_back() -> None:
    tool = tool_from_json(written(effects="changes", time_limit=2))
    assert tool == Tool(
        tool.name,
        tool.description,
        tool.parameters,
        PythonCode("def add(a, b=1):\n    return a + b\n", "add"),
        "changes",
        2.0,
    )
    assert tool.spec == ToolSpec("add", "Add two numbers.", tool.parameters)
    assert tool_from_json(json.loads(json.dumps(tool_to_json(tool)))) == tool


def test_the_sample_is_read_with_its_source() -> None:
    tools = read_tools(SAMPLE)
    assert len({tool.name for tool in tools}) == len(tools) >= 6
    assert all(tool_from_json(tool_to_json(tool)) == tool for tool in tools)


@pytest.mark.parametrize(
    "form", [lambda tool: tool, lambda tool: [tool], lambda tool: {"tools": [tool]}], ids=["tool", "list", "tools"]
)
def test_a_file_holds_one_tool_or_several(tmp_path: Path, form: Any) -> None:
    (tmp_path / "tools.json").write_text(json.dumps(form(written())))
    assert [tool.name for tool in read_tools(tmp_path / "tools.json")] == ["add"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1"),
        ("[]", "holds no tool"),
        ("3", "not 3"),
        ('{"tools": 3}', "not 3"),
        (json.dumps([written(), written()]), "two tools of this name"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "tools.json").write_text(text)
    with pytest.raises(ToolError) as caught:
        read_tools(tmp_path / "tools.json")
    assert said in caught.value.message
    assert caught.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"none\.json"):
        read_tools(tmp_path / "none.json")


@pytest.mark.parametrize("name", ["", "a b", "1st", "x" * 65, "add\n", "größe", 3, None])
def test_a_name_must_be_one_that_models_can_call(name: Any) -> None:
    with pytest.raises(ToolError, match="needs a name"):
        tool_from_json(written(name=name))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"description": " "}, "no description"),
        ({"description": 3}, "no description"),
        ({"parameters": None}, "no JSON Schema of type object"),
        ({"parameters": {"type": "string"}}, "no JSON Schema of type object"),
        ({"parameters": {"type": "object", "properties": {"a": {"type": "text"}}}}, "$.properties.a.type"),
        ({"parameters": {"type": "object", "properties": {"a": {"pattern": "("}}}}, "$.properties.a.pattern"),
        ({"parameters": {"type": "object", "properties": {}, "required": ["c"]}}, 'requires "c"'),
        ({"parameters": {"type": "object", "properties": {"a": {"$ref": "#/$defs/none"}}}}, "#/$defs/none"),
        (
            {"parameters": {"type": "object", "properties": {"a": {"$ref": "https://example.org/a.json"}}}},
            "https://example.org/a.json",
        ),
        ({"effects": "none"}, 'effects are "none"'),
        ({"time_limit": 0}, "time_limit is 0"),
        ({"time_limit": True}, "time_limit is true"),
        ({"time_limit": float("inf")}, "time_limit is Infinity"),
        ({"timelimit": 3}, '"timelimit"'),
        ({"implementation": None}, "kind"),
        ({"implementation": {"kind": "shell"}}, "kind"),
        ({"ask": 1}, "ask is 1"),
        ({"network": "on"}, 'network is "on"'),
        ({"folders": ["/tmp"]}, "$[0]"),
        ({"folders": [{"path": "here"}]}, "no full path"),
        ({"implementation": {"kind": "python", "entry": "add"}}, "either a source or a file"),
        (
            {"implementation": {"kind": "python", "entry": "add", "source": "def add(): ...", "file": "a.py"}},
            "either a source or a file",
        ),
        ({"implementation": {"kind": "python", "source": "def add(): ..."}}, "names no entry"),
        ({"implementation": code("def add():\n    return (1\n")}, "(line 2)"),
        ({"implementation": code("add = 1\0")}, "null bytes"),
        ({"implementation": code("def sub(add): return add")}, "defines no add"),
        ({"implementation": {"kind": "python", "file": "a.py", "entry": "add"}}, "not read from a folder"),
    ],
)
def test_a_tool_that_cannot_be_used_says_why(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ToolError) as caught:
        tool_from_json(written(**changes))
    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "source",
    ["from operator import add", "try:\n    def add(a): return a\nfinally: pass", "add = max", "def add(a): '\\d'"],
)
def test_an_entry_may_come_from_an_import_or_a_branch(source: str) -> None:
    with warnings.catch_warnings(record=True) as seen:
        assert tool_from_json(written(implementation=code(source))).implementation == PythonCode(source, "add")
    assert not seen


def test_a_file_must_lie_in_the_folder_and_be_text(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    (tmp_path / "outside.py").write_text("def add(): ...")
    (folder / "link.py").symlink_to(tmp_path / "outside.py")
    (folder / "bytes.py").write_bytes(b"\xff\xff")
    (folder / "inside.py").write_text("\ufeffdef add(): ...", "utf-8")

    def read(file: str) -> Tool:
        return tool_from_json(written(implementation={"kind": "python", "file": file, "entry": "add"}), folder)

    assert read("inside.py").implementation == PythonCode("def add(): ...", "add")
    for file in ("../outside.py", str(tmp_path / "outside.py"), "link.py"):
        with pytest.raises(ToolError, match="lies outside"):
            read(file)
    for file, said in (("none.py", "cannot be read"), ("bytes.py", "no text in UTF-8")):
        with pytest.raises(ToolError, match=said):
            read(file)


def test_json_from_before_there_were_kinds_stays_as_it_was() -> None:
    old = written() | {"effects": "reads", "time_limit": 5.0}
    assert tool_to_json(tool_from_json(old)) == old
    assert list(tool_to_json(tool_from_json(old))["implementation"]) == ["kind", "source", "entry"]


SERVER = McpServer(("npx", "files"), environment={"TOKEN": "{secret:files}"})


@pytest.mark.parametrize(
    "implementation",
    [
        PythonCode("class Desk:\n    def add(self, a): ...\n", "add", "Desk", "/opt/tools"),
        HttpRequest(
            "POST", "https://example.org:8443/v1/{a}?b={a}", {"b": "{b}"}, {"X-Key": "{secret:k}"}, {"a": ["{a}", 1]}
        ),
        HttpRequest("GET", "http://127.0.0.1/{{free}}"),
        CommandLine(("ls", "-l", "{a}")),
        McpTool(SERVER, "read"),
        McpTool(McpServer(url="https://example.org/mcp", headers={"Authorization": "Bearer {secret:k}"}), "read"),
        Unattached(),
    ],
    ids=lambda each: type(each).__name__,
)
def test_every_kind_is_read_and_written_back(implementation: Any) -> None:
    parameters = written()["parameters"]
    tool = Tool(
        "add", "Add.", parameters, implementation, "changes", 2.0, False, True, (Folder("/data", True), Folder("/b"))
    )
    assert tool_from_json(json.loads(json.dumps(tool_to_json(tool)))) == tool


def test_chat_asks_before_what_changes_something_and_only_then() -> None:
    assert [
        tool_from_json(written(effects=effects, ask=ask)).asks
        for effects in ("reads", "changes")
        for ask in (True, False)
    ] == [
        False,
        False,
        True,
        False,
    ]


def http(url: str = "https://example.org/{a}", **fields: Any) -> dict[str, Any]:
    return {"kind": "http", "method": "GET", "url": url} | fields


def mcp(**server: Any) -> dict[str, Any]:
    return {"kind": "mcp", "tool": "read", "server": server}


@pytest.mark.parametrize(
    ("implementation", "said"),
    [
        ({"kind": "http", "url": "https://example.org"}, "method"),
        (http(method="FETCH"), "FETCH"),
        (http(extra=1), '"extra"'),
        (http("example.org/{a}"), "no URL"),
        (http("file:///etc/passwd"), "no URL"),
        (http("https://"), "no URL"),
        (http("https://example.org:99999/"), "no URL"),
        (http("https://[::1/"), "no URL"),
        (http("https://example.org/a\nb"), "no URL"),
        (http("https://{a}/"), "host of its URL"),
        (http("https://example.org:{a}/"), "no URL"),
        (http("https://user:word@example.org/"), "host of its URL"),
        (http("https://example.org/{b}"), "{b}, which a call may leave out"),
        (http("https://example.org/{c}"), "{c}, which is not among its parameters"),
        (http(body={"list": [{"deep": "{c}"}]}), "{c}, which is not among its parameters"),
        (http("https://example.org/{secret:key}"), "holds a secret"),
        (http(body="{secret:key}"), "holds a secret"),
        (http(headers={"X Key": "1"}), '"X Key"'),
        (http(headers={"X-Key": "1\r\nHost: evil"}), "several lines"),
        (http(headers={"X-Key": 1}), "headers"),
        ({"kind": "command", "arguments": []}, "no program"),
        ({"kind": "command", "arguments": "ls -l"}, "does not fit"),
        ({"kind": "command", "arguments": ["{a}"]}, "chooses its program"),
        ({"kind": "command", "arguments": ["ls", "{c}"]}, "{c}, which is not among"),
        ({"kind": "command", "arguments": ["ls", "a\0"]}, "zero byte"),
        (mcp(), "either a command or a URL"),
        (mcp(command=["a"], url="https://example.org"), "either a command or a URL"),
        (mcp(url="ftp://example.org"), "no URL"),
        (mcp(command="npx"), "server.command"),
        (mcp(command=["a"], environment={"TOKEN": "{a}"}), "use {a}, and are sent before any call"),
        (mcp(url="https://example.org", headers={"X-Key": "{a} b"}), "use {a}, and are sent before any call"),
        (mcp(url="https://example.org", headers={"X Key": "1"}), '"X Key"'),
        ({"kind": "mcp", "tool": "", "server": {"command": ["a"]}}, "names no tool"),
        ({"kind": "none", "source": ""}, '"source"'),
        (code("class Desk:\n    def sub(self): ...") | {"owner": "Desk"}, "no method add"),
        (code("def add(): ...") | {"owner": "Desk"}, "defines no Desk"),
        (code("def add(): ...") | {"owner": 1}, "is no text"),
        (code("def add(): ...") | {"search": "tools"}, 'search is "tools"'),
    ],
)
def test_an_implementation_that_cannot_be_used_says_why(implementation: dict[str, Any], said: str) -> None:
    with pytest.raises(ToolError) as caught:
        tool_from_json(written(implementation=implementation))
    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "source",
    [
        "from desks import Desk",
        "class Desk(dict): ...",
        "def made(c): return c\n@made\nclass Desk: ...",
        "Desk = type('Desk', (), {})",
    ],
)
def test_a_method_may_come_from_where_only_running_shows(source: str) -> None:
    read = tool_from_json(written(implementation=code(source) | {"owner": "Desk"}))
    assert read.implementation == PythonCode(source, "add", "Desk")


def test_a_server_is_read_alone() -> None:
    assert read_server({"command": ["npx", "files"], "environment": {"TOKEN": "{secret:files}"}}) == SERVER
    with pytest.raises(ToolError, match="either a command or a URL"):
        read_server({})
