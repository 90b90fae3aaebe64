"""The question whether texts of a project may be sent to a teacher."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stillroom.teacher import Teacher
from stillroom.trust import may_send
from stillroom_desktop.asking import Sending
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.sending import SendingDialog
from stillroom_desktop.workspace import Workspace

TEACHER = Teacher("gpt", "openai", "gpt-4o-mini")
Done = list[str]


@pytest.fixture
def done() -> Done:
    """What was done once it was agreed to."""
    return []


@pytest.fixture
def open_dialog(workspace: Workspace, done: Done, qapp: QApplication, qtbot: QtBot) -> Any:
    """Opens it for a teacher, and waits for the price."""
    theme.apply(qapp, "light")
    parent = QWidget()
    qtbot.addWidget(parent)

    def open_dialog(teacher: Teacher = TEACHER) -> SendingDialog:
        assert workspace.project
        sending = Sending(workspace.project.folder, teacher, 2.5)
        dialog = SendingDialog(workspace, sending, lambda: done.append("went on"), parent)
        dialog.open()
        qtbot.waitUntil(lambda: not dialog._looker.busy)
        return dialog

    return open_dialog


def words(dialog: SendingDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def click(dialog: SendingDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def test_it_says_to_whom_what_and_for_how_much_and_goes_on(
    open_dialog: Any, workspace: Workspace, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog()
    said = words(dialog)
    assert all(part in said for part in ("OpenAI", "https://api.openai.com/v1", "gpt-4o-mini", "2.50 USD"))
    assert "0.15 USD read, 0.60 USD written" in said
    assert all(part in said for part in ("descriptions of your tools", "your own documents", "your student did wrong"))
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not shown.append(url.toString()))
    click(dialog, "sending_terms")
    assert shown == [TEACHER.offered_by.terms]
    assert dialog.isVisible()
    click(dialog, "sending_go_on")
    assert workspace.project
    assert may_send(workspace.project.folder, TEACHER.address)
    assert done == ["went on"]


def test_a_server_of_unknown_terms_and_price(open_dialog: Any) -> None:
    dialog = open_dialog(Teacher("lab", "custom", "made-up", "http://10.0.0.7/v1"))
    assert "whoever runs the server knows" in words(dialog)
    assert "not known" in words(dialog)
    assert dialog.findChild(QPushButton, "sending_terms") is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_a_stray_key_agrees_to_nothing(
    open_dialog: Any, workspace: Workspace, done: Done, qtbot: QtBot, key: Qt.Key
) -> None:
    dialog = open_dialog()
    qtbot.keyClick(dialog.focusWidget(), key)
    assert workspace.project
    assert not may_send(workspace.project.folder, TEACHER.address)
    assert done == []


def test_where_it_cannot_be_kept_nothing_is_sent(
    open_dialog: Any, workspace: Workspace, done: Done, own_config: Path
) -> None:
    failed: list[object] = []
    workspace.failed.connect(failed.append)
    dialog = open_dialog()
    (own_config / "sent.json").mkdir(parents=True)
    click(dialog, "sending_go_on")
    assert len(failed) == 1
    assert done == []
