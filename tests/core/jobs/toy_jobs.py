"""Small jobs for the tests of stillroom.jobs; the tests put this folder on the child's path."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import msgspec

from stillroom.conversation import ToolCall
from stillroom.jobs import Asked, Cancelled, Event, Finished, JobContext, Note, Progress, Stage


class Settings(msgspec.Struct, frozen=True):
    count: int = 3
    size: int = 0
    seconds: float = 0.0


def count(context: JobContext, settings: Settings) -> Iterator[Event]:
    yield Stage("Counting", settings.count, "numbers")
    for number in range(settings.count):
        yield Progress(number + 1, settings.count)
    yield Finished({"type": type(settings).__name__, "count": settings.count})


def until_stopped(context: JobContext, settings: Settings) -> Iterator[Event]:
    """Goes on from where it was saved until it is told to stop, and takes `seconds` to save."""
    state = context.folder / "state.txt"
    done = int(state.read_text()) if state.exists() else 0
    yield Note(f"from {done}")
    while not context.stop.wait(0.01):
        done += 1
        yield Progress(done, 1_000_000)
    time.sleep(settings.seconds)
    state.write_text(str(done))
    yield Cancelled(f"saved at {done}")


def deaf(context: JobContext, settings: Settings) -> Iterator[Event]:
    """Does not look at `stop`."""
    yield Note(str(os.getpid()))
    time.sleep(settings.seconds)
    yield Finished({})


def fail(context: JobContext, settings: Settings) -> Iterator[Event]:
    yield Note("so far")
    raise RuntimeError("the cat sat on it")


def leave(context: JobContext, settings: Settings) -> Iterator[Event]:
    yield Note("so far")
    sys.exit(3)


def break_off(context: JobContext, settings: Settings) -> Iterator[Event]:
    """Ends its process in the middle, as a crash does."""
    yield Note("so far")
    print("the last words", file=sys.stderr, flush=True)
    os._exit(7)


def say_nothing(context: JobContext, settings: Settings) -> Iterator[Event]:
    yield Note("so far")


def say_too_much(context: JobContext, settings: Settings) -> Iterator[Event]:
    try:
        yield Finished({"of": "one"})
        yield Finished({"of": "two"})
    finally:
        (context.folder / "tidied.txt").touch()


def unspeakable(context: JobContext, settings: Settings) -> Iterator[Event]:
    yield Finished({"what": object()})


def chatter(context: JobContext, settings: Settings) -> Iterator[Event]:
    print("printed")
    os.write(1, b"written by native code\n")
    print("grumbled", file=sys.stderr)
    read = subprocess.run(
        [sys.executable, "-c", "import sys; print('grandchild'); sys.exit(len(sys.stdin.read()))"], check=False
    )
    yield Finished({"read": read.returncode})


def big(context: JobContext, settings: Settings) -> Iterator[Event]:
    for number in range(settings.count):
        yield Note(f"{number} " + "x" * settings.size)
    yield Finished({})


def echo(context: JobContext, settings: Settings) -> Iterator[Event]:
    yield Note("ready")
    while (message := context.inbox.get()) is not None:
        yield Note(message["text"])
    yield Cancelled("no more")


def ask(context: JobContext, settings: Settings) -> Iterator[Event]:
    yield Stage("Chatting")
    yield Asked(ToolCall("call-1", "write_note", {"text": "hi"}))
    answer = context.inbox.get()
    yield Finished({"allowed": bool(answer and answer["call"] == "call-1" and answer["allow"])})
