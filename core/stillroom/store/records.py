"""What a project's database holds, as frozen records."""

from itertools import islice
from typing import Any, Literal

import msgspec

Kind = Literal["call", "chain", "parallel", "ask_back", "no_tool", "chat"]
Split = Literal["train", "held_out"]
RunKind = Literal[
    "prepare",
    "teach",
    "train",
    "evaluate",
    "chat",
    "export",
    "packages",
    "review",
    "make_tasks",
    "draft",
    "import",
    "probe",
]
RunState = Literal["queued", "running", "done", "cancelled", "failed"]

Method = Literal["agent", "cot"]
"""What a trajectory shows: how to use the tools, or a chain of thought without them."""

Purpose = Literal["probe", "tasks", "teach", "judge", "draft", "evaluate", "correct", "test", "user"]
"""What a paid call is made for."""

VerdictStage = Literal["format", "schema", "execution", "check", "judge", "near-duplicate"]

NO_CALL_KINDS = frozenset({"ask_back", "no_tool", "chat"})


class WorkedCall(msgspec.Struct, frozen=True):
    """A call as a worked solution or a check writes it."""

    name: str
    arguments: dict[str, Any]


class AnswerCheck(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the last answer must be: equal to a text, matched by a regular expression, or a number within a tolerance."""

    equals: str | None = None
    matches: str | None = None
    number: float | None = None
    tolerance: float = 0.0


class Check(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a trajectory of a task is verified; every part that is given must hold."""

    calls: tuple[WorkedCall, ...] | None = None
    answer: AnswerCheck | None = None
    state: dict[str, Any] | None = None
    judge: str | None = None


class Cell(msgspec.Struct, frozen=True):
    """A place in the grid of what tasks cover. `tool` is the one that the task is about, "" for none or any."""

    kind: Kind
    tool: str
    difficulty: str
    persona: str


class Made(msgspec.Struct, frozen=True):
    """Where a written task comes from: the run, and the cell of the grid that it was written for."""

    run: str
    cell: Cell


class Task(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing asked, as a task line of the command line's contract.

    `prompt` is one user turn or a list of them. `solution` is a list of steps, each a list of calls; beside it stand
    `results` (what each call returns) and `thoughts` (one for each step, and one for each answer). Of several user turns
    the steps follow one another: `turn_steps` says how many belong to each, and `answer` is a text for each, or the last.
    `user` is what the user knows and does not say unasked: a model that plays the user answers by it. Of an `ask_back`, the
    `solution` then comes once the user has answered.
    """

    id: str
    prompt: str | tuple[str, ...]
    kind: Kind = "call"
    family: str = ""
    split: Split = "train"
    initial_state: dict[str, Any] | None = None
    solution: tuple[tuple[WorkedCall, ...], ...] | None = None
    results: tuple[tuple[Any, ...], ...] | None = None
    thoughts: tuple[str, ...] = ()
    answer: str | tuple[str, ...] = ""
    check: Check | None = None
    turn_steps: tuple[int, ...] = ()
    made: Made | None = None
    user: str = ""

    @property
    def turns(self) -> tuple[str, ...]:
        """What the user says, turn by turn."""
        return (self.prompt,) if isinstance(self.prompt, str) else self.prompt

    @property
    def answers(self) -> tuple[str, ...]:
        """The worked solution's answer to each user turn; empty where it is not written down."""
        texts = (self.answer,) if isinstance(self.answer, str) else self.answer
        return ("",) * (len(self.turns) - len(texts)) + texts

    @property
    def solution_by_turn(self) -> tuple[tuple[tuple[WorkedCall, ...], ...], ...]:
        """The worked solution's steps for each user turn; where `turn_steps` does not say, all are the last one's."""
        steps = self.solution or ()
        rest = iter(steps)
        counts = self.turn_steps or (0,) * (len(self.turns) - 1) + (len(steps),)
        return tuple(tuple(islice(rest, count)) for count in counts)

    @property
    def needs_call(self) -> bool:
        """Whether a call is right somewhere; a student that has to ask back may have one to make once it is answered."""
        goes_on = len(self.turns) > 1 or bool(self.user)
        return self.kind not in NO_CALL_KINDS or (goes_on and any(self.solution or ()))


class TaskChoice(msgspec.Struct, frozen=True):
    """Which tasks are wanted; None is all. `tool` is the one that a task is about, `checked` whether anything says what is right,
    `worked` whether there is a worked solution.

    `text` stands in what is asked, in the family's name or in the tool's.
    """

    split: Split | None = None
    kind: Kind | None = None
    tool: str | None = None
    difficulty: str | None = None
    persona: str | None = None
    family: str | None = None
    checked: bool | None = None
    worked: bool | None = None
    text: str = ""


class CellCount(msgspec.Struct, frozen=True):
    """How many tasks of one side stand in a cell of the grid; `worked` of them have a worked solution."""

    cell: Cell
    split: Split
    count: int
    worked: int


class Swap(msgspec.Struct, frozen=True):
    """A change of the tasks: the ids of those that go, and those that come, each with its position."""

    gone: tuple[str, ...] = ()
    come: tuple[tuple[int, Task], ...] = ()


class Execution(msgspec.Struct, frozen=True):
    """One call really run. `result` is what the model was shown; `ok` is False where the tool failed or was stopped.

    `fault` says that it was not run but made to fail on purpose, so that a student learns to recover. For whoever tries the tool:
    `line` is where in its source an error arose (0 for nowhere), `printed` what it printed; neither is stored.
    """

    call: str
    name: str
    arguments: dict[str, Any]
    ok: bool
    result: str
    seconds: float
    fault: bool = False
    line: int = 0
    printed: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """What one stage of verification said of a trajectory, with its reason in words where it said no."""

    stage: VerdictStage
    ok: bool
    reason: str = ""


class TaughtRow(msgspec.Struct, frozen=True):
    """The newest trajectory of a task that a teacher played, as a line of a table.

    `number` is the task's place in the project, from 1. `prompt` is its first user turn. `tools` names the calls that
    were run, in their order, and `seconds` is what they took together. `accepted` is None while nothing was verified;
    of one that is not accepted, `stage` and `reason` are those of the first verdict that said no. `created` is in seconds since
    1970. `reviewed` is what a person decided, None where nobody did; `accepted` then says the same. `note` is what they wrote
    last, which is the reason as well where they rejected it. `parent` is the trajectory that a person edited into this one.
    `agreement` is the share of the teacher's samples that did the same, where there were several; `failed` how many calls
    failed.
    """

    trajectory: str
    task: str
    number: int
    prompt: str
    kind: Kind
    split: Split
    tools: tuple[str, ...]
    seconds: float
    accepted: bool | None
    stage: VerdictStage | None
    reason: str
    created: float
    reviewed: bool | None = None
    note: str = ""
    family: str = ""
    method: str = "agent"
    parent: str = ""
    agreement: float | None = None
    failed: int = 0


ReviewState = Literal["accepted", "rejected", "needs_look", "reviewed", "edited", "noted", "recovered"]
"""How a trajectory stands. One that `needs_look` is not accepted, and nobody has decided; `recovered` is one that is accepted
although a call failed."""

Order = Literal["number", "newest", "agreement"]
"""By the tasks' places, the newest first, or first what the teacher's samples agreed on least."""


class Lesson(TaughtRow, frozen=True):
    """A task's newest trajectory as the teaching of it shows it.

    `seconds` includes what the teacher took in the run, and `cost_usd` is what that cost, None where it is not known or nobody
    was paid. `agreement` is the share of its samples that did the same, `recovered` that a call failed before it was accepted.
    Of a task that could not be taught there is no `trajectory`; `cause` then says why in a few words.
    """

    cost_usd: float | None = None
    agreement: float | None = None
    recovered: bool = False
    cause: str = ""


class Chosen(msgspec.Struct, frozen=True):
    """Which of these rows are wanted; None and "" are all. `tool` is one that was called; `stage` the one that rejected it.

    `text` stands in the prompt, in the note, in the reason, or in the name of the task or of its family.
    """

    state: ReviewState | None = None
    stage: VerdictStage | None = None
    tool: str | None = None
    kind: Kind | None = None
    family: str | None = None
    split: Split | None = None
    method: str = "agent"
    text: str = ""


class Choices(msgspec.Struct, frozen=True):
    """What there is to choose from, each with the number of rows that it would leave."""

    states: dict[ReviewState, int]
    stages: dict[VerdictStage, int]
    tools: dict[str, int]
    kinds: dict[Kind, int]
    families: dict[str, int]
    methods: dict[str, int]


class Version(msgspec.Struct, frozen=True):
    """One of the trajectories that came from another by editing, or that others came from."""

    trajectory: str
    parent: str
    accepted: bool | None
    created: float


class Review(msgspec.Struct, frozen=True):
    """What a person said of a trajectory, and when (seconds since 1970). `accepted` is None where it is a note alone."""

    accepted: bool | None
    note: str
    created: float


class Score(msgspec.Struct, frozen=True):
    """How one arm did on one held-out task. `exact` and `name` follow BFCL's rules; `reason` says what differed first.

    `answer` is whether the last answer is right, None where nothing says what is. A chain of thought has that alone: it is
    `exact` where its answer is right.
    """

    arm: str
    task: str
    trajectory: str
    exact: bool
    name: bool
    reason: str
    completion_tokens: int
    seconds: float
    answer: bool | None = None


class Payment(msgspec.Struct, frozen=True):
    """One call to a provider. `cost_usd` is None where the price is not known; `seconds` is the wall-clock time of the call.

    `task` is the task that it was made for, "" where that is none.
    """

    purpose: Purpose
    provider: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None
    seconds: float
    task: str = ""


class Spent(msgspec.Struct, frozen=True):
    """What the calls for one purpose to one model took together; `cost_usd` leaves out those whose price is not known."""

    purpose: Purpose
    provider: str
    model: str
    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float
    unpriced: int


class Run(msgspec.Struct, frozen=True):
    """One long job of a project. Times are seconds since 1970; its files lie in `runs/<id>/`."""

    id: str
    kind: RunKind
    state: RunState
    started: float
    finished: float | None = None
    spec: dict[str, Any] = {}
    result: dict[str, Any] = {}
