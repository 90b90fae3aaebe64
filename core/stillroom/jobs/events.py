"""What a job tells while it runs: frozen records, written as JSON lines to the journal and to the parent."""

from typing import Any, TypeGuard

import msgspec

from stillroom.conversation import Message, ToolCall
from stillroom.store import Execution, VerdictStage


class _Event(msgspec.Struct, frozen=True, tag=True):
    """The JSON form has the class's name in its field `type`."""


class Stage(_Event, frozen=True):
    """A stage of the job begins, for example "Teaching", 240, "tasks". `total` is None where it cannot be known."""

    name: str
    total: int | None = None
    unit: str = ""


class Progress(_Event, frozen=True):
    """How far the stage is, in its unit."""

    done: int
    total: int
    seconds_left: float | None = None


class Note(_Event, frozen=True):
    """One sentence for the user."""

    text: str


class Taught(_Event, frozen=True):
    """A teacher's trajectory is stored; `reason` says in words why it was rejected, `stage` where that was.

    `tools` names the calls that were run; `seconds` is what teacher and tools took, and `cost_usd` what was paid for it, all
    samples together. An older Stillroom told none of these.
    """

    task: str
    trajectory: str
    accepted: bool
    reason: str = ""
    stage: VerdictStage | None = None
    tools: tuple[str, ...] = ()
    seconds: float = 0.0
    cost_usd: float | None = None
    agreement: float | None = None
    recovered: bool = False


class TaskMade(_Event, frozen=True):
    """A task that a teacher wrote is stored."""

    task: str
    prompt: str


class Lost(_Event, frozen=True):
    """A task that the teacher could not be asked about, and why; nothing is stored of it, and the next run tries it again.

    `cause` is the same for all tasks that went wrong in the same way.
    """

    task: str
    reason: str
    cause: str = ""
    seconds: float = 0.0
    cost_usd: float | None = None


class Waits(_Event, frozen=True):
    """The teacher's server is left alone for so many seconds, then asked `at_once` calls at a time; `text` says so."""

    text: str
    seconds: float
    at_once: int


class Spending(_Event, frozen=True):
    """What the run has spent so far, in US dollars and tokens; `cost_usd` is None where a price is not known."""

    cost_usd: float | None
    tokens: int


class Step(_Event, frozen=True):
    """A training step is done. `loss` is the mean over its tokens, in nats; `memory_gb` the peak so far, in GB of 10^9 bytes."""

    step: int
    total: int
    loss: float
    learning_rate: float
    tokens_per_second: float
    memory_gb: float
    seconds_left: float


class HeldOut(_Event, frozen=True):
    """The loss on held-out trajectories after a step, in nats."""

    step: int
    loss: float


class Scored(_Event, frozen=True):
    """An arm's trajectory of a held-out task is stored and scored; `reason` says what differed first."""

    arm: str
    task: str
    trajectory: str
    exact: bool
    reason: str = ""


class Said(_Event, frozen=True):
    """A turn of a conversation is complete."""

    message: Message


class Ran(_Event, frozen=True):
    """A tool was run."""

    execution: Execution


class Asked(_Event, frozen=True):
    """A tool that changes something is to run: the job waits for `{"call": its id, "allow": true or false}` in its inbox."""

    call: ToolCall


class Finished(_Event, frozen=True):
    """The job is done. `result` is what the command line prints and the run's record keeps."""

    result: dict[str, Any]


class Cancelled(_Event, frozen=True):
    """The job was stopped and has saved what it had; `message` says where it stands."""

    message: str


class Failed(_Event, frozen=True):
    """The job could not go on: the words of a StillroomError."""

    title: str
    message: str
    hint: str


Last = Finished | Cancelled | Failed
Event = (
    Stage
    | Progress
    | Note
    | TaskMade
    | Taught
    | Lost
    | Waits
    | Spending
    | Step
    | HeldOut
    | Scored
    | Said
    | Ran
    | Asked
    | Last
)

_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def is_last(event: Event) -> TypeGuard[Last]:
    """Whether this event ends the job: exactly one of Finished, Cancelled and Failed does."""
    return isinstance(event, Last)


def to_line(event: Event) -> bytes:
    """The event as one line of JSON, with its line end."""
    return msgspec.json.encode(event) + b"\n"


def from_line(line: bytes) -> Event:
    """Read a line that `to_line` wrote.

    Raises:
        msgspec.DecodeError: the line is cut, or holds no event that this Stillroom knows.
    """
    return _decoder.decode(line)
