"""The job `chat`: talk to an arm with the project's tools, one prompt or many."""

import asyncio
import contextlib
import queue
from collections.abc import AsyncGenerator, Iterator
from typing import Any, Literal

import msgspec

from stillroom.conversation import Message, ToolCall, Trajectory, new_id
from stillroom.errors import ProjectError
from stillroom.jobs import Asked, Event, Finished, JobContext, Note, Progress, Ran, Said, Stage, in_turn
from stillroom.serving.arms import DEFAULT_QUANT, ArmName, open_arm
from stillroom.serving.llama import LONGEST_REPLY, GgufModel
from stillroom.store import Execution, Store
from stillroom.tools import PACKAGES, Sandbox, Session, Tool, argument_problem, needed_environment, tool_from_json
from stillroom.trajectories import Rollout, RunTool, play_stepwise

CHATTING = "Chatting"
"""The stage in which prompts are answered; a Progress in it ends a turn. What comes before makes the model's file."""

_LOOK = 0.05  # seconds


class ChatParams(msgspec.Struct, frozen=True):
    """`prompt`: what the user says; without one, each message `{"prompt": text}` in the inbox is said, until its end.

    `changes`: what becomes of a call to a tool that asks first (`Tool.asks`): the user is asked, as `Asked` says, or it is
    always allowed, or always refused. `task`: the stateful tools begin in this task's initial state. `longest`: tokens of one reply.
    """

    arm: ArmName = "student"
    prompt: str | None = None
    run: str | None = None
    task: str | None = None
    changes: Literal["ask", "allow", "refuse"] = "ask"
    longest: int = LONGEST_REPLY


def chat(context: JobContext, params: ChatParams) -> Iterator[Event]:
    """Answer the user with the tools really running, and tell each reply and each call as it happens.

    The end of input ends the conversation, which is stored as a trajectory.
    """
    store = context.project.store
    arm = yield from open_arm(context.project, params.arm, params.run, DEFAULT_QUANT, context.stop)
    tools = [] if arm.method == "cot" else [tool_from_json(tool) for tool in store.tools()]
    tool_set = store.keep_tool_set([tool.spec for tool in tools])
    sandbox = Sandbox(tools, environment=needed_environment(store.fact(PACKAGES, [])))
    session = sandbox.session(_initial_state(store, params.task))
    yield Stage(CHATTING)
    with GgufModel(arm.path, arm.student.family, context=arm.context, max_tokens=params.longest) as model:
        talk = _Talk(model, arm.history, tools, context, params)
        yield from in_turn(talk.events(sandbox, session))
    messages = arm.without_examples(talk.messages)
    trajectory = Trajectory(new_id("trajectory"), "", arm.method, tool_set, messages)
    store.add_trajectory(trajectory, context.run, talk.executions)
    yield Finished(
        {
            "id": trajectory.id,
            "arm": arm.name,
            "backend": arm.backend,
            "problem": talk.problem,
            "trajectory": [message.to_openai() for message in messages],
            "calls": [
                {"name": done.name, "arguments": done.arguments, "result": done.result, "ok": done.ok}
                for done in talk.executions
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


class _Talk:
    """One conversation: a single session of the sandbox, however many turns it has."""

    def __init__(
        self,
        model: GgufModel,
        history: tuple[Message, ...],
        tools: list[Tool],
        context: JobContext,
        params: ChatParams,
    ) -> None:
        self.messages = history
        self.executions: list[Execution] = []
        self.problem = ""
        self._model = model
        self._tools = {tool.name: tool for tool in tools}
        self._context = context
        self._params = params
        self._early: list[dict[str, Any]] = []
        self._asking = asyncio.Lock()
        self._told: asyncio.Queue[Rollout | Asked | None] = asyncio.Queue()

    async def events(self, sandbox: Sandbox, session: Session) -> AsyncGenerator[Event, None]:
        """What happens in the conversation, until its end."""
        turn = 0
        async with sandbox, session:
            while (prompt := await self._prompt(turn)) is not None:
                turn += 1
                async for event in self._turn(prompt, session.call):
                    yield event
                if self.problem:
                    yield Note(self.problem)
                yield Progress(turn, turn)  # the turn is complete: whoever asks may ask again

    async def _turn(self, prompt: str, run_tool: RunTool) -> AsyncGenerator[Event, None]:
        said, ran = len(self.messages) + 1, 0  # what is known already: the history and the prompt
        playing = asyncio.create_task(self._play(prompt, run_tool))
        rollout = Rollout(self.messages, ())
        try:
            while (told := await self._told.get()) is not None:
                if isinstance(told, Asked):
                    yield told
                    continue
                rollout = told
                for execution in rollout.executions[ran:]:
                    yield Ran(execution)
                for message in rollout.messages[said:]:
                    yield Said(message)
                self.messages, self.problem = rollout.messages, rollout.problem
                said, ran = len(self.messages), len(rollout.executions)
                if self._context.stop.is_set() and self.messages[-1].role == "tool":
                    self.problem = "It was stopped before it had answered."
                    return
            await playing
        finally:
            playing.cancel()
            await asyncio.wait([playing])
            self.executions += rollout.executions

    async def _play(self, prompt: str, run_tool: RunTool) -> None:
        """Tell every step of the answer, and at last that there is none to come."""

        async def allowed_only(call: ToolCall) -> Execution:
            refusal = await self._refusal(call)
            return (
                Execution(call.id, call.name, call.arguments, False, refusal, 0.0) if refusal else await run_tool(call)
            )

        specs = [tool.spec for tool in self._tools.values()]
        try:
            async for rollout in play_stepwise(self._model, self.messages, [prompt], specs, allowed_only):
                self._told.put_nowait(rollout)
        finally:
            self._told.put_nowait(None)

    async def _refusal(self, call: ToolCall) -> str:
        """Why a call may not run; "" if it may, or fails anyway. The user is asked here, one call at a time."""
        tool = self._tools.get(call.name)
        if not (tool and tool.asks) or self._params.changes == "allow" or argument_problem(tool.spec, call.arguments):
            return ""
        if self._params.changes == "refuse":
            return f"Error: {call.name} changes something, and nobody was there to allow it, so it did not run."
        async with self._asking:
            self._told.put_nowait(Asked(call))
            while (message := await self._message()) is not None:
                if message.get("call") == call.id:
                    return (
                        "" if message["allow"] is True else f"Error: the user did not allow this call of {call.name}."
                    )
                if "prompt" in message:
                    self._early.append(message)
        self._context.inbox.put(None)  # it ends the conversation, too
        return f"Error: the conversation ended before the user had allowed {call.name}."

    async def _prompt(self, turn: int) -> str | None:
        """What the user says next; None at the end."""
        if self._params.prompt is not None:
            return None if turn else self._params.prompt
        message = self._early.pop(0) if self._early else await self._message()
        while message is not None and "prompt" not in message:  # an answer that came too late
            message = await self._message()
        return None if message is None else str(message["prompt"])

    async def _message(self) -> dict[str, Any] | None:
        """The next message of the inbox; None at the end of input, or once the job was told to stop."""
        while not self._context.stop.is_set():  # looked for, since a thread that waits could not be cancelled
            with contextlib.suppress(queue.Empty):
                return self._context.inbox.get_nowait()
            await asyncio.sleep(_LOOK)
        return None
