"""The mark of a step's state: a filled tick, an arc, a ring with a dot, a thin ring, or an exclamation mark."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from stillroom_desktop.steps import State
from stillroom_desktop.theme import theme

translate = QCoreApplication.translate

NOTE_ROLES: dict[State, str] = {
    "empty": "text3",
    "ready": "accent_text",
    "running": "accent_text",
    "done": "text3",
    "attention": "warn",
}
"""The colour role of the few words that stand beside a mark."""

_UNKNOWN_SHARE = 0.28


def state_word(state: State) -> str:
    """A step's state in words, for those who do not see its mark."""
    match state:
        case "empty":
            return translate("Steps", "Not yet")
        case "ready":
            return translate("Steps", "Ready")
        case "running":
            return translate("Steps", "Running")
        case "done":
            return translate("Steps", "Done")
        case "attention":
            return translate("Steps", "Needs you")


def paint_mark(painter: QPainter, centre: QPointF, radius: float, state: State, share: float | None = None) -> None:
    """Draw a mark; `share` (0 to 1) is how far a running step is, None where that is not known."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    match state:
        case "done" | "attention":
            painter.setBrush(theme.color("ok" if state == "done" else "warn"))
            painter.drawEllipse(centre, radius, radius)
            _sign(painter, centre, radius, state)
        case "running":
            _ring(painter, centre, radius - 1, "track", 2.4)
            painter.setPen(_pen("accent", 2.4))
            side = QRectF(centre.x() - radius + 1, centre.y() - radius + 1, 2 * radius - 2, 2 * radius - 2)
            painter.drawArc(side, 90 * 16, round(-360 * 16 * (_UNKNOWN_SHARE if share is None else max(share, 0.02))))
        case "ready":
            _ring(painter, centre, radius - 1, "accent", 1.8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(centre, radius * 0.36, radius * 0.36)
        case "empty":
            _ring(painter, centre, radius - 1.5, "line2", 1.6)
    painter.restore()


def _sign(painter: QPainter, centre: QPointF, radius: float, state: State) -> None:
    """The tick or the exclamation mark in a filled circle."""
    painter.setPen(_pen("card", radius * 0.24))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state == "done":
        corners = [(-0.42, 0.04), (-0.12, 0.34), (0.42, -0.28)]
        painter.drawPolyline([centre + QPointF(x, y) * radius for x, y in corners])
    else:
        painter.drawLine(centre + QPointF(0, -0.5) * radius, centre + QPointF(0, 0.1) * radius)
        painter.drawPoint(centre + QPointF(0, 0.5) * radius)


def _ring(painter: QPainter, centre: QPointF, radius: float, role: str, width: float) -> None:
    painter.setPen(_pen(role, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)


def _pen(role: str, width: float) -> QPen:
    pen = QPen(theme.color(role), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
