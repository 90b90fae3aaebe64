"""TRL's trainer with Stillroom's batches and loss: optimiser, schedule, checkpoints and logging are TRL's."""

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from peft import LoraConfig, PeftModel, get_peft_model, set_peft_model_state_dict
from peft.helpers import disable_input_dtype_casting
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, TrainerCallback
from trl import SFTConfig, SFTTrainer

from stillroom.students import Student
from stillroom.training.attention import SHARED_PREFIX
from stillroom.training.batches import SharedPrefixBatch, make_batch
from stillroom.training.checkpoints import seal
from stillroom.training.loss import shared_prefix_loss
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample
from stillroom.training.weights import Held

_IGNORED = -100


class SharedPrefixTrainer(SFTTrainer):  # type: ignore[misc]
    """An SFTTrainer whose inputs are shared-prefix batches and whose loss is `shared_prefix_loss`, a mean over learned tokens.

    `measure` is called where a step is to be evaluated. A checkpoint is sealed when all of it is on the disk.
    """

    measure: Callable[[], None]

    def compute_loss(
        self,
        model: PeftModel,
        inputs: dict[str, torch.Tensor],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | None = None,
    ) -> torch.Tensor:
        learned = inputs["labels"] != _IGNORED
        batch = SharedPrefixBatch(inputs["prefix"], inputs["tails"], learned, inputs["lengths"])
        tokens = num_items_in_batch if num_items_in_batch is not None else learned.sum()
        return adapted_loss(self.accelerator.unwrap_model(model), batch) / tokens

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        self.measure()
        return {}

    def _save_checkpoint(self, model: PeftModel, trial: None) -> None:
        checkpoint = Path(self.args.output_dir) / f"checkpoint-{self.state.global_step}"
        shutil.rmtree(checkpoint, ignore_errors=True)  # what a kill left there of an earlier start
        super()._save_checkpoint(model, trial)
        seal(checkpoint)


def adapted_loss(model: PeftModel, batch: SharedPrefixBatch) -> torch.Tensor:
    """The summed loss of a batch, as `shared_prefix_loss`, of a model with an adapter.

    The adapter's weights and their gradients are fp32; multiplied in the base's type they take part at its speed.
    """
    base = model.get_base_model()
    autocast = torch.autocast(batch.tails.device.type, base.dtype, enabled=base.dtype != torch.float32)
    with autocast, disable_input_dtype_casting(model):  # PEFT would first make fp32 copies of all inputs
        return shared_prefix_loss(base, batch)


def load_base(student: Student, held: Held) -> PreTrainedModel:
    """The student's base model, with safe files only and none of its own code."""
    model = AutoModelForCausalLM.from_pretrained(
        student.folder,
        **held.loading(),
        attn_implementation=SHARED_PREFIX,
        use_safetensors=True,
        trust_remote_code=False,
        local_files_only=True,
    )
    return model if held.weights == "nf4" else model.to(held.device)


def add_adapter(model: PreTrainedModel, recipe: Recipe) -> PeftModel:
    """The model with a fresh LoRA adapter on the linear parts of its upper layers; adapter weights are fp32 whatever the base's type."""
    layers = model.config.num_hidden_layers
    adapted = range(layers - max(1, round(layers * recipe.depth)), layers)
    config = LoraConfig(
        r=recipe.rank,
        lora_alpha=round(recipe.rank * recipe.scale),
        lora_dropout=recipe.dropout,
        target_modules=[name for name, part in model.named_modules() if _is_linear(part, name, adapted)],
        task_type="CAUSAL_LM",
    )
    return get_peft_model(model, config)


def read_adapter(model: PeftModel, folder: Path) -> None:
    """Give the model's adapter the weights of the one in a folder."""
    set_peft_model_state_dict(model, load_file(folder / "adapter_model.safetensors"))


def _is_linear(part: torch.nn.Module, name: str, layers: range) -> bool:
    """Whether a part of the model is a linear one in one of these layers, which transformers names `model.layers.<n>. ...`."""
    found = re.search(r"(?:^|\.)layers\.(\d+)\.", name)
    return isinstance(part, torch.nn.Linear) and found is not None and int(found[1]) in layers


def make_trainer(
    model: PeftModel,
    student: Student,
    plan: Sequence[Sequence[Sample]],
    prefixes: Mapping[str, int],
    recipe: Recipe,
    folder: Path,
    callback: TrainerCallback,
) -> SharedPrefixTrainer:
    """A trainer over the run's planned batches. `prefixes`: by tool set, how many tokens all samples with it begin with."""
    tokenizer = AutoTokenizer.from_pretrained(student.folder, local_files_only=True)

    def collate(rows: list[dict[str, int]]) -> dict[str, Any]:
        samples = plan[rows[0]["step"]]
        batch = make_batch(samples, prefixes[samples[0].tool_set])
        labels = batch.tails.masked_fill(~batch.learned, _IGNORED)
        return {"prefix": batch.prefix, "tails": batch.tails, "labels": labels, "lengths": batch.lengths}

    config = SFTConfig(
        output_dir=str(folder),
        per_device_train_batch_size=1,  # one planned batch
        num_train_epochs=1,  # the plan holds all epochs
        learning_rate=recipe.learning_rate,
        lr_scheduler_type="cosine",
        warmup_steps=max(1, round(recipe.warmup * len(plan))),
        weight_decay=recipe.weight_decay,
        max_grad_norm=1.0,
        seed=recipe.seed,
        logging_steps=1,
        save_strategy="steps",
        save_steps=recipe.checkpoint_steps,
        activation_checkpointing=recipe.activation_checkpointing,
        bf16=False,  # the base is loaded in its own type; autocast would add to it
        use_cpu=model.device.type == "cpu",
        dataloader_pin_memory=False,
        remove_unused_columns=False,
        dataset_kwargs={"skip_prepare_dataset": True},
        report_to=[],
        disable_tqdm=True,
        train_sampling_strategy="sequential",
    )
    adapter = {part: part.data for part in model.parameters() if part.requires_grad}
    trainer = SharedPrefixTrainer(
        model=model,
        args=config,
        train_dataset=Dataset.from_dict({"step": list(range(len(plan)))}),
        processing_class=tokenizer,
        data_collator=collate,
        callbacks=[callback],
    )
    for (
        part,
        data,
    ) in adapter.items():  # TRL makes that of a 4-bit base bf16, which takes in no small step; ours stays fp32
        part.data = data
    return trainer
