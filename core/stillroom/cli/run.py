"""Running a job from the command line: its progress shown, Ctrl-C turned into a clean stop."""

from typing import Any

from stillroom.cli.output import Watcher, say
from stillroom.errors import KnownError
from stillroom.jobs import Asked, Cancelled, Event, Failed, Finished, JobProcess, JobSpec


class Interrupted(Exception):  # noqa: N818 - nothing went wrong
    """The user stopped the work with Ctrl-C; `message` says where it stands."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def run_job(spec: JobSpec) -> dict[str, Any]:
    """Run a job in its child process and return its result.

    Raises:
        StillroomError: the job failed, in its own words.
        Interrupted: Ctrl-C stopped it, and it has saved what it had.
    """
    with JobProcess.start(spec) as process, Watcher() as watcher:
        try:
            last = _watch(process, watcher)
        except KeyboardInterrupt:
            try:
                process.cancel()
                say("Stopping. What is finished is kept ...", json_mode=True)
                last = _watch(process, watcher)
            except KeyboardInterrupt:
                process.kill()
                last = _watch(process, watcher)
    return outcome(spec.run, last)


def answer(process: JobProcess, watcher: Watcher, event: Event) -> None:
    """Tell the job what it asks, if the event does."""
    if isinstance(event, Asked):
        process.send({"call": event.call.id, "allow": watcher.ask(event.call)})


def outcome(run: str, last: Event) -> dict[str, Any]:
    """What the last event of a job comes to: its result.

    Raises:
        StillroomError: the job failed, in its own words.
        Interrupted: it was stopped, and has saved what it had.
    """
    match last:
        case Finished(result):
            return {"run": run} | result
        case Cancelled(message):
            raise Interrupted(message)
        case Failed(title, message, hint):
            raise KnownError(title, message, hint)
        case _:
            raise AssertionError(last)


def _watch(process: JobProcess, watcher: Watcher) -> Event:
    last: Event | None = None
    for event in process.events():
        watcher.show(event)
        answer(process, watcher, event)
        last = event
    assert last is not None  # a job's events always end with one
    return last
