"""The commands that look at a project and change it: new, tasks, and doctor."""

from pathlib import Path
from typing import Any

import click

from stillroom.cli.app import ANY_PATH, command, not_built, project_option, stillroom
from stillroom.cli.doctor import examine
from stillroom.project import Project
from stillroom.store import Store
from stillroom.tasks import SAMPLES, make_project, read_tasks
from stillroom.work import open_to_write


@command(stillroom, "new")
@click.argument("folder", metavar="DIR", type=ANY_PATH)
@click.option("--sample", type=click.Choice(SAMPLES), help="Begin with a sample's tools and tasks.")
def new(folder: Path, sample: str | None) -> tuple[dict[str, Any], str]:
    """Make a project: a folder that holds everything of one student."""
    with make_project(folder, sample) as project:
        counts = _counts(project.store)
        words = f"Made {project.folder}: {len(project.store.tools())} tools, {_sum(counts)} tasks."
        return {"project": str(project.folder)}, words


@command(stillroom, "doctor")
def doctor() -> tuple[dict[str, Any], str]:
    """Look at this computer: hardware, libraries, keyring, Ollama, disk; what is missing and how to get it."""
    hardware, checks = examine()
    fields = {
        "gpu": hardware.gpu,
        "gpu_memory_gb": hardware.gpu_memory_gb,
        "memory_gb": hardware.memory_gb,
        "cores": hardware.cores,
        "checks": [
            {"name": check.name, "ok": check.ok, "message": check.message, "hint": check.hint} for check in checks
        ],
    }
    words = [
        f"{'ok' if check.ok else '--'}  {check.name}: {check.message}" + (f"\n      {check.hint}" if check.hint else "")
        for check in checks
    ]
    return fields, "\n".join(words)


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
@click.option("--map", "mapping", multiple=True, help="Which column is which field. (Still to come.)")
def import_tasks(project: Path, file: Path, mapping: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """Add the tasks of a JSONL file, one JSON object a line; all of them or none."""
    if mapping:
        raise not_built("Mapping columns")
    with open_to_write(project) as opened:
        opened.store.add_tasks(read_tasks(file))
        counts = _counts(opened.store)
    return {"counts": counts, "dropped": {}}, f"The project has {_sum(counts)} tasks now."


def _counts(store: Store) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in store.task_counts():
        counts.setdefault(row["kind"], {})[row["split"]] = row["count"]
    return counts


def _sum(counts: dict[str, dict[str, int]]) -> int:
    return sum(sum(sides.values()) for sides in counts.values())
