"""The job `chat`: talk to an arm with the project's tools, one prompt or many."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import msgspec

from stillroom.conversation import Message, Trajectory, new_id
from stillroom.errors import ProjectError
from stillroom.jobs import Event, Finished, JobContext, Note, Progress, Ran, Said, Stage
from stillroom.serving.arms import DEFAULT_QUANT, ArmName, open_arm
from stillroom.serving.llama import GgufModel
from stillroom.store import Execution, Store
from stillroom.tools import PACKAGES, Sandbox, needed_environment, tool_from_json
from stillroom.trajectories import SYSTEM_PROMPT, held, in_turn, play_stepwise

CHATTING = "Chatting"
"""The stage in which prompts are answered; a Progress in it ends a turn. What comes before makes the model's file."""


class ChatParams(msgspec.Struct, frozen=True):
    """`prompt`: what the user says; without one, each message `{"prompt": text}` in the inbox is said, until its end.

    `task`: the stateful tools begin in this task's initial state.
    """

    arm: ArmName = "student"
    prompt: str | None = None
    run: str | None = None
    task: str | None = None


def chat(context: JobContext, params: ChatParams) -> Iterator[Event]:
    """Answer the user with the tools really running, and tell each reply and each call as it happens.

    The end of input ends the conversation, which is stored as a trajectory.
    """
    store = context.project.store
    arm = yield from open_arm(context.project, params.arm, params.run, DEFAULT_QUANT, context.stop)
    tools = [tool_from_json(tool) for tool in store.tools()]
    tool_set = store.keep_tool_set([tool.spec for tool in tools])
    yield Stage(CHATTING)
    messages: tuple[Message, ...] = (Message("system", SYSTEM_PROMPT),)
    executions: list[Execution] = []
    problem = ""
    sandbox = Sandbox(tools, environment=needed_environment(store.fact(PACKAGES, [])))
    initial = _initial_state(store, params.task)
    with (
        GgufModel(arm.path, arm.student.family) as model,
        asyncio.Runner() as runner,
        held(sandbox, runner),
        held(sandbox.session(initial), runner) as session,
    ):
        for turn, prompt in enumerate(_prompts(params.prompt, context), start=1):
            said, ran = len(messages) + 1, 0  # what is known already: the history and the prompt
            answering = play_stepwise(model, messages, [prompt], [tool.spec for tool in tools], session.call)
            with closing(in_turn(answering, runner)) as rollouts:
                for rollout in rollouts:
                    for execution in rollout.executions[ran:]:
                        yield Ran(execution)
                    for message in rollout.messages[said:]:
                        yield Said(message)
                    messages, problem = rollout.messages, rollout.problem
                    said, ran = len(messages), len(rollout.executions)
                    if context.stop.is_set() and messages[-1].role == "tool":
                        problem = "It was stopped before it had answered."
                        break
            executions += rollout.executions
            if problem:
                yield Note(problem)
            yield Progress(turn, turn)  # the turn is complete: whoever asks may ask again
    trajectory = Trajectory(new_id("trajectory"), "", "agent", tool_set, messages)
    store.add_trajectory(trajectory, context.run, executions)
    yield Finished(
        {
            "id": trajectory.id,
            "arm": arm.name,
            "backend": arm.backend,
            "problem": problem,
            "trajectory": [message.to_openai() for message in messages],
            "calls": [
                {"name": done.name, "arguments": done.arguments, "result": done.result, "ok": done.ok}
                for done in executions
            ],
        }
    )


def _initial_state(store: Store, task: str | None) -> dict[str, Any] | None:
    if task is None:
        return None
    if known := store.task(task):
        return known.initial_state
    raise ProjectError(
        "No such task", f"The project has no task {task}.", "Take the id of one of its tasks, or leave it out."
    )


def _prompts(prompt: str | None, context: JobContext) -> Iterator[str]:
    if prompt is not None:
        yield prompt
        return
    while not context.stop.is_set() and (message := context.inbox.get()) is not None:
        yield message["prompt"]
