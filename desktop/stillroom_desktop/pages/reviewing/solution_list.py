"""The list of solutions: as many as there are, several of them selected, the current one known by its task."""

from collections.abc import Container, Sequence

from PySide6.QtCore import QCoreApplication, QItemSelection, QItemSelectionModel, Signal

from stillroom.store import TaughtRow
from stillroom_desktop.pages.reviewing.rows import ReadRows, SolutionRows
from stillroom_desktop.widgets.entries import EntryList

_HEIGHT = 66


class SolutionList(EntryList):
    """Solutions below each other. `marked` tells how many are selected."""

    marked = Signal(int)
    rows: SolutionRows

    def __init__(self) -> None:
        name = QCoreApplication.translate("SolutionList", "Solutions")
        super().__init__(name, height=_HEIGHT, rows=SolutionRows())
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(lambda: self.marked.emit(self.marked_count))

    def set_tasks(self, tasks: Sequence[str], read: ReadRows, total: int) -> None:
        """Show these tasks' solutions, of `total` that there are; the current one stays that, and in sight, if it is among them."""
        self.rows.set_tasks(tasks, read, total)
        self._show_current()

    @property
    def tasks(self) -> Sequence[str]:
        """The tasks as they stand."""
        return self.rows.keys

    @property
    def current(self) -> TaughtRow | None:
        """What the current row says."""
        index = self.currentIndex()
        return self.rows.solution(index.row()) if index.isValid() else None

    @property
    def marked_count(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self._marked)

    def marked_tasks(self) -> list[str]:
        """The selected tasks, in the list's order."""
        return [task for top, bottom in sorted(self._marked) for task in self.tasks[top : bottom + 1]]

    @property
    def _marked(self) -> list[tuple[int, int]]:
        """The first and the last row of each range that is selected: they are few, where the rows may be very many."""
        return [(part.top(), part.bottom()) for part in self.selectionModel().selection().toList()]

    def go_to_next(self, wanted: Container[str]) -> bool:
        """Go to the next of the wanted tasks after the current one, or from the top on; False where there is none."""
        start = self.currentIndex().row() + 1
        for place in (*range(start, self.count), *range(start)):
            if self.tasks[place] in wanted:
                self._go_to(self.rows.index(place, 0))
                return True
        return False

    # Events

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """All rows as one range."""
        if self.count:
            whole = QItemSelection(self.rows.index(0, 0), self.rows.index(self.count - 1, 0))
            self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters are keys of the page."""
