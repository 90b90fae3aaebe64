from pathlib import Path
from typing import Any

import pytest

from stillroom.conversation import Message
from stillroom.templates import CHATML
from stillroom.tools import (
    CommandLine,
    HttpRequest,
    Implementation,
    PythonCode,
    Tool,
    Unattached,
    read_tools,
    stock_tools,
)
from stillroom.tools.advice import Advice, advise
from stillroom.tools.stock import make
from stillroom_resources import resource

TEXT = {"type": "string", "description": "The text to shout"}
CODE = PythonCode("def shout(text): ...", "shout")


def tool(
    name: str = "shout_text",
    description: str = "Write a text in capital letters.",
    properties: dict[str, Any] | None = None,
    implementation: Implementation = CODE,
    **fields: Any,
) -> Tool:
    parameters = {"type": "object", "properties": {"text": TEXT} if properties is None else properties}
    return Tool(name, description, parameters | fields.pop("more", {}), implementation, **fields)


def told(advised: Tool, *others: Tool) -> list[tuple[str, str]]:
    return [(advice.level, advice.field) for advice in advise(advised, others)]


def test_a_good_tool_gets_none() -> None:
    assert advise(tool(), [tool("count_words", "Count the words of a text.")]) == []


def test_the_sample_and_the_stock_tools_get_no_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path))
    sample = read_tools(resource("samples", "cipher_desk", "tools.json"))
    stock = [each for one in stock_tools() for each in make(one.key, {name: str(tmp_path) for name, _ in one.asks})]
    for tools in (sample, stock):
        for each in tools:
            others = [other for other in tools if other is not each]
            assert [advice for advice in advise(each, others) if advice.level == "warn"] == []
    assert {each.name for each in stock if advise(each, [])} == {"encrypt_text", "decrypt_text"}  # the sample's words


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("run", ["warn"]),
        ("_shout", ["warn"]),
        ("shout__text", ["warn"]),
        ("go", ["warn"]),
        ("s" * 41, ["warn"]),
        ("getWeather", []),
        ("run_python", []),
    ],
)
def test_names(name: str, levels: list[str]) -> None:
    assert told(tool(name)) == [(level, "name") for level in levels]


@pytest.mark.parametrize("description", ["Shout.", "shout text", "Shout text!", "Write. " + "And so on. " * 60])
def test_descriptions(description: str) -> None:
    (advice,) = advise(tool(description=description), [])
    assert advice.field == "description"
    assert advice.level == ("info" if len(description) > 100 else "warn")


def test_tools_that_a_model_takes_for_one_another() -> None:
    other = tool("shout_texts", "Write the text in capital letters.")
    advices = advise(tool(), [other, tool("count_words", "Count the words of a text.")])
    assert [(advice.level, advice.field) for advice in advices] == [("warn", "name"), ("warn", "description")]
    assert all("shout_texts" in advice.text for advice in advices)
    assert told(tool("shoutText"), tool("shout_text", "Quite another thing, for numbers.")) == [("warn", "name")]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, [("info", "parameters.value")]),
        ({"type": "string", "enum": ["a", "b"]}, []),
        ({"type": "string", "enum": [str(each) for each in range(31)]}, [("info", "parameters.value")]),
        ({"description": "A value"}, [("warn", "parameters.value")]),
        (True, [("warn", "parameters.value")]),
        ({"anyOf": [{"type": "string"}, {"type": "number"}], "description": "A value"}, []),
        ({"oneOf": [{"type": "string"}], "description": "A value"}, [("warn", "parameters.value")] * 2),
        ({"$ref": "#/$defs/a", "description": "A value", "type": "string"}, [("warn", "parameters.value")]),
        ({"type": "integer", "description": "A value", "minimum": 1, "default": 2}, [("info", "parameters.value")]),
        ({"type": "array", "description": "Values"}, [("warn", "parameters.value")]),
        ({"type": "array", "items": {"type": "string"}}, [("warn", "parameters.value")]),
        ({"type": "object", "description": "A value"}, [("warn", "parameters.value")]),
        (
            {"type": "object", "description": "A value", "properties": {"x": {"type": "string"}}},
            [("warn", "parameters.value.x")],
        ),
    ],
)
def test_parameters(schema: Any, expected: list[tuple[str, str]]) -> None:
    assert told(tool(properties={"value": schema})) == expected


def test_too_many_too_deep_and_unusual() -> None:
    assert told(tool(properties={f"text_{number}": TEXT for number in range(9)})) == [("warn", "parameters")]
    assert told(tool(properties={"user-id": TEXT})) == [("info", "parameters.user-id")]
    deep: dict[str, Any] = {"type": "string", "description": "A text"}
    for _ in range(3):
        deep = {"type": "object", "description": "A part", "properties": {"part": deep}}
    assert told(tool(properties={"part": deep})) == [("warn", "parameters.part.part.part")]
    assert told(tool(more={"oneOf": [{"required": ["text"]}]})) == [("warn", "parameters")]


def test_what_does_the_work() -> None:
    assert told(tool(implementation=Unattached())) == [("warn", "implementation")]
    assert told(tool(implementation=HttpRequest("POST", "https://example.org", body="{text}"))) == [("info", "effects")]
    assert told(tool(implementation=HttpRequest("POST", "https://example.org", body="{text}"), effects="changes")) == []
    assert told(tool(implementation=CommandLine(("echo", "-n")))) == [("warn", "parameters.text")]
    assert told(tool(implementation=CommandLine(("echo", "{text}")))) == []


def test_warnings_come_first_and_say_what_and_why() -> None:
    bad = advise(tool("run", "Run.", {"value": {"type": "string", "format": "date"}, "x": {}}), [])
    assert [advice.level for advice in bad] == sorted((advice.level for advice in bad), reverse=True)
    assert len(bad) == len({advice.text for advice in bad}) == 6
    assert all(advice.text.endswith(".") and len(advice.text) < 170 for advice in bad)
    assert isinstance(bad[0], Advice)


def test_what_is_said_to_be_dropped_is_what_the_model_is_not_told() -> None:
    marks = {
        "minimum": 4711,
        "pattern": "4711",
        "format": "4711",
        "const": 4711,
        "oneOf": [{"type": "4711"}],
        "$ref": "#/4711",
        "default": 4711,
    }
    for key, value in marks.items():
        prompt = CHATML.render(
            [Message("user", "hi")], [tool(properties={"value": TEXT | {key: value}}).spec], reply=False
        )
        assert "4711" not in prompt, key
    for key, value in {"enum": ["4711"], "anyOf": [{"type": "4711"}], "description": "4711"}.items():
        prompt = CHATML.render(
            [Message("user", "hi")], [tool(properties={"value": TEXT | {key: value}}).spec], reply=False
        )
        assert "4711" in prompt, key
