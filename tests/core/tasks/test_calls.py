"""The rules by which made calls are right."""

from typing import Any

import pytest

from stillroom.conversation import ToolCall, ToolSpec
from stillroom.store import WorkedCall
from stillroom.tasks import Comparison, compare_calls

RIGHT = Comparison(exact=True, name=True, reason="")

ENCRYPT = ToolSpec(
    name="encrypt_text",
    description="Encrypt a text.",
    parameters={
        "type": "object",
        "properties": {"text": {"type": "string"}, "key": {"type": "string"}},
        "required": ["text", "key"],
    },
)
HASH = ToolSpec(
    name="hash_text",
    description="Hash a text.",
    parameters={"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
)


def worked(name: str, **arguments: Any) -> WorkedCall:
    return WorkedCall(name=name, arguments=arguments)


def made(name: str, **arguments: Any) -> ToolCall:
    return ToolCall(id="call-1", name=name, arguments=arguments)


def compare(expected: list[list[WorkedCall]], calls: list[list[ToolCall]]) -> Comparison:
    return compare_calls(expected, calls, [ENCRYPT, HASH])


def compare_value(expected: Any, value: Any, schema: Any) -> Comparison:
    tool = ToolSpec(name="tool", description="", parameters={"type": "object", "properties": {"value": schema}})
    return compare_calls([[worked("tool", value=expected)]], [[made("tool", value=value)]], [tool])


def test_no_call_needed() -> None:
    assert compare([], []) == RIGHT
    assert compare([[]], []) == RIGHT
    assert compare([], [[made("hash_text", text="a")]]) == Comparison(
        exact=False, name=False, reason="hash_text was called, but no call was needed"
    )


def test_no_call_made() -> None:
    expected = [[worked("encrypt_text", text="a", key="3")], [worked("hash_text", text="d")]]
    assert compare(expected, []) == Comparison(
        exact=False, name=False, reason="no call was made, expected encrypt_text"
    )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"text": "a", "key": "4"}, 'encrypt_text: key was "4", expected "3"'),
        ({"text": "a", "key": 3}, 'encrypt_text: key was 3, expected "3"'),
        ({"text": "a"}, 'encrypt_text: key was left out, expected "3"'),
        ({"text": "a", "key": "3", "mode": "fast"}, 'encrypt_text: mode was "fast", expected to be left out'),
    ],
)
def test_wrong_arguments(arguments: dict[str, Any], reason: str) -> None:
    comparison = compare([[worked("encrypt_text", text="a", key="3")]], [[made("encrypt_text", **arguments)]])
    assert comparison == Comparison(exact=False, name=True, reason=reason)


def test_wrong_tool() -> None:
    comparison = compare([[worked("encrypt_text", text="a", key="3")]], [[made("hash_text", text="a")]])
    assert comparison == Comparison(exact=False, name=False, reason="hash_text was called, expected encrypt_text")


def test_parallel_calls_match_in_any_order_and_over_several_turns() -> None:
    expected = [
        [worked("hash_text", text="a"), worked("encrypt_text", text="b", key="3"), worked("hash_text", text="c")]
    ]
    first, second, third = (
        made("hash_text", text="c"),
        made("hash_text", text="a"),
        made("encrypt_text", text="b", key="3"),
    )
    assert compare(expected, [[first, second, third]]) == RIGHT
    assert compare(expected, [[first], [second, third]]) == RIGHT
    assert compare(expected, [[third], [second], [first]]) == RIGHT


def test_a_parallel_difference_names_the_call_that_has_no_match() -> None:
    expected = [[worked("hash_text", text="a"), worked("hash_text", text="b")]]
    comparison = compare(expected, [[made("hash_text", text="b"), made("hash_text", text="x")]])
    assert comparison == Comparison(exact=False, name=True, reason='hash_text: text was "x", expected "a"')


def test_parallel_calls_that_python_takes_for_equal_stay_apart() -> None:
    tool = ToolSpec(
        name="tool", description="", parameters={"type": "object", "properties": {"n": {"type": "integer"}}}
    )
    comparison = compare_calls(
        [[worked("tool", n=1), worked("tool", n=1)]], [[made("tool", n=True), made("tool", n=1)]], [tool]
    )
    assert comparison == Comparison(exact=False, name=True, reason="tool: n was true, expected 1")


