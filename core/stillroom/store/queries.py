"""What all parts of a Store ask the database with."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from stillroom.conversation import Message, Trajectory


class Queries:
    """Rows as dictionaries, and transactions that are all or nothing."""

    _connection: sqlite3.Connection

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._connection)

    at_once = _transaction
    """What is written within is kept, all of it or nothing; for several calls of a Store that belong together."""

    def _one(self, query: str, *values: Any) -> dict[str, Any] | None:
        return next(self._rows(query, *values), None)

    def _rows(self, query: str, *values: Any) -> Iterator[dict[str, Any]]:
        cursor = self._connection.execute(query, values)
        names = [column for column, *_ in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor)

    def _value(self, query: str, *values: Any) -> Any:
        return self._connection.execute(query, values).fetchone()[0]


class _Transaction:
    """All or nothing, together with what it stands in. (The connection itself runs in autocommit, so that no read leaves one open.)

    A full disk may end the transaction by itself, or make its commit fail; the error that is raised is always the first one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._within = connection.in_transaction

    def __enter__(self) -> None:
        if not self._within:
            self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._within:
            return
        try:
            if kind is None:
                self._connection.execute("COMMIT")
        finally:
            self._connection.rollback()


def read_trajectory(row: dict[str, Any]) -> Trajectory:
    """A row of the table `trajectories` as what it holds."""
    return Trajectory(
        id=row["id"],
        task=row["task"],
        method=row["method"],
        tool_set=row["tool_set"],
        messages=msgspec.json.decode(row["messages"], type=tuple[Message, ...]),
        parent=row["parent"],
    )
