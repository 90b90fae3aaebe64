"""How fast a server is asked."""

import asyncio
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from stillroom.jobs import Waits
from stillroom.teacher import CallError
from stillroom.teacher.failures import retry_after
from stillroom.teacher.limits import Limits, backoff, seconds_to_reset

BUSY = CallError("Too many requests", "Slow down.", status=429)


def waiting(seconds: float, status: int = 429) -> CallError:
    return CallError("Too many requests", "Slow down.", status=status, wait=seconds)


class Watched:
    """Calls through limits, and how many there were at once."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.busy, self.most = limits, 0, 0

    async def call(self, seconds: float = 0.005) -> None:
        async with self.limits.turn():
            self.busy += 1
            self.most = max(self.most, self.busy)
            await asyncio.sleep(seconds)
            self.busy -= 1


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stillroom.teacher.limits._FIRST_PAUSE", 0.01)


def limits(most: int, notes: list[Waits] | None = None, stop: threading.Event | None = None) -> Limits:
    notes = [] if notes is None else notes
    return Limits(most, stop or threading.Event(), notes.append)


def test_no_more_than_so_many_at_a_time() -> None:
    async def run() -> int:
        watched = Watched(limits(7))
        await asyncio.gather(*(watched.call() for _ in range(50)))
        return watched.most

    assert asyncio.run(run()) == 7
    assert (Limits(1000, threading.Event(), print).at_once, Limits(0, threading.Event(), print).at_once) == (256, 1)


def test_a_refusal_halves_it_once_for_calls_made_together_and_answers_let_it_grow_again() -> None:
    async def run() -> None:
        careful = limits(64)
        began = time.monotonic()
        for _ in range(20):
            careful.refused(began, BUSY)
        assert careful.at_once == 32
        careful.refused(time.monotonic() + 1, BUSY)
        assert careful.at_once == 16
        for _ in range(16):
            careful.answered({})
        assert careful.at_once in (16, 17)
        for _ in range(3000):
            careful.answered({})
        assert careful.at_once == 64
        careful.refused(time.monotonic(), CallError("The teacher failed", "", status=500))
        assert careful.at_once == 64
        watched = Watched(limits(64))
        watched.limits.refused(began, BUSY)
        await asyncio.gather(*(watched.call() for _ in range(100)))
        assert watched.most == 32

    asyncio.run(run())


def test_everybody_waits_as_long_as_the_server_wants() -> None:
    notes: list[Waits] = []

    async def run() -> float:
        polite = limits(8, notes)
        polite.refused(time.monotonic(), waiting(0.3))
        started = time.monotonic()
        await asyncio.gather(*(Watched(polite).call() for _ in range(3)))
        polite.refused(time.monotonic(), waiting(30))
        polite.refused(time.monotonic(), waiting(30))
        return time.monotonic() - started

    assert 0.29 <= asyncio.run(run()) < 2
    assert notes == [Waits("The teacher is asked too much: waiting 30 s, then 2 at a time.", 30.0, 2)]


def test_a_limit_by_the_day_ends_the_run() -> None:
    with pytest.raises(CallError, match="limit is reached") as ended:
        limits(8).refused(0.0, waiting(7200))
    assert ended.value.scope == "run"
    assert "Run it again after" in ended.value.hint


def test_a_stop_ends_the_waiting() -> None:
    stop = threading.Event()

    async def run() -> None:
        polite = limits(8, stop=stop)
        polite.refused(time.monotonic(), waiting(60))
        asyncio.get_running_loop().call_later(0.05, stop.set)
        with pytest.raises(CallError) as stopped:
            await Watched(polite).call()
        assert stopped.value.scope == "task"

    started = time.monotonic()
    asyncio.run(run())
    assert time.monotonic() - started < 5


def test_backoff_doubles_with_jitter_up_to_a_minute() -> None:
    for attempt, longest in ((1, 0.01), (2, 0.02), (3, 0.04), (20, 60.0)):
        pauses = {backoff(attempt) for _ in range(50)}
        assert len(pauses) > 40
        assert longest / 2 <= min(pauses) <= max(pauses) <= longest


def test_retry_after_in_all_its_forms() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert retry_after({"retry-after": "12"}) == 12.0
    assert retry_after({"retry-after": "0.5"}) == 0.5
    assert retry_after({"retry-after-ms": "250", "retry-after": "12"}) == 0.25
    assert retry_after({"retry-after": later}) == pytest.approx(30, abs=2)
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({}) is None


def test_what_providers_headers_say() -> None:
    now = datetime.now(UTC) + timedelta(seconds=20)
    for headers, seconds in (
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m30.5s"}, 90.5),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "250ms"}, 0.25),
        ({"x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "1m"}, 0.0),
        ({"anthropic-ratelimit-requests-remaining": "0", "anthropic-ratelimit-requests-reset": now.isoformat()}, 20),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(now.timestamp() * 1000))}, 20),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "nonsense"}, 0.0),
        ({}, 0.0),
    ):
        assert seconds_to_reset(headers) == pytest.approx(seconds, abs=1), headers  # type: ignore[arg-type]
