"""The adapter that a recipe gives a student, described without its weights: for training elsewhere, and for knowing it again."""

from typing import Any

import msgspec

from stillroom.students import Student
from stillroom.training.recipe import Recipe


class AdapterShape(msgspec.Struct, frozen=True):
    """`settings` are those of peft's LoraConfig; `weights` the shape of each weight by its name in adapter_model.safetensors."""

    settings: dict[str, Any]
    weights: dict[str, list[int]]


def adapter_shape(student: Student, recipe: Recipe) -> AdapterShape:
    """What `add_adapter` would make of the student; no weight is loaded or made for it."""
    import torch
    from peft import get_peft_model_state_dict
    from transformers import AutoConfig, AutoModelForCausalLM

    from stillroom.training.trainer import add_adapter

    config = AutoConfig.from_pretrained(student.folder, trust_remote_code=False, local_files_only=True)
    with torch.device("meta"):
        model = add_adapter(AutoModelForCausalLM.from_config(config), recipe)
    made = model.peft_config["default"]
    return AdapterShape(
        settings={
            "r": made.r,
            "lora_alpha": made.lora_alpha,
            "lora_dropout": made.lora_dropout,
            "target_modules": sorted(made.target_modules),
            "task_type": "CAUSAL_LM",
        },
        weights={name: list(weight.shape) for name, weight in get_peft_model_state_dict(model).items()},
    )
