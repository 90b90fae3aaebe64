"""Running a job in this process: what the child process does, and what tests of jobs call."""

import pkgutil
import queue
import sqlite3
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
from filelock import FileLock, Timeout

from stillroom.errors import BugError, KnownError, StillroomError, from_exception
from stillroom.jobs.events import Cancelled, Event, Failed, Finished, Last, is_last
from stillroom.jobs.journal import Journal, read_journal
from stillroom.jobs.spec import JobContext, JobSpec, Stopped
from stillroom.project import Project
from stillroom.store import Run, RunState, Store

SECONDS_TO_SAVE = 60.0
"""How long a child process may take to save and end once it was told to."""

EXIT_OVERDUE = 75
"""The exit status of a child process that took longer."""

_SECONDS_TO_LET_GO = 5.0

Job = Callable[[JobContext, Any], Generator[Event, None, None]]


def run_here(
    spec: JobSpec, stop: threading.Event | None = None, inbox: "queue.Queue[dict[str, Any] | None] | None" = None
) -> Iterator[Event]:
    """Run a job in this process and yield its events, each after it was journalled; the last one also after the run's record says so.

    It raises nothing of the job's: an error is a Failed event, its traceback goes to stderr.
    """
    with ExitStack() as stack:
        try:
            project = stack.enter_context(Project.open(Path(spec.project), writer=False))
            folder = project.run_folder(spec.run)
            folder.mkdir(parents=True, exist_ok=True)
            # The child of a parent that died may still be saving this very run: whoever resumes it waits until that is done.
            stack.enter_context(FileLock(folder / ".lock", timeout=SECONDS_TO_SAVE + _SECONDS_TO_LET_GO))
            journal = stack.enter_context(Journal(folder))
        except Timeout:
            yield _failed(
                KnownError(
                    "This run is going on already",
                    f"Another process works on run {spec.run}.",
                    "Wait until it is done, or end it.",
                )
            )
            return
        except (OSError, sqlite3.Error, StillroomError) as error:
            yield _failed(error)
            return
        context = JobContext(project, spec.run, folder, stop or threading.Event(), inbox or queue.Queue())
        yield from _run(spec, context, journal)


def _run(spec: JobSpec, context: JobContext, journal: Journal) -> Iterator[Event]:
    store = context.project.store
    last: Last
    try:
        _record_start(store, spec)
        job, params = _load(spec)
        with closing(job(context, params)) as events:
            for event in events:
                if is_last(event):
                    last = event
                    break
                journal.append(event)
                yield event
            else:
                raise BugError(
                    "Stillroom made a mistake",
                    f"The job {spec.job} ended without saying how.",
                    "Please report it with the log of the run.",
                )
        journal.append(last)
    except Stopped:
        last = Cancelled("Stopped. What was finished is kept.")
        with suppress(OSError):
            journal.append(last)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a job may raise anything; a library's sys.exit is a failure too
        last = _failed(error)
        with suppress(OSError):  # the disk may be full; the parent is told all the same
            journal.append(last)
    try:
        record_end(store, spec, last)
    except sqlite3.Error as error:  # `settle_runs` puts the record right from the journal
        _log(error)
    yield last


def _load(spec: JobSpec) -> tuple[Job, Any]:
    job: Job = pkgutil.resolve_name(spec.job)
    hints = get_type_hints(job)
    hints.pop("return", None)
    _, params_type = hints.values()
    try:
        return job, msgspec.convert(spec.params, params_type)
    except msgspec.ValidationError as error:
        raise KnownError(
            "A setting does not fit",
            f"{error} of the settings for {spec.job}.",
            "Correct the setting, then start again.",
        ) from error


def _failed(error: BaseException) -> Failed:
    _log(error)
    return Failed(**from_exception(error).to_json())


def _log(error: BaseException) -> None:
    with suppress(OSError):  # the log is on the project's disk, which may be full
        traceback.print_exception(error)


def record_end(store: Store, spec: JobSpec, last: Last) -> None:
    """Record that the run ended, even one that could not record its beginning.

    Raises:
        sqlite3.Error: the database cannot be written.
    """
    if not store.run(spec.run):
        _record_start(store, spec)
    store.end_run(spec.run, *_outcome(last))


def _record_start(store: Store, spec: JobSpec) -> None:
    store.start_run(Run(spec.run, spec.kind, "running", time.time(), spec=msgspec.to_builtins(spec)))


def _outcome(last: Last) -> tuple[RunState, dict[str, Any]]:
    match last:
        case Finished(result=result):
            return "done", msgspec.to_builtins(result)
        case Cancelled(message=message):
            return "cancelled", {"message": message}
        case Failed(title=title, message=message, hint=hint):
            return "failed", {"title": title, "message": message, "hint": hint}


def settle_runs(project: Project) -> None:
    """Put right the record of every run that seems to be running. A writer calls it on opening a project, when none can be.

    A run is what its journal's last event says; without one it was interrupted, and counts as cancelled, to be resumed.
    """
    for run in project.store.runs():
        if run.state == "running":
            final: Event | None = None
            for event in read_journal(project.run_folder(run.id)):
                final = event
            interrupted = Cancelled("It ended before it could say so. Start it again to go on.")
            last = final if final and is_last(final) else interrupted
            project.store.end_run(run.id, *_outcome(last))
