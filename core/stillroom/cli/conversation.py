"""Talking to a student in the terminal, turn after turn."""

import sys
from collections.abc import Iterator
from typing import Any

from stillroom import work
from stillroom.cli.output import Watcher, say
from stillroom.cli.run import Interrupted, answer, outcome
from stillroom.jobs import Event, JobProcess, Note, Progress, Ran, Said, Stage
from stillroom.project import Project
from stillroom.serving import CHATTING, ChatParams


def converse(project: Project, params: ChatParams) -> tuple[dict[str, Any], str]:
    """Talk until the end of input (Ctrl-D; Ctrl-Z and Enter on Windows) or Ctrl-C; the conversation is stored either way."""
    spec = work.chat(project, params)
    last: Event | None = None
    with JobProcess.start(spec) as process:
        events = process.events()
        watcher = Watcher()
        with watcher:
            for last in events:
                watcher.show(last)
                if isinstance(last, Stage) and last.name == CHATTING:
                    break
        try:
            while (line := _read()) is not None:
                process.send({"prompt": line})
                for last in _until_answered(events):
                    _print(last)
                    answer(process, watcher, last)
        except KeyboardInterrupt:
            pass
        process.cancel()  # the end of the conversation
        for last in events:
            _print(last)
    if last is None:
        raise Interrupted("Stopped before the student was loaded.")
    return outcome(spec.run, last), ""


def _read() -> str | None:
    """The next thing that the user says; None at the end of input."""
    while True:
        print("you: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return None
        if line.strip():
            return line.strip()


def _until_answered(events: Iterator[Event]) -> Iterator[Event]:
    for event in events:
        yield event
        if isinstance(event, Progress):
            return


def _print(event: Event) -> None:
    match event:
        case Said(message) if message.role == "assistant":
            if message.thought:
                say(f"  ({message.thought})", json_mode=True)
            if message.content:
                say(f"student: {message.content}", json_mode=True)
        case Ran(execution):
            say(f"  {execution.name} {execution.arguments} -> {execution.result}", json_mode=True)
        case Note(text):
            say(text, json_mode=True)
        case _:
            pass
