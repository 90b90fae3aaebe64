"""How many pairs of a right and a wrong solution a project has, counted beside the window."""

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stillroom.errors import StillroomError
from stillroom.store import Store
from stillroom.training import count_pairs
from stillroom_desktop.background import Background


class PairCounter(QObject):
    """`told` gives the number; `count` is None until it is known."""

    told = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.count: int | None = None
        self._asked: tuple[Path, tuple[int, int]] | None = None
        self._background = Background(self, daemon=True)
        self._background.done.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether it still counts."""
        return self._background.busy

    def ask(self, store: Store) -> None:
        """Count those of a project; what was counted already, and has not changed, is not counted again."""
        asked = (store.path, store.stamp())
        if asked != self._asked:
            self._asked = asked
            self._background.call(lambda: _count(asked[0]))

    def _tell(self, outcome: int | StillroomError) -> None:
        self.count = None if isinstance(outcome, StillroomError) else outcome
        self.told.emit()


def _count(path: Path) -> int:
    with closing(Store(path)) as store:
        return count_pairs(store)
