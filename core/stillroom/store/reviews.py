"""The store's queries of what was taught: the newest trajectory of each task, and what a person decided of it."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from stillroom.conversation import Trajectory
from stillroom.errors import ProjectError
from stillroom.store.choosing import DECISION, NOTE, ORDERS, STAGE, STATES, where
from stillroom.store.queries import Queries, read_trajectory
from stillroom.store.records import Choices, Chosen, Order, Review, ReviewState, Split, TaughtRow, Version

# What a teacher played, or a person made of that. (An evaluation's and a chat's trajectories are of the student.)
_BY_A_TEACHER = "run IN (SELECT id FROM runs WHERE kind IN ('teach', 'review'))"


class Reviews(Queries):
    """The part of a Store that tells what was taught. A person's decision stands above the verdicts."""

    def taught_trajectories(self, split: Split, method: str = "agent") -> Iterator[Trajectory]:
        """The newest accepted trajectory of each task of a side that a teacher solved, in the tasks' order.

        Where all correct samples of a task were kept, it is the newest of each of them, the best last.
        """
        query = f"""
            SELECT t.* FROM tasks k JOIN trajectories t ON t.task = k.id AND t.rowid = (SELECT rowid FROM trajectories
            WHERE task = k.id AND sample = t.sample AND accepted AND method = ? AND {_BY_A_TEACHER}
            ORDER BY created DESC LIMIT 1)
            WHERE k.split = ? ORDER BY k.position, t.created
        """
        return map(read_trajectory, self._rows(query, method, split))

    def right_and_wrong(self, method: str = "agent") -> list[tuple[str, str]]:
        """The ids of an accepted trajectory and a rejected one, of the same task of the training side and the same tools, in the tasks' order.

        Of those that are accepted it is the one that the rejected one was corrected to, else the newest. What only repeats another is
        not wrong.
        """
        query = f"""
            SELECT * FROM (
                SELECT k.position, w.created, w.id AS wrong, r.id AS better,
                row_number() OVER (PARTITION BY w.id ORDER BY r.parent = w.id DESC, r.created DESC) AS place
                FROM tasks k JOIN trajectories w ON w.task = k.id JOIN trajectories r ON r.task = w.task AND r.method = w.method
                AND r.tool_set = w.tool_set AND r.accepted AND r.{_BY_A_TEACHER}
                WHERE k.split = 'train' AND w.method = ? AND NOT w.accepted AND w.{_BY_A_TEACHER} AND NOT EXISTS
                (SELECT 1 FROM verdicts WHERE trajectory = w.id AND stage = 'near-duplicate' AND NOT ok)
            ) WHERE place = 1 ORDER BY position, created
        """
        return [(row["better"], row["wrong"]) for row in self._rows(query, method)]

    def learnt_beside(self, trajectory: str) -> list[str]:
        """The other accepted samples of its task that are learnt from as well, where all correct ones were kept."""
        query = f"""
            SELECT t.id FROM trajectories i JOIN trajectories t ON t.task = i.task AND t.sample <> i.sample
            AND t.rowid = (SELECT rowid FROM trajectories WHERE task = i.task AND sample = t.sample AND accepted
            AND method = i.method AND {_BY_A_TEACHER} ORDER BY created DESC LIMIT 1)
            WHERE i.id = ? ORDER BY t.created
        """
        return [row["id"] for row in self._rows(query, trajectory)]

    def repeating_tasks(self, method: str = "agent") -> set[str]:
        """The ids of the tasks of which a solution was right but for repeating another."""
        query = """
            SELECT DISTINCT task FROM trajectories WHERE method = ? AND id IN
            (SELECT trajectory FROM verdicts WHERE stage = 'near-duplicate' AND NOT ok)
        """
        return {row["task"] for row in self._rows(query, method)}

    def taught_tasks(self, *, accepted_only: bool = False, method: str = "agent", run: str = "") -> set[str]:
        """The ids of the tasks that have a teacher's trajectory; or an accepted one, or any of a certain run."""
        which = "accepted OR NOT ? OR run = ?"
        query = f"SELECT DISTINCT task FROM trajectories WHERE method = ? AND {_BY_A_TEACHER} AND ({which})"
        return {row["task"] for row in self._rows(query, method, accepted_only, run)}

    def taught_rows(self, chosen: Chosen | None = None, *, after: int = 0, limit: int = -1) -> list[TaughtRow]:
        """The newest trajectory of each task that a teacher played, in the tasks' order: the chosen ones, or all.

        Of a long list one page: `limit` rows that come after the row with the number `after`.
        """
        condition, values = where(chosen or Chosen())
        query = f"{_select()} WHERE {condition} AND k.position >= ? ORDER BY k.position LIMIT ?"
        return list(map(_taught_row, self._rows(query, *values, after, limit)))

    def taught_ids(self, chosen: Chosen, order: Order = "number") -> list[str]:
        """The tasks whose newest trajectory is a chosen one, in an order: a long list, of which `rows_of` gives the parts."""
        condition, values = where(chosen)
        query = f"SELECT n.task FROM tasks k JOIN taught n ON n.task = k.id WHERE {condition} ORDER BY {ORDERS[order]}"
        return [task for (task,) in self._connection.execute(query, values)]

    def rows_of(self, tasks: Sequence[str], method: str = "agent") -> list[TaughtRow]:
        """The rows of these tasks, in their order; one that was not taught has none."""
        query = f"{_select()} WHERE n.method = ? AND n.task IN (SELECT value FROM json_each(?))"
        rows = {row["task"]: row for row in self._rows(query, method, json.dumps(tasks))}
        return [_taught_row(rows[task]) for task in tasks if task in rows]

    def newest(self, tasks: Sequence[str], method: str = "agent") -> list[str]:
        """The newest trajectories of those of these tasks that were taught."""
        query = "SELECT trajectory FROM taught WHERE method = ? AND task IN (SELECT value FROM json_each(?))"
        return [id for (id,) in self._connection.execute(query, (method, json.dumps(tasks)))]

    def taught_counts(self) -> tuple[int, int]:
        """How many of these trajectories were accepted, and how many rejected."""
        row = self._one("SELECT count(accepted) AS decided, total(accepted) AS yes FROM taught WHERE method = 'agent'")
        assert row
        return int(row["yes"]), row["decided"] - int(row["yes"])

    def review_counts(self) -> dict[str, int]:
        """How many of these trajectories are `accepted`, `rejected` and `open`, and of how many a person `reviewed` it."""
        row = self._one(
            f"""
            SELECT {_counted("accepted", "rejected")}, count(*) - count(accepted) AS open, {_counted("reviewed")}
            FROM taught n WHERE method = 'agent'
            """
        )
        assert row
        return row

    def review_choices(self, method: str = "agent") -> Choices:
        """What there is to choose from, with how many rows each would leave."""
        states = self._one(f"SELECT {_counted(*STATES)} FROM taught n WHERE method = ?", method)
        assert states
        grouped = {
            "stages": f"SELECT {STAGE} AS it, count(*) FROM taught n WHERE method = ? AND accepted IS NOT 1 GROUP BY it",
            "tools": """
                SELECT e.name, count(DISTINCT e.trajectory) FROM taught n JOIN executions e ON e.trajectory = n.trajectory
                WHERE n.method = ? GROUP BY e.name
                """,
        }
        counts = {name: dict(self._connection.execute(query, (method,))) for name, query in grouped.items()}
        counts["stages"].pop(None, None)
        kinds: Counter[str] = Counter()
        families: Counter[str] = Counter()
        asked = "SELECT k.kind, k.family, count(*) FROM tasks k JOIN taught n ON n.task = k.id WHERE n.method = ? GROUP BY 1, 2"
        for kind, family, count in self._connection.execute(asked, (method,)):
            kinds[kind] += count
            families[family] += count
        families.pop("", None)
        methods = dict(self._connection.execute("SELECT method, count(*) FROM taught GROUP BY method"))
        found = {"states": states, "methods": methods, "kinds": kinds, "families": families}
        return msgspec.convert(found | counts, Choices)

    def versions(self, trajectory: str) -> list[Version]:
        """The trajectories that this one came from by editing, and that came from them, the oldest first; itself among them."""
        first = trajectory
        while (row := self._one("SELECT parent FROM trajectories WHERE id = ?", first)) and row["parent"]:
            first = row["parent"]
        rows = self._rows(
            """
            WITH RECURSIVE line (id) AS (
                VALUES (?) UNION SELECT t.id FROM line JOIN trajectories t ON t.parent = line.id AND t.parent <> ''
            )
            SELECT id AS trajectory, parent, accepted, created FROM trajectories WHERE id IN line ORDER BY created
            """,
            first,
        )
        return [msgspec.convert(row | {"accepted": _truth(row["accepted"])}, Version) for row in rows]

    def row(self, trajectory: str) -> TaughtRow | None:
        """The row of a trajectory that a teacher played, also of one that is not the newest; None where its task is gone."""
        it = "(SELECT task, method, id AS trajectory, accepted, created FROM trajectories WHERE id = ?)"
        row = self._one(_select(it), trajectory)
        return _taught_row(row) if row else None

    def find_taught(self, id: str) -> str:
        """A trajectory's id, given that or its task's, whose newest one is meant.

        Raises:
            ProjectError: there is no such trajectory, and no task that has one.
        """
        row = self._one(f"SELECT id FROM trajectories WHERE id = ? AND {_BY_A_TEACHER}", id) or self._one(
            "SELECT trajectory AS id FROM taught WHERE task = ? ORDER BY method LIMIT 1", id
        )
        if row is None:
            raise ProjectError(
                "No such solution",
                f"There is no trajectory {id}, and no task of that name that was taught.",
                "See them with: stillroom review list",
            )
        return str(row["id"])

    def add_review(self, accepted: bool | None, *trajectories: str, note: str = "") -> None:
        """Keep what a person says of trajectories, all or none; a decision stands above their verdicts from now on."""
        with self._transaction():
            self._connection.execute(
                "INSERT INTO reviews SELECT NULL, value, ?, ?, ? FROM json_each(?)",
                (accepted, note, time.time(), json.dumps(trajectories)),
            )
            self._settle(trajectories)

    def undo_review(self, *trajectories: str) -> bool:
        """Take the last decision or note of each trajectory back; what was before holds again. False where there is none."""
        with self._transaction():
            newest = (
                "SELECT max(id) FROM reviews WHERE trajectory IN (SELECT value FROM json_each(?)) GROUP BY trajectory"
            )
            undone = self._connection.execute(
                f"DELETE FROM reviews WHERE id IN ({newest})", (json.dumps(trajectories),)
            ).rowcount
            self._settle(trajectories)
        return bool(undone)

    def reviews(self, trajectory: str) -> list[Review]:
        """What people said of a trajectory, the oldest first."""
        rows = self._rows("SELECT accepted, note, created FROM reviews WHERE trajectory = ? ORDER BY id", trajectory)
        return [msgspec.convert(row | {"accepted": _truth(row["accepted"])}, Review) for row in rows]

    def _settle(self, trajectories: Sequence[str]) -> None:
        self._connection.execute(
            f"""
            UPDATE trajectories SET accepted = coalesce({DECISION}, (SELECT min(ok) FROM verdicts WHERE trajectory = n.trajectory))
            FROM (SELECT value AS trajectory FROM json_each(?)) n WHERE trajectories.id = n.trajectory
            """,
            (json.dumps(trajectories),),
        )


