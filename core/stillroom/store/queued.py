"""The store's queries of runs that wait for their turn."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from stillroom.store.queries import Queries
from stillroom.store.records import Run


class Queued(Queries):
    """The part of a Store that keeps what is to be run later. A run is put there by `start_run`, as one that is queued.

    Nothing of it has begun, so `started` says when it was put there, and that is the order; `runs` tells none of these.
    """

    def queued_runs(self) -> list[Run]:
        """What waits, the next one first."""
        return [
            read_run(row) for row in self._rows("SELECT * FROM runs WHERE state = 'queued' ORDER BY started, rowid")
        ]

    def order_queue(self, ids: Sequence[str]) -> None:
        """Let what waits have this order; one that is not named, or waits no more, stays as it is."""
        waiting = {run.id: run.started for run in self.queued_runs()}
        moved = [id for id in ids if id in waiting]
        times = sorted(waiting[id] for id in moved)
        with self._transaction():
            for id, started in zip(moved, times, strict=True):
                self._connection.execute("UPDATE runs SET started = ? WHERE id = ?", (started, id))

    def drop_queued(self, id: str) -> None:
        """Take one out of the queue; one that waits no more stays."""
        self._connection.execute("DELETE FROM runs WHERE id = ? AND state = 'queued'", (id,))


def read_run(row: dict[str, Any]) -> Run:
    """A row of the table `runs` as what it holds."""
    return msgspec.convert(row | {"spec": json.loads(row["spec"]), "result": json.loads(row["result"])}, Run)
