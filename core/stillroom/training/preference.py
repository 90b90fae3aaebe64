"""The second stage of a training: a trained student learns to tell right solutions from wrong ones of the same task.

Direct Preference Optimization (Rafailov et al., arXiv 2305.18290, equation 7) by TRL's own trainer. It starts from the trained
adapter, and a frozen copy of that is the reference, as TRL makes it: the paper's reference is the model after supervised training.
Both solutions of a pair are whole trajectories, so what follows the first difference may hold several turns and what tools
replied. Only the student's own turns count in its likelihoods, as in the first stage: observations are read, and in no sum.
"""

import shutil
import threading
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import torch
from datasets import Dataset
from peft import PeftModel
from torch.nn.utils.rnn import pad_sequence
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)
from trl import DPOConfig, DPOTrainer

from stillroom.jobs import Event, JobContext, Note, Progress, Stage
from stillroom.students import Student
from stillroom.training.checkpoints import CHECKPOINTS, last_checkpoint, seal
from stillroom.training.memory import ran_out, release
from stillroom.training.pairs import Pair
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample
from stillroom.training.train import ADAPTER, in_thread
from stillroom.training.weights import Held

_FOLDER = "preference"  # among the run's checkpoints


def prefer(
    context: JobContext,
    student: Student,
    pairs: Sequence[Pair],
    held_out: Sequence[Sample],
    recipe: Recipe,
    held: Held,
) -> Generator[Event, None, dict[str, Any] | None]:
    """Train the run's adapter further on pairs, and write it in its place: what it came to; None where it was stopped midway.

    Where memory does not suffice for a single pair, the adapter stays as it was, and that is told.
    """
    for checkpointing in dict.fromkeys((recipe.activation_checkpointing, True)):
        try:
            return (yield from _tell_apart(context, student, pairs, held_out, recipe, held, checkpointing))
        except (RuntimeError, MemoryError) as error:
            if not ran_out(error):
                raise
            traceback.print_exception(error)  # to the run's log
        release()
    yield Note("Memory does not suffice for telling right from wrong: the student stays as it was trained before.")
    return {"pairs": len(pairs), "steps": 0}


def _tell_apart(
    context: JobContext,
    student: Student,
    pairs: Sequence[Pair],
    held_out: Sequence[Sample],
    recipe: Recipe,
    held: Held,
    checkpointing: bool,
) -> Generator[Event, None, dict[str, Any] | None]:
    yield Stage("Loading the student")
    adapter = context.folder / ADAPTER
    stage = PreferenceStage(student, adapter, pairs, recipe, held, context.folder, checkpointing=checkpointing)
    yield Stage("Telling right from wrong", stage.steps, "steps")
    yield from in_thread(stage, context.stop, stage.last_checkpoint())
    if stage.step < stage.steps:
        return None
    yield Stage("Measuring the loss on held-out tasks")
    loss = stage.held_out_loss(held_out)
    preferred = stage.outcome()
    stage.save_adapter(adapter)
    yield Note(
        f"Of {preferred.pairs} right solutions {preferred.gained:.0%} gained on the wrong one of their task, by"
        f" {preferred.margin:.2f} nats on average."
    )
    outcome: dict[str, Any] = msgspec.to_builtins(preferred)
    return outcome | {"held_out_loss": loss}


class Preferred(msgspec.Struct, frozen=True):
    """What the stage came to, over its last pass through the pairs.

    `gained` is the share of the pairs whose right solution gained on the wrong one, `margin` by how much on average, in nats of the
    two likelihoods' ratio.
    """

    pairs: int
    steps: int
    gained: float
    margin: float


