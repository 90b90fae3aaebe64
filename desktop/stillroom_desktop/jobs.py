"""Jobs in the window: a child process behind one thread, whose events reach the GUI thread ten times a second."""

import contextlib
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import psutil
from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal

from stillroom.errors import KnownError, from_exception
from stillroom.jobs import (
    Cancelled,
    Event,
    Failed,
    Finished,
    JobProcess,
    JobSpec,
    Progress,
    Stage,
    Step,
    is_last,
)
from stillroom.jobs.events import Last
from stillroom.project import DATABASE
from stillroom.store import RunKind

translate = QCoreApplication.translate

BATCH_MS = 100
"""Milliseconds between two batches of a job's events: enough for the eye, and no job can flood the window."""

BUFFERED = 500
"""Events that wait for the window at most; then the child waits for it."""

JobState = Literal["running", "stopping", "done", "cancelled", "failed"]


class RunningJob(QObject):
    """What the window knows of one start of a job, from its first event to its last, and afterwards.

    `events` gives every event in order, in batches; `ended` comes once, after all of them, when the child is gone.
    `state_changed` comes when `state` changed. `started` is in seconds since 1970, `seconds_left` as the job estimates it;
    `share`, from 0 to 1, is how far the stage is, None where that cannot be known.
    """

    events = Signal(list)
    state_changed = Signal(str)
    ended = Signal(object)

    def __init__(self, spec: JobSpec) -> None:
        super().__init__()
        self.spec = spec
        self.started = time.time()
        self.state: JobState = "running"
        self.stage: Stage | None = None
        self.progress: Progress | None = None
        self.step: Step | None = None
        self.last: Last | None = None
        self.share: float | None = None
        self.seconds_left: float | None = None
        self.history: list[Event] = []

    @property
    def kind(self) -> RunKind:
        return self.spec.kind

    def cancel(self) -> None:
        """Ask the job to save and end. More calls do nothing."""
        if self.state == "running":
            self._set_state("stopping")
            self._ask_to_stop()

    def kill(self) -> None:
        """End the job at once, unsaved; what it stored before is kept."""
        raise NotImplementedError

    def send(self, message: dict[str, Any]) -> None:
        """Put a message into the job's inbox; one to a job that ends is dropped."""
        raise NotImplementedError

    def drop(self) -> None:
        """Kill the job and forget it: neither `events` nor `ended` comes any more. For a window that goes away."""
        raise NotImplementedError

    def _ask_to_stop(self) -> None:
        raise NotImplementedError

    def _receive(self, batch: list[Event]) -> None:
        for event in batch:
            self._note(event)
        self.history += batch
        self.events.emit(batch)

    def _end(self) -> None:
        match self.last:
            case Finished():
                self._set_state("done")
            case Cancelled():
                self._set_state("cancelled")
            case _:
                self._set_state("failed")
        self.share = self.seconds_left = None
        self.ended.emit(self.last)

    def _note(self, event: Event) -> None:
        match event:
            case Stage():
                self.stage, self.progress = event, None
                # Where a run that is gone on with begins is told by its first step: until then it does not seem to be at its start.
                self.share = 0.0 if event.total and not self.spec.params.get("resume") else None
                self.seconds_left = None
            case Progress():
                self.progress = event
                self.share = event.done / event.total if event.total else None
                self.seconds_left = event.seconds_left
            case Step():
                self.step = event
                self.share, self.seconds_left = event.step / event.total, event.seconds_left
            case Finished() | Cancelled() | Failed():
                self.last = event
            case _:
                pass

    def _set_state(self, state: JobState) -> None:
        self.state = state
        self.state_changed.emit(state)


Runner = Callable[[JobSpec], RunningJob]
"""Starts a job. The window's own is `run_in_child`; tests have one that starts nothing."""


def run_in_child(spec: JobSpec) -> RunningJob:
    """Start a job in its child process, without waiting for that: what goes wrong is the job's last event."""
    return _ChildJob(spec)