def _select(taught: str = "taught") -> str:
    """The columns of a row, from `taught` or what has its columns."""
    return f"""
    SELECT n.trajectory, n.task, k.position + 1 AS number, n.accepted, n.created, k.kind, k.split, k.family, n.method,
    t.parent, t.agreement, k.asked AS prompt,
    (SELECT json_group_array(name) FROM (SELECT name FROM executions WHERE trajectory = n.trajectory ORDER BY position)) AS tools,
    (SELECT total(seconds) FROM executions WHERE trajectory = n.trajectory) AS seconds,
    (SELECT count(*) FROM executions WHERE trajectory = n.trajectory AND NOT ok) AS failed,
    v.stage, coalesce(v.reason, '') AS reason, {DECISION} AS reviewed, {NOTE} AS note
    FROM tasks k JOIN {taught} n ON n.task = k.id JOIN trajectories t ON t.id = n.trajectory
    LEFT JOIN verdicts v ON v.rowid = (SELECT min(rowid) FROM verdicts WHERE trajectory = n.trajectory AND NOT ok)
    AND n.accepted IS NOT 1
"""


def _counted(*states: ReviewState) -> str:
    """Columns that say how many rows of `taught` (n) are in each state."""
    return ", ".join(f"coalesce(sum({STATES[state]}), 0) AS {state}" for state in states)


def _taught_row(row: dict[str, Any]) -> TaughtRow:
    truths = {name: _truth(row[name]) for name in ("accepted", "reviewed")}
    reason = row["note"] or row["reason"] if truths["reviewed"] is False else row["reason"]
    return msgspec.convert(row | truths | {"tools": json.loads(row["tools"]), "reason": reason}, TaughtRow)


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)
