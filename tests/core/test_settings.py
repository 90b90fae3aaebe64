"""The user's settings: what fits, what is kept, and what becomes of a file that cannot be used."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from stillroom.errors import KnownError
from stillroom.settings import BROKEN, FILE, SETTINGS, Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    return tmp_path / "config"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_default_fits_and_every_setting_is_explained(setting: Any) -> None:
    assert Settings().get(setting.name) == setting.check(setting.default)
    assert setting.label and setting.help.endswith(".")


@pytest.mark.parametrize("given", ["", " ", "https://hub.example/", "http://127.0.0.1:8080/models"])
def test_an_address_may_be_empty_and_ends_in_no_slash(given: str) -> None:
    settings = Settings()
    settings.set("hub", given)
    assert settings.get("hub") == given.strip().rstrip("/")


def test_what_is_set_is_there_the_next_time(tmp_path: Path) -> None:
    settings = Settings()
    settings.set("appearance", "dark")
    settings.set("concurrency", 64)
    settings.set("projects_folder", str(tmp_path / "Größe"))
    again = Settings()
    assert again.problem is None
    assert [again.get(name) for name in ("appearance", "concurrency", "projects_folder", "language")] == [
        "dark",
        64,
        tmp_path / "Größe",
        "system",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("appearance", "pink"),
        ("appearance", ["dark"]),
        ("concurrency", 0),
        ("concurrency", 257),
        ("concurrency", True),
        ("concurrency", "4"),
        ("concurrency", 4.0),
        ("projects_folder", ""),
        ("projects_folder", "Stillroom"),
        ("projects_folder", None),
        ("projects_folder", "/a\0b"),
        ("hub", "huggingface.co"),
        ("hub", "ftp://hub.example"),
        ("hub", "https://"),
        ("hub", "https://[1"),
        ("hub", "https://hub.example/a b"),
        ("hub", None),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_changes_nothing(folder: Path, name: str, value: Any) -> None:
    settings = Settings()
    before = settings.get(name)
    with pytest.raises(
        KnownError, match=r"must be (a whole number from 1 to 256|one of system, |the full path|the address of)"
    ):
        settings.set(name, value)
    assert settings.get(name) == before
    assert not (folder / FILE).exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match="New projects"):
        Settings().set("projects_folder", tmp_path / "file")


def test_a_setting_that_does_not_exist_is_the_programs_mistake() -> None:
    with pytest.raises(KeyError):
        Settings().get("telemetry")
    with pytest.raises(KeyError):
        Settings().set("telemetry", True)


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100_000, '{"appearance": "d\xff"}'])
def test_a_broken_file_is_kept_aside_and_said(folder: Path, text: str) -> None:
    (folder / FILE).write_bytes(text.encode("latin-1"))
    settings = Settings()
    assert settings.problem and str(folder / BROKEN) in settings.problem.hint
    assert settings.get("appearance") == "system"
    assert (folder / BROKEN).read_bytes() == text.encode("latin-1")
    settings.set("appearance", "light")
    assert Settings().problem is None
    assert Settings().get("appearance") == "light"


def test_a_value_that_does_not_fit_leaves_the_others(folder: Path) -> None:
    (folder / FILE).write_text('{"concurrency": 900, "appearance": "dark"}')
    settings = Settings()
    assert settings.problem and "900" in settings.problem.message
    assert (settings.get("concurrency"), settings.get("appearance")) == (4, "dark")


def test_what_a_newer_stillroom_wrote_is_kept(folder: Path) -> None:
    (folder / FILE).write_text('{"budget": 3}')
    Settings().set("concurrency", 8)
    assert json.loads((folder / FILE).read_text()) == {"budget": 3, "concurrency": 8}


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_folder_that_cannot_be_written_is_said_and_the_value_stays(folder: Path) -> None:
    settings = Settings()
    (folder / f".{FILE}.unfinished").mkdir()  # even a privileged user cannot write a file over it
    with pytest.raises(KnownError):
        settings.set("concurrency", 8)
    assert settings.get("concurrency") == 4
