"""The page Review in every state: read, chosen from, edited and run from there, decided on."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from scene import FULL, Scene, dialog_scenes, page_scene
from staging import Understudy

from stillroom_desktop.window import Window


def reviewed(window: Window, understudy: Understudy) -> Iterator[Scene]:
    """Solutions of which some were rejected."""
    window.go("review")
    page: Any = window.page
    page.browser.look.click()
    yield page_scene(window, "review", "rejected")
    page.filters.more.click()
    yield page_scene(window, "review", "filters")
    page.filters.more.click()
    page.edit.click()
    yield page_scene(window, "review", "editing")
    page.detail.editor.thought.setPlainText("Feet to metres: convert_units, with the number as it is given.")
    page.detail.editor.run.click()
    yield page_scene(window, "review", "executing")
    understudy.fake.job("review").fail(*FULL)
    yield page_scene(window, "review", "failed")
    page.detail.editor.run.click()
    for _ in understudy.fake.job("review").run_really(400):
        pass
    page.detail.tabs.set_value("about")
    yield page_scene(window, "review", "edited")
    page.detail.tabs.set_value("conversation")
    for _ in range(3):
        page.list.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier))
    page.accept.click()
    yield page_scene(window, "review", "several")
    page.undo()
    window.menus.show_shortcuts()
    yield from dialog_scenes(window, "review", "keys")
