"""A project's SQLite file: opened, brought to the newest form, and asked in typed queries."""

import contextlib
import json
import shutil
import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import Trajectory
from stillroom.errors import ProjectError, from_sqlite_error
from stillroom.store.lessons import Lessons
from stillroom.store.migrations import MIGRATIONS
from stillroom.store.payments import Payments
from stillroom.store.queries import read_trajectory
from stillroom.store.queued import Queued, read_run
from stillroom.store.records import Execution, Run, RunKind, RunState, Score, Verdict
from stillroom.store.reviews import Reviews
from stillroom.store.tasks import Tasks
from stillroom.store.tools import Tools

VERSION = len(MIGRATIONS)


class Store(Tools, Tasks, Reviews, Lessons, Payments, Queued):
    """The database of one project.

    Reads and writes are short transactions, in write-ahead mode, so that a window may read while a job writes.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open `path`; make it where `create` is set. An older one is brought up to date: see `is_outdated`.

        Raises:
            ProjectError: there is no such file, it is no Stillroom database, or a newer Stillroom made it.
            KnownError: there is no room on its disk.
        """
        if not create and not path.is_file():
            raise ProjectError(
                "Not a project",
                f"{path.parent} holds no project.db.",
                "Give a project's folder, or make one with: stillroom new DIR",
            )
        self.path = path
        connection = None
        try:
            connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            connection.create_function("casefold", 1, str.casefold, deterministic=True)
            self._bring_up_to_date(connection, create)
        except BaseException as error:
            if connection:
                connection.close()
            if isinstance(error, sqlite3.Error):
                raise from_sqlite_error(error, path) from error
            raise
        self._connection = connection
        self._newest = 0.0
        self._kept, self._kept_at = {}, None

    def close(self) -> None:
        self._connection.close()

    @staticmethod
    def copy(path: Path, target: Path) -> None:
        """Copy a database that may be open, as it is at this moment, to a file that does not exist yet.

        Raises:
            sqlite3.Error: one of the two cannot be used.
        """
        with (
            contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", timeout=30, uri=True)) as source,
            contextlib.closing(sqlite3.connect(target)) as copied,
        ):
            source.backup(copied)

    def _bring_up_to_date(self, connection: sqlite3.Connection, create: bool) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not (create or tables):
            raise ProjectError(
                "Not a project database",
                f"{self.path} is empty.",
                "Restore it from a copy, or delete it and make the project again.",
            )
        if tables and not (version and "trajectories" in tables):
            raise ProjectError(
                "Not a project database",
                f"{self.path} is a database of another program.",
                "Give a project's folder, or make one with: stillroom new DIR",
            )
        if version > VERSION:
            raise ProjectError(
                "Made by a newer Stillroom",
                f"{self.path} has version {version}; this Stillroom knows versions up to {VERSION}.",
                "Update Stillroom, then open the project again. Nothing was changed.",
            )
        connection.execute("PRAGMA journal_mode = WAL")
        # A power cut may take the last moments, nothing else can: waiting for the disk at each row would be most of a run's time.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        if 0 < version < VERSION:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy2(self.path, self.path.with_suffix(f".v{version}.db"))
        for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
            connection.executescript(f"BEGIN; {script}; PRAGMA user_version = {number}; COMMIT;")

    def stamp(self) -> tuple[int, int]:
        """What is another one once anything was written, here or elsewhere."""
        return self._value("PRAGMA data_version"), self._connection.total_changes

    # Facts: the few single values of a project, for example its chosen student.

    def fact(self, name: str, default: Any = None) -> Any:
        row = self._one("SELECT value FROM facts WHERE name = ?", name)
        return json.loads(row["value"]) if row else default

    def set_fact(self, name: str, value: Any) -> None:
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value)))

    # Runs

    def start_run(self, run: Run) -> None:
        """Record a run that begins, or one that goes on."""
        self._connection.execute(
            """
            INSERT INTO runs VALUES (?, ?, ?, ?, NULL, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,
            state = excluded.state, started = excluded.started, finished = NULL, spec = excluded.spec, result = excluded.result
            """,
            (run.id, run.kind, run.state, run.started, json.dumps(run.spec), json.dumps(run.result)),
        )

    def end_run(self, id: str, state: RunState, result: dict[str, Any]) -> None:
        self._connection.execute(
            "UPDATE runs SET state = ?, finished = ?, result = ? WHERE id = ?",
            (state, time.time(), json.dumps(result), id),
        )

    def runs(self, kind: RunKind | None = None) -> list[Run]:
        """Runs of a kind, or all, the newest first; none that is still queued."""
        chosen = "state <> 'queued' AND (?1 IS NULL OR kind = ?1)"
        return list(
            map(read_run, self._rows(f"SELECT * FROM runs WHERE {chosen} ORDER BY started DESC, rowid DESC", kind))
        )

    def run(self, id: str) -> Run | None:
        return next((run for run in self.runs() if run.id == id), None)

    # Trajectories

    def add_trajectory(
        self,
        trajectory: Trajectory,
        run: str,
        executions: Iterable[Execution] = (),
        verdicts: Sequence[Verdict] = (),
        agreement: float | None = None,
        sample: int = 0,
    ) -> None:
        """Store a trajectory with what stands beside it. It is accepted if every verdict is; without any, that is open.

        `agreement` is the share of the teacher's samples of this task that did the same. Of those of a task with the same
        number of a `sample` the newest counts; what was made of another trajectory has the number of that.
        """
        accepted = all(verdict.ok for verdict in verdicts) if verdicts else None
        # The newest counts, so no two are equally old, however coarse the clock is.
        self._newest = max(time.time(), self._newest + 1e-6)
        with self._transaction():
            execute = self._connection.execute
            parent = self._one("SELECT sample FROM trajectories WHERE id = ?", trajectory.parent)
            execute(
                "INSERT INTO trajectories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    trajectory.id,
                    trajectory.task,
                    trajectory.parent,
                    trajectory.method,
                    trajectory.tool_set,
                    run,
                    accepted,
                    self._newest,
                    _text(trajectory.messages),
                    agreement,
                    parent["sample"] if parent else sample,
                ),
            )
            for position, done in enumerate(executions):
                execute(
                    "INSERT INTO executions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        trajectory.id,
                        position,
                        done.call,
                        done.name,
                        _text(done.arguments),
                        done.ok,
                        done.result,
                        done.seconds,
                        done.fault,
                    ),
                )
            for verdict in verdicts:
                execute(
                    "INSERT INTO verdicts VALUES (?, ?, ?, ?)",
                    (trajectory.id, verdict.stage, verdict.ok, verdict.reason),
                )

    def trajectory(self, id: str) -> Trajectory | None:
        row = self._one("SELECT * FROM trajectories WHERE id = ?", id)
        return read_trajectory(row) if row else None

    def executions(self, trajectory: str) -> list[Execution]:
        rows = self._rows("SELECT * FROM executions WHERE trajectory = ? ORDER BY position", trajectory)
        return [
            msgspec.convert(
                row | {"arguments": json.loads(row["arguments"]), "ok": bool(row["ok"]), "fault": bool(row["fault"])},
                Execution,
            )
            for row in rows
        ]

    def verdicts(self, trajectory: str) -> list[Verdict]:
        rows = self._rows("SELECT stage, ok, reason FROM verdicts WHERE trajectory = ? ORDER BY rowid", trajectory)
        return [msgspec.convert(row | {"ok": bool(row["ok"])}, Verdict) for row in rows]

    # Scores

    def add_score(self, run: str, score: Score) -> None:
        self._connection.execute(
            "INSERT INTO scores VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (run, *msgspec.structs.astuple(score))
        )

    def scores(self, run: str) -> list[Score]:
        rows = self._rows("SELECT * FROM scores WHERE run = ? ORDER BY rowid", run)
        return [msgspec.convert(row, Score, strict=False) for row in rows]


def is_outdated(path: Path) -> bool:
    """Whether to open this database is to change it, so that nobody else may be writing to its project."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=30)) as connection:
            return 0 < int(connection.execute("PRAGMA user_version").fetchone()[0]) < VERSION
    except sqlite3.Error:
        return False  # `Store` says what is wrong with it


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()
