"""The job `make_tasks`: a teacher writes tasks, cell by cell of the grid, each checked and stored as it comes."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, closing
from itertools import cycle

import msgspec

from stillroom.conversation import canonical_json
from stillroom.errors import KnownError, ProjectError
from stillroom.jobs import (
    Cancelled,
    Event,
    Finished,
    JobContext,
    Note,
    Progress,
    Spending,
    Stage,
    TaskMade,
    Waits,
    in_turn,
    with_notes,
)
from stillroom.models import ChatModel
from stillroom.store import Cell, Kind, Store, Task
from stillroom.tasks.coverage import DEFAULT_MIX, cell_of, coverage, plan
from stillroom.tasks.intake import Intake
from stillroom.tasks.writing import Draft, State, draft_problem, made_task, read_drafts, request, worked_solution
from stillroom.teacher import CallError, Ledger, Teacher, on_this_computer, open_teacher
from stillroom.tools import PACKAGES, PythonCode, Sandbox, Tool, ToolSession, needed_environment, tool_from_json

AT_ONCE = 5  # tasks in one request; of more, teachers write worse ones
UNLIKE = 12  # prompts in it that the next ones are not to be like
TRIES = 3
_IN_VAIN = 60  # drafts dropped one after another, after which a teacher is asked for no more: each of them is paid for

OpenSession = Callable[[State | None], AbstractAsyncContextManager[ToolSession]]
"""Opens what runs the calls of one task, which begins in that state."""


class MakeParams(msgspec.Struct, frozen=True):
    """`count` tasks in all, of which each kind of the `mix` gets its share. `budget`: in US dollars, for this run."""

    count: int
    teacher: Teacher
    mix: dict[Kind, float] = msgspec.field(default_factory=DEFAULT_MIX.copy)
    budget: float | None = None
    concurrency: int = 4


def make_tasks(context: JobContext, params: MakeParams) -> Iterator[Event]:
    """Let a teacher write tasks. Each is stored as it comes, so that to resume a run is to write what it still lacks."""
    store = context.project.store
    tools = [tool_from_json(tool) for tool in store.tools()]
    if not tools:
        raise ProjectError("No tools", "The project has no tools.", "Add some with: stillroom tools add FILE.json")
    cells = _missing(
        store, context.run, plan(params.count, params.mix, [tool.spec for tool in tools], _there(store, context.run))
    )
    ledger = Ledger(store, context.run, params.budget)
    name, writing = _writing(context, params, cells, tools, ledger)
    yield Note(f"Teacher: {name}.")
    if not on_this_computer(params.teacher.address):
        yield Note(
            f"To {params.teacher.address} go the tools' descriptions, and of some tasks what users say and how they begin. "
            f"{params.teacher.terms}"
        )
    yield Stage("Writing tasks", len(cells), "tasks")
    started, made = time.monotonic(), 0
    dropped: Counter[str] = Counter()
    with closing(in_turn(writing)) as items:
        for item in items:
            match item:
                case Task():
                    store.add_tasks([item])
                    made += 1
                    yield TaskMade(item.id, item.turns[0])
                    left = (time.monotonic() - started) / made * (len(cells) - made)
                    yield Progress(made, len(cells), left)
                case Dropped(reason):
                    dropped[reason] += 1
                case Waits():
                    yield item
            yield Spending(ledger.cost, ledger.tokens)
    if context.stop.is_set() and made < len(cells):
        yield Cancelled(f"Stopped after {made} of {len(cells)} tasks; all of them are kept. Run it again to go on.")
        return
    if dropped and not made and not ledger.reached:
        reasons = ", ".join(f"{reason} ({count})" for reason, count in dropped.most_common(3))
        raise KnownError(
            "No task could be used",
            f"All {dropped.total()} drafts were dropped: {reasons}.",
            "Try a larger model, or look whether the tools run: stillroom tools test NAME",
        )
    yield Finished(
        {
            "made": made,
            "missing": len(cells) - made,
            "dropped": dict(dropped),
            "budget_reached": ledger.reached,
            "cost_usd": ledger.cost,
            "tokens": ledger.tokens,
            "seconds": round(time.monotonic() - started, 2),
            "teacher": name,
        }
    )


def _there(store: Store, run: str) -> Counter[Cell]:
    """What the project's tasks cover without those of this run, so that a resumed run plans what it planned before."""
    return coverage(task for task in store.tasks() if not (task.made and task.made.run == run))


def _missing(store: Store, run: str, cells: Sequence[Cell]) -> list[Cell]:
    """The planned cells for which this run has written no task yet."""
    written = Counter(cell_of(task) for task in store.tasks() if task.made and task.made.run == run)
    missing = []
    for cell in cells:
        if written[cell]:
            written[cell] -= 1
        else:
            missing.append(cell)
    return missing


