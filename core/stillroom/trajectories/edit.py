"""The job `edit`: a person changes one turn of a trajectory, and what follows from it is executed and verified anew."""

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import AsyncExitStack, aclosing
from functools import partial

import msgspec

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory, new_id
from stillroom.errors import ProjectError
from stillroom.jobs import Cancelled, Event, Finished, JobContext, Stage, Taught, in_turn
from stillroom.models import ChatModel, Reply
from stillroom.store import Purpose, Task, Verdict, WorkedCall
from stillroom.teacher import PAID_FOR, Ledger, ScriptedTeacher, Teacher, open_teacher
from stillroom.tools import PythonCode, tool_from_json
from stillroom.trajectories.agent import SYSTEM_PROMPT, Rollout
from stillroom.trajectories.judge import with_judgement
from stillroom.trajectories.rollouts import in_sandbox, play_tasks, replayed
from stillroom.trajectories.verify import needs_judge, verify, verify_thought


class EditParams(msgspec.Struct, frozen=True):
    """`turn` is the place of the edited turn among the assistant's, from 0; what is None stays as it is.

    `calls` replace those of the turn; none at all makes it an answer. A `teacher` goes on from the edited turn; without one,
    what followed is kept as it was. `judge`: who judges by the task's rubric; the teacher where there is none. `budget`: in US
    dollars, the judge included.
    """

    trajectory: str
    turn: int
    thought: str | None = None
    content: str | None = None
    calls: tuple[WorkedCall, ...] | None = None
    teacher: Teacher | None = None
    budget: float | None = None
    judge: Teacher | None = None


def edit(context: JobContext, params: EditParams) -> Iterator[Event]:
    """Make a child of a trajectory: the edited turns played in a fresh state of the tools, with verdicts of its own.

    Calls are made anew where one was edited, or where the tools have a state; otherwise what they returned stands. Those that
    were made to fail fail again. The parent stays as it is. What training takes is the newest accepted one of a task, so a child
    that is rejected changes nothing.
    """
    store = context.project.store
    parent = store.trajectory(params.trajectory)
    task = store.task(parent.task) if parent else None
    if parent is None or task is None:
        raise ProjectError(
            "No such solution",
            f"There is no trajectory {params.trajectory} of a task of this project.",
            "See them with: stillroom review list",
        )
    if task.user:  # what the user said when it was played stands
        said = tuple(message.content for message in parent.messages if message.role == "user")
        task = msgspec.structs.replace(task, prompt=said)
    worked = _edited(parent, params)
    cot = parent.method == "cot"
    tools = [] if cot else [tool_from_json(tool) for tool in store.tools()]
    specs = [tool.spec for tool in tools]
    recorded = store.executions(parent.id)
    ledger = Ledger(store, context.run, params.budget)
    yield Stage("Executing the edited solution", 1, "tasks")
    stateful = any(isinstance(tool.implementation, PythonCode) and tool.implementation.owner for tool in tools)
    # Where no call changed, none is made again, lest what it does outside be done twice; a state is only reached by calls.
    anew = not cot and (params.calls is not None or params.teacher is not None or stateful)
    running = (
        in_sandbox(store, tools, 1) if anew else replayed({task.id: [done for done in recorded if not done.fault]})
    )

    def verified(task: Task, rollout: Rollout) -> list[Verdict]:
        child = Trajectory("", task.id, parent.method, "", rollout.messages, parent.id)
        return verify_thought(task, child, rollout) if cot else verify(task, child, rollout, tools)

    async def played() -> AsyncGenerator[Rollout, None]:
        async with AsyncExitStack() as stack:

            async def opened(teacher: Teacher, purpose: Purpose) -> ChatModel:
                return await stack.enter_async_context(
                    open_teacher(teacher, ledger, purpose, at_once=1, stop=context.stop, tell=lambda _: None)
                )

            model: ChatModel = ScriptedTeacher(worked)
            if params.teacher:
                model = _GoesOn(worked[: params.turn + 1], await opened(params.teacher, "correct"))
            judging = params.judge or params.teacher
            judge = await opened(judging, "judge") if judging and needs_judge(task) else None

            def model_for(task: Task) -> ChatModel:
                PAID_FOR.set(task.id)
                return model

            async def finish(task: Task, rollout: Rollout) -> Rollout:
                said = Trajectory("", task.id, parent.method, "", rollout.messages)
                return await with_judgement(judge, task, said, rollout, partial(verified, task, rollout))

            playing = play_tasks(
                model_for,
                [task],
                specs,
                running,
                1,
                context.stop,
                system=_system(parent),
                states=stateful,
                recorded=recorded,
                finish=finish,
            )
            async for _, rollout in await stack.enter_async_context(aclosing(playing)):
                yield rollout

    rollouts = list(in_turn(played()))
    if not rollouts:
        yield Cancelled("Stopped before the edited solution was executed.")
        return
    [rollout] = rollouts
    if rollout.lost:
        raise rollout.lost
    tool_set = store.keep_tool_set(specs)
    child = Trajectory(new_id("trajectory"), task.id, parent.method, tool_set, rollout.messages, parent.id)
    verdicts = verified(task, rollout)
    store.add_trajectory(child, context.run, rollout.executions, verdicts)
    last = verdicts[-1]
    yield Taught(task.id, child.id, last.ok, last.reason)
    result = {"trajectory": child.id, "parent": parent.id, "accepted": last.ok, "reason": last.reason}
    yield Finished(result | {"cost_usd": ledger.cost, "tokens": ledger.tokens})


class _GoesOn:
    """A ChatModel that says what is given, and from then on what another model says."""

    def __init__(self, given: Sequence[Message], model: ChatModel) -> None:
        self._given, self._model = given, model
        self.name = model.name

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        said = sum(message.role == "assistant" for message in messages)
        return Reply(self._given[said]) if said < len(self._given) else await self._model.reply(messages, tools)


def _system(parent: Trajectory) -> str:
    return next((message.content for message in parent.messages if message.role == "system"), SYSTEM_PROMPT)


def _edited(parent: Trajectory, params: EditParams) -> list[Message]:
    """The assistant's turns with the edited one in its place.

    An answer that is turned into calls is kept as the answer after them; calls that are turned into an answer end what the
    assistant did for that user turn.

    Raises:
        ProjectError: there is no such turn.
    """
    turns: list[list[Message]] = []  # the assistant's, for each user turn
    for message in parent.messages:
        if message.role == "user":
            turns.append([])
        elif message.role == "assistant":
            turns[-1].append(message)
    place = params.turn
    for turn in turns:
        if 0 <= place < len(turn):
            old = turn[place]
            new = _change(old, params)
            if not new.tool_calls:
                del turn[place:]
            elif old.tool_calls:
                del turn[place]
            turn.insert(place, new)
            return [message for each in turns for message in each]
        place -= len(turn)
    count = sum(map(len, turns))
    raise ProjectError(
        "No such turn", f"The solution has {count} turns of the assistant.", f"Give a number from 1 to {count}."
    )


def _change(old: Message, params: EditParams) -> Message:
    thought = old.thought if params.thought is None else params.thought
    calls = old.tool_calls
    if params.calls is not None:
        calls = tuple(ToolCall(new_id("call"), call.name, call.arguments) for call in params.calls)
    content = old.content if params.content is None and bool(calls) == bool(old.tool_calls) else params.content or ""
    return Message("assistant", content, thought, calls)
