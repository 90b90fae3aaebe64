"""A process that loads a tool's code for one session and answers its calls, JSON lines in and out.

In: `{"begin": {"scratch": folder, "initial": state}}` once, answered by `{"ready": true}` when the code is loaded; then any number of
`{"id": 1, "call": {"tool", "entry", "arguments"}}`, `{"id": 2, "program": {"tool", "arguments"}}` and `{"id": 3, "state": true}`.
Out, for each of those: `{"id", "ok", "text", "line", "printed"}`. What a tool prints goes into a file that nobody sees but by
`printed`, what it reads is empty, so neither disturbs.
"""

import contextlib
import json
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from stillroom.tools.worker.calls import OUTPUT, Code, Outcome, run_program

NETWORK = "A tool has the network."  # where that cannot be enforced
PLACES = ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP")


def serve(
    setup: dict[str, Any],
    requests: Iterator[bytes],
    answers: BinaryIO,
    confine: Callable[[str], None] | None = None,
) -> None:
    """Load the code and answer until the requests end. `confine` is called with the scratch folder before anything of a tool runs."""
    begin = json.loads(next(requests))["begin"]
    scratch, initial = begin["scratch"], begin["initial"]
    os.chdir(scratch)
    os.environ.update(dict.fromkeys(PLACES, scratch))
    tempfile.tempdir = None  # where code that was loaded has already asked for it
    printed = _keep_what_is_printed()
    if confine:
        confine(scratch)
    if setup["search"]:
        sys.path.append(setup["search"])
    code = Code(setup["source"], setup["owner"], setup["file"]) if setup["source"] else None  # else they are programs
    _take(printed)
    answers.write(b'{"ready": true}\n')
    answers.flush()
    for line in requests:
        request = json.loads(line)
        outcome = _outcome(code, request, initial)
        answer = {"id": request["id"], **outcome._asdict(), "printed": _take(printed)}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _outcome(code: Code | None, request: dict[str, Any], initial: dict[str, Any] | None) -> Outcome:
    match request:
        case {"program": {"tool": tool, "arguments": arguments}}:
            return run_program(tool, arguments)
        case {"call": {"tool": tool, "entry": entry, "arguments": arguments}} if code:
            return code.call(tool, entry, arguments, initial)
    assert code
    return code.state(initial)


def _keep_what_is_printed() -> int:
    with tempfile.TemporaryFile() as file:
        kept = os.dup(file.fileno())
    for public in (1, 2):
        os.dup2(kept, public)
    return kept


def _take(printed: int) -> str:
    """The beginning of what was printed since the last call."""
    for stream in (sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(Exception):  # a tool may have closed it, and its last words may not fit
            assert stream
            stream.flush()
    with contextlib.suppress(OSError):
        os.lseek(printed, 0, os.SEEK_SET)
        text = os.read(printed, OUTPUT).decode(errors="replace")
        os.ftruncate(printed, 0)
        os.lseek(printed, 0, os.SEEK_SET)
        return text
    return ""


def main() -> None:
    """The whole process where there is no fork: it has the setup as its first line, and serves one session."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for public in (0, 1, 2):
        os.dup2(nowhere, public)
    setup = json.loads(requests.readline())
    serve(setup, _until_the_end(requests), answers)


def _until_the_end(requests: BinaryIO) -> Iterator[bytes]:
    """The lines, read ahead by a thread: their end ends the process, also in the midst of a call."""
    import queue

    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def read() -> None:
        for line in requests:
            waiting.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield waiting.get()
