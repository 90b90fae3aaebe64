"""Runs that wait for their turn: their order, and that nothing else takes them for runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stillroom.store import Run, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "project.db", create=True)
    for at, id in enumerate("abc"):
        opened.start_run(Run(id, "train", "queued", float(at), spec={"params": {"at": at}}))
    yield opened
    opened.close()


def _order(store: Store) -> str:
    return "".join(run.id for run in store.queued_runs())


def test_what_waits_is_no_run_yet_and_becomes_one_when_it_starts(store: Store) -> None:
    store.start_run(Run("earlier", "train", "done", 50.0))
    assert [run.id for run in store.runs()] == [run.id for run in store.runs("train")] == ["earlier"]
    assert store.run("a") is None
    assert [run.spec for run in store.queued_runs()] == [{"params": {"at": at}} for at in range(3)]
    store.start_run(Run("b", "train", "running", 100.0))
    assert _order(store) == "ac"
    assert [run.id for run in store.runs("train")] == ["b", "earlier"]


def test_what_waits_is_put_into_another_order_and_stays_so(store: Store, tmp_path: Path) -> None:
    store.order_queue(["c", "a", "b"])
    assert _order(store) == "cab"
    store.order_queue(["b", "gone", "c"])  # `a` keeps its place
    assert _order(store) == "bac"
    store.close()
    again = Store(tmp_path / "project.db")
    assert _order(again) == "bac"
    again.close()


def test_only_what_waits_is_dropped(store: Store) -> None:
    store.start_run(Run("b", "train", "running", 100.0))
    for id in "ab":
        store.drop_queued(id)
    assert _order(store) == "c"
    assert [run.id for run in store.runs()] == ["b"]
