"""Stillroom's sign: a flask on copper."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QLinearGradient, QPainter, QPixmap

from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.icons import paint_icon


def paint_logo(painter: QPainter, square: QRectF) -> None:
    """Draw the sign into a square (logical pixels)."""
    side = square.width()
    copper = QLinearGradient(square.topLeft(), square.bottomRight())
    copper.setColorAt(0, theme.color("accent").lighter(122))
    copper.setColorAt(1, theme.color("accent"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(copper)
    painter.drawRoundedRect(square, side / 4, side / 4)
    inset = side * 0.21
    paint_icon(painter, square.adjusted(inset, inset, -inset, -inset), "flask", "on_accent")
    painter.restore()


def app_icon() -> QIcon:
    """The sign in the sizes that systems ask for."""
    icon = QIcon()
    for side in (16, 32, 48, 128, 256):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_logo(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(picture)
    return icon
