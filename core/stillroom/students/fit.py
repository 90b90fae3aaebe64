"""Whether a student fits on this computer: the memory that training and running it takes, reckoned from its shape.

What autograd keeps is counted from the code of the layers, as transformers and PEFT have them, and exact
(tests/core/students/test_fit.py); what is measured is said so. `tests/benchmarks/fit.py` holds the whole against peaks of real runs.
"""

import json
from typing import Literal, get_args

import msgspec

from stillroom.students.catalogue import listed
from stillroom.students.hardware import Hardware
from stillroom.students.shape import Shape
from stillroom.students.student import find_student

Level = Literal["easily", "tight", "no"]
Weights = Literal["nf4", "bf16", "fp32"]

CONTEXT = 4096
"""Tokens of one conversation that a student is run with."""

_EASILY = 0.8  # of the room: the rest is for what nobody can foresee
_SYSTEM_GB = 2.0  # of a computer's memory, for all else that runs on it
_BYTES = {"nf4": 4.127 / 8, "bf16": 2.0, "fp32": 4.0}
"""Of a weight in the linear parts. NF4 with its scales quantised too: 4.127 bits (Dettmers et al., arXiv 2305.14314, section 3)."""

_LOGITS = 64  # tokens whose logits are there at once (training/loss.py)
_BATCH = 512  # tokens that llama.cpp reads at once
_PROCESS_GB = (
    0.7  # of a process that has loaded torch and what trains with it: 0.5, and 0.2 with the first step (measured)
)
_HEAP = 1.4  # what a processor's heap takes for each byte that is kept (training/heap.py; measured)
_GPU_PROCESS_GB = 0.6  # of what CUDA keeps for itself on the graphics card
_SERVER_GB = 0.1  # of a process that runs llama.cpp (measured)


class Setting(msgspec.Struct, frozen=True):
    """What the memory of training depends on. `bits`: what is multiplied in, 16 or 32; 4-bit weights are unpacked for it.

    `depth`: the share of the layers that get an adapter of that `rank`. A step reads `prefix` tokens that its `samples` share,
    and `tail` more, all samples together, of which `learned` are learned. `padded`: nothing is shared, so each sample has the
    prefix for itself, and `tail` counts the padding.
    """

    weights: Weights = "bf16"
    bits: int = 16
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


def shape_of(name: str) -> Shape:
    """The shape of a student of the catalogue, or of one whose files are here.

    Raises:
        StudentError: there is no such student, or it is of no kind whose size can be told.
    """
    if known := listed(name):
        return known.shape
    return Shape.of_config(json.loads((find_student(name).folder / "config.json").read_text(encoding="utf-8")))


def usual_setting(hardware: Hardware, weights: str = "auto") -> Setting:
    """A setting for a student that nothing is known of yet: the recipe's defaults on some tools.

    `weights` as a recipe wants them; "auto": what this computer trains in (training/weights.py).
    """
    plain: Weights = "bf16" if hardware.bf16 else "fp32"
    chosen: Weights = "nf4" if hardware.gpu_kind == "cuda" else plain
    if weights != "auto":
        chosen = next(known for known in get_args(Weights) if known == weights)
    return Setting(chosen, 32 if chosen == "fp32" or (chosen == "nf4" and not hardware.bf16) else 16)


def fit(shape: Shape, setting: Setting, hardware: Hardware, context: int = CONTEXT) -> Fit:
    """Whether a student of that shape can be trained here, and what it takes to run it with `context` tokens."""
    if shape.mixer:  # what such a layer knows of a prefix cannot be shared (training)
        setting = msgspec.structs.replace(setting, padded=True)
    on_gpu = hardware.gpu_memory_gb is not None and hardware.gpu_kind != "apple"
    parts = _training(shape, setting, on_gpu=on_gpu)
    train = round(sum(parts.values()), 2)
    room = hardware.gpu_memory_gb if on_gpu and hardware.gpu_memory_gb else max(0.0, hardware.memory_gb - _SYSTEM_GB)
    level: Level = "easily" if train <= _EASILY * room else "tight" if train <= room else "no"
    less = None
    if level == "no" and not setting.activation_checkpointing:
        less = sum(
            _training(shape, msgspec.structs.replace(setting, activation_checkpointing=True), on_gpu=on_gpu).values()
        )
    if less and less <= room:  # a run that runs out of memory does so by itself (training/memory.py)
        level = "tight"
    because = _because(level, train, room, less if level == "tight" else None, on_gpu=on_gpu)
    return Fit(level, because, train, round(running(shape, context) / 1e9, 2), parts)


def _because(level: Level, train: float, room: float, less: float | None, *, on_gpu: bool) -> str:
    """In a sentence; `less` is what it takes with activation checkpointing, where only that fits."""
    if on_gpu:
        if less:
            return f"Training takes about {train:.1f} GB, with activation checkpointing {less:.1f} GB; the graphics card has {room:.1f} GB."
        if level == "tight":
            return f"Training takes about {train:.1f} GB, nearly all of the {room:.1f} GB of the graphics card."
        return f"Training takes about {train:.1f} GB, and the graphics card has {room:.1f} GB."
    if less:
        return f"Training takes about {train:.1f} GB, with activation checkpointing {less:.1f} GB; {room:.1f} GB are left beside the system."
    if level == "tight":
        return f"Training takes about {train:.1f} GB, nearly all of the {room:.1f} GB that are left beside the system."
    return f"Training takes about {train:.1f} GB, and {room:.1f} GB are left beside the system."


