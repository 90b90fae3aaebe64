"""The one object that pages are given: the open project, the jobs that run on it, and the settings."""

import sqlite3
from collections.abc import Callable
from functools import partial
from operator import is_
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal

from stillroom import work
from stillroom.errors import KnownError, StillroomError, from_exception
from stillroom.jobs import Event, Failed, JobSpec, Scored, Stage, TaskMade, Taught, read_timed_journal, settle_runs
from stillroom.project import DATABASE, Project
from stillroom.settings import Settings
from stillroom.store import Chosen, Run, RunKind, Store
from stillroom.students import Hardware, look
from stillroom.tasks import make_project
from stillroom.trust import is_trusted, trust
from stillroom_desktop.asking import not_agreed, runs_tools
from stillroom_desktop.background import Background
from stillroom_desktop.copying import Copying
from stillroom_desktop.jobs import Runner, RunningJob, project_gone, run_in_child
from stillroom_desktop.recent import read_recent, remember
from stillroom_desktop.refusals import is_worked_on, why_not
from stillroom_desktop.starts import Starts
from stillroom_desktop.teacher_book import TeacherBook
from stillroom_desktop.training_queue import TrainingQueue

CHANGED_MS = 100
"""Milliseconds between two `changed` at least."""


class Workspace(Starts):
    """The open project and all that happens to it, for every page.

    Nothing here blocks: jobs run in child processes, and what goes wrong is told by `failed`, never raised. `trust_asked` tells
    what is to be done once the user has said that the project's tools may run, `sending_asked` what once they have agreed to that.
    """

    opened = Signal()
    closing = Signal()
    closed = Signal()
    changed = Signal()
    job_started = Signal(object)
    job_ended = Signal(object)
    all_stopped = Signal()
    settings_changed = Signal(str)
    hardware_seen = Signal()
    trust_asked = Signal(object)
    sending_asked = Signal(object, object)
    copied = Signal(Path)
    go = Signal(str)

    def __init__(
        self,
        settings: Settings | None = None,
        runner: Runner = run_in_child,
        look_at_hardware: Callable[[], Hardware] = look,
    ) -> None:
        """Begin without a project, and look at the hardware in the background.

        Raises:
            KnownError: the settings may not be read.
        """
        super().__init__()
        self.settings = settings or Settings()
        self.project: Project | None = None
        self.jobs: list[RunningJob] = []
        self.recent: list[Path] = read_recent()
        self.hardware: Hardware | None = None
        self._trust: tuple[list[dict[str, Any]], bool] = ([], True)  # what was found of the tools that were looked at
        self.to_review: Chosen | None = None  # what the page Review is to show next; it takes it away
        self._runner = runner
        self._stopping = False
        self._change_waits = False
        self._change_timer = QTimer(self, interval=CHANGED_MS, singleShot=True)
        self._change_timer.timeout.connect(self._tell_change)
        self.teachers = TeacherBook(self)
        self.queue = TrainingQueue(self)
        self.copier = Copying(self)
        self.copier.ended.connect(self._on_copied)
        self._look_at_hardware = look_at_hardware
        # Its thread dies with the program: nvidia-smi may take long, and nobody should wait for it on closing.
        self._looker = Background(self, daemon=True)
        self._looker.done.connect(self._on_seen)
        self.look_again()

    # The project

    @property
    def store(self) -> Store:
        """The database of the open project; there must be one."""
        assert self.project
        return self.project.store

    def open(self, folder: Path) -> bool:
        """Open a project to work on, in place of the one that is open; False, and `failed`, where that cannot be."""
        folder = folder.expanduser().absolute()
        is_open = self.project is not None and self.project.folder == folder
        return is_open or self._hold(lambda: work.open_to_write(folder))

    def create(self, folder: Path, sample: str | None = None) -> bool:
        """Make a project, empty or from a sample, and open it; False, and `failed`, where that cannot be."""
        return self._hold(lambda: make_project(folder, sample))

    def close(self) -> None:
        """Close the project, if one is open. What runs on it is killed: `stop_all` is what saves first.

        `closing` comes while it can still be written to.
        """
        if self.project:
            self.closing.emit()
        for job in self.jobs:
            job.drop()
        self.jobs.clear()
        self._change_timer.stop()
        self._change_waits = self._stopping = False
        if self.project:
            self.project.close()
            self.project = None
            self.closed.emit()

    @property
    def copying(self) -> bool:
        """Whether a project is being copied."""
        return self.copier.busy

    def copy(self, folder: Path) -> None:
        """Copy the open project into a new folder, in the background; `copied` or `failed` tells what came of it, unless `copier` is stopped."""
        assert self.project
        if self.jobs or self.copying:
            self.failed.emit(is_worked_on(copying=self.copying))
            return
        tools = self.store.tools() if self.trusted else []
        self.copier.start(self.project.folder, folder, tools)
        self.touch()

    @property
    def looking(self) -> bool:
        """Whether the hardware is being looked at."""
        return self._looker.busy

    def look_again(self) -> None:
        """Look at the hardware anew; what was seen before holds until `hardware_seen`."""
        if not self.looking:
            self._looker.call(self._look_at_hardware)

    @property
    def trusted(self) -> bool:
        """Whether the user has said that the open project's tools may run."""
        if self.project is None:
            return False
        tools, (known, trusted) = self.store.tools(), self._trust
        if len(tools) != len(known) or not all(map(is_, tools, known)):  # their digest takes a while
            trusted = is_trusted(self.project.folder, tools)
            self._trust = tools, trusted
        return trusted

    def trust(self) -> bool:
        """Let the open project's tools run; False, and `failed`, where that cannot be kept."""
        assert self.project
        try:
            self._give_trust()
        except StillroomError as error:
            self.failed.emit(error)
            return False
        self.touch()
        return True

    def _give_trust(self) -> None:
        assert self.project
        tools = self.store.tools()
        trust(self.project.folder, tools)
        self._trust = tools, True

    def set_tools(self, tools: list[dict[str, Any]], *, own: bool) -> bool:
        """Keep these as the project's tools; False, and `failed`, where that cannot be. Whoever calls it calls `touch`, too.

        Trust in the tools stays where the user changed them with their `own` hands; those from elsewhere are asked for anew.
        """
        assert self.project
        keeps_trust = own and self.trusted
        try:
            self.store.set_tools(tools)
            if keeps_trust:
                self._give_trust()
        except (StillroomError, OSError, sqlite3.Error) as error:
            self.failed.emit(from_exception(error))
            return False
        return True

    def when_trusted(self, act: Callable[[], object]) -> None:
        """Do what runs the project's tools: at once, or when the user has said that they may."""
        if self.trusted:
            act()
        else:
            self.trust_asked.emit(act)

    def touch(self) -> None:
        """Say that the project changed: whoever writes to the store calls it. `changed` comes at once, or in a moment."""
        if self._change_timer.isActive():
            self._change_waits = True
        else:
            self._change_timer.start()
            self.changed.emit()

    def set_setting(self, name: str, value: Any) -> bool:
        """Choose a setting; False, and `failed`, where the value does not fit or cannot be kept."""
        try:
            self.settings.set(name, value)
        except StillroomError as error:
            self.failed.emit(error)
            return False
        self.settings_changed.emit(name)
        return True

    def latest(self, kind: RunKind) -> Run | None:
        """The newest run of a kind, whatever came of it."""
        return next(iter(self.store.runs(kind)), None)

    def journal(self, run: Run) -> list[Event]:
        """All that a run told, over all its starts: what a page is redrawn from."""
        return [event for event, _ in self.timed_journal(run)]

    def timed_journal(self, run: Run) -> list[tuple[Event, float | None]]:
        """The same, each with its time (seconds since 1970), where that is known."""
        assert self.project
        return list(read_timed_journal(self.project.run_folder(run.id)))

    def review(self, chosen: Chosen) -> None:
        """Show these in the review."""
        self.to_review = chosen
        self.go.emit("review")

    # Jobs

    def start(self, spec: JobSpec, page: str = "") -> RunningJob | None:
        """Start a job and ask for its page; None, and `failed`, `trust_asked` or `sending_asked`, where it may not start now."""
        if refusal := why_not(spec.kind, self.jobs, copying=self.copying):
            self.failed.emit(refusal)
            return None
        if runs_tools(spec) and not self.trusted:
            self.trust_asked.emit(partial(self.start, spec, page))
            return None
        if sending := not_agreed(spec):
            self.sending_asked.emit(sending, partial(self.start, spec, page))
            return None
        job = self._runner(spec)
        self.jobs.append(job)
        job.events.connect(self._on_events)
        job.state_changed.connect(self.touch)
        job.ended.connect(self._on_ended)
        self.job_started.emit(job)
        self._touch_later()
        if page:
            self.go.emit(page)
        return job

    def running(self, kind: RunKind) -> RunningJob | None:
        """The job of a kind that runs now; of several chats, the one that was started first."""
        return next((job for job in self.jobs if job.kind == kind), None)

    @property
    def stopping(self) -> bool:
        """Whether all jobs were asked to end, so that no other may begin."""
        return self._stopping

    def stop_all(self, save: bool = True) -> None:
        """Ask every job to save and end, or end it unsaved. `all_stopped` says when none is left, at once if none ran."""
        self._stopping = True
        for job in self.jobs:
            if save:
                job.cancel()
            else:
                job.kill()
        self._tell_stopped()

    def _hold(self, take: Callable[[], Project]) -> bool:
        if self.jobs:
            self.failed.emit(is_worked_on(copying=self.copying))
            return False
        try:
            project = take()
        except (StillroomError, OSError, sqlite3.Error) as problem:
            self.failed.emit(from_exception(problem))
            return False
        self.close()
        self.project = project
        self.recent = remember(project.folder, self.recent)
        self.opened.emit()
        return True

    def _on_events(self, events: list[Event]) -> None:
        if any(isinstance(event, Stage | TaskMade | Taught | Scored) for event in events):
            self.touch()

    def _on_ended(self) -> None:
        job = self.sender()  # a closure over the job would keep it, and all its events, for ever
        assert isinstance(job, RunningJob)
        self.jobs.remove(job)
        self.job_ended.emit(job)
        if self.project:
            self._look_after(self.project, job)
        if self.project:
            self._touch_later()
        self._tell_stopped()

    def _touch_later(self) -> None:
        """As `touch`, but not at once: who listens has just been told of the job, and need not draw the same twice."""
        self._change_timer.start()
        self.touch()

    def _look_after(self, project: Project, job: RunningJob) -> None:
        """Put right what the job could not, and say what no record of it can."""
        if not (project.folder / DATABASE).is_file():
            if not self.jobs:
                self.close()
            self.failed.emit(project_gone(project.folder))
            return
        try:
            if not self.jobs:
                settle_runs(project)
            recorded = project.store.run(job.spec.run) is not None
        except (OSError, sqlite3.Error) as error:
            self.failed.emit(from_exception(error))
            return
        if isinstance(job.last, Failed) and not recorded:
            self.failed.emit(KnownError(job.last.title, job.last.message, job.last.hint))

    def _tell_change(self) -> None:
        if self._change_waits:
            self._change_waits = False
            self.touch()

    def _tell_stopped(self) -> None:
        if self._stopping and not self.jobs:
            self._stopping = False
            self.all_stopped.emit()

    def _on_seen(self, outcome: Hardware | StillroomError) -> None:
        if isinstance(outcome, StillroomError):
            self.failed.emit(outcome)
        else:
            self.hardware = outcome
        self.hardware_seen.emit()

    def _on_copied(self, outcome: Path | StillroomError | None) -> None:
        if self.project:
            self.touch()
        if isinstance(outcome, StillroomError):
            self.failed.emit(outcome)
        elif outcome:
            self.copied.emit(outcome)
