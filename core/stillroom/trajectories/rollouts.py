"""Many tasks played out, a bounded number at a time."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Generator, Iterable
from typing import TypeVar

from stillroom.conversation import Message
from stillroom.models import ChatModel
from stillroom.store import Task
from stillroom.tools import Sandbox, Tool
from stillroom.trajectories.agent import SYSTEM_PROMPT, Rollout, play

T = TypeVar("T")


async def play_tasks(
    model: ChatModel, tasks: Iterable[Task], tools: list[Tool], concurrency: int, stop: threading.Event
) -> AsyncGenerator[tuple[Task, Rollout], None]:
    """Play each task with really running tools, `concurrency` at a time, and yield each as it is done.

    The workers pull from one iterator. Once `stop` is set no task is begun, and those begun are finished.
    """
    waiting = iter(tasks)
    done: asyncio.Queue[tuple[Task, Rollout] | BaseException | None] = asyncio.Queue(concurrency)
    specs = [tool.spec for tool in tools]
    async with Sandbox(tools, workers=concurrency) as sandbox:

        async def work() -> None:
            try:
                for task in waiting:
                    if stop.is_set():
                        break
                    await done.put(
                        (task, await play(model, [Message("system", SYSTEM_PROMPT)], task.turns, specs, sandbox.call))
                    )
                await done.put(None)
            except Exception as error:  # noqa: BLE001 - the reader raises it
                await done.put(error)

        workers = [asyncio.create_task(work()) for _ in range(concurrency)]
        try:
            busy = concurrency
            while busy:
                match await done.get():
                    case None:
                        busy -= 1
                    case BaseException() as error:
                        raise error
                    case pair:
                        yield pair
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)


def in_turn(items: AsyncGenerator[T, None]) -> Generator[T, None, None]:
    """Iterate over an asynchronous generator from a job, which is an ordinary one."""

    async def following() -> T | None:
        return await anext(items, None)

    with asyncio.Runner() as runner:
        try:
            while (item := runner.run(following())) is not None:
                yield item
        finally:
            runner.run(items.aclose())
