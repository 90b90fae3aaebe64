"""An adapter merged into its base: a model folder that needs no adapter.

The base is read shard by shard and never as a whole, so that a model larger than the memory can be merged: the peak is one shard
as it is read and written, beside what torch itself takes.
"""

import json
import math
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

from stillroom.errors import StudentError
from stillroom.place import whole
from stillroom.students import Student

_INDEX = "model.safetensors.index.json"
_KEPT = ("tokenizer.json", "tokenizer_config.json", "generation_config.json", "special_tokens_map.json")


def merge(student: Student, adapter: Path, target: Path) -> Generator[tuple[int, int], None, None]:
    """Write the student's base with the adapter added, as 16-bit safetensors; whole or not at all. Yields shards done, and of all.

    The sum is made in fp32 and rounded once, to fp16, which keeps more of a small difference than bf16 does.

    Raises:
        StudentError: the adapter is of another base, or of a kind that cannot be added.
        KnownError: there is no room.
    """
    from safetensors.torch import load_file

    scale = _scale(adapter)
    parts = load_file(adapter / "adapter_model.safetensors")
    waiting = {_base_name(name) for name in parts}
    shards = sorted(student.folder.glob("*.safetensors"))
    with whole(target, sum(path.stat().st_size for path in shards)) as unfinished:
        unfinished.mkdir()
        for done, shard in enumerate(shards, start=1):
            waiting -= _merge_shard(shard, parts, scale, unfinished / shard.name)
            yield done, len(shards)
        if waiting:
            raise StudentError(
                "The adapter is of another model",
                f"{student.folder} has no {min(waiting)}, which {adapter} was trained on.",
                "Put back the student that this run was trained on, or train again.",
            )
        _copy_the_rest(student, unfinished)


def _merge_shard(shard: Path, parts: dict[str, Any], scale: float, target: Path) -> set[str]:
    """Write one shard with what the adapter adds to it, and give the names of the weights that it changed."""
    import torch
    from safetensors import safe_open
    from safetensors.torch import save_file

    merged, changed = {}, set()
    with safe_open(shard, framework="pt") as base:
        for name in base.keys():  # noqa: SIM118 - it is no dictionary
            weight = base.get_tensor(name)
            down, up = (
                parts.get(f"base_model.model.{name.removesuffix('.weight')}.lora_{part}.weight") for part in "AB"
            )
            if down is not None and up is not None:
                weight = weight.float() + scale * (up.float() @ down.float())
                changed.add(name)
            merged[name] = weight.to(torch.float16).contiguous()
    save_file(merged, target, metadata={"format": "pt"})
    return changed


def _base_name(part: str) -> str:
    """The base's weight that a part of the adapter belongs to."""
    return part.removeprefix("base_model.model.").rpartition(".lora_")[0] + ".weight"


def _scale(adapter: Path) -> float:
    """What the product of an adapter's two parts is multiplied by (peft, LoraLayer.scaling)."""
    config = json.loads((adapter / "adapter_config.json").read_text(encoding="utf-8"))
    plain = not (config.get("use_dora") or config.get("fan_in_fan_out") or config.get("modules_to_save"))
    if config.get("peft_type") != "LORA" or config.get("bias", "none") != "none" or not plain:
        raise StudentError(
            "The adapter cannot be merged", f"{adapter} is no plain LoRA adapter.", "Train again with Stillroom."
        )
    rank = config["r"]
    return float(config["lora_alpha"] / (math.sqrt(rank) if config.get("use_rslora") else rank))


def _copy_the_rest(student: Student, target: Path) -> None:
    """Everything beside the weights: the model's configuration, its tokenizer, the index of its shards, the family's template."""
    for name in _KEPT:
        if (student.folder / name).exists():
            shutil.copy2(student.folder / name, target / name)
    config = json.loads((student.folder / "config.json").read_text(encoding="utf-8"))
    config["dtype"] = "float16"
    (target / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    if (student.folder / _INDEX).exists():
        index = json.loads((student.folder / _INDEX).read_text(encoding="utf-8"))
        index["metadata"] = {"total_size": sum(path.stat().st_size for path in target.glob("*.safetensors"))}
        (target / _INDEX).write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    (target / "chat_template.jinja").write_text(student.family.chat_template, encoding="utf-8")
