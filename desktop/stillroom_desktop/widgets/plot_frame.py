"""What every plot over training steps has: axes in the theme's colours, and a crosshair that the mouse and the keyboard move."""

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QLocale, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stillroom_desktop.theme import RADIUS_SMALL, font, theme
from stillroom_desktop.widgets.read_out import ReadOut

_LEAP = 10
_ROOM = 18
_HAIR = 1e-3


class Reading(msgspec.Struct, frozen=True):
    """What the crosshair reads: a title, rows of a colour role, a name and a value, and points of x, y and a role to mark."""

    title: str
    rows: list[tuple[str, str, str]]
    points: list[tuple[float, float, str]]


class PlotFrame(QWidget):
    """Steps on the x axis. A subclass adds its lines to `items`, draws in `draw`, and says in `steps_drawn` and `reading` what there is.

    The crosshair follows the mouse; with the keyboard, the arrow keys move it, Page up and down by ten steps, Home and End
    to the ends, Escape hides it. pyqtgraph, which takes a third of a second to load, is imported when one is made.
    """

    def __init__(self, name: str, rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        import pyqtgraph

        self._at: int | None = None
        self._plot: Any = pyqtgraph.PlotWidget(self, enableMenu=False)
        self.items: Any = self._plot.getPlotItem()
        self._cross: Any = pyqtgraph.InfiniteLine(angle=90)
        self._marks: Any = pyqtgraph.ScatterPlotItem(size=10, pxMode=True)
        for item in (self._cross, self._marks):
            item.setVisible(False)
            item.setZValue(10)
            self.items.addItem(item, ignoreBounds=True)
        self._read_out = ReadOut(self, rows)
        self._redraw = QTimer(self, singleShot=True, interval=0)
        self._redraw.timeout.connect(self._draw_now)
        self._set_up(name)
        theme.changed.connect(self._paint_frame)
        self._paint_frame()

    def steps_drawn(self) -> Sequence[int]:
        """The steps that the crosshair can stand on, in their order."""
        raise NotImplementedError

    def reading(self, step: int) -> Reading:
        """What there is to read at one of these."""
        raise NotImplementedError

    def draw(self) -> None:
        """Give the lines their points, and call `set_range`."""
        raise NotImplementedError

    def draw_soon(self) -> None:
        """Draw once, however often it is asked for until then."""
        self._redraw.start()

    def set_range(self, steps: int, top: float, unit: str) -> None:
        """Show so many steps, and values from 0 to `top` in a unit."""
        # A hair below 0: a tick exactly on the edge would fall to rounding.
        self.items.setXRange(-_HAIR * steps, 1.02 * steps, padding=0)
        self.items.setYRange(-_HAIR * (top or 1.0), (top or 1.0) * 1.06, padding=0)
        self.items.getAxis("left").setToolTip(unit)
        self.items.getAxis("bottom").setLabel(self.tr("Steps"))
        self.items.getAxis("bottom").showLabel(True)

    def read_at(self, step: int | None) -> None:
        """Put the crosshair on the step nearest to `step`; None hides it."""
        if step is None:
            self._at = None
        else:
            self._at = min(self.steps_drawn(), key=lambda known: abs(known - step), default=None)
        self._show_cross()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(420, self.minimumHeight())  # it takes what is left, and asks for no more

    def _draw_now(self) -> None:
        self._redraw.stop()
        self.draw()
        self._show_cross()

    def _set_up(self, name: str) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(180)
        self.setAccessibleName(name)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setFrameShape(QFrame.Shape.NoFrame)
        self._plot.setAntialiasing(True)
        self._plot.scene().sigMouseMoved.connect(self._moved)
        self._plot.viewport().installEventFilter(self)
        self.items.hideButtons()
        self.items.setMouseEnabled(False, False)
        self.items.getViewBox().setDefaultPadding(0)
        self.items.layout.setContentsMargins(0, 8, _ROOM, 0)  # at the right for half of the last label
        # The grid is the right axis's: an axis with a grid drops the label at its end.
        self.items.showAxis("right")
        self.items.getAxis("right").setGrid(255)
        self.items.getAxis("right").setStyle(showValues=False, maxTickLevel=0)
        self.items.getAxis("right").setWidth(0)
        left = self.items.getAxis("left")
        left.setStyle(tickTextOffset=8, maxTickLevel=0)
        point, ticks = QLocale().decimalPoint(), left.tickStrings
        left.tickStrings = lambda *what: [text.replace(".", point) for text in ticks(*what)]
        self.items.getAxis("bottom").setStyle(tickTextOffset=6, maxTickLevel=0, hideOverlappingLabels=_ROOM)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._plot)

    def _paint_frame(self) -> None:
        self._plot.setBackground(theme.color("card"))
        self._cross.setPen(line_pen(theme.color("text3"), 1))
        for name in ("left", "bottom", "right"):
            axis = self.items.getAxis(name)
            axis.setPen(line_pen(theme.color("line2"), 1) if name == "bottom" else QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(line_pen(theme.color("line"), 1) if name == "right" else QPen(Qt.PenStyle.NoPen))
            axis.setTickFont(font(12, tabular=True))
            axis.setTextPen(theme.color("text3"))
            axis.label.setFont(font(12))

    # The crosshair

    def _moved(self, position: QPointF) -> None:
        view = self.items.getViewBox()
        inside = view.sceneBoundingRect().contains(position) and bool(self.steps_drawn())
        self.read_at(round(view.mapSceneToView(position).x()) if inside else None)

    def _show_cross(self) -> None:
        if self._redraw.isActive():  # what is read is that of the last drawing
            self._draw_now()
            return
        at = self._at if self._at in self.steps_drawn() else None
        for item in (self._cross, self._marks, self._read_out):
            item.setVisible(at is not None)
        if at is None:
            return
        read = self.reading(at)
        self._cross.setValue(at)
        border = line_pen(theme.color("card"), 2)
        self._marks.setData(
            [{"pos": (x, y), "brush": theme.color(role), "pen": border} for x, y, role in read.points], size=10
        )
        self._read_out.show_rows(read.title, read.rows)
        self.setAccessibleDescription(", ".join([read.title, *(f"{name} {value}" for _, name, value in read.rows)]))
        self._place(at, read.points[0][1])

    def _place(self, x: float, y: float) -> None:
        """Beside the line where there is room, above the middle so that it does not hide the curve's end."""
        view = self.items.getViewBox()
        at = self._plot.mapTo(self, self._plot.mapFromScene(view.mapViewToScene(QPointF(x, y))))
        size = self._read_out.size()
        left = at.x() + 14 if at.x() + 14 + size.width() < self.width() else at.x() - 14 - size.width()
        top = max(8, min(at.y() - size.height() - 14, self.height() - size.height() - 40))
        self._read_out.move(round(left), round(top))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Leave and not self.hasFocus():
            self.read_at(None)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        steps = self.steps_drawn()
        if not steps:
            super().keyPressEvent(event)
            return
        at = self._at if self._at is not None else steps[-1] + 1
        moves = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_PageDown: at - _LEAP,
            Qt.Key.Key_PageUp: at + _LEAP,
            Qt.Key.Key_Home: steps[0],
            Qt.Key.Key_End: steps[-1],
            Qt.Key.Key_Escape: None,
        }
        if event.key() not in moves or (event.key() == Qt.Key.Key_Escape and self._at is None):
            super().keyPressEvent(event)
            return
        self.read_at(moves[Qt.Key(event.key())])

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.read_at(None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), theme.color("card"))
            if self.hasFocus():
                painter.setPen(line_pen(theme.color("accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)


def line_pen(color: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen whose width is in pixels whatever the plot's scale."""
    pen = QPen(color, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen


def set_line(line: Any, points: Sequence[tuple[float, float]]) -> None:
    """Give a line its points."""
    line.setData([x for x, _ in points], [y for _, y in points])
