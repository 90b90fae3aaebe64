"""The one agent loop, for teacher and student: thought, tool calls, observations, until there is an answer."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

import msgspec

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.models import ChatModel
from stillroom.store import Execution, Verdict
from stillroom.teacher import CallError
from stillroom.tools import State

SYSTEM_PROMPT = "You are a helpful assistant with tools. Use a tool where one fits; otherwise answer or ask."
"""What a student is told beside its tools, in training and ever after."""

MAX_STEPS = 5
"""Assistant turns for one user turn, as in Agent Distillation (arXiv 2505.17612, section 4)."""

AskUser = Callable[[Sequence[Message]], Awaitable[str]]
"""What the user says next, given the conversation; "" where it is over."""

RunTool = Callable[[ToolCall], Awaitable[Execution]]


class Rollout(msgspec.Struct, frozen=True):
    """One conversation played out. `problem` says in words why it ended without an answer; `seconds` are the model's own.

    `state` is the final state of the stateful tools, where it was asked for; `worked_state` the one that the task's worked
    solution leads to, where that is what it is checked by. `judged` is the judge's verdict, where the task has a
    rubric. `lost` is why the model could not be asked: then there is no conversation.
    """

    messages: tuple[Message, ...]
    executions: tuple[Execution, ...]
    problem: str = ""
    completion_tokens: int = 0
    seconds: float = 0.0
    state: State = {}
    worked_state: State | None = None
    judged: Verdict | None = None
    lost: CallError | None = None


async def play(
    model: ChatModel,
    history: Sequence[Message],
    user_turns: Sequence[str],
    tools: Sequence[ToolSpec],
    run_tool: RunTool,
    max_steps: int = MAX_STEPS,
    user: AskUser | None = None,
) -> Rollout:
    """Let the user say `user_turns` one after another, then what `user` says, and the model answer each with the tools' help.

    Parallel calls of one turn run at once. A reply that is badly formed, or no answer within `max_steps` assistant turns for one
    user turn, ends the rollout with a `problem`.

    Raises:
        StillroomError: the model could not be reached, or no tool can be run.
    """
    rollout = Rollout(tuple(history), ())
    async for rollout in play_stepwise(model, history, user_turns, tools, run_tool, max_steps, user):  # noqa: B007 - the last one counts
        pass
    return rollout


async def play_stepwise(
    model: ChatModel,
    history: Sequence[Message],
    user_turns: Sequence[str],
    tools: Sequence[ToolSpec],
    run_tool: RunTool,
    max_steps: int = MAX_STEPS,
    user: AskUser | None = None,
) -> AsyncGenerator[Rollout, None]:
    """As `play`, but yields the rollout so far after each reply and after its calls have run. The last one is what `play` returns.

    Raises:
        StillroomError: the model could not be reached, or no tool can be run.
    """
    messages = list(history)
    executions: list[Execution] = []
    tokens, seconds = 0, 0.0

    def so_far(problem: str = "") -> Rollout:
        return Rollout(tuple(messages), tuple(executions), problem, tokens, seconds)

    waiting = deque(user_turns)
    while waiting or user:
        text = waiting.popleft() if waiting else await user(messages) if user else ""
        if not text:
            return
        messages.append(Message("user", text))
        for _ in range(max_steps):
            reply = await model.reply(messages, tools)
            tokens += reply.usage.completion_tokens
            seconds += reply.usage.seconds
            messages.append(reply.message)
            yield so_far(reply.problem)
            if reply.problem:
                return
            calls = reply.message.tool_calls
            if not calls:
                break
            done = await asyncio.gather(*map(run_tool, calls))
            executions += done
            messages += [
                Message("tool", execution.result, tool_call_id=execution.call, name=execution.name)
                for execution in done
            ]
            yield so_far()
        else:
            yield so_far(f"There was no answer after {max_steps} steps.")
            return
