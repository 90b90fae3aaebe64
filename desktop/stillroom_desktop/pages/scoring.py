"""An evaluation on the page Evaluate before and while it runs: what is compared, and how far each arm is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.evaluation import EvaluateParams
from stillroom.jobs import Event, Scored, Stage
from stillroom.serving import ArmName
from stillroom.store import Score, Task
from stillroom_desktop.pages.evaluated import arm_words
from stillroom_desktop.stages import stage_words
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.words import time_left


class Tally:
    """Which tasks an evaluation has scored, and whether they are right: what its earlier starts stored, and what it tells."""

    def __init__(self, params: EvaluateParams, tasks: int, scores: Sequence[Score] = ()) -> None:
        self.params = params
        self.tasks = tasks
        self.stage = ""
        self._exact: dict[tuple[str, str], bool] = {(score.arm, score.task): score.exact for score in scores}

    def add(self, event: Event) -> None:
        match event:
            case Scored(arm=arm, task=task, exact=exact):
                self._exact[arm, task] = exact
            case Stage(name=name):
                self.stage = name
            case _:
                pass

    def of(self, arm: ArmName) -> tuple[int, int]:
        """How many of an arm's tasks are right, and how many are scored."""
        exact = [exact for (scored, _), exact in self._exact.items() if scored == arm]
        return sum(exact), len(exact)

    @property
    def at(self) -> ArmName | None:
        """The arm whose turn it is; None when all are scored."""
        return next((arm for arm in self.params.arms if self.of(arm)[1] < self.tasks), None)


class Compared(QWidget):
    """What will be compared, and what the words of the scorecard mean."""

    def __init__(self) -> None:
        super().__init__()
        self._arms = Card(self.tr("What is compared"))
        self.sentence = Label(wrap=True)
        self._arms.body.addWidget(self.sentence)
        explained = {
            "base": self.tr("The model as it came, with the same tools and the same prompt."),
            "student": self.tr("With what it has learnt, in 16 bit."),
            "quantised": self.tr("The same with fewer bits for each weight: smaller and quicker, as it is taken home."),
        }
        for arm, (name, _) in _arms(EvaluateParams(("base", "student", "quantised"))).items():
            self._arms.body.addWidget(HairLine())
            self._arms.body.addWidget(_Explained(name, explained[arm]))
        self._arms.body.addStretch(1)
        self._words = Card(self.tr("What is measured"))
        measured = (
            (self.tr("Exact calls"), self.tr("The right tools with the right arguments, and no call more.")),
            (
                self.tr("Restraint"),
                self.tr("No call where none is right: small talk, a missing value, no tool that fits."),
            ),
            (
                self.tr("95 % interval"),
                self.tr("How far a figure may be from the truth with so few tasks. More tasks make it narrower."),
            ),
        )
        for at, (name, text) in enumerate(measured):
            if at:
                self._words.body.addWidget(HairLine())
            self._words.body.addWidget(_Explained(name, text))
        self._words.body.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._arms, 1)
        self._row.addWidget(self._words, 1)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        needing = sum(task.needs_call for task in tasks)
        self.sentence.setText(
            self.tr(
                "Each of them does the same %n held-out task(s), which none was trained on, with really running tools: "
                "{needing} need a call, {without} need none.",
                "",
                len(tasks),
            ).format(needing=needing, without=len(tasks) - needing)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= 720
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


class Scoring(Card):
    """How far each arm is: right so far of how many done, a bar, and how long it still takes."""

    def __init__(self) -> None:
        super().__init__(self.tr("Scoring"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._rows: dict[ArmName, _Progress] = {}

    def show_tally(self, tally: Tally, seconds_left: float | None) -> None:
        if list(self._rows) != list(tally.params.arms):
            self._make_rows(tally.params)
        self.set_note(stage_words(tally.stage))
        for arm, row in self._rows.items():
            right, done = tally.of(arm)
            count = self.tr("{right} right of {done} done").format(right=right, done=done)
            row.count.setText(count if done else "")
            here = arm == tally.at
            row.bar.set(done / tally.tasks if tally.tasks else 0.0, "accent" if here else "ok")
            if done >= tally.tasks:
                row.state.set(self.tr("Done"), "ok", "check")
            elif here:
                row.state.set(
                    time_left(seconds_left) if seconds_left is not None else self.tr("Running"), "accent", "clock"
                )
            else:
                row.state.set(self.tr("Waiting"), "mute", "clock")

    def _make_rows(self, params: EvaluateParams) -> None:
        for row in self._rows.values():
            for widget in (row.name, row.bar, row.count, row.state):
                widget.hide()
                widget.deleteLater()
        self._rows = {arm: _Progress(name) for arm, (name, _) in _arms(params).items()}
        for at, row in enumerate(self._rows.values()):
            self._grid.addWidget(row.name, at, 0)
            self._grid.addWidget(row.bar, at, 1)
            self._grid.addWidget(row.count, at, 2, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(row.state, at, 3)

    def words(self, arm: ArmName) -> str:
        """What is said of an arm."""
        return f"{self._rows[arm].count.text()}, {self._rows[arm].state.word}"


class _Progress:
    """The widgets of one arm."""

    def __init__(self, name: str) -> None:
        self.name = Label(name, weight=500)
        self.bar = ProgressBar()
        self.count = Label(tabular=True, role="text2")
        self.state = Chip("", "mute")


class _Explained(QWidget):
    """A word and what it means."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2, 0, 2)
        whole.setSpacing(2)
        whole.addWidget(Label(name, weight=600))
        whole.addWidget(Label(text, role="text2", wrap=True))


def _arms(params: EvaluateParams) -> dict[ArmName, tuple[str, str]]:
    return {arm: arm_words(arm, params.quant) for arm in params.arms}
