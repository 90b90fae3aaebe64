"""Whether a student fits on this computer: the memory that training and running it takes, reckoned from its shape.

What autograd keeps is counted part by part from the code of the layers, as transformers and PEFT have them; what is measured is
said so. `tests/benchmarks/fit.py` holds the reckoning against peaks of real runs.
"""

from typing import Literal

import msgspec

from stillroom.students.hardware import Hardware
from stillroom.students.shape import Shape

Level = Literal["easily", "tight", "no"]
Weights = Literal["nf4", "bf16", "fp32"]

_EASILY = 0.8  # of what is free: the rest is for what nobody can foresee
_SYSTEM_GB = 2.0  # of a computer's memory, for all else that runs on it
_BYTES = {"nf4": 4.127 / 8, "bf16": 2.0, "fp32": 4.0}
"""Of a weight in the linear parts. NF4 with its scales quantised too: 4.127 bits (Dettmers et al., arXiv 2305.14314, section 3)."""

_QUANTISED = 4.85 / 8  # bytes of a weight in Q4_K_M
_LOGITS = 64  # tokens whose logits are there at once (training/loss.py)
_PROCESS_GB = 0.9  # of a process that has loaded torch and what trains with it
_SERVER_GB = 0.2  # of llama.cpp's


class Setting(msgspec.Struct, frozen=True):
    """What the memory of training depends on.

    `depth`: the share of the layers that get an adapter of that `rank`. A step reads `prefix` tokens that its `samples` share,
    and `tail` more, all samples together, of which `learned` are learned. `padded`: nothing is shared, so each sample has the
    prefix for itself, and `tail` counts the padding.
    """

    weights: Weights = "bf16"
    rank: int = 32
    depth: float = 1.0
    prefix: int = 600
    samples: int = 8
    tail: int = 800
    learned: int = 400
    activation_checkpointing: bool = False
    padded: bool = False

    @property
    def tokens(self) -> int:
        """All that a step computes."""
        return self.prefix * (self.samples if self.padded else 1) + self.tail


class Fit(msgspec.Struct, frozen=True):
    """`level`: how well training fits, and `because` in a sentence. `train_gb` and `run_gb` (Q4_K_M, at a context) in GB of 10^9 bytes.

    `parts` adds up to `train_gb`: weights, adapter, optimizer, activations, logits, process.
    """

    level: Level
    because: str
    train_gb: float
    run_gb: float
    parts: dict[str, float]


def usual_setting(hardware: Hardware) -> Setting:
    """A setting for a student that nothing is known of yet: the recipe's defaults on some tools, in the weights this computer trains."""
    return Setting(weights="nf4" if hardware.gpu_kind == "cuda" else "bf16")


def fit(shape: Shape, setting: Setting, hardware: Hardware, context: int = 4096) -> Fit:
    """Whether a student of that shape can be trained here, and what it takes to run it with `context` tokens."""
    parts = {name: round(size / 1e9, 3) for name, size in _training(shape, setting).items()}
    train, run = round(sum(parts.values()), 2), round(running(shape, context) / 1e9, 2)
    on_gpu = hardware.gpu_memory_gb is not None and hardware.gpu_kind != "apple"
    room = hardware.gpu_memory_gb if on_gpu and hardware.gpu_memory_gb else hardware.memory_gb - _SYSTEM_GB
    level: Level = "easily" if train <= _EASILY * room else "tight" if train <= room else "no"
    return Fit(level, _because(level, train, room, parts, on_gpu=on_gpu), train, run, parts)


def _because(level: Level, train: float, room: float, parts: dict[str, float], *, on_gpu: bool) -> str:
    where = "the graphics card has" if on_gpu else "this computer has room for"
    most = max(parts, key=lambda name: parts[name])
    if level == "easily":
        return f"Training takes about {train:.1f} GB, and {where} {room:.1f}."
    if level == "tight":
        return f"Training takes about {train:.1f} GB of the {room:.1f} that {where}: close what else needs memory."
    return f"Training takes about {train:.1f} GB, and {where} {room:.1f}; most of it are the {most}."


def running(shape: Shape, context: int) -> float:
    """Bytes that llama.cpp takes to run a student in Q4_K_M with `context` tokens."""
    seen = context * (shape.layers - shape.windowed) + min(context, shape.window) * shape.windowed
    cache = 2 * 2 * shape.keys * seen  # keys and values, 16-bit
    return shape.parameters * _QUANTISED + cache + _SERVER_GB * 1e9


def _training(shape: Shape, setting: Setting) -> dict[str, float]:
    """Bytes by what they are for."""
    layers = max(1, round(shape.layers * setting.depth))
    adapter = shape.adapter(setting.rank, layers)
    other = shape.parameters - shape.linear
    return {
        "weights": shape.linear * _BYTES[setting.weights] + other * max(2.0, _BYTES[setting.weights]),
        "adapter": 4.0 * adapter,
        "optimizer": 12.0 * adapter,  # a gradient and Adam's two moments, fp32
        "activations": _activations(shape, setting, layers),
        "logits": 10.0 * _LOGITS * shape.vocabulary,
        "process": _PROCESS_GB * 1e9,
    }


def _activations(shape: Shape, setting: Setting, layers: int) -> float:
    """Bytes that are kept for the backward pass."""
    h, q, k, rank, tokens = shape.hidden, shape.queries, shape.keys, setting.rank, setting.tokens
    layer = 4 * h + shape.norms * (4 * h + 4) + 8 * shape.intermediate + 4 * q + 4 * k + 14 * rank + 4 * shape.heads
    if shape.qk_norms:
        layer += 4 * (q + k) + 4 * (shape.heads + shape.kv_heads)
    copies = 2 * shape.adapter(setting.rank, layers)  # of the adapter, in the type that is multiplied in
    loss = 2 * h * setting.learned
    if setting.activation_checkpointing:
        return 2 * h * layers * tokens + (4 * h + 4) * tokens + loss + layer * tokens + copies / layers
    return layer * layers * tokens + 4 * shape.head_dim * tokens + copies + loss
