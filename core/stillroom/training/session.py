"""One training run's model and trainer, in the process that holds torch."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import torch
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from stillroom.jobs import Event, HeldOut, Step
from stillroom.place import whole
from stillroom.students import Student
from stillroom.training import heap
from stillroom.training.batches import SharedPrefixBatch, make_batch
from stillroom.training.checkpoints import CHECKPOINTS, HeldOutLosses, step_of
from stillroom.training.loss import in_one_row
from stillroom.training.marks import peak_bytes
from stillroom.training.memory import Ladder
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample, common_prefixes
from stillroom.training.trainer import adapted_loss, add_adapter, load_base, make_trainer, read_adapter
from stillroom.training.weights import choose


class TrainingSession:
    """A student with a fresh adapter, and the trainer of one run. `plan` is what each of its steps reads.

    `held` is in what form its own weights are, `prefixes` by tool set how many tokens all samples with these tools begin with,
    `in_one_row` whether these are read once a batch, `step` the steps done so far, those before a resume included. `ended_early`:
    whether the loss on held-out tasks ended the run before its last step. Steps are computed as its `ladder` says.
    """

    def __init__(
        self,
        student: Student,
        plan: Sequence[Sequence[Sample]],
        held_out: Sequence[Sample],
        recipe: Recipe,
        folder: Path,
        ladder: Ladder,
    ) -> None:
        self.held = choose(ladder.rung.weights)
        self.prefixes = common_prefixes([*(sample for step in plan for sample in step), *held_out])
        self.steps, self.step, self.ended_early = len(plan), 0, False
        self._plan, self._held_out, self._recipe, self._ladder = plan, held_out, recipe, ladder
        self._losses = HeldOutLosses(folder / CHECKPOINTS)
        torch.manual_seed(recipe.seed)
        with ladder.loading():
            base = load_base(student, self.held)
            self.in_one_row = ladder.in_one_row = in_one_row(base)
            self._model = add_adapter(base, recipe)
        self._progress = _Progress(recipe.evaluate_steps if held_out else None)
        self.trainer = make_trainer(
            self._model, student, plan, self.prefixes, recipe, folder / CHECKPOINTS, ladder, self._progress
        )

    def load(self, checkpoint: Path) -> None:
        """Take the adapter as it was after a checkpoint's step."""
        read_adapter(self._model, checkpoint)
        self.step = step_of(checkpoint)

    def run(self, emit: Callable[[Event], None], stop: threading.Event, checkpoint: Path | None) -> None:
        """Train to the end, or until `stop` is set, when a checkpoint is written, or until held-out tasks end it.

        Where the recipe says so, they are measured on the way.
        """

        def measure() -> None:
            self.step = int(self.trainer.state.global_step)
            self._measure_midway(emit, stop)
            self.trainer.control.should_training_stop |= self.ended_early or stop.is_set()
            self.trainer.control.should_save |= stop.is_set()

        self.trainer.measure = measure
        self._progress.attach(emit, stop, self._tokens_of_step, self.peak_memory_gb)
        with self._ladder.going_on(emit):
            if checkpoint:
                self.load(checkpoint)
                if self._recipe.evaluate_steps and self.step % self._recipe.evaluate_steps == 0:
                    self._measure_midway(emit, stop)  # the run may have been stopped in the midst of it
            if self.step < self.steps and not self.ended_early and not stop.is_set():
                self.trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
                self.step = int(self.trainer.state.global_step)

    def _measure_midway(self, emit: Callable[[Event], None], stop: threading.Event) -> None:
        loss = self.measure(stop)
        if loss is not None:
            emit(HeldOut(self.step, loss))
            patience = self._recipe.patience
            worse = self._losses.without_a_better(self.step)
            self.ended_early = patience is not None and worse >= patience and self.step < self.steps

    @property
    def is_measured(self) -> bool:
        """Whether the held-out loss of the present step is known; true as well where nothing is held out."""
        return not self._held_out or self.step in self._losses.by_step

    def measure(self, stop: threading.Event) -> float | None:
        """The loss on held-out tasks as the adapter is now, in nats; None without any, or when `stop` was set midway.

        It is kept, and so is the adapter if it is the best so far.
        """
        if not self.is_measured:
            loss = self._held_out_loss(stop)
            if loss is None:
                return None
            self._losses.add(self.step, loss, self._model.save_pretrained)
        return self._losses.by_step.get(self.step)

    def save_adapter(self, folder: Path) -> tuple[int, float | None]:
        """Write the adapter that did best on held-out tasks, or else the present one: the step it is of, and its held-out loss."""
        shutil.rmtree(
            folder, ignore_errors=True
        )  # of an earlier start that was killed before it could say that it was done
        best = self._losses.best
        with whole(folder, 0) as unfinished:
            if best is None:
                self._model.save_pretrained(unfinished)
                return self.step, None
            shutil.copytree(best, unfinished)
        return step_of(best), self._losses.by_step[step_of(best)]

    def _held_out_loss(self, stop: threading.Event) -> float | None:
        """The mean loss over the learned tokens of the held-out samples."""
        total, tokens = 0.0, 0
        self._model.eval()
        with torch.no_grad(), self._progress.apart():
            # Nothing is kept for a backward pass, so that twice as many fit, and the prefix is read half as often.
            size = 2 * self._recipe.batch_size
            for tool_set in dict.fromkeys(sample.tool_set for sample in self._held_out):
                alike = [sample for sample in self._held_out if sample.tool_set == tool_set]
                for start in range(0, len(alike), size):
                    if stop.is_set():
                        return None
                    batch = make_batch(alike[start : start + size], self.prefixes[tool_set])
                    total += self._ladder.within(partial(self._loss, batch.to(torch.device(self.held.device))))
                    tokens += batch.learned_tokens
        return total / tokens

    def _loss(self, batch: SharedPrefixBatch) -> float:
        return sum(float(adapted_loss(self._model, part)) for part in batch.parts(2 * self._ladder.rung.at_once))

    def peak_memory_gb(self) -> float:
        """The most memory used so far, in GB of 10^9 bytes: the GPU's where there is one, else the process's."""
        if self.held.device == "cuda":
            return round(torch.cuda.max_memory_allocated() / 1e9, 2)
        return round(peak_bytes() / 1e9, 2)

    def _tokens_of_step(self, step: int) -> int:
        """The tokens of one step's samples as a plain trainer would count them: prompt and all, without padding."""
        longest = self._ladder.rung.longest
        return sum(len(sample.ids) for sample in self._plan[step - 1] if longest is None or len(sample.ids) <= longest)


