"""Bars and sparklines: how far something is, and how it went."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from stillroom_desktop.theme import theme


def paint_bar(painter: QPainter, rect: QRectF, parts: Sequence[tuple[float, str]]) -> None:
    """Draw a rounded bar: the track, and on it each part (share of the whole 0..1, role), from the left."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.fillPath(shape, theme.color("track"))
    painter.setClipPath(shape)
    left = rect.left()
    for share, role in parts:
        width = min(max(share, 0.0), 1.0) * rect.width()
        painter.fillRect(QRectF(left, rect.top(), max(width - 1, 0), rect.height()), theme.color(role))
        left += width
    painter.restore()


class Meter(QWidget):
    """A bar, a bar in parts, or a sparkline; empty while it has none of these."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(24)
        self._parts: list[tuple[float, str]] | None = None
        self._history: Sequence[float] = ()
        self._band: tuple[float, float] | None = None
        theme.changed.connect(self.update)

    def set(
        self,
        parts: list[tuple[float, str]] | None,
        history: Sequence[float] = (),
        band: tuple[float, float] | None = None,
    ) -> None:
        """Show parts (share of the whole 0..1, role), or else the course of a figure, oldest first; `band` is where the parts should end."""
        if (parts, history, band) != (self._parts, self._history, self._band):
            self._parts, self._history, self._band = parts, history, band
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._parts is not None:
            paint_bar(painter, QRectF(0, 9, self.width(), 6), self._parts)
            if self._band:
                self._paint_band(painter, *self._band)
        elif len(self._history) > 1:
            self._paint_history(painter)

    def _paint_band(self, painter: QPainter, low: float, high: float) -> None:
        """A frame around that part of the bar."""
        painter.setPen(QPen(theme.color("text2"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(low * self.width(), 5.5, (high - low) * self.width(), 13), 3, 3)

    def _paint_history(self, painter: QPainter) -> None:
        low, high = min(self._history), max(self._history)
        # Noise must not look like a cliff: the height stands for at least a third of the value.
        span = max(high - low, abs(high) / 3, 1e-9)
        middle = (low + high) / 2
        step = (self.width() - 6) / (len(self._history) - 1)
        points = [QPointF(1 + i * step, 12 - (value - middle) / span * 16) for i, value in enumerate(self._history)]
        colour = theme.color("accent")
        line = QPainterPath(points[0])
        for point in points[1:]:
            line.lineTo(point)
        under = QPainterPath(line)
        under.lineTo(points[-1].x(), 24)
        under.lineTo(points[0].x(), 24)
        shade, none = QColor(colour), QColor(colour)
        shade.setAlpha(38)
        none.setAlpha(0)
        gradient = QLinearGradient(0, 0, 0, 24)
        gradient.setColorAt(0, shade)
        gradient.setColorAt(1, none)
        painter.fillPath(under, gradient)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(points[-1], 2.5, 2.5)
