"""The agent loop, with real tools in the sandbox."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager

import pytest

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.errors import KnownError
from stillroom.jobs import in_turn
from stillroom.models import Reply, Usage
from stillroom.store import Task
from stillroom.tools import PythonCode, Sandbox, Tool, read_tools
from stillroom.trajectories import Rollout, Sessions, play, play_tasks, replayed
from stillroom_resources import resource

TOOLS = read_tools(resource("samples", "cipher_desk", "tools.json"))
SPECS = [tool.spec for tool in TOOLS]
HISTORY = (Message("system", "Be brief."),)
MEET = Tool(
    "meet",
    "Wait until the other is there as well.",
    {"type": "object", "properties": {name: {"type": "string"} for name in ("folder", "me", "other")}},
    PythonCode(
        "import pathlib, time\n"
        "def meet(folder, me, other):\n"
        "    pathlib.Path(folder, me).touch()\n"
        "    while not pathlib.Path(folder, other).exists():\n"
        "        time.sleep(0.005)\n"
        "    return f'{me} met {other}'\n",
        "meet",
    ),
)


class Script:
    """A ChatModel that gives these replies in turn, each made from what it was shown."""

    name = "script"

    def __init__(self, *replies: Message | Reply | Callable[[Sequence[Message]], Message]) -> None:
        self._replies = list(replies)
        self.tools: list[ToolSpec] = []

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        self.tools = list(tools)
        reply = self._replies.pop(0)
        if callable(reply):
            reply = reply(messages)
        return reply if isinstance(reply, Reply) else Reply(reply)


def calling(*calls: ToolCall) -> Message:
    return Message("assistant", tool_calls=calls)


def shift(text: str, id: str = "call-1", key: str = "3") -> ToolCall:
    return ToolCall(id, "encrypt_text", {"text": text, "cipher": "caesar", "key": key})


def played(model: Script, *user_turns: str, tools: Sequence[Tool] = TOOLS) -> Rollout:
    async def whole() -> Rollout:
        async with Sandbox(tools, workers=2) as sandbox, sandbox.session() as session:
            return await play(model, HISTORY, user_turns, [tool.spec for tool in tools], session.call)

    return asyncio.run(whole())


def test_a_call_is_run_and_its_result_shown() -> None:
    call, answer = calling(shift("abc")), Message("assistant", "It is def.")
    model = Script(Reply(call, Usage(100, 7, 0.5)), Reply(answer, Usage(120, 4, 0.25)))
    rollout = played(model, "Encrypt abc.")
    seen = Message("tool", "def", tool_call_id="call-1", name="encrypt_text")
    assert rollout.messages == (*HISTORY, Message("user", "Encrypt abc."), call, seen, answer)
    assert [(done.call, done.name, done.ok, done.result) for done in rollout.executions] == [
        ("call-1", "encrypt_text", True, "def")
    ]
    assert (rollout.problem, rollout.completion_tokens, rollout.seconds) == ("", 11, 0.75)
    assert model.tools == [tool.spec for tool in TOOLS]


def test_parallel_calls_run_at_once_and_keep_their_order() -> None:
    first = ToolCall("call-1", "meet", {"folder": ".", "me": "a", "other": "b"})
    second = ToolCall("call-2", "meet", {"folder": ".", "me": "b", "other": "a"})
    rollout = played(Script(calling(first, second), Message("assistant", "They met.")), "Meet.", tools=[MEET])
    assert [(message.tool_call_id, message.content) for message in rollout.messages if message.role == "tool"] == [
        ("call-1", "a met b"),
        ("call-2", "b met a"),
    ]
    assert [done.call for done in rollout.executions] == ["call-1", "call-2"]
    assert all(done.ok for done in rollout.executions)


def test_a_chain_goes_on_from_what_was_seen() -> None:
    def again(messages: Sequence[Message]) -> Message:
        return calling(shift(messages[-1].content, "call-2", "-3"))

    def say(messages: Sequence[Message]) -> Message:
        return Message("assistant", f"It is {messages[-1].content}.")

    rollout = played(Script(calling(shift("abc")), again, say), "There and back.")
    assert [done.result for done in rollout.executions] == ["def", "abc"]
    assert rollout.messages[-1].content == "It is abc."


def test_a_call_that_fails_is_shown_and_the_model_goes_on() -> None:
    wrong = ToolCall("call-1", "encrypt", {})
    rollout = played(
        Script(calling(wrong), calling(shift("abc", "call-2")), Message("assistant", "def")), "Encrypt abc."
    )
    assert rollout.problem == ""
    assert [done.ok for done in rollout.executions] == [False, True]
    assert rollout.messages[3].content.startswith("Error: there is no tool encrypt")


def test_it_ends_without_an_answer_after_five_steps() -> None:
    rollout = played(Script(*[calling(shift("abc"))] * 6), "Encrypt abc.", "And now?")
    assert rollout.problem == "There was no answer after 5 steps."
    assert len(rollout.executions) == 5
    assert [message.content for message in rollout.messages if message.role == "user"] == ["Encrypt abc."]


def test_a_malformed_reply_ends_it() -> None:
    bad = Message("assistant", "<tool_call>{</tool_call>")
    rollout = played(Script(Reply(bad, problem="A tool call is no valid JSON: {")), "Encrypt abc.", "And now?")
    assert rollout.problem == "A tool call is no valid JSON: {"
    assert rollout.messages == (*HISTORY, Message("user", "Encrypt abc."), bad)
    assert rollout.executions == ()


def test_the_calls_of_a_malformed_reply_are_not_run() -> None:
    rollout = played(
        Script(Reply(calling(shift("abc")), problem="The reply was cut at its length limit.")), "Encrypt abc."
    )
    assert rollout.executions == ()
    assert rollout.problem == "The reply was cut at its length limit."


def test_several_user_turns_are_one_conversation() -> None:
    first, last = Message("assistant", "Which text?"), Message("assistant", "It is def.")
    rollout = played(Script(first, calling(shift("abc")), last), "Encrypt.", "abc, please.")
    assert [message.role for message in rollout.messages] == [
        "system",
        "user",
        "assistant",
        "user",
        "assistant",
        "tool",
        "assistant",
    ]
    assert (rollout.messages[2], rollout.messages[-1], rollout.problem) == (first, last, "")


class Counting:
    """A ChatModel that answers at once to as many as ask at the same time; it counts them."""

    name = "counting"

    def __init__(self, together: int, stop: threading.Event | None = None, fails_on: str = "") -> None:
        self._barrier = asyncio.Barrier(together)
        self._stop = stop
        self._fails_on = fails_on
        self.active = self.most = 0

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        self.active += 1
        self.most = max(self.most, self.active)
        await self._barrier.wait()
        await asyncio.sleep(0)
        self.active -= 1
        if self._stop:
            self._stop.set()
        if messages[-1].content == self._fails_on:
            raise KnownError("The model is gone", "It does not answer.")
        return Reply(Message("assistant", messages[-1].content))


@contextlib.asynccontextmanager
async def running(workers: int) -> AsyncIterator[Sessions]:
    async with Sandbox(TOOLS, workers) as sandbox:
        yield lambda task: sandbox.session(task.initial_state)


def all_played(
    model: Counting, count: int, concurrency: int, stop: threading.Event | None = None
) -> tuple[list[str], set[str]]:
    """The prompts of the tasks that were done, and what is left running after the last."""

    async def whole() -> tuple[list[str], set[str]]:
        tasks = (Task(str(number), f"task {number}") for number in range(count))
        done = []
        async with asyncio.timeout(30):
            async for task, rollout in play_tasks(
                lambda _: model, tasks, SPECS, running(2), concurrency, stop or threading.Event()
            ):
                assert rollout.messages[-1].content == task.prompt
                done.append(task.turns[0])
        return done, {task.get_name() for task in asyncio.all_tasks() - {asyncio.current_task()}}

    return asyncio.run(whole())


def test_tasks_are_played_so_many_at_a_time_and_no_more() -> None:
    model = Counting(together=3)
    done, left = all_played(model, 12, concurrency=3)
    assert sorted(done) == sorted(f"task {number}" for number in range(12))
    assert model.most == 3
    assert left == set()


def test_once_stopped_none_is_begun_and_those_begun_are_finished() -> None:
    stop = threading.Event()
    done, left = all_played(Counting(together=2, stop=stop), 12, 2, stop)
    assert sorted(done) == ["task 0", "task 1"]
    assert left == set()


def test_a_model_that_cannot_be_reached_ends_all_workers() -> None:
    async def whole() -> set[str]:
        model = Counting(together=1, fails_on="task 3")
        tasks = [Task(str(number), f"task {number}") for number in range(12)]
        with pytest.raises(KnownError, match="The model is gone"):
            # The others are waiting for their turn, or for a place in the queue of what is done.
            async for _ in play_tasks(lambda _: model, tasks, SPECS, running(3), 3, threading.Event()):
                pass
        return {task.get_name() for task in asyncio.all_tasks() - {asyncio.current_task()}}

    assert asyncio.run(whole()) == set()


def test_a_task_is_played_again_from_its_record_and_nothing_runs() -> None:
    answer = Message("assistant", "Done.")

    async def played(sessions: AbstractAsyncContextManager[Sessions]) -> dict[str, Rollout]:
        def model_for(task: Task) -> Script:
            return Script(calling(shift(task.id)), answer)

        tasks = [Task(id, f"Shift {id}.") for id in ("abc", "xyz")]
        playing = play_tasks(model_for, tasks, SPECS, sessions, 2, threading.Event())
        return {task.id: rollout async for task, rollout in playing}

    first = asyncio.run(played(running(2)))
    record = {id: rollout.executions for id, rollout in first.items()}
    assert [done.result for each in record.values() for done in each if done.ok]
    assert asyncio.run(played(replayed(record))) == first
    unknown = asyncio.run(played(replayed({"abc": record["abc"]})))["xyz"].executions
    assert [done.ok for done in unknown] == [False]


def test_an_asynchronous_iterator_is_followed_in_turn_and_closed_when_left() -> None:
    closed = []

    async def counting() -> AsyncGenerator[int, None]:
        try:
            for number in range(1, 10):
                await asyncio.sleep(0)
                yield number
        finally:
            closed.append(True)

    assert list(in_turn(counting())) == list(range(1, 10))
    assert closed == [True]
    some = in_turn(counting())
    assert [next(some), next(some)] == [1, 2]
    some.close()
    assert closed == [True, True]
