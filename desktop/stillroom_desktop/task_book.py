"""The project's tasks as the page Tasks changes them: beside the window, and every change can be taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from stillroom.errors import KnownError, StillroomError
from stillroom.store import Store, Swap, Task
from stillroom.tasks import change_task
from stillroom_desktop.background import Background
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate

Change = Callable[[Store], tuple[str, Swap]]
"""What is done to the tasks: returns the id of the task to show then, "" for none, and what undoes it."""

Steps = list[tuple[str, Change]]
"""What can be taken back, or done again: in words, and what does it."""

_AT_ONCE = 500  # positions in one query


class TaskBook(QObject):
    """Changes tasks one after another. `changed` tells the id of the task to show then, `refused` why nothing was changed."""

    changed = Signal(str)
    refused = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._before: Steps = []
        self._after: Steps = []
        self._doing: tuple[str, Steps | None] = ("", None)  # what is done, and from which of both it was taken
        self._worker = Background(self)
        self._worker.done.connect(self._done)
        self.version = 0
        """How many changes there were: with another one, what was read of the tasks may be another."""

    @property
    def busy(self) -> bool:
        return self._worker.busy

    @property
    def undo_word(self) -> str:
        """What Undo would take back; "" if there is nothing."""
        return self._before[-1][0] if self._before else ""

    @property
    def redo_word(self) -> str:
        """What Redo would do again; "" if there is nothing."""
        return self._after[-1][0] if self._after else ""

    def change(self, before: Task, after: Task, what: str) -> None:
        """Put a task in another one's place; `what` is done, in words."""
        self._do(partial(_changed, before, after), what)

    def remove(self, places: Sequence[int], what: str) -> None:
        """Take the tasks at these positions away."""
        self._do(partial(_removed, places), what)

    def note_import(self, result: dict[str, Any]) -> None:
        """Tasks were imported: that can be taken back, too."""
        if added := result.get("added", 0):
            places = range(result["first"], result["first"] + added)
            what = translate("TaskBook", "add %n task(s)", None, added)
            self._before.append((what, partial(_removed, places)))
            self._after.clear()
            self.version += 1

    def undo(self) -> None:
        """Take the last change back."""
        self._go(self._before)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._go(self._after)

    def _go(self, steps: Steps) -> None:
        if steps:
            what, change = steps[-1]
            self._do(change, what, steps)

    def _do(self, change: Change, what: str, steps: Steps | None = None) -> None:
        if self.busy or self._workspace.project is None:
            return
        if any(job.kind in ("make_tasks", "import") for job in self._workspace.jobs):
            self.refused.emit(
                KnownError(
                    translate("TaskBook", "Tasks are being added"),
                    translate("TaskBook", "What is there must stay as it is until then."),
                    translate("TaskBook", "Wait until it is done, or stop it: what is finished is kept."),
                )
            )
            return
        self._doing = (what, steps)
        self._worker.call(partial(_in_store, self._workspace.store.path, change))

    def _done(self, outcome: Any) -> None:
        if isinstance(outcome, StillroomError):
            self.refused.emit(outcome)
            return
        shown, back = outcome
        what, steps = self._doing
        if steps is None:
            self._after.clear()
        else:
            steps.pop()
        others = self._after if steps is self._before else self._before
        others.append((what, partial(_swapped, back)))
        self.version += 1
        self.changed.emit(shown)
        self._workspace.touch()


def _in_store(path: Path, change: Change) -> tuple[str, Swap]:
    """Do it with a connection of this thread's own."""
    store = Store(path)
    try:
        return change(store)
    finally:
        store.close()


def _changed(before: Task, after: Task, store: Store) -> tuple[str, Swap]:
    task, back = change_task(store, before, after)
    return task.id, back


def _removed(places: Sequence[int], store: Store) -> tuple[str, Swap]:
    gone: list[str] = []
    for start in range(0, len(places), _AT_ONCE):
        gone += (task.id for task in store.tasks_at(places[start : start + _AT_ONCE]).values())
    return "", store.swap_tasks(gone, ())


def _swapped(swap: Swap, store: Store) -> tuple[str, Swap]:
    back = store.swap_tasks(swap.gone, swap.come)
    return swap.come[0][1].id if len(swap.come) == 1 else "", back