def _states(store: Store, tools: Sequence[Tool]) -> list[State]:
    """The different states in which the project's tasks begin, where its tools have any."""
    if not any(isinstance(tool.implementation, PythonCode) and tool.implementation.owner for tool in tools):
        return []
    states = {canonical_json(task.initial_state): task.initial_state for task in store.tasks() if task.initial_state}
    return list(states.values())


def _writing(
    context: JobContext, params: MakeParams, cells: Sequence[Cell], tools: Sequence[Tool], ledger: Ledger
) -> tuple[str, AsyncGenerator["Task | Dropped | Waits", None]]:
    """The teacher's name; and the tasks as it writes them, with its notes among them.

    Raises:
        KnownError: the teacher has no key, or no price to keep the budget by.
    """
    store = context.project.store
    notes: asyncio.Queue[Waits] = asyncio.Queue()
    teacher = open_teacher(
        params.teacher, ledger, "tasks", at_once=params.concurrency, stop=context.stop, tell=notes.put_nowait
    )
    environment = needed_environment(store.fact(PACKAGES, []))

    async def written() -> AsyncGenerator[Task | Dropped, None]:
        async with teacher, Sandbox(tools, params.concurrency, environment) as sandbox:
            made = write_tasks(
                teacher,
                cells,
                tools,
                sandbox.session,
                Intake.of(store),
                states=_states(store, tools),
                run=context.run,
                concurrency=params.concurrency,
                halted=lambda: context.stop.is_set() or ledger.reached,
            )
            async with aclosing(made):
                async for each in made:
                    yield each

    return teacher.name, with_notes(written(), notes, context.stop)


class Dropped(msgspec.Struct, frozen=True):
    """A draft that is no task, and why in a few words."""

    reason: str


async def write_tasks(
    model: ChatModel,
    cells: Sequence[Cell],
    tools: Sequence[Tool],
    sessions: OpenSession,
    intake: Intake,
    *,
    states: Sequence[State] = (),
    run: str,
    concurrency: int,
    halted: Callable[[], bool],
) -> AsyncGenerator[Task | Dropped, None]:
    """Let a model write a task for each cell, `concurrency` requests at a time; yield tasks, and why a draft was dropped.

    Of several `states`, in which stateful tools can begin, each request is about the next one.

    A draft is dropped that is not of its cell's kind, whose calls do not fit their tools or fail when they are made (calls that
    change something are not made), or that is nearly the same as a task there is. Its cell is asked for again, three times in
    all, as is one for which the model could not be asked. Once it is `halted`, or far too many drafts were dropped one after
    another, nothing is asked for any more, and what was is awaited.

    Raises:
        StillroomError: the model cannot be asked at all, or no tool can be run.
    """
    waiting = deque(range(len(cells)))
    begins = cycle(states or (None,))
    tries: Counter[int] = Counter()
    in_vain = 0
    asked: set[asyncio.Task[list[tuple[int, Task | str]]]] = set()

    async def ask(places: Sequence[int]) -> list[tuple[int, Task | str]]:
        batch = [cells[place] for place in places]
        state = next(begins)
        unlike = intake.prompts(batch[0].kind, UNLIKE)
        try:
            reply = await model.reply(request(batch, [tool.spec for tool in tools], unlike, state), ())
        except CallError as error:
            if error.scope == "run":
                raise
            return [(place, error.title.lower()) for place in places]
        drafts = read_drafts(reply.message.content, batch)
        return [
            (place, await _task(draft, tools, sessions, state, run))
            for place, draft in zip(places, drafts, strict=True)
        ]

    def goes_on() -> bool:
        return bool(waiting) and in_vain < _IN_VAIN and not halted()

    try:
        while asked or goes_on():
            while len(asked) < concurrency and goes_on():
                places = [waiting.popleft() for _ in range(min(AT_ONCE, len(waiting)))]
                asked.add(asyncio.create_task(ask(places)))
            done, asked = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            for place, outcome in (pair for each in done for pair in each.result()):
                taken = intake.take(outcome, None) if isinstance(outcome, Task) else outcome
                tries[place] += 1
                in_vain = in_vain + 1 if isinstance(taken, str) else 0
                if isinstance(taken, str) and tries[place] < TRIES:
                    waiting.append(place)
                yield Dropped(taken) if isinstance(taken, str) else taken
    finally:
        for each in asked:
            each.cancel()
        await asyncio.gather(*asked, return_exceptions=True)


async def _task(
    draft: Draft | None, tools: Sequence[Tool], sessions: OpenSession, state: State | None, run: str
) -> Task | str:
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
        async with sessions(state) as session:
            solution = await worked_solution(draft, specs, session.call)
    return solution if isinstance(solution, str) else made_task(draft, solution, state, run)
