"""Schemas of tools as other programs write them; where such a program is installed, it writes them itself."""

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from stillroom.errors import KnownError, ToolError
from stillroom.tools import PythonCode, Tool, Unattached, tool_to_json
from stillroom.tools.importers import Imported, add_tools, import_schemas, to_openai

PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string", "description": "Which city."}},
    "required": ["city"],
}
TOLD = {"name": "get_weather", "description": "Tell the weather.", "parameters": PARAMETERS}
FORMS: dict[str, Any] = {
    "OpenAI chat": {"type": "function", "function": {**TOLD, "strict": True}},
    "OpenAI responses": {"type": "function", **TOLD, "strict": True},
    "OpenAI functions": {"functions": [TOLD]},
    "a request": {"model": "m", "messages": [], "tools": [{"type": "function", "function": TOLD}]},
    "Anthropic": {"name": "get_weather", "description": "Tell the weather.", "input_schema": PARAMETERS},
    "MCP": {"tools": [{"name": "get_weather", "description": "Tell the weather.", "inputSchema": PARAMETERS}]},
    "BFCL": {"id": "q", "question": [], "function": [{**TOLD, "parameters": {**PARAMETERS, "type": "dict"}}]},
    "a list": [{"type": "function", "function": TOLD}],
}


def imported(folder: Path, value: Any) -> Imported:
    path = folder / "tools.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return import_schemas(path)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_forms(form: Any, tmp_path: Path) -> None:
    found = imported(tmp_path, form)
    (tool,) = found.tools
    assert (tool.name, tool.description, tool.parameters) == tuple(TOLD.values())
    assert (tool.implementation, tool.effects) == (Unattached(), "changes")
    assert not found.skipped
    assert to_openai(found.tools) == [{"type": "function", "function": TOLD}]


