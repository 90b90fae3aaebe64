"""What is taken in as a task: nothing twice, each on a side of the split by its family, and no family on both."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Self

import msgspec

from stillroom.conversation import canonical_json
from stillroom.store import Kind, Split, Store, Task
from stillroom.tasks.likeness import MASKS, Index, Trigrams, Wording, wording
from stillroom.tasks.lines import TaskLine

HELD_OUT_SHARE, HELD_OUT_ENOUGH = 0.15, 60
"""How much of the tasks is held out where nobody says which, and how many are enough: rates over them are good to 13 points."""

_FEW = 20  # with fewer tasks, all are better learnt from
_SAME_TASK = 0.8
_SAME_FAMILY = 0.6


class Intake:
    """Takes tasks into a project one by one, knowing those that it has."""

    def __init__(self, tasks: Iterable[Task], former: Iterable[Task] = ()) -> None:
        """`former` are tasks that were taught and are there no more: what is like them joins their side, and is no duplicate."""
        self._likes, self._tasks = Index(), list[Task]()
        self._wordings, self._worded = Index(), list[tuple[str, Split]]()
        self._known: set[tuple[Trigrams, str, Split]] = set()
        self._sides: dict[str, Split] = {}
        self._counts: Counter[Split] = Counter()
        self._numbers: Counter[str] = Counter()  # of the families whose names begin alike
        for task in tasks:
            self._keep(task, wording(task.turns))
        for task in former:
            self._keep_family(task, wording(task.turns))

    @classmethod
    def of(cls, store: Store, *, without: str = "") -> Self:
        """An intake that knows a project's tasks, but for the one of the id `without`."""
        return cls((task for task in store.tasks() if task.id != without), store.former_tasks())

    def claim(self, family: str, side: Split) -> None:
        """Say on which side a new family is to stand, before its first task comes."""
        self._sides.setdefault(family, side)

    @property
    def families(self) -> set[str]:
        """The families that have a side."""
        return set(self._sides)

    def take(self, task: Task, side: Split | None) -> Task | str:
        """The task with its family and its side, or why it is dropped. `side` is where it must be; None leaves that to its family.

        A task without a family joins the one whose wording is most like its own, or begins a new one.
        """
        words = wording(task.turns)
        if twin := self._twin(task, words):
            what = "duplicate" if twin.turns == task.turns else "near-duplicate"
            return f"{what} across the split" if side not in (None, twin.split) else what
        family = task.family or self._family(words, side)
        settled = self._sides.get(family)
        if side and settled and side != settled:
            return "family on the other side"
        taken = msgspec.structs.replace(task, family=family, split=settled or side or _side(self._counts, 1))
        self._keep(taken, words)
        return taken

    def prompts(self, kind: Kind, count: int) -> list[str]:
        """The newest tasks of a kind by what the user says first, the newest last."""
        of_kind = (task.turns[0] for task in reversed(self._tasks) if task.kind == kind)
        return list(islice(of_kind, count))[::-1]

    def _keep(self, task: Task, words: Wording) -> None:
        self._likes.put(words, _asked(task, words))
        self._tasks.append(task)
        self._counts[task.split] += 1
        self._keep_family(task, words)

    def _keep_family(self, task: Task, words: Wording) -> None:
        if task.family:
            self._sides.setdefault(task.family, task.split)
        known = (words.trigrams, task.family, task.split)
        if known not in self._known:
            self._known.add(known)
            self._wordings.put(words)
            self._worded.append((task.family, task.split))

    def _twin(self, task: Task, words: Wording) -> Task | None:
        """A task that says the same, or nearly the same and is not known to expect other calls."""
        for likeness, number in self._likes.like(words, _asked(task, words)):
            other = self._tasks[number]
            same_calls = None in (task.solution, other.solution) or task.solution == other.solution
            if task.turns == other.turns or (likeness >= _SAME_TASK and same_calls):
                return other
        return None

    def _family(self, words: Wording, side: Split | None) -> str:
        """The family of a task that names none."""
        for likeness, number in self._wordings.like(words):
            family, its_side = self._worded[number]
            if likeness < _SAME_FAMILY:
                break
            if side in (None, its_side):
                if not family:  # as tasks have it that were added before families were made
                    family = self._new_family(words)
                    self.claim(family, its_side)
                    self._worded[number] = family, its_side
                return family
        return self._new_family(words)

    def _new_family(self, words: Wording) -> str:
        """A name that is still free, from the first words."""
        name = "-".join([word for word in words.words if word not in MASKS][:4]) or "family"
        free = name
        while free in self._sides:
            self._numbers[name] += 1
            free = f"{name}-{self._numbers[name] + 1}"
        return free


def add_lines(store: Store, lines: Iterable[TaskLine]) -> tuple[int, dict[str, int]]:
    """Add task lines to a project, all that are not dropped or none: how many were added, and how many dropped by reason.

    Raises:
        KnownError: a line is no task; nothing was added.
        ProjectError: a task of that id, but of other words, is there already; nothing was added.
    """
    outcomes = list(take_lines(store, list(lines)))
    dropped = Counter(each for each in outcomes if isinstance(each, str))
    return len(outcomes) - dropped.total(), dict(dropped)


def take_lines(store: Store, lines: Sequence[TaskLine]) -> Iterator[Task | str]:
    """Decide on each line in turn: the task with its family, or why it is dropped. After the last, the tasks are added.

    Raises:
        ProjectError: a task of that id, but of other words, is there already; nothing was added.
    """
    intake = Intake.of(store)
    for line in lines:
        if line.task.family and line.side:
            intake.claim(line.task.family, line.side)
    settled = intake.families
    taken: list[Task] = []
    for line in lines:
        outcome = intake.take(line.task, line.side)
        if isinstance(outcome, Task):
            taken.append(outcome)
            if line.side:
                settled.add(outcome.family)
        yield outcome
    counts = Counter[Split]()
    for row in store.task_counts():
        counts[row["split"]] += row["count"]
    sides = _split(taken, settled, counts)
    store.add_tasks(msgspec.structs.replace(task, split=sides.get(task.family, task.split)) for task in taken)


def _split(tasks: Sequence[Task], settled: set[str], counts: Counter[Split]) -> dict[str, Split]:
    """A side for each new family, now that its size is known: one is held out if that is not too many.

    Where no family is so small, the smallest is, unless that were more than a third. `counts` is what the project has.
    """
    counts = counts + Counter(task.split for task in tasks if task.family in settled)
    sizes = Counter(task.family for task in tasks if task.family not in settled)
    sides: dict[str, Split] = {}
    for family, size in sizes.items():
        sides[family] = _side(counts, size)
        counts[sides[family]] += size
    if sizes and not counts["held_out"] and counts.total() >= _FEW:
        smallest = min(sizes, key=sizes.__getitem__)
        if 3 * sizes[smallest] <= counts.total():
            sides[smallest] = "held_out"
    return sides


def _side(counts: Counter[Split], size: int) -> Split:
    """Where a new family of so many tasks goes: to be held out, as long as that leaves enough to learn from."""
    held_out, tasks = counts["held_out"] + size, counts.total() + size
    return "held_out" if held_out <= min(HELD_OUT_SHARE * tasks, HELD_OUT_ENOUGH) else "train"


def _asked(task: Task, words: Wording) -> str:
    """What must be equal for two tasks to be the same, however they are worded: turns, what they ask about, the state before."""
    return canonical_json([len(task.turns), words.values, task.initial_state])