class _ChildJob(RunningJob):
    def __init__(self, spec: JobSpec) -> None:
        super().__init__(spec)
        self._thread = JobThread(spec)
        self._timer = QTimer(self, interval=BATCH_MS)
        self._timer.timeout.connect(self._drain)
        self._thread.start()
        self._timer.start()

    def kill(self) -> None:
        if self.state == "running":
            self._set_state("stopping")
        self._thread.kill()

    def send(self, message: dict[str, Any]) -> None:
        self._thread.send(message)

    def drop(self) -> None:
        self._timer.stop()
        self._thread.drop()

    def _ask_to_stop(self) -> None:
        self._thread.cancel()

    def _drain(self) -> None:
        # Asked before the buffer is emptied: what is in it then is the rest.
        done = self._thread.isFinished()
        if batch := self._thread.take():
            self._receive(batch)
        if done:
            self._timer.stop()
            self._thread.wait()
            self._end()


class JobThread(QThread):
    """Starts a job's child process and reads its events into a bounded buffer, which makes the child wait when it is full.

    It is the only kind of thread that waits for something: the GUI thread calls its methods, and none of them blocks.
    """

    def __init__(self, spec: JobSpec) -> None:
        super().__init__()
        self._spec = spec
        self._buffer = _Buffer(BUFFERED)
        self._asked = threading.Lock()
        self._process: JobProcess | None = None
        self._waiting: list[Callable[[JobProcess], None]] = []

    def run(self) -> None:
        try:
            with JobProcess.start(self._spec) as process:
                _give_way(process.pid)
                self._has_started(process)
                for event in process.events():
                    self._buffer.put(self._checked(event))
        except Exception as error:  # noqa: BLE001 - whatever it is, the job has an end and the window shows it
            self._buffer.put(Failed(**from_exception(error).to_json()))

    def take(self) -> list[Event]:
        """The events that came since the last call."""
        return self._buffer.take()

    def cancel(self) -> None:
        self._ask(JobProcess.cancel)

    def kill(self) -> None:
        self._ask(JobProcess.kill)

    def send(self, message: dict[str, Any]) -> None:
        self._ask(lambda process: process.send(message))

    def drop(self) -> None:
        """Kill the job and end, whether or not anyone takes the events. It waits for that, which a kill makes short."""
        self._buffer.close()
        self.kill()
        self.wait()

    def _ask(self, what: Callable[[JobProcess], None]) -> None:
        """Tell the child, or keep it for the moment when there is one."""
        with self._asked:
            if self._process:
                what(self._process)
            else:
                self._waiting.append(what)

    def _has_started(self, process: JobProcess) -> None:
        with self._asked:
            self._process = process
            for what in self._waiting:
                what(process)

    def _checked(self, event: Event) -> Event:
        """A job whose project was moved away writes on into files that nobody finds again: then it did not finish."""
        if is_last(event) and not (Path(self._spec.project) / DATABASE).is_file():
            return Failed(**project_gone(Path(self._spec.project)).to_json())
        return event


def _give_way(pid: int) -> None:
    """Let the system run a job, and all that it starts, after what answers the user: it may take all cores, the window needs one
    for a moment. A job that is alone with the computer is as quick as ever.
    """
    priority = 10
    if sys.platform == "win32":
        priority = psutil.BELOW_NORMAL_PRIORITY_CLASS
    with contextlib.suppress(psutil.Error, OSError):  # it has ended, or the system does not let us
        psutil.Process(pid).nice(priority)


def project_gone(folder: Path) -> KnownError:
    """What there is to say when the folder of an open project is not there any more."""
    return KnownError(
        translate("Jobs", "The project is gone"),
        translate("Jobs", "{folder} can no longer be reached.").format(folder=folder),
        translate("Jobs", "Was its folder moved, or its drive pulled out? Put it back, then open it again."),
    )


class _Buffer:
    """Events on their way from one thread to another, at most so many."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._events: list[Event] = []
        self._closed = False
        self._changed = threading.Condition()

    def put(self, event: Event) -> None:
        """Add an event, after waiting for room."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._events) < self._size)
            if not self._closed:
                self._events.append(event)

    def take(self) -> list[Event]:
        with self._changed:
            taken, self._events = self._events, []
            self._changed.notify()
            return taken

    def close(self) -> None:
        """Drop what is put from now on, so that nobody waits for room."""
        with self._changed:
            self._closed = True
            self._changed.notify()
