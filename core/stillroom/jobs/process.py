"""A job in a child process, seen from its parent."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import msgspec

from stillroom.errors import StillroomError, from_os_error
from stillroom.jobs.events import Cancelled, Event, Failed, Last, from_line, is_last
from stillroom.jobs.journal import Journal
from stillroom.jobs.runner import EXIT_OVERDUE, SECONDS_TO_SAVE, record_end
from stillroom.jobs.spec import JobSpec
from stillroom.project import Project

LOG = "log.txt"

# -P: without it `-m` would look for modules in the current folder first, and that may be someone else's project.
_COMMAND = (sys.executable, "-P", "-m", "stillroom.jobs.child")


class JobProcess:
    """A job that runs in a child process. Use it in a `with` block, which cancels it and waits for it on leaving.

    One thread reads `events`; `cancel`, `kill` and `send` may be called from any.
    """

    def __init__(self, spec: JobSpec, folder: Path, log_start: int, process: "subprocess.Popen[bytes]") -> None:
        self.spec = spec
        self.folder = folder
        self._log_start = log_start
        self._process = process
        self._input = threading.Lock()
        self._killed = False
        self._ended = False

    @classmethod
    def start(cls, spec: JobSpec) -> "JobProcess":
        """Start a job, or resume the run it names.

        Raises:
            ProjectError: the spec's project is none.
            KnownError: the run folder cannot be written.
        """
        with Project.open(Path(spec.project), writer=False) as project:
            folder = project.run_folder(spec.run)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "spec.json").write_bytes(msgspec.json.format(msgspec.json.encode(spec)))
            with (folder / LOG).open("ab") as log:
                job = cls(spec, folder, log.tell(), _start_child(log))
        except OSError as error:
            raise from_os_error(error, folder) from error
        job._write(msgspec.json.encode(spec))
        return job

    @property
    def pid(self) -> int:
        return self._process.pid

    def events(self) -> Iterator[Event]:
        """The events not read yet, as they come; the last one is always Finished, Cancelled or Failed.

        Where the child ended without a last event, a Failed says in words how. After the last event this waits until the
        child is gone and what it held is free.
        """
        output = _pipe(self._process.stdout)
        while not self._ended:
            line = output.readline()
            event = from_line(line) if line.endswith(b"\n") else self._died()
            self._ended = is_last(event)
            yield event
        self.cancel()
        output.close()
        self._process.wait()

    def cancel(self) -> None:
        """Ask the job to save and end: its last event will be Cancelled, or Finished if it was just done. More calls do nothing."""
        with self._input, contextlib.suppress(OSError):
            _pipe(self._process.stdin).close()

    def send(self, message: dict[str, Any]) -> None:
        """Put a message into the job's inbox. One sent to a job that was cancelled or has ended is dropped."""
        self._write(msgspec.json.encode(message))

    def kill(self) -> None:
        """End the job at once, with what it started, unsaved; what it stored before is kept."""
        if self._process.poll() is None:
            self._killed = True
            if sys.platform == "win32":
                self._process.kill()
            else:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)

    def __enter__(self) -> "JobProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()
        for _ in self.events():  # a child whose events nobody reads would wait for a reader
            pass

    def _write(self, line: bytes) -> None:
        with self._input, contextlib.suppress(OSError, ValueError):  # a child that is gone says so in its last event
            pipe = _pipe(self._process.stdin)
            pipe.write(line + b"\n")
            pipe.flush()

    def _died(self) -> Last:
        """The last event of a child that gave none, journalled and recorded in its place."""
        self.cancel()
        last: Last
        if self._process.wait() and self._killed:
            last = Cancelled("It was ended at once. What was stored before is kept; start it again to go on.")
        else:
            last = self._in_words(self._process.returncode)
        # Where that fails, the user learns of it all the same, and `settle_runs` mends the record.
        with contextlib.suppress(OSError, sqlite3.Error, StillroomError):
            with Journal(self.folder) as journal:
                journal.append(last)
            with Project.open(Path(self.spec.project), writer=False) as project:
                record_end(project.store, self.spec, last)
        return last

    def _in_words(self, code: int) -> Failed:
        hint = f"What was finished is kept: start it again to go on. More is in {self.folder / LOG}."
        if sys.platform != "win32" and code == -signal.SIGKILL:
            how = "It was ended by the system, most likely because memory ran out"
            hint = f"Close other programs or choose a smaller student. {hint}"
        elif sys.platform != "win32" and code < 0:
            how = f"It crashed ({signal.strsignal(-code) or f'signal {-code}'})"
        elif code == EXIT_OVERDUE:
            how = f"It did not save and end within {SECONDS_TO_SAVE:.0f} seconds, and was ended"
        else:
            how = f"It ended with exit code {code} and did not say why"
        said = self._last_log_line()
        return Failed("The job ended early", f"{how}. Its log ends with: {said}" if said else f"{how}.", hint)

    def _last_log_line(self) -> str:
        """The last line that this child logged; the log of a resumed run holds earlier ones."""
        with contextlib.suppress(OSError), (self.folder / LOG).open("rb") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(self._log_start, size - 4096))
            lines = log.read().decode(errors="replace").splitlines()
            return next((line.strip() for line in reversed(lines) if line.strip()), "")
        return ""


def _start_child(log: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start the child in a process group of its own, so that Ctrl-C in the parent's terminal does not end it unsaved."""
    pipe = subprocess.PIPE
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    own_session = sys.platform != "win32"
    return subprocess.Popen(
        _COMMAND, stdin=pipe, stdout=pipe, stderr=log, creationflags=flags, start_new_session=own_session
    )


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe  # Popen was asked for it
    return pipe
