"""Reads what Ollama reads of a GGUF: its metadata and its tensors' names and sizes, and refuses what it refuses."""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

# general.file_type, as show's quantization_level.
FILE_TYPES = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S", 12: "Q3_K_M",
    13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K", 32: "BF16",
}  # fmt: skip
# Of each tensor type: its name, and of a block: elements and bytes.
TENSOR_TYPES = {
    0: ("F32", 1, 4), 1: ("F16", 1, 2), 2: ("Q4_0", 32, 18), 3: ("Q4_1", 32, 20), 6: ("Q5_0", 32, 22), 7: ("Q5_1", 32, 24),
    8: ("Q8_0", 32, 34), 10: ("Q2_K", 256, 84), 11: ("Q3_K", 256, 110), 12: ("Q4_K", 256, 144), 13: ("Q5_K", 256, 176),
    14: ("Q6_K", 256, 210), 30: ("BF16", 1, 2),
}  # fmt: skip
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9


class GgufError(Exception):
    """A file that Ollama's create refuses."""


@dataclass
class Gguf:
    """`metadata` without its lists; `tensors` as show lists them."""

    metadata: dict[str, Any]
    tensors: list[dict[str, Any]] = field(default_factory=list)
    parameters: int = 0

    @property
    def architecture(self) -> str:
        return str(self.metadata.get("general.architecture", "unknown"))

    @property
    def file_type(self) -> str:
        return FILE_TYPES.get(self.metadata.get("general.file_type", -1), "unknown")

    @property
    def chat_template(self) -> str:
        return str(self.metadata.get("tokenizer.chat_template", ""))


def read_gguf(path: Path) -> Gguf:
    """Read a GGUF.

    Raises:
        GgufError: it is none, or is shorter than its tensors need.
    """
    with path.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise GgufError("supplied file was not in GGUF format")
        try:
            return _read(file, path.stat().st_size)
        except (struct.error, UnicodeDecodeError, MemoryError, OverflowError) as error:
            raise GgufError("unexpected EOF") from error


def _take(file: BinaryIO, form: str) -> Any:
    return struct.unpack("<" + form, file.read(struct.calcsize("<" + form)))[0]


def _text(file: BinaryIO) -> str:
    size = _take(file, "Q")
    data = file.read(min(size, 1 << 26))
    if len(data) < size:
        raise GgufError("unexpected EOF")
    return data.decode("utf-8", errors="replace")


def _value(file: BinaryIO, kind: int) -> Any:
    if kind == _STRING:
        return _text(file)
    if kind == _ARRAY:
        item, count = _take(file, "I"), _take(file, "Q")
        if item in _SCALARS:
            file.seek(struct.calcsize(_SCALARS[item]) * count, 1)
            return None
        for _ in range(count):
            _value(file, item)
        return None
    if kind not in _SCALARS:
        raise GgufError(f"invalid type: {kind}")
    value = _take(file, _SCALARS[kind])
    # A float32 is written with the digits that it needs.
    return float(f"{value:.7g}") if kind == 6 else value


def _read(file: BinaryIO, size: int) -> Gguf:
    version, count, keys = _take(file, "I"), _take(file, "Q"), _take(file, "Q")
    if version not in (2, 3):
        raise GgufError(f"unsupported GGUF version {version}")
    pairs = [(_text(file), _value(file, _take(file, "I"))) for _ in range(keys)]
    found = Gguf({name: value for name, value in pairs if value is not None})
    ends = []
    for _ in range(count):
        name = _text(file)
        shape = [_take(file, "Q") for _ in range(_take(file, "I"))]
        kind, offset = _take(file, "I"), _take(file, "Q")
        if kind not in TENSOR_TYPES:
            raise GgufError(f"tensor {name!r}: unknown type {kind}")
        label, block, width = TENSOR_TYPES[kind]
        elements = 1
        for side in shape:
            elements *= side
        found.parameters += elements
        found.tensors.append({"name": name, "type": label, "shape": shape})
        ends.append((name, offset + elements // block * width))
    alignment = found.metadata.get("general.alignment", 32)
    start = -(-file.tell() // alignment) * alignment
    for name, end in ends:
        if start + end > size:
            raise GgufError(f'tensor "{name}" offset+size ({start + end}) exceeds file size ({size})')
    found.metadata["general.parameter_count"] = found.parameters
    return found


def human_number(count: int) -> str:
    """A number of parameters as `details` has it: 134.52M."""
    for size, sign, digits in ((10**9, "B", 1), (10**6, "M", 2), (10**3, "K", 0)):
        if count >= size:
            whole = count % size == 0
            return f"{count / size:.{0 if whole else digits}f}{sign}"
    return str(count)
