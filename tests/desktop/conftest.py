"""What tests of the window need: no screen, jobs that a test plays itself, and nothing of ours left running."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported

from fake_jobs import HARDWARE, FakeRunner
from left_running import left_running
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scenes import Scene, scenes
from student_scenes import FEW

from stillroom.jobs import JobSpec
from stillroom.project import Project
from stillroom.store import RunKind
from stillroom_desktop import app
from stillroom_desktop import workspace as workspaces
from stillroom_desktop.pages.candidates import candidate
from stillroom_desktop.theme import theme
from stillroom_desktop.window import Window
from stillroom_desktop.workspace import Workspace


@pytest.fixture(autouse=True)
def own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and recent projects of this test's own."""
    folder = tmp_path / "config"
    monkeypatch.setenv("STILLROOM_CONFIG", str(folder))
    return folder


@pytest.fixture
def fake() -> FakeRunner:
    return FakeRunner()


@pytest.fixture
def make_workspace(qtbot: QtBot) -> Iterator[Callable[..., Workspace]]:
    """Makes workspaces that know their hardware already, and closes them."""
    made: list[Workspace] = []

    def make(**options: Any) -> Workspace:
        workspace = Workspace(**({"look_at_hardware": lambda: HARDWARE} | options))
        made.append(workspace)
        qtbot.waitUntil(lambda: workspace.hardware is not None)
        return workspace

    yield make
    for workspace in made:
        workspace.close()


@pytest.fixture
def empty_workspace(make_workspace: Callable[..., Workspace], fake: FakeRunner) -> Workspace:
    """A workspace without a project, whose jobs are `fake`'s."""
    return make_workspace(runner=fake)


@pytest.fixture
def workspace(empty_workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace with the sample project in `tmp_path / "project"`, whose jobs are `fake`'s."""
    assert empty_workspace.create(tmp_path / "project", "cipher-desk")
    return empty_workspace


@pytest.fixture
def walk(
    make_workspace: Callable[..., Workspace],
    fake: FakeRunner,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[int, int], Iterator[Scene]]]:
    """Shows a window of a size and brings it from scene to scene, quicker than a user's window would tell its changes."""
    monkeypatch.setattr(workspaces, "CHANGED_MS", 20)
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache" / "students" / "smollm2-135m-instruct").mkdir(parents=True)
    # Enough of them to see how they stand; every one would be tabbed through in every scene.
    few = [model for model in candidate.catalogue() if model.name in FEW]
    monkeypatch.setattr(candidate, "catalogue", lambda: few)
    theme.apply(qapp, "light")
    workspace = make_workspace(runner=fake)
    shown: list[Window] = []

    def begin(width: int, height: int) -> Iterator[Scene]:
        shown.append(window := Window(workspace))
        window.resize(width, height)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        return scenes(window, fake, tmp_path)

    yield begin
    workspace.jobs.clear()
    for window in shown:
        window.close()
        window.deleteLater()


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """`app.speak`, whose words are taken away again."""
    before, locale = set(qapp.findChildren(QTranslator)), QLocale()
    yield lambda language: app.speak(qapp, language)
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)


@pytest.fixture
def toy_spec(monkeypatch: pytest.MonkeyPatch) -> Callable[..., JobSpec]:
    """Makes specs of the toy jobs of `tests/core/jobs`, for real child processes: `toy_spec(project, "count", count=3)`."""
    toys = Path(__file__).parents[1] / "core" / "jobs"
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(toys), os.environ.get("PYTHONPATH")])))

    def make(project: Project, job: str, kind: RunKind = "teach", **params: object) -> JobSpec:
        return JobSpec(f"toy_jobs:{job}", kind, str(project.folder), f"{kind}-1", params)

    return make


@pytest.fixture(autouse=True)
def nothing_of_ours_left_running(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a QThread running or a QTimer active."""
    yield
    if left := left_running():
        pytest.fail("left running: " + "; ".join(left), pytrace=False)
