"""Every page in its states, for those who do not see it or use no mouse: names on all controls, and the keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_jobs import HARDWARE, FakeRunner
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from scenes import Scene, scenes

from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.chips import ToolChip
from stillroom_desktop.widgets.shortcuts import ShortcutsDialog
from stillroom_desktop.window import Window
from stillroom_desktop.workspace import Workspace

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit,
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    theme.apply(qapp, "light")
    workspace = Workspace(runner=FakeRunner(), look_at_hardware=lambda: HARDWARE)
    qtbot.waitUntil(lambda: workspace.hardware is not None)
    shown = Window(workspace)
    shown.resize(1440, 900)
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    yield shown
    workspace.jobs.clear()
    shown.close()
    shown.deleteLater()


def walk(window: Window, home: Path) -> Iterator[Scene]:
    runner = window.workspace._runner
    assert isinstance(runner, FakeRunner)
    return scenes(window, runner, home)


def seen(inside: QWidget) -> list[QWidget]:
    return [widget for widget in inside.findChildren(QWidget) if widget.isVisible()]


def is_part(widget: QWidget) -> bool:
    """Whether it belongs to a control that has the name, as the line in a spin box or a table's header."""
    inside = widget.parentWidget()
    if isinstance(inside, QAbstractScrollArea) and inside.viewport() is widget:
        return True
    return isinstance(widget, QScrollBar) or isinstance(
        inside, (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)
    )


def nameless(widget: QWidget) -> bool:
    if is_part(widget) or not (isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
        return False
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return not (widget.accessibleName() or words.strip())


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}".strip()


@pytest.mark.timeout(240)
def test_every_control_of_every_page_has_a_name(window: Window, tmp_path: Path) -> None:
    found = {
        scene.name: [described(widget) for widget in seen(scene.shown) if nameless(widget)]
        for scene in walk(window, tmp_path)
    }
    assert len(found) > 60
    assert not {name: widgets for name, widgets in found.items() if widgets}


def test_the_keys_in_the_list_are_those_of_the_menus(window: Window) -> None:
    keys = {
        action.shortcut().toString()
        for menu in window.menus.groups
        for action in menu.actions()
        if not action.shortcut().isEmpty()
    }
    window.menus.show_shortcuts()
    [dialog] = window.findChildren(ShortcutsDialog)
    assert {chip.word for chip in dialog.findChildren(ToolChip)} == keys
    dialog.accept()
