"""Held-out tasks measured while a student learns: the best adapter is kept, a run ends early, and a kill changes nothing of it."""

import shutil
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from safetensors.torch import load_file

from stillroom import work
from stillroom.errors import ProjectError
from stillroom.jobs import Cancelled, Event, Failed, Finished, HeldOut, JobSpec, Note, Step, run_here
from stillroom.training import ADAPTER, Recipe, TrainParams
from stillroom.training.checkpoints import CHECKPOINTS

RECIPE = Recipe(
    epochs=2, batch_size=6, learning_rate=0.1, rank=4, dropout=0.1, checkpoint_steps=4, evaluate_steps=2, patience=3
)
STEPS = 16


def _spec(folder: Path, student: Path, run: str, recipe: Recipe = RECIPE, **more: Any) -> JobSpec:
    params = msgspec.to_builtins(TrainParams(str(student), recipe, **more))
    return JobSpec("stillroom.training:train", "train", str(folder), run, params)


def _measured(events: list[Event]) -> dict[int, float]:
    return {event.step: event.loss for event in events if isinstance(event, HeldOut)}


def _result(events: list[Event]) -> dict[str, Any]:
    last = events[-1]
    assert isinstance(last, Finished), last
    return last.result


def _adapter(folder: Path, run: str) -> dict[str, torch.Tensor]:
    return load_file(folder / "runs" / run / ADAPTER / "adapter_model.safetensors")


def _equal(left: dict[str, torch.Tensor], right: dict[str, torch.Tensor]) -> bool:
    return left.keys() == right.keys() and all(torch.equal(left[name], right[name]) for name in left)


@pytest.fixture
def best_at_four(monkeypatch: pytest.MonkeyPatch) -> None:
    """After step 4 it gets worse on held-out tasks."""
    from stillroom.training.session import TrainingSession

    def loss(session: TrainingSession, stop: threading.Event) -> float | None:
        return None if stop.is_set() else 1 + abs(session.step - 4) / 10

    monkeypatch.setattr(TrainingSession, "_held_out_loss", loss)


@pytest.mark.usefixtures("best_at_four")
def test_the_best_student_is_kept_and_a_run_that_gets_no_better_ends(few_taught: Path, tiny_student: Path) -> None:
    events = list(run_here(_spec(few_taught, tiny_student, "early")))
    result = _result(events)
    assert _measured(events) == {2: 1.2, 4: 1.0, 6: 1.2, 8: 1.4, 10: 1.6}
    assert (result["steps"], result["planned_steps"], result["kept_step"], result["held_out_loss"]) == (
        10,
        STEPS,
        4,
        1.0,
    )
    assert [event.text for event in events if isinstance(event, Note)][-2:] == [
        "Ended at step 10 of 16: on held-out tasks the last 3 measurements were no better.",
        "Kept is the student after step 4, which did best on held-out tasks.",
    ]
    steps = [event for event in events if isinstance(event, Step)]
    assert (len(steps), steps[-1].loss) == (10, result["loss"])
    checkpoints = few_taught / "runs" / "early" / CHECKPOINTS
    assert sorted(path.name for path in checkpoints.glob("*-*")) == ["best-4", "checkpoint-8"]
    shorter = msgspec.structs.replace(RECIPE, max_steps=16, patience=None)
    events = list(run_here(_spec(few_taught, tiny_student, "whole", shorter)))
    assert (_result(events)["steps"], _result(events)["kept_step"]) == (STEPS, 4)
    assert _equal(_adapter(few_taught, "whole"), _adapter(few_taught, "early"))
    assert not checkpoints.exists()  # the first run is done, so nobody will resume it


@pytest.mark.usefixtures("best_at_four")
def test_stopped_while_it_measures_it_measures_again_before_it_goes_on(
    few_taught: Path, tiny_student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stillroom.training.session import TrainingSession

    measure, stop = TrainingSession.measure, threading.Event()

    def stopping(session: TrainingSession, stopped: threading.Event) -> float | None:
        if session.step == 10:
            stop.set()
        return measure(session, stopped)

    with monkeypatch.context() as patch:
        patch.setattr(TrainingSession, "measure", stopping)
        *_, cancelled = run_here(_spec(few_taught, tiny_student, "midway"), stop)
    assert cancelled == Cancelled("Paused at step 10 of 16, and saved. Go on with: stillroom train --resume")
    again = list(run_here(_spec(few_taught, tiny_student, "midway", resume=True)))
    assert not any(isinstance(event, Step) for event in again)
    assert (_result(again)["steps"], _result(again)["kept_step"]) == (10, 4)


def test_measuring_leaves_training_as_it_is(few_taught: Path, tiny_student: Path) -> None:
    recipe = msgspec.structs.replace(RECIPE, evaluate_steps=None, max_steps=6)
    plain = list(run_here(_spec(few_taught, tiny_student, "plain", recipe)))
    schedule = msgspec.structs.replace(recipe, evaluate_steps=2)
    measured = list(run_here(_spec(few_taught, tiny_student, "measured", schedule)))
    assert [e.loss for e in plain if isinstance(e, Step)] == [e.loss for e in measured if isinstance(e, Step)]
    assert list(_measured(plain)) == [6]
    assert _measured(measured)[6] == _measured(plain)[6] == _result(plain)["held_out_loss"]


def test_a_stopped_run_is_kept_as_far_as_it_has_come(few_taught: Path, tiny_student: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(few_taught, folder, ignore=shutil.ignore_patterns("runs"))
    recipe = msgspec.structs.replace(RECIPE, evaluate_steps=None, patience=None)
    stop = threading.Event()
    for event in run_here(_spec(folder, tiny_student, "stopped", recipe), stop):
        if isinstance(event, Step) and event.step == 5:
            stop.set()
    assert isinstance(event, Cancelled)
    with work.open_to_write(folder) as project:
        spec = work.keep_training(project)
        events = list(run_here(spec))
        result = _result(events)
        assert project.store.run("stopped").state == "done"  # type: ignore[union-attr]
        with pytest.raises(ProjectError, match="stopped midway"):
            work.keep_training(project)
    step = result["steps"]
    assert 5 <= step == result["kept_step"] < result["planned_steps"] == STEPS
    assert not any(isinstance(event, Step) for event in events)
    assert result["held_out_loss"] == _measured(events)[step]
    checkpoint = folder / "runs" / "stopped" / CHECKPOINTS / f"checkpoint-{step}"
    assert _equal(_adapter(folder, "stopped"), load_file(checkpoint / "adapter_model.safetensors"))


def test_nothing_is_kept_of_a_run_without_a_checkpoint(few_taught: Path, tiny_student: Path) -> None:
    *_, last = run_here(_spec(few_taught, tiny_student, "none", keep=True))
    assert isinstance(last, Failed)
    assert last.title == "Nothing to keep"
