"""The whole way in the window, as a user makes it from an empty home: with clicks, and fewer than ten of them.

The teaching is real, in its child process. What takes minutes on real weights is played: its events, its rows and its file.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported

from fake_jobs import HARDWARE, FakeRunner
from left_running import left_running
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from staging import STEPS, Understudy

from stillroom.jobs import JobSpec, Taught
from stillroom.project import Project
from stillroom_desktop.jobs import RunningJob, run_in_child
from stillroom_desktop.pages.welcome import WelcomePage
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.call_card import CallCard
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.window import Window
from stillroom_desktop.workspace import Workspace

TEACHING_MS = 90_000
"""Milliseconds in which the sample is taught, on a computer that is busy with other things, too."""


class User:
    """Clicks on what can be seen, and counts it."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.clicks = 0
        self._window = window
        self._qtbot = qtbot

    def click(self, name: str, inside: QWidget | None = None) -> None:
        """Click on the one button of that name that can be clicked on, once there is one and nothing lies over it."""
        shown = inside or self._window

        def under_the_pointer() -> list[QPushButton]:
            buttons = [button for button in shown.findChildren(QPushButton, name) if button.isVisible()]
            return [
                button
                for button in buttons
                if button.isEnabled() and shown.childAt(button.mapTo(shown, button.rect().center())) is button
            ]

        self._qtbot.waitUntil(lambda: len(under_the_pointer()) == 1)
        self._qtbot.mouseClick(under_the_pointer()[0], Qt.MouseButton.LeftButton)
        self.clicks += 1


@pytest.fixture(autouse=True)
def nothing_of_ours_left_running(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a QThread running or a QTimer active."""
    yield
    if left := left_running():
        pytest.fail("left running: " + "; ".join(left), pytrace=False)


@pytest.fixture
def fake() -> FakeRunner:
    return FakeRunner()


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, fake: FakeRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    """The window as it is after the first start. It teaches really; its other jobs are `fake`'s."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path / "config"))

    def runner(spec: JobSpec) -> RunningJob:
        return run_in_child(spec) if spec.kind == "teach" else fake(spec)

    theme.apply(qapp, "light")
    workspace = Workspace(runner=runner, look_at_hardware=lambda: HARDWARE)
    workspace.set_setting("projects_folder", str(tmp_path / "Stillroom"))
    qtbot.waitUntil(lambda: workspace.hardware is not None)
    window = Window(workspace)
    window.show()
    qtbot.waitExposed(window)
    yield window
    workspace.close()
    window.close()
    window.deleteLater()


@pytest.fixture
def user(window: Window, qtbot: QtBot) -> User:
    return User(window, qtbot)


def test_from_an_empty_home_to_an_exported_student_in_fewer_than_ten_clicks(
    window: Window, user: User, fake: FakeRunner, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    workspace = window.workspace
    understudy = Understudy(workspace, fake)

    assert isinstance(window.page, WelcomePage)
    user.click("open_sample")
    project = workspace.project
    assert project
    assert project.folder == tmp_path / "Stillroom" / "cipher-desk"

    with qtbot.waitSignal(workspace.job_ended, timeout=TEACHING_MS):
        user.click("overview_next")
        assert window.current == "teach"
    kept, rejected = workspace.store.taught_counts()
    assert kept == sum(task.solution is not None for task in workspace.store.tasks()) > 600
    assert rejected == 0
    teach: Any = window.page
    qtbot.waitUntil(lambda: teach.table.rows.rowCount() == kept)

    user.click("train_start")
    assert window.current == "train"
    training = fake.job("train")
    understudy.load(training)
    understudy.train(training, 1, STEPS)
    understudy.end_training(training)

    user.click("evaluate_start")
    assert window.current == "evaluate"
    scoring = fake.job("evaluate")
    for arm in ("base", "student", "quantised"):
        understudy.score(scoring, arm)
    understudy.end_scoring(scoring)

    user.click("chat_open")
    assert window.current == "chat"
    user.click("chat_send")
    student = fake.job("chat")
    assert student.sent[0]["prompt"]
    understudy.call_in_chat(student)
    [card] = window.page.findChildren(CallCard)
    qtbot.waitUntil(card.isVisible)  # a layout shows what it was given a moment later
    assert card.call.name == "encrypt_text"
    assert not card.settled
    understudy.answer_in_chat(student)
    assert card.settled
    base = fake.job("chat")
    assert base is not student
    understudy.answer_without_a_call(base)

    user.click("export_open")
    assert window.current == "export"
    for chat in (student, base):
        assert chat.cancel_asked  # the chats end when their page is left
        chat.cancelled()
    user.click("export_write")
    understudy.write(fake.job("export"))
    user.click("export_open_folder")
    written = Path(fake.job("export").spec.params["out"])
    assert written.is_file()
    assert written.is_relative_to(tmp_path)
    assert opened == [QUrl.fromLocalFile(str(written.parent))]

    assert user.clicks < 10
    assert not workspace.jobs
    window.close()
    assert not window.isVisible()


def test_closed_while_it_really_teaches_it_saves_and_stops_and_no_child_is_left(
    window: Window, user: User, qtbot: QtBot
) -> None:
    workspace = window.workspace
    before = set(psutil.Process().children(recursive=True))
    user.click("open_sample")
    assert workspace.project
    folder = workspace.project.folder
    user.click("overview_next")
    teaching = workspace.running("teach")
    assert teaching
    qtbot.waitUntil(lambda: any(isinstance(event, Taught) for event in teaching.history), timeout=TEACHING_MS)

    assert not window.close()
    [asked] = [dialog for dialog in window.findChildren(MessageDialog) if dialog.isVisible()]
    with qtbot.waitSignal(window.left, timeout=30_000):
        user.click("save_and_stop", asked)
    assert not window.isVisible()
    assert teaching.state == "cancelled"
    assert not workspace.jobs
    assert not set(psutil.Process().children(recursive=True)) - before

    with Project.open(folder, writer=False) as project:
        [run] = project.store.runs("teach")
        assert run.state == "cancelled"
        kept, rejected = project.store.taught_counts()
        assert kept >= sum(isinstance(event, Taught) for event in teaching.history) > 0
        assert rejected == 0
