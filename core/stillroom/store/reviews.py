"""The store's queries of what was taught: the newest trajectory of each task, and what a person decided of it."""

import json
import time
from collections.abc import Iterator
from typing import Any

import msgspec

from stillroom.conversation import Trajectory
from stillroom.errors import ProjectError
from stillroom.store.queries import Queries, read_trajectory
from stillroom.store.records import Chosen, Review, Split, TaughtRow

# What a teacher played, or a person made of that. (An evaluation's and a chat's trajectories are of the student.)
_BY_A_TEACHER = "run IN (SELECT id FROM runs WHERE kind IN ('teach', 'review'))"
_TAUGHT = f"method = 'agent' AND {_BY_A_TEACHER}"

_NEWEST = f"t.id = (SELECT id FROM trajectories WHERE task = k.id AND {_TAUGHT} ORDER BY created DESC LIMIT 1)"

_DECISION = "(SELECT accepted FROM reviews WHERE trajectory = t.id AND accepted IS NOT NULL ORDER BY id DESC LIMIT 1)"


class Reviews(Queries):
    """The part of a Store that tells what was taught. A person's decision stands above the verdicts."""

    def taught_trajectories(self, split: Split, method: str = "agent") -> Iterator[Trajectory]:
        """The newest accepted trajectory of each task of a side that a teacher solved, in the tasks' order."""
        query = f"""
            SELECT t.* FROM tasks k JOIN trajectories t ON t.id = (SELECT id FROM trajectories
            WHERE task = k.id AND accepted AND method = ? AND {_BY_A_TEACHER} ORDER BY created DESC LIMIT 1)
            WHERE k.split = ? ORDER BY k.position
        """
        return map(read_trajectory, self._rows(query, method, split))

    def taught_tasks(self, *, accepted_only: bool = False, method: str = "agent", run: str = "") -> set[str]:
        """The ids of the tasks that have a teacher's trajectory; or an accepted one, or any of a certain run."""
        which = "accepted OR NOT ? OR run = ?"
        query = f"SELECT DISTINCT task FROM trajectories WHERE method = ? AND {_BY_A_TEACHER} AND ({which})"
        return {row["task"] for row in self._rows(query, method, accepted_only, run)}

    def taught_rows(self, chosen: Chosen | None = None, *, after: int = 0, limit: int = -1) -> list[TaughtRow]:
        """The newest trajectory of each task that a teacher played, in the tasks' order: the chosen ones, or all.

        Of a long list one page: `limit` rows that come after the row with the number `after`.
        """
        where, values = _where(chosen or Chosen())
        rows = self._rows(
            f"""
            SELECT t.id AS trajectory, t.task, k.position + 1 AS number, t.accepted, t.created, k.kind, k.split,
            coalesce(json_extract(k.task, '$.prompt[0]'), json_extract(k.task, '$.prompt')) AS prompt,
            (SELECT json_group_array(name) FROM (SELECT name FROM executions WHERE trajectory = t.id ORDER BY position)) AS tools,
            (SELECT total(seconds) FROM executions WHERE trajectory = t.id) AS seconds,
            v.stage, coalesce(v.reason, '') AS reason, {_DECISION} AS reviewed,
            coalesce((SELECT note FROM reviews WHERE trajectory = t.id AND note <> '' ORDER BY id DESC LIMIT 1), '') AS note
            FROM tasks k JOIN trajectories t ON {_NEWEST}
            LEFT JOIN verdicts v ON v.rowid = (SELECT min(rowid) FROM verdicts WHERE trajectory = t.id AND NOT ok)
            AND NOT t.accepted
            WHERE {where} AND k.position >= ? ORDER BY k.position LIMIT ?
            """,
            *values,
            after,
            limit,
        )
        return list(map(_taught_row, rows))

    def taught_counts(self) -> tuple[int, int]:
        """How many of these trajectories were accepted, and how many rejected."""
        counts = self.review_counts()
        return counts["accepted"], counts["rejected"]

    def review_counts(self) -> dict[str, int]:
        """How many of these trajectories are `accepted`, `rejected` and `open`, and of how many a person `reviewed` it."""
        # Asked so that an index alone answers it: the conversations, which are long, are not read.
        row = self._one(
            f"""
            SELECT coalesce(sum(accepted = 1), 0) AS accepted, coalesce(sum(accepted = 0), 0) AS rejected,
            coalesce(sum(accepted = -1), 0) AS open, (
                SELECT count(*) FROM tasks k JOIN trajectories t ON {_NEWEST} WHERE {_DECISION} IS NOT NULL
                AND k.id IN (SELECT task FROM trajectories WHERE id IN (SELECT trajectory FROM reviews))
            ) AS reviewed
            FROM (SELECT (SELECT coalesce(accepted, -1) FROM trajectories WHERE task = tasks.id AND {_TAUGHT}
            ORDER BY created DESC LIMIT 1) AS accepted FROM tasks)
            """
        )
        assert row
        return row

    def find_taught(self, id: str) -> str:
        """A trajectory's id, given that or its task's, whose newest one is meant.

        Raises:
            ProjectError: there is no such trajectory, and no task that has one.
        """
        row = self._one(f"SELECT id FROM trajectories WHERE id = ? AND {_TAUGHT}", id) or self._one(
            f"SELECT t.id FROM tasks k JOIN trajectories t ON {_NEWEST} WHERE k.id = ?", id
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
            for trajectory in trajectories:
                row = (trajectory, accepted, note, time.time())
                self._connection.execute("INSERT INTO reviews VALUES (NULL, ?, ?, ?, ?)", row)
                self._settle(trajectory)

    def undo_review(self, trajectory: str) -> bool:
        """Take the last decision or note of a trajectory back; what was before holds again. False where there is none."""
        with self._transaction():
            newest = "SELECT max(id) FROM reviews WHERE trajectory = ?"
            undone = self._connection.execute(f"DELETE FROM reviews WHERE id = ({newest})", (trajectory,)).rowcount
            self._settle(trajectory)
        return bool(undone)

    def reviews(self, trajectory: str) -> list[Review]:
        """What people said of a trajectory, the oldest first."""
        rows = self._rows("SELECT accepted, note, created FROM reviews WHERE trajectory = ? ORDER BY id", trajectory)
        return [msgspec.convert(row | {"accepted": _truth(row["accepted"])}, Review) for row in rows]

    def _settle(self, trajectory: str) -> None:
        verdicts = "(SELECT min(ok) FROM verdicts WHERE trajectory = t.id)"
        self._connection.execute(
            f"UPDATE trajectories AS t SET accepted = coalesce({_DECISION}, {verdicts}) WHERE id = ?", (trajectory,)
        )


def _taught_row(row: dict[str, Any]) -> TaughtRow:
    truths = {name: _truth(row[name]) for name in ("accepted", "reviewed")}
    reason = row["note"] or row["reason"] if truths["reviewed"] is False else row["reason"]
    return msgspec.convert(row | truths | {"tools": json.loads(row["tools"]), "reason": reason}, TaughtRow)


def _where(chosen: Chosen) -> tuple[str, list[Any]]:
    """The condition that chooses, and its values in their order."""
    conditions = {
        "t.accepted IS ?": chosen.accepted,
        f"{_DECISION} IS ?": chosen.reviewed,
        "v.stage = ?": chosen.stage,
        "EXISTS (SELECT 1 FROM executions WHERE trajectory = t.id AND name = ?)": chosen.tool,
        "k.kind = ?": chosen.kind,
        "k.split = ?": chosen.split,
    }
    wanted = {condition: value for condition, value in conditions.items() if value is not None}
    return " AND ".join(["TRUE", *wanted]), list(wanted.values())


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)
