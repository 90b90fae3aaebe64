"""A small table of values: a row for each thing, a column for each run."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter

from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.cells import paint_text
from stillroom_desktop.widgets.fixed_table import LEFT, MARGIN, FixedDelegate, FixedHeader, FixedTable, Index

_NAME = 222


class ValueTable(FixedTable):
    """The runs' columns have a dot in their colour, as their curves do."""

    def __init__(self, name: str) -> None:
        self.roles: Sequence[str] = ()
        super().__init__(_Header(self), _Delegate(), 32)
        self.setAccessibleName(name)

    def set_values(
        self, title: str, runs: Sequence[str], roles: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]
    ) -> None:
        """Rows of a name and a value for each run; `title` heads the names."""
        self.roles = roles
        self._show([title, *runs], [[name, *values] for name, values in rows], list(rows))

    def _share_out(self) -> None:
        runs = self.cells.columnCount() - 1
        self.setColumnWidth(0, _NAME)
        for column in range(runs):
            self.setColumnWidth(column + 1, (self.viewport().width() - _NAME) // max(runs, 1))


class _Header(FixedHeader):
    def __init__(self, table: ValueTable) -> None:
        super().__init__(LEFT)
        self._table = table

    def paint_title(self, painter: QPainter, rect: QRect, column: int) -> None:
        if column == 0:
            super().paint_title(painter, rect, column)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._table.roles[column - 1]))
        painter.drawEllipse(QPointF(rect.left() + 9, rect.center().y() + 0.5), 4, 4)
        super().paint_title(painter, rect.adjusted(15, 0, 0, 0), column)


class _Delegate(FixedDelegate):
    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if index.row():
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), theme.color("line"))
        if index.column() == 0:
            paint_text(painter, rect.adjusted(MARGIN, 0, -8, 0), str(index.data()), "text2", font(), LEFT)
        else:
            look = font(13, 500, tabular=True)
            paint_text(painter, rect.adjusted(4, 0, -8, 0), str(index.data()), "text", look, LEFT)
