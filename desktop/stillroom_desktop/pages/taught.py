"""What is known of a project's taught tasks: read from its store once, and kept up with a job's events while it runs."""

import time
from collections.abc import Iterable

from stillroom.jobs import Event, Taught
from stillroom.store import Store, Task, TaughtRow
from stillroom_desktop.workspace import Workspace

_POINTS = 24  # at most, of a speed's history


class TaughtTasks:
    """The newest trajectory of each taught task, and the tasks that have none."""

    def __init__(self) -> None:
        self._says: object = None  # what the store said of itself when it was read
        self._store: Store | None = None
        self._tasks: dict[str, tuple[int, Task]] = {}  # by id, with their places from 1
        self._rows: dict[str, TaughtRow] = {}  # by task, the newest last

    def load(self, workspace: Workspace) -> bool:
        """Read the open project's store, if it says something new that no event tells; whether that was so."""
        store = workspace.store
        if store is self._store and workspace.running("teach"):
            return False
        says = (store.path, store.task_counts())
        if says == self._says and store.taught_counts() == (self.kept(), self.rejected):
            return False
        self._says, self._store = says, store
        self._tasks = {task.id: (place, task) for place, task in enumerate(store.tasks(), start=1)}
        self._rows = {row.task: row for row in sorted(store.taught_rows(), key=lambda row: row.created)}
        return True

    def forget(self) -> None:
        """Let `load` read all of it the next time: events came that nobody added."""
        self._says = self._store = None

    def add(self, events: Iterable[Event]) -> tuple[list[TaughtRow], bool]:
        """Add what a job told: the rows that are new, the newest first, and whether one takes an older one's place."""
        added: list[TaughtRow] = []
        replaces = False
        for event in events:
            if not isinstance(event, Taught) or not self._store or event.task not in self._tasks:
                continue
            before = self._rows.get(event.task)
            if before and before.trajectory == event.trajectory:  # it was stored when the store was read
                continue
            self._rows.pop(event.task, None)
            replaces |= before is not None
            row = self._rows[event.task] = self._row(self._store, event)
            added.insert(0, row)
        return added, replaces

    @property
    def rows(self) -> list[TaughtRow]:
        """All of them, the newest first."""
        return list(reversed(self._rows.values()))

    def row(self, task: str) -> TaughtRow:
        return self._rows[task]

    @property
    def tasks(self) -> int:
        return len(self._tasks)

    @property
    def taught(self) -> int:
        return len(self._rows)

    def kept(self, split: str = "") -> int:
        """How many were accepted, of one side of the split or in all."""
        return sum(bool(row.accepted) and split in ("", row.split) for row in self._rows.values())

    @property
    def rejected(self) -> int:
        return sum(row.accepted is False for row in self._rows.values())

    def left(self, *, solvable: bool) -> int:
        """How many tasks were not taught and have a worked solution, or have none."""
        return sum(
            (task.solution is not None) == solvable and task.id not in self._rows for _, task in self._tasks.values()
        )

    def speed(self, since: float, until: float | None = None) -> tuple[float, list[float]] | None:
        """Tasks per minute from a time on (seconds since 1970), and its course in equal parts; None while nothing can be said.

        Without `until`, it is up to the last task.
        """
        times = sorted(row.created for row in self._rows.values() if row.created >= since)
        if len(times) < 2 or times[-1] <= times[0]:
            return None
        span = max(until or 0.0, times[-1]) - times[0]
        parts = min(_POINTS, len(times) // 3)
        counts = [0] * parts
        for moment in times if parts else ():
            counts[min(int((moment - times[0]) / span * parts), parts - 1)] += 1
        return (len(times) - 1) / span * 60, [count * parts / span * 60 for count in counts]

    def _row(self, store: Store, event: Taught) -> TaughtRow:
        place, task = self._tasks[event.task]
        executions = store.executions(event.trajectory)
        refused = next((verdict for verdict in store.verdicts(event.trajectory) if not verdict.ok), None)
        return TaughtRow(
            trajectory=event.trajectory,
            task=event.task,
            number=place,
            prompt=task.turns[0],
            kind=task.kind,
            split=task.split,
            tools=tuple(execution.name for execution in executions),
            seconds=sum((execution.seconds for execution in executions), 0.0),
            accepted=event.accepted,
            stage=refused.stage if refused else None,
            reason=event.reason,
            created=time.time(),
        )
