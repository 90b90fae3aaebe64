"""The job `probe`: students asked the same held-out tasks before any training, with scripted models in the place of llama.cpp."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

from stillroom import work
from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.errors import ProjectError, StudentError
from stillroom.evaluation import probed, rate, scoring
from stillroom.evaluation.probe import probe
from stillroom.jobs import Cancelled, Event, Failed, Finished, JobSpec, Note, Scored, Stage, run_here
from stillroom.models import Reply
from stillroom.project import Project
from stillroom.serving import Arm
from stillroom.store import Kind, Split, Task, WorkedCall
from stillroom.students import find_student

SHOUT = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    "implementation": {"kind": "python", "source": "def shout(text):\n    return text.upper()\n", "entry": "shout"},
}


class Model:
    """A model that shouts the last word it is told as its examples do; one whose file is named `poor` always shouts x."""

    asked: ClassVar[list[tuple[Message, ...]]] = []

    def __init__(self, path: Path, *_: Any, **__: Any) -> None:
        self.name = path.name

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        if messages[-1].role == "tool":
            return Reply(Message("assistant", f"It is {messages[-1].content}."))
        self.asked.append(tuple(messages))
        word = messages[-1].content.split()[-1]
        if word == "thanks" and self.name == "good":
            return Reply(Message("assistant", "Any time."))
        text = word if self.name == "good" else "x"
        return Reply(Message("assistant", tool_calls=(ToolCall("1", "shout", {"text": text}),)))

    def __enter__(self) -> "Model":
        return self

    def __exit__(self, *_: object) -> None: ...


def shouting(word: str, split: Split, kind: Kind = "call") -> Task:
    solution = ((WorkedCall("shout", {"text": word}),),) if kind == "call" else ()
    results = ((word.upper(),),) if solution else ()
    return Task(
        f"{kind}-{word}", f"Shout {word}", kind, split=split, solution=solution, results=results, answer="Done."
    )


@pytest.fixture
def project(tmp_path: Path, tiny_student: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project with two solved training tasks and six held-out ones, and the students `good`, `poor` and `broken`."""

    def opened(name: str, base: str, method: Any, examples: Any, stop: Any) -> Iterator[Event]:
        yield Stage("Looking for the file")
        if base == "lab/broken":
            raise StudentError("Not a model folder", "It has no config.json.", "Choose another one.")
        return Arm(name, Path(base), find_student(str(tiny_student)), "", "a script", method, examples)

    monkeypatch.setitem(probe.__globals__, "untrained_arm", opened)
    monkeypatch.setattr(scoring, "GgufModel", Model)
    monkeypatch.setattr(Model, "asked", [])
    with Project.create(tmp_path / "project") as project:
        project.store.set_tools([SHOUT])
        project.store.add_tasks([shouting("hello", "train"), shouting("thanks", "train", "chat")])
        project.store.add_tasks([*(shouting(word, "held_out") for word in "abcd")])
        project.store.add_tasks([shouting("thanks", "held_out", "no_tool"), shouting("please", "held_out", "no_tool")])
        yield project


def run(spec: JobSpec, stop_after: int = 0) -> list[Event]:
    """All that a probe tells; it is told to stop after so many scores."""
    stop, events, scored = threading.Event(), [], 0
    for event in run_here(spec, stop):
        events.append(event)
        scored += isinstance(event, Scored)
        if scored == stop_after and stop_after:
            stop.set()
    return events


def test_students_are_asked_the_same_after_the_same_examples(project: Project) -> None:
    events = run(work.probe(project, ["lab/good", "lab/poor"], 3))
    assert isinstance(events[-1], Finished)
    assert Note("Each student sees 2 solved training tasks before each question.") in events
    assert events[-1].result["examples"] == 2
    first, *others = ({message.content for message in asked[1:-1]} for asked in Model.asked)
    assert {"Shout hello", "HELLO", "Done.", "Shout thanks"} <= first
    assert all(other == first for other in others)  # turns of one question are not in the next
    known = probed(project.store)
    assert list(known["lab/good"].params.tasks) == ["call-a", "call-c", "no_tool-thanks"]  # of each kind its share
    assert known["lab/good"].params == known["lab/poor"].params
    assert (known["lab/good"].exact, known["lab/good"].no_call) == (rate(2, 2), rate(1, 1))
    assert (known["lab/poor"].exact, known["lab/poor"].name, known["lab/poor"].no_call) == (
        rate(0, 2),
        rate(2, 2),
        rate(0, 1),
    )
    assert not any(
        "hello" in str(project.store.trajectory(event.trajectory)) for event in events if isinstance(event, Scored)
    )


def test_one_that_was_stopped_goes_on_and_keeps_the_students_that_were_done(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "SLOTS", 1)  # what is begun is finished: with more it may be all of this student's
    begun = work.probe(project, ["lab/good", "lab/poor"])
    assert isinstance(run(begun, stop_after=7)[-1], Cancelled)
    assert set(probed(project.store)) == {"lab/good"}
    resumed = work.probe(project, ["lab/poor"])
    assert resumed.run == begun.run
    events = run(resumed)
    assert isinstance(events[-1], Finished)
    assert list(events[-1].result["students"]) == ["lab/poor"]
    assert len([event for event in events if isinstance(event, Scored)]) < 6
    assert {name: known.exact for name, known in probed(project.store).items()} == {
        "lab/good": rate(4, 4),
        "lab/poor": rate(0, 4),
    }
    assert work.probe(project, ["lab/poor"]).run != begun.run


def test_a_probe_of_other_tools_is_not_gone_on_with(project: Project) -> None:
    begun = work.probe(project, ["lab/good"])
    assert isinstance(run(begun, stop_after=1)[-1], Cancelled)
    project.store.set_tools([SHOUT | {"description": "Shout."}])
    other = work.probe(project, ["lab/good"])
    assert other.run != begun.run
    assert other.params["shown"] != begun.params["shown"]


def test_a_student_that_cannot_be_asked_is_left_out_with_its_reason(project: Project) -> None:
    events = run(work.probe(project, ["lab/broken", "lab/good"]))
    assert isinstance(events[-1], Finished)
    assert events[-1].result["failed"]["lab/broken"]["message"] == "It has no config.json."
    assert list(events[-1].result["students"]) == ["lab/good"]
    assert isinstance(last := run(work.probe(project, ["lab/broken"]))[-1], Failed)
    assert last.title == "Not a model folder"


def test_what_was_measured_stays_when_a_task_is_changed(project: Project) -> None:
    run(work.probe(project, ["lab/good"]))
    before = probed(project.store)["lab/good"]
    project.store.swap_tasks(["call-a"], [(2, shouting("e", "held_out"))])
    after = probed(project.store)["lab/good"]
    assert (before.exact, after.exact) == (rate(4, 4), rate(3, 3))
    assert work.probe(project, ["lab/good"]).params["tasks"] != after.params.tasks


def test_without_held_out_solutions_there_is_nothing_to_ask(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty") as empty, pytest.raises(ProjectError, match="no held-out tasks"):
        work.probe(empty, ["lab/good"])
