"""GGUF files: written whole or not at all."""

import shutil
import sys
import threading
import time
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest

from stillroom.errors import KnownError
from stillroom.jobs import Event, Progress, Stopped
from stillroom.students import QUANTS, convert, quantise
from stillroom.templates import CHATML

NEVER = threading.Event()


def make(events: Iterable[Event]) -> list[Progress]:
    return [event for event in events if isinstance(event, Progress)]


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type(shutil.disk_usage("."))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 1000, 1000))


def test_an_unknown_quantisation_is_refused_with_the_known_ones(tiny_gguf: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        make(quantise(tiny_gguf, tmp_path / "out" / "model.gguf", "Q3", NEVER))
    assert "Q3" in refused.value.message
    assert all(quant in refused.value.hint for quant in QUANTS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("quant", QUANTS)
def test_a_quantised_file_is_smaller(tiny_gguf: Path, tmp_path: Path, quant: str) -> None:
    target = tmp_path / "out" / f"model-{quant}.gguf"
    told = make(quantise(tiny_gguf, target, quant, NEVER))
    assert told[-1] == Progress(100, 100)
    assert told == sorted(told, key=lambda progress: progress.done)
    assert target.stat().st_size < 0.6 * tiny_gguf.stat().st_size
    assert target.read_bytes()[:4] == b"GGUF"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_cannot_be_quantised_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF is what it says, and no more")
    with pytest.raises(KnownError, match=r"broken\.gguf"):
        make(quantise(tmp_path / "broken.gguf", tmp_path / "out" / "model.gguf", "Q8_0", NEVER))
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit to a file's size")
def test_a_file_that_cannot_be_written_to_its_end_leaves_nothing_behind(tiny_gguf: Path, tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, hard))  # as if the disk were full after 64 KiB
    try:
        with pytest.raises(KnownError) as refused:
            make(quantise(tiny_gguf, tmp_path / "out" / "model.gguf", "Q8_0", NEVER))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "room" in refused.value.hint
    assert list((tmp_path / "out").iterdir()) == []


def test_without_room_nothing_is_begun(
    tiny_student: Path, tiny_gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_disk(monkeypatch)
    target = tmp_path / "out" / "model.gguf"
    for writing in (
        quantise(tiny_gguf, target, "Q8_0", NEVER),
        convert(tiny_student, CHATML, target, "tiny", NEVER),
    ):
        with pytest.raises(KnownError) as refused:
            make(writing)
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
        make(convert(tiny_student, CHATML, target, "tiny", NEVER))
    assert refused.value.title == "The model cannot be converted"
    assert str(tiny_student) in refused.value.message
    assert "pre-tokenizer" in refused.value.message
    assert list(target.parent.iterdir()) == []
    assert list((tmp_path / "temporary").iterdir()) == []


def test_stopped_it_ends_at_once_and_leaves_nothing_behind(tiny_student: Path, tiny_gguf: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    target = tmp_path / "out" / "model.gguf"
    for writing in (quantise(tiny_gguf, target, "Q8_0", stop), convert(tiny_student, CHATML, target, "tiny", stop)):
        started = time.monotonic()
        with pytest.raises(Stopped):
            make(writing)
        assert time.monotonic() - started < 5
    assert list(target.parent.iterdir()) == []


def test_the_converter_gets_the_same_folder_name_each_time(
    tiny_student: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It writes parts of it into the file: with a chance name, the same model had another digest now and then."""
    given = []

    def run(module: str, words: list[str], stop: threading.Event) -> Generator[Event, None, tuple[int, list[str]]]:
        given.append(words)
        Path(words[words.index("--outfile") + 1]).touch()
        yield Progress(100, 100)
        return 0, []

    monkeypatch.setattr("stillroom.students.gguf._run", run)
    for n in "12":
        make(convert(tiny_student, CHATML, tmp_path / n, "smol-stillroom", NEVER))
    assert [Path(words[-1]).name for words in given] == ["smol-stillroom"] * 2
