"""A list of entries to choose from, each in two lines: what it is, and how it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.cells import CellDelegate, paint_text
from stillroom_desktop.widgets.chips import paint_chip
from stillroom_desktop.widgets.rows import ROW, SPOKEN, Column, Row, Rows
from stillroom_desktop.widgets.table import Table

COLUMNS = (Column("title", ""),)
_DOT = 3.5


class EntryList(Table):
    """Entries below each other; it is filtered, selected and stepped through as a table is.

    An entry is a row with a `title`, and where it has them a `chip` (word, state, icon), a `note` beside it, something
    `right` of that, and the role of a `dot` at the right edge.
    """

    def __init__(self, name: str, *, mono: bool = False, height: int = 54, rows: Rows | None = None) -> None:
        super().__init__(COLUMNS, "", rows)
        self._delegate = _EntryDelegate(self, mono=mono)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.set_row_height(height)

    def set_rows(self, rows: Sequence[Row]) -> None:
        super().set_rows([row | {SPOKEN: spoken(row)} for row in rows])


class _EntryDelegate(CellDelegate):
    def __init__(self, view: Table, *, mono: bool) -> None:
        super().__init__(COLUMNS, view)
        self._title_font = font(12 if mono else 13, 500, mono=mono)

    def paint_value(
        self, painter: QPainter, rect: QRect, column: Column, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        inner = rect.adjusted(0, 8, -4, -9)
        half = inner.height() // 2
        if dot := row.get("dot"):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(dot))
            painter.drawEllipse(QPointF(inner.right() - _DOT, inner.center().y() + 1), _DOT, _DOT)
            inner.adjust(0, 0, -16, 0)
        paint_text(
            painter,
            QRect(inner.left(), inner.top(), inner.width(), half),
            row.get("title", ""),
            "text",
            self._title_font,
        )
        below = QRect(inner.left(), inner.top() + half + 1, inner.width(), half)
        if right := row.get("right"):
            paint_text(painter, below, right, "text3", font(12, tabular=True), Qt.AlignmentFlag.AlignRight)
        if chip := row.get("chip"):
            below.setLeft(round(paint_chip(painter, QRectF(below), *chip).right()) + 8)
        paint_text(painter, below.adjusted(0, 0, -44 if right else 0, 0), row.get("note", ""), "text2", font(12))


def spoken(row: Row) -> str:
    """All that is painted of an entry, for screen readers."""
    word = row["chip"][0] if row.get("chip") else ""
    return ", ".join(filter(None, (row["title"], word, row.get("note"), row.get("right"))))
