"""Every page in its states, for those who do not see it or use no mouse: names on all controls, and the keys."""

from collections.abc import Callable, Iterator

from controls import CONTROLS, described, is_part, seen
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from scenes import Scene

from stillroom_desktop.widgets.chips import ToolChip
from stillroom_desktop.widgets.shortcuts import ShortcutsDialog
from stillroom_desktop.window import Window
from stillroom_desktop.workspace import Workspace


def nameless(widget: QWidget) -> bool:
    if is_part(widget) or not (isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
        return False
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return not (widget.accessibleName() or words.strip())


def test_every_control_of_every_page_has_a_name(walk: Callable[[int, int], Iterator[Scene]]) -> None:
    found = {
        scene.name: [described(widget) for widget in seen(scene.shown) if nameless(widget)] for scene in walk(1440, 900)
    }
    assert len(found) > 60
    assert not {name: widgets for name, widgets in found.items() if widgets}


def test_the_keys_in_the_list_are_those_of_the_menus(empty_workspace: Workspace, qtbot: QtBot) -> None:
    window = Window(empty_workspace)
    qtbot.addWidget(window)
    window.show()
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
