"""A project's samples, read beside the window: each takes its template and its student's tokenizer some milliseconds."""

import threading
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from tokenizers import Tokenizer

from stillroom.conversation import Trajectory
from stillroom.errors import StillroomError, report
from stillroom.store import Store
from stillroom.students import Student, find_student
from stillroom.training import Measured, Seen, TrainParams, measure_samples, see

_LOOK_MS = 100


class SampleReader(QObject):
    """`found` gives measured samples as they come, `ended` comes once: with the StillroomError that it ended in, or None.

    `stop` before it goes away.
    """

    found = Signal(list)
    ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._student: tuple[Student, Tokenizer] | None = None
        self._max_tokens = 0
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._waiting: list[Measured] = []
        self._outcome: list[StillroomError | None] = []
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether there are more to come."""
        return self._timer.isActive()

    def begin(self, path: Path, params: TrainParams) -> None:
        """Read the samples in the database at `path`, as a training with these parameters would."""
        self._max_tokens = params.recipe.max_tokens
        threading.Thread(target=self._read, args=(path, params)).start()
        self._timer.start()

    def stop(self) -> None:
        """Leave off, and tell nothing more."""
        self._stop.set()
        self._timer.stop()

    def see(self, trajectory: Trajectory, store: Store) -> Seen:
        """One of those that were found, token by token."""
        assert self._student
        student, tokenizer = self._student
        tools = store.tool_set(trajectory.tool_set)
        return see(trajectory, tools, student.family, tokenizer, self._max_tokens)

    def _read(self, path: Path, params: TrainParams) -> None:
        outcome: StillroomError | None = None
        try:
            student = find_student(params.student)
            tokenizer = Tokenizer.from_file(str(student.folder / "tokenizer.json"))
            self._student = student, tokenizer
            with closing(Store(path)) as store:
                for sample in measure_samples(store, student.family, tokenizer, self._max_tokens, params.method):
                    if self._stop.is_set():
                        return
                    with self._lock:
                        self._waiting.append(sample)
        except Exception as error:  # noqa: BLE001 - whoever asked shows it
            outcome = report(error)
        self._outcome.append(outcome)

    def _look(self) -> None:
        done = bool(self._outcome)  # asked first: what waits then is the rest
        with self._lock:
            found, self._waiting = self._waiting, []
        if found:
            self.found.emit(found)
        if done:
            self._timer.stop()
            self.ended.emit(self._outcome[0])
