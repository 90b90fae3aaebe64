"""What a command prints: progress while it works, words or one JSON object at its end."""

import json
import sys
import time
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from stillroom import jobs
from stillroom.conversation import ToolCall, canonical_json

_SECONDS_BETWEEN_LINES = 10.0
_BYTES = "bytes"


def print_json(value: dict[str, Any]) -> None:
    """The one JSON object that stdout holds under `--json`."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()


def say(text: str, *, json_mode: bool) -> None:
    """Words for the user: on stdout, or on stderr where stdout is kept for JSON."""
    print(text, file=sys.stderr if json_mode else sys.stdout, flush=True)


def counted(number: int, things: str) -> str:
    """So many things in words: "1 task", "2 tasks". `things` is a plural in s."""
    return f"{number:,} {things.removesuffix('s') if number == 1 else things}"


def size_words(size: int) -> str:
    """A size in bytes as people say it."""
    return f"{size / 1e9:.2f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"


class _Far(ProgressColumn):
    """How far a stage is, in its unit."""

    def render(self, task: Task) -> Text:
        column = DownloadColumn() if task.fields["unit"] == _BYTES else MofNCompleteColumn()
        return column.render(task)


class Watcher:
    """Shows a job's events: bars on a terminal, plain lines otherwise; always on stderr. Use it in a `with` block."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bars = (
            Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                _Far(),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[more]}"),
                console=console,
            )
            if console.is_terminal
            else None
        )
        self._stage = ""
        self._unit = ""
        self._spent = ""
        self._bar: TaskID | None = None
        self._last_line = 0.0

    def __enter__(self) -> "Watcher":
        if self._bars:
            self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bars:
            self._bars.stop()

    def show(self, event: jobs.Event) -> None:
        """Show one event; what a stage yields in great number is summed up."""
        match event:
            case jobs.Stage(name, total, unit):
                self._finish()
                self._stage, self._unit = name, unit
                if self._bars:
                    self._bar = self._bars.add_task(name, total=total, more="", unit=unit)
                else:
                    much = size_words(total or 0) if unit == _BYTES else counted(total or 0, unit)
                    self._line(name + (f": {much}" if total else ""))
            case jobs.Progress(done, total, seconds_left):
                self._advance(done, total, seconds_left, self._spent)
            case jobs.Step(step, total, loss, _, speed, memory, seconds_left):
                self._advance(step, total, seconds_left, f"loss {loss:.3f}, {speed:.0f} tokens/s, {memory:.1f} GB")
            case jobs.Taught(task=task, accepted=accepted, reason=reason):
                if not accepted:
                    self._line(f"Rejected {task}: {reason}")
            case jobs.Lost(task=task, reason=reason):
                self._line(f"Not solved {task}: {reason}")
            case jobs.Spending(cost, tokens):
                self._spent = f"{tokens:,} tokens" + ("" if cost is None else f", {cost:.4f} USD")
            case jobs.HeldOut(_, loss):
                self._line(f"Loss on held-out tasks: {loss:.4f}")
            case jobs.Note(text) | jobs.Waits(text):
                self._line(text)
            case _:
                pass

    def ask(self, call: ToolCall) -> bool:
        """Ask on the terminal whether a call may run; anything but a yes is a no."""
        if self._bars:
            self._bars.stop()
        print(
            f"{call.name} {canonical_json(call.arguments)}\nIt changes something. Run it? [y/N] ",
            end="",
            file=sys.stderr,
            flush=True,
        )
        answer = sys.stdin.readline().strip().lower()
        if self._bars:
            self._bars.start()
        return answer in ("y", "yes")

    def _advance(self, done: int, total: int, seconds_left: float | None, more: str) -> None:
        if self._bars and self._bar is not None:
            self._bars.update(self._bar, completed=done, total=total, more=more)
        elif done == total or time.monotonic() - self._last_line > _SECONDS_BETWEEN_LINES:
            left = f", {seconds_left:.0f} s left" if seconds_left and done < total else ""
            far = f"{size_words(done)} of {size_words(total)}" if self._unit == _BYTES else f"{done} of {total}"
            self._line(f"{self._stage}: {far}{left}{', ' + more if more else ''}")

    def _finish(self) -> None:
        if self._bars and self._bar is not None:
            bar = self._bars.tasks[self._bars.task_ids.index(self._bar)]
            self._bars.update(self._bar, completed=bar.total or 1, total=bar.total or 1)

    def _line(self, text: str) -> None:
        self._last_line = time.monotonic()
        if self._bars:
            self._bars.console.print(text, markup=False, highlight=False)
        else:
            print(text, file=sys.stderr, flush=True)
