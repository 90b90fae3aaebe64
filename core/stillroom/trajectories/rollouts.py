"""Many tasks played out, a bounded number at a time."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager

import msgspec

from stillroom.conversation import Message, ToolCall, ToolSpec, new_id
from stillroom.models import ChatModel
from stillroom.store import Execution, Store, Task
from stillroom.teacher import CallError
from stillroom.tools import (
    PACKAGES,
    Replay,
    Sandbox,
    State,
    Tool,
    ToolSession,
    failing_again,
    needed_environment,
    with_faults,
)
from stillroom.trajectories.agent import MAX_STEPS, SYSTEM_PROMPT, Rollout, play
from stillroom.trajectories.user import PlayedUser

Finish = Callable[[Task, Rollout], Awaitable[Rollout]]
"""What is done with a rollout before it counts as done, for example judging it."""

Sessions = Callable[[Task], AbstractAsyncContextManager[ToolSession]]
"""Opens what runs a task's calls."""


@contextlib.asynccontextmanager
async def in_sandbox(store: Store, tools: Sequence[Tool], workers: int) -> AsyncIterator[Sessions]:
    """Calls that really run, with the project's packages, each task's in a session that begins with the task's initial state.

    Raises:
        ToolError: the packages are not installed, or no process can be started.
    """
    async with Sandbox(tools, workers, needed_environment(store.fact(PACKAGES, []))) as sandbox:
        yield lambda task: sandbox.session(task.initial_state)


@contextlib.asynccontextmanager
async def replayed(recorded: Mapping[str, Sequence[Execution]]) -> AsyncIterator[Sessions]:
    """Calls answered from the executions that are recorded for each task (by its id). Nothing runs."""
    yield lambda task: Replay(recorded.get(task.id, ()))


async def play_tasks(
    model_for: Callable[[Task], ChatModel],
    tasks: Iterable[Task],
    tools: Sequence[ToolSpec],
    running: AbstractAsyncContextManager[Sessions],
    concurrency: int,
    stop: threading.Event,
    *,
    system: str = SYSTEM_PROMPT,
    examples: Sequence[Message] = (),
    states: bool = False,
    faults: float = 0.0,
    recorded: Sequence[Execution] = (),
    user_for: Callable[[Task], PlayedUser | None] = lambda _: None,
    finish: Finish | None = None,
) -> AsyncGenerator[tuple[Task, Rollout], None]:
    """Play each task with its model, `concurrency` at a time, and yield each as it is done.

    The workers pull from one iterator. Once `stop` is set no task is begun, and those begun are finished. With `states` the
    rollouts say in which state the stateful tools ended. `faults` is the share of calls that are made to fail. `recorded`
    are the executions of a solution that is played once more: what was made to fail there fails again. `user_for` gives who
    plays the user once the task's own turns are said. `system` is the prompt, `examples` are turns that every
    conversation begins with after it, and `finish` has the last word on each rollout. A task for which the model could not be
    asked is `lost`; the others go on.

    Raises:
        StillroomError: no task can be played.
    """
    waiting = iter(tasks)
    done: asyncio.Queue[tuple[Task, Rollout] | BaseException | None] = asyncio.Queue(concurrency)
    async with running as sessions:

        async def work() -> None:
            try:
                for task in waiting:
                    if stop.is_set():
                        break
                    try:
                        model, user = model_for(task), user_for(task)
                        rollout = await _play(
                            model,
                            user,
                            [Message("system", system), *examples],
                            task,
                            tools,
                            sessions,
                            states,
                            faults,
                            recorded,
                        )
                        if finish:
                            rollout = await finish(task, rollout)
                    except CallError as error:
                        if error.scope == "run":
                            raise
                        if stop.is_set():
                            break
                        rollout = Rollout((), (), lost=error)
                    await done.put((task, rollout))
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


async def _play(
    model: ChatModel,
    user: PlayedUser | None,
    history: Sequence[Message],
    task: Task,
    tools: Sequence[ToolSpec],
    sessions: Sessions,
    states: bool,
    faults: float,
    recorded: Sequence[Execution],
) -> Rollout:
    async with sessions(task) as session:
        run_tool = with_faults(session.call, faults, seed=task.id) if faults else failing_again(session.call, recorded)
        # A worked solution may take more steps than a model is given otherwise, and each of them twice where calls fail.
        tries = 2 if faults else 1
        solved = (tries * len(steps) + 1 for steps in task.solution_by_turn)
        max_steps = max(MAX_STEPS, len(recorded) + 2, *solved)
        rollout = await play(model, history, task.turns, tools, run_tool, max_steps, user)
        if user and not user.said and task.kind == "ask_back" and not rollout.problem:
            rollout = msgspec.structs.replace(rollout, problem="It asked for nothing, although something is missing.")
        if not states:
            return rollout
        state = await session.state()
    worked = await _worked_state(task, sessions) if state and task.solution is not None and not task.check else None
    return msgspec.structs.replace(rollout, state=state, worked_state=worked)


async def _worked_state(task: Task, sessions: Sessions) -> State:
    """The final state that the worked solution leads to, played in a session of its own."""
    async with sessions(task) as session:
        for step in task.solution or ():
            calls = (ToolCall(new_id("call"), call.name, call.arguments) for call in step)
            await asyncio.gather(*map(session.call, calls))
        return await session.state()
