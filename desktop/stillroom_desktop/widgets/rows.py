"""The rows of a table: plain dicts in a Qt model, their words, and a filter before them."""

from collections.abc import Collection, Sequence
from typing import Any, Literal

import msgspec
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from stillroom_desktop.widgets.call_card import duration

Row = dict[str, Any]
Index = QModelIndex | QPersistentModelIndex
CellKind = Literal["text", "number", "mono", "chip", "tools", "type", "time", "muted"]

VALUE = Qt.ItemDataRole.UserRole
ROW = Qt.ItemDataRole.UserRole + 1
SORT = Qt.ItemDataRole.UserRole + 2

SPOKEN = "spoken"  # under this key a row may have what a screen reader says instead of a cell's text


class Column(msgspec.Struct, frozen=True):
    """A column shows a row's value under `key`, as its kind of cell does.

    A number is an int, a float, or a text that is shown as it is; a time is in seconds; a chip is `(word, state, icon)`,
    a type `(word, state)`; tools are the names of the tools called. A column without a `width` (in px) takes what room is left. A `spare` one is
    hidden while there is too little of it.
    """

    key: str
    title: str
    kind: CellKind = "text"
    width: int | None = None
    align: Literal["left", "right"] | None = None
    spare: bool = False

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        right = self.align == "right" or (self.align is None and self.kind in ("number", "time"))
        return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter


def cell_text(column: Column, row: Row) -> str:
    """What a cell says, in words: for copying, filtering and screen readers."""
    value = row.get(column.key)
    match column.kind:
        case "tools":
            return ", ".join(value) if value else QCoreApplication.translate("Table", "no call")
        case "chip" | "type":
            return value[0] if value else ""
        case "time" if value is not None:
            return duration(value)
        case "number" if isinstance(value, int):
            return QLocale().toString(value)
        case "number" if isinstance(value, float):
            return QLocale().toString(value, "g", 4)
    return "" if value is None else str(value)


class Rows(QAbstractTableModel):
    """Rows to show; each has an `id` of its own."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. Where the same ones only say something new, selection and place stay as they are."""
        rows = list(rows)
        if rows == self._rows:
            return
        if [row["id"] for row in rows] == [row["id"] for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def prepend(self, rows: Sequence[Row]) -> None:
        self._insert(0, rows)

    def append(self, rows: Sequence[Row]) -> None:
        self._insert(len(self._rows), rows)

    def _insert(self, place: int, rows: Sequence[Row]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
            self._rows[place:place] = rows
            self.endInsertRows()

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._rows)

    def drop(self, ids: Collection[str]) -> None:
        """Take the rows of these ids away."""
        for number in [number for number, row in enumerate(self._rows) if row["id"] in ids][::-1]:
            self._remove(number, number)

    def cut(self, most: int) -> None:
        """Keep the first rows, so many at most."""
        if len(self._rows) > most:
            self._remove(most, len(self._rows) - 1)

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._rows[first : last + 1]
        self.endRemoveRows()

    def row(self, number: int) -> Row:
        return self._rows[number]

    def place(self, id: str) -> int | None:
        """The number of the row of that id."""
        return next((number for number, row in enumerate(self._rows) if row["id"] == id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(column, row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.get(SPOKEN)
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.alignment
            case _ if role == VALUE:
                return row.get(column.key)
            case _ if role == ROW:
                return row
            case _ if role == SORT:
                value = row.get(column.key)
                if column.kind in ("number", "time"):
                    return value if isinstance(value, int | float) else float("-inf")
                return cell_text(column, row).casefold()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 - Qt's name
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


class RowFilter(QSortFilterProxyModel):
    """Sorts rows, and lets through those that hold a text and have given values."""

    def __init__(self, rows: Rows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._text = ""
        self._values: dict[str, Any] = {}
        self.setSortRole(SORT)
        self.setSourceModel(rows)

    def filter_text(self, text: str) -> None:
        self.beginFilterChange()
        self._text = text.strip().casefold()
        self._apply()

    def filter_value(self, key: str, value: Any | None) -> None:
        """Show only rows whose value under `key` is this one; None shows all."""
        self.beginFilterChange()
        self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        self._apply()

    def _apply(self) -> None:
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802 - Qt's name
        row = self._rows.row(source_row)
        if any(row.get(key) != value for key, value in self._values.items()):
            return False
        return not self._text or any(self._text in cell_text(column, row).casefold() for column in self._rows.columns)
