"""Running out of memory: ways to do with less of it, taken one after another until a run's steps fit. Nobody climbs down again.

A step that ran out is repeated whole with the next rung: the optimizer has its turn after it, so nothing of it was kept. The first
rungs leave the outcome as it is, up to rounding; the last ones do not. Which of the first two comes first is a matter of what they
cost: each part of a step reads the shared prefix for itself and keeps what it makes of it, so that with many tools parts save
little, and computing activations twice saves most.
"""

import contextlib
import gc
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
import torch

from stillroom.errors import KnownError
from stillroom.jobs import Event, Note
from stillroom.paths import replace_file
from stillroom.students.fit import Weights
from stillroom.training.heap import give_back
from stillroom.training.marks import Mark, make_mark, ran_out_since
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample, common_prefixes
from stillroom.training.weights import choose

T = TypeVar("T")

_FILE = "memory.json"
_CHEAP = 1.2  # times what the whole steps cost: who pays more for parts has a long prefix
_LEFT_OUT = 0.1  # of the samples, at a time
_LEAST = 0.5  # of the samples: with fewer it is another run
_LIGHTER: dict[Weights, Weights] = {"fp32": "bf16", "bf16": "nf4"}
_SAID = re.compile(
    # CUDA, ROCm and Apple; cuBLAS; PyTorch on a processor, also of Windows; oneDNN, whose buffers found no room; C++
    "out of memory|ALLOC_FAILED|can't allocate memory|not enough memory|could not create a primitive|bad_alloc|bad allocation"
)


class Rung(msgspec.Struct, frozen=True):
    """What a run has in memory at a time.

    `at_once` samples of a step are computed together, and the gradients added up. `activation_checkpointing` computes activations
    twice instead of keeping them; `offload` keeps what is left of them in the computer's memory instead of the GPU's. `weights`:
    how the base is loaded. Samples of more than `longest` tokens are left out.
    """

    at_once: int
    activation_checkpointing: bool
    weights: Weights
    offload: bool = False
    longest: int | None = None


def foot(recipe: Recipe) -> Rung:
    """Where a run begins: as its recipe says."""
    return Rung(recipe.batch_size, recipe.activation_checkpointing, choose(recipe.weights).weights)


class Reload(Exception):  # noqa: N818 - it is no error
    """The run goes on from its newest checkpoint, with the student loaded anew."""


class _Kept(msgspec.Struct, frozen=True):
    """What the run's folder knows; there is a `mark` while the run is going on."""

    rung: Rung
    mark: Mark | None = None


