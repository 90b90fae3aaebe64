"""In what form a student's own weights are held while its adapter learns, and on what: chosen by the hardware.

"nf4" is QLoRA (Dettmers et al., arXiv 2305.14314, section 3): linear parts in 4 bits of NormalFloat with doubly quantised
scales, computed with in 16 bits. Embeddings, norms and the output layer, which the loss multiplies by, stay in 16 bits, and the
adapter is fp32 in any case.
"""

from dataclasses import dataclass
from typing import Any, get_args

import torch
from transformers import BitsAndBytesConfig

from stillroom.errors import KnownError
from stillroom.students.fit import Weights

WORDS: dict[Weights, str] = {
    "nf4": "4-bit weights (NF4), fp32 adapter",
    "bf16": "bf16 weights, fp32 adapter",
    "fp32": "fp32 weights, fp32 adapter",
}


@dataclass(frozen=True)
class Held:
    """`dtype` is what is computed in, and what all but 4-bit weights are held in."""

    weights: Weights
    device: str
    dtype: torch.dtype

    def loading(self) -> dict[str, Any]:
        """How `from_pretrained` is told."""
        if self.weights != "nf4":
            return {"dtype": self.dtype}
        config = BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=self.dtype,
        )
        return {"dtype": self.dtype, "quantization_config": config, "device_map": {"": self.device}}


def choose(wanted: str) -> Held:
    """The form that a recipe names; "auto": 4 bits on a graphics card, else bf16 where this computer multiplies in it, else fp32.

    Where a card knows no bf16, 4-bit weights are computed with in fp32: fp16 would need scaled gradients.

    Raises:
        KnownError: bitsandbytes, which makes 4-bit weights, does not run on this device.
    """
    device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    sixteen_bit = torch.bfloat16 if _knows_bf16(device) else torch.float32
    if wanted == "auto":
        plain = "bf16" if sixteen_bit is torch.bfloat16 else "fp32"
        wanted = "nf4" if device == "cuda" and _makes_four_bits(device) else plain
    if wanted == "nf4" and not _makes_four_bits(device):
        raise KnownError(
            "No 4-bit weights here",
            f"bitsandbytes, which makes them, does not run on this computer's {device}.",
            "Train with --set weights=bf16, or weights=fp32.",
        )
    weights = next(known for known in get_args(Weights) if known == wanted)
    return Held(weights, device, {"nf4": sixteen_bit, "bf16": torch.bfloat16, "fp32": torch.float32}[weights])


def _knows_bf16(device: str) -> bool:
    match device:
        case "cuda":
            return bool(torch.cuda.is_bf16_supported(including_emulation=False))
        case "mps":
            return torch.backends.mps.is_macos_or_newer(14, 0)
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def _makes_four_bits(device: str) -> bool:
    try:
        from bitsandbytes.functional import quantize_4bit

        quantize_4bit(torch.zeros(64, 64, device=device), quant_type="nf4")
    except (
        ImportError,
        OSError,
        RuntimeError,
        AttributeError,
        ValueError,
    ):  # as many as there are ways to lack its library
        return False
    return True
