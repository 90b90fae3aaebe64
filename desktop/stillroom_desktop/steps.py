"""The way through a project as steps, and where each of them stands."""

from typing import TYPE_CHECKING, Literal, get_args

import msgspec
from PySide6.QtCore import QCoreApplication

from stillroom.errors import ToolError
from stillroom.serving import newest_trained
from stillroom.store import Run, RunKind, Store
from stillroom.students import SMOLLM2, chosen_student, is_prepared
from stillroom_desktop.pages.builder.tool_state import read_tool
from stillroom_desktop.words import percent, student_title

if TYPE_CHECKING:
    from stillroom_desktop.workspace import Workspace

StepKey = Literal[
    "overview",
    "teacher",
    "tools",
    "tasks",
    "teach",
    "review",
    "student",
    "train",
    "evaluate",
    "chat",
    "export",
    "settings",
]
STEPS: tuple[StepKey, ...] = get_args(StepKey)[:-1]
"""The steps in their order; the settings stand apart from them."""

translate = QCoreApplication.translate

State = Literal["empty", "ready", "running", "done", "attention"]


class StepState(msgspec.Struct, frozen=True):
    """Where a step stands; `note` says it in a few characters, for example "7 tools"."""

    key: StepKey
    state: State
    note: str = ""


def title(key: StepKey) -> str:
    """What a step is called."""
    match key:
        case "overview":
            return translate("Steps", "Overview")
        case "teacher":
            return translate("Steps", "Teacher")
        case "tools":
            return translate("Steps", "Tools")
        case "tasks":
            return translate("Steps", "Tasks")
        case "teach":
            return translate("Steps", "Teach")
        case "review":
            return translate("Steps", "Review")
        case "student":
            return translate("Steps", "Student")
        case "train":
            return translate("Steps", "Train")
        case "evaluate":
            return translate("Steps", "Evaluate")
        case "chat":
            return translate("Steps", "Chat")
        case "export":
            return translate("Steps", "Export")
        case "settings":
            return translate("Steps", "Settings")


def step_of(kind: RunKind) -> StepKey:
    """The step that shows jobs of a kind."""
    match kind:
        case "prepare" | "probe":
            return "student"
        case "packages" | "draft":
            return "tools"
        case "make_tasks" | "import":
            return "tasks"
    return kind


def step_states(workspace: "Workspace") -> list[StepState]:
    """Where every step of `STEPS` stands. It reads counts only, and may be asked as often as something changes.

    Raises:
        sqlite3.Error: the project's database cannot be read any more.
    """
    if workspace.project is None:
        return [StepState(key, "empty") for key in STEPS]
    return _Looked(workspace).states()


def next_step(workspace: "Workspace") -> StepKey:
    """What is to be done next: the first step of the way that is not done; "overview" where all of them are."""
    return _next(step_states(workspace))


_WAY: tuple[StepKey, ...] = ("tools", "tasks", "teach", "train", "evaluate", "chat", "export")
"""The steps without which there is no student to take away; the others are for those who want to look or to choose."""


def _next(states: list[StepState]) -> StepKey:
    return next((state.key for state in states if state.key in _WAY and state.state != "done"), "overview")


