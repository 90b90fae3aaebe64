"""A task's worked solution: as the turns of a conversation, and as what a trajectory is compared with."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory, canonical_json
from stillroom.store import Task
from stillroom.tasks.calls import Comparison, compare_calls


def result_text(result: Any) -> str:
    """What a model is shown of a tool's result: a text as it is, anything else as canonical JSON."""
    return result if isinstance(result, str) else canonical_json(result)


def worked_turns(task: Task) -> tuple[Message, ...]:
    """The assistant's turns of the worked solution, each with its thought if it has one.

    For each user turn they are one for each step, then the answer.
    """
    messages: list[Message] = []
    step = 0
    for steps, answer in zip(task.solution_by_turn, task.answers, strict=True):
        for calls in filter(None, steps):
            made = tuple(
                ToolCall(f"call-{step}-{place}", call.name, call.arguments) for place, call in enumerate(calls)
            )
            messages.append(Message("assistant", thought=_thought(task, len(messages)), tool_calls=made))
            step += 1
        messages.append(Message("assistant", content=answer, thought=_thought(task, len(messages))))
    return tuple(messages)


def worked_conversation(task: Task) -> list[Message]:
    """What the user says and, of a task with a worked solution, the assistant's turns with the results that are written down."""
    if task.solution is None:
        return [Message("user", text) for text in task.turns]
    messages: list[Message] = []
    texts, results = iter(task.turns), iter(task.results or ())
    asked = True
    for turn in worked_turns(task):
        if asked:
            messages.append(Message("user", next(texts)))
        messages.append(turn)
        asked = not turn.tool_calls
        if turn.tool_calls:
            messages += [
                Message("tool", result_text(result), tool_call_id=call.id, name=call.name)
                for call, result in zip(turn.tool_calls, next(results, ()), strict=False)
            ]
    return messages


def compare_solution(task: Task, trajectory: Trajectory, tools: Sequence[ToolSpec]) -> Comparison:
    """Compare a trajectory's calls with the task's worked solution, user turn by user turn.

    A call that comes before the user has said what it takes is as wrong as one that comes too late. Where a user was played, all
    that follows the first turn is one: nobody knows how often it is asked. Where none could be, the first turn alone counts.
    """
    expected, made = task.solution_by_turn, calls_by_turn(trajectory)
    if task.user:
        steps, first = task.solution or (), 1 if task.kind == "ask_back" else 0
        expected = ((),) * first + ((steps,) if len(made) > first else ())
        made = [*made[:first], [step for turn in made[first:] for step in turn]][: len(expected)]
    parts = [compare_calls(*pair, tools) for pair in zip_longest(expected, made, fillvalue=())]
    reasons = (
        f"Turn {number}: {part.reason}" if len(expected) > 1 else part.reason
        for number, part in enumerate(parts, start=1)
        if part.reason
    )
    return Comparison(all(part.exact for part in parts), all(part.name for part in parts), next(reasons, ""))


def calls_by_turn(trajectory: Trajectory) -> list[list[tuple[ToolCall, ...]]]:
    """For each user turn the calls that followed it, one tuple for each assistant turn that made any."""
    turns: list[list[tuple[ToolCall, ...]]] = []
    for message in trajectory.messages:
        if message.role == "user":
            turns.append([])
        elif message.tool_calls:
            turns[-1].append(message.tool_calls)
    return turns


def _thought(task: Task, place: int) -> str:
    return task.thoughts[place] if place < len(task.thoughts) else ""
