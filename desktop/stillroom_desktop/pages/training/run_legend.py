"""The runs of an overlaid plot: each with its colour and the form of its held-out marks."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from stillroom_desktop.pages.training.past_runs import ROLES
from stillroom_desktop.theme import font, theme

_MARK, _GAP, _HEIGHT = 28, 20, 20


class RunLegend(QWidget):
    """One line; the marks are those that the plot draws."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_titles(self, titles: Sequence[str]) -> None:
        self._titles = list(titles)
        self.setAccessibleName(", ".join(titles))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        left = 0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(12))
            for at, (title, role) in enumerate(zip(self._titles, ROLES, strict=False)):
                middle = QPointF(left + 9, _HEIGHT / 2)
                painter.setPen(QPen(theme.color(role), 2))
                painter.drawLine(QPointF(left, middle.y()), QPointF(left + 18, middle.y()))
                painter.setBrush(theme.color("card"))
                _paint_mark(painter, middle, at)
                width = QFontMetrics(painter.font()).horizontalAdvance(title)
                painter.setPen(theme.color("text2"))
                painter.drawText(QPointF(left + _MARK - 4, middle.y() + 4), title)
                left += _MARK + width + _GAP


def _paint_mark(painter: QPainter, at: QPointF, form: int) -> None:
    """The forms of `overlay.SYMBOLS`, in their order."""
    corners: dict[int, list[tuple[float, float]]] = {
        2: [(-4, -3.5), (4, -3.5), (0, 4.5)],
        3: [(0, -5), (4, 0), (0, 5), (-4, 0)],
        4: [(0, -4.5), (4.3, -1.4), (2.7, 3.7), (-2.7, 3.7), (-4.3, -1.4)],
    }
    if form == 0:
        painter.drawEllipse(at, 4, 4)
    elif form == 1:
        painter.drawRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7, 7))
    else:
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners[form]]))
