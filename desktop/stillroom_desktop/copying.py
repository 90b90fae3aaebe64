"""A project's copy in the making: how far it is, and the way to stop it."""

import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from stillroom.errors import KnownError
from stillroom.project import copy_project
from stillroom.trust import trust
from stillroom_desktop.background import Background

_TELL_MS = 100


class Copying(QObject):
    """Copies one project at a time, beside the window.

    `moved` comes as a copy begins, ten times a second while it is made, and when it is over. `ended` tells its folder, the
    StillroomError that it ended in, or None where it was stopped: then nothing is left of it.
    """

    moved = Signal()
    ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.done, self.size = 0, 0  # in bytes
        self._stop = threading.Event()
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._timer = QTimer(self, interval=_TELL_MS)
        self._timer.timeout.connect(self.moved)

    @property
    def busy(self) -> bool:
        return self._background.busy

    @property
    def stopping(self) -> bool:
        return self.busy and self._stop.is_set()

    def start(self, source: Path, folder: Path, trusted: Sequence[dict[str, Any]]) -> None:
        """Copy a project, and with it the trust in these tools of it."""
        self.done, self.size = 0, 0
        self._stop.clear()
        self._background.call(lambda: self._copy(source, folder, trusted))
        self._timer.start()
        self.moved.emit()

    def stop(self) -> None:
        """Break the copy off. `ended` comes when nothing is left of it."""
        self._stop.set()
        self.moved.emit()

    def _copy(self, source: Path, folder: Path, trusted: Sequence[dict[str, Any]]) -> Path | None:
        with contextlib.closing(copy_project(source, folder)) as steps:
            for self.done, self.size in steps:
                if self._stop.is_set():
                    return None
        if trusted:
            with contextlib.suppress(KnownError):  # then it is asked for again
                trust(folder, trusted)
        return folder

    def _on_done(self, outcome: object) -> None:
        self._timer.stop()
        self.moved.emit()
        self.ended.emit(outcome)
