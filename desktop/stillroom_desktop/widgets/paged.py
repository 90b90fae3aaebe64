"""Rows of a long table, of which only those are read that are looked at."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from stillroom_desktop.widgets.rows import Column, Index, Row, Rows

_PAGE = 64
_PAGES = 40  # kept at most


Key = TypeVar("Key", bound=Hashable)


class PagedRows(Rows, Generic[Key]):
    """Rows that are known by a key each, which `set_keys` gives in the order in which they stand.

    `fetch` reads the rows of some keys, `find` gives the key of the row of an id. It neither sorts nor filters: `ordered`
    tells by which column (-1 for none) and in which order, and whoever hears it sets other keys.
    """

    ordered = Signal(int, Qt.SortOrder)

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[Key]], Mapping[Key, Row]],
        find: Callable[[str], Key | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._fetch, self._find = fetch, find
        self._keys: Sequence[Key] = ()
        self._pages: dict[int, list[Row]] = {}
        self._total = 0

    @property
    def total(self) -> int:
        return self._total

    @property
    def keys(self) -> Sequence[Key]:
        """The keys of the rows as they stand."""
        return self._keys

    def set_keys(self, keys: Sequence[Key], total: int) -> None:
        """Show the rows of these keys, of `total` that there are; what was read of them before is read anew."""
        self._total = total
        if keys == self._keys:
            self._pages.clear()
            if keys:
                self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self.endResetModel()

    def row(self, number: int) -> Row:
        page, place = divmod(number, _PAGE)
        if page not in self._pages:
            if len(self._pages) >= _PAGES:
                self._pages.pop(next(iter(self._pages)))
            keys = self._keys[page * _PAGE : (page + 1) * _PAGE]
            found = self._fetch(keys)
            self._pages[page] = [found.get(key, {"id": ""}) for key in keys]
        return self._pages[page][place]

    def place(self, id: str) -> int | None:
        key = self._find(id)
        return self._keys.index(key) if key is not None and key in self._keys else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._keys)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.ordered.emit(column, order)
