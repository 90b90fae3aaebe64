"""On or off."""

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from stillroom_desktop.theme import motion, theme


class Switch(QAbstractButton):
    """On or off, at once. `toggled` tells."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFixedSize(36, 22)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self.update)
        self.toggled.connect(self._move)
        theme.changed.connect(self.update)

    def _move(self, on: bool) -> None:
        self._slide.stop()
        if self.isVisible() and motion(140):
            self._slide.setDuration(motion(140))
            self._slide.setStartValue(0.0 if on else 1.0)
            self._slide.setEndValue(1.0 if on else 0.0)
            self._slide.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        track = self.rect().toRectF().adjusted(3, 2, -3, -2)
        moves = self._slide.state() == QVariantAnimation.State.Running
        at = float(self._slide.currentValue()) if moves else float(self.isChecked())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent" if self.isChecked() else "line2"))
        painter.drawRoundedRect(track, 9, 9)
        painter.setBrush(theme.color("on_accent" if self.isChecked() else "card"))
        painter.drawEllipse(QRectF(track.left() + 2 + at * (track.width() - 18), track.top() + 2, 14, 14))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 0.75, -1, -0.75), 10, 10)
