"""Runs that are killed with SIGKILL at moments of chance: each resumes to the very adapter and losses of an unbroken one.

Nothing may differ, not by a bit: the tolerance is zero.
"""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from safetensors.torch import load_file

from stillroom.jobs import Event, Finished, JobProcess, JobSpec, run_here
from stillroom.students import SMOLLM2
from stillroom.training import ADAPTER, Recipe, TrainParams
from stillroom.training.checkpoints import CHECKPOINTS

TINY = Recipe(
    epochs=2, batch_size=6, learning_rate=2e-2, rank=4, dropout=0.1, max_steps=12, checkpoint_steps=2, evaluate_steps=3
)
REAL = msgspec.structs.replace(TINY, batch_size=1, learning_rate=1e-3, depth=0.3, max_steps=8, evaluate_steps=4)
SEED = random.SystemRandom().randrange(10**6)  # pytest-randomly would give every run the same


class Runs:
    """An unbroken run and what it told, and others of the same recipe that are killed."""

    def __init__(self, project: Path, student: str, recipe: Recipe) -> None:
        self._project, self._student, self._recipe = project, student, recipe
        self._unbroken = self._go("unbroken")
        self.told = len(self._unbroken)

    def kill_and_resume(self, run: str, when: Callable[[int, Path], bool]) -> None:
        """Kill a run when `when` says so of the events that it told and its checkpoints; resume it, and compare."""
        told, killed = 0, False
        with JobProcess.start(self._spec(run)) as process:
            for _ in process.events():
                told += 1
                if not killed and when(told, self._folder(run) / CHECKPOINTS):
                    process.kill()
                    killed = True
        assert killed
        again = self._go(run, resume=True)
        assert self._ended(again) == self._ended(self._unbroken), (SEED, told)
        mine, other = self._adapter(run), self._adapter("unbroken")
        assert mine.keys() == other.keys()
        assert all(torch.equal(mine[name], other[name]) for name in mine), (SEED, told)

    def _go(self, run: str, *, resume: bool = False) -> list[Event]:
        return list(run_here(self._spec(run, resume=resume)))

    def _spec(self, run: str, *, resume: bool = False) -> JobSpec:
        params = msgspec.to_builtins(TrainParams(self._student, self._recipe, resume))
        return JobSpec("stillroom.training:train", "train", str(self._project), self._name(run), params)

    def _adapter(self, run: str) -> dict[str, torch.Tensor]:
        return load_file(self._folder(run) / ADAPTER / "adapter_model.safetensors")

    def _folder(self, run: str) -> Path:
        return self._project / "runs" / self._name(run)

    def _name(self, run: str) -> str:
        return f"{run}-{Path(self._student).name}"

    @staticmethod
    def _ended(events: list[Event]) -> dict[str, Any]:
        last = events[-1]
        assert isinstance(last, Finished), last
        return {name: last.result[name] for name in ("steps", "kept_step", "loss", "held_out_loss")}


def _by_chance(runs: Runs, chance: random.Random) -> Callable[[int, Path], bool]:
    """After any of its events, and up to half a second more."""
    event, seconds = chance.randrange(1, runs.told), chance.random() / 2

    def when(told: int, _: Path) -> bool:
        if told == event:
            time.sleep(seconds)
        return told == event

    return when


def _while_it_saves(_: int, checkpoints: Path) -> bool:
    """While a checkpoint after the first is half-written."""
    patience = time.monotonic() + 0.2
    while time.monotonic() < patience:
        sealed = {path.parent for path in checkpoints.glob("checkpoint-*/whole.json")}
        begun = {path.parent for path in checkpoints.glob("checkpoint-*/adapter_model.safetensors")}
        if sealed and begun - sealed:
            return True
    return False


@pytest.fixture(scope="module")
def tiny(few_taught: Path, tiny_student: Path) -> Runs:
    return Runs(few_taught, str(tiny_student), TINY)


@pytest.mark.parametrize("number", range(2))
def test_a_run_killed_at_a_moment_of_chance_ends_as_an_unbroken_one(tiny: Runs, number: int) -> None:
    tiny.kill_and_resume(f"killed-{number}", _by_chance(tiny, random.Random(SEED + number)))


def test_a_run_killed_while_it_saves_ends_as_an_unbroken_one(tiny: Runs) -> None:
    tiny.kill_and_resume("killed-saving", _while_it_saves)


@pytest.fixture(scope="module")
def real(few_taught: Path) -> Runs:
    return Runs(few_taught, SMOLLM2, REAL)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("number", range(10))
def test_real_weights_killed_at_a_moment_of_chance_end_as_in_an_unbroken_run(real: Runs, number: int) -> None:
    real.kill_and_resume(f"killed-{number}", _by_chance(real, random.Random(SEED + number)))
