"""A GGUF file as a student: its weights de-quantised once, into 16-bit safetensors.

They are the file's own, rounded up: what is shown of such a student is of the rounded weights. transformers reads the file; what it
would read wrongly without a word is refused here.
"""

from pathlib import Path
from typing import Any

import psutil

from stillroom.conversation import Message, ToolSpec
from stillroom.errors import KnownError, StudentError
from stillroom.place import whole
from stillroom.students.kept import Source, keep_source
from stillroom.students.llama import ask_llama, llama_tokens
from stillroom.templates import Family, family_of

_LLAMA3_SCALING = {"low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}
"""Those of Llama 3.1, 3.2 and 3.3 (their config.json); a GGUF holds what comes out, not these."""

# A little of all that tokenizers cut in ways of their own.
_PROBE = (
    Message("system", "Tools:"),
    Message(
        "user", "  Grüße! Don't encrypt 1234567.89 as \"a<b>c\"\n\n\twith key_no 42; 東京 😀 I'LL wait...   please?"
    ),
)
_TOOL = ToolSpec("encrypt_text", "Encrypts.", {"type": "object", "properties": {"key": {"type": "integer"}}})


def dequantise(source: Path, target: Path, name: str) -> None:
    """Write a GGUF's model as a folder in Hugging Face format, the student called `name`; whole or not at all.

    Raises:
        StudentError: the file is no model that transformers can read so, or how it writes turns is not known.
        KnownError: the disk or the memory has no room.
    """
    parameters, scaling = _look(source)
    _check_memory(source, parameters)
    with whole(target, 2 * parameters) as folder:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        # A model loaded from GGUF refuses save_pretrained, so its weights move into a plain one of the same shape.
        try:
            AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name).save_pretrained(folder)
            family = family_of(folder)  # or it is refused, before what takes long
            _check_tokens(source, folder, family)
            packed = AutoModelForCausalLM.from_pretrained(source.parent, gguf_file=source.name, dtype=torch.float32)
        except (ValueError, KeyError, NotImplementedError) as error:
            raise _unreadable(source, str(error)) from error
        config = packed.config
        if hasattr(config, "quantization_config"):
            del config.quantization_config
        if scaling:
            config.rope_parameters = dict(config.rope_parameters) | scaling
        config.dtype = torch.bfloat16
        model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)
        model.load_state_dict(packed.state_dict())
        model.save_pretrained(folder)
        (folder / "chat_template.jinja").write_text(family.chat_template, encoding="utf-8")
        keep_source(folder, Source(name))


def _look(source: Path) -> tuple[int, dict[str, Any]]:
    """How many parameters a GGUF has, and how its rotary positions are scaled: what config.json calls `rope_parameters`.

    Raises:
        StudentError: it is no GGUF of one whole model, or scales in a way that cannot be told from it.
    """
    import numpy
    from gguf import GGUFReader

    try:
        reader = GGUFReader(source)
    except (ValueError, OSError, IndexError) as error:
        raise _unreadable(source, str(error) or "it is cut off") from error
    fields = {name: field.contents() for name, field in reader.fields.items() if not name.startswith("tokenizer.")}
    if int(fields.get("split.count", 1)) > 1:
        raise _unreadable(source, "it is one part of several; join them with llama.cpp's gguf-split first")
    parameters = sum(int(tensor.n_elements) for tensor in reader.tensors)
    factors = {tensor.name: numpy.array(tensor.data) for tensor in reader.tensors if tensor.name.startswith("rope_")}
    kind = fields.get("general.architecture", "")
    if not factors and fields.get(f"{kind}.rope.scaling.type", "none") == "none":
        return parameters, {}
    found = factors.get("rope_freqs.weight")
    theta = fields.get(f"{kind}.rope.freq_base", 10_000.0)
    factor = 1.0 if found is None else float(found.max())
    if found is None or not numpy.allclose(found, _llama3_factors(theta, len(found), factor), rtol=1e-3):
        raise _unreadable(source, "it scales its positions in a way that cannot be told from the file")
    return parameters, {"rope_type": "llama3", "factor": factor} | _LLAMA3_SCALING


def _check_tokens(source: Path, folder: Path, family: Family) -> None:
    """Compare what transformers made of the file's tokenizer with llama.cpp, which reads it as it is."""
    from tokenizers import Tokenizer

    ask, made = ask_llama(source), Tokenizer.from_file(str(folder / "tokenizer.json"))
    text = family.render(_PROBE, (_TOOL,), reply=True)
    if made.encode(text, add_special_tokens=False).ids != llama_tokens(ask, text, begin=False):
        raise _unreadable(source, "transformers reads its tokens in another way than llama.cpp")


def _llama3_factors(theta: float, count: int, factor: float) -> Any:
    """By what each frequency is divided (llama.cpp, convert_hf_to_gguf.py; transformers, modeling_rope_utils.py)."""
    import numpy

    lengths = 2 * numpy.pi * theta ** (numpy.arange(count) / count)
    old, low, high = (
        _LLAMA3_SCALING[name] for name in ("original_max_position_embeddings", "low_freq_factor", "high_freq_factor")
    )
    smooth = numpy.clip((old / lengths - low) / (high - low), 0, 1)
    return 1 / ((1 - smooth) / factor + smooth)


def _check_memory(source: Path, parameters: int) -> None:
    """While it is read, the weights are in memory in 32 bit, and then in 16 as well."""
    needed, free = 6 * parameters, psutil.virtual_memory().available
    if free < needed:
        raise KnownError(
            "Too little memory",
            f"To unpack {source.name} takes {needed / 1e9:.1f} GB of memory; {free / 1e9:.1f} GB are free.",
            "Close other programs, or get the same model as safetensors from the hub: that is only downloaded.",
        )


def _unreadable(source: Path, reason: str) -> StudentError:
    return StudentError(
        "The GGUF cannot be used",
        f"{source.name}: {reason}.",
        "Get the same model as safetensors: from the hub as ORG/NAME, or as a folder in Hugging Face format.",
    )
