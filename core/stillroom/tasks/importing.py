"""The job `import_tasks`: the tasks of a file, or what was typed; what cannot be one is left out with its reason."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from stillroom.jobs import Cancelled, Event, Finished, JobContext, Progress, Stage
from stillroom.tasks.intake import take_lines
from stillroom.tasks.lines import NoTask, TaskLine, read_each, read_each_typed

TOLD = 1000
"""So many of those that were left out are told one by one; all are counted."""

_EVERY = 500  # lines between two looks at whether to stop


class ImportParams(msgspec.Struct, frozen=True):
    """A file with the columns that hold the fields of a task line, or else a `text` that was typed or pasted."""

    path: str = ""
    mapping: dict[str, str] = {}
    text: str = ""


class LeftOut(msgspec.Struct, frozen=True):
    """A line that became no task: where it stands, what is asked in it, and why in a few words."""

    where: str
    prompt: str
    reason: str


def import_tasks(context: JobContext, params: ImportParams) -> Iterator[Event]:
    """Add the tasks of a file or a text, all that can be used; nothing is added where it is stopped before its end."""
    yield Stage("Reading tasks")
    read = read_each_typed(params.text) if params.text else read_each(Path(params.path), params.mapping)
    lines: list[TaskLine] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(read):
        if number % _EVERY == 0 and context.stop.is_set():
            yield Cancelled("Stopped while reading; nothing was imported.")
            return
        if isinstance(line, NoTask):
            left_out.append(LeftOut(line.where, "", line.error.message))
        else:
            lines.append(line)
    dropped = Counter({"no task": len(left_out)} if left_out else {})
    yield Stage("Comparing tasks", len(lines), "tasks")
    store = context.project.store
    before, first = store.task_count(), store.next_place()
    for number, outcome in enumerate(take_lines(store, lines)):
        if isinstance(outcome, str):
            dropped[outcome] += 1
            left_out.append(LeftOut(lines[number].where, lines[number].task.turns[0], outcome))
        if number % _EVERY == 0:
            if context.stop.is_set():
                yield Cancelled("Stopped while comparing; nothing was imported.")
                return
            yield Progress(number, len(lines))
    yield Finished(
        {
            "added": store.task_count() - before,
            "first": first,
            "dropped": dict(dropped),
            "left_out": msgspec.to_builtins(left_out[:TOLD]),
        }
    )
