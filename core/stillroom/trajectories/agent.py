"""The one agent loop, for teacher and student: thought, tool calls, observations, until there is an answer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.models import ChatModel
from stillroom.store import Execution

SYSTEM_PROMPT = "You are a helpful assistant with tools. Use a tool where one fits; otherwise answer or ask."
"""What a student is told beside its tools, in training and ever after."""

MAX_STEPS = 5
"""Assistant turns for one user turn, as in Agent Distillation (arXiv 2505.17612, section 4)."""

RunTool = Callable[[ToolCall], Awaitable[Execution]]


class Rollout(msgspec.Struct, frozen=True):
    """One conversation played out. `problem` says in words why it ended without an answer; `seconds` are the model's own."""

    messages: tuple[Message, ...]
    executions: tuple[Execution, ...]
    problem: str = ""
    completion_tokens: int = 0
    seconds: float = 0.0


async def play(
    model: ChatModel,
    history: Sequence[Message],
    user_turns: Sequence[str],
    tools: Sequence[ToolSpec],
    run_tool: RunTool,
) -> Rollout:
    """Let the user say `user_turns` one after another, and the model answer each with the tools' help.

    Parallel calls of one turn run at once. A reply that is badly formed, or no answer within MAX_STEPS, ends the rollout with a
    `problem`.

    Raises:
        StillroomError: the model could not be reached, or no tool can be run.
    """
    messages = list(history)
    executions: list[Execution] = []
    tokens, seconds = 0, 0.0
    problem = ""
    for text in user_turns:
        messages.append(Message("user", text))
        for _ in range(MAX_STEPS):
            reply = await model.reply(messages, tools)
            tokens += reply.usage.completion_tokens
            seconds += reply.usage.seconds
            messages.append(reply.message)
            problem = reply.problem
            calls = reply.message.tool_calls
            if problem or not calls:
                break
            done = await asyncio.gather(*map(run_tool, calls))
            executions += done
            messages += [
                Message("tool", execution.result, tool_call_id=execution.call, name=execution.name)
                for execution in done
            ]
        else:
            problem = f"There was no answer after {MAX_STEPS} steps."
        if problem:
            break
    return Rollout(tuple(messages), tuple(executions), problem, tokens, seconds)
