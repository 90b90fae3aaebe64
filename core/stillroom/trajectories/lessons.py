"""Who teaches and how, put together: the teacher with its budget and limits, what it thinks first, its tools, and the judge."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Iterable
from contextlib import AsyncExitStack, aclosing
from functools import partial
from itertools import takewhile
from typing import Literal

import msgspec

from stillroom.conversation import Trajectory
from stillroom.jobs import Waits, with_notes
from stillroom.models import ChatModel
from stillroom.store import Method, Purpose, Store, Task, Verdict
from stillroom.tasks import worked_turns
from stillroom.teacher import PAID_FOR, ApiTeacher, Ledger, ScriptedTeacher, Teacher, open_teacher
from stillroom.tools import Tool
from stillroom.trajectories.agent import SYSTEM_PROMPT, Rollout
from stillroom.trajectories.judge import with_judgement
from stillroom.trajectories.recovery import Persistent
from stillroom.trajectories.rollouts import in_sandbox, play_tasks, replayed
from stillroom.trajectories.thoughts import COT_PROMPT, ChainOfThought, FirstThought
from stillroom.trajectories.user import PlayedUser
from stillroom.trajectories.verify import needs_judge, verify, verify_thought

Rollouts = AsyncGenerator[tuple[Task, Rollout], None]


class TeachParams(msgspec.Struct, frozen=True):
    """`limit`: at most so many tasks, training tasks first; `retry_failed`: also those whose trajectory was rejected.

    `faults` is the share of calls (0 to 1) that are made to fail, so that the student sees how to recover. `teacher`: who
    teaches; the scripted teacher where there is none. `judge`: who judges by a task's rubric; the teacher where there is
    none. `budget`: in US dollars, for this run, the judge included. `samples`: solutions of each task, of which to `keep` the
    best to learn from, or all that are accepted. `first_thought`: each begins with the teacher's first step of a chain of thought,
    but for the tasks of the families `without_first_thought`. `method` cot: a chain of thought without tools. `estimate`:
    teach a few tasks, and say what the rest would take.
    """

    limit: int | None = None
    concurrency: int = 4
    retry_failed: bool = False
    faults: float = 0.0
    teacher: Teacher | None = None
    budget: float | None = None
    samples: int = 1
    keep: Literal["best", "all"] = "best"
    first_thought: bool = False
    without_first_thought: tuple[str, ...] = ()
    method: Method = "agent"
    judge: Teacher | None = None
    estimate: bool = False


class Lessons:
    """The tasks of a run, played by its teacher. `name` is the teacher's."""

    def __init__(
        self,
        store: Store,
        params: TeachParams,
        tasks: list[Task],
        tools: list[Tool],
        ledger: Ledger,
        stop: threading.Event,
    ) -> None:
        """Raises:
        KnownError: a teacher has no key, or no price to keep the budget by.
        """
        self._store, self._params, self._tasks, self._tools, self._stop = store, params, tasks, tools, stop
        self._ledger = ledger
        self._notes: asyncio.Queue[Waits] = asyncio.Queue()
        self._opened: list[ApiTeacher] = []
        self._first: FirstThought | None = None
        self._judge: ChatModel | None = None
        self._user: ChatModel | None = None
        model: ChatModel | None = None
        if params.teacher is not None:
            model = self._open(params.teacher, "probe" if params.estimate else "teach")
            if params.first_thought and params.method == "agent":
                without = {task.turns[0] for task in tasks if task.family in params.without_first_thought}
                goes_on = bool(params.teacher.offered_by.prefill)
                model = self._first = FirstThought(model, goes_on=goes_on, without=frozenset(without))
            if params.method == "agent" and any(task.user for task in tasks):
                self._user = self._open(params.teacher, "user")
        judging = params.judge or params.teacher
        if judging and any(map(needs_judge, tasks)):
            self._judge = self._open(judging, "judge")
        self._model = model
        self.name = model.name if model else ScriptedTeacher.name

    def _model_for(self, task: Task) -> ChatModel:
        PAID_FOR.set(task.id)  # a worker plays one task after another
        model = self._model or ScriptedTeacher(worked_turns(task))
        if self._params.method == "cot":
            return ChainOfThought(model)
        return Persistent(model) if self._params.faults and self._model is None else model

    def _user_for(self, task: Task) -> PlayedUser | None:
        return PlayedUser(self._user, task.user) if self._user and task.user else None

    @property
    def first_thoughts(self) -> dict[str, int]:
        """How the first thoughts came into the solutions, as counts; none where they were not asked for."""
        return dict(self._first.counts) if self._first else {}

    @property
    def system(self) -> str:
        return COT_PROMPT if self._params.method == "cot" else SYSTEM_PROMPT

    def play(self) -> AsyncGenerator[tuple[Task, Rollout] | Waits, None]:
        """Each task as often as samples are wanted, as they are done, with what the teacher waits for among them.

        Once the budget was reached, no task is begun.
        """
        return with_notes(self._played(), self._notes, self._stop)

    def verify(self, task: Task, trajectory: Trajectory, rollout: Rollout) -> list[Verdict]:
        if self._params.method == "cot":
            return verify_thought(task, trajectory, rollout)
        return verify(task, trajectory, rollout, self._tools)

    def _open(self, teacher: Teacher, purpose: Purpose) -> ApiTeacher:
        opened = open_teacher(
            teacher,
            self._ledger,
            purpose,
            at_once=self._params.concurrency,
            stop=self._stop,
            tell=self._notes.put_nowait,
        )
        self._opened.append(opened)
        return opened

    async def _played(self) -> Rollouts:
        each = (task for task in self._tasks for _ in range(self._params.samples))
        affordable: Iterable[Task] = takewhile(lambda _: not self._ledger.reached, each)
        cot = self._params.method == "cot"
        playing = play_tasks(
            self._model_for,
            affordable,
            [] if cot else [tool.spec for tool in self._tools],
            replayed({}) if cot else in_sandbox(self._store, self._tools, self._params.concurrency),
            self._params.concurrency,
            self._stop,
            system=self.system,
            states=not cot,
            faults=self._params.faults,
            user_for=self._user_for,
            finish=self._judged,
        )
        async with AsyncExitStack() as stack:
            for teacher in self._opened:
                await stack.enter_async_context(teacher)
            async for lesson in await stack.enter_async_context(aclosing(playing)):
                yield lesson

    async def _judged(self, task: Task, rollout: Rollout) -> Rollout:
        """With the judge's verdict, where the task has a rubric and everything else is right."""
        trajectory = Trajectory("", task.id, self._params.method, "", rollout.messages)
        verify = partial(self.verify, task, trajectory, rollout)
        return await with_judgement(self._judge, task, trajectory, rollout, verify)
