"""Task lines: one JSON object a line, as the command line's contract has them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import digest, read_json
from stillroom.errors import KnownError, from_os_error
from stillroom.store import NO_CALL_KINDS, Task


def read_tasks(path: Path) -> Iterator[Task]:
    """Read tasks from a JSONL file, line by line. A task without an `id` gets one from its prompt.

    Raises:
        KnownError: the file cannot be read, or a line is no task; the message names the line.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _task(line, path, number)
    except OSError as error:
        raise from_os_error(error, path) from error
    except UnicodeDecodeError as error:
        raise KnownError(
            "The file is no text", f"{path} is not written in UTF-8.", "Save it as UTF-8, then try again."
        ) from error


def _task(line: str, path: Path, number: int) -> Task:
    where = f"Line {number} of {path}"
    try:
        value: Any = read_json(line)
    except ValueError as error:
        raise _no_task(f"{where} is no JSON: {error}.") from error
    if not isinstance(value, dict):
        raise _no_task(f"{where} is no JSON object.")
    value.setdefault("id", f"task-{digest(value.get('prompt'))[:12]}")
    try:
        task = msgspec.convert(_flat(value), Task)
    except (msgspec.ValidationError, ValueError) as error:
        raise _no_task(f"{where}: {error}.") from error
    if not all(turn.strip() for turn in task.turns) or not task.turns:
        raise _no_task(f"{where} has an empty prompt.")
    if problem := _solution_problem(task):
        raise _no_task(f"{where} is of kind {task.kind} and {problem}.")
    if task.check and task.check.answer and task.check.answer.matches is not None:
        try:
            re.compile(task.check.answer.matches)
        except re.error as error:
            raise _no_task(
                f"{where} checks its answer with a pattern that is no regular expression: {error}."
            ) from error
    return task


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    """The fields of a Task. Of a line with several user turns, what stands there for each turn is put one after another.

    Raises:
        ValueError: a field has not one list for each user turn.
    """
    prompt, answer, solution = value.get("prompt"), value.get("answer"), value.get("solution")
    turns = len(prompt) if isinstance(prompt, list) else 1
    if isinstance(answer, list) and len(answer) != turns:
        raise ValueError(f"`answer` is a list of {len(answer)} for {turns} user turns")
    flat: dict[str, Any] = {"turn_steps": ()}
    if turns == 1 and not _is_by_turn(solution):
        return value | flat
    for name in ("solution", "results", "thoughts"):
        lists = value.get(name)
        if lists is None:
            continue
        if not (isinstance(lists, list) and len(lists) == turns and all(isinstance(each, list) for each in lists)):
            raise ValueError(f"`{name}` is no list of {turns} lists, one for each user turn")
        if name == "solution":
            flat["turn_steps"] = tuple(map(len, lists))
        elif name == "thoughts" and solution is not None:
            # Where a turn has fewer than its steps and its answer take, the next turn's must not move up.
            lists = [
                each + [""] * (steps + 1 - len(each)) for each, steps in zip(lists, flat["turn_steps"], strict=True)
            ]
        flat[name] = [step for each in lists for step in each]
    return value | flat


def _is_by_turn(solution: Any) -> bool:
    """Whether the solution of one user turn is written as those of several are, a level deeper: [[[call]]]."""
    match solution:
        case [[[*_], *_]]:
            return True
    return False


def _solution_problem(task: Task) -> str:
    """What in a worked solution does not fit the kind of its task."""
    if task.solution is None:
        return ""
    if task.kind in NO_CALL_KINDS:
        silent = task.solution_by_turn[:1] if task.kind == "ask_back" else task.solution_by_turn
        return "has calls in its solution" if any(any(steps) for steps in silent) else ""
    return "" if any(task.solution) else "has no call in its solution"


def _no_task(message: str) -> KnownError:
    return KnownError(
        "A line is no task", message, "Correct the line, then import the file again; nothing was imported."
    )
