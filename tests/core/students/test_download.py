"""Students from the hub: a real server on the loopback that speaks its API, and the real client that asks it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import huggingface_hub.constants
import pytest
from standins.hub import Hub

from stillroom.errors import KnownError
from stillroom.jobs import Event, Note, Progress, Stage
from stillroom.students import (
    find_student,
    is_prepared,
    kept_student,
    kept_students,
    on_the_hub,
)
from stillroom.students.download import download

MODEL = "ours/tiny-1b"
OTHERS = {"pytorch_model.bin": b"pickled", "consolidated.safetensors": b"the same again", "README.md": b"# A model"}


@pytest.fixture
def files(tiny_student: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in tiny_student.iterdir()}


@pytest.fixture
def hub(files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("HF_TOKEN_PATH", str(tmp_path / "no-token"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with Hub({MODEL: files | OTHERS}) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        yield hub


def get(name: str = MODEL, stop: threading.Event | None = None) -> list[Event]:
    found = on_the_hub(name)
    assert found
    return list(download(found, stop or threading.Event()))


def refused(name: str = MODEL) -> KnownError:
    with pytest.raises(KnownError) as error:
        get(name)
    assert error.value.hint
    return error.value


def test_a_model_comes_whole_and_nothing_else_of_it(hub: Hub, files: dict[str, bytes]) -> None:
    assert not is_prepared(MODEL)
    events = get()
    size = sum(map(len, files.values()))
    assert [event for event in events if isinstance(event, Stage)] == [Stage("Downloading the student", size, "bytes")]
    assert events[-1] == Progress(size, size)
    assert any("apache-2.0" in event.text for event in events if isinstance(event, Note))
    student = find_student(MODEL)
    assert {path.name: path.read_bytes() for path in student.folder.iterdir() if path.name != "source.json"} == files
    assert student.title == "tiny-1b"
    assert kept_students() == (kept,) if (kept := kept_student(MODEL)) else False
    assert all(".bin" not in name and "README" not in name for name, _ in hub.fetched("hub"))


def test_weights_come_from_another_host_which_sees_no_token(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.gated, hub.tokens = {MODEL}, {"mine"}
    monkeypatch.setenv("HF_TOKEN", "mine")
    get()
    at_store = [headers for host, _, headers in hub.asked if host == "store"]
    assert at_store
    assert not [headers for headers in at_store if "authorization" in headers]
    assert [
        headers for host, _, headers in hub.asked if host == "hub" and headers.get("authorization") == "Bearer mine"
    ]
