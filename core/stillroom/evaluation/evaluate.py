"""The job `evaluate`: arms side by side on the held-out tasks, with really running tools."""

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractAsyncContextManager
from itertools import chain

import msgspec
from tokenizers import Tokenizer

from stillroom.conversation import Message, ToolSpec, Trajectory, new_id
from stillroom.errors import ProjectError
from stillroom.evaluation.scorecard import arm_score
from stillroom.jobs import Cancelled, Event, Finished, JobContext, Progress, Scored, Stage, in_turn
from stillroom.serving import DEFAULT_QUANT, Arm, ArmName, GgufModel, open_arm
from stillroom.store import Execution, Score, Store, Task
from stillroom.students import Student
from stillroom.tasks import compare_solution, worked_turns
from stillroom.tools import tool_from_json
from stillroom.trajectories import Rollout, Sessions, answer_problem, in_sandbox, play_tasks, replayed

_SLOTS = 4
_ROOM = 1.1


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
            running = in_sandbox(store, tools, _SLOTS)
        yield from _score_arm(context, arm, tasks, [] if arm.method == "cot" else specs, running)
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


def _score_arm(
    context: JobContext,
    arm: Arm,
    tasks: list[Task],
    specs: list[ToolSpec],
    running: AbstractAsyncContextManager[Sessions],
) -> Iterator[Event]:
    """Score one arm on the tasks that this run has no score of."""
    store = context.project.store
    scored = {score.task for score in store.scores(context.run) if score.arm == arm.name}
    todo = [task for task in tasks if task.id not in scored]
    yield Stage(f"Scoring {arm.name} ({arm.backend})", len(todo), "tasks")
    started = time.monotonic()
    taught = [store.taught_trajectories("held_out", arm.method)]
    if arm.method == "cot":  # the worked solutions show no chain of thought, so all that there are count
        taught.append(store.taught_trajectories("train", arm.method))
    longest = _longest_reply(tasks, chain(*taught), arm.student)
    tool_set = store.keep_tool_set(specs)
    with GgufModel(arm.path, arm.student.family, slots=_SLOTS, max_tokens=longest) as model:
        playing = play_tasks(lambda _: model, todo, specs, running, _SLOTS, context.stop, system=arm.system)
        played = in_turn(playing)
        for done, (task, rollout) in enumerate(played, start=1):
            trajectory = Trajectory(new_id("trajectory"), task.id, arm.method, tool_set, rollout.messages)
            score = _score(arm, task, trajectory, specs, rollout)
            store.add_trajectory(trajectory, context.run, rollout.executions)
            store.add_score(context.run, score)
            yield Scored(arm.name, task.id, trajectory.id, score.exact, score.reason)
            yield Progress(done, len(todo), (time.monotonic() - started) / done * (len(todo) - done))


def _score(arm: Arm, task: Task, trajectory: Trajectory, specs: list[ToolSpec], rollout: Rollout) -> Score:
    """What was done compared with what is right: the calls, where there may be any, and the last answer."""
    answer = answer_problem(task, trajectory)
    exact, name, reason = answer == "", False, answer or ""
    if arm.method == "agent":
        compared = compare_solution(task, trajectory, specs)
        exact, name, reason = compared.exact, compared.name, compared.reason
    return Score(
        arm=arm.name,
        task=task.id,
        trajectory=trajectory.id,
        exact=exact,
        name=name,
        reason=reason or rollout.problem,
        completion_tokens=rollout.completion_tokens,
        seconds=rollout.seconds,
        answer=None if answer is None else not answer,
    )


def _longest_reply(tasks: list[Task], taught: Iterable[Trajectory], student: Student) -> int:
    """How many tokens a reply may have, for an untrained student never ends: a little more than the longest that is right.

    Right are the worked solutions' turns, and those that a teacher wrote for held-out tasks, whose thoughts may be longer.
    """
    tokenizer = Tokenizer.from_file(str(student.folder / "tokenizer.json"))
    question = (Message("user", "?"),)
    asked = len(student.family.render(question, (), reply=True))
    turns = [turn for task in tasks for turn in worked_turns(task)]
    turns += [message for trajectory in taught for message in trajectory.messages if message.role == "assistant"]
    texts = [student.family.render((*question, turn), (), reply=False)[asked:] for turn in turns]
    return round(_ROOM * max(len(encoded.ids) for encoded in tokenizer.encode_batch(texts, add_special_tokens=False)))
