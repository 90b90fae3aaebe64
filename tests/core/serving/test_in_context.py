"""Which solved tasks a student is shown before it is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory
from stillroom.project import Project
from stillroom.serving import Arm, solved_examples
from stillroom.serving.llama import CONTEXT
from stillroom.store import Kind, Run, Split, Store, Task, Verdict, WorkedCall
from stillroom.students import find_student
from stillroom.trajectories import SYSTEM_PROMPT

SHOUT = ToolSpec("shout", "Write a text in capital letters.", {"type": "object", "properties": {}})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Project.create(tmp_path / "project") as project:
        project.store.start_run(Run("teach-1", "teach", "done", 0.0))
        yield project.store


def task(id: str, kind: Kind = "call", split: Split = "train", **fields: Any) -> Task:
    return Task(id, f"Do {id}", kind, split=split, answer="Done.", **fields)


def taught(store: Store, task: Task, length: int, tool: str = "shout", accepted: bool = True) -> None:
    """Store a task with a teacher's solution of it."""
    store.add_tasks([task])
    calls = (ToolCall("1", tool, {"text": "x" * length}),) if task.kind == "call" else ()
    messages = [Message("system", "S"), Message("user", task.turns[0])]
    if calls:
        messages += [Message("assistant", tool_calls=calls), Message("tool", "X", tool_call_id="1", name=tool)]
    said = Trajectory(
        f"of {task.id}", task.id, "agent", store.keep_tool_set([SHOUT]), (*messages, Message("assistant", "Done."))
    )
    store.add_trajectory(said, "teach-1", verdicts=[Verdict("check", accepted)])


def asked(store: Store) -> list[str]:
    return [example[0].content for example in solved_examples(store, [SHOUT])]


def test_the_shortest_accepted_solution_of_each_kind_and_no_held_out_one(store: Store) -> None:
    taught(store, task("long"), 50)
    taught(store, task("short"), 10)
    taught(store, task("held", split="held_out"), 1)
    taught(store, task("wrong"), 2, accepted=False)
    taught(store, task("gone"), 3, tool="no_longer_there")
    taught(store, task("thanks", "chat"), 0)
    assert asked(store) == ["Do short", "Do thanks"]
    assert {message.role for example in solved_examples(store, [SHOUT]) for message in example} == {
        "user",
        "assistant",
        "tool",
    }


def test_before_anything_was_taught_the_tasks_own_solutions_that_are_written_down_whole(store: Store) -> None:
    call = WorkedCall("shout", {"text": "a"})
    store.add_tasks(
        [
            task("no results", solution=((call,),)),
            Task("no answer", "Do it", solution=((call,),), results=(("A",),)),
            task("whole", solution=((call, call),), results=(("A", "A"),)),
            task("open"),
        ]
    )
    [example] = solved_examples(store, [SHOUT])
    assert [message.role for message in example] == ["user", "assistant", "tool", "tool", "assistant"]
    assert example[0].content == "Do whole"
    assert solved_examples(store, [SHOUT], "cot") == ()


def test_an_arm_has_room_for_its_examples_beside_a_conversation_and_keeps_only_its_own_turns(
    tiny_student: Path,
) -> None:
    student = find_student(str(tiny_student))
    example = (Message("user", "Do a"), Message("assistant", "Done. " * 50))
    plain = Arm("base", Path("base.gguf"), student, "", "")
    shown = Arm("icl", Path("base.gguf"), student, "", "", examples=(example, example))
    assert plain.context == CONTEXT
    assert 100 < shown.context - CONTEXT < 1000
    assert shown.history == (Message("system", SYSTEM_PROMPT), *example, *example)
    own = (Message("user", "Do b"), Message("assistant", "B."))
    assert shown.without_examples((*shown.history, *own)) == plain.without_examples((*plain.history, *own))
