"""What would keep the window from answering, done beside it: one function at a time, in a thread that ends with it."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from stillroom.errors import report

_LOOK_MS = 20


class Background(QObject):
    """Calls functions that get no widget. Nothing waits for them but the end of the program, and not even that with `daemon`."""

    done = Signal(object)  # what the function returned, or the StillroomError that it ended in

    def __init__(self, parent: QObject, *, daemon: bool = False) -> None:
        super().__init__(parent)
        self._daemon = daemon
        self._results: list[Any] = []
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        return self._timer.isActive()

    def call(self, function: Callable[[], Any]) -> None:
        """Begin; `done` tells what came of it. What comes of an earlier call, if that is still under way, is told no more."""
        results = self._results = []
        threading.Thread(target=lambda: results.append(_outcome(function)), daemon=self._daemon).start()
        self._timer.start()

    def _look(self) -> None:
        # The thread emits no signal itself: the object may be gone by then.
        if self._results:
            self._timer.stop()
            self.done.emit(self._results.pop())


def _outcome(function: Callable[[], Any]) -> Any:
    try:
        return function()
    except Exception as error:  # noqa: BLE001 - whoever asked shows it
        return report(error)
