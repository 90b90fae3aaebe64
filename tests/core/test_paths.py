"""Where the cache and the settings lie."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stillroom.paths import cache_folder, config_folder


@pytest.mark.parametrize(
    ("folder", "variable"), [(cache_folder, "STILLROOM_CACHE"), (config_folder, "STILLROOM_CONFIG")]
)
def test_a_variable_moves_it_and_it_is_made(
    folder: Callable[[], Path], variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "some where" / "else"))
    assert folder() == tmp_path / "some where" / "else"
    assert folder().is_dir()


@pytest.mark.parametrize(
    ("folder", "variable"), [(cache_folder, "STILLROOM_CACHE"), (config_folder, "STILLROOM_CONFIG")]
)
def test_it_is_the_users_own_by_default(
    folder: Callable[[], Path], variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv(variable, "")
    assert "stillroom" in folder().parts