def test_chain_comes_in_order() -> None:
    expected = [[worked("encrypt_text", text="a", key="3")], [worked("hash_text", text="d")]]
    encrypt, hashed = made("encrypt_text", text="a", key="3"), made("hash_text", text="d")
    assert compare(expected, [[encrypt], [hashed]]) == RIGHT
    assert compare(expected, [[encrypt, hashed]]) == RIGHT
    assert compare(expected, [[hashed], [encrypt]]) == Comparison(
        exact=False, name=False, reason="hash_text was called, expected encrypt_text"
    )


def test_number_of_calls() -> None:
    expected = [[worked("encrypt_text", text="a", key="3")], [worked("hash_text", text="d")]]
    encrypt, hashed = made("encrypt_text", text="a", key="3"), made("hash_text", text="d")
    assert compare(expected, [[encrypt]]) == Comparison(exact=False, name=False, reason="hash_text was not called")
    repeated = compare(expected, [[encrypt], [hashed], [hashed]])
    assert repeated == Comparison(
        exact=False, name=False, reason="hash_text was called in addition to the expected calls"
    )


@pytest.mark.parametrize(
    ("expected", "value", "schema"),
    [
        ("April 1, 2024", "april 1 2024", {"type": "string"}),
        ("it's", 'IT"S', {"type": "string"}),
        ("a/b.c-d_e*f^g", "ABCDEFG", {"type": "string"}),
        (5.0, 5, {"type": "number"}),
        (5, 5.0, {"type": "number"}),
        (5, 5.0, {"anyOf": [{"type": "number"}, {"type": "null"}]}),
        (5, 5.0, {"type": ["number", "null"]}),
        (5.0, 5, {"type": "integer"}),
        ([1.5, 2.0], [1.5, 2], {"type": "array", "items": {"type": "number"}}),
        (["Red Fox", "x"], ["red fox", "X"], {"type": "array", "items": {"type": "string"}}),
        ({"a": {"b": ["One, two"]}}, {"a": {"b": ["one two"]}}, {"type": "object"}),
        ([{"a": 1, "b": 2}], [{"b": 2, "a": 1}], {"type": "array", "items": {"type": "object"}}),
        (None, None, {"type": ["string", "null"]}),
        (1, 1, True),
    ],
)
def test_the_same_value(expected: Any, value: Any, schema: Any) -> None:
    assert compare_value(expected, value, schema) == RIGHT


@pytest.mark.parametrize(
    ("expected", "value", "schema"),
    [
        ("abc", "abd", {"type": "string"}),
        ("a b", "a\nb", {"type": "string"}),
        ("5", 5, {"type": "string"}),
        (5, 5.0, {"type": "integer"}),
        (5, 5.0, {"type": ["integer", "null"]}),
        (5, 6, {"type": "integer"}),
        (1, True, {"type": "integer"}),
        (True, 1, {"type": "boolean"}),
        (True, "true", {"type": "boolean"}),
        (1.0, True, {"type": "number"}),
        ([1, 2], [2, 1], {"type": "array", "items": {"type": "integer"}}),
        ([1, 2], [1, 2, 3], {"type": "array", "items": {"type": "integer"}}),
        ([1], [True], {"type": "array"}),
        ({"a": 1}, {"a": True}, {"type": "object"}),
        ({"a": 1}, {"a": 1, "b": 2}, {"type": "object"}),
        ({"a": 1, "b": 2}, {"a": 1}, {"type": "object"}),
        ({"a": 1}, {"a": 1.0}, {"type": "object", "properties": {"a": {"type": "integer"}}}),
        ("", None, {"type": "string"}),
        ([], "", {"type": "array"}),
    ],
)
def test_another_value(expected: Any, value: Any, schema: Any) -> None:
    comparison = compare_value(expected, value, schema)
    assert (comparison.exact, comparison.name) == (False, True)
    assert comparison.reason.startswith("tool: value was ")


def test_a_tool_without_schema_is_compared_by_value() -> None:
    assert compare_calls([[worked("other", n=5)]], [[made("other", n=5)]], []) == RIGHT
