"""The command `tasks`: what is asked of the agent, and where it comes from."""

import sys
from pathlib import Path
from typing import Any

import click

from stillroom.cli.app import ANY_PATH, command, project_option, stillroom
from stillroom.project import Project
from stillroom.store import Store
from stillroom.tasks import add_lines, read_lines, read_typed
from stillroom.work import open_to_write


@stillroom.group()
def tasks() -> None:
    """What is asked of the agent."""


@command(tasks, "list")
@project_option
def list_tasks(project: Path) -> tuple[dict[str, Any], str]:
    """Count the project's tasks by kind, and by side of the split."""
    with Project.open(project, writer=False) as opened:
        counts = _counts(opened.store)
    lines = [
        f"{kind}: {', '.join(f'{count} {split}' for split, count in sides.items())}" for kind, sides in counts.items()
    ]
    return {"counts": counts}, "\n".join(lines) or "There are no tasks yet."


@command(tasks, "import")
@project_option
@click.argument("file", type=ANY_PATH)
@click.option(
    "--map",
    "mapping",
    metavar="FIELD=COLUMN",
    multiple=True,
    help="Which column holds which field, for example --map prompt=question.",
)
def import_tasks(project: Path, file: Path, mapping: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """Add the tasks of a file; a wrong line is named, and then nothing is added.

    FILE is a table with a header (.csv, .tsv), prompts as plain text, one a line (.txt, or - for what is typed or piped in),
    or otherwise JSONL, one task a line as a JSON object. What is there already, or nearly so, is dropped. A task that names no
    side of the split joins that of its family; of new families about 15 % are held out, never to be learnt from.
    """
    columns = dict(_pair(each) for each in mapping)
    typed = str(file) == "-"
    if typed and columns:
        raise click.UsageError("--map is for files that have columns.")
    with open_to_write(project) as opened:
        added, dropped = add_lines(opened.store, read_typed(sys.stdin.read()) if typed else read_lines(file, columns))
        counts = _counts(opened.store)
    return {"counts": counts, "added": added, "dropped": dropped}, _imported(added, dropped, counts)


def _pair(text: str) -> tuple[str, str]:
    field, mark, column = text.partition("=")
    if not (field and mark and column):
        raise click.UsageError(f"--map takes FIELD=COLUMN, not {text}.")
    return field, column


def _imported(added: int, dropped: dict[str, int], counts: dict[str, dict[str, int]]) -> str:
    """What came of an import, in a sentence."""
    held_out = sum(sides.get("held_out", 0) for sides in counts.values())
    left = "".join(f"; {count} dropped: {reason}" for reason, count in dropped.items())
    total = sum(sum(sides.values()) for sides in counts.values())
    return f"{added} tasks added{left}. The project has {total} tasks now, {held_out} of them held out."


def _counts(store: Store) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in store.task_counts():
        counts.setdefault(row["kind"], {})[row["split"]] = row["count"]
    return counts