class PreferenceStage:
    """A student with the adapter in `adapter`, and the trainer of its pairs. `step` of `steps` are done."""

    def __init__(
        self,
        student: Student,
        adapter: Path,
        pairs: Sequence[Pair],
        recipe: Recipe,
        held: Held,
        folder: Path,
        *,
        checkpointing: bool,
    ) -> None:
        base = AutoModelForCausalLM.from_pretrained(
            student.folder, **held.loading(), use_safetensors=True, trust_remote_code=False, local_files_only=True
        )
        if held.weights != "nf4":
            base.to(held.device)
        self._model = PeftModel.from_pretrained(base, adapter, is_trainable=True)
        self._folder, self._pairs, self._beta = folder / CHECKPOINTS / _FOLDER, pairs, recipe.preference_beta
        self._told = _Told()
        self.step = 0
        self.trainer = _trainer(self._model, student, pairs, recipe, held, self._folder, checkpointing, self._told)
        self.steps = recipe.preference * -(-len(pairs) // self.trainer.args.gradient_accumulation_steps)

    def run(self, emit: Callable[[Event], None], stop: threading.Event, checkpoint: Path | None) -> None:
        """Train to the end, or until `stop` is set, when a checkpoint is written."""
        self._told.attach(emit, stop)
        self.trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
        self.step = int(self.trainer.state.global_step)

    def last_checkpoint(self) -> Path | None:
        return last_checkpoint(self._folder)

    def outcome(self) -> Preferred:
        """What it came to, of a stage that is through."""
        passes = [entry for entry in self.trainer.state.log_history if "rewards/margins" in entry]
        last = passes[-max(1, len(passes) // round(self.trainer.args.num_train_epochs)) :]
        gained, margin = (
            sum(entry[name] for entry in last) / len(last) for name in ("rewards/accuracies", "rewards/margins")
        )
        return Preferred(len(self._pairs), self.step, round(gained, 3), round(margin / self._beta, 3))

    def save_adapter(self, folder: Path) -> None:
        """Write the adapter, without the copy that it is compared with."""
        self._model.save_pretrained(folder, selected_adapters=["default"])

    def held_out_loss(self, samples: Sequence[Sample]) -> float | None:
        """The mean loss over the learned tokens of the held-out samples, in nats; None without any."""
        total, tokens = 0.0, 0
        self._model.eval()
        with torch.no_grad():
            for sample in samples:
                batch = _rows([(sample, 0)], self._model.device)
                total -= float(_chances(self._model, batch).sum())
                tokens += sum(sample.learned)
        return total / tokens if tokens else None


class PairTrainer(DPOTrainer):  # type: ignore[misc]
    """TRL's trainer on pairs that are tokens already, whose mask leaves out what is only read. Its checkpoints are sealed."""

    def _prepare_dataset(self, dataset: Dataset, *_: Any) -> Dataset:
        return dataset

    def _save_checkpoint(self, model: PeftModel, trial: None) -> None:
        checkpoint = Path(self.args.output_dir) / f"checkpoint-{self.state.global_step}"
        shutil.rmtree(checkpoint, ignore_errors=True)
        super()._save_checkpoint(model, trial)
        seal(checkpoint)


def _trainer(
    model: PeftModel,
    student: Student,
    pairs: Sequence[Pair],
    recipe: Recipe,
    held: Held,
    folder: Path,
    checkpointing: bool,
    callback: TrainerCallback,
) -> PairTrainer:
    def collate(rows: list[dict[str, int]]) -> dict[str, torch.Tensor]:
        chosen = [pairs[row["pair"]] for row in rows]
        return _rows([*((pair.right, pair.common) for pair in chosen), *((pair.wrong, pair.common) for pair in chosen)])

    config = DPOConfig(
        output_dir=str(folder),
        per_device_train_batch_size=1,
        gradient_accumulation_steps=min(recipe.batch_size, len(pairs)),
        num_train_epochs=recipe.preference,
        learning_rate=recipe.preference_rate,
        beta=recipe.preference_beta,
        lr_scheduler_type="cosine",
        warmup_steps=1,
        max_grad_norm=1.0,
        max_length=None,  # what is too long was left out
        seed=recipe.seed,
        logging_steps=1,
        save_steps=recipe.checkpoint_steps,
        activation_checkpointing=checkpointing,
        bf16=held.dtype is torch.bfloat16,
        use_cpu=held.device == "cpu",
        dataloader_pin_memory=False,
        remove_unused_columns=False,
        report_to=[],
        disable_tqdm=True,
    )
    adapter = {part: part.data for part in model.parameters() if part.requires_grad}
    trainer = PairTrainer(
        model=model,
        args=config,
        train_dataset=Dataset.from_dict({"pair": list(range(len(pairs)))}),
        processing_class=AutoTokenizer.from_pretrained(student.folder, local_files_only=True),
        data_collator=collate,
        callbacks=[callback],
    )
    for part, data in adapter.items():  # TRL makes that of a 4-bit base bf16
        part.data = data
    return trainer


def _rows(samples: Sequence[tuple[Sample, int]], device: torch.device | None = None) -> dict[str, torch.Tensor]:
    """Samples padded on the right, as TRL's trainer takes them: each (B, S). What counts is learned, and comes after `common` tokens."""
    ids = [torch.tensor(sample.ids) for sample, _ in samples]
    counts = [
        torch.tensor([learned and place >= common for place, learned in enumerate(sample.learned)], dtype=torch.long)
        for sample, common in samples
    ]
    columns = {"input_ids": ids, "attention_mask": [torch.ones_like(row) for row in ids], "completion_mask": counts}
    return {name: pad_sequence(rows, batch_first=True).to(device) for name, rows in columns.items()}


def _chances(model: PeftModel, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """The log-likelihoods (B, S - 1) of the tokens that count, 0 for all others, by TRL's own head."""
    labels = batch["input_ids"].masked_fill(batch["completion_mask"] == 0, -100)
    given = {name: batch[name] for name in ("input_ids", "attention_mask")}
    chances: torch.Tensor = model(**given, labels=labels, fused_lm_head=True, use_cache=False).log_probs
    return chances.float()


class _Told(TrainerCallback):  # type: ignore[misc]
    """Turns the trainer's steps into events, and a stop into a checkpoint."""

    def attach(self, emit: Callable[[Event], None], stop: threading.Event) -> None:
        self._emit, self._stop = emit, stop
        self._began, self._first = time.monotonic(), 0

    def on_train_begin(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        self._began, self._first = time.monotonic(), state.global_step

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        each = (time.monotonic() - self._began) / (state.global_step - self._first)
        left = round(each * (state.max_steps - state.global_step), 1)
        self._emit(Progress(state.global_step, state.max_steps, left))
        if self._stop.is_set() and state.global_step < state.max_steps:
            control.should_save = True
            control.should_training_stop = True
