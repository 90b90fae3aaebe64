"""The ledger: a cap that no call may break, whatever is under way."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from stillroom.store import Payment, Store
from stillroom.teacher import Bill, BudgetReached, Ledger


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "project.db", create=True)
    yield store
    store.close()


def paid(cost: float | None, tokens: int = 10) -> Payment:
    return Payment("teach", "openai", "m", tokens, tokens, cost, 0.5)


def test_each_call_is_a_row_and_a_sum(store: Store) -> None:
    async def spend() -> None:
        for run, cost, in_all, tokens in (("a", 0.5, 0.5, 20), ("a", 0.25, 0.75, 40), ("b", None, None, 20)):
            ledger = Ledger(store, run)  # of a run that is gone on with
            await ledger.reserve(1.0)
            ledger.settle(1.0, paid(cost))
            assert (ledger.spent, ledger.cost, ledger.tokens) == (in_all or 0.0, in_all, tokens)

    asyncio.run(spend())
    [row] = store.spent("a")
    assert (row.purpose, row.model, row.calls, row.prompt_tokens, row.cost_usd, row.unpriced) == (
        "teach", "m", 2, 20, 0.75, 0,
    )  # fmt: skip
    assert [(row.calls, row.unpriced) for row in store.spent()] == [(3, 1)]


def test_a_call_that_could_break_the_cap_is_not_made(store: Store) -> None:
    async def spend() -> None:
        ledger = Ledger(store, "a", cap=1.0)
        await ledger.reserve(0.9)
        ledger.settle(0.9, paid(0.2))
        await ledger.reserve(0.8)
        ledger.settle(0.8, paid(0.5))
        with pytest.raises(
            BudgetReached, match=r"0\.7000 of 1 USD are spent, and the next call could cost 0\.4000 USD"
        ):
            await ledger.reserve(0.4)
        assert ledger.reached

    asyncio.run(spend())


def test_a_run_that_is_gone_on_with_spends_what_is_left(store: Store) -> None:
    async def spend() -> None:
        before = Ledger(store, "a", cap=1.0)
        await before.reserve(0.9)
        before.settle(0.9, paid(0.8))
        with pytest.raises(BudgetReached):
            await Ledger(store, "a", cap=1.0).reserve(0.3)
        await Ledger(store, "a", cap=2.0).reserve(0.3)

    asyncio.run(spend())


def test_each_task_has_its_bill(store: Store) -> None:
    async def spend() -> None:
        ledger = Ledger(store, "a")
        for task, cost in (("x", 0.5), ("y", None), ("x", 0.25)):
            await ledger.reserve(1.0)
            ledger.settle(1.0, msgspec.structs.replace(paid(cost), task=task))
        assert [ledger.bill(task) for task in "xyz"] == [Bill(0.75, 1.0), Bill(None, 0.5), Bill()]

    asyncio.run(spend())


def test_what_is_under_way_is_waited_for_before_the_cap_counts_as_reached(store: Store) -> None:
    async def spend() -> None:
        ledger = Ledger(store, "a", cap=1.0)
        await ledger.reserve(0.6)
        await ledger.reserve(0.4)
        second = asyncio.create_task(ledger.reserve(0.5))
        third = asyncio.create_task(ledger.reserve(0.5))
        await asyncio.sleep(0.01)
        assert not (second.done() or third.done())
        ledger.release(0.4)
        await asyncio.sleep(0.01)
        assert not second.done()
        ledger.settle(0.6, paid(0.1))
        await second
        await asyncio.sleep(0.01)
        assert not third.done()
        ledger.settle(0.5, paid(0.5))
        with pytest.raises(BudgetReached):
            await ledger.reserve(0.41)
        with pytest.raises(BudgetReached):
            await third

    asyncio.run(spend())
