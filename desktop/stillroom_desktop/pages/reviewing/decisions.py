"""What a person says of solutions, one or many at once, and the way back."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from stillroom.store import Store
from stillroom_desktop.pages.reviewing.reading import Asked, Question
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate

_LOOKS = 6  # to write one decision takes as long as to look at so many solutions


class Said(msgspec.Struct, frozen=True):
    """What was said of trajectories: a decision, or where `accepted` is None a note alone. `undone`: it was taken back."""

    trajectories: tuple[str, ...]
    accepted: bool | None = None
    note: str = ""
    undone: bool = False

    @property
    def words(self) -> str:
        """The same as a sentence without its full stop."""
        many = len(self.trajectories)
        match self.accepted:
            case True:
                return translate("Decisions", "%n solution(s) accepted", None, many)
            case False:
                return translate("Decisions", "%n solution(s) rejected", None, many)
        return translate("Decisions", "Note written")


class Decisions(QObject):
    """Keeps what is said, each time in one transaction. `told` gives it once it is written, `refused` says that it could not be."""

    told = Signal(object)
    refused = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._asked = Asked(workspace, self)
        self._asked.told.connect(self._keep)
        self._asked.refused.connect(self.refused)
        self._said: list[Said] = []
        self._undone: list[Said] = []

    @property
    def busy(self) -> bool:
        """Whether very many are being written; nothing else can be said meanwhile."""
        return self._asked.busy

    @property
    def last(self) -> Said | None:
        """What `undo` takes back."""
        return self._said[-1] if self._said else None

    def decide(self, accepted: bool, tasks: Sequence[str], method: str) -> None:
        """Accept or reject the newest solutions of these tasks."""
        self._undone.clear()
        self._ask(lambda store: _written(store, Said(tuple(store.newest(tasks, method)), accepted)), len(tasks))

    def say(self, trajectory: str, accepted: bool | None, note: str = "") -> None:
        """Decide on one solution, or write a note beside it."""
        self._undone.clear()
        self._ask(lambda store: _written(store, Said((trajectory,), accepted, note)), 1)

    def undo(self, trajectory: str = "") -> None:
        """Take back what was said last, of all that it was said of; where nothing was, what was last said of this one."""
        last = self.last or Said((trajectory,))
        self._ask(lambda store: _taken_back(store, last), len(last.trajectories))

    def redo(self) -> None:
        """Say again what was taken back last."""
        if self._undone:
            again = self._undone[-1]
            self._ask(lambda store: _written(store, again), len(again.trajectories))

    def _ask(self, question: Question, many: int) -> None:
        if not self.busy:
            self._asked.ask(question, many * _LOOKS)

    def _keep(self, said: Said) -> None:
        if said.undone:
            self._undone += self._said[-1:]
            del self._said[-1:]
        elif said.trajectories:
            if self._undone and self._undone[-1] is said:
                self._undone.pop()
            self._said.append(said)
        self.told.emit(said)


def _written(store: Store, said: Said) -> Said:
    store.add_review(said.accepted, *said.trajectories, note=said.note)
    return said


def _taken_back(store: Store, said: Said) -> Said:
    store.undo_review(*said.trajectories)
    return msgspec.structs.replace(said, undone=True)
