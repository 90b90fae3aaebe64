"""Small tables that show all their rows at once: a score and where it comes from."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from stillroom_desktop.theme import RADIUS_SMALL, font, theme
from stillroom_desktop.widgets.cells import HEADER_HEIGHT, paint_text

MARGIN = 19
"""Pixels left of the first column: what a card leaves beside its title."""

GAP = 12

Index = QModelIndex | QPersistentModelIndex
LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
_DISPLAY = Qt.ItemDataRole.DisplayRole


class FixedTable(QTableView):
    """A table that is as high as its rows. Ctrl+C copies it whole, and a screen reader hears its words."""

    def __init__(self, header: "FixedHeader", delegate: "FixedDelegate", row_height: int) -> None:
        super().__init__()
        self.cells = Cells()
        self._row_height = row_height
        self.setModel(self.cells)
        self.setHorizontalHeader(header)
        self.setItemDelegate(delegate)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(row_height)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.viewport().update)
        theme.changed.connect(header.viewport().update)

    def _show(
        self, titles: list[str], words: list[list[str]], values: list[Any], spoken: list[list[str]] | None = None
    ) -> None:
        self.cells.fill(titles, words, values, spoken)
        self.setFixedHeight(HEADER_HEIGHT + len(words) * self._row_height)
        self._share_out()

    def _share_out(self) -> None:
        """Give each column its width."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self.cells.columnCount():
            self._share_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.cells.as_text())
        else:
            super().keyPressEvent(event)


class Cells(QAbstractTableModel):
    """Words by row and column for screen readers and copying; `values` has for each row what the delegate paints."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: list[str] = []
        self._words: list[list[str]] = []
        self._spoken: list[list[str]] = []
        self.values: list[Any] = []

    def fill(
        self, titles: list[str], words: list[list[str]], values: list[Any], spoken: list[list[str]] | None = None
    ) -> None:
        """Hold these; `spoken` is what a screen reader says of each cell, where that is more than its words."""
        self.beginResetModel()
        self._titles, self._words, self.values, self._spoken = titles, words, values, spoken or words
        self.endResetModel()

    def as_text(self) -> str:
        """All of it, a line for each row, with tabs between the columns."""
        return "\n".join("\t".join(row) for row in [self._titles, *self._words])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._words)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words[index.row()][index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802 - Qt's name
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None


class FixedHeader(QHeaderView):
    """Titles in a quiet line: the first at the left, the others as `align` says."""

    def __init__(self, align: Qt.AlignmentFlag) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._align = align
        self.setFixedHeight(HEADER_HEIGHT)
        self.setMinimumSectionSize(40)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:  # noqa: N802 - Qt's name
        painter.save()
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        self.paint_title(painter, rect, logical_index)
        painter.restore()

    def paint_title(self, painter: QPainter, rect: QRect, column: int) -> None:
        title = str(self.model().headerData(column, Qt.Orientation.Horizontal))
        if column == 0:
            paint_text(painter, rect.adjusted(MARGIN, 0, -4, 0), title, "text2", font(12, 500), LEFT)
        else:
            inside = rect.adjusted(4, 0, -GAP if self._align == RIGHT else -4, 0)
            paint_text(painter, inside, title, "text2", font(12, 500), self._align)


class FixedDelegate(QStyledItemDelegate):
    """Paints a cell of a `FixedTable`: `paint_cell` does, and a ring shows where the keyboard is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_cell(painter, option.rect, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.toRectF().adjusted(1.5, 1.5, -1.5, -1.5), RADIUS_SMALL, RADIUS_SMALL)
        painter.restore()

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        raise NotImplementedError


def value_of(index: Index) -> Any:
    """What a row's cells are painted from."""
    model = index.model()
    assert isinstance(model, Cells)
    return model.values[index.row()]


def blend(over: QColor, share: float) -> QColor:
    """`share` of a colour on a card."""
    under = theme.color("card")
    return QColor.fromRgbF(
        under.redF() + (over.redF() - under.redF()) * share,
        under.greenF() + (over.greenF() - under.greenF()) * share,
        under.blueF() + (over.blueF() - under.blueF()) * share,
    )
