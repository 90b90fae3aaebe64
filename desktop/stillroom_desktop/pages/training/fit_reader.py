"""Whether a training fits on this computer, reckoned beside the window from the project's own samples."""

from contextlib import closing, suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from stillroom.errors import StillroomError, StudentError
from stillroom.store import Store
from stillroom.students import Fit, Hardware, find_student, fit, is_prepared, shape_of
from stillroom.training import Recipe, Sample, footprint, make_samples
from stillroom_desktop.background import Background

MOST = 3000
"""Samples that are looked at; of larger projects it is reckoned with usual ones."""

_WAIT_MS = 300
_Key = tuple[Path, tuple[int, int], str, int, int]


class FitReader(QObject):
    """`told` gives a Fit, or None where it cannot be told; only of what was asked last."""

    told = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: tuple[_Key, int, str, Recipe, Hardware] | None = None
        self._kept: tuple[_Key | None, list[Sample]] = (None, [])
        self._background = Background(self, daemon=True)
        self._background.done.connect(self._tell)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Whether it still reckons."""
        return self._wait.isActive() or self._background.busy

    def ask(self, store: Store, samples: int, student: str, recipe: Recipe, hardware: Hardware) -> None:
        """Reckon with a recipe for a student and the project's `samples`; what was asked already is not reckoned again."""
        key = (store.path, store.stamp(), student, recipe.max_tokens, recipe.restraint)
        asked = (key, samples, student, recipe, hardware)
        if asked != self._asked:
            self._asked = asked
            self._wait.start()

    def _begin(self) -> None:
        self._background.call(self._reckon)

    def _reckon(self) -> Fit:
        """In a thread of its own."""
        assert self._asked
        key, samples, student, recipe, hardware = self._asked
        shape = shape_of(student)
        known, kept = self._kept
        if known != key:
            kept = []
            if samples <= MOST and is_prepared(student):
                with (
                    suppress(StudentError),
                    closing(Store(key[0])) as store,
                ):  # its files are damaged: training says how
                    kept = make_samples(store, find_student(student), recipe)[0]
            self._kept = key, kept
        return fit(shape, footprint(kept, recipe, hardware), hardware)

    def _tell(self, outcome: Fit | StillroomError) -> None:
        self.told.emit(None if isinstance(outcome, StillroomError) else outcome)