def _training(shape: Shape, setting: Setting, *, on_gpu: bool) -> dict[str, float]:
    """GB by what they are for."""
    adapter = shape.adapter(setting.rank, _adapted(shape, setting) / shape.layers)
    others = setting.bits / 8  # 4-bit is for the linear parts alone
    parts = {
        "weights": shape.linear * _BYTES[setting.weights] + (shape.parameters - shape.linear) * others,
        "adapter": 4.0 * adapter,
        "optimizer": 12.0 * adapter,  # a gradient and Adam's two moments, fp32
        "activations": activations(shape, setting) * (1 if on_gpu else _HEAP),
        "logits": 10.0 * _LOGITS * shape.vocabulary,
        "process": (_GPU_PROCESS_GB if on_gpu else _PROCESS_GB) * 1e9,
    }
    return {name: round(size / 1e9, 3) for name, size in parts.items()}


def _adapted(shape: Shape, setting: Setting) -> int:
    """How many layers have an adapter (training/trainer.py)."""
    return max(1, round(shape.layers * setting.depth))


def activations(shape: Shape, setting: Setting) -> float:
    """Bytes that are kept for the backward pass, the adapter's copies in the base's type included."""
    tokens, layers, hidden, width = setting.tokens, _adapted(shape, setting), shape.hidden, setting.bits // 8
    kept = layers * tokens * _layer(shape, setting)
    copies = width * shape.adapter(setting.rank, layers / shape.layers) if width == 2 else 0
    once = width * hidden * setting.learned + 2 * width * shape.head_dim * tokens  # the loss; cosines and sines
    if setting.activation_checkpointing:  # what goes into each layer, and one layer's while it is computed again
        return width * hidden * layers * tokens + (4 * hidden + 4) * tokens + once + (kept + copies) / layers
    return kept + copies + once


def _layer(shape: Shape, setting: Setting) -> float:
    """Bytes that one layer keeps of one token, the mean of its kinds."""
    width = setting.bits // 8
    parts = 2 if shape.fused_gate else 3
    mlp = 4 * width * shape.intermediate + width * parts * setting.rank
    norms = shape.norms * (4 * shape.hidden + 4)  # computed in 32 bits
    kept = 2.0 * width * shape.hidden + norms + mlp
    kept += _attention(shape, setting) * shape.attention_layers / shape.layers
    if shape.mixer:
        kept += (shape.mixer.kept + width * shape.mixer.parts * setting.rank) * shape.mixer.layers / shape.layers
    return kept


def _attention(shape: Shape, setting: Setting) -> float:
    """Bytes that the attention of one layer keeps of one token."""
    queries, keys, heads, width = shape.queries, shape.keys, shape.heads, setting.bits // 8
    kept = 2 * width * (queries + keys) + 4 * heads + width * (2 if shape.fused_qkv else 4) * setting.rank
    if shape.qk_norms:
        kept += 4 * (queries + keys) + 4 * (heads + shape.kv_heads)
    if shape.gated:
        kept += 3 * width * queries
    if shape.fused_qkv:
        kept += width * (2 * queries + keys)
    seen = setting.tokens / (setting.samples if setting.padded else 1)  # of a row, or of a sample that has its own
    if shape.capped:  # scores, and keys and values for each head
        return kept + (8 * heads + 1) * seen + 2 * width * (queries - keys) - 4 * heads
    reached = setting.prefix + setting.tail / setting.samples
    return kept + (width * seen * shape.windowed / shape.layers if reached > shape.window else 0)  # a mask


def running(shape: Shape, context: int) -> float:
    """Bytes that llama.cpp takes to run a student in Q4_K_M with `context` tokens."""
    seen = context * (shape.attention_layers - shape.windowed) + min(context, shape.window + _BATCH) * shape.windowed
    cache = 2 * 2 * shape.keys * seen  # keys and values, 16-bit
    room = 4 * _BATCH * (4 * shape.hidden + 3 * shape.intermediate)  # to compute in
    return quantised(shape) + cache + room + _SERVER_GB * 1e9


def quantised(shape: Shape) -> float:
    """Bytes of a student's weights in Q4_K_M (llama.cpp, llama-quant.cpp).

    Half of the layers have their values and what comes out of the MLP in 6 bits, and the head is; what goes in is a multiple of 256
    wide, or the next larger kinds are taken, of 5 and 8 bits.
    """
    four, six = (4.5, 6.5625) if shape.hidden % 256 == 0 else (5.5, 8.5)
    wide = (4.5, 6.5625) if shape.intermediate % 256 == 0 else (5.5, 8.5)
    down = shape.layers * shape.hidden * shape.intermediate
    values = shape.attention_layers * shape.hidden * shape.keys
    bits = four * (shape.linear - down - values) + (four + six) / 2 * values + sum(wide) / 2 * down
    head = shape.vocabulary * shape.hidden
    return (bits + six * head + (0 if shape.tied else four * head)) / 8
