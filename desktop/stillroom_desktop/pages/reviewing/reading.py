"""What the page asks the project's database: at once where that takes a moment, else beside the window."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from stillroom.errors import StillroomError, from_exception
from stillroom.store import Store
from stillroom_desktop.background import Background
from stillroom_desktop.workspace import Workspace

AT_ONCE = 3000
"""Solutions of which all can be looked through within a few milliseconds (100,000 take up to 0.3 s)."""

Question = Callable[[Store], Any]


class Asked(QObject):
    """One question at a time; a newer one takes an older one's place. `told` gives what came of it; `refused` says that nothing did."""

    told = Signal(object)
    refused = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._background = Background(self)
        self._background.done.connect(self._tell)

    @property
    def busy(self) -> bool:
        return self._background.busy

    def ask(self, question: Question, rows: int) -> None:
        """Ask what has to look at so many rows."""
        store = self._workspace.store
        if rows > AT_ONCE:
            path = store.path
            self._background.call(lambda: _elsewhere(path, question))
            return
        try:
            outcome = question(store)
        except (StillroomError, OSError, sqlite3.Error) as error:
            outcome = from_exception(error)
        self._tell(outcome)

    def _tell(self, outcome: Any) -> None:
        if isinstance(outcome, StillroomError):
            self._workspace.failed.emit(outcome)
            self.refused.emit()
        elif self._workspace.project:
            self.told.emit(outcome)


def _elsewhere(path: Path, question: Question) -> Any:
    """In a thread that has a connection of its own."""
    with closing(Store(path)) as store:
        return question(store)
