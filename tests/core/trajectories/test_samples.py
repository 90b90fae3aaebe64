"""Which of several samples counts, and what the rest would cost."""

import pytest

from stillroom.conversation import Message, ToolCall
from stillroom.store import Task, Verdict
from stillroom.trajectories.agent import Rollout
from stillroom.trajectories.estimate import estimate
from stillroom.trajectories.samples import Sample, Waiting, ranked

GOOD, BAD = Verdict("check", True), Verdict("check", False, "Wrong.")
UNREADABLE = Verdict("format", False, "There is no answer.")


def calling(*names: str) -> Rollout:
    """A solution that calls these at once and then answers."""
    calls = tuple(ToolCall(f"call-{place}", name, {"n": 1}) for place, name in enumerate(names))
    return Rollout((Message("user", "?"), Message("assistant", tool_calls=calls), Message("assistant", "So.")), ())


def longer(rollout: Rollout) -> Rollout:
    return Rollout((*rollout.messages, Message("assistant", "And more.")), ())


def test_the_best_is_accepted_then_agreed_on_then_short() -> None:
    samples = [
        Sample(calling("a", "b"), (GOOD,)),
        Sample(longer(calling("b", "a")), (GOOD,)),
        Sample(calling("c"), (GOOD,)),
        Sample(calling("b"), (GOOD, BAD)),
        Sample(calling("a"), (UNREADABLE,)),
    ]
    order = ranked(samples)
    assert [sample.rollout for sample in order] == [samples[at].rollout for at in (4, 3, 2, 1, 0)]
    assert [sample.agreement for sample in order] == [0.2, 0.2, 0.2, 0.4, 0.4]


def test_a_task_waits_for_its_last_sample() -> None:
    waiting = Waiting(2)
    one, two = calling("a"), calling("b")
    a, b = Task("a", "?"), Task("b", "?")
    assert (waiting.add(a, one), waiting.add(b, one), waiting.add(a, two)) == ([], [], [one, two])
    assert list(waiting.rest()) == [(b, [one])]
    assert list(waiting.rest()) == []


def test_an_estimate_has_a_range_that_shrinks_with_the_spread() -> None:
    even = estimate([0.01] * 5, [2.0] * 5, 100, concurrency=4)
    assert even == {
        "tasks": 100,
        "cost_usd": {"value": 1.0, "low": 1.0, "high": 1.0},
        "seconds": {"value": 50.0, "low": 50.0, "high": 50.0},
    }
    uneven = estimate([0.0, 0.01, 0.01, 0.01, 0.02], [2.0] * 5, 100, concurrency=4)["cost_usd"]
    # t = 2.776, sd = 0.00707, sqrt(100 + 100^2 / 5) = 45.8
    assert (uneven["value"], uneven["low"], uneven["high"]) == pytest.approx((1.0, 0.1005, 1.8995), abs=1e-4)
    assert estimate([], [], 0, 4)["cost_usd"] == {"value": 0.0, "low": 0.0, "high": 0.0}
