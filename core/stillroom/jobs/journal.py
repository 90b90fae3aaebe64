"""A run's journal: every event as a JSON line in `events.jsonl`, so that a window opened later can redraw it all."""

import contextlib
import io
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import msgspec

from stillroom.jobs.events import Event, from_line, to_line

JOURNAL = "events.jsonl"


class _Written(msgspec.Struct, frozen=True):
    """What a line says beside its event: when it was written, in seconds since 1970. An older Stillroom's lines do not."""

    at: float | None = None


_decoder = msgspec.json.Decoder(_Written)


class Journal:
    """A run's journal, open for appending. A resumed run goes on in the same file."""

    def __init__(self, folder: Path) -> None:
        """Open the journal in a run folder, and make it if it is missing.

        Raises:
            OSError: the file cannot be opened.
        """
        self._file = io.FileIO(folder / JOURNAL, "a+")
        self._cut = False
        if self._file.seek(0, io.SEEK_END):
            self._file.seek(-1, io.SEEK_END)
            self._cut = self._file.read(1) != b"\n"

    def append(self, event: Event) -> None:
        """Write an event so that it outlives this process. After a failure the next event begins on a line of its own.

        Raises:
            OSError: the line could not be written whole.
            TypeError: the event holds something that JSON cannot.
        """
        line = b'%b,"at":%.3f}\n' % (to_line(event).removesuffix(b"}\n"), time.time())
        if self._cut:
            line = b"\n" + line
        self._cut = True
        write_whole(self._file, line)
        self._cut = False

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def write_whole(file: io.FileIO, line: bytes) -> None:
    """Write all of a line to an unbuffered file, which may take it in parts."""
    rest = memoryview(line)
    while rest:
        rest = rest[file.write(rest) :]


def read_journal(folder: Path, *kinds: type[Event]) -> Iterator[Event]:
    """The events of the run in this folder, or those of some kinds: over all its starts, so that a resumed run has several last ones."""
    for event, _ in read_timed_journal(folder, *kinds):
        yield event


def read_timed_journal(folder: Path, *kinds: type[Event]) -> Iterator[tuple[Event, float | None]]:
    """As `read_journal`, with the time of each event in seconds since 1970, None where an older Stillroom wrote none.

    Lines of other kinds than those that are asked for are not decoded, which makes a long journal quick to read. A line that is no
    event is passed over: one cut by a kill, or one that a newer Stillroom wrote.
    """
    try:
        file = (folder / JOURNAL).open("rb")
    except FileNotFoundError:
        return
    begins = tuple(b'{"type":"%b"' % kind.__name__.encode() for kind in kinds) or (b"",)
    with file:
        for line in file:
            if not line.startswith(begins):
                continue
            with contextlib.suppress(msgspec.DecodeError):
                yield from_line(line), _decoder.decode(line).at
