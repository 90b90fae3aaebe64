"""One training run's model and trainer, in the process that holds torch."""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from stillroom.jobs import Event, Step
from stillroom.students import Student
from stillroom.training.batches import common_prefixes, make_batch
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample
from stillroom.training.trainer import adapted_loss, add_adapter, last_checkpoint, load_base, make_trainer


class TrainingSession:
    """A student with a fresh adapter, and the trainer of one run. `plan` is what each of its steps reads.

    `prefixes` is by tool set how many tokens all samples with these tools begin with.
    """

    def __init__(
        self,
        student: Student,
        plan: Sequence[Sequence[Sample]],
        held_out: Sequence[Sample],
        recipe: Recipe,
        folder: Path,
    ) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.weights = "bf16 weights, fp32 adapter"
        self.prefixes = common_prefixes([*(sample for step in plan for sample in step), *held_out])
        self._plan, self._held_out, self._recipe = plan, held_out, recipe
        self._checkpoints = folder / "checkpoints"
        torch.manual_seed(recipe.seed)
        self._model = add_adapter(load_base(student, torch.bfloat16, self.device), recipe)
        self._progress = _Progress()
        self.trainer = make_trainer(
            self._model, student, plan, self.prefixes, recipe, self._checkpoints, self._progress
        )
        self.steps = len(plan)

    @property
    def step(self) -> int:
        """The steps done so far, those before a resume included."""
        return int(self.trainer.state.global_step)

    def last_checkpoint(self) -> Path | None:
        return last_checkpoint(self._checkpoints)

    def run(self, emit: Callable[[Event], None], stop: threading.Event, checkpoint: Path | None) -> None:
        """Train to the end, or until `stop` is set; then a checkpoint is written."""
        self._progress.attach(emit, stop, self._tokens_of_step, self.peak_memory_gb)
        self.trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)

    def save_adapter(self, folder: Path) -> None:
        self._model.save_pretrained(folder)

    def held_out_loss(self) -> float:
        """The mean loss over the learned tokens of the held-out samples, in nats."""
        total, tokens = 0.0, 0
        self._model.eval()
        with torch.no_grad():
            # Nothing is kept for a backward pass, so that twice as many fit, and the prefix is read half as often.
            size = 2 * self._recipe.batch_size
            for tool_set in dict.fromkeys(sample.tool_set for sample in self._held_out):
                alike = [sample for sample in self._held_out if sample.tool_set == tool_set]
                for start in range(0, len(alike), size):
                    batch = make_batch(alike[start : start + size], self.prefixes[tool_set])
                    total += float(adapted_loss(self._model, batch.to(torch.device(self.device))))
                    tokens += batch.learned_tokens
        return total / tokens

    def peak_memory_gb(self) -> float:
        """The most memory used so far, in GB of 10^9 bytes: the GPU's where there is one, else the process's."""
        if self.device == "cuda":
            return round(torch.cuda.max_memory_allocated() / 1e9, 2)
        return round(_peak_process_bytes() / 1e9, 2)

    def _tokens_of_step(self, step: int) -> int:
        """The tokens of one step's samples as a plain trainer would count them: prompt and all, without padding."""
        return sum(len(sample.ids) for sample in self._plan[step - 1])


class _Progress(TrainerCallback):  # type: ignore[misc]
    """Turns the trainer's log into events, and a stop into a checkpoint."""

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
        self._began, self._first_step = time.monotonic(), state.global_step

    def on_log(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, logs: dict[str, float], **_: Any
    ) -> None:
        if "loss" not in logs:
            return
        self._seen += self._tokens(state.global_step)
        seconds = time.monotonic() - self._began
        done = state.global_step - self._first_step
        self._emit(
            Step(
                step=state.global_step,
                total=state.max_steps,
                loss=round(logs["loss"], 4),
                learning_rate=logs["learning_rate"],
                tokens_per_second=round(self._seen / seconds, 1),
                memory_gb=self._memory(),
                seconds_left=round(seconds / done * (state.max_steps - state.global_step), 1),
            )
        )

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        if self._stop.is_set() and state.global_step < state.max_steps:
            control.should_save = True
            control.should_training_stop = True


def _peak_process_bytes() -> int:
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
