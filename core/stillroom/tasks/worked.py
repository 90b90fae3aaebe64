"""A task's worked solution as the turns of a conversation."""

from typing import Any

from stillroom.conversation import Message, ToolCall, canonical_json
from stillroom.store import Task


def result_text(result: Any) -> str:
    """What a model is shown of a tool's result: a text as it is, anything else as canonical JSON."""
    return result if isinstance(result, str) else canonical_json(result)


def worked_turns(task: Task) -> tuple[Message, ...]:
    """The assistant's turns of the worked solution: one for each step, then the answer, each with its thought if it has one."""
    steps = tuple(
        Message(
            "assistant",
            thought=_thought(task, step),
            tool_calls=tuple(
                ToolCall(f"call-{step}-{place}", call.name, call.arguments) for place, call in enumerate(calls)
            ),
        )
        for step, calls in enumerate(task.solution or ())
    )
    return (*steps, Message("assistant", content=task.answer, thought=_thought(task, len(steps))))


def _thought(task: Task, step: int) -> str:
    return task.thoughts[step] if step < len(task.thoughts) else ""
