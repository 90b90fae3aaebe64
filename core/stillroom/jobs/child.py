"""The child process of a job: `python -m stillroom.jobs.child`.

The first line on stdin is the spec; further lines go to the job's inbox. The end of stdin stops the job: to cancel is to close
it, and it is closed as well when the parent dies, however it dies, so that no child stays behind. Events go to what was stdout
at the start. stdout itself then is the run's log, as stderr is from the beginning, so that no library's chatter lands among them.
"""

import contextlib
import io
import os
import queue
import signal
import sys
import threading
import time
from typing import Any, BinaryIO

import msgspec

from stillroom.jobs.events import to_line
from stillroom.jobs.journal import write_whole
from stillroom.jobs.runner import EXIT_OVERDUE, SECONDS_TO_SAVE, run_here
from stillroom.jobs.spec import JobSpec


def main() -> None:
    """Run the one job that stdin asks for."""
    stop = threading.Event()
    # Ctrl-C reaches all processes of a terminal; the parent turns it into a cancel. A handler that does nothing, unlike SIG_IGN,
    # is not passed on to the processes that the job starts.
    signal.signal(signal.SIGINT, lambda *_: None)
    # A computer that shuts down sends SIGTERM to parent and child alike: save then, too.
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    commands, events = _private_channels()
    line = commands.readline()
    if not line.endswith(b"\n"):
        return  # the parent died before it had said what to do
    spec = msgspec.json.decode(line, type=JobSpec)
    inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
    threading.Thread(target=_listen, args=(commands, stop, inbox), daemon=True).start()
    for event in run_here(spec, stop, inbox):
        with contextlib.suppress(OSError):  # a parent that died reads nothing; the journal has it all
            write_whole(events, to_line(event))


def _private_channels() -> tuple[BinaryIO, io.FileIO]:
    """Keep stdin and stdout for ourselves; what the job or its own child processes read is empty, what they print goes to the log."""
    commands = os.fdopen(os.dup(0), "rb")
    events = io.FileIO(os.dup(1), "w")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    return commands, events


def _listen(commands: BinaryIO, stop: threading.Event, inbox: "queue.Queue[dict[str, Any] | None]") -> None:
    with contextlib.suppress(OSError, msgspec.DecodeError):  # a line cut by the parent's death is the end as well
        for line in commands:
            inbox.put(msgspec.json.decode(line, type=dict[str, Any]))
    stop.set()
    inbox.put(None)
    time.sleep(SECONDS_TO_SAVE)
    sys.stderr.write(f"The job did not end within {SECONDS_TO_SAVE:.0f} seconds of being stopped.\n")
    sys.stderr.flush()
    os._exit(EXIT_OVERDUE)


if __name__ == "__main__":
    main()
