"""The queue of trainings, which a project keeps: what waits is started one after the other, by the window or the command line."""

import time

import msgspec

from stillroom.jobs import JobSpec
from stillroom.project import Project
from stillroom.store import Run
from stillroom.training.train import TrainParams

TRAIN = "stillroom.training:train"
"""The job that trains."""


def queue_training(project: Project, training: JobSpec) -> None:
    """Let a training wait for its turn, after those that wait already."""
    project.store.start_run(Run(training.run, training.kind, "queued", time.time(), spec=msgspec.to_builtins(training)))


def next_training(project: Project) -> JobSpec | None:
    """Take the next training out of the queue, to be started now; None where none waits.

    Of what was kept only the parameters count: a project may come from someone else.
    """
    for run in project.store.queued_runs():
        try:
            params = msgspec.convert(run.spec["params"], TrainParams)
        except (KeyError, msgspec.ValidationError):  # another Stillroom's
            project.store.drop_queued(run.id)
            continue
        spec = JobSpec(TRAIN, "train", str(project.folder), run.id, msgspec.to_builtins(params))
        project.store.start_run(Run(run.id, "train", "running", time.time(), spec=msgspec.to_builtins(spec)))
        return spec
    return None
