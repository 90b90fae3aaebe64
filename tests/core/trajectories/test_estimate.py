"""What teaching would take, told from a probe."""

import pytest

from stillroom.trajectories.estimate import estimate


def test_the_time_is_that_of_the_worker_with_the_most_tasks() -> None:
    told = estimate([0.01] * 5, [2.0] * 5, 22, concurrency=4)
    assert told["seconds"] == {"value": 12.0, "low": 12.0, "high": 12.0}
    assert told["cost_usd"]["value"] == pytest.approx(0.22)
    assert estimate([0.01] * 5, [2.0] * 5, 22, concurrency=256)["seconds"]["value"] == 2.0


def test_the_range_is_wider_where_tasks_differ_and_never_below_nothing() -> None:
    cost = estimate([0.0, 0.02, 0.01, 0.05, 0.0], [1.0] * 5, 100, 4)["cost_usd"]
    assert cost["low"] == 0.0 < cost["value"] < cost["high"]


def test_without_a_price_there_is_no_cost() -> None:
    assert estimate([0.01, None], [1.0, 1.0], 10, 4)["cost_usd"] is None
