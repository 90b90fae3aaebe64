"""The commands of the queue: trainings that wait for their turn, which the window and the command line share."""

from pathlib import Path
from typing import Any

import click

from stillroom.cli.app import command, project_argument, project_option, stillroom
from stillroom.cli.output import counted, say
from stillroom.cli.run import run_job
from stillroom.errors import KnownError
from stillroom.jobs import JobSpec
from stillroom.project import Project
from stillroom.store import Run
from stillroom.training import next_training, queue_training
from stillroom.work import open_to_write


@stillroom.group("queue")
def queue() -> None:
    """Trainings that wait for their turn; `train --queue` puts one there."""


@command(queue, "list")
@project_argument
def list_(project: Path) -> tuple[dict[str, Any], str]:
    """What waits, the next one first."""
    with Project.open(project, writer=False) as opened:
        waiting = opened.store.queued_runs()
    fields = list(map(_asked, waiting))
    lines = [f"{asked['run']}  {asked['student']}" for asked in fields]
    return {"queued": fields}, "\n".join(lines) or "Nothing waits."


@command(queue, "remove")
@click.argument("run", metavar="RUN")
@project_option
def remove(project: Path, run: str) -> tuple[dict[str, Any], str]:
    """Take one out of the queue."""
    with open_to_write(project) as opened:
        if run not in {waiting.id for waiting in opened.store.queued_runs()}:
            raise KnownError("It does not wait", f"No training {run} waits.", "See: stillroom queue list")
        opened.store.drop_queued(run)
        left = len(opened.store.queued_runs())
    return {"removed": run, "queued": left}, f"{run} waits no more.{waiting_words(left)}"


@command(queue, "run")
@project_argument
def run_(project: Path) -> tuple[dict[str, Any], str]:
    """Train what waits, one after the other. One that fails does not keep the others from their turn; Ctrl-C stops all."""
    trained, failed = [], []
    with open_to_write(project) as opened:
        while spec := next_training(opened):
            try:
                trained.append(run_job(spec))
            except KnownError as error:
                say(f"{spec.run}: {error.title}. {error.message}", json_mode=True)
                failed.append({"run": spec.run, "error": error.to_json()})
    words = [f"Trained {counted(len(trained), 'students')}."] if trained else []
    words += [f"{counted(len(failed), 'trainings')} failed."] if failed else []
    return {"trained": trained, "failed": failed}, " ".join(words) or "Nothing waits."


def queue_it(project: Project, training: JobSpec) -> tuple[dict[str, Any], str]:
    """Let a training wait, and say so."""
    queue_training(project, training)
    place = len(project.store.queued_runs())
    return {
        "run": training.run,
        "queued": place,
    }, f"Run {training.run} waits, as number {place}. Start with: stillroom queue run"


def waiting_words(count: int) -> str:
    """A sentence that says that trainings wait; nothing where none does."""
    return f" {counted(count, 'trainings')} {'waits' if count == 1 else 'wait'}: stillroom queue run" if count else ""


def _asked(run: Run) -> dict[str, Any]:
    """What it was put there with, as far as this Stillroom knows it."""
    params = run.spec.get("params", {})
    return {"run": run.id, "student": params.get("student", ""), "recipe": params.get("recipe", {})}
