"""The store's queries of where teaching stands, by method: what each task came to, and the newest lessons."""

import json
from typing import Any

import msgspec

from stillroom.store.queries import Queries
from stillroom.store.records import Lesson, VerdictStage

_REFUSED = "(SELECT min(rowid) FROM verdicts WHERE trajectory = n.trajectory AND NOT ok)"


class Lessons(Queries):
    """The part of a Store that a page about teaching is drawn from."""

    def lesson_counts(self, method: str = "agent") -> tuple[int, int]:
        """How many tasks' newest trajectories are accepted, and how many rejected."""
        rows = self._rows("SELECT accepted, count(*) AS count FROM taught WHERE method = ? GROUP BY accepted", method)
        counts = {row["accepted"]: row["count"] for row in rows}
        return counts.get(1, 0), counts.get(0, 0)

    def kept_held_out(self, method: str = "agent") -> int:
        """Of how many held-out tasks the newest trajectory is accepted."""
        return int(
            self._value(
                """
                SELECT count(*) FROM tasks k JOIN taught n ON n.task = k.id AND n.method = ?
                WHERE k.split = 'held_out' AND n.accepted
                """,
                method,
            )
        )

    def rejections(self, method: str = "agent") -> dict[str, VerdictStage | None]:
        """The tasks whose newest trajectory is rejected, each with the stage that said no; None where a person did."""
        rows = self._rows(
            f"""
            SELECT n.task, v.stage FROM taught n LEFT JOIN verdicts v ON v.rowid = {_REFUSED}
            WHERE n.method = ? AND n.accepted = 0
            """,
            method,
        )
        return {row["task"]: row["stage"] for row in rows}

    def unworked(self, method: str = "agent") -> int:
        """How many tasks have neither a trajectory nor a worked solution."""
        query = "SELECT count(*) FROM tasks k WHERE NOT worked AND NOT EXISTS (SELECT 1 FROM taught WHERE task = k.id AND method = ?)"
        return int(self._value(query, method))

    def is_taught(self, task: str, method: str = "agent") -> bool:
        return self._one("SELECT 1 FROM taught WHERE task = ? AND method = ?", task, method) is not None

    def newest_lessons(self, limit: int, method: str = "agent") -> list[Lesson]:
        """The newest lessons, the newest first."""
        rows = self._rows(
            f"""
            WITH newest AS (SELECT * FROM taught WHERE method = ? ORDER BY created DESC LIMIT ?)
            SELECT t.id AS trajectory, t.task, k.position + 1 AS number, t.accepted, t.created, k.kind, k.split, k.asked AS prompt,
            (SELECT json_group_array(name) FROM (SELECT name FROM executions WHERE trajectory = t.id ORDER BY position)) AS tools,
            (SELECT total(seconds) FROM executions WHERE trajectory = t.id) + (SELECT total(seconds) FROM payments
            WHERE run = t.run AND task = t.task) AS seconds,
            (SELECT CASE WHEN count(*) = count(cost_usd) THEN sum(cost_usd) END FROM payments
            WHERE run = t.run AND task = t.task) AS cost_usd, t.agreement,
            t.accepted IS 1 AND EXISTS (SELECT 1 FROM executions WHERE trajectory = t.id AND NOT ok) AS recovered,
            v.stage, coalesce(v.reason, '') AS reason
            FROM newest n JOIN trajectories t ON t.id = n.trajectory JOIN tasks k ON k.id = n.task
            LEFT JOIN verdicts v ON v.rowid = {_REFUSED} AND NOT t.accepted ORDER BY n.created DESC
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

    def task_line(self, id: str) -> dict[str, Any] | None:
        """What a table says of a task: its `number` from 1, first user turn as `prompt`, `kind` and `split`."""
        return self._one("SELECT position + 1 AS number, kind, split, asked AS prompt FROM tasks WHERE id = ?", id)

    def families(self) -> dict[str, int]:
        """The families of tasks, with how many tasks each has."""
        rows = self._rows("SELECT family, count(*) AS count FROM tasks WHERE family <> '' GROUP BY family")
        return {row["family"]: row["count"] for row in rows}

    def cost_of_kept(self, method: str = "agent") -> tuple[float | None, int, float | None]:
        """What teaching cost in all, in US dollars (None where a price is not known); how many trajectories are kept; and how far
        their samples agree on average (0 to 1, None where there was one sample each)."""
        row = self._one(
            """
            SELECT (SELECT CASE WHEN count(*) = count(cost_usd) THEN total(cost_usd) END FROM payments
            WHERE purpose IN ('teach', 'probe', 'judge', 'user')) AS cost, count(*) AS kept, avg(t.agreement) AS agreement
            FROM taught n JOIN trajectories t ON t.id = n.trajectory WHERE n.method = ? AND n.accepted
            """,
            method,
        )
        assert row
        return row["cost"], row["kept"], row["agreement"]


def _truths(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return row | {name: None if row[name] is None else bool(row[name]) for name in names}
