"""The scripted teacher under faults: calls again what failed, and never notices it otherwise."""

import asyncio
from collections.abc import Sequence

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.models import Reply
from stillroom.store import Execution
from stillroom.tools import with_faults
from stillroom.trajectories import Rollout, play
from stillroom.trajectories.recovery import Persistent


class Script:
    """A ChatModel that counts the assistant's turns, and keeps what it was shown."""

    name = "script"

    def __init__(self, *turns: Message) -> None:
        self._turns = turns
        self.seen: list[Message] = []

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        self.seen = list(messages)
        return Reply(self._turns[sum(message.role == "assistant" for message in messages)])


async def doubled(call: ToolCall) -> Execution:
    return Execution(call.id, call.name, call.arguments, True, call.arguments["x"] * 2, 0.0)


def call(id: str, x: str) -> ToolCall:
    return ToolCall(id, "double", {"x": x})


TURNS = (
    Message("assistant", tool_calls=(call("1", "a"), call("2", "b"))),
    Message("assistant", tool_calls=(call("3", "c"),)),
    Message("assistant", "Done."),
)


def played(model: Script, rate: float, seed: str) -> Rollout:
    run_tool = with_faults(doubled, rate, seed)
    return asyncio.run(play(Persistent(model), [], ["Go."], [], run_tool))


def test_the_model_sees_a_smooth_conversation_and_every_failed_call_is_made_again() -> None:
    finished = 0
    for seed in map(str, range(40)):
        model = Script(*TURNS)
        rollout = played(model, 0.3, seed)
        well = [done.arguments["x"] for done in rollout.executions if done.ok]
        if rollout.problem:  # it failed too often for the steps that there are
            continue
        finished += 1
        assert sorted(well) == ["a", "b", "c"]
        assert [message.content for message in model.seen if message.role == "tool"] == ["aa", "bb", "cc"]
        assert all(done.fault != done.ok for done in rollout.executions)
        assert len({done.call for done in rollout.executions}) == len(rollout.executions)
    assert finished > 20


def test_which_calls_fail_is_settled_by_the_seed() -> None:
    first, same, other = (
        [done.fault for done in played(Script(*TURNS), 0.5, seed).executions] for seed in ("7", "7", "8")
    )
    assert first == same
    assert first != other


def test_without_faults_nothing_fails() -> None:
    assert [done.ok for done in played(Script(*TURNS), 0.0, "1").executions] == [True, True, True]
