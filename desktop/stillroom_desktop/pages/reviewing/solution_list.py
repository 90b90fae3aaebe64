"""The list of solutions: gone through by keys, several of them selected, the current one known by its task."""

from collections.abc import Container

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from stillroom.store import TaughtRow
from stillroom_desktop.pages.reviewing.rows import ReadRows, SolutionRows
from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.cells import paint_text
from stillroom_desktop.widgets.entries import EntryDelegate
from stillroom_desktop.widgets.rows import Column

_HEIGHT = 66
_FLAGS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class SolutionList(QTableView):
    """Solutions below each other, as many as there are. `moved` tells the current task, `marked` how many rows are selected."""

    moved = Signal(str)
    marked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows = SolutionRows(self)
        self._told = ""
        self._delegate = EntryDelegate((Column("title", ""),), self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Solutions"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QTableView { background: transparent; }")  # the card below it has round corners
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(_HEIGHT)
        rows.setDefaultSectionSize(_HEIGHT)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.selectionModel().selectionChanged.connect(lambda: self.marked.emit(self.marked_count))
        theme.changed.connect(self.viewport().update)

    def set_tasks(self, tasks: list[str], read: ReadRows) -> None:
        """Show these tasks' solutions; the current one stays that, at its place in sight, if it is among them."""
        if not tasks or tasks == self.rows.tasks:
            self.rows.set_tasks(tasks, read)
            self._tell()
            return
        above = self.rowViewportPosition(self.currentIndex().row()) if self.currentIndex().isValid() else None
        self.rows.set_tasks(tasks, read)
        if (place := self.rows.place(self._told)) is None:
            self.go(0)
            return
        self.go(place)
        if above is not None:
            self.verticalScrollBar().setValue(place * _HEIGHT - above)

    @property
    def count(self) -> int:
        return len(self.rows.tasks)

    @property
    def selected(self) -> str:
        """The current task; "" for none."""
        index = self.currentIndex()
        return self.rows.tasks[index.row()] if index.isValid() else ""

    @property
    def current(self) -> TaughtRow | None:
        """What the current row says."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    @property
    def marked_count(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self._marked)

    def marked_tasks(self) -> list[str]:
        """The selected tasks, in the list's order."""
        return [task for top, bottom in sorted(self._marked) for task in self.rows.tasks[top : bottom + 1]]

    @property
    def _marked(self) -> list[tuple[int, int]]:
        """The first and the last row of each range that is selected: they are few, where the rows may be very many."""
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        return [(part.top(), part.bottom()) for part in parts]

    def select(self, task: str) -> bool:
        """Make the row of that task the current one. False where it is not in the list."""
        place = self.rows.place(task)
        if place is not None:
            self.go(place)
        return place is not None

    def step(self, by: int) -> None:
        """Make the row that many rows further down the current one; the first where there is none."""
        if self.count:
            now = self.currentIndex()
            self.go(min(max(now.row() + by, 0), self.count - 1) if now.isValid() else 0)

    def go(self, place: int) -> None:
        index = self.rows.index(place, 0)
        self.selectionModel().setCurrentIndex(index, _FLAGS)
        self.scrollTo(index)

    def go_to_next(self, wanted: Container[str]) -> bool:
        """Go to the next of the wanted tasks after the current one, or from the top on; False where there is none."""
        start = self.currentIndex().row() + 1
        for place in (*range(start, self.count), *range(start)):
            if self.rows.tasks[place] in wanted:
                self.go(place)
                return True
        return False

    def _tell(self) -> None:
        if self.selected != self._told:
            self._told = self.selected
            self.moved.emit(self._told)

    # Events

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """All rows as one range."""
        if self.count:
            whole = QItemSelection(self.rows.index(0, 0), self.rows.index(self.count - 1, 0))
            self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """By itself, Qt would make the first row current unselected where there is none."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            self.step(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        match event.key():
            case Qt.Key.Key_Home:
                self.step(-self.count)
            case Qt.Key.Key_End:
                self.step(self.count)
            case _:
                super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters are keys of the page."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self.count:
            with QPainter(self.viewport()) as painter:
                words, centre = self.tr("Nothing matches."), Qt.AlignmentFlag.AlignHCenter
                paint_text(painter, self.viewport().rect(), words, "text2", font(), centre)

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
