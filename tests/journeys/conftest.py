"""What journeys in the window need: an empty home, and windows on it, one after the other."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported

from clicking import User
from fake_jobs import HARDWARE
from left_running import left_running
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom.paths import cache_folder
from stillroom_desktop.jobs import Runner, run_in_child
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.logo import app_icon
from stillroom_desktop.window import Window
from stillroom_desktop.workspace import Workspace
from stillroom_resources import resource

SLOW = """
import time as _time
def _slow(tool):
    return lambda **arguments: _time.sleep({seconds}) or tool(**arguments)
for _name in {names}:
    globals()[_name] = _slow(globals()[_name])
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home. Only the prepared weights stay where they are: they are dear to make."""
    monkeypatch.setenv("STILLROOM_CACHE", str(cache_folder()))
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path / "config"))
    return tmp_path


@pytest.fixture
def make_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Lets the sample be another: so many tasks of each side, tools that take `seconds`, or another student; the number of tasks."""

    def make(learn: int, held_out: int, *, seconds: float = 0.0, student: Path | None = None) -> int:
        folder = tmp_path / "sample"
        shutil.copytree(resource("samples", "cipher_desk"), folder)
        lines = (folder / "tasks.jsonl").read_text(encoding="utf-8").splitlines()
        sides = {side: [line for line in lines if json.loads(line)["split"] == side] for side in ("train", "held_out")}
        chosen = sides["train"][:learn] + sides["held_out"][:held_out]
        (folder / "tasks.jsonl").write_text("\n".join(chosen), encoding="utf-8")
        names = [tool["name"] for tool in json.loads((folder / "tools.json").read_bytes())["tools"]]
        if seconds:
            with (folder / "tools.py").open("a", encoding="utf-8") as file:
                file.write(SLOW.format(seconds=seconds, names=names))
        if student:
            facts = json.loads((folder / "sample.json").read_bytes()) | {"student": str(student)}
            (folder / "sample.json").write_text(json.dumps(facts), encoding="utf-8")
        monkeypatch.setattr("stillroom.tasks.samples._folder", lambda _: folder)
        return len(chosen)

    return make


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Callable[..., User]]:
    """Opens the window as a start of the program does, with jobs in child processes; in the end nothing of ours may run."""
    windows: list[Window] = []

    def begin(runner: Runner = run_in_child) -> User:
        theme.apply(qapp, "light")
        workspace = Workspace(runner=runner, look_at_hardware=lambda: HARDWARE)
        workspace.set_setting("projects_folder", str(home / "Stillroom"))
        qtbot.waitUntil(lambda: workspace.hardware is not None)
        windows.append(Window(workspace))
        windows[-1].setWindowIcon(app_icon())
        windows[-1].show()
        qtbot.waitExposed(windows[-1])
        windows[-1].begin(None, sample=False)
        return User(windows[-1], qtbot)

    yield begin
    for window in windows:
        window.workspace.close()
        window.close()
        window.deleteLater()
    if left := left_running():
        pytest.fail("left running: " + "; ".join(left), pytrace=False)
