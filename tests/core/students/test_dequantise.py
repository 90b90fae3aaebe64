"""GGUF files as students: their weights and tokens as they are in the file, and what is refused of them."""

from pathlib import Path
from typing import Any

import psutil
import pytest
from tiny import make_gguf, make_tokenizer

from stillroom.errors import KnownError, StudentError
from stillroom.jobs import Event, Note, Stage
from stillroom.students import find_student, is_prepared, kept_student, ready_student, remove_student
from stillroom.students.dequantise import _llama3_factors, dequantise
from stillroom.templates import CHATML, GEMMA, LLAMA3, QWEN, Family


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def ready(name: str) -> list[Event]:
    return list(ready_student(name))


def test_a_gguf_becomes_a_student_once(tiny_gguf: Path, tiny_student: Path) -> None:
    import torch
    from gguf import GGUFReader
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    name = str(tiny_gguf)
    assert not is_prepared(name)
    with pytest.raises(StudentError) as early:
        find_student(name)
    assert early.value.title == "Not prepared yet" and f"stillroom students get {name}" in early.value.hint
    events = ready(name)
    assert events[0] == Stage("Preparing the student")
    assert events[1] == Note(f"Its weights come from {tiny_gguf.name}, rounded up to 16 bit.")
    assert ready(name) == [] and is_prepared(name)
    student = find_student(name)
    assert (student.family, student.title) == (CHATML, tiny_gguf.stem)
    assert (student.folder / "chat_template.jinja").read_text(encoding="utf-8") == CHATML.chat_template
    made = load_file(student.folder / "model.safetensors")
    for tensor in GGUFReader(tiny_gguf).tensors:
        if tensor.name.startswith("blk.1.ffn_") and tensor.name != "blk.1.ffn_norm.weight":
            part = tensor.name.removeprefix("blk.1.ffn_").removesuffix(".weight")
            expected = torch.tensor(tensor.data.copy()).to(torch.bfloat16)
            assert torch.equal(made[f"model.layers.1.mlp.{part}_proj.weight"], expected)
    theirs, ours = (Tokenizer.from_file(str(folder / "tokenizer.json")) for folder in (tiny_student, student.folder))
    text = "<|im_start|>user\nEncrypt 'Grüße, 123' with key 7.<|im_end|>\n<|im_start|>assistant\n"
    assert ours.encode(text, add_special_tokens=False).ids == theirs.encode(text, add_special_tokens=False).ids
    kept = kept_student(name)
    assert kept and kept.folder == student.folder
    assert remove_student(name) == kept.bytes
    assert not is_prepared(name)


@pytest.mark.parametrize("family", [QWEN, LLAMA3, GEMMA], ids=lambda family: family.name)
def test_each_family_s_tokens_are_as_in_the_file(tmp_path: Path, family: Family) -> None:
    """They are compared with llama.cpp's: it would be refused otherwise."""
    (tmp_path / "tokenizer").mkdir()
    tokenizer = make_tokenizer(tmp_path / "tokenizer", family)
    file = make_gguf(tmp_path / "tiny.gguf", tokenizer, family)
    dequantise(file, tmp_path / "student", "tiny")
    assert find_student(str(tmp_path / "student")).family is family


def test_a_file_whose_tokens_are_read_in_two_ways_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tokenizer").mkdir()
    tokenizer = make_tokenizer(tmp_path / "tokenizer", QWEN)
    file = make_gguf(tmp_path / "tiny.gguf", tokenizer, QWEN, wrong=True)
    with pytest.raises(StudentError, match="another way than"):
        dequantise(file, tmp_path / "student", "tiny")
    assert not (tmp_path / "student").exists()


def test_another_file_under_the_same_name_is_another_student(tiny_gguf: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.gguf"
    file.write_bytes(tiny_gguf.read_bytes())
    ready(str(file))
    assert is_prepared(str(file))
    file.write_bytes(tiny_gguf.read_bytes() + bytes(32))
    assert not is_prepared(str(file))


def test_llama_3_s_scaled_positions_are_told_from_their_factors(tiny_student: Path, tmp_path: Path) -> None:
    import json

    factors = _llama3_factors(10_000.0, 8, 32.0)
    file = make_gguf(tmp_path / "scaled.gguf", tiny_student, CHATML, more={"rope_freqs.weight": factors})
    dequantise(file, tmp_path / "scaled", str(file))
    rope = json.loads((tmp_path / "scaled" / "config.json").read_text(encoding="utf-8"))["rope_parameters"]
    assert rope == {
        "rope_type": "llama3",
        "rope_theta": 10_000.0,
        "factor": 32.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 8192,
    }


@pytest.mark.parametrize(("theta", "dimensions", "factor"), [(500_000.0, 128, 8.0), (500_000.0, 64, 32.0)])
def test_the_factors_are_those_that_transformers_divides_by(theta: float, dimensions: int, factor: float) -> None:
    from transformers import LlamaConfig
    from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

    rope: dict[str, Any] = {"rope_type": "llama3", "rope_theta": theta, "factor": factor, "low_freq_factor": 1.0}
    rope |= {"high_freq_factor": 4.0, "original_max_position_embeddings": 8192}
    config = LlamaConfig(head_dim=dimensions, rope_parameters=rope)
    scaled, _ = ROPE_INIT_FUNCTIONS["llama3"](config, "cpu")
    plain = [theta ** (-2 * n / dimensions) for n in range(dimensions // 2)]
    assert [old / new for old, new in zip(plain, scaled.tolist(), strict=True)] == pytest.approx(
        _llama3_factors(theta, dimensions // 2, factor).tolist(), rel=1e-4
    )


def test_what_cannot_be_told_from_the_file_is_refused(tiny_student: Path, tmp_path: Path) -> None:
    for tensor in ("rope_freqs.weight", "rope_factors_long.weight"):
        file = make_gguf(tmp_path / "scaled.gguf", tiny_student, CHATML, more={tensor: [1.0, 1.5] * 4})
        with pytest.raises(StudentError, match="scales its positions"):
            dequantise(file, tmp_path / "out", "x")
    (tmp_path / "no.gguf").write_bytes(b"GGUF is what it says, and no more")
    for file in (tmp_path / "no.gguf", tiny_student / "tokenizer.json"):
        with pytest.raises(StudentError) as error:
            dequantise(file, tmp_path / "out", "x")
        assert error.value.title == "The GGUF cannot be used" and "safetensors" in error.value.hint
    assert not (tmp_path / "out").exists()


def test_too_little_memory_is_told_before(tiny_gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: type("Memory", (), {"available": 1000}))
    with pytest.raises(KnownError) as error:
        dequantise(tiny_gguf, tmp_path / "out", "x")
    assert error.value.title == "Too little memory" and "from the hub" in error.value.hint
