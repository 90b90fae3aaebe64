import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from stillroom.conversation import ToolSpec
from stillroom.errors import KnownError, ToolError
from stillroom.tools import PythonCode, Tool, argument_problem, read_tools, tool_from_json, tool_to_json

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
        ({"implementation": {"kind": "http"}}, "kind"),
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
        assert tool_from_json(written(implementation=code(source))).implementation.entry == "add"
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

    assert read("inside.py").implementation.source == "def add(): ..."
    for file in ("../outside.py", str(tmp_path / "outside.py"), "link.py"):
        with pytest.raises(ToolError, match="lies outside"):
            read(file)
    for file, said in (("none.py", "cannot be read"), ("bytes.py", "no text in UTF-8")):
        with pytest.raises(ToolError, match=said):
            read(file)


SPEC = ToolSpec(
    "paint",
    "Paint.",
    {
        "type": "object",
        "required": ["colour"],
        "properties": {
            "colour": {"type": "string", "enum": ["red", "blue"]},
            "coats": {"type": "integer", "minimum": 1},
            "size": {"type": "object", "properties": {"width": {"type": ["number", "null"]}}},
            "at": {"type": "array", "items": {"type": "integer"}},
        },
    },
)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"colour": "red"}, ""),
        ({"colour": "red", "coats": 2, "size": {"width": None}, "at": [1, 2]}, ""),
        ({"colour": "red", "shade": 1}, 'paint has no argument "shade"; it takes colour, coats, size, at.'),
        ({}, 'paint needs the argument "colour".'),
        ({"colour": "green"}, 'The argument "colour" of paint must be one of "red", "blue", not "green".'),
        ({"colour": "red", "coats": "2"}, 'The argument "coats" of paint must be an integer, not "2".'),
        ({"colour": "red", "coats": True}, 'The argument "coats" of paint must be an integer, not true.'),
        (
            {"colour": "red", "size": {"width": "w"}},
            'The argument "size.width" of paint must be a number or null, not "w".',
        ),
        ({"colour": "red", "at": [1, "x"]}, 'The argument "at[1]" of paint must be an integer, not "x".'),
        (
            {"colour": "red", "coats": 0},
            'The argument "coats" of paint cannot be used: 0 is less than the minimum of 1.',
        ),
        ([], "The arguments of paint must be an object, not []."),
    ],
)
def test_a_call_is_told_what_is_wrong(arguments: Any, problem: str) -> None:
    assert argument_problem(SPEC, arguments) == problem


def test_a_schema_may_allow_more() -> None:
    open_schema = ToolSpec(
        "note", "Note.", {"type": "object", "properties": {}, "additionalProperties": {"type": "string"}}
    )
    assert argument_problem(open_schema, {"anything": "goes"}) == ""
    assert argument_problem(open_schema, {"anything": 1}) == 'The argument "anything" of note must be a string, not 1.'


@pytest.mark.parametrize("reference", ["#/properties/a", "https://example.org/a.json"])
def test_a_reference_that_leads_nowhere_is_said_and_not_fetched(reference: str) -> None:
    circular = ToolSpec("turn", "Turn.", {"type": "object", "properties": {"a": {"$ref": reference}}})
    assert "cannot be checked" in argument_problem(circular, {"a": 1})
