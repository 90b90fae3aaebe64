"""How busy the graphics card or the processor is while a training is watched: asked every few seconds, beside the window."""

from PySide6.QtCore import QObject, QTimer

from stillroom.students import Hardware, busy_share
from stillroom_desktop.background import Background

_EVERY_MS = 3000


class LoadWatch(QObject):
    """`share` is the newest that was told, from 0 to 1; None before that, and where nobody says."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.share: float | None = None
        self._hardware: Hardware | None = None
        self._background = Background(self, daemon=True)
        self._background.done.connect(self._take)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._ask)

    def watch(self, hardware: Hardware | None) -> None:
        """Ask from now on; None: no longer."""
        self._hardware = hardware
        if hardware is None:
            self._timer.stop()
            self.share = None
        elif not self._timer.isActive():
            self._timer.start()

    def _ask(self) -> None:
        hardware = self._hardware
        if hardware and not self._background.busy:
            self._background.call(lambda: busy_share(hardware))

    def _take(self, outcome: object) -> None:
        self.share = outcome if isinstance(outcome, float) and self._hardware else None
