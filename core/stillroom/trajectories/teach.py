"""The job `teach`: the teacher solves tasks with really running tools; what passes verification is what a student learns from."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing, closing
from itertools import takewhile

import msgspec

from stillroom.conversation import Trajectory, new_id
from stillroom.errors import ProjectError
from stillroom.jobs import (
    Cancelled,
    Event,
    Finished,
    JobContext,
    Lost,
    Note,
    Progress,
    Spending,
    Stage,
    Taught,
    in_turn,
    with_notes,
)
from stillroom.models import ChatModel
from stillroom.store import Store, Task
from stillroom.tasks import worked_turns
from stillroom.teacher import Ledger, ScriptedTeacher, Teacher, open_teacher
from stillroom.tools import Tool, tool_from_json
from stillroom.trajectories.agent import Rollout
from stillroom.trajectories.recovery import Persistent
from stillroom.trajectories.rollouts import in_sandbox, play_tasks
from stillroom.trajectories.verify import verify


class TeachParams(msgspec.Struct, frozen=True):
    """`limit`: at most so many tasks, training tasks first; `retry_failed`: also those whose trajectory was rejected.

    `faults` is the share of calls (0 to 1) that are made to fail, so that the student sees how to recover. `teacher`: who
    teaches; the scripted teacher where there is none. `budget`: in US dollars, for this run.
    """

    limit: int | None = None
    concurrency: int = 4
    retry_failed: bool = False
    faults: float = 0.0
    teacher: Teacher | None = None
    budget: float | None = None


def teach(context: JobContext, params: TeachParams) -> Iterator[Event]:
    """Teach every task that has no trajectory yet. Each is stored as it is done, so that to resume is to start again.

    Held-out tasks are taught too: never to be trained on, but for the loss on them. Where the budget is reached no task is
    begun any more, and those that are under way end as far as it allows.
    """
    store = context.project.store
    tools, untaught = _wanted(store, params.retry_failed)
    able = untaught if params.teacher else [task for task in untaught if task.solution is not None]
    todo = able[: params.limit]
    ledger = Ledger(store, context.run, params.budget)
    name, lessons = _lessons(context, params, todo, tools, ledger)
    yield Note(f"Teacher: {name}.")
    yield Stage("Teaching", len(todo), "tasks")
    tool_set = store.keep_tool_set([tool.spec for tool in tools])
    started, done, accepted = time.monotonic(), 0, 0
    rejected: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    with closing(in_turn(lessons)) as items:
        for item in items:
            if isinstance(item, str):
                yield Note(item)
                continue
            task, rollout = item
            done += 1
            if rollout.lost:
                failed[rollout.lost.title.lower()] += 1
                yield Lost(task.id, rollout.lost.message)
            else:
                trajectory = Trajectory(new_id("trajectory"), task.id, "agent", tool_set, rollout.messages)
                verdicts = verify(task, trajectory, rollout, tools)
                store.add_trajectory(trajectory, context.run, rollout.executions, verdicts)
                last = verdicts[-1]
                accepted += last.ok
                if not last.ok:
                    rejected[last.stage] += 1
                yield Taught(task.id, trajectory.id, last.ok, last.reason)
            if params.teacher:
                yield Spending(ledger.cost, ledger.tokens)
            yield Progress(done, len(todo), _left(started, done, len(todo)))
    if context.stop.is_set() and done < len(todo):
        yield Cancelled(f"Stopped after {done} of {len(todo)} tasks; all of them are kept. Run it again to go on.")
        return
    if ledger.reached:
        failed["the budget is reached"] += len(todo) - done
    if len(able) < len(untaught):
        failed["no worked solution"] += len(untaught) - len(able)
    yield Finished(
        {
            "tasks": len(todo),
            "accepted": accepted,
            "rejected": dict(rejected),
            "failed": dict(failed),
            "cost_usd": ledger.cost,
            "tokens": ledger.tokens,
            "seconds": round(time.monotonic() - started, 2),
            "teacher": name,
        }
    )


def _wanted(store: Store, retry_failed: bool) -> tuple[list[Tool], list[Task]]:
    """The project's tools, and the tasks that are still to be taught, training tasks first.

    Raises:
        ProjectError: there are no tools, or no tasks.
    """
    tools = [tool_from_json(tool) for tool in store.tools()]
    tasks = [task for split in ("train", "held_out") for task in store.tasks(split)]
    if not tasks:
        raise ProjectError(
            "No tasks", "The project has no tasks to teach.", "Add some with: stillroom tasks import FILE"
        )
    if not tools:
        raise ProjectError("No tools", "The project has no tools.", "Add some with: stillroom tools add FILE.json")
    taught = store.taught_tasks(accepted_only=retry_failed)
    return tools, [task for task in tasks if task.id not in taught]


Lessons = AsyncGenerator[tuple[Task, Rollout] | str, None]


def _lessons(
    context: JobContext, params: TeachParams, todo: list[Task], tools: list[Tool], ledger: Ledger
) -> tuple[str, Lessons]:
    """The teacher's name; and the tasks played, as they are done, with the teacher's notes among them.

    Raises:
        KnownError: the teacher has no key, or no price to keep the budget by.
    """

    def played(model: ChatModel, tasks: Iterable[Task]) -> AsyncGenerator[tuple[Task, Rollout], None]:
        running = in_sandbox(context.project.store, tools, params.concurrency)
        specs = [tool.spec for tool in tools]
        return play_tasks(
            model, tasks, specs, running, params.concurrency, context.stop, states=True, faults=params.faults
        )

    if params.teacher is None:
        scripted = ScriptedTeacher({task.turns[0]: worked_turns(task) for task in todo})
        return scripted.name, played(Persistent(scripted) if params.faults else scripted, todo)
    notes: asyncio.Queue[str] = asyncio.Queue()
    teacher = open_teacher(
        params.teacher,
        ledger,
        "teach",
        at_once=params.concurrency,
        stop=context.stop,
        tell=notes.put_nowait,
    )

    async def while_affordable() -> AsyncGenerator[tuple[Task, Rollout], None]:
        async with teacher, aclosing(played(teacher, takewhile(lambda _: not ledger.reached, todo))) as lessons:
            async for lesson in lessons:
                yield lesson

    return teacher.name, with_notes(while_affordable(), notes, context.stop)


def _left(started: float, done: int, total: int) -> float:
    return (time.monotonic() - started) / done * (total - done)
