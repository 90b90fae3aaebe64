"""An adapter merged into its base: a model folder that needs no adapter.

The base is read and written weight by weight, so that a model larger than the memory can be merged.
"""

import json
import math
import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from stillroom.errors import StudentError
from stillroom.place import whole
from stillroom.students import Student

_INDEX = "model.safetensors.index.json"
_KEPT = ("tokenizer.json", "tokenizer_config.json", "generation_config.json", "special_tokens_map.json")


def merge(student: Student, adapter: Path, target: Path) -> Generator[tuple[int, int], None, None]:
    """Write the student's base with the adapter added, as 16-bit safetensors; whole or not at all. Yields weights done, and of all.

    The sum is made in fp32 and rounded once, to fp16, which keeps more of a small difference than bf16 does.

    Raises:
        StudentError: the adapter is of another base, or of a kind that cannot be added.
        KnownError: there is no room.
    """
    from safetensors.torch import load_file

    scale = _scale(adapter)
    parts = {_in_model(name): part for name, part in load_file(adapter / "adapter_model.safetensors").items()}
    waiting = {name.rpartition(".lora_")[0] for name in parts}
    shards = sorted(student.folder.glob("*.safetensors"))
    with whole(target, sum(path.stat().st_size for path in shards)) as unfinished:
        unfinished.mkdir()
        shapes = {shard: _shapes(shard) for shard in shards}
        done, of = 0, sum(map(len, shapes.values()))
        for shard in shards:
            for name in _merge_shard(shard, shapes[shard], parts, scale, unfinished / shard.name):
                waiting.discard(_in_model(name).removesuffix(".weight"))
                done += 1
                yield done, of
        if waiting:
            raise StudentError(
                "The adapter is of another model",
                f"{student.folder} has no {min(waiting)}, which {adapter} was trained on.",
                "Put back the student that this run was trained on, or train again.",
            )
        _copy_the_rest(student, unfinished)


def _shapes(shard: Path) -> dict[str, list[int]]:
    """The weights in a file, in its order, and their shapes."""
    from safetensors import safe_open

    with safe_open(shard, framework="pt") as base:
        return {name: base.get_slice(name).get_shape() for name in base.keys()}  # noqa: SIM118 - it is no dictionary


def _merge_shard(
    shard: Path, shapes: dict[str, list[int]], parts: dict[str, Any], scale: float, target: Path
) -> Iterator[str]:
    """Write one shard with what the adapter adds to it, weight by weight, and give each one's name.

    safetensors itself writes a file only from all of its weights at once, and copies them for it; the format is a JSON header,
    its length before it, and the weights one after another (huggingface/safetensors, README.md, "Format").
    """
    import torch
    from safetensors import safe_open

    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, shape in shapes.items():
        start, end = end, end + math.prod(shape) * torch.float16.itemsize
        header[name] = {"dtype": "F16", "shape": shape, "data_offsets": [start, end]}
    written = json.dumps(header, separators=(",", ":")).encode()
    written += b" " * (-len(written) % 8)
    with target.open("wb") as file:
        file.write(len(written).to_bytes(8, "little") + written)
        for name in shapes:
            with safe_open(
                shard, framework="pt"
            ) as base:  # anew for each: what was read of the file stays in memory with it
                weight = base.get_tensor(name)
            layer = _in_model(name).removesuffix(".weight")
            down, up = (parts.get(f"{layer}.lora_{part}.weight") for part in "AB")
            if down is not None and up is not None:
                weight = weight.float() + scale * (up.float() @ down.float())
            file.write(weight.to(torch.float16).contiguous().numpy())
            yield name


def _in_model(name: str) -> str:
    """A weight's name from the text model's layers on: files of models that see, too, name what is above them in other ways."""
    return re.sub(r"^(?:base_model\.model\.)?(?:(?:model|language_model)\.)+(?=layers\.)", "", name)


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
