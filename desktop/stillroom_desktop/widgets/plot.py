"""The loss of a training run as a plot: every step faint, smoothed over it, held-out points, and a crosshair that reads values."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QEvent, QLocale, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stillroom.jobs import Step
from stillroom_desktop.theme import RADIUS_SMALL, font, theme
from stillroom_desktop.widgets.curves import smoothed, thinned
from stillroom_desktop.widgets.read_out import ReadOut

Quantity = Literal["loss", "learning_rate"]

_LEAP = 10
_ROOM = 18
_HAIR = 1e-3


class LossPlot(QWidget):
    """Steps on the x axis, nats per token (or the learning rate) on the y axis.

    The crosshair follows the mouse; with the keyboard, the arrow keys move it, Page up and down by ten steps, Home and End
    to the ends, Escape hides it. pyqtgraph, which takes a third of a second to load, is imported when one is made.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        import pyqtgraph

        self._steps: list[Step] = []
        self._means: list[float] = []
        self._held_out: list[tuple[int, float]] = []
        self._total = 1
        self._quantity: Quantity = "loss"
        self._at: int | None = None
        self._plot: Any = pyqtgraph.PlotWidget(self, enableMenu=False)
        self._items: Any = self._plot.getPlotItem()
        self._raw: Any = self._items.plot([])
        self._held_line: Any = self._items.plot([], symbol="o", symbolSize=9)
        self._mean: Any = self._items.plot([])
        self._now: Any = pyqtgraph.InfiniteLine(angle=90)
        self._cross: Any = pyqtgraph.InfiniteLine(angle=90)
        self._marks: Any = pyqtgraph.ScatterPlotItem(size=10, pxMode=True)
        for item in (self._now, self._cross, self._marks):
            item.setVisible(False)
            self._items.addItem(item, ignoreBounds=True)
        self._read_out = ReadOut(self)
        self._redraw = QTimer(self, singleShot=True, interval=0)
        self._redraw.timeout.connect(self._draw)
        self._set_up()
        theme.changed.connect(self._paint_roles)
        self._paint_roles()
        self._draw()

    def _set_up(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(180)
        self.setAccessibleName(self.tr("Loss at each training step"))
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setFrameShape(QFrame.Shape.NoFrame)
        self._plot.setAntialiasing(True)
        self._plot.scene().sigMouseMoved.connect(self._moved)
        self._plot.viewport().installEventFilter(self)
        self._items.hideButtons()
        self._items.setMouseEnabled(False, False)
        self._items.getViewBox().setDefaultPadding(0)
        self._items.layout.setContentsMargins(0, 8, _ROOM, 0)  # at the right for half of the last label
        # The grid is the right axis's: an axis with a grid drops the label at its end.
        self._items.showAxis("right")
        self._items.getAxis("right").setGrid(255)
        self._items.getAxis("right").setStyle(showValues=False, maxTickLevel=0)
        self._items.getAxis("right").setWidth(0)
        left = self._items.getAxis("left")
        left.setStyle(tickTextOffset=8, maxTickLevel=0)
        point, ticks = QLocale().decimalPoint(), left.tickStrings
        left.tickStrings = lambda *what: [text.replace(".", point) for text in ticks(*what)]
        self._items.getAxis("bottom").setStyle(tickTextOffset=6, maxTickLevel=0, hideOverlappingLabels=_ROOM)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._plot)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(420, self.minimumHeight())  # it takes what is left, and asks for no more

    @property
    def steps(self) -> Sequence[Step]:
        return self._steps

    @property
    def held_out(self) -> Sequence[tuple[int, float]]:
        return self._held_out

    @property
    def mean(self) -> float | None:
        """The newest smoothed loss, None before the first step."""
        return self._means[-1] if self._means else None

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps and no others."""
        self._steps = []
        self._at = None
        for step in steps:
            self.add(step)
        self._draw()

    def add(self, step: Step) -> None:
        """Show one step more; one that was there is done again by a resumed run, and replaces it and all after it."""
        while self._steps and self._steps[-1].step >= step.step:
            self._steps.pop()
        self._steps.append(step)
        self._total = step.total
        self._redraw.start()

    def set_held_out(self, points: Sequence[tuple[int, float]]) -> None:
        """Show the losses on held-out trajectories, each after how many steps."""
        self._held_out = list(points)
        self._redraw.start()

    def show_quantity(self, quantity: Quantity) -> None:
        self._quantity = quantity
        self._draw()

    def save_png(self, path: Path) -> bool:
        """Write what is seen as a picture, on the card's colour; False if it could not be written."""
        self._draw()
        return self.grab().save(str(path), "PNG")

    def save_csv(self, path: Path) -> None:
        """Write a row for each step: loss and held-out loss in nats, learning rate, tokens per second.

        Raises:
            OSError: the file cannot be written.
        """
        held_out = dict(self._held_out)
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["step", "loss", "held_out_loss", "learning_rate", "tokens_per_second"])
            for step in self._steps:
                held = held_out.get(step.step, "")
                rows.writerow([step.step, step.loss, held, step.learning_rate, step.tokens_per_second])

    def _values(self) -> list[float]:
        return [step.loss if self._quantity == "loss" else step.learning_rate for step in self._steps]

    def _draw(self) -> None:
        self._redraw.stop()
        values = self._values()
        self._means = smoothed([step.loss for step in self._steps], max(4.0, self._total / 20))
        lines = self._means if self._quantity == "loss" else values
        held_out = self._held_out if self._quantity == "loss" else []
        self._set_line(self._raw, list(zip((step.step for step in self._steps), values, strict=True)))
        self._set_line(self._mean, list(zip((step.step for step in self._steps), lines, strict=True)))
        self._held_line.setData([step for step, _ in held_out], [loss for _, loss in held_out])
        last = self._steps[-1].step if self._steps else 0
        self._now.setVisible(0 < last < self._total)
        self._now.setValue(last)
        top = max([*values, *(loss for _, loss in held_out)], default=1.0)
        # A hair below 0: a tick exactly on the edge would fall to rounding.
        self._items.setXRange(-_HAIR * self._total, 1.02 * max(self._total, last), padding=0)
        self._items.setYRange(-_HAIR * (top or 1.0), (top or 1.0) * 1.06, padding=0)
        unit = self.tr("nats per token") if self._quantity == "loss" else self.tr("learning rate")
        self._items.getAxis("left").setToolTip(unit)
        self._items.getAxis("bottom").setLabel(self.tr("Steps"))
        self._items.getAxis("bottom").showLabel(True)
        self._show_cross()

    @staticmethod
    def _set_line(line: Any, points: list[tuple[float, float]]) -> None:
        shown = thinned(points)
        line.setData([x for x, _ in shown], [y for _, y in shown])

    def _paint_roles(self) -> None:
        accent, info = theme.color("accent"), theme.color("fill_info")
        faint = QColor(accent)
        faint.setAlphaF(0.32)
        self._plot.setBackground(theme.color("card"))
        self._raw.setPen(QPen(faint, 0))
        self._mean.setPen(_pen(accent, 2))
        self._held_line.setPen(_pen(info, 2))
        self._held_line.setSymbolPen(_pen(info, 2))
        self._held_line.setSymbolBrush(theme.color("card"))
        self._now.setPen(_pen(theme.color("line2"), 1, Qt.PenStyle.DashLine))
        self._cross.setPen(_pen(theme.color("text3"), 1))
        for name in ("left", "bottom", "right"):
            axis = self._items.getAxis(name)
            axis.setPen(_pen(theme.color("line2"), 1) if name == "bottom" else QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(_pen(theme.color("line"), 1) if name == "right" else QPen(Qt.PenStyle.NoPen))
            axis.setTickFont(font(12, tabular=True))
            axis.setTextPen(theme.color("text3"))
            axis.label.setFont(font(12))
        self._show_cross()

    # The crosshair

    def _moved(self, position: QPointF) -> None:
        view = self._items.getViewBox()
        inside = view.sceneBoundingRect().contains(position) and bool(self._steps)
        self.read_at(round(view.mapSceneToView(position).x()) if inside else None)

    def read_at(self, step: int | None) -> None:
        """Put the crosshair on the step nearest to `step`; None hides it."""
        self._at = step if step is None else self._nearest(step)
        self._show_cross()

    def _nearest(self, step: int) -> int | None:
        return min((known.step for known in self._steps), key=lambda known: abs(known - step), default=None)

    def _show_cross(self) -> None:
        if self._redraw.isActive():  # the averages are those of the last drawing
            self._draw()
            return
        position = next((at for at, step in enumerate(self._steps) if step.step == self._at), None)
        for item in (self._cross, self._marks):
            item.setVisible(position is not None)
        self._read_out.setVisible(position is not None)
        if position is None:
            return
        step, held = self._steps[position], dict(self._held_out).get(self._steps[position].step)
        rows = [("accent", self.tr("This step"), f"{step.loss:.3f}")]
        points = [(step.step, self._means[position], "accent")]
        if self._quantity == "loss":
            rows.append(("", self.tr("Smoothed"), f"{self._means[position]:.3f}"))
            if held is not None:
                rows.append(("fill_info", self.tr("Held-out"), f"{held:.3f}"))
                points.append((step.step, held, "fill_info"))
        else:
            rows = [("accent", self.tr("Learning rate"), f"{step.learning_rate:.2e}")]
            points = [(step.step, step.learning_rate, "accent")]
        self._cross.setValue(step.step)
        border = _pen(theme.color("card"), 2)
        self._marks.setData(
            [{"pos": (x, y), "brush": theme.color(role), "pen": border} for x, y, role in points], size=10
        )
        title = self.tr("Step {step}").format(step=step.step)
        self._read_out.show_rows(title, rows)
        self.setAccessibleDescription(", ".join([title, *(f"{name} {value}" for _, name, value in rows)]))
        self._place(step.step, points[0][1])

    def _place(self, x: float, y: float) -> None:
        """Beside the line where there is room, above the middle so that it does not hide the curve's end."""
        view = self._items.getViewBox()
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
        if not self._steps:
            super().keyPressEvent(event)
            return
        first, last = self._steps[0].step, self._steps[-1].step
        at = self._at if self._at is not None else last + 1
        moves = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_PageDown: at - _LEAP,
            Qt.Key.Key_PageUp: at + _LEAP,
            Qt.Key.Key_Home: first,
            Qt.Key.Key_End: last,
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
                painter.setPen(_pen(theme.color("accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)


def _pen(color: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen whose width is in pixels whatever the plot's scale."""
    pen = QPen(color, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen
