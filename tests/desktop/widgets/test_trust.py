"""The question whether tools may run."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.trust import TrustDialog
from stillroom_desktop.workspace import Workspace

Done = list[str]


@pytest.fixture
def done() -> Done:
    """What was done once the tools were trusted."""
    return []


@pytest.fixture
def parent(qapp: QApplication, qtbot: QtBot) -> QWidget:
    theme.apply(qapp, "light")
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def dialog(workspace: Workspace, done: Done, parent: QWidget) -> TrustDialog:
    """It is asked for a project of eleven tools."""
    tools: list[dict[str, Any]] = [{"name": f"tool_{number}"} for number in range(11)]
    workspace.store.set_tools(tools)
    dialog = TrustDialog(workspace, lambda: done.append("went on"), parent)
    dialog.open()
    return dialog


def click(dialog: TrustDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def test_it_names_what_would_run_and_goes_on(dialog: TrustDialog, workspace: Workspace, done: Done) -> None:
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert all(f"tool_{number}" in labels for number in range(11))
    assert labels.count("something that this Stillroom does not know") == 11
    click(dialog, "trust_go_on")
    assert workspace.trusted
    assert done == ["went on"]


def test_not_now_and_escape_trust_nothing(dialog: TrustDialog, workspace: Workspace, done: Done) -> None:
    click(dialog, "trust_not_now")
    assert not dialog.isVisible()
    assert not workspace.trusted
    assert done == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_stray_key_trusts_nothing(
    dialog: TrustDialog, workspace: Workspace, qtbot: QtBot, key: Qt.Key, done: Done
) -> None:
    qtbot.keyClick(dialog.focusWidget(), key)
    assert not workspace.trusted
    assert done == []


def test_the_code_is_shown_first(dialog: TrustDialog, workspace: Workspace, done: Done, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.go, check_params_cb=lambda page: page == "tools"):
        click(dialog, "trust_see")
    assert done == []


def test_it_goes_with_the_project(dialog: TrustDialog, workspace: Workspace) -> None:
    workspace.close()
    assert not dialog.isVisible()
