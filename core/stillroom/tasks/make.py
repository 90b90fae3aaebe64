"""Tasks written by a teacher, cell by cell of the grid, each checked and handed on as it comes."""

import asyncio
import threading
from collections import Counter, deque
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager

from stillroom.models import ChatModel
from stillroom.store import Cell, Task
from stillroom.tasks.intake import Intake
from stillroom.tasks.writing import Draft, draft_problem, made_task, read_drafts, request, worked_solution
from stillroom.tools import Tool, ToolSession

_AT_ONCE = 5  # tasks in one request; of more, teachers write worse ones
_UNLIKE = 12  # prompts in it that the next ones are not to be like
_TRIES = 3

OpenSession = Callable[[], AbstractAsyncContextManager[ToolSession]]
"""Opens what runs the calls of one task."""


async def write_tasks(
    model: ChatModel,
    cells: Sequence[Cell],
    tools: Sequence[Tool],
    sessions: OpenSession,
    intake: Intake,
    *,
    run: str,
    concurrency: int,
    stop: threading.Event,
) -> AsyncGenerator[Task | str, None]:
    """Let a model write a task for each cell, `concurrency` requests at a time; yield tasks, and why a draft was dropped.

    A draft is dropped that is not of its cell's kind, whose calls do not fit their tools or fail when they are made (calls that
    change something are not made), or that is nearly the same as a task there is. Its cell is asked for again, three times in
    all. Once `stop` is set nothing is asked for any more, and what was is awaited.

    Raises:
        StillroomError: the model could not be asked, or no tool can be run.
    """
    waiting = deque(range(len(cells)))
    tries: Counter[int] = Counter()
    asked: set[asyncio.Task[list[tuple[int, Task | str]]]] = set()

    async def ask(places: Sequence[int]) -> list[tuple[int, Task | str]]:
        batch = [cells[place] for place in places]
        unlike = intake.prompts(batch[0].kind, _UNLIKE)
        reply = await model.reply(request(batch, [tool.spec for tool in tools], unlike), ())
        drafts = read_drafts(reply.message.content, batch)
        return [(place, await _task(draft, tools, sessions, run)) for place, draft in zip(places, drafts, strict=True)]

    try:
        while asked or (waiting and not stop.is_set()):
            while waiting and len(asked) < concurrency and not stop.is_set():
                places = [waiting.popleft() for _ in range(min(_AT_ONCE, len(waiting)))]
                asked.add(asyncio.create_task(ask(places)))
            done, asked = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            for place, outcome in (pair for each in done for pair in each.result()):
                taken = intake.take(outcome, None) if isinstance(outcome, Task) else outcome
                tries[place] += 1
                if isinstance(taken, str) and tries[place] < _TRIES:
                    waiting.append(place)
                yield taken
    finally:
        for each in asked:
            each.cancel()
        await asyncio.gather(*asked, return_exceptions=True)


async def _task(draft: Draft | None, tools: Sequence[Tool], sessions: OpenSession, run: str) -> Task | str:
    """A draft as a task whose calls were made, or why it cannot be one."""
    if draft is None:
        return "no task that can be read"
    specs = [tool.spec for tool in tools]
    if problem := draft_problem(draft, specs):
        return problem
    called = {call.name for step in draft.steps for call in step}
    if any(tool.effects == "changes" for tool in tools if tool.name in called):
        solution = await worked_solution(draft, specs, None)
    else:
        async with sessions() as session:
            solution = await worked_solution(draft, specs, session.call)
    return solution if isinstance(solution, str) else made_task(draft, solution, run)
