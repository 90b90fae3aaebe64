"""What tasks cover as a table of tools and kinds (or of difficulty, or of persona): the more tasks, the stronger the colour."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, get_args

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from stillroom.store import Cell, Kind
from stillroom_desktop.theme import RADIUS_SMALL, font, theme
from stillroom_desktop.widgets.cells import HEADER_HEIGHT, paint_text
from stillroom_desktop.widgets.fixed_table import (
    CENTRE,
    LEFT,
    MARGIN,
    FixedDelegate,
    FixedHeader,
    FixedTable,
    blend,
    value_of,
)
from stillroom_desktop.words import NOTHING, kind_title

translate = QCoreApplication.translate

Dimension = Literal["kind", "difficulty", "persona"]
ALL = "*"
"""The key of the last column, which is all of a tool's."""

ROW = 30
_MOST = 9  # rows that are shown at once


class GridCell(msgspec.Struct, frozen=True):
    """What a cell says, and how strong its colour is, from 0 to 1; `spoken` says it in a sentence."""

    words: str
    strength: float = 0.0
    spoken: str = ""


class GridTable(FixedTable):
    """A row for each tool, a column for each value of a dimension. `chosen` tells a cell that was clicked or chosen by Enter.

    It tells the row's tool and the column's key.
    """

    chosen = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__(FixedHeader(CENTRE), _Delegate(), ROW)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._tools: list[str] = []
        self._keys: list[str] = []
        self.clicked.connect(self._choose)

    def set_grid(
        self,
        columns: Sequence[tuple[str, str]],
        rows: Sequence[tuple[str, Sequence[GridCell]]],
        picked: tuple[str, str] | None = None,
    ) -> None:
        """Show columns (key, title) and rows (tool, a cell for each column); `picked` is the tool and the key of a cell to mark."""
        self._tools, self._keys = [tool for tool, _ in rows], [key for key, _ in columns]
        place = self.currentIndex()
        words = [[tool or translate("Grid", "no tool"), *(cell.words for cell in cells)] for tool, cells in rows]
        values = [
            [(cell, (tool, key) == picked) for cell, key in zip(cells, self._keys, strict=True)] for tool, cells in rows
        ]
        spoken = [[line[0], *(cell.spoken for cell in cells)] for line, (_, cells) in zip(words, rows, strict=True)]
        self._show([translate("Grid", "Tool"), *(title for _, title in columns)], words, values, spoken)
        self.setFixedHeight(HEADER_HEIGHT + min(len(rows), _MOST) * ROW + 4)
        if place.isValid():
            self.setCurrentIndex(self.cells.index(place.row(), place.column()))

    def _choose(self, index: QModelIndex) -> None:
        key = self._keys[index.column() - 1] if index.column() else ALL
        self.chosen.emit(self._tools[index.row()], key)

    def _share_out(self) -> None:
        count = self.cells.columnCount() - 1
        width = self.viewport().width()
        name = min(max(118, width // 4), 210)
        each = (width - name - 6) // count
        self.setColumnWidth(0, name)
        for column in range(1, count):
            self.setColumnWidth(column, each)
        self.setColumnWidth(count, width - name - each * (count - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            spoken = value_of(index)[index.column() - 1][0].spoken if index.isValid() and index.column() else ""
            QToolTip.showText(event.globalPos(), spoken, self)
            return True
        return super().viewportEvent(event)


class _Delegate(FixedDelegate):
    def paint_cell(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        text = str(index.data())
        if index.column() == 0:
            paint_text(painter, rect.adjusted(MARGIN, 0, -8, 0), text, "text", font(12, mono=True), LEFT)
            return
        cell, picked = value_of(index)[index.column() - 1]
        inside = rect.toRectF().adjusted(2, 2, -2, -2)
        painter.setPen(QPen(theme.color("accent"), 2) if picked else Qt.PenStyle.NoPen)
        if cell.strength:
            painter.setBrush(blend(theme.color("accent"), 0.06 + 0.4 * cell.strength))
        if cell.strength or picked:
            painter.drawRoundedRect(inside, RADIUS_SMALL - 1, RADIUS_SMALL - 1)
        role = "text3" if text == NOTHING else "text"
        paint_text(painter, rect, text, role, font(12, 500, tabular=True), CENTRE)


def columns_of(dimension: Dimension, cells: Iterable[Cell]) -> list[tuple[str, str]]:
    """The columns of a dimension, as key and short title; what cells do not say has one of its own."""
    match dimension:
        case "kind":
            return [(kind, kind_word(kind)) for kind in get_args(Kind)]
        case "difficulty":
            titles = difficulty_titles()
        case "persona":
            titles = persona_titles()
    unsaid = any(not getattr(cell, dimension) for cell in cells)
    return [*titles.items(), *([("", translate("Grid", "not said"))] if unsaid else [])]


def tool_rows(tools: Sequence[str], cells: Iterable[Cell]) -> list[str]:
    """The tools that have a row: the project's, others that tasks are about, and "" for tasks about none."""
    return list(dict.fromkeys([*tools, *(cell.tool for cell in cells if cell.tool), ""]))


def strength_of(counts: Counter[tuple[str, str]]) -> Callable[[int], float]:
    """How strong a count's colour is beside the largest one."""
    most = max(counts.values(), default=0) or 1
    return lambda count: (count / most) ** 0.5


def kind_word(kind: Kind) -> str:
    """A kind in one word, for the head of a column; `kind_title` says it better."""
    match kind:
        case "call":
            return translate("Grid", "Single")
        case "chain":
            return translate("Grid", "Chain")
        case "parallel":
            return translate("Grid", "Parallel")
        case "ask_back":
            return translate("Grid", "Missing")
        case "no_tool":
            return translate("Grid", "No tool")
        case "chat":
            return translate("Grid", "Talk")


def difficulty_titles() -> dict[str, str]:
    """The difficulties of written tasks with their words."""
    return {
        "easy": translate("Grid", "Easy"),
        "medium": translate("Grid", "Medium"),
        "hard": translate("Grid", "Hard"),
    }


def persona_titles() -> dict[str, str]:
    """The personas of written tasks with their words."""
    return {
        "brief": translate("Grid", "Brief"),
        "polite": translate("Grid", "Polite"),
        "beginner": translate("Grid", "Beginner"),
        "expert": translate("Grid", "Expert"),
        "rambling": translate("Grid", "Rambling"),
    }


def column_title(dimension: Dimension, key: str) -> str:
    """What a column is about, in words."""
    if dimension == "kind":
        return next((kind_title(kind) for kind in get_args(Kind) if kind == key), key)
    titles = difficulty_titles() if dimension == "difficulty" else persona_titles()
    return titles.get(key, translate("Grid", "not said"))
