"""The job `make_tasks`, with a teacher behind an API (the providers' stand-in)."""

import dataclasses
import json
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest
from standins.providers.server import Answer, Asked, ProviderStandIn, Refuses, Says

from stillroom.jobs import Cancelled, Event, Failed, Finished, JobSpec, Note, Progress, Spending, TaskMade, run_here
from stillroom.project import Project
from stillroom.tasks import cell_of
from stillroom.teacher import Price, Teacher, teacher_at

TOOL = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    "implementation": {"kind": "python", "source": "def shout(text):\n    return text.upper()\n", "entry": "shout"},
}
MIX = {"call": 4.0, "chat": 1.0}
WORDS = (
    "river stone cloud brass candle window garden silver carpet marble pepper lantern orchard velvet thunder".split()
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        project.store.set_tools([TOOL])
        yield project


def writes(asked: Asked) -> Answer:
    """A teacher that writes what is wanted, in words that are never the same."""
    told = json.loads(asked.body["messages"][-1]["content"])
    chosen = random.Random(asked.number)
    tasks = []
    for wish in told["write"]:
        calls = [] if "no call" in wish["kind"] else [[{"name": "shout", "arguments": {"text": "a"}}]]
        tasks.append({"number": wish["number"], "prompt": " ".join(chosen.choices(WORDS, k=9)), "calls": calls})
    return Says(json.dumps({"tasks": tasks}))


def making(project: Project, teacher: Teacher, stop: threading.Event | None = None, **params: Any) -> Iterator[Event]:
    params = {"count": 20, "mix": MIX, "teacher": msgspec.to_builtins(teacher)} | params
    yield from run_here(
        JobSpec("stillroom.tasks:make_tasks", "make_tasks", str(project.folder), "make-1", params), stop
    )


def finished(events: list[Event]) -> dict[str, Any]:
    assert isinstance(events[-1], Finished), events[-1]
    return events[-1].result


def test_tasks_are_written_stored_and_paid_for(project: Project) -> None:
    with ProviderStandIn(writes) as server:
        events = list(making(project, msgspec.structs.replace(teacher_at(server.base_url, "m"), price=Price(1, 1))))
    result = finished(events)
    tasks = list(project.store.tasks())
    assert (result["made"], result["missing"], result["dropped"], len(tasks)) == (20, 0, {}, 20)
    assert Counter(task.kind for task in tasks) == {"call": 16, "chat": 4}
    assert [event.task for event in events if isinstance(event, TaskMade)] == [task.id for task in tasks]
    assert [event.done for event in events if isinstance(event, Progress)] == list(range(1, 21))
    assert any(isinstance(event, Spending) for event in events)
    assert all(task.made and task.made.run == "make-1" and task.family for task in tasks)
    assert {task.split for task in tasks} == {"train", "held_out"}
    assert max(Counter(map(cell_of, tasks)).values()) == 2
    [spent] = project.store.spent("make-1")
    assert (spent.purpose, spent.calls, result["tokens"]) == ("tasks", 4, 480)
    assert result["cost_usd"] == pytest.approx(0.00048)


def test_a_stopped_run_goes_on_with_what_it_lacks(project: Project) -> None:
    stop = threading.Event()
    with ProviderStandIn(writes) as server:
        teacher = teacher_at(server.base_url, "m")
        for event in making(project, teacher, stop, concurrency=1):
            if isinstance(event, TaskMade):
                stop.set()
        assert isinstance(event, Cancelled)
        first = list(project.store.tasks())
        assert 0 < len(first) < 20
        assert finished(list(making(project, teacher)))["made"] == 20 - len(first)
    tasks = list(project.store.tasks())
    assert tasks[: len(first)] == first
    assert Counter(task.kind for task in tasks) == {"call": 16, "chat": 4}
    assert max(Counter(map(cell_of, tasks)).values()) == 2


def test_the_budget_ends_it_with_all_that_was_paid_for(project: Project) -> None:
    def dearly(asked: Asked) -> Answer:
        written = writes(asked)
        assert isinstance(written, Says)
        return dataclasses.replace(written, usage=(3000, 100))

    with ProviderStandIn(dearly) as server:
        teacher = msgspec.structs.replace(teacher_at(server.base_url, "m"), price=Price(1000, 1000), max_tokens=100)
        result = finished(list(making(project, teacher, budget=9.0, concurrency=1)))
    assert result["budget_reached"]
    assert 0 < result["made"] < 20
    assert (result["made"], result["missing"]) == (len(list(project.store.tasks())), 20 - result["made"])
    assert result["cost_usd"] <= 9.0


def test_a_request_that_is_refused_is_made_again_and_counted(project: Project) -> None:
    def refuses_once(asked: Asked) -> Answer:
        return Refuses(400, {"error": {"message": "Too long."}}) if asked.number == 0 else writes(asked)

    with ProviderStandIn(refuses_once) as server:
        result = finished(list(making(project, teacher_at(server.base_url, "m"), count=5, concurrency=1)))
    assert (result["made"], sum(result["dropped"].values())) == (5, 5)


def test_without_tools_it_says_what_to_do(project: Project) -> None:
    project.store.set_tools([])
    *_, last = making(project, teacher_at("http://127.0.0.1:1/v1", "m"))
    assert isinstance(last, Failed)
    assert (last.title, last.hint.startswith("Add some with: stillroom")) == ("No tools", True)


def test_a_teacher_that_writes_nothing_of_use_is_soon_asked_no_more(project: Project) -> None:
    with ProviderStandIn(lambda _: Says("I would rather not.")) as server:
        *_, last = making(project, teacher_at(server.base_url, "m"), count=1000, concurrency=1)
        assert len(server.asked) == 12
    assert isinstance(last, Failed)
    assert last.message == "All 60 drafts were dropped: no task that can be read (60)."


def test_it_is_said_first_what_goes_where_and_under_whose_terms(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_KEY", "sk-planted")
    teacher = teacher_at("https://api.openai.com/v1", "gpt-4o-mini", "TEST_KEY")
    with closing(making(project, teacher)) as events:  # nothing is sent before the stage begins
        said = " ".join(event.text for event in islice(events, 3) if isinstance(event, Note))
    assert "To https://api.openai.com/v1 go the tools' descriptions" in said
    assert teacher.offered_by.terms in said
