"""An arm scored on held-out tasks, with really running tools: what the jobs `evaluate` and `probe` have in common."""

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractAsyncContextManager
from itertools import chain

from tokenizers import Tokenizer

from stillroom.conversation import Message, ToolSpec, Trajectory, new_id
from stillroom.jobs import Event, JobContext, Progress, Scored, Stage, in_turn
from stillroom.serving import Arm, GgufModel
from stillroom.store import Score, Task
from stillroom.students import Student
from stillroom.tasks import compare_solution, worked_turns
from stillroom.trajectories import Rollout, Sessions, answer_problem, play_tasks

SLOTS = 4
"""So many tasks are played at once."""

_ROOM = 1.1


def score_arm(
    context: JobContext,
    arm: Arm,
    name: str,
    tasks: list[Task],
    specs: list[ToolSpec],
    running: AbstractAsyncContextManager[Sessions],
) -> Iterator[Event]:
    """Score an arm on the tasks that this run has no score of, each under `name`: a part of a job.

    Raises:
        StillroomError: the model cannot be loaded or asked, or no tool can be run.
    """
    store = context.project.store
    scored = {score.task for score in store.scores(context.run) if score.arm == name}
    todo = [task for task in tasks if task.id not in scored]
    yield Stage(f"Scoring {name} ({arm.backend})", len(todo), "tasks")
    started = time.monotonic()
    taught = [store.taught_trajectories("held_out", arm.method)]
    if arm.method == "cot":  # the worked solutions show no chain of thought, so all that there are count
        taught.append(store.taught_trajectories("train", arm.method))
    longest = longest_reply(tasks, chain(*taught), arm.student)
    tool_set = store.keep_tool_set(specs)
    with GgufModel(arm.path, arm.student.family, slots=SLOTS, context=arm.context, max_tokens=longest) as model:
        system, *examples = arm.history
        playing = play_tasks(
            lambda _: model, todo, specs, running, SLOTS, context.stop, system=system.content, examples=examples
        )
        played = in_turn(playing)
        for done, (task, rollout) in enumerate(played, start=1):
            messages = arm.without_examples(rollout.messages)
            trajectory = Trajectory(new_id("trajectory"), task.id, arm.method, tool_set, messages)
            score = _score(arm, name, task, trajectory, specs, rollout)
            store.add_trajectory(trajectory, context.run, rollout.executions)
            store.add_score(context.run, score)
            yield Scored(name, task.id, trajectory.id, score.exact, score.reason)
            yield Progress(done, len(todo), (time.monotonic() - started) / done * (len(todo) - done))


def _score(arm: Arm, name: str, task: Task, trajectory: Trajectory, specs: list[ToolSpec], rollout: Rollout) -> Score:
    """What was done compared with what is right: the calls, where there may be any, and the last answer."""
    answer = answer_problem(task, trajectory)
    exact, named, reason = answer == "", False, answer or ""
    if arm.method == "agent":
        compared = compare_solution(task, trajectory, specs)
        exact, named, reason = compared.exact, compared.name, compared.reason
    return Score(
        arm=name,
        task=task.id,
        trajectory=trajectory.id,
        exact=exact,
        name=named,
        reason=reason or rollout.problem,
        completion_tokens=rollout.completion_tokens,
        seconds=rollout.seconds,
        answer=None if answer is None else not answer,
    )


def longest_reply(tasks: list[Task], taught: Iterable[Trajectory], student: Student) -> int:
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
