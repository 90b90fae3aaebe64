"""The store's queries of where teaching stands, by method: what each task came to, and the newest lessons."""

import json
from typing import Any

import msgspec

from stillroom.store.queries import Queries
from stillroom.store.records import Lesson, Standing

# The newest trajectory of each task by a method, told by an index alone. (Of a bare column beside max(), SQLite takes that row's.)
_NEWEST = """
    SELECT rowid AS place, task, accepted, max(created) AS created FROM trajectories
    WHERE method = ? AND run IN (SELECT id FROM runs WHERE kind IN ('teach', 'review')) GROUP BY task
"""
_REFUSED = "(SELECT min(rowid) FROM verdicts WHERE trajectory = t.id AND NOT ok) AND NOT t.accepted"


class Lessons(Queries):
    """The part of a Store that a page about teaching is drawn from."""

    def standings(self, method: str = "agent") -> list[Standing]:
        """Where each task stands, in the tasks' order."""
        rows = self._rows(
            f"""
            SELECT k.id AS task, k.split, json_type(k.task, '$.solution') IS 'array' AS worked, n.place IS NOT NULL AS taught,
            n.accepted, v.stage FROM tasks k LEFT JOIN ({_NEWEST}) n ON n.task = k.id
            LEFT JOIN trajectories t ON t.rowid = n.place AND n.accepted = 0 LEFT JOIN verdicts v ON v.rowid = {_REFUSED}
            ORDER BY k.position
            """,
            method,
        )
        return [msgspec.convert(_truths(row, "worked", "taught", "accepted"), Standing) for row in rows]

    def newest_lessons(self, limit: int, method: str = "agent") -> list[Lesson]:
        """The newest lessons, the newest first."""
        rows = self._rows(
            f"""
            WITH newest AS ({_NEWEST} ORDER BY created DESC LIMIT ?)
            SELECT t.id AS trajectory, t.task, k.position + 1 AS number, t.accepted, t.created, k.kind, k.split,
            coalesce(json_extract(k.task, '$.prompt[0]'), json_extract(k.task, '$.prompt')) AS prompt,
            (SELECT json_group_array(name) FROM (SELECT name FROM executions WHERE trajectory = t.id ORDER BY position)) AS tools,
            (SELECT total(seconds) FROM executions WHERE trajectory = t.id)
            + (SELECT total(seconds) FROM payments WHERE run = t.run AND task = t.task) AS seconds,
            (SELECT CASE WHEN count(*) = count(cost_usd) THEN sum(cost_usd) END FROM payments
            WHERE run = t.run AND task = t.task) AS cost_usd, t.agreement,
            t.accepted IS 1 AND EXISTS (SELECT 1 FROM executions WHERE trajectory = t.id AND NOT ok) AS recovered,
            v.stage, coalesce(v.reason, '') AS reason
            FROM newest n JOIN trajectories t ON t.rowid = n.place JOIN tasks k ON k.id = t.task
            LEFT JOIN verdicts v ON v.rowid = {_REFUSED} ORDER BY n.created DESC
            """,
            method,
            limit,
        )
        return [
            msgspec.convert(_truths(row, "accepted", "recovered") | {"tools": json.loads(row["tools"])}, Lesson)
            for row in rows
        ]

    def taught_in(self, run: str) -> set[str]:
        """The ids of the tasks that have a trajectory of this run."""
        return {row["task"] for row in self._rows("SELECT DISTINCT task FROM trajectories WHERE run = ?", run)}

    def lesson_counts(self, method: str = "agent") -> tuple[int, int]:
        """How many tasks' newest trajectories are accepted, and how many rejected."""
        rows = self._rows(f"SELECT accepted, count(*) AS count FROM ({_NEWEST}) GROUP BY accepted", method)
        counts = {row["accepted"]: row["count"] for row in rows}
        return counts.get(1, 0), counts.get(0, 0)

    def task_line(self, id: str) -> dict[str, Any]:
        """What a table says of a task: its `number` from 1, first user turn as `prompt`, `kind` and `split`.

        Raises:
            KeyError: there is no such task.
        """
        row = self._one(
            """
            SELECT position + 1 AS number, kind, split,
            coalesce(json_extract(task, '$.prompt[0]'), json_extract(task, '$.prompt')) AS prompt FROM tasks WHERE id = ?
            """,
            id,
        )
        if row is None:
            raise KeyError(id)
        return row

    def families(self) -> dict[str, int]:
        """The families of tasks, with how many tasks each has."""
        rows = self._rows("SELECT family, count(*) AS count FROM tasks WHERE family <> '' GROUP BY family")
        return {row["family"]: row["count"] for row in rows}

    def cost_of_kept(self, method: str = "agent") -> tuple[float | None, int, float | None]:
        """What teaching cost in all, in US dollars (None where a price is not known); how many trajectories are kept; and how far
        their samples agree on average (0 to 1, None where there was one sample each)."""
        row = self._one(
            f"""
            SELECT (SELECT CASE WHEN count(*) = count(cost_usd) THEN total(cost_usd) END FROM payments
            WHERE purpose IN ('teach', 'probe', 'judge')) AS cost, count(*) AS kept, avg(t.agreement) AS agreement
            FROM ({_NEWEST}) n JOIN trajectories t ON t.rowid = n.place WHERE n.accepted
            """,
            method,
        )
        assert row
        return row["cost"], row["kept"], row["agreement"]


def _truths(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return row | {name: None if row[name] is None else bool(row[name]) for name in names}
