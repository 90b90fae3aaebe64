"""The command `tasks`: what is asked of the agent, and where it comes from."""

from pathlib import Path
from typing import Any

import click
import msgspec

from stillroom import work
from stillroom.cli.app import ANY_PATH, command, project_option, stillroom, usage
from stillroom.cli.output import counted
from stillroom.cli.paid import asks_a_teacher, cost_words
from stillroom.cli.run import run_job
from stillroom.cli.typed import read_stdin
from stillroom.errors import KnownError
from stillroom.project import Project
from stillroom.store import Store
from stillroom.tasks import FIELDS, MakeParams, add_lines, coverage, read_lines, read_mix, read_typed
from stillroom.teacher import Teacher
from stillroom.work import open_to_write


@stillroom.group()
def tasks() -> None:
    """What is asked of the agent."""


@command(tasks, "list")
@project_option
def list_tasks(project: Path) -> tuple[dict[str, Any], str]:
    """Count the project's tasks by kind, and by side of the split; with --json also by tool, difficulty and persona."""
    with Project.open(project, writer=False) as opened:
        counts = _counts(opened.store)
        cells = coverage(opened.store.tasks())
    lines = [
        f"{kind}: {', '.join(f'{count} {split}' for split, count in sides.items())}" for kind, sides in counts.items()
    ]
    covered = [msgspec.to_builtins(cell) | {"count": count} for cell, count in cells.items()]
    return {"counts": counts, "coverage": covered}, "\n".join(lines) or "There are no tasks yet."


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
    if unknown := [field for field in columns if field not in FIELDS]:
        raise click.UsageError(f"A task has no field {unknown[0]}; its fields are {', '.join(FIELDS)}.")
    typed = str(file) == "-"
    if typed and columns:
        raise click.UsageError("--map is for files that have columns.")
    with open_to_write(project) as opened:
        added, dropped = add_lines(opened.store, read_typed(read_stdin()) if typed else read_lines(file, columns))
        counts = _counts(opened.store)
    return {"counts": counts, "added": added, "dropped": dropped}, _imported(added, dropped, counts)


@command(tasks, "make")
@project_option
@click.option("--count", type=click.IntRange(1, 100_000), default=50, show_default=True, help="So many tasks.")
@click.option(
    "--mix",
    metavar="KIND=SHARE,...",
    multiple=True,
    help="How many of each kind, for example call=3,chain=1,chat=1. By default 15 in 100 need no call.",
)
@asks_a_teacher("Who writes them: one of `stillroom teachers list`.")
@click.option("--concurrency", type=click.IntRange(1, 256), default=4, show_default=True, help="Requests at a time.")
def make(
    project: Path, count: int, mix: tuple[str, ...], teacher: Teacher | None, budget: float | None, concurrency: int
) -> tuple[dict[str, Any], str]:
    """Let a teacher write tasks for the project's tools.

    They are spread over a grid of tool, kind, difficulty and persona; what the project has least of comes first. Their calls
    must fit the tools and really run (those of tools that change something are not run), and what is nearly the same as
    another task is dropped. Stopped, the same command goes on.
    """
    with usage():
        shares = read_mix(mix)
    if teacher is None:
        raise KnownError(
            "No teacher",
            "Tasks are written by a model, and none is named.",
            "Name one with --teacher, or with --base-url and --model; see: stillroom teachers list",
        )
    with open_to_write(project) as opened:
        result = run_job(work.make_tasks(opened, MakeParams(count, teacher, shares, budget, concurrency)))
        counts = _counts(opened.store)
    return result | {"counts": counts}, _written(result)


def _written(result: dict[str, Any]) -> str:
    """What came of writing tasks, in a sentence."""
    parts = [f"{counted(result['made'], 'tasks')} written in {result['seconds']:.0f} s"]
    if result["missing"]:
        parts.append(f"{result['missing']} missing" + (", the budget is reached" if result["budget_reached"] else ""))
    parts += [f"{counted(count, 'drafts')} dropped: {reason}" for reason, count in result["dropped"].items()]
    return "; ".join([*parts, cost_words(result["cost_usd"], result["tokens"])]) + "."


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
    return f"{counted(added, 'tasks')} added{left}. The project has {counted(total, 'tasks')} now, {held_out} of them held out."


def _counts(store: Store) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in store.task_counts():
        counts.setdefault(row["kind"], {})[row["split"]] = row["count"]
    return counts
