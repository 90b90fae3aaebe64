"""A bar that fills."""

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from stillroom_desktop.theme import State, motion, theme
from stillroom_desktop.widgets.bars import paint_bar


class ProgressBar(QProgressBar):
    """A thin bar that fills; without a share, something moves in it while there is motion."""

    def __init__(self, *, height: int = 5) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share: float | None = 0.0
        self._role = "accent"
        self._run = QVariantAnimation(self)
        self._run.setStartValue(0.0)
        self._run.setEndValue(1.0)
        self._run.setLoopCount(-1)
        self._run.valueChanged.connect(self.update)
        theme.changed.connect(self.update)
        self.set(0.0)

    def set(self, share: float | None, state: State = "accent") -> None:
        """Show a share (0..1), or with None that it works and nobody knows how long."""
        self.setUpdatesEnabled(
            False
        )  # Qt's bar would paint at once with each value, and all that waits in the window with it
        self._share = share
        self._role = {"accent": "accent", "mute": "line2"}.get(state, f"fill_{state}")
        self.setRange(0, 0 if share is None else 100)
        self.setValue(-1 if share is None else round(100 * share))
        self._run_or_rest()
        self.setUpdatesEnabled(True)

    @property
    def moving(self) -> bool:
        """Whether something moves in it now."""
        return self._run.state() == QVariantAnimation.State.Running

    def _run_or_rest(self) -> None:
        duration = motion(1400)
        if self._share is None and duration and self.isVisible():
            self._run.setDuration(duration)
            if not self.moving:
                self._run.start()
        else:
            self._run.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        self._run_or_rest()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self._run.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        bar = self.rect().toRectF()
        if self._share is not None:
            paint_bar(painter, bar, [(self._share, self._role)])
            return
        paint_bar(painter, bar, [])
        at = self._run.currentValue() if self.moving else 0.5
        width = bar.width() * 0.3
        left = -width + (bar.width() + width) * float(at)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._role))
        painter.drawRoundedRect(QRectF(left, 0, width, bar.height()), bar.height() / 2, bar.height() / 2)
