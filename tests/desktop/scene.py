"""A state that a page can be in, and how the window is brought to it and shown."""

import errno
from collections.abc import Iterator
from typing import Any

import msgspec
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from stillroom.errors import from_os_error
from stillroom_desktop import workspace as workspaces
from stillroom_desktop.window import Window

FULL = tuple(from_os_error(OSError(errno.ENOSPC, "", "~/Stillroom/cipher-desk/project.db")).to_json().values())


class Scene(msgspec.Struct, frozen=True):
    """`shown` is the window, or a dialog that stands over it."""

    page: str
    state: str
    shown: Any

    @property
    def name(self) -> str:
        return f"{self.page}-{self.state}"


def page_scene(window: Window, page: str, state: str, step: str = "") -> Scene:
    window.go(step or page)
    settle()
    return Scene(page, state, window)


def settle() -> None:
    """Let all come that comes by itself: changes are told ten times a second, where no test has made that quicker."""
    QTest.qWait(workspaces.CHANGED_MS * 3 // 2)
    for _ in range(5):  # a layout in a layout is laid out one turn later
        QApplication.processEvents()


def dialog_scenes(window: QWidget, page: str, state: str) -> Iterator[Scene]:
    """The dialog that is open over the window; it is closed afterwards."""
    settle()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            yield Scene(page, state, dialog)
            dialog.done(0)
    settle()
