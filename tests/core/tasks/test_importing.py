"""The job `import_tasks`: what of a file becomes a task, and what of it is left out with its reason."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stillroom.jobs import Cancelled, Event, Failed, Finished, JobSpec, Progress, Stage, run_here
from stillroom.project import Project
from stillroom.tasks import importing


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        yield project


def events(project: Project, stop: threading.Event | None = None, **params: Any) -> list[Event]:
    spec = JobSpec("stillroom.tasks:import_tasks", "import", str(project.folder), "import-1", params)
    return list(run_here(spec, stop))


def result(project: Project, **params: Any) -> dict[str, Any]:
    last = events(project, **params)[-1]
    assert isinstance(last, Finished), last
    return last.result


def test_a_table_with_lines_that_are_none(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "asked.csv"
    path.write_text(
        "question;kind\nHow warm is it?;call\nToo;many;cells\nHow cold is the cellar?;no such kind\nHow warm is it?;\n"
    )
    told = result(project, path=str(path), mapping={"prompt": "question"})
    assert (told["added"], told["dropped"]) == (1, {"no task": 2, "duplicate": 1})
    assert [task.prompt for task in project.store.tasks()] == ["How warm is it?"]
    assert [(each["prompt"], each["reason"].partition(": ")[0]) for each in told["left_out"]] == [
        ("", f"Line 3 of {path} has 3 cells, but there are 2 columns."),
        ("", f"Line 4 of {path}"),
        ("How warm is it?", "duplicate"),
    ]


def test_what_is_typed(project: Project) -> None:
    text = 'Sing a song.\n\n{"prompt": "Hello there.", "kind": "chat", "family": "greetings"}\n{"prompt": \n'
    told = result(project, text=text)
    assert (told["added"], told["first"], told["dropped"]) == (2, 0, {"no task": 1})
    assert [task.kind for task in project.store.tasks()] == ["call", "chat"]
    assert result(project, text="Dance a waltz for me.")["first"] == 2


def test_a_column_can_be_left_out_although_it_bears_a_fields_name(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text('{"prompt": "Sing.", "kind": "none of ours"}\n')
    assert result(project, path=str(path))["dropped"] == {"no task": 1}
    assert result(project, path=str(path), mapping={"kind": ""})["added"] == 1


def test_not_all_that_is_left_out_is_told_one_by_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "TOLD", 2)
    told = result(project, text="Sing.\n" * 5)
    assert (told["dropped"], len(told["left_out"])) == ({"duplicate": 4}, 2)


def test_it_says_how_far_it_is_and_stopped_it_adds_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_EVERY", 2)
    words = "river stone cloud brass candle window garden silver carpet marble".split()
    text = "\n".join(f"Tell me about the {word} again" for word in words)
    said = events(project, text=text)
    assert Stage("Comparing tasks", 10, "tasks") in said
    assert [event.done for event in said if isinstance(event, Progress)] == [0, 2, 4, 6, 8]
    before = list(project.store.tasks())
    stop = threading.Event()
    stop.set()
    assert isinstance(events(project, stop, text="Dance.")[-1], Cancelled)
    assert list(project.store.tasks()) == before


def test_a_file_that_cannot_be_read_is_told(project: Project, tmp_path: Path) -> None:
    last = events(project, path=str(tmp_path / "none.csv"))[-1]
    assert isinstance(last, Failed)
    assert "none.csv" in last.message
