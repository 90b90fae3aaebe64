"""What differs between a solution and the one that a person edited into it, and what a task expects, in words."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from stillroom.conversation import Message, Trajectory, canonical_json
from stillroom.store import Task
from stillroom_desktop.words import exact

translate = QCoreApplication.translate


def changed_turns(before: Trajectory, after: Trajectory) -> dict[int, str]:
    """The assistant's turns of `after` (from 0) that differ from those of `before`, with what was there before, as text."""
    old, new = _turns(before), _turns(after)
    changed = {}
    for number, turn in enumerate(new):
        was = old[number] if number < len(old) else None
        if was is None:
            changed[number] = translate("Changes", "It was not there before.")
        elif _shown(was) != _shown(turn):
            changed[number] = translate("Changes", "Before: {text}").format(text=_shown(was))
    return changed


def expected(task: Task) -> list[tuple[str, str, bool]]:
    """What a solution is checked by: a heading, a text, and whether that is code."""
    check = task.check
    parts: list[tuple[str, str, bool]] = []
    calls = check.calls if check and check.calls is not None else None
    if calls is None and task.solution is not None:
        calls = tuple(call for step in task.solution for call in step)
    if calls is not None:
        lines = "\n".join(call_text(call.name, call.arguments) for call in calls)
        none = translate("Changes", "No call is right here.")
        parts.append((translate("Changes", "Calls"), lines or none, bool(calls)))
    if check and (answer := check.answer):
        if answer.equals is not None:
            parts.append((translate("Changes", "The answer is"), answer.equals, False))
        if answer.matches is not None:
            parts.append((translate("Changes", "The answer matches"), answer.matches, True))
        if answer.number is not None:
            number = exact(answer.number) + (f" ± {exact(answer.tolerance)}" if answer.tolerance else "")
            parts.append((translate("Changes", "The answer gives"), number, True))
    if check and check.state is not None:
        parts.append((translate("Changes", "The final state is"), canonical_json(check.state), True))
    if check and check.judge is not None:
        parts.append((translate("Changes", "The judge's rubric"), check.judge, False))
    return parts


def call_text(name: str, arguments: dict[str, Any]) -> str:
    """A call in one line, as Python writes it."""
    return f"{name}({', '.join(f'{key}={canonical_json(value)}' for key, value in arguments.items())})"


def _turns(trajectory: Trajectory) -> Sequence[Message]:
    return [message for message in trajectory.messages if message.role == "assistant"]


def _shown(message: Message) -> str:
    calls = [call_text(call.name, call.arguments) for call in message.tool_calls]
    return "\n".join(filter(None, (message.thought, *calls, message.content)))
