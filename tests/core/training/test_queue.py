"""The queue of trainings, as command line and window share it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stillroom import work
from stillroom.cli import queue
from stillroom.errors import KnownError
from stillroom.jobs import JobSpec
from stillroom.project import Project
from stillroom.store import Run
from stillroom.training import PRESETS, next_training, queue_training


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path / "config"))
    with Project.create(tmp_path / "project") as project:
        yield project


def test_the_next_one_is_taken_with_what_it_was_put_there_with(project: Project) -> None:
    specs = [work.train(project, PRESETS[preset]) for preset in ("quick", "balanced")]
    for spec in specs:
        queue_training(project, spec)
    assert next_training(project) == specs[0]
    assert [run.id for run in project.store.runs("train")] == [specs[0].run]
    assert next_training(project) == specs[1]
    assert next_training(project) is None


def test_of_a_project_from_elsewhere_only_parameters_count(project: Project) -> None:
    spec = work.train(project, PRESETS["quick"])
    foreign = {"job": "os:system", "kind": "chat", "project": "/", "params": spec.params}
    project.store.start_run(Run("damaged", "train", "queued", 1.0, spec={"params": {"epochs": "many"}}))
    project.store.start_run(Run("foreign", "train", "queued", 2.0, spec=foreign))
    taken = next_training(project)
    assert taken == JobSpec(spec.job, "train", str(project.folder), "foreign", spec.params)
    assert project.store.queued_runs() == []


def test_a_training_that_fails_does_not_keep_the_others_from_their_turn(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(spec: JobSpec) -> dict[str, object]:
        if spec.run == first.run:
            raise KnownError("The disk is full", "There was no room left.", "Free some space.")
        return {"run": spec.run, "steps": 7}

    first, second = (work.train(project, PRESETS["quick"]) for _ in range(2))
    for spec in (first, second):
        said, words = queue.queue_it(project, spec)
    assert (said["queued"], words.startswith(f"Run {second.run} waits, as number 2.")) == (2, True)
    project.close()
    monkeypatch.setattr(queue, "run_job", run)
    listed = queue.list_.callback  # as click calls it
    assert listed is not None
    listed(project_argument=project.folder, project_option=None, as_json=False)
    assert capsys.readouterr().out.count("smollm2-135m-instruct") == 2
    ran = queue.run_.callback
    assert ran is not None
    ran(project_argument=project.folder, project_option=None, as_json=True)
    told = capsys.readouterr()
    assert f'"run": "{second.run}"' in told.out
    assert "The disk is full" in told.err
    with Project.open(project.folder, writer=False) as opened:
        assert opened.store.queued_runs() == []


def test_words_say_that_something_waits() -> None:
    assert queue.waiting_words(0) == ""
    assert queue.waiting_words(1) == " 1 training waits: stillroom queue run"
    assert queue.waiting_words(2).startswith(" 2 trainings wait")


def test_what_is_put_there_later_comes_later(project: Project) -> None:
    for preset in ("quick", "thorough"):
        queue_training(project, work.train(project, PRESETS[preset]))
        time.sleep(0.002)
    epochs = [run.spec["params"]["recipe"]["epochs"] for run in project.store.queued_runs()]
    assert epochs == [PRESETS["quick"].epochs, PRESETS["thorough"].epochs]
