"""The rows of a list that may be very long: their ids are known, what they say is read as they come into sight."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from stillroom.store import TaughtRow
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.entries import spoken
from stillroom_desktop.widgets.rows import ROW, SPOKEN, Index, Row
from stillroom_desktop.widgets.verdicts import verdict_chip
from stillroom_desktop.words import calls_words, kind_title

PAGE = 64
"""Rows that are read at once: several screens."""

_KEPT = 40  # pages

ReadRows = Callable[[Sequence[str]], list[TaughtRow]]
"""Reads the rows of these tasks, in their order."""


class SolutionRows(QAbstractTableModel):
    """One entry for each task, in pages that are read when they are asked for. Reading one takes a few milliseconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tasks: list[str] = []
        self._read: ReadRows = lambda _: []
        self._pages: dict[int, list[TaughtRow | None]] = {}

    def set_tasks(self, tasks: list[str], read: ReadRows) -> None:
        """Show these; `read` reads their rows. Where they are the same, what they say is read anew, and the places stay."""
        self._read = read
        if tasks == self.tasks:
            self.renew()
            return
        self.beginResetModel()
        self.tasks = tasks
        self._pages.clear()
        self.endResetModel()

    def renew(self) -> None:
        """Read anew what the rows say."""
        self._pages.clear()
        if self.tasks:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.tasks) - 1, 0))

    def row(self, number: int) -> TaughtRow | None:
        """What a row says; None where its task is there no more."""
        page = self._pages.get(number // PAGE)
        if page is None:
            page = self._read_page(number // PAGE)
        return page[number % PAGE]

    def place(self, task: str) -> int | None:
        """The number of a task's row."""
        try:
            return self.tasks.index(task)
        except ValueError:
            return None

    def _read_page(self, number: int) -> list[TaughtRow | None]:
        tasks = self.tasks[number * PAGE : (number + 1) * PAGE]
        found = {row.task: row for row in self._read(tasks)}
        if len(self._pages) >= _KEPT:
            self._pages.pop(next(iter(self._pages)))
        self._pages[number] = page = [found.get(task) for task in tasks]
        return page

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self.tasks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        entry = entry_of(row) if row else {"id": "", "title": "", SPOKEN: ""}
        if role == ROW:
            return entry
        return entry["title" if role == Qt.ItemDataRole.DisplayRole else SPOKEN]


def entry_of(row: TaughtRow) -> Row:
    """A solution as the list shows it."""
    kind = kind_title(row.kind)
    entry = {
        "id": row.task,
        "title": row.prompt,
        "chip": solution_chip(row),
        "note": f"{kind}, {calls_words(len(row.tools))}" if len(row.tools) > 1 else kind,
        "right": str(row.number),
        "dot": "fill_info" if row.note else "",
    }
    return entry | {SPOKEN: spoken(entry)}


def solution_chip(row: TaughtRow) -> tuple[str, State, str]:
    """How a solution stands, as a chip; a decision of a person has their sign."""
    word, state, icon = verdict_chip(row.accepted, recovered=row.failed > 0)
    return word, state, icon if row.reviewed is None else "user"
