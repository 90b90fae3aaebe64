"""The commands new and doctor: a project begins, and what this computer has for it."""

from pathlib import Path
from typing import Any

import click

from stillroom.cli.app import ANY_PATH, command, stillroom
from stillroom.cli.doctor import examine
from stillroom.cli.output import counted
from stillroom.tasks import SAMPLES, make_project


@command(stillroom, "new")
@click.argument("folder", metavar="DIR", type=ANY_PATH)
@click.option("--sample", type=click.Choice(SAMPLES), help="Begin with a sample's tools and tasks.")
def new(folder: Path, sample: str | None) -> tuple[dict[str, Any], str]:
    """Make a project: a folder that holds everything of one student."""
    with make_project(folder, sample) as project:
        tasks = sum(row["count"] for row in project.store.task_counts())
        words = f"Made {project.folder}: {counted(len(project.store.tools()), 'tools')}, {counted(tasks, 'tasks')}."
        return {"project": str(project.folder)}, words


@command(stillroom, "doctor")
def doctor() -> tuple[dict[str, Any], str]:
    """Look at this computer: hardware, libraries, keyring, Ollama, disk; what is missing and how to get it."""
    hardware, checks = examine()
    fields = {
        "gpu": hardware.gpu,
        "gpu_kind": hardware.gpu_kind,
        "gpu_memory_gb": hardware.gpu_memory_gb,
        "memory_gb": hardware.memory_gb,
        "cores": hardware.cores,
        "disk_free_gb": hardware.disk_free_gb,
        "checks": [
            {"name": check.name, "ok": check.ok, "message": check.message, "hint": check.hint} for check in checks
        ],
    }
    words = [
        f"{'ok' if check.ok else '--'}  {check.name}: {check.message}" + (f"\n      {check.hint}" if check.hint else "")
        for check in checks
    ]
    return fields, "\n".join(words)
