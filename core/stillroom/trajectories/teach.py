"""The job `teach`: the teacher solves tasks with really running tools; what passes verification is what a student learns from."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any, get_args

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
    Waits,
    in_turn,
)
from stillroom.store import Split, Store, Task
from stillroom.teacher import Ledger, Teacher, on_this_computer
from stillroom.tools import Tool, Unattached, note_ran, tool_from_json
from stillroom.trajectories.agent import Rollout
from stillroom.trajectories.estimate import PROBE, estimate
from stillroom.trajectories.lessons import Lessons, TeachParams
from stillroom.trajectories.repeats import Repeats, sift
from stillroom.trajectories.samples import Sample, Waiting, ranked


def teach(context: JobContext, params: TeachParams) -> Iterator[Event]:
    """Teach every task that has no trajectory yet. Each is stored as it is done, so that to resume is to start again.

    Held-out tasks are taught too: never to be trained on, but for the loss on them. Where the budget is reached no task is
    begun any more, and those that are under way end as far as it allows. A run that is gone on with leaves out what it has
    taught, spends what is left of its budget, and teaches what is left of its limit.
    """
    store = context.project.store
    tools, untaught = _wanted(store, params, context.run)
    able = untaught if params.teacher else [task for task in untaught if task.solution is not None and not task.user]
    before = 0 if params.limit is None else len(store.taught_in(context.run))
    asked = able[: None if params.limit is None else max(0, params.limit - before)]
    todo = asked[:PROBE] if params.estimate else asked
    ledger = Ledger(store, context.run, params.budget)
    lessons = Lessons(store, params, todo, tools, ledger, context.stop)
    yield Note(f"Teacher: {lessons.name}.")
    for told in dict.fromkeys(filter(None, (params.teacher, params.judge))):
        if todo and not on_this_computer(told.address):
            yield Note(_what_leaves(told))
    yield Stage("Teaching", len(todo), "tasks")
    standing = ((side, known) for side in get_args(Split) for known in store.taught_trajectories(side, params.method))
    repeats = Repeats(standing if todo else ())
    kept = _Kept(context, params, lessons, ledger, repeats, store.keep_tool_set(_offered(params, tools)))
    waiting = Waiting(params.samples)
    with closing(in_turn(lessons.play())) as items:
        for item in items:
            if isinstance(item, Waits):
                yield item
            elif rollouts := waiting.add(*item):
                yield from kept.keep(item[0], rollouts)
                yield Progress(kept.tasks, len(todo), kept.seconds / kept.tasks * (len(todo) - kept.tasks))
    for task, rollouts in waiting.rest():
        yield from kept.keep(task, rollouts)
    if context.stop.is_set() and (done := kept.tasks) < len(todo):
        yield Cancelled(f"Stopped after {done} of {len(todo)} tasks; all of them are kept. Run it again to go on.")
        return
    result = kept.result()
    failed = result["failed"]
    result["budget_reached"] = ledger.reached
    if ledger.reached and kept.tasks < len(todo):
        failed["the budget is reached"] = failed.get("the budget is reached", 0) + len(todo) - kept.tasks
    if len(able) < len(untaught):
        failed["no worked solution"] = len(untaught) - len(able)
    result |= {"tasks": len(todo), "teacher": lessons.name}
    if params.estimate:
        result["estimate"] = estimate(kept.costs, kept.times, len(asked) - len(todo), params.concurrency)
    yield Finished(result)


class _Kept:
    """What came of the tasks so far: stored, counted, told."""

    def __init__(
        self,
        context: JobContext,
        params: TeachParams,
        lessons: Lessons,
        ledger: Ledger,
        repeats: Repeats,
        tool_set: str,
    ) -> None:
        self._context, self._params, self._lessons, self._ledger, self._repeats, self._tool_set = (
            context, params, lessons, ledger, repeats, tool_set,
        )  # fmt: skip
        self._not_run = {tool["name"]: tool for tool in context.project.store.tools()}  # well, in this run
        self._started = time.monotonic()
        self._accepted = self._solutions = 0
        self._rejected: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()
        self._agreements: list[float] = []
        self.tasks = 0
        self.costs: list[float | None] = []
        self.times: list[float] = []

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started

    def keep(self, task: Task, rollouts: list[Rollout]) -> Iterator[Event]:
        """Store all samples of a task, the best one last: the newest is the one that counts."""
        self.tasks += 1
        bill = self._ledger.bill(task.id)
        cost = bill.cost_usd if self._params.teacher else None
        ran = (execution.seconds for rollout in rollouts for execution in rollout.executions)
        seconds = round(sum(ran, bill.seconds), 3)
        self.costs.append(cost)
        self.times.append(seconds)
        well = {done.name for rollout in rollouts for done in rollout.executions if done.ok}
        if seen := [self._not_run.pop(name) for name in well if name in self._not_run]:
            note_ran(self._context.project.store, seen)
        samples, trajectories = [], {}
        for rollout in rollouts:
            if rollout.lost:
                continue
            trajectory = Trajectory(
                new_id("trajectory"), task.id, self._params.method, self._tool_set, rollout.messages
            )
            trajectories[id(rollout)] = trajectory
            samples.append(Sample(rollout, tuple(self._lessons.verify(task, trajectory, rollout))))
        every = self._params.keep == "all"
        solutions = [(trajectories[id(sample.rollout)], sample) for sample in ranked(samples)]
        solutions = sift(self._repeats, task.split, solutions, every=every)
        store = self._context.project.store
        with store.at_once():  # else a task might be left with some of its samples, and count as taught
            for place, (trajectory, sample) in enumerate(solutions):
                agreement = sample.agreement if self._params.samples > 1 else None
                number = len(solutions) - 1 - place if every else 0
                store.add_trajectory(
                    trajectory, self._context.run, sample.rollout.executions, sample.verdicts, agreement, number
                )
        if samples:
            last, executions = sample.verdicts[-1], sample.rollout.executions
            self._solutions += sum(sample.accepted for _, sample in solutions)
            self._accepted += last.ok
            self._rejected[last.stage] += not last.ok
            self._agreements.append(sample.agreement)
            yield Taught(
                task.id,
                trajectory.id,
                last.ok,
                "" if last.ok else last.reason,
                None if last.ok else last.stage,
                tuple(execution.name for execution in executions),
                seconds,
                cost,
                agreement,
                last.ok and not all(execution.ok for execution in executions),
            )
        else:
            lost = next(rollout.lost for rollout in rollouts if rollout.lost)
            self._failed[lost.title.lower()] += 1
            yield Lost(task.id, lost.message, lost.title, seconds, cost)
        if self._params.teacher:
            yield Spending(self._ledger.cost, self._ledger.tokens)

    def result(self) -> dict[str, Any]:
        result: dict[str, Any] = {
            "accepted": self._accepted,
            "rejected": dict(+self._rejected),
            "failed": dict(self._failed),
            "cost_usd": self._ledger.cost,
            "tokens": self._ledger.tokens,
            "seconds": round(self.seconds, 2),
        }
        if self._params.samples > 1 and self._agreements:
            result["agreement"] = round(sum(self._agreements) / len(self._agreements), 4)
        if self._params.keep == "all":
            result["solutions"] = self._solutions
        if self._lessons.first_thoughts:
            result["first_thought"] = self._lessons.first_thoughts
        return result


def _wanted(store: Store, params: TeachParams, run: str) -> tuple[list[Tool], list[Task]]:
    """The project's tools, and the tasks that are still to be taught in this run, training tasks first.

    Raises:
        ProjectError: there are no tools, or no tasks, or nothing does the work of a tool.
    """
    tools = [tool_from_json(tool) for tool in store.tools()]
    tasks = [task for split in ("train", "held_out") for task in store.tasks(split)]
    if not tasks:
        raise ProjectError(
            "No tasks", "The project has no tasks to teach.", "Add some with: stillroom tasks import FILE"
        )
    if not tools:
        raise ProjectError("No tools", "The project has no tools.", "Add some with: stillroom tools add FILE.json")
    if idle := [tool.name for tool in tools if isinstance(tool.implementation, Unattached)]:
        raise ProjectError(
            "Tools that do nothing yet",
            f"Nothing does the work of {', '.join(idle)}, so every call would fail.",
            "Attach code, a request, a program or a server's tool, or remove them with: stillroom tools remove NAME",
        )
    taught = store.taught_tasks(accepted_only=params.retry_failed, method=params.method, run=run)
    taught |= store.repeating_tasks(params.method)  # to solve them again would be to repeat them again
    return tools, [task for task in tasks if task.id not in taught]


def _offered(params: TeachParams, tools: list[Tool]) -> list[Any]:
    return [] if params.method == "cot" else [tool.spec for tool in tools]


def _what_leaves(teacher: Teacher) -> str:
    return f"To {teacher.address} go the tasks' prompts, the tools' descriptions, and what the tools return. {teacher.terms}"
