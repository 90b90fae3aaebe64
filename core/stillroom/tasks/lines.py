"""Task lines: one JSON object a line, as the command line's contract has them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import digest, read_json
from stillroom.errors import KnownError, from_os_error
from stillroom.store import Task


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
    if isinstance(value.get("prompt"), list) and len(value["prompt"]) > 1 and value.get("solution") is not None:
        raise _no_task(f"{where} has a solution for several user turns, which Stillroom cannot read yet.")
    value.setdefault("id", f"task-{digest(value.get('prompt'))[:12]}")
    try:
        task = msgspec.convert(value, Task)
    except msgspec.ValidationError as error:
        raise _no_task(f"{where}: {error}.") from error
    if not all(turn.strip() for turn in task.turns) or not task.turns:
        raise _no_task(f"{where} has an empty prompt.")
    if task.solution is not None and task.needs_call != any(task.solution):
        wanted = "has no call in its solution" if task.needs_call else "has calls in its solution"
        raise _no_task(f"{where} is of kind {task.kind} and {wanted}.")
    if task.check and task.check.answer and task.check.answer.matches is not None:
        try:
            re.compile(task.check.answer.matches)
        except re.error as error:
            raise _no_task(
                f"{where} checks its answer with a pattern that is no regular expression: {error}."
            ) from error
    return task


def _no_task(message: str) -> KnownError:
    return KnownError(
        "A line is no task", message, "Correct the line, then import the file again; nothing was imported."
    )