def test_what_langchain_writes(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tools = pytest.importorskip("langchain_core.tools")
        calling = pytest.importorskip("langchain_core.utils.function_calling")

    @tools.tool
    def multiply(a: int, b: list[float] | None = None) -> float:
        """Multiply numbers."""
        return a

    for written in (calling.convert_to_openai_tool(multiply), multiply.tool_call_schema.model_json_schema()):
        (tool,) = imported(tmp_path, written).tools
        assert (tool.name, tool.description) == ("multiply", "Multiply numbers.")
        assert tool.parameters["properties"]["a"]["type"] == "integer"
        assert tool.parameters["required"] == ["a"]
    told = to_openai([tool])[0]
    assert calling.convert_to_openai_tool(told) == told


def test_what_ollama_writes(tmp_path: Path) -> None:
    import ollama

    def add(a: int, b: int = 1) -> int:
        """Add numbers.

        Args:
            a: The first.
            b: The second.
        """
        return a + b

    written = ollama._utils.convert_function_to_tool(add).model_dump(exclude_none=True)
    (tool,) = imported(tmp_path, written).tools
    assert (tool.name, tool.description) == ("add", "Add numbers.")
    assert tool.parameters["properties"]["a"] == {"type": "integer", "description": "The first."}
    ollama.Tool(**to_openai([tool])[0])


def test_the_types_of_bfcl(tmp_path: Path) -> None:
    inner = {"type": "dict", "properties": {"at": {"type": "tuple", "items": {"type": "float"}}, "x": {"type": "any"}}}
    parameters = {"type": "dict", "properties": {"type": {"type": "string"}, "place": inner}, "required": ["place"]}
    (tool,) = imported(tmp_path, {"name": "geo.find", "description": "Find.", "parameters": parameters}).tools
    assert tool.name == "geo_find"
    assert tool.parameters["properties"] == {
        "type": {"type": "string"},
        "place": {
            "type": "object",
            "properties": {"at": {"type": "array", "items": {"type": "number"}}, "x": {}},
        },
    }


def test_every_function_document_of_bfcl_is_read() -> None:
    data = Path(pytest.importorskip("bfcl_eval").__file__).parent / "data"
    counts = {}
    for path in [*sorted(data.glob("multi_turn_func_doc/*.json")), data / "BFCL_v4_parallel_multiple.json"]:
        found = import_schemas(path)
        assert not found.skipped, path
        counts[path.stem] = len(found.tools)
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        written = [function for line in lines for function in line.get("function", [line])]
        assert len(found.tools) == len({json.dumps(each, sort_keys=True) for each in written})
    assert counts["gorilla_file_system"] == 18


def test_references_are_written_out(tmp_path: Path) -> None:
    parameters = {
        "type": "object",
        "properties": {"at": {"$ref": "#/$defs/Point", "description": "Where."}, "tree": {"$ref": "#/$defs/Tree"}},
        "$defs": {
            "Point": {"type": "object", "properties": {"x": {"type": "number"}}},
            "Tree": {"type": "array", "items": {"$ref": "#/$defs/Tree"}},
        },
    }
    (tool,) = imported(tmp_path, {**TOLD, "parameters": parameters}).tools
    assert tool.parameters["properties"] == {
        "at": {"type": "object", "properties": {"x": {"type": "number"}}, "description": "Where."},
        "tree": {"type": "array", "items": {"type": "object"}},
    }
    assert "$defs" not in tool.parameters


def test_names_and_what_has_no_words(tmp_path: Path) -> None:
    found = imported(
        tmp_path, [{"name": "a.b"}, {"name": "a-b", "parameters": {}}, {"name": "a_b", "description": "Third."}]
    )
    assert [(tool.name, tool.description) for tool in found.tools] == [
        ("a_b", "A b."),
        ("a_b_2", "Third."),
    ]
    assert {tool.parameters["type"] for tool in found.tools} == {"object"}
    assert [note.reason for note in found.notes] == ["It was called a.b.", "It was called a_b."]


DOUBLING = {
    f"L{n}": {"type": "object", "properties": {k: {"$ref": f"#/$defs/L{n + 1}"} for k in "ab"}} for n in range(40)
}
SKIPPED: dict[str, tuple[Any, str]] = {
    "provider's": ({"type": "web_search_20250305", "name": "web_search"}, "only its provider"),
    "no schema": ({"openapi": "3.0.0"}, "no schema of a tool"),
    "whole": ({"name": "f", "implementation": {"kind": "python"}}, "stillroom tools add"),
    "number": (3, "no schema of a tool"),
    "elsewhere": ({**TOLD, "parameters": {"$ref": "http://127.0.0.1:1/x.json"}}, "only the document itself"),
    "nowhere": ({**TOLD, "parameters": {"properties": {"a": {"$ref": "#/$defs/A"}}}}, "not there"),
    "doubling": (
        {**TOLD, "parameters": {"properties": {"a": {"$ref": "#/$defs/L0"}}, "$defs": {**DOUBLING, "L40": {}}}},
        "too large",
    ),
    "wrong": ({**TOLD, "parameters": {"type": "object", "properties": {"a": {"type": 3}}}}, "no JSON Schema"),
    "text": ({**TOLD, "parameters": "none"}, "no JSON Schema"),
}


@pytest.mark.parametrize(("value", "reason"), SKIPPED.values(), ids=SKIPPED)
def test_what_is_skipped_says_why(value: Any, reason: str, tmp_path: Path) -> None:
    found = imported(tmp_path, [value, TOLD])
    assert [tool.name for tool in found.tools] == ["get_weather"]
    assert reason in found.skipped[0].reason


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    for text in ("{", "", "[" * 100_000, '{"a": 1}\n{'):
        with pytest.raises(ToolError, match="no JSON") as caught:
            imported(tmp_path, text)
        assert caught.value.hint
    with pytest.raises(KnownError, match="not exist"):
        import_schemas(tmp_path / "gone.json")


def test_a_schema_over_a_tool_that_works_leaves_what_does_the_work(tmp_path: Path) -> None:
    works = tool_to_json(
        Tool("get_weather", "Old.", {"type": "object"}, PythonCode("def f(): ...", "f"), time_limit=9.0)
    )
    [tool] = add_tools([works], imported(tmp_path, TOLD).tools, replace=True)
    assert tool == works | {"description": "Tell the weather.", "parameters": PARAMETERS}
    [new] = add_tools([], imported(tmp_path, TOLD).tools, replace=True)
    assert new["implementation"] == {"kind": "none"}
