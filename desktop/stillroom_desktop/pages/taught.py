"""What is known of the teaching of a project's tasks: read from its store once, and kept up with a job's events while it runs."""

import time
from collections import Counter, deque
from collections.abc import Iterable

import msgspec

from stillroom.jobs import Event, Lost, Spending, Taught, read_journal
from stillroom.store import Lesson, Store, VerdictStage
from stillroom.teacher import BUDGET_REACHED
from stillroom.trajectories import Method
from stillroom_desktop.workspace import Workspace

SHOWN = 1000
"""The newest lessons that are listed; of all others only the outcome is held."""

_POINTS = 24  # at most, of a speed's history


class Cause(msgspec.Struct, frozen=True):
    """Why tasks were not kept: how many were not, and what was said of one of them.

    `key` is the stage of verification that rejected them, "" where a person did, or the title of what `failed`.
    """

    key: str
    failed: bool
    count: int
    example: str


def cause_of(lesson: Lesson) -> str:
    """The key of the cause why a lesson was not kept."""
    return lesson.cause or lesson.stage or ""


class TaughtTasks:
    """How each task stands, the newest lessons, and what the newest run told of tasks that could not be taught."""

    def __init__(self) -> None:
        self._says: object = None  # what the store said of itself when it was read
        self._store: Store | None = None
        self._run = ""  # whose lost tasks are counted
        self._rows: dict[str, Lesson] = {}  # by task, the newest last
        self._rejected: dict[str, VerdictStage | None] = {}  # by task
        self._kept: Counter[str] = Counter()  # by side
        self._causes: Counter[tuple[bool, str]] = Counter()
        self._examples: dict[tuple[bool, str], str] = {}
        self._lost: dict[str, str] = {}  # the tasks that could not be taught, with their causes
        self._times: deque[float] = deque(maxlen=SHOWN)
        self.tasks = 0
        self.hopeless = 0
        """How many tasks were not taught and have no worked solution."""
        self.method: Method = "agent"
        self.spent: Spending | None = None

    # What is read and told

    def load(self, workspace: Workspace, method: Method = "agent") -> bool:
        """Read the open project's store, if it says something new that no event tells; whether that was so."""
        store = workspace.store
        same = store is self._store and method == self.method
        if same and workspace.running("teach"):
            return False
        says = (store.path, store.task_counts(), store.unworked(method))
        if same and says == self._says and store.lesson_counts(method) == (self.kept(), self.rejected):
            return False
        self._says, self._store, self.method = says, store, method
        self._read(workspace, store)
        return True

    def forget(self) -> None:
        """Let `load` read all of it the next time: events came that nobody added."""
        self._says = self._store = None

    def _read(self, workspace: Workspace, store: Store) -> None:
        for counted in (self._causes, self._lost, self._rows, self._examples, self._times):
            counted.clear()
        self.tasks = sum(row["count"] for row in store.task_counts())
        self.hopeless = store.unworked(self.method)
        kept, held_out = store.lesson_counts(self.method)[0], store.kept_held_out(self.method)
        self._kept = Counter({"train": kept - held_out, "held_out": held_out})
        self._rejected = store.rejections(self.method)
        self._causes.update((False, stage or "") for stage in self._rejected.values())
        for lesson in reversed(store.newest_lessons(SHOWN, self.method)):
            self._keep(lesson)
        if run := workspace.latest("teach"):
            self._begin(run.id)
            assert workspace.project
            if spent := store.spent(run.id):
                tokens = sum(each.prompt_tokens + each.completion_tokens for each in spent)
                priced = not any(each.unpriced for each in spent)
                self.spent = Spending(round(sum(each.cost_usd for each in spent), 6) if priced else None, tokens)
            for event in read_journal(workspace.project.run_folder(run.id), Lost):
                self._take(store, event, run.finished or run.started)

    def add(self, events: Iterable[Event], run: str) -> tuple[list[Lesson], set[str]]:
        """Add what a run tells: the lessons that are new, the newest first, and the tasks whose older ones they stand for."""
        gone = self._begin(run) if run != self._run else set()
        added: dict[str, Lesson] = {}
        now = time.time()  # of a batch: its events came at some time since the last one
        for event in events:
            if self._store and (lesson := self._take(self._store, event, now)):
                added.pop(lesson.task, None)
                added[lesson.task] = lesson
        return list(reversed(added.values())), gone | added.keys()

    def _begin(self, run: str) -> set[str]:
        """From now on another run tells; the tasks that are listed as lost, and will be tried again, are listed no more."""
        self._run, self.spent = run, None
        gone = set(self._lost)
        for task, cause in self._lost.items():
            self._causes[True, cause] -= 1
            self._rows.pop(task, None)
        self._lost.clear()
        return gone

    def _take(self, store: Store, event: Event, when: float) -> Lesson | None:
        """The lesson that an event tells, where it tells a new one."""
        match event:
            case Spending():
                self.spent = event
            case Taught(task=task):
                known = self._rows.get(task)
                if (
                    known is None or known.trajectory != event.trajectory
                ):  # it may have been stored when the store was read
                    return self._teach(store, event, when)
            case Lost(task=task) if not store.is_taught(task, self.method):
                return self._lose(store, event, when)
            case _:
                pass
        return None

    def _teach(self, store: Store, event: Taught, when: float) -> Lesson | None:
        if (line := store.task_line(event.task)) is None:
            return None
        if lost := self._lost.pop(event.task, ""):
            self._causes[True, lost] -= 1
        if event.task in self._rejected:
            self._causes[False, self._rejected.pop(event.task) or ""] -= 1
        if event.accepted:
            self._kept[line["split"]] += 1
        else:
            self._rejected[event.task] = event.stage
            self._causes[False, event.stage or ""] += 1
        return self._keep(Lesson(**msgspec.structs.asdict(event), **line, created=when))

    def _lose(self, store: Store, event: Lost, when: float) -> Lesson | None:
        if (line := store.task_line(event.task)) is None:
            return None
        told = msgspec.structs.asdict(event) | line
        told["cause"] = cause = event.cause or event.reason  # an older Stillroom told no cause
        if before := self._lost.get(event.task, ""):
            self._causes[True, before] -= 1
        self._lost[event.task] = cause
        self._causes[True, cause] += 1
        return self._keep(Lesson(**told, trajectory="", tools=(), accepted=None, stage=None, created=when))

    def _keep(self, lesson: Lesson) -> Lesson:
        """List a lesson as the newest."""
        self._rows.pop(lesson.task, None)
        self._rows[lesson.task] = lesson
        if len(self._rows) > SHOWN:
            del self._rows[next(iter(self._rows))]
        self._times.append(lesson.created)
        if not lesson.accepted:
            self._examples.setdefault((bool(lesson.cause), cause_of(lesson)), lesson.reason)
        return lesson

    # What there is to show

    @property
    def rows(self) -> list[Lesson]:
        """The listed ones, the newest first."""
        return list(reversed(self._rows.values()))

    def row(self, task: str) -> Lesson:
        return self._rows[task]

    @property
    def taught(self) -> int:
        """How many have a trajectory that was verified."""
        return self.kept() + self.rejected

    def kept(self, split: str = "") -> int:
        """How many were accepted, of one side of the split or in all."""
        return self._kept[split] if split else self._kept.total()

    @property
    def rejected(self) -> int:
        return len(self._rejected)

    @property
    def failed(self) -> int:
        """How many could not be taught because something went wrong; not those that there was no money left for."""
        return sum(count for (failed, cause), count in self._causes.items() if failed and cause != BUDGET_REACHED)

    def left(self, *, worked: bool = False) -> int:
        """How many tasks were not taught; `worked`: of those that have a worked solution."""
        return self.tasks - self.taught - (self.hopeless if worked else 0)

    @property
    def causes(self) -> list[Cause]:
        """Why tasks were not kept, the most frequent cause first; rejected ones before failed ones."""
        causes = [
            Cause(key, failed, count, self._examples.get((failed, key), ""))
            for (failed, key), count in self._causes.items()
            if count and key != BUDGET_REACHED
        ]
        return sorted(causes, key=lambda cause: (cause.failed, -cause.count))

    def stopped_at(self, stage: VerdictStage | None) -> int:
        """How many were rejected at a stage of verification, or by a person."""
        return self._causes[False, stage or ""]

    def speed(self, since: float, until: float | None = None) -> tuple[float, list[float]] | None:
        """Tasks per minute from a time on (seconds since 1970), and its course in equal parts; None while nothing can be said.

        Without `until`, it is up to the last task. Of a long run it is the speed of the newest tasks.
        """
        times = sorted(moment for moment in self._times if moment >= since)
        if len(times) < 2 or times[-1] <= times[0]:
            return None
        span = max(until or 0.0, times[-1]) - times[0]
        parts = min(_POINTS, len(times) // 3)
        counts = [0] * parts
        for moment in times if parts else ():
            counts[min(int((moment - times[0]) / span * parts), parts - 1)] += 1
        return (len(times) - 1) / span * 60, [count * parts / span * 60 for count in counts]
