"""Chips: a state as colour, icon and word, and the name of a tool. One function paints them for widgets and tables."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stillroom_desktop.theme import State, font, state_roles, theme
from stillroom_desktop.widgets.icons import paint_icon

HEIGHT = 22
_ICON, _GAP, _PADDING, _PADDING_MONO = 12.0, 5.0, 9.0, 8.0


def chip_width(word: str, icon: str = "", mono: bool = False) -> float:
    """How wide `paint_chip` draws it, in logical pixels."""
    sides = 2 * (_PADDING_MONO if mono else _PADDING)
    return sides + QFontMetricsF(_font(mono)).horizontalAdvance(word) + (_ICON + _GAP if icon else 0)


def paint_chip(
    painter: QPainter, rect: QRectF, word: str, state: State, icon: str = "", *, mono: bool = False
) -> QRectF:
    """Draw a chip at the left of `rect`, in its middle, elided where it is too narrow; returns where it stands."""
    text_role, ground_role = state_roles(state)
    width = min(chip_width(word, icon, mono), rect.width())
    where = QRectF(rect.x(), rect.center().y() - HEIGHT / 2, width, HEIGHT)
    padding, radius = (_PADDING_MONO, 5.0) if mono else (_PADDING, HEIGHT / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground_role))
    painter.drawRoundedRect(where, radius, radius)
    inside = where.adjusted(padding, 0, -padding, 0)
    if icon:
        paint_icon(painter, QRectF(inside.x(), where.center().y() - _ICON / 2, _ICON, _ICON), icon, text_role)
        inside.setLeft(inside.left() + _ICON + _GAP)
    painter.setFont(_font(mono))
    painter.setPen(theme.color(text_role))
    shown = QFontMetricsF(_font(mono)).elidedText(word, Qt.TextElideMode.ElideRight, inside.width() + 0.5)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    painter.restore()
    return where


def _font(mono: bool) -> QFont:
    return font(11, mono=True) if mono else font(12, 500)


class Chip(QWidget):
    """A state as colour, icon and word."""

    def __init__(self, word: str, state: State, icon: str = "") -> None:
        super().__init__()
        self._mono = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set(word, state, icon)

    def set(self, word: str, state: State, icon: str = "") -> None:
        """Show another state."""
        self.word, self.state, self._icon = word, state, icon
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(int(chip_width(self.word, self._icon, self._mono)) + 1, HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(self.sizeHint().width(), 160), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_chip(QPainter(self), self.rect().toRectF(), self.word, self.state, self._icon, mono=self._mono)


class ToolChip(Chip):
    """The name of a tool or a type."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "mute")
        self._mono = True