class _Looked:
    """What was found in an open project, and what it means for each step."""

    def __init__(self, workspace: "Workspace") -> None:
        store = workspace.store
        runs = store.runs()
        self._newest: dict[RunKind, Run] = {run.kind: run for run in reversed(runs)}
        self._running = {job.kind for job in workspace.jobs}
        self._trained = newest_trained(store)
        self._chatted = any(run.kind == "chat" and run.state == "done" for run in runs)
        tools = store.tools()
        self._tools = len(tools)
        self._unusable = sum(isinstance(read_tool(tool), ToolError) for tool in tools)
        self._sides = _sides(store)
        self._accepted, self._rejected = store.taught_counts()
        self._student = chosen_student(store)
        self._teacher: str | None = store.fact("teacher")
        self._teachers = workspace.teachers

    def states(self) -> list[StepState]:
        steps = [
            self._look_at_teacher(),
            self._look_at_tools(),
            self._tasks(),
            self._teach(),
            self._review(),
            self._look_at_student(),
            self._train(),
            self._evaluate(),
            self._chat(),
            self._export(),
        ]
        return [StepState("overview", "done" if _next(steps) == "overview" else "ready"), *steps]

    def _look_at_teacher(self) -> StepState:
        if self._teacher is None:
            return StepState("teacher", "done", translate("Steps", "script"))
        match self._teachers.standing(str(self._teacher)):
            case "gone":
                return StepState("teacher", "attention", translate("Steps", "not set up"))
            case "keyless":
                return StepState("teacher", "attention", translate("Steps", "no key"))
            case "failed":
                return StepState("teacher", "attention", translate("Steps", "test failed"))
        return StepState("teacher", "done", str(self._teacher))

    def _look_at_tools(self) -> StepState:
        if self._unusable:
            return StepState("tools", "attention", translate("Steps", "%n to mend", None, self._unusable))
        if self._tools:
            return StepState("tools", "done", translate("Steps", "%n tool(s)", None, self._tools))
        return _ready("tools")

    def _look_at_student(self) -> StepState:
        if self._running & {"prepare", "probe"}:
            return StepState("student", "running", student_title(self._student))
        newest = self._newest.get("prepare")
        if self._student == SMOLLM2 or is_prepared(self._student):  # the sample's is made ready by its training
            return StepState("student", "done", student_title(self._student))
        if newest and newest.state == "failed" and newest.spec["params"]["student"] == self._student:
            return StepState("student", "attention", translate("Steps", "failed"))
        return StepState("student", "ready", translate("Steps", "to download"))

    def _tasks(self) -> StepState:
        if self._running & {"make_tasks", "import"}:
            return StepState("tasks", "running", translate("Steps", "running"))
        learnt, held_out = self._sides
        if learnt + held_out == 0:
            return _ready("tasks") if self._tools else StepState("tasks", "empty")
        return StepState("tasks", "done", f"{learnt} + {held_out}" if held_out else str(learnt))

    def _teach(self) -> StepState:
        if state := self._in_work("teach"):
            return state
        newest = self._newest.get("teach")
        tried = self._accepted + self._rejected
        hopeless = sum(newest.result.get("failed", {}).values()) if newest else 0
        if newest and newest.state == "done" and tried and tried + hopeless >= sum(self._sides):
            return StepState("teach", "done", translate("Steps", "%n kept", None, self._accepted))
        return _ready("teach") if self._tools and sum(self._sides) else StepState("teach", "empty")

    def _review(self) -> StepState:
        if self._rejected:
            return StepState("review", "attention", translate("Steps", "%n rejected", None, self._rejected))
        return StepState("review", "done" if self._accepted else "empty")

    def _train(self) -> StepState:
        if state := self._in_work("train"):
            return state
        if self._trained:
            return StepState(
                "train", "done", translate("Steps", "%n step(s)", None, self._trained.result.get("steps", 0))
            )
        return _ready("train") if self._accepted else StepState("train", "empty")

    def _evaluate(self) -> StepState:
        if state := self._in_work("evaluate"):
            return state
        if run := self._of_the_trained("evaluate"):
            arms = run.result["arms"]
            exact = (arms.get("student") or arms.get("quantised") or {}).get("exact", {}).get("value")
            return StepState("evaluate", "done", "" if exact is None else percent(exact))
        return _after_training("evaluate", self._trained)

    def _chat(self) -> StepState:
        if "chat" in self._running:
            return StepState("chat", "running")
        return StepState("chat", "done") if self._chatted else _after_training("chat", self._trained)

    def _export(self) -> StepState:
        if state := self._in_work("export"):
            return state
        if run := self._of_the_trained("export"):
            into_ollama = "model" in run.result
            return StepState(
                "export", "done", translate("Steps", "in Ollama") if into_ollama else run.result.get("quant", "")
            )
        return _after_training("export", self._trained)

    def _in_work(self, kind: RunKind) -> StepState | None:
        """The state of a step whose newest run is not done: it runs, was stopped midway, or failed."""
        if kind in self._running:
            return StepState(step_of(kind), "running", translate("Steps", "running"))
        match self._newest.get(kind):
            case Run(state="failed"):
                return StepState(step_of(kind), "attention", translate("Steps", "failed"))
            case Run(state="cancelled") if kind != "export":  # which begins anew
                return StepState(step_of(kind), "ready", translate("Steps", "paused"))
        return None

    def _of_the_trained(self, kind: RunKind) -> Run | None:
        """The newest run of a kind, if it is done and was about the student that was trained last."""
        run = self._newest.get(kind)
        same = run and self._trained and run.state == "done" and run.result.get("run") == self._trained.id
        return run if same else None


def _sides(store: Store) -> tuple[int, int]:
    """How many tasks are learnt from, and how many are held out."""
    counts = {"train": 0, "held_out": 0}
    for row in store.task_counts():
        counts[row["split"]] += row["count"]
    return counts["train"], counts["held_out"]


def _ready(key: StepKey) -> StepState:
    return StepState(key, "ready", translate("Steps", "start"))


def _after_training(key: StepKey, trained: Run | None) -> StepState:
    return _ready(key) if trained else StepState(key, "empty")
