"""How fast a server may be asked: as many calls at a time as it bears, and none while it wants to be left alone.

The number of calls in flight follows AIMD, as TCP's does (Chiu and Jain 1989): each answer lets it grow by a part, so that a
round of answers adds one; each refusal halves it, at most once for the calls that were under way together.
"""

import asyncio
import random
import re
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime

from stillroom.jobs import Waits
from stillroom.teacher.failures import CallError

MOST_AT_ONCE = 256
TRIES = 8
"""How often a call is tried before its task is given up."""

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 60.0
_LONGEST_WAIT = 900.0
"""Seconds: a server that wants to be left alone for longer has a limit by the day, and the run ends instead."""


class Limits:
    """Lets calls through, one after the other. `tell` gets what the user is told when they have to wait."""

    def __init__(self, most: int, stop: threading.Event, tell: Callable[[Waits], None]) -> None:
        """`most`: calls at a time, 1 to MOST_AT_ONCE."""
        self._most = min(max(1, most), MOST_AT_ONCE)
        self._stop, self._tell = stop, tell
        self._window = float(self._most)
        self._busy = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._resume_at = 0.0
        self._last_cut = 0.0
        self._refused_in_a_row = 0

    @property
    def at_once(self) -> int:
        """How many calls are let through at a time now."""
        return max(1, int(self._window))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[float]:
        """Wait for a turn, and take it; gives the time at which it began.

        Raises:
            CallError: the user stopped the run.
        """
        while self._busy >= self.at_once:
            waiting = asyncio.get_running_loop().create_future()
            self._queue.append(waiting)
            await waiting
        self._busy += 1
        try:
            await self._wait_until_welcome()
            yield time.monotonic()
        finally:
            self._busy -= 1
            self._let_go_on()

    def answered(self, headers: Mapping[str, str]) -> None:
        """A call was answered: more may be asked at a time; nothing for now if the headers say that nothing is left."""
        self._refused_in_a_row = 0
        self._window = min(self._most, self._window + 1 / self._window)
        pause = seconds_to_reset(headers)
        if pause:
            self._pause(min(pause, _LONGEST_PAUSE), "The teacher's limit is reached")

    def refused(self, began: float, error: CallError) -> None:
        """A call that began at `began` was refused, or failed, and is to be tried again.

        Raises:
            CallError: the server wants to be left alone for so long that the run ends.
        """
        if error.wait is not None and error.wait > _LONGEST_WAIT:
            again = time.strftime("%H:%M", time.localtime(time.time() + error.wait))
            raise CallError(
                "The teacher's limit is reached", error.message, f"Run it again after {again}.", scope="run"
            )
        if not _asked_too_much(error):
            return
        if began >= self._last_cut:
            self._last_cut = time.monotonic()
            self._window = max(1.0, self._window / 2)
            self._refused_in_a_row += 1
        pause = error.wait if error.wait is not None else backoff(self._refused_in_a_row)
        self._pause(pause, "The teacher is asked too much")

    async def pause_after(self, attempt: int, error: CallError) -> None:
        """Wait before a call is tried again, unless all calls wait already: longer each time, and each a little differently.

        Raises:
            CallError: the user stopped the run.
        """
        if not _asked_too_much(error):
            await self._sleep_until(time.monotonic() + backoff(attempt))

    def _pause(self, seconds: float, why: str) -> None:
        until = time.monotonic() + seconds
        if until > self._resume_at + 1 and seconds >= 1:
            text = f"{why}: waiting {seconds:.0f} s, then {self.at_once} at a time."
            self._tell(Waits(text, round(seconds, 1), self.at_once))
        self._resume_at = max(self._resume_at, until)

    async def _wait_until_welcome(self) -> None:
        while time.monotonic() < self._resume_at:
            await self._sleep_until(self._resume_at)

    async def _sleep_until(self, moment: float) -> None:
        while (left := moment - time.monotonic()) > 0:
            if self._stop.is_set():
                raise CallError("Stopped", "It was stopped while it waited.", scope="task")
            await asyncio.sleep(min(left, 0.25))

    def _let_go_on(self) -> None:
        free = self.at_once - self._busy
        while free > 0 and self._queue:
            waiting = self._queue.popleft()
            if not waiting.done():
                waiting.set_result(None)
                free -= 1


def _asked_too_much(error: CallError) -> bool:
    return error.status == 429 or error.wait is not None


def backoff(attempt: int) -> float:
    """Seconds before attempt 1, 2, ...: doubling, with jitter, so that calls that failed together do not come back together."""
    return random.uniform(0.5, 1.0) * min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** (attempt - 1))


_LIMITS = (
    ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),  # OpenAI, Groq, Together
    ("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
    ("anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"),
    ("anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"),
    ("x-ratelimit-remaining", "x-ratelimit-reset"),  # OpenRouter
)


def seconds_to_reset(headers: Mapping[str, str]) -> float:
    """How long until something is left again, where a provider's headers say that nothing is; else 0."""
    waits = [
        _seconds(headers.get(reset, ""))
        for remaining, reset in _LIMITS
        if headers.get(remaining, "").strip() in ("0", "0.0")
    ]
    return max(waits, default=0.0)


_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def _seconds(text: str) -> float:
    """Read "1m30.5s" or "12ms" (OpenAI), seconds, seconds or milliseconds since 1970 (OpenRouter), or an RFC 3339 time (Anthropic)."""
    parts = re.findall(r"([\d.]+)(ms|s|m|h|d)", text)
    if parts and "".join(number + unit for number, unit in parts) == text:
        return sum(float(number) * _UNITS[unit] for number, unit in parts)
    try:
        number = float(text)
    except ValueError:
        try:
            number = datetime.fromisoformat(text).timestamp()
        except ValueError:
            return 0.0
    if number > 1e11:
        number /= 1000
    return max(0.0, number - time.time()) if number > 1e8 else number
