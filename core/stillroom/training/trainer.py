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
from stillroom.training.batches import SharedPrefixBatch, make_batch
from stillroom.training.checkpoints import seal
from stillroom.training.loss import share_prefix, shared_prefix_loss
from stillroom.training.memory import Ladder, Reload, Rung
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample
from stillroom.training.weights import Held

_IGNORED = -100


class SharedPrefixTrainer(SFTTrainer):  # type: ignore[misc]
    """An SFTTrainer whose inputs are shared-prefix batches and whose loss is `shared_prefix_loss`, a mean over learned tokens.

    `measure` is called where a step is to be evaluated. A checkpoint is sealed when all of it is on the disk. Steps are computed as
    the run's `ladder` says; `rung` is the one that the model is set up for.
    """

    measure: Callable[[], None]
    ladder: Ladder
    rung: Rung

    def training_step(
        self, model: PeftModel, inputs: dict[str, torch.Tensor], num_items_in_batch: torch.Tensor | None = None
    ) -> torch.Tensor:
        """A step's loss, and its gradients: from the beginning, with the same random numbers, each time that memory runs out."""
        generator = torch if model.device.type == "cpu" else torch.get_device_module(model.device)
        batch, chance = _batch(inputs), generator.get_rng_state()

        def compute() -> torch.Tensor:
            self.ladder.mark()
            model.zero_grad()  # of a first attempt
            generator.set_rng_state(chance)
            rung = self.ladder.rung
            if rung != self.rung and rung.activation_checkpointing:
                model.activation_checkpointing_enable(offload=rung.offload)
            self.rung = rung
            parts = batch.parts(rung.at_once, rung.longest)
            if not parts:  # without gradients the optimizer changes nothing
                return torch.zeros((), device=self.args.device)
            tokens = torch.stack([part.learned.sum() for part in parts]).sum()
            losses = [super(SharedPrefixTrainer, self).training_step(model, _inputs(part), tokens) for part in parts]
            return torch.stack(losses).sum()

        try:
            return self.ladder.within(compute, batch.prefix.numel() + int(batch.lengths.max()))
        except Reload:
            model.zero_grad()
            if self.state.global_step:
                self._save_checkpoint(model, None)
            raise

    def compute_loss(
        self,
        model: PeftModel,
        inputs: dict[str, torch.Tensor],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int = 1,
    ) -> torch.Tensor:
        return adapted_loss(self.accelerator.unwrap_model(model), _batch(inputs)) / num_items_in_batch

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        self.measure()
        return {}

    def _save_checkpoint(self, model: PeftModel, trial: None) -> None:
        checkpoint = Path(self.args.output_dir) / f"checkpoint-{self.state.global_step}"
        shutil.rmtree(checkpoint, ignore_errors=True)  # what a kill left there of an earlier start
        super()._save_checkpoint(model, trial)
        seal(checkpoint)


def _inputs(batch: SharedPrefixBatch) -> dict[str, torch.Tensor]:
    """A batch as TRL's trainer hands it on."""
    labels = batch.tails.masked_fill(~batch.learned, _IGNORED)
    return {"prefix": batch.prefix, "tails": batch.tails, "labels": labels, "lengths": batch.lengths}


def _batch(inputs: dict[str, torch.Tensor]) -> SharedPrefixBatch:
    return SharedPrefixBatch(inputs["prefix"], inputs["tails"], inputs["labels"] != _IGNORED, inputs["lengths"])


def adapted_loss(model: PeftModel, batch: SharedPrefixBatch) -> torch.Tensor:
    """The summed loss of a batch, as `shared_prefix_loss`, of a model with an adapter.

    The adapter's weights and their gradients are fp32; multiplied in the base's type they take part at its speed.
    """
    base = model.get_base_model()
    autocast = torch.autocast(batch.tails.device.type, base.dtype, enabled=base.dtype != torch.float32)
    with autocast, disable_input_dtype_casting(model):  # PEFT would first make fp32 copies of all inputs
        return shared_prefix_loss(base, batch)


def load_base(student: Student, held: Held) -> PreTrainedModel:
    """The student's base model, with safe files only and none of its own code.

    Raises:
        StudentError: its loss cannot be reckoned here.
    """
    model = AutoModelForCausalLM.from_pretrained(
        student.folder,
        **held.loading(),
        use_safetensors=True,
        trust_remote_code=False,
        local_files_only=True,
    )
    if held.weights != "nf4":
        model = model.to(held.device)
    for part in model.modules():
        # On a processor bitsandbytes packs a weight anew that is read without gradients, and then none come through it any more.
        if hasattr(part, "support_avx512bf16_for_cpu"):
            part.support_avx512bf16_for_cpu = False
    share_prefix(model)
    return model


def add_adapter(model: PreTrainedModel, recipe: Recipe) -> PeftModel:
    """The model with a fresh LoRA adapter on the linear parts of its upper layers; adapter weights are fp32 whatever the base's type."""
    decoder = model.get_decoder()
    layers = decoder.config.num_hidden_layers
    within = {id(part) for part in decoder.modules()}  # a vision tower has layers of the same names
    adapted = range(layers - max(1, round(layers * recipe.depth)), layers)
    config = LoraConfig(
        r=recipe.rank,
        lora_alpha=round(recipe.rank * recipe.scale),
        lora_dropout=recipe.dropout,
        target_modules=[
            name for name, part in model.named_modules() if id(part) in within and _is_linear(part, name, adapted)
        ],
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
    ladder: Ladder,
    callback: TrainerCallback,
) -> SharedPrefixTrainer:
    """A trainer over the run's planned batches. `prefixes`: by tool set, how many tokens all samples with it begin with."""
    tokenizer = AutoTokenizer.from_pretrained(student.folder, local_files_only=True)

    def collate(rows: list[dict[str, int]]) -> dict[str, Any]:
        samples = plan[rows[0]["step"]]
        return _inputs(make_batch(samples, prefixes[samples[0].tool_set]))

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
        activation_checkpointing=ladder.rung.activation_checkpointing,
        activation_checkpointing_kwargs={"offload": ladder.rung.offload},
        bf16=False,  # the base is loaded in its own type; autocast would add to it
        use_cpu=model.device.type == "cpu",
        dataloader_pin_memory=False,
        remove_unused_columns=False,
        dataset_kwargs={"skip_prepare_dataset": True},
        report_to=[],
        disable_tqdm=True,
        train_sampling_strategy="sequential",
    )
    config._n_gpu = min(
        1, config.n_gpu
    )  # else each GPU would be given a planned batch of its own, and all but one be dropped
    adapter = {part: part.data for part in model.parameters() if part.requires_grad}
    trainer = SharedPrefixTrainer(
        model=model,
        args=config,
        train_dataset=Dataset.from_dict({"step": list(range(len(plan)))}),
        processing_class=tokenizer,
        data_collator=collate,
        callbacks=[callback],
    )
    # TRL makes the adapter of a 4-bit base bf16, too coarse for small steps; ours stays fp32.
    for part, data in adapter.items():
        part.data = data
    trainer.ladder, trainer.rung = ladder, ladder.rung
    return trainer
