"""The scripted teacher."""

import asyncio

import pytest

from stillroom.conversation import Message, ToolCall
from stillroom.errors import KnownError
from stillroom.teacher import ScriptedTeacher

CALL = Message("assistant", thought="Shift it.", tool_calls=(ToolCall("call-0-0", "encrypt_text", {"text": "a"}),))
ANSWER = Message("assistant", "It is d.")
TEACHER = ScriptedTeacher([CALL, ANSWER])
SYSTEM = Message("system", "Be brief.")


def said(*messages: Message) -> Message:
    return asyncio.run(TEACHER.reply([SYSTEM, *messages], [])).message


def test_it_plays_the_turns_in_their_order_whatever_the_tools_return() -> None:
    assert said(Message("user", "Encrypt a.")) == CALL
    assert said(Message("user", "Encrypt a."), CALL, Message("tool", "Error: it broke.")) == ANSWER


def test_where_no_answer_is_written_down_it_is_what_the_last_calls_returned() -> None:
    bare = ScriptedTeacher([CALL, Message("assistant", thought="Done.")])
    results = [Message("tool", "d"), Message("tool", "e")]
    first = Message("user", "Encrypt a.")
    reply = asyncio.run(bare.reply([SYSTEM, first, CALL, *results], [])).message
    assert reply == Message("assistant", "d\ne", thought="Done.")


def test_it_says_where_its_solution_is_at_an_end() -> None:
    with pytest.raises(KnownError) as refused:
        said(Message("user", "Encrypt a."), CALL, Message("tool", "d"), ANSWER, Message("user", "And b?"))
    assert "And b?" in refused.value.message
    assert refused.value.hint


def test_its_name_says_that_it_is_no_model() -> None:
    assert "not a model" in TEACHER.name
