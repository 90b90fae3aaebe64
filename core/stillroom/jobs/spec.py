"""What a job is asked to do, and what it is given to do it with."""

import queue
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from stillroom.project import Project
from stillroom.store import RunKind


class Stopped(Exception):  # noqa: N818 - it is no error
    """Raised in a part of a job that can be broken off anywhere, once it was told to stop; the job then ends as Cancelled."""


class JobSpec(msgspec.Struct, frozen=True):
    """A job to run, and the run it belongs to; starting the same run again resumes it.

    `job` names a generator function, for example "stillroom.trajectories.teach:teach". It is always a name in the caller's
    own code: a spec reaches the child process from its parent alone. The `spec.json` in the run folder is a record for
    people and for `params`; a job named there is never run, because a project may come from someone else.
    `params` holds no secrets: it is stored as it is.
    """

    job: str
    kind: RunKind
    project: str
    run: str
    params: dict[str, Any] = {}


@dataclass(frozen=True)
class JobContext:
    """What every job is given beside its parameters.

    A job is a generator function `def teach(context: JobContext, params: TeachParams) -> Iterator[Event]`; the spec's params
    are converted to the type of its second parameter. It yields Finished when it is done and raises a StillroomError when it
    cannot go on. It looks at `stop` often: once that is set, it saves what it has and yields Cancelled. Its last event ends
    it: of what follows that `yield`, only `finally` and `with` still run.

    `inbox` holds what the parent sent after the spec; None in it is the end of input, after which nothing comes.
    """

    project: Project
    run: str
    folder: Path
    stop: threading.Event
    inbox: "queue.Queue[dict[str, Any] | None]"
