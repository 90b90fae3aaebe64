"""A table: sortable, filterable, its columns resizable and remembered, its rows copied as text."""

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, QSettings, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from stillroom.paths import config_folder
from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.cells import ROW_HEIGHT, CellDelegate, Header, paint_text
from stillroom_desktop.widgets.paged import PagedRows
from stillroom_desktop.widgets.rows import ROW, Column, Row, RowFilter, Rows

__all__ = ["Column", "Row", "Rows", "Table"]

_ROOM, _LEAST_ROOM = (
    220,
    140,
)  # what a column without a width needs while spare ones are shown, and once they are hidden


class Table(QTableView):
    """Rows under columns. `settings_key` names where its columns' widths, order and sorting are remembered, "" for nowhere.

    `PagedRows` are shown as they are; whoever made them sorts and filters.
    """

    selected_row = Signal(str)  # the id of the current row, "" for none
    activated_row = Signal(str)  # the id of the row that Enter or a double click chose

    def __init__(self, columns: Sequence[Column], settings_key: str, rows: Rows | None = None) -> None:
        super().__init__()
        self.rows = rows or Rows(columns, self)
        self._columns = tuple(columns)
        self._settings_key = settings_key
        self._told_row = ""  # what `selected_row` said last
        self._kept_place = 0
        self._filter = RowFilter(self.rows, self) if not isinstance(self.rows, PagedRows) else None
        self._shown: QAbstractItemModel = self._filter or self.rows
        self._header = Header(self._columns, self)
        self._delegate = CellDelegate(self._columns, self)
        self.setModel(self._shown)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self._set_columns()
        self._shown.modelAboutToBeReset.connect(self._keep_place)
        self._shown.modelReset.connect(self._restore_place)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._activate)
        theme.changed.connect(self.viewport().update)
        theme.changed.connect(self._header.viewport().update)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QTableView { background: transparent; }")  # the card below it has round corners
        self.verticalHeader().hide()
        self.set_row_height(ROW_HEIGHT)
        copy = QAction(self.tr("Copy"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_row_height(self, height: int) -> None:
        header = self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(height)
        header.setDefaultSectionSize(height)

    # What is shown

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.rows.set_rows(rows)

    def filter_text(self, text: str) -> None:
        """Show only rows that hold this text in one of their columns."""
        assert self._filter
        self._filter.filter_text(text)
        self._show_current()

    def filter_value(self, key: str, value: Any | None) -> None:
        """Show only rows whose value under `key` is this one; None shows all."""
        assert self._filter
        self._filter.filter_value(key, value)
        self._show_current()

    @property
    def count(self) -> int:
        """How many rows the filters let through."""
        return self._shown.rowCount()

    @property
    def whole_height(self) -> int:
        """How high it must be to show all of its rows, in px."""
        return self._header.height() + self.rows.rowCount() * self.verticalHeader().defaultSectionSize()

    # The current row, and those selected with it

    @property
    def selected(self) -> str:
        """The id of the current row; "" for none."""
        index = self.currentIndex()
        return str(index.data(ROW)["id"]) if index.isValid() else ""

    def select(self, id: str) -> bool:
        """Make the row of that id the current one. False where it is not shown."""
        number = self.rows.place(id)
        index = QModelIndex() if number is None else self.rows.index(number, 0)
        index = self._filter.mapFromSource(index) if self._filter else index
        if index.isValid():
            self._go_to(index)
        return index.isValid()

    def step(self, by: int) -> None:
        """Make the row that many rows further down the current one; the first where there is none."""
        if self.count:
            now = self.currentIndex()
            self._go_to(self._shown.index(min(max(now.row() + by, 0), self.count - 1) if now.isValid() else 0, 0))

    @property
    def selected_numbers(self) -> list[int]:
        """Where the selected rows stand, from 0, as they are shown."""
        parts = self.selectionModel().selection().toList()
        return sorted({number for part in parts for number in range(part.top(), part.bottom() + 1)})

    def copy(self) -> None:
        """Put the selected rows on the clipboard, a line each, with tabs between the columns that are shown."""
        order = [self._header.logicalIndex(place) for place in range(len(self._columns))]
        shown = [column for column in order if not self.isColumnHidden(column)]
        lines = [
            "\t".join(" ".join(str(row.siblingAtColumn(column).data()).split()) for column in shown)
            for row in sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        ]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _go_to(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self._show_current()

    def _show_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _current_changed(self) -> None:
        if self.selected != self._told_row:
            self._told_row = self.selected
            self.selected_row.emit(self._told_row)

    def _activate(self, index: QModelIndex) -> None:
        self.activated_row.emit(index.data(ROW)["id"])

    def _keep_place(self) -> None:
        self._kept_place = self.verticalScrollBar().value()

    def _restore_place(self) -> None:
        """After other rows were set: the same row is the current one, at the same place, if it is still there."""
        if self._told_row:
            self.select(self._told_row)
            self.verticalScrollBar().setValue(self._kept_place)
            self._current_changed()

    # Columns

    def _set_columns(self) -> None:
        for place, column in enumerate(self._columns):
            if column.width is not None:
                self.setColumnWidth(place, column.width)
        self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self._read_columns()

    def _read_columns(self) -> None:
        """Put the columns as they were left; what was remembered of one that is gone is passed over."""
        kept, keys = self._kept_columns(), [column.key for column in self._columns]
        for key, width in kept.get("widths", {}).items():
            if key in keys:
                self.setColumnWidth(keys.index(key), width)
        for place, key in enumerate(key for key in kept.get("order", ()) if key in keys):
            self._header.moveSection(self._header.visualIndex(keys.index(key)), place)
        if kept.get("sorted") in keys:
            order = Qt.SortOrder.DescendingOrder if kept["descending"] else Qt.SortOrder.AscendingOrder
            self._header.setSortIndicator(keys.index(kept["sorted"]), order)

    def _keep_columns(self) -> None:
        by = self._header.sortIndicatorSection()
        order = [self._columns[self._header.logicalIndex(place)].key for place in range(len(self._columns))]
        widths = {
            column.key: self.columnWidth(place)
            for place, column in enumerate(self._columns)
            if column.width is not None and not self.isColumnHidden(place)
        }
        kept = {
            "widths": self._kept_columns().get("widths", {}) | widths,
            "order": order,
            "sorted": self._columns[by].key if 0 <= by < len(self._columns) else "",
            "descending": self._header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        }
        _settings().setValue(self._settings_key, json.dumps(kept))

    def _kept_columns(self) -> dict[str, Any]:
        kept: dict[str, Any] = (
            json.loads(str(_settings().value(self._settings_key, "{}"))) if self._settings_key else {}
        )
        return kept

    def _fit(self) -> None:
        """Hide spare columns, the last first, until those without a width have room; scroll sideways where none is left."""
        widths = {place: column.width or _ROOM for place, column in enumerate(self._columns)}
        wide = [place for place, column in enumerate(self._columns) if column.width is None]
        for place, column in enumerate(self._columns):
            if column.width is not None and not self.isColumnHidden(place):
                widths[place] = self.columnWidth(place)
        room = self.viewport().width()
        for place in wide:
            self._header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
        for place in reversed(range(len(self._columns))):
            spare = self._columns[place].spare and sum(widths.values()) > room
            self.setColumnHidden(place, spare)
            if spare:
                widths[place] = 0
        squeezed = sum(widths.values()) - (_ROOM - _LEAST_ROOM) * len(wide) > room
        for place in wide:
            mode = QHeaderView.ResizeMode.Interactive if squeezed else QHeaderView.ResizeMode.Stretch
            self._header.setSectionResizeMode(place, mode)
            if squeezed:
                self.setColumnWidth(place, _LEAST_ROOM)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Who comes with the Tab key and finds no current row gets the first one; by itself, Qt would make it current unselected."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        elif event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.step(0)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        if self._settings_key:
            self._keep_columns()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self.rows.total and not self.count:
            with QPainter(self.viewport()) as painter:
                words, centre = self.tr("Nothing matches."), Qt.AlignmentFlag.AlignHCenter
                paint_text(painter, self.viewport().rect(), words, "text2", font(), centre)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid():
                self._activate(self.currentIndex())
            case Qt.Key.Key_Home:
                self.step(-self.count)
            case Qt.Key.Key_End:
                self.step(self.count)
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()


def _settings() -> QSettings:
    return QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)
