"""Jobs that a test plays itself: what the window sees of them, without a child process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from stillroom.jobs import Cancelled, Event, Failed, Finished, JobSpec, is_last, run_here
from stillroom.jobs.events import Last
from stillroom.jobs.journal import Journal
from stillroom.jobs.runner import record_end
from stillroom.project import Project
from stillroom.store import Run, RunKind
from stillroom.students import Hardware
from stillroom_desktop.jobs import RunningJob

HARDWARE = Hardware(gpu=None, gpu_memory_gb=None, memory_gb=16.0, cores=8)


class FakeJob(RunningJob):
    """A job that does what the test says, at once. Its run is recorded and journalled as a child process would do it."""

    def __init__(self, spec: JobSpec) -> None:
        super().__init__(spec)
        self.cancel_asked = False
        self.kill_asked = False
        self.dropped = False
        self.sent: list[dict[str, Any]] = []
        with Project.open(Path(spec.project), writer=False) as project:
            project.run_folder(spec.run).mkdir(parents=True, exist_ok=True)
            project.store.start_run(Run(spec.run, spec.kind, "running", self.started, spec=msgspec.to_builtins(spec)))

    def feed(self, *events: Event) -> None:
        """Let these events come, as one batch."""
        with Journal(Path(self.spec.project) / "runs" / self.spec.run) as journal:
            for event in events:
                journal.append(event)
        self._receive(list(events))

    def run_really(self, batch: int) -> Iterator[None]:
        """Do the job here after all, in this process: the events come in batches of so many, one each time this is asked."""
        waiting: list[Event] = []
        for event in run_here(self.spec):
            waiting.append(event)
            if len(waiting) == batch or is_last(event):
                self._receive(waiting)
                waiting = []
                yield
        self._end()

    def finish(self, result: dict[str, Any] | None = None) -> None:
        self.end(Finished(result or {}))

    def fail(self, title: str, message: str, hint: str = "") -> None:
        self.end(Failed(title, message, hint))

    def cancelled(self, message: str = "Stopped; what was finished is kept.") -> None:
        self.end(Cancelled(message))

    def end(self, last: Last) -> None:
        """Let this event come as the last one."""
        with Project.open(Path(self.spec.project), writer=False) as project:
            record_end(project.store, self.spec, last)
        self.feed(last)
        self._end()

    def kill(self) -> None:
        self.kill_asked = True

    def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    def drop(self) -> None:
        self.dropped = True

    def _ask_to_stop(self) -> None:
        self.cancel_asked = True


class FakeRunner:
    """Stands in for `run_in_child` and starts nothing: `fake.job("teach").feed(event, ...)`, then `.finish({...})`."""

    def __init__(self) -> None:
        self.jobs: list[FakeJob] = []

    def __call__(self, spec: JobSpec) -> FakeJob:
        self.jobs.append(FakeJob(spec))
        return self.jobs[-1]

    def job(self, kind: RunKind) -> FakeJob:
        """The job of a kind that was started last."""
        return next(job for job in reversed(self.jobs) if job.kind == kind)

    def started(self, kind: RunKind) -> list[JobSpec]:
        """The specs of all jobs of a kind that were started."""
        return [job.spec for job in self.jobs if job.kind == kind]
