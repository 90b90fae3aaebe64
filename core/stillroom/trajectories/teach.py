"""The job `teach`: the teacher solves tasks with really running tools; what passes verification is what a student learns from."""

import time
from collections import Counter
from collections.abc import Iterator

import msgspec

from stillroom.conversation import Trajectory, new_id
from stillroom.errors import ProjectError
from stillroom.jobs import Cancelled, Event, Finished, JobContext, Note, Progress, Stage, Taught
from stillroom.models import ChatModel
from stillroom.tasks import worked_turns
from stillroom.teacher import ScriptedTeacher
from stillroom.tools import tool_from_json
from stillroom.trajectories.recovery import Persistent
from stillroom.trajectories.rollouts import in_sandbox, in_turn, play_tasks
from stillroom.trajectories.verify import verify


class TeachParams(msgspec.Struct, frozen=True):
    """`limit`: at most so many tasks, training tasks first; `retry_failed`: also those whose trajectory was rejected.

    `faults` is the share of calls (0 to 1) that are made to fail, so that the student sees how to recover.
    """

    limit: int | None = None
    concurrency: int = 4
    retry_failed: bool = False
    faults: float = 0.0


def teach(context: JobContext, params: TeachParams) -> Iterator[Event]:
    """Teach every task that has no trajectory yet. Each is stored as it is done, so that to resume is to start again.

    Held-out tasks are taught too: never to be trained on, but for the loss on them.
    """
    store = context.project.store
    tools = [tool_from_json(tool) for tool in store.tools()]
    tasks = [task for split in ("train", "held_out") for task in store.tasks(split)]
    if not tasks:
        raise ProjectError(
            "No tasks", "The project has no tasks to teach.", "Add some with: stillroom tasks import FILE"
        )
    if not tools:
        raise ProjectError("No tools", "The project has no tools.", "Add some with: stillroom tools add FILE.json")
    taught = store.taught_tasks(accepted_only=params.retry_failed)
    untaught = [task for task in tasks if task.id not in taught]
    worked = [task for task in untaught if task.solution is not None]
    todo = worked[: params.limit]
    teacher = ScriptedTeacher({task.turns[0]: worked_turns(task) for task in todo})
    running = in_sandbox(store, tools, params.concurrency)
    specs = [tool.spec for tool in tools]
    yield Note(f"Teacher: {teacher.name}.")
    yield Stage("Teaching", len(todo), "tasks")
    tool_set = store.keep_tool_set(specs)
    started, accepted, tokens = time.monotonic(), 0, 0
    reasons: Counter[str] = Counter()
    model: ChatModel = Persistent(teacher) if params.faults else teacher
    playing = play_tasks(
        model, todo, specs, running, params.concurrency, context.stop, states=True, faults=params.faults
    )
    for done, (task, rollout) in enumerate(in_turn(playing), start=1):
        trajectory = Trajectory(new_id("trajectory"), task.id, "agent", tool_set, rollout.messages)
        verdicts = verify(task, trajectory, rollout, tools)
        store.add_trajectory(trajectory, context.run, rollout.executions, verdicts)
        last = verdicts[-1]
        accepted += last.ok
        tokens += rollout.completion_tokens
        if not last.ok:
            reasons[last.stage] += 1
        yield Taught(task.id, trajectory.id, last.ok, last.reason)
        yield Progress(done, len(todo), _left(started, done, len(todo)))
    if context.stop.is_set() and (finished := accepted + reasons.total()) < len(todo):
        yield Cancelled(f"Stopped after {finished} of {len(todo)} tasks; all of them are kept. Run it again to go on.")
        return
    yield Finished(
        {
            "tasks": len(todo),
            "accepted": accepted,
            "rejected": dict(reasons),
            "failed": {"no worked solution": len(untaught) - len(worked)} if len(worked) < len(untaught) else {},
            "cost_usd": 0.0,
            "tokens": tokens,
            "seconds": round(time.monotonic() - started, 2),
            "teacher": teacher.name,
        }
    )


def _left(started: float, done: int, total: int) -> float:
    return (time.monotonic() - started) / done * (total - done)
