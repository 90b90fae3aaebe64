"""The steps of an export that runs, put together from its events: what is done, what goes on, what is still to come."""

import re
import time
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLocale

from stillroom.jobs import Event, Note, Progress, Scored, Stage
from stillroom_desktop.stages import stage_words
from stillroom_desktop.widgets.checklist import Item
from stillroom_desktop.words import took

translate = QCoreApplication.translate

StepName = Literal["look", "make", "send", "create", "compare", "call", "stream", "take", "write"]

INTO_OLLAMA: tuple[StepName, ...] = ("look", "make", "send", "create", "compare", "call", "stream", "take")
INTO_A_FILE: tuple[StepName, ...] = ("make", "compare", "write")

# The stages of the engine that a step is made of, each by how its name begins.
_STAGES: tuple[tuple[str, StepName], ...] = (
    ("Looking for Ollama", "look"),
    ("Preparing the student|Merging|Converting|Quantising", "make"),
    ("Sending the model", "send"),
    ("Creating the model", "create"),
    ("Comparing the prompt", "compare"),
    ("Trying tool calls, streamed", "stream"),
    ("Trying tool calls", "call"),
    ("Taking the name", "take"),
    ("Writing", "write"),
)


def step_title(name: StepName) -> str:
    """What a step is called."""
    match name:
        case "look":
            return translate("ExportSteps", "Looking for Ollama")
        case "make":
            return translate("ExportSteps", "Making the file")
        case "send":
            return translate("ExportSteps", "Sending the model")
        case "create":
            return translate("ExportSteps", "Creating it in Ollama")
        case "compare":
            return translate("ExportSteps", "Comparing what it reads")
        case "call":
            return translate("ExportSteps", "Trying tool calls")
        case "stream":
            return translate("ExportSteps", "Trying tool calls, streamed")
        case "take":
            return translate("ExportSteps", "Taking the name")
        case "write":
            return translate("ExportSteps", "Writing the file")


class StepLog:
    """What a job has told so far. One that was followed from its start knows how long each step took."""

    def __init__(self, plan: tuple[StepName, ...]) -> None:
        self._plan = plan
        self._at = -1  # the step in the plan that goes on
        self._began: dict[int, float] = {}
        self._took: dict[int, float] = {}
        self._notes: dict[int, str] = {}
        self._unit = ""
        self._progress: Progress | None = None
        self._right = self._tried = 0

    def add(self, event: Event, *, live: bool) -> None:
        """Take one more event into account; `live` ones came just now."""
        match event:
            case Stage():
                self._begin(event, live)
            case Progress():
                self._progress = event
            case Note() if self._step == "create":
                self._notes[self._at] = event.text  # Ollama's own words
            case Scored():
                self._score(event.exact)

    def items(self) -> list[Item]:
        """The plan as lines to show."""
        return [self._item(place, name) for place, name in enumerate(self._plan)]

    @property
    def _step(self) -> StepName | None:
        return self._plan[self._at] if self._at >= 0 else None

    def _begin(self, stage: Stage, live: bool) -> None:
        step = next((step for start, step in _STAGES if re.match(start, stage.name)), None)
        if step is None or step not in self._plan:
            return
        at, now = self._plan.index(step), time.monotonic()
        self._unit, self._progress = stage.unit, None
        if at != self._at:
            if live and self._at in self._began:
                self._took[self._at] = now - self._began[self._at]
            if live:
                self._began[at] = now
            if self._step in ("make", "create"):
                self._notes.pop(self._at, None)  # it said what went on
            self._at = at
            self._right = self._tried = 0
        if step == "make":
            self._notes[at] = stage_words(stage.name)

    def _score(self, exact: bool) -> None:
        self._tried += 1
        self._right += exact
        words = translate("ExportSteps", "{right} of {n} right")
        self._notes[self._at] = words.format(right=self._right, n=self._tried)

    def _item(self, place: int, name: StepName) -> Item:
        title, note = step_title(name), self._notes.get(place, "")
        if place == self._at:
            share = self._progress.done / self._progress.total if self._progress and self._progress.total else None
            return Item(title, "running", note, self._how_far(), share)
        seconds = self._took.get(place, 0.0)
        return Item(title, "done" if place < self._at else "empty", note, took(seconds) if seconds >= 1 else "")

    def _how_far(self) -> str:
        if self._progress is None:
            return ""
        done, total = self._progress.done, self._progress.total
        if self._unit == "bytes":
            megabytes = [QLocale().toString(value / 1e6, "f", 0) for value in (done, total)]
            return translate("ExportSteps", "{done} of {all} MB").format(done=megabytes[0], all=megabytes[1])
        return translate("ExportSteps", "{done} of {all}").format(done=done, all=total)
