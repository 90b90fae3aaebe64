"""The job `evaluate`: arms side by side on the held-out tasks, with really running tools."""

import time
from collections.abc import Iterator

import msgspec

from stillroom.errors import ProjectError
from stillroom.evaluation.scorecard import arm_score
from stillroom.evaluation.scoring import SLOTS, score_arm
from stillroom.jobs import Cancelled, Event, Finished, JobContext
from stillroom.serving import DEFAULT_QUANT, ArmName, open_arm
from stillroom.store import Execution, Store
from stillroom.tools import tool_from_json
from stillroom.trajectories import in_sandbox, replayed


class EvaluateParams(msgspec.Struct, frozen=True):
    """`run` is the training run whose student is scored, the newest by default; `limit` scores only so many tasks.

    `replay` names an evaluation: the tools are not run, but answer what they did when the arm of the same name was scored there.
    """

    arms: tuple[ArmName, ...]
    run: str | None = None
    quant: str = DEFAULT_QUANT
    limit: int | None = None
    replay: str | None = None


def evaluate(context: JobContext, params: EvaluateParams) -> Iterator[Event]:
    """Score each arm on every held-out task. Each score is stored as it is made; started again, the run goes on."""
    store = context.project.store
    tools = [tool_from_json(tool) for tool in store.tools()]
    specs = [tool.spec for tool in tools]
    tasks = [task for task in store.tasks("held_out") if task.solution is not None][: params.limit]
    if not tasks:
        raise ProjectError(
            "Nothing to score on",
            "The project has no held-out tasks with a solution.",
            "Add some with: stillroom tasks import FILE",
        )
    by_id = {task.id: task for task in tasks}
    arms = {}
    trained = ""
    seconds: dict[str, float] = {}
    for name in params.arms:
        arm = yield from open_arm(context.project, name, params.run, params.quant, context.stop)
        trained = arm.run or trained
        started = time.monotonic()
        if arm.method == "cot":
            running = replayed({})
        elif params.replay:
            running = replayed(_recorded(store, params.replay, name))
        else:
            running = in_sandbox(store, tools, SLOTS)
        yield from score_arm(context, arm, name, tasks, [] if arm.method == "cot" else specs, running)
        if context.stop.is_set():
            yield Cancelled(f"Stopped while scoring {name}. What was scored is kept.")
            return
        seconds[name] = round(time.monotonic() - started, 1)
        scores = [score for score in store.scores(context.run) if score.arm == name and score.task in by_id]
        arms[name] = arm_score([(by_id[score.task], score) for score in scores], arm.backend, arm.method)
    yield Finished(
        {"arms": msgspec.to_builtins(arms), "run": trained, "tasks": len(tasks), "seconds": seconds, "gate": None}
    )


def _recorded(store: Store, run: str, arm: str) -> dict[str, list[Execution]]:
    """What the tools did when an arm was scored in a run, by task.

    Raises:
        ProjectError: there is nothing of this arm in it.
    """
    recorded = {score.task: store.executions(score.trajectory) for score in store.scores(run) if score.arm == arm}
    if not recorded:
        raise ProjectError(
            "Nothing to replay",
            f"The run {run} has no record of the arm {arm}.",
            "Name an evaluation in which this arm was scored.",
        )
    return recorded
