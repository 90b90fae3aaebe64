"""The first-thought prefix, and chain of thought without tools, with a scripted stand-in for a teacher."""

import asyncio
from collections.abc import Callable, Sequence

import pytest

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.models import Reply
from stillroom.teacher import CallError
from stillroom.trajectories.thoughts import ChainOfThought, FirstThought

TOOL = ToolSpec("look", "Look.", {"type": "object", "properties": {}})
CALL = (ToolCall("a", "look", {}),)
ASKED = [Message("system", "Use a tool."), Message("user", "What is there?")]
CHAIN = "First I have to look,\nwith the tool.\n\nThen I answer."
FIRST = "First I have to look, with the tool."


class StandIn:
    """A teacher that thinks CHAIN where it is asked without tools, and does what `acts` says where it has them."""

    name = "stand-in"

    def __init__(self, acts: Callable[[Sequence[Message]], Message]) -> None:
        self._acts = acts
        self.asked: list[list[Message]] = []

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        self.asked.append(list(messages))
        return Reply(self._acts(messages) if tools else Message("assistant", CHAIN))


def first(teacher: StandIn, *, goes_on: bool, without: frozenset[str] = frozenset()) -> tuple[Message, dict[str, int]]:
    model = FirstThought(teacher, goes_on=goes_on, without=without)
    reply = asyncio.run(model.reply(ASKED, [TOOL]))
    return reply.message, model.counts


def test_where_the_api_lets_it_the_reply_goes_on_from_the_thought() -> None:
    def go_on(messages: Sequence[Message]) -> Message:
        assert messages[-1] == Message("assistant", f"Thought: {FIRST}")
        return Message("assistant", f"{messages[-1].content} I do so now.", tool_calls=CALL)

    message, counts = first(StandIn(go_on), goes_on=True)
    assert message == Message("assistant", thought=f"{FIRST} I do so now.", tool_calls=CALL)
    assert counts == {"given": 1, "asked": 0, "missed": 0}


def test_an_answer_keeps_its_text_and_has_the_thought_beside_it() -> None:
    teacher = StandIn(lambda messages: Message("assistant", f"{messages[-1].content}\n\nA cat."))
    assert first(teacher, goes_on=True)[0] == Message("assistant", "A cat.", FIRST)


def test_where_the_api_refuses_it_is_asked_for_and_checked() -> None:
    def refuse(messages: Sequence[Message]) -> Message:
        if messages[-1].role == "assistant":
            raise CallError(
                "The teacher refused", "", status=400, scope="task", refused="this model does not support assistant message prefill"
            )  # fmt: skip
        assert messages[-1].content.endswith(f"Thought: {FIRST}")
        return Message("assistant", f"Thought: {FIRST}", tool_calls=CALL)

    teacher = StandIn(refuse)
    model = FirstThought(teacher, goes_on=True)
    for _ in range(2):
        reply = asyncio.run(model.reply(ASKED, [TOOL]))
        assert reply.message == Message("assistant", thought=FIRST, tool_calls=CALL)
    assert model.counts == {"given": 0, "asked": 2, "missed": 0}
    assert len(teacher.asked) == 5  # the second time it was not tried any more


def test_what_does_not_begin_so_is_asked_once_more_and_then_counts_as_it_is() -> None:
    teacher = StandIn(lambda _: Message("assistant", "", tool_calls=CALL))
    message, counts = first(teacher, goes_on=False)
    assert message == Message("assistant", tool_calls=CALL)
    assert counts == {"given": 0, "asked": 0, "missed": 1}
    assert len(teacher.asked) == 3


def test_other_refusals_are_not_taken_for_that() -> None:
    def refuse(_: Sequence[Message]) -> Message:
        raise CallError("The teacher refused", "", status=400, scope="task", refused="prompt is too long")

    with pytest.raises(CallError):
        first(StandIn(refuse), goes_on=True)


def test_only_the_first_turn_begins_with_it_and_not_that_of_every_task() -> None:
    teacher = StandIn(lambda _: Message("assistant", "A cat."))
    assert first(teacher, goes_on=True, without=frozenset({"What is there?"}))[0] == Message("assistant", "A cat.")
    later = [*ASKED, Message("assistant", tool_calls=CALL), Message("tool", "a cat", tool_call_id="a")]
    model = FirstThought(teacher, goes_on=True)
    assert asyncio.run(model.reply(later, [TOOL])).message == Message("assistant", "A cat.")
    assert len(teacher.asked) == 2


def test_a_chain_of_thought_is_told_apart_from_its_answer() -> None:
    class Thinks(StandIn):
        async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
            assert not tools
            assert "no tools" in messages[0].content
            return Reply(self._acts(messages))

    def think(text: str) -> Reply:
        return asyncio.run(ChainOfThought(Thinks(lambda _: Message("assistant", text))).reply(ASKED, [TOOL]))

    assert think("7 times 6.\nThat is 42.\nAnswer: 42").message == Message("assistant", "42", "7 times 6.\nThat is 42.")
    assert think("It is 42.").problem == "It gave no line that begins Answer:"
