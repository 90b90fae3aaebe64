"""GGUF files: written whole or not at all."""

import shutil
import sys
from pathlib import Path

import pytest

from stillroom.errors import KnownError
from stillroom.students import QUANTS, convert, quantise
from stillroom.templates import CHATML


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type(shutil.disk_usage("."))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 1000, 1000))


def test_an_unknown_quantisation_is_refused_with_the_known_ones(tiny_gguf: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        quantise(tiny_gguf, tmp_path / "out" / "model.gguf", "Q3")
    assert "Q3" in refused.value.message
    assert all(quant in refused.value.hint for quant in QUANTS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("quant", QUANTS)
def test_a_quantised_file_is_smaller(tiny_gguf: Path, tmp_path: Path, quant: str) -> None:
    target = tmp_path / "out" / f"model-{quant}.gguf"
    quantise(tiny_gguf, target, quant)
    assert target.stat().st_size < 0.6 * tiny_gguf.stat().st_size
    assert target.read_bytes()[:4] == b"GGUF"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_cannot_be_quantised_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF is what it says, and no more")
    with pytest.raises(KnownError, match=r"broken\.gguf"):
        quantise(tmp_path / "broken.gguf", tmp_path / "out" / "model.gguf", "Q8_0")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit to a file's size")
def test_a_file_that_cannot_be_written_to_its_end_leaves_nothing_behind(tiny_gguf: Path, tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, hard))  # as if the disk were full after 64 KiB
    try:
        with pytest.raises(KnownError) as refused:
            quantise(tiny_gguf, tmp_path / "out" / "model.gguf", "Q8_0")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "room" in refused.value.hint
    assert list((tmp_path / "out").iterdir()) == []


def test_without_room_nothing_is_begun(
    tiny_student: Path, tiny_gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_disk(monkeypatch)
    target = tmp_path / "out" / "model.gguf"
    for write in (lambda: quantise(tiny_gguf, target, "Q8_0"), lambda: convert(tiny_student, CHATML, target, "tiny")):
        with pytest.raises(KnownError) as refused:
            write()
        assert refused.value.title == "Too little room"
        assert str(target) in refused.value.message
        assert refused.value.hint
    assert list(target.parent.iterdir()) == []


def test_a_model_that_the_converter_refuses_leaves_nothing_behind(
    tiny_student: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tiny student's tokenizer is none that llama.cpp knows."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    target = tmp_path / "out" / "model.gguf"
    with pytest.raises(KnownError) as refused:
        convert(tiny_student, CHATML, target, "tiny")
    assert refused.value.title == "The model cannot be converted"
    assert str(tiny_student) in refused.value.message
    assert "pre-tokenizer" in refused.value.message
    assert list(target.parent.iterdir()) == []
    assert list((tmp_path / "temporary").iterdir()) == []
