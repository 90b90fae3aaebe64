"""Task lines: one JSON object a line, as the command line's contract has them; a table's rows and plain prompts as well."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import digest
from stillroom.errors import KnownError
from stillroom.store import NO_CALL_KINDS, Split, Task
from stillroom.tasks.rows import Row, no_task, read_rows, read_text


class TaskLine(msgspec.Struct, frozen=True):
    """A task as it was written. `side` is the one that its line names, None where it names none; `where` is where it stands."""

    task: Task
    side: Split | None
    where: str = ""


class NoTask(msgspec.Struct, frozen=True):
    """A line that is no task: where it stands, and why."""

    where: str
    error: KnownError


def read_lines(path: Path, mapping: Mapping[str, str] | None = None) -> Iterator[TaskLine]:
    """Read tasks from a file, line by line: a table (.csv, .tsv), plain text with one prompt a line (.txt), otherwise JSONL.

    `mapping` says which column, or key, holds which field of a task line. A task without an `id` gets one from its prompt.

    Raises:
        KnownError: the file cannot be read, a column is not there, or a line is no task; the message names the line.
    """
    return map(_sure, read_each(path, mapping or {}))


def read_each(path: Path, mapping: Mapping[str, str]) -> Iterator[TaskLine | NoTask]:
    """As `read_lines`, but a line that is no task says so in its place.

    Raises:
        KnownError: the file cannot be read, or a column is not there.
    """
    return (_read(where, row) for where, row in read_rows(path, mapping))


def read_typed(text: str) -> Iterator[TaskLine]:
    """Read tasks that were typed or pasted: a prompt a line, or a task line where it begins with a brace.

    Raises:
        KnownError: a line is no task; the message names it.
    """
    return map(_sure, read_each_typed(text))


def read_each_typed(text: str) -> Iterator[TaskLine | NoTask]:
    """As `read_typed`, but a line that is no task says so in its place."""
    return (_read(where, row) for where, row in read_text(text))


def read_tasks(path: Path) -> Iterator[Task]:
    """The tasks of a file, as `read_lines` reads them; those that name no side are to be learnt from."""
    return (line.task for line in read_lines(path))


def task_line(value: dict[str, Any], where: str) -> TaskLine:
    """Read one task line; `where` names it in errors.

    Raises:
        KnownError: it is no task.
    """
    value.setdefault("id", task_id(value.get("prompt"), value.get("initial_state")))
    try:
        task = msgspec.convert(_flat(value), Task)
    except (msgspec.ValidationError, ValueError) as error:
        raise no_task(f"{where}: {error}.") from error
    if not all(turn.strip() for turn in task.turns) or not task.turns:
        raise no_task(f"{where} has an empty prompt.")
    if problem := _solution_problem(task):
        raise no_task(f"{where} is of kind {task.kind} and {problem}.")
    if task.check and task.check.answer and task.check.answer.matches is not None:
        try:
            re.compile(task.check.answer.matches)
        except re.error as error:
            raise no_task(
                f"{where} checks its answer with a pattern that is no regular expression: {error}."
            ) from error
    return TaskLine(task, task.split if "split" in value else None, where)


def _read(where: str, row: Row) -> TaskLine | NoTask:
    if isinstance(row, KnownError):
        return NoTask(where, row)
    try:
        return task_line(row, where)
    except KnownError as error:
        return NoTask(where, error)


def _sure(line: TaskLine | NoTask) -> TaskLine:
    if isinstance(line, NoTask):
        raise line.error
    return line


def task_id(prompt: Any, initial_state: Any) -> str:
    """The id of a task that has none of its own: from what is asked, and in which state."""
    return f"task-{digest(prompt if initial_state is None else [prompt, initial_state])[:12]}"


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
        if task.kind == "ask_back" and task.user:
            return ""
        silent = task.solution_by_turn[:1] if task.kind == "ask_back" else task.solution_by_turn
        return "has calls in its solution" if any(any(steps) for steps in silent) else ""
    return "" if any(task.solution) else "has no call in its solution"
