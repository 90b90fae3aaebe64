"""Trainings that wait for their turn: kept in the project, and started one after the other while the window is open."""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from stillroom import work
from stillroom.errors import StillroomError, from_exception
from stillroom.store import Run
from stillroom.training import Recipe, next_training, queue_training
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.refusals import why_not

if TYPE_CHECKING:
    from stillroom_desktop.workspace import Workspace


class TrainingQueue(QObject):
    """A training that ends, done or failed, lets the next one begin; one that the user stops does not: they want the computer.

    A project that is opened starts nothing of its queue by itself. One that is stopped to be kept ends so, then the queue goes on.
    """

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.going = False
        """Whether the next one begins by itself once it may."""
        self.failed: list[str] = []
        """The runs that failed since the queue began to go."""
        self.removed: Run | None = None
        """The one that was removed last, and can be put back."""
        self._keeps = ""  # the run that is stopped to be kept
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._next)
        workspace.job_started.connect(self._on_started)
        workspace.job_ended.connect(self._on_ended)
        workspace.closed.connect(self._forget)

    @property
    def runs(self) -> list[Run]:
        """What waits, the next one first."""
        return self._workspace.store.queued_runs() if self._workspace.project else []

    def add(self, recipe: Recipe) -> None:
        """Let a training of the project's student wait for its turn."""
        project = self._workspace.project
        assert project
        self._change(lambda: queue_training(project, work.train(project, recipe)))

    def move(self, run: str, by: int) -> None:
        """Let it begin so many turns later, or earlier where that is negative."""
        ids = [waiting.id for waiting in self.runs]
        if run in ids:
            at = ids.index(run)
            ids.insert(min(max(at + by, 0), len(ids) - 1), ids.pop(at))
            self._change(lambda: self._workspace.store.order_queue(ids))

    def remove(self, run: str) -> None:
        """Take it out; `restore` puts it back at its place."""
        self.removed = next((waiting for waiting in self.runs if waiting.id == run), self.removed)
        self._change(lambda: self._workspace.store.drop_queued(run))

    def restore(self) -> None:
        """Put back the one that was removed last."""
        if removed := self.removed:
            self.removed = None
            self._change(lambda: self._workspace.store.start_run(removed))

    def go_on(self) -> None:
        """Start the next one now, or as soon as nothing is in its way."""
        self.going = True
        self.failed.clear()
        self._next()

    def stop_and_keep(self) -> None:
        """Stop the training that runs, and keep its student as far as it has come."""
        if job := self._workspace.running("train"):
            self._keeps = job.spec.run
            job.cancel()

    def _on_started(self, job: RunningJob) -> None:
        if job.kind == "train" and not self.going:
            self.going = True
            self.failed.clear()

    def _on_ended(self, job: RunningJob) -> None:
        if job.kind == "train":
            self.going = self.going and (job.state != "cancelled" or job.spec.run == self._keeps)
            if job.state == "failed":
                self.failed.append(job.spec.run)
        self._soon.start()  # not at once: the workspace still puts the records of what ended right

    def _next(self) -> None:
        workspace, keeps = self._workspace, self._keeps
        self._keeps = ""
        if keeps and workspace.project and not workspace.stopping:
            run = workspace.latest("train")
            if run and run.id == keeps and run.state == "cancelled":  # else it was just done
                workspace.keep_training()
        if not self.going or not workspace.project or workspace.stopping or workspace.running("train"):
            return
        if not self.runs:
            self.going = False
        elif not why_not("train", workspace.jobs, copying=workspace.copying):
            self._change(self._start)

    def _start(self) -> None:
        assert self._workspace.project
        if spec := next_training(self._workspace.project):
            self._workspace.start(spec)

    def _change(self, change: Callable[[], object]) -> None:
        try:
            change()
        except (StillroomError, OSError, sqlite3.Error) as error:
            self._workspace.failed.emit(from_exception(error))
        self._workspace.touch()

    def _forget(self) -> None:
        self._soon.stop()
        self.going, self.removed, self._keeps = False, None, ""
        self.failed.clear()
