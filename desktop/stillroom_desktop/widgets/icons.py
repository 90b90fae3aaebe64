"""Icons in the colour of a role: sharp at every scale, and right in both themes without being made anew."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from stillroom_desktop.glyphs import GLYPHS, svg
from stillroom_desktop.theme import theme

NAMES = tuple(GLYPHS)


def icon(name: str, role: str = "text2") -> QIcon:
    """An icon that is drawn when it is shown, in the colour that its role has then."""
    if name not in GLYPHS:
        raise KeyError(name)
    return QIcon(_Engine(name, role))


def paint_icon(painter: QPainter, rect: QRectF, name: str, role: str = "text2") -> None:
    """Draw an icon into a square (logical pixels) in a role's colour."""
    _renderer(name, theme.color(role).name()).render(painter, rect)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg(name, colour)))


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        off = mode == QIcon.Mode.Disabled
        if off:
            painter.setOpacity(0.6)
        # A rectangle wider than high keeps the rest free at its right: the gap before a button's word.
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
        paint_icon(painter, square, self._name, "text3" if off else self._role)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)
