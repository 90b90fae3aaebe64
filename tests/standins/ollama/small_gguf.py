"""Writes GGUF files for tests: any metadata, and one tensor of no content."""

import struct
from pathlib import Path
from typing import Any

BYTES_OF = {
    "F32": (0, 0, 1, 4),
    "F16": (1, 1, 1, 2),
    "BF16": (32, 30, 1, 2),
    "Q8_0": (7, 8, 32, 34),
    "Q4_K_M": (15, 2, 32, 18),
}


def _text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def _value(value: Any) -> bytes:
    match value:
        case bool():
            return struct.pack("<I?", 7, value)
        case int():
            return struct.pack("<II", 4, value)
        case float():
            return struct.pack("<If", 6, value)
        case str():
            return struct.pack("<I", 8) + _text(value)
        case list():
            return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(_text, value))
    raise TypeError(value)


def write_gguf(
    path: Path, metadata: dict[str, Any] | None = None, *, quant: str = "Q4_K_M", elements: int = 256
) -> Path:
    """A GGUF that the stand-in takes; `metadata` goes over that of a small llama. The tensor is a hole in the file."""
    file_type, tensor, block, width = BYTES_OF[quant]
    pairs = {
        "general.architecture": "llama",
        "general.file_type": file_type,
        "llama.context_length": 8192,
        "llama.embedding_length": 576,
        "tokenizer.ggml.pre": "smollm",
        "tokenizer.ggml.tokens": ["a", "b"],
        **(metadata or {}),
    }
    data = b"GGUF" + struct.pack("<IQQ", 3, 1, len(pairs))
    data += b"".join(_text(name) + _value(value) for name, value in pairs.items())
    data += _text("token_embd.weight") + struct.pack("<IQIQ", 1, elements, tensor, 0)
    with path.open("wb") as file:
        file.write(data)
        file.truncate(-(-len(data) // 32) * 32 + elements // block * width)
    return path
