"""A user who is played: by a stand-in here, and by the teacher in a run."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from standins.providers.server import Answer, Asked, ProviderStandIn, Says

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory
from stillroom.errors import KnownError
from stillroom.jobs import Finished, JobSpec, run_here
from stillroom.models import Reply
from stillroom.project import Project
from stillroom.store import Task, WorkedCall
from stillroom.tasks import compare_solution, read_typed
from stillroom.teacher import Price, teacher_at
from stillroom.trajectories.user import MOST, PlayedUser

TOOL = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    "implementation": {"kind": "python", "source": "def shout(text):\n    return text.upper()\n", "entry": "shout"},
}
STEPS = ((WorkedCall("shout", {"text": "tea"}),),)
TASK = Task("asked", "Shout the word for me.", "ask_back", solution=STEPS, user="The word is tea.")
SPECS = [ToolSpec("shout", "", TOOL["parameters"])]  # type: ignore[arg-type]
HEARD = [Message("system", "Be brief."), Message("user", "Shout it."), Message("assistant", "Which word?", thought="?")]


class StandIn:
    """Gives one reply after another."""

    name = "stand-in"

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)
        self.asked: list[Sequence[Message]] = []

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        assert not tools
        self.asked.append(list(messages))
        return Reply(Message("assistant", self.replies.pop(0)))


def test_it_is_told_what_it_knows_and_what_was_said_but_not_what_was_thought() -> None:
    model = StandIn('Sure: {"say": " The word is tea. "}')
    user = PlayedUser(model, "The word is tea.")
    assert asyncio.run(user(HEARD)) == "The word is tea."
    told = json.loads(model.asked[0][1].content)
    assert told["facts"] == "The word is tea."
    assert told["conversation"] == [
        {"role": "user", "content": "Shout it."},
        {"role": "assistant", "content": "Which word?"},
    ]
    assert user.said == 1


@pytest.mark.parametrize("reply", ['{"over": true}', "Goodbye.", '{"say": ""}', '{"say": 3}'])
def test_the_conversation_is_over(reply: str) -> None:
    user = PlayedUser(StandIn(reply), "Nothing.")
    assert asyncio.run(user(HEARD)) == ""
    assert user.said == 0


def test_who_asks_on_and_on_is_answered_a_few_times() -> None:
    user = PlayedUser(StandIn(*['{"say": "Tea."}'] * (MOST + 1)), "Tea.")
    assert [asyncio.run(user(HEARD)) for _ in range(MOST + 1)] == ["Tea."] * MOST + [""]


def conversation(*turns: str) -> Trajectory:
    """A trajectory: "?" asks, "!" calls and answers, anything else is the user's."""
    messages = [Message("system", "Be brief.")]
    for turn in turns:
        if turn == "!":
            call = (ToolCall("1", "shout", {"text": "tea"}),)
            messages += [Message("assistant", tool_calls=call), Message("tool", "TEA", tool_call_id="1", name="shout")]
            messages.append(Message("assistant", "TEA"))
        else:
            messages.append(Message("assistant", "Which?") if turn == "?" else Message("user", turn))
    return Trajectory("t", TASK.id, "agent", "", tuple(messages))


@pytest.mark.parametrize(
    ("turns", "exact"),
    [
        (("Shout.", "?", "Tea.", "!"), True),
        (("Shout.", "?", "What?", "?", "Tea.", "!"), True),
        (("Shout.", "?", "Tea.", "?"), False),
        (("Shout.", "!", "Tea.", "?"), False),
        (("Shout.", "?"), True),  # as where nobody plays the user
        (("Shout.", "!"), False),
    ],
)
def test_the_calls_are_right_once_the_user_has_answered(turns: tuple[str, ...], exact: bool) -> None:
    assert compare_solution(TASK, conversation(*turns), SPECS).exact == exact


def test_where_nothing_has_to_be_asked_the_calls_may_come_in_any_turn() -> None:
    task = msgspec.structs.replace(TASK, kind="call")
    for turns in (("Shout.", "!"), ("Shout.", "?", "Tea.", "!")):
        assert compare_solution(task, conversation(*turns), SPECS).exact


def test_a_task_line_says_what_the_user_knows() -> None:
    line = {"prompt": "Shout.", "kind": "ask_back", "solution": [[{"name": "shout", "arguments": {"text": "tea"}}]]}
    [read] = read_typed(json.dumps(line | {"user": "The word is tea."}))
    assert (read.task.user, read.task.needs_call) == ("The word is tea.", True)
    with pytest.raises(KnownError, match="has calls in its solution"):
        list(read_typed(json.dumps(line)))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        project.store.set_tools([TOOL])
        project.store.add_tasks([TASK])
        yield project


def teach(project: Project, asks: bool) -> Finished:
    def says(asked: Asked) -> Answer:
        messages = asked.body["messages"]
        if "You play the user" in messages[0]["content"]:
            heard = json.loads(messages[1]["content"])["conversation"]
            return Says(
                json.dumps({"say": "The word is tea."} if heard[-1]["content"].endswith("?") else {"over": True})
            )
        if messages[-1]["role"] == "tool":
            return Says("TEA")
        if asks and len(messages) == 2:
            return Says("Which word?")
        return Says(calls=(("shout", {"text": "tea"}),)) if asks else Says("I have shouted it.")

    with ProviderStandIn(says) as server:
        teacher = msgspec.structs.replace(teacher_at(server.base_url, "m"), price=Price(1, 1))
        params = msgspec.to_builtins({"teacher": teacher})
        spec = JobSpec("stillroom.trajectories.teach:teach", "teach", str(project.folder), "teach-1", params)
        *_, last = run_here(spec)
    assert isinstance(last, Finished), last
    return last


def test_the_teacher_plays_the_user_and_that_is_paid_for_as_such(project: Project) -> None:
    assert teach(project, asks=True).result["accepted"] == 1
    [lesson] = project.store.taught_trajectories("train")
    said = [(message.role, message.content) for message in lesson.messages if message.role in ("user", "assistant")]
    assert said == [
        ("user", "Shout the word for me."),
        ("assistant", "Which word?"),
        ("user", "The word is tea."),
        ("assistant", ""),
        ("assistant", "TEA"),
    ]
    assert {spent.purpose: spent.calls for spent in project.store.spent("teach-1")} == {"teach": 3, "user": 2}


def test_what_the_user_said_stands_where_a_turn_is_edited(project: Project) -> None:
    teach(project, asks=True)
    [lesson] = project.store.taught_trajectories("train")
    params = {"trajectory": lesson.id, "turn": 2, "content": "TEA!"}
    *_, last = run_here(JobSpec("stillroom.trajectories:edit", "review", str(project.folder), "review-1", params))
    assert isinstance(last, Finished), last
    child = project.store.trajectory(last.result["trajectory"])
    assert child
    assert [message.content for message in child.messages if message.role == "user"] == [
        "Shout the word for me.",
        "The word is tea.",
    ]
    assert (child.answer, last.result["reason"]) == ("TEA!", "")


def test_a_teacher_that_does_not_ask_is_rejected(project: Project) -> None:
    assert teach(project, asks=False).result["rejected"] == {"format": 1}
    [row] = project.store.taught_rows()
    assert row.reason == "It asked for nothing, although something is missing."


def test_a_script_has_no_user_to_talk_to(project: Project) -> None:
    spec = JobSpec("stillroom.trajectories.teach:teach", "teach", str(project.folder), "teach-1", {})
    *_, last = run_here(spec)
    assert isinstance(last, Finished)
    assert last.result["failed"] == {"no worked solution": 1}
