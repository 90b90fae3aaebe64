"""The table of tasks: only those are read that are looked at, however many there are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt

from stillroom.store import Split, Store, Task, TaskChoice, TaskOrder, WorkedCall
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.paged import PagedRows
from stillroom_desktop.widgets.table import Column, Row, Table
from stillroom_desktop.words import kind_title

translate = QCoreApplication.translate

_ORDERS: dict[str, TaskOrder] = {
    "number": "position",
    "prompt": "prompt",
    "kind": "kind",
    "family": "family",
    "side": "split",
    "tools": "tool",
}


class TaskList(Table):
    """The tasks of `store()`, which is None while no project is open."""

    def __init__(self, store: Callable[[], Store | None]) -> None:
        columns = [
            Column("number", translate("TasksPage", "No."), "number", 64),
            Column("prompt", translate("TasksPage", "Task")),
            Column("kind", translate("TasksPage", "Kind"), "muted", 132, spare=True),
            Column("family", translate("TasksPage", "Family"), "muted", 124, spare=True),
            Column("side", translate("TasksPage", "Side"), "chip", 156, spare=True),
            Column("tools", translate("TasksPage", "Calls"), "tools", 158),
        ]
        self._paged = PagedRows(columns, self._fetch, self._find)
        super().__init__(columns, "tasks", self._paged)
        self._paged.setParent(self)
        self._store = store
        self._choice = TaskChoice()
        header = self.horizontalHeader()  # by which it was sorted when it was left
        self._order = _order(columns, header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._paged.ordered.connect(self._sort)
        self.setAccessibleName(translate("TasksPage", "Tasks"))

    def show_chosen(self, choice: TaskChoice) -> None:
        """Show these tasks, as they are now."""
        other, self._choice = choice != self._choice, choice
        store = self._store()
        order, descending = self._order
        places = store.task_places(choice, order, descending=descending) if store else []
        self._paged.set_keys(places, store.task_count() if store else 0)
        if other:
            self._show_current()

    @property
    def chosen_places(self) -> list[int]:
        """The positions of the selected tasks in the project."""
        return [self._paged.keys[number] for number in self.selected_numbers]

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        wanted = _order(self._paged.columns, column, order)
        if wanted != self._order:  # Qt says it twice
            self._order = wanted
            self.show_chosen(self._choice)
            self._show_current()

    def _fetch(self, places: Sequence[int]) -> dict[int, Row]:
        store = self._store()
        tasks = store.tasks_at(places) if store else {}
        return {place: task_row(place + 1, task) for place, task in tasks.items()}

    def _find(self, id: str) -> int | None:
        store = self._store()
        return store.task_place(id) if store else None


def _order(columns: Sequence[Column], place: int, order: Qt.SortOrder) -> tuple[TaskOrder, bool]:
    """What a column is sorted by, and whether downwards; without one as the project has the tasks."""
    key = columns[place].key if 0 <= place < len(columns) else ""
    return _ORDERS.get(key, "position"), bool(key) and order == Qt.SortOrder.DescendingOrder


def side_chip(split: Split) -> tuple[str, State, str]:
    """A side of the split as a chip: word, state, icon."""
    if split == "train":
        return translate("TasksPage", "Learn"), "mute", "book"
    return translate("TasksPage", "Held out"), "info", "lock"


def expected_calls(task: Task) -> tuple[WorkedCall, ...]:
    """The calls that solve a task, in their order."""
    if task.check and task.check.calls is not None:
        return task.check.calls
    return tuple(call for step in task.solution or () for call in step)


def task_row(number: int, task: Task) -> Row:
    return {
        "id": task.id,
        "number": number,
        "prompt": task.turns[0],
        "kind": kind_title(task.kind),
        "family": task.family,
        "side": side_chip(task.split),
        "tools": tuple(call.name for call in expected_calls(task)),
    }