class Ladder:
    """Where a run stands, which its `folder` remembers.

    `foot` is where it begins, `plan` what each of its steps reads. `tell` is given a line for each rung, `give_up` makes the error
    of a run that has none left. `in_one_row`: whether the samples of a step share what they begin with (training/padded.py).
    """

    def __init__(
        self,
        folder: Path,
        foot: Rung,
        plan: Sequence[Sequence[Sample]],
        tell: Callable[[Event], None],
        give_up: Callable[[], KnownError],
    ) -> None:
        self._file = folder / _FILE
        self._foot, self._plan, self._give_up = foot, plan, give_up
        self._prefixes = common_prefixes(sample for step in plan for sample in step)
        self.tell, self.in_one_row = tell, True
        kept = _read(self._file) or _Kept(foot)
        self.rung = kept.rung
        if kept.mark and ran_out_since(kept.mark):
            why = "The system ended the run at once, most likely because memory ran out."
            if rung := self._next(None):
                self._take(rung, why)
            else:  # other programs may take less by now
                tell(Note(why))
        elif self.rung != foot:
            why = "Memory ran out in an earlier start of this run."
            tell(Note(f"{why} {_words(foot, self.rung)}"))

    def within(self, work: Callable[[], T], tokens: int | None = None) -> T:
        """What `work` gives; tried again with the next rung each time that memory runs out. `tokens`: of its longest sample.

        Raises:
            KnownError: no rung is left.
            Reload: the next rung begins with loading the student.
        """
        while True:
            try:
                return work()
            except (RuntimeError, MemoryError) as error:
                if not ran_out(error):
                    raise
                traceback.print_exception(error)  # to the run's log
            # Only here the error is gone, and with it the frames that held its tensors.
            self.climb(tokens)

    @contextlib.contextmanager
    def loading(self) -> Iterator[None]:
        """In here the student is loaded. Where memory runs out, it is loaded again with lighter weights, if there are any.

        Raises:
            KnownError: there are none.
            Reload: it is to be loaded again.
        """
        try:
            yield
        except (RuntimeError, MemoryError) as error:
            if not ran_out(error):
                raise
            traceback.print_exception(error)
            self._take(self._lighter(), "Memory ran out.")
            raise Reload from None

    @contextlib.contextmanager
    def going_on(self, tell: Callable[[Event], None]) -> Iterator[None]:
        """In here the run trains, and tells its rungs so. Where memory runs out outside of `within`, it goes on from a checkpoint.

        Raises:
            KnownError: no rung is left.
            Reload: the run goes on from its newest checkpoint.
        """
        before, self.tell = self.tell, tell
        try:
            yield
        except (RuntimeError, MemoryError) as error:
            if not ran_out(error):
                raise
            traceback.print_exception(error)
            self.climb()
            raise Reload from None
        finally:
            self.tell = before
            self._close()

    def climb(self, tokens: int | None = None) -> None:
        """The next rung, after memory ran out where the longest sample had so many `tokens`.

        Raises:
            KnownError: no rung is left.
            Reload: it begins with loading the student.
        """
        weights = self.rung.weights
        self._take(self._next(tokens), "Memory ran out.")
        if self.rung.weights != weights:
            raise Reload
        release()

    def mark(self) -> None:
        """Leave a mark for who finds the process ended in what begins now."""
        self._keep(make_mark())

    def _close(self) -> None:
        """Nobody shall find a mark of a run that could say how it ended."""
        if self.rung != self._foot:
            self._keep(None)
            return
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _keep(self, mark: Mark | None) -> None:
        with contextlib.suppress(OSError):  # no reason to end a run: the next start would find its rung again
            replace_file(self._file, msgspec.json.encode(_Kept(self.rung, mark)))

    def _take(self, rung: Rung | None, why: str) -> None:
        if rung is None:
            raise self._give_up()
        before, self.rung = self.rung, rung
        self._keep(None)
        self.tell(Note(f"{why} {_words(before, rung)}"))
        if rung.longest is not None and rung.longest != before.longest:
            left_out = {sample.task: len(sample.ids) for step in self._plan for sample in step}
            for task, length in left_out.items():
                if rung.longest < length <= (before.longest or length):
                    reason = f"It has {length} tokens; memory is enough for {rung.longest}."
                    self.tell(Note(f"Left out {task}: {reason}"))

    def _next(self, tokens: int | None) -> Rung | None:
        rung = self.rung
        halved = (rung.at_once + 1) // 2
        cheap = self._cost(halved) < _CHEAP * self._cost(rung.at_once)
        if rung.at_once > 1 and (cheap or rung.activation_checkpointing):
            return msgspec.structs.replace(rung, at_once=halved)
        if not rung.activation_checkpointing:
            return msgspec.structs.replace(rung, activation_checkpointing=True)
        if lighter := self._lighter():
            return lighter
        if choose("auto").device == "cuda" and not rung.offload:
            return msgspec.structs.replace(rung, offload=True)
        return self._shorter(tokens)

    def _lighter(self) -> Rung | None:
        lighter = _LIGHTER.get(self.rung.weights)
        if lighter is None or lighter not in ("bf16", choose("auto").weights):
            return None
        return msgspec.structs.replace(self.rung, weights=lighter)

    def _shorter(self, tokens: int | None) -> Rung | None:
        """Without the longest tenth of the samples, and without those as long as the one for which memory ran out."""
        lengths = sorted(len(sample.ids) for step in self._plan for sample in step)
        left = [length for length in lengths if self.rung.longest is None or length <= self.rung.longest]
        longest = min(left[-max(1, round(_LEFT_OUT * len(left)))], tokens or left[-1]) - 1
        if sum(length <= longest for length in lengths) < _LEAST * len(lengths):
            return None
        return msgspec.structs.replace(self.rung, longest=longest)

    def _cost(self, at_once: int) -> int:
        """The tokens of all steps, if so many samples are computed at once."""
        cost = 0
        for step in self._plan:
            prefix = self._prefixes[step[0].tool_set] if self.in_one_row else 0
            parts = -(-len(step) // at_once)
            cost += parts * prefix + sum(len(sample.ids) - prefix for sample in step)
        return cost


def release() -> None:
    """Give what nothing refers to any more back to the system."""
    gc.collect()
    if torch.accelerator.is_available():
        torch.accelerator.empty_cache()
    give_back()  # else the C library keeps what was freed between what is still used


def ran_out(error: BaseException) -> bool:
    """Whether an error says that there was not memory enough."""
    return isinstance(error, MemoryError | torch.OutOfMemoryError) or (
        isinstance(error, RuntimeError) and bool(_SAID.search(str(error)))
    )


def _words(before: Rung, rung: Rung) -> str:
    """What is other on the second rung."""
    words = []
    if rung.at_once == 1 < before.at_once:
        words.append("From now on each sample of a step is computed by itself: slower, with the same outcome.")
    elif rung.at_once < before.at_once:
        words.append(
            f"From now on {rung.at_once} samples of a step are computed at a time: slower, with the same outcome."
        )
    if rung.activation_checkpointing > before.activation_checkpointing:
        words.append(
            "From now on intermediate results are computed twice instead of kept: slower, with the same outcome."
        )
    if rung.weights != before.weights:
        bits = {"nf4": 4, "bf16": 16, "fp32": 32}[rung.weights]
        words.append(f"The student is loaded again with weights of {bits} bits.")
    if rung.offload > before.offload:
        words.append(
            "From now on intermediate results wait in the computer's own memory: slower, with the same outcome."
        )
    if rung.longest != before.longest:
        words.append(f"From now on samples of more than {rung.longest} tokens are left out.")
    return " ".join(words)


def _read(file: Path) -> _Kept | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):  # ValidationError is one
        return None
