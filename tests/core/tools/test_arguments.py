from typing import Any

import pytest

from stillroom.conversation import ToolSpec
from stillroom.tools import argument_problem

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