class _Progress(TrainerCallback):  # type: ignore[misc]
    """Turns the trainer's log into events, a stop into a checkpoint, and every so many steps into a measurement."""

    def __init__(self, evaluate_steps: int | None) -> None:
        self._evaluate_steps, self._apart = evaluate_steps, 0.0

    def attach(
        self,
        emit: Callable[[Event], None],
        stop: threading.Event,
        tokens: Callable[[int], int],
        memory: Callable[[], float],
    ) -> None:
        self._emit, self._stop, self._tokens, self._memory = emit, stop, tokens, memory
        self._began, self._first_step, self._seen = time.monotonic(), 0, 0

    def on_train_begin(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        self._began, self._first_step, self._apart = time.monotonic(), state.global_step, 0.0

    def on_log(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, logs: dict[str, float], **_: Any
    ) -> None:
        tokens = self._tokens(state.global_step) if "loss" in logs else 0
        if not tokens:
            return
        self._seen += tokens
        seconds = time.monotonic() - self._began  # those of measurements belong to what is left, and not to the speed
        done = state.global_step - self._first_step
        self._emit(
            Step(
                step=state.global_step,
                total=state.max_steps,
                loss=round(logs["loss"], 4),
                learning_rate=logs["learning_rate"],
                tokens_per_second=round(self._seen / (seconds - self._apart), 1),
                memory_gb=self._memory(),
                seconds_left=round(seconds / done * (state.max_steps - state.global_step), 1),
            )
        )

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        if state.global_step % heap.STEPS == 0:
            heap.give_back()
        if self._stop.is_set() and state.global_step < state.max_steps:
            control.should_save = True
            control.should_training_stop = True
        control.should_evaluate = bool(self._evaluate_steps and state.global_step % self._evaluate_steps == 0)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Time that is not spent on steps."""
        began = time.monotonic()
        yield
        self._apart += time.monotonic() - began
