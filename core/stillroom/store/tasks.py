"""The store's queries of tasks: what there is in each cell of the grid, which ones are chosen, and one set put in another's place."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from stillroom.errors import ProjectError
from stillroom.store.queries import Queries
from stillroom.store.records import Cell, CellCount, Split, Swap, Task, TaskChoice

TaskOrder = Literal["position", "prompt", "kind", "family", "split", "tool"]

_SEARCHED = ("said", "family", "tool")
_HAS = r"{} LIKE ? ESCAPE '\'"

_ORDERS: dict[TaskOrder, str] = {"prompt": "asked"}


class Tasks(Queries):
    """The part of a Store that keeps tasks. Where a task stands in the project is its `position`, from 0."""

    def add_tasks(self, tasks: Iterable[Task]) -> int:
        """Add tasks after those there are, all or none; returns the position of the first.

        Raises:
            ProjectError: a task of that id is there already, or its family is on the other side of the split.
        """
        with self._transaction():
            start = self.next_place()
            for position, task in enumerate(tasks, start):
                self._insert(position, task)
        return start

    def swap_tasks(self, gone: Iterable[str], come: Iterable[tuple[int, Task]]) -> Swap:
        """Take the tasks of these ids away and put others in, each with its position, all or none; returns what undoes it.

        What was taught and scored of a task stays beside its id. It counts no more, until a task of that id is there again.

        Raises:
            ProjectError: a task of that id is there already, or its family is on the other side of the split.
        """
        left: list[tuple[int, Task]] = []
        with self._transaction():
            for id in gone:
                if row := self._one("SELECT position, task FROM tasks WHERE id = ?", id):
                    left.append((row["position"], msgspec.json.decode(row["task"], type=Task)))
                    self._remove(id)
            put = list(come)
            for position, task in put:
                self._insert(position, task)
                self._connection.execute("DELETE FROM former_tasks WHERE id = ?", (task.id,))
        return Swap(tuple(task.id for _, task in put), tuple(left))

    def tasks(self, split: Split | None = None) -> Iterator[Task]:
        """The tasks of one side of the split, or all, in their order."""
        rows = self._rows("SELECT task FROM tasks WHERE ?1 IS NULL OR split = ?1 ORDER BY position", split)
        return (msgspec.json.decode(row["task"], type=Task) for row in rows)

    def former_tasks(self) -> Iterator[Task]:
        """Tasks that were taught and then removed or changed: their families keep their side."""
        return (
            msgspec.json.decode(row["task"], type=Task)
            for row in self._rows("SELECT task FROM former_tasks ORDER BY rowid")
        )

    def task(self, id: str) -> Task | None:
        row = self._one("SELECT task FROM tasks WHERE id = ?", id)
        return msgspec.json.decode(row["task"], type=Task) if row else None

    def task_place(self, id: str) -> int | None:
        """The position of a task."""
        row = self._one("SELECT position FROM tasks WHERE id = ?", id)
        return int(row["position"]) if row else None

    def next_place(self) -> int:
        """The position that the next task gets."""
        return int(self._value("SELECT coalesce(max(position), -1) + 1 FROM tasks"))

    def tasks_at(self, places: Sequence[int]) -> dict[int, Task]:
        """The tasks at these positions; where there is none, it is left out."""
        marks = ",".join("?" * len(places))
        rows = self._rows(f"SELECT position, task FROM tasks WHERE position IN ({marks})", *places)
        return {row["position"]: msgspec.json.decode(row["task"], type=Task) for row in rows}

    def task_places(
        self, choice: TaskChoice | None = None, order: TaskOrder = "position", *, descending: bool = False
    ) -> list[int]:
        """The positions of the chosen tasks, or of all, in an order; those that are alike in it in that of the project."""
        where, values = _where(choice or TaskChoice())
        by = _ORDERS.get(order, order)
        down = "DESC" if descending else "ASC"
        query = f"SELECT position FROM tasks WHERE {where} ORDER BY {by} {down}, position"
        return [position for (position,) in self._connection.execute(query, values)]

    def task_counts(self) -> list[dict[str, Any]]:
        """How many tasks there are by `kind` and `split`, as rows with a `count`."""
        return list(
            self._rows("SELECT kind, split, count(*) AS count FROM tasks GROUP BY kind, split ORDER BY min(position)")
        )

    def task_cells(self) -> list[CellCount]:
        """How many tasks stand in each cell of the grid on each side, and how many of them have a worked solution."""
        rows = self._rows(
            """
            SELECT kind, split, tool, difficulty, persona, count(*) AS count, sum(worked) AS worked FROM tasks
            GROUP BY kind, split, tool, difficulty, persona
            """
        )
        return [
            CellCount(
                Cell(row["kind"], row["tool"], row["difficulty"], row["persona"]),
                row["split"],
                row["count"],
                row["worked"],
            )
            for row in rows
        ]

    def task_count(self) -> int:
        return int(self._value("SELECT count(*) FROM tasks"))

    def task_families(self) -> dict[str, Split]:
        """The families that there are, with their sides."""
        rows = self._rows("SELECT DISTINCT family, split FROM tasks WHERE family <> '' ORDER BY family")
        return {row["family"]: row["split"] for row in rows}

    def was_taught(self, task: str) -> bool:
        """Whether there is a trajectory of a task, whoever played it."""
        return bool(self._value("SELECT EXISTS (SELECT 1 FROM trajectories WHERE task = ?)", task))

    def _insert(self, position: int, task: Task) -> None:
        """Put a task in; where its position is taken, it comes last."""
        query = """
            INSERT INTO tasks SELECT ?1, CASE WHEN EXISTS (SELECT 1 FROM tasks WHERE position = ?2)
            THEN (SELECT max(position) + 1 FROM tasks) ELSE ?2 END, ?3, ?4, ?5, ?6
        """
        row = (task.id, position, task.kind, task.family, task.split, msgspec.json.encode(task).decode())
        try:
            self._connection.execute(query, row)
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname == "SQLITE_CONSTRAINT_TRIGGER":
                raise ProjectError(
                    "A family would be on both sides",
                    f"Task {task.id} is of the family {task.family}, which is on the other side of the split.",
                    "Give the task that side, or another family; nothing was added.",
                ) from error
            raise ProjectError(
                "A task is there twice",
                f"There is a task {task.id} already.",
                "Give each task an id of its own; nothing was added.",
            ) from error

    def _remove(self, id: str) -> None:
        if self.was_taught(id):
            self._connection.execute(
                "INSERT OR REPLACE INTO former_tasks SELECT id, family, split, task FROM tasks WHERE id = ?", (id,)
            )
        self._connection.execute("DELETE FROM tasks WHERE id = ?", (id,))


def _where(choice: TaskChoice) -> tuple[str, list[Any]]:
    """The condition that chooses, and its values in their order."""
    conditions: dict[str, Any] = {
        f"{name} = ?": value
        for name in ("split", "kind", "tool", "difficulty", "persona", "family", "checked", "worked")
        if (value := getattr(choice, name)) is not None
    }
    values = list(conditions.values())
    if choice.text:
        # Most tasks do not have the text at all, which is found sooner than where in them it stands.
        conditions |= {_HAS.format("task"): 0, "({})".format(" OR ".join(map(_HAS.format, _SEARCHED))): 0}
        values += [_like(json.dumps(choice.text, ensure_ascii=False)[1:-1]), *[_like(choice.text)] * len(_SEARCHED)]
    return " AND ".join(["TRUE", *conditions]), values


def _like(text: str) -> str:
    """What has this text in it, as LIKE takes it."""
    return "%{}%".format(re.sub(r"([\\%_])", r"\\\1", text))
