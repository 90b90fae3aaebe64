"""A judge's verdict. The judge here is a stand-in: it replies what the test tells it to."""

import asyncio
import json
from collections.abc import Sequence

import pytest

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory
from stillroom.models import Reply
from stillroom.store import Check, Task, Verdict
from stillroom.trajectories import judge

TASK = Task("a", "Greet me.", check=Check(judge="The greeting is friendly."))
TRAJECTORY = Trajectory(
    "t", "a", "agent", "",
    (
        Message("system", "Be brief."),
        Message("user", "Greet me."),
        Message("assistant", thought="Greet.", tool_calls=(ToolCall("1", "greet", {"who": "you"}),)),
        Message("tool", "Hello you", tool_call_id="1", name="greet"),
        Message("assistant", "Hello!"),
    ),
)  # fmt: skip


class StandIn:
    """Gives one reply after another."""

    name = "stand-in"

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)
        self.asked: list[Sequence[Message]] = []

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        self.asked.append(list(messages))
        return Reply(Message("assistant", self.replies.pop(0)))


def test_it_is_told_the_rubric_and_the_whole_conversation() -> None:
    model = StandIn('{"reason": "It is.", "meets": true}')
    assert asyncio.run(judge(model, TASK, TRAJECTORY)) == Verdict("judge", True, "It is.")
    told = json.loads(model.asked[0][1].content)
    assert told["rubric"] == "The greeting is friendly."
    assert [message["role"] for message in told["conversation"]] == ["user", "assistant", "tool", "assistant"]
    assert told["conversation"][1]["reasoning_content"] == "Greet."


@pytest.mark.parametrize(
    ("replies", "verdict"),
    [
        (['Well:\n```json\n{"reason": "Too short.", "meets": false}\n```'], Verdict("judge", False, "Too short.")),
        (['{"meets": false}'], Verdict("judge", False, "It does not meet the rubric.")),
        (["I think so.", '{"meets": true}'], Verdict("judge", True, "")),
        (['{"meets": "yes"}', "{"], Verdict("judge", False, "The judge gave no verdict that could be read.")),
    ],
)
def test_what_it_replies_is_read_or_asked_for_once_more(replies: list[str], verdict: Verdict) -> None:
    model = StandIn(*replies)
    assert asyncio.run(judge(model, TASK, TRAJECTORY)) == verdict
    assert not model.replies
