"""Asynchronous work in a job, which is an ordinary generator."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Generator
from typing import TypeVar

from stillroom.jobs.events import Event

T = TypeVar("T")
N = TypeVar("N", bound=Event)

_SECONDS_TO_END = 40
"""A job that was stopped is ended by force after SECONDS_TO_SAVE."""


async def with_notes(
    items: AsyncGenerator[T, None], notes: "asyncio.Queue[N]", stop: threading.Event
) -> AsyncGenerator[T | N, None]:
    """The items as they come, and the events that are told meanwhile. Once `stop` is set, what is under way has a while to end."""
    following, said = asyncio.ensure_future(anext(items, None)), asyncio.ensure_future(notes.get())
    patience = _SECONDS_TO_END
    try:
        while patience > 0:
            await asyncio.wait({following, said}, timeout=1, return_when=asyncio.FIRST_COMPLETED)
            if said.done():
                yield said.result()
                said = asyncio.ensure_future(notes.get())
            if following.done():
                item = following.result()
                if item is None:
                    return
                yield item
                following = asyncio.ensure_future(anext(items, None))
            elif stop.is_set():
                patience -= 1
    finally:
        following.cancel()
        said.cancel()
        await asyncio.gather(following, said, return_exceptions=True)
        await items.aclose()


def in_turn(items: AsyncGenerator[T, None]) -> Generator[T, None, None]:
    """Iterate over an asynchronous generator from a job, which is an ordinary one."""

    async def following() -> T | None:
        return await anext(items, None)

    with asyncio.Runner() as runner:
        run = runner.get_loop().run_until_complete  # `Runner.run` sets a signal handler each time
        try:
            while (item := run(following())) is not None:
                yield item
        finally:
            run(items.aclose())
