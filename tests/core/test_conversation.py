"""Messages and trajectories, and their form in the OpenAI chat format."""

from typing import Any

import pytest

from stillroom.conversation import (
    Message,
    ToolCall,
    ToolSpec,
    Trajectory,
    canonical_json,
    digest,
    json_within,
    new_id,
    read_json,
    tool_set_digest,
)

CALL = ToolCall("call-1", "encrypt_text", {"text": 'né "x"\n', "key": 3})
MESSAGES = (
    Message("system", "Be brief."),
    Message("user", "Encrypt it."),
    Message("assistant", thought="A cipher.", tool_calls=(CALL, ToolCall("call-2", "ping", {}))),
    Message("tool", "qé", tool_call_id="call-1", name="encrypt_text"),
    Message("tool", "", tool_call_id="call-2", name="ping"),
    Message("assistant", "Done: qé", thought="That was it."),
)
TRAJECTORY = Trajectory("trajectory-1", "task-1", "agent", "digest", MESSAGES)


def test_the_openai_format() -> None:
    assert MESSAGES[2].to_openai() == {
        "role": "assistant",
        "content": "",
        "reasoning_content": "A cipher.",
        "tool_calls": [
            {
                "id": "call-1",
                "type": "function",
                "function": {"name": "encrypt_text", "arguments": '{"key":3,"text":"né \\"x\\"\\n"}'},
            },
            {"id": "call-2", "type": "function", "function": {"name": "ping", "arguments": "{}"}},
        ],
    }
    assert MESSAGES[3].to_openai() == {
        "role": "tool",
        "content": "qé",
        "tool_call_id": "call-1",
        "name": "encrypt_text",
    }
    assert MESSAGES[1].to_openai() == {"role": "user", "content": "Encrypt it."}


@pytest.mark.parametrize("text", ["{", '{"a": NaN}', '{"a": "\\ud800"}', "", "[" * 100_000])
def test_json_that_could_not_be_kept_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_json(text)


def test_the_calls_and_the_answer_of_a_trajectory() -> None:
    assert TRAJECTORY.calls == (MESSAGES[2].tool_calls,)
    assert TRAJECTORY.answer == "Done: qé"
    cut = Trajectory("t", "task-1", "agent", "digest", MESSAGES[:5])
    assert cut.answer == ""
    assert Trajectory("t", "task-1", "agent", "digest", MESSAGES[:2]).calls == ()


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        TRAJECTORY.messages = ()


def test_a_digest_is_of_the_value_not_of_its_spelling() -> None:
    assert canonical_json({"b": [1, None], "a": "é"}) == '{"a":"é","b":[1,null]}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    assert digest({"a": 2}) != digest({"a": "2"})
    assert len(digest(None)) == 64


def test_a_tool_set_is_what_models_are_told_in_order() -> None:
    first, second = ToolSpec("a", "A.", {"type": "object"}), ToolSpec("b", "B.", {"type": "object"})
    assert tool_set_digest([first, second]) == tool_set_digest((first, second))
    assert tool_set_digest([first, second]) != tool_set_digest([second, first])
    assert tool_set_digest([first]) != tool_set_digest([ToolSpec("a", "Another.", {"type": "object"})])


def test_ids_are_fresh() -> None:
    ids = {new_id("call") for _ in range(1000)}
    assert len(ids) == 1000
    assert all(id.startswith("call-") for id in ids)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": [1, {"b": 2}]}', {"a": [1, {"b": 2}]}),
        ('Sure! Here {it} is:\n```json\n{"a": "}"}\n```\nDone {"b": 1}', {"a": "}"}),
        ('{"a": NaN} or {"b": 1}', {"b": 1}),
        ("[1, 2]", None),
        ("{", None),
        ("", None),
    ],
)
def test_the_first_json_object_in_what_a_model_wrote(text: str, found: Any) -> None:
    assert json_within(text) == found
