"""Parameters as a tree: read from a JSON Schema and written as the same one; and values as they are written in a field."""

from typing import Any

import pytest

from stillroom_desktop.pages.builder.parameters import Parameter, all_names, read_parameters
from stillroom_desktop.pages.builder.values import read, read_list, written, written_list

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "places": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 1}},
                "required": ["city"],
            },
        },
        "unit": {"type": ["string", "null"], "enum": ["celsius", None], "default": None},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "description": "Anything"},
        "when": {"type": "string", "format": "date", "examples": ["2026-05-01", "2026-06-01"]},
        "free": {"type": "object", "additionalProperties": {"type": "number"}},
        "any": {},
    },
    "required": ["places"],
    "additionalProperties": False,
}


def test_a_schema_comes_back_as_it_was() -> None:
    assert read_parameters(SCHEMA).schema() == SCHEMA | {
        "properties": SCHEMA["properties"] | {"free": SCHEMA["properties"]["free"] | {"properties": {}}}
    }


def test_its_parts_are_seen() -> None:
    root = read_parameters(SCHEMA)
    assert [child.kind for child in root.children] == ["array", "enum", "other", "string", "object", "other"]
    assert list(all_names(root)) == ["places", "city", "days", "unit", "note", "when", "free", "any"]
    assert [child.required for child in root.children] == [True, False, False, False, False, False]
    assert root.children[0].type_word == "list of object"
    assert root.children[1].default == [None]


def test_another_kind_keeps_no_default_that_cannot_be_true() -> None:
    parameter = read_parameters({"type": "integer", "minimum": 3, "default": 4}, "count")
    parameter.set_kind("array")
    assert parameter.schema() == {"type": "array", "items": {"type": "string"}}
    parameter.set_kind("enum")
    parameter.values = ["a", 1]
    assert parameter.schema() == {"type": ["string", "integer"], "enum": ["a", 1]}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("celsius, kelvin", ["celsius", "kelvin"]),
        ("1, 2.5, true, null", [1, 2.5, True, None]),
        ('["a, b", "c"]', ["a, b", "c"]),
        ("", []),
    ],
)
def test_values_between_commas(text: str, values: list[Any]) -> None:
    assert read_list(text) == values
    assert written_list(values) == text


def test_a_text_that_looks_like_a_number_is_told_from_one() -> None:
    assert read_list(written_list(["1", 1])) == ["1", 1]


def test_values_are_read_as_the_schema_asks() -> None:
    assert read({"type": "string"}, "12") == "12"
    assert read({"type": "integer"}, "12") == 12
    assert read({"type": "integer"}, "twelve") == "twelve"
    assert read({"enum": [1, "1"]}, "1") == 1
    assert written({"type": "object"}, {"b": 1, "a": 2}) == '{"a":2,"b":1}'


def test_children_are_told_apart_though_they_are_alike() -> None:
    root = Parameter(kind="object", children=[Parameter("a"), Parameter("a")])
    assert root.children.index(root.children[1]) == 1
