"""A run's checkpoints on the disk: whole or passed over, also after a kill or a power cut; and what held-out tasks said of them.

`checkpoint-N` is all that is needed to go on after step N; only the newest stays. `best-N` is the adapter that did best on
held-out tasks. `held_out.json` holds what was measured, and is written after what it speaks of.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

CHECKPOINTS = "checkpoints"
"""The folder in a run's folder."""

_SEAL = "whole.json"  # in a checkpoint, written last: its files and their sizes
_LOSSES = "held_out.json"


def last_checkpoint(folder: Path) -> Path | None:
    """The newest checkpoint that was written whole."""
    return max((path for path in folder.glob("checkpoint-*") if _is_whole(path)), key=step_of, default=None)


def step_of(folder: Path) -> int:
    """The step after which a checkpoint, or a best adapter, was written."""
    return int(folder.name.rsplit("-", 1)[1])


def seal(checkpoint: Path) -> None:
    """Say of a checkpoint that it is whole, once all of it is on the disk; then the others are removed.

    Raises:
        OSError: the disk is full, or fails.
    """
    sizes = {path.name: path.stat().st_size for path in checkpoint.iterdir() if path.is_file()}
    _sync(checkpoint)
    write_durably(checkpoint / _SEAL, sizes)
    _remove_others(checkpoint, "checkpoint-*")


def _is_whole(checkpoint: Path) -> bool:
    try:
        sizes = json.loads((checkpoint / _SEAL).read_text(encoding="utf-8"))
        return all((checkpoint / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError):
        return False


class HeldOutLosses:
    """What was measured on held-out tasks, by step, in nats; and the adapter of the best step.

    A measurement holds for good. A run that is killed and resumed comes to it again, and counts only what it has come to: so
    `until` is the step at which a question is asked.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.by_step: dict[int, float] = {}
        with contextlib.suppress(OSError, ValueError):  # none yet
            losses = json.loads((folder / _LOSSES).read_text(encoding="utf-8"))
            self.by_step = {int(step): loss for step, loss in losses.items()}

    @property
    def best(self) -> Path | None:
        """The adapter with the least loss, the first of equals; None before anything was measured."""
        return self._of(min(self.by_step, key=self.by_step.__getitem__)) if self.by_step else None

    def add(self, step: int, loss: float, save: Callable[[Path], None]) -> None:
        """Keep a measurement, and by `save` the adapter if it is the best.

        Raises:
            OSError: the disk is full, or fails.
        """
        better = loss < min(self.by_step.values(), default=float("inf"))
        if better:
            save(self._of(step))
            _sync(self._of(step))
        self.by_step[step] = loss
        write_durably(self._folder / _LOSSES, self.by_step)
        if better:
            _remove_others(self._of(step), "best-*")

    def without_a_better(self, until: int) -> int:
        """How many measurements were made since the best one."""
        known = {step: loss for step, loss in self.by_step.items() if step <= until}
        best = min(known, key=known.__getitem__, default=until)
        return sum(step > best for step in known)

    def _of(self, step: int) -> Path:
        return self._folder / f"best-{step}"


def _remove_others(kept: Path, pattern: str) -> None:
    for path in kept.parent.glob(pattern):
        if path != kept:
            shutil.rmtree(path, ignore_errors=True)


def write_durably(path: Path, value: object) -> None:
    """Write JSON so that after a power cut there is either what was, or all of what is new."""
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    _sync_folder(path.parent)


def _sync(folder: Path) -> None:
    """Have a folder's files on the disk, not only on their way to it."""
    for path in folder.iterdir():
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
    _sync_folder(folder)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # there a folder cannot be opened, and its entries are in the file system's own journal
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
