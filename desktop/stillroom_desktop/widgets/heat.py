"""How often each arm is right, by kind of task or by tool: the more often, the stronger the colour."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from stillroom.evaluation import Rate
from stillroom_desktop.theme import RADIUS_SMALL, font, theme
from stillroom_desktop.widgets.cells import paint_text
from stillroom_desktop.widgets.fixed_table import (
    CENTRE,
    LEFT,
    MARGIN,
    FixedDelegate,
    FixedHeader,
    FixedTable,
    Index,
    blend,
    value_of,
)
from stillroom_desktop.widgets.intervals import count_text


class HeatTable(FixedTable):
    """A row for each kind or tool, a column for each arm, in each cell how many of how many are right."""

    def __init__(self) -> None:
        super().__init__(FixedHeader(CENTRE), _Delegate(), 34)
        self.setAccessibleName(self.tr("Right calls by kind of task or by tool"))

    def set_rows(self, title: str, arms: Sequence[str], rows: Sequence[tuple[str, Sequence[Rate | None]]]) -> None:
        """Each row's name and a rate for each arm, None where it was scored on no such task. `title` heads the names."""
        words = [[name, *(count_text(rate) for rate in rates)] for name, rates in rows]
        self._show([title, *arms], words, [rates for _, rates in rows])

    def _share_out(self) -> None:
        arms = self.cells.columnCount() - 1
        width = self.viewport().width() - MARGIN + 2
        name = min(max(118, width // 3), 168)
        self.setColumnWidth(0, name)
        for column in range(arms):
            self.setColumnWidth(column + 1, (width - name) // arms)


class _Delegate(FixedDelegate):
    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        text = str(index.data())
        if index.column() == 0:
            paint_text(painter, rect.adjusted(MARGIN, 0, -8, 0), text, "text", font(), LEFT)
            return
        rate: Rate | None = value_of(index)[index.column() - 1]
        if rate is not None and rate.value is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blend(theme.color("accent"), 0.05 + 0.42 * rate.value))
            painter.drawRoundedRect(rect.toRectF().adjusted(2, 2, -2, -2), RADIUS_SMALL - 1, RADIUS_SMALL - 1)
        paint_text(painter, rect, text, "text", font(12, 500, tabular=True), CENTRE)
