"""Trainings side by side: in what their recipes differ, their losses in one plot, what they took, and what their students score."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import RunState
from stillroom_desktop.pages.builder.found_list import Found, FoundList
from stillroom_desktop.pages.recipe_words import recipe_title
from stillroom_desktop.pages.training.past_runs import ROLES, PastRun, differences, numbered, read_past
from stillroom_desktop.pages.training.run_legend import RunLegend
from stillroom_desktop.pages.training.value_table import ValueTable
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.intervals import IntervalTable, ScoreRow
from stillroom_desktop.widgets.reading_order import show_focused
from stillroom_desktop.widgets.scrolled import Scrolled
from stillroom_desktop.words import NOTHING, gigabytes, moment, took
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate

_PLOT = 250


class CompareDialog(QDialog):
    """The trainings at the left, each to tick; what is ticked is compared at the right."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Loaded here and not above: pyqtgraph takes a while.
        from stillroom_desktop.pages.training.overlay import OverlayPlot

        self._workspace = workspace
        self._known = {_title(number): (number, run, params) for number, run, params in numbered(workspace)}
        self._read: dict[str, PastRun] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("compare")
        self.setWindowTitle(self.tr("Compare trainings"))
        self.resize(1000, 660)
        self.runs = FoundList(self.tr("Trainings"))
        self.told = Label(size=12, role="text3", wrap=True)
        self.recipe = ValueTable(self.tr("Where the recipes differ"))
        self.same = Label(size=12, role="text3", wrap=True)
        self.legend = RunLegend()
        self.plot = OverlayPlot()
        self.plot.setFixedHeight(_PLOT)
        self.outcome = ValueTable(self.tr("What came of them"))
        self.scores = IntervalTable()
        self.unscored = Label(role="text2", wrap=True)
        self._lay_out()
        self.runs.set_entries([self._entry(name) for name in self._known], self._first())
        self.runs.ticked.connect(self._show)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self._show()

    def _lay_out(self) -> None:
        listed = Card(self.tr("Trainings"), flush=True)
        listed.body.addWidget(self.runs, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 12, 10)
        foot.addWidget(self.told)
        listed.body.addLayout(foot)
        listed.setFixedWidth(290)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(GAP)
        for card in self._cards():
            column.addWidget(card)
        column.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(GAP)
        sides.addWidget(listed)
        sides.addWidget(Scrolled(right, down=True), 1)
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(GAP)
        whole.addWidget(Label(self.windowTitle(), size=15, weight=600))
        whole.addLayout(sides, 1)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _cards(self) -> list[Card]:
        recipe = Card(self.tr("Where the recipes differ"), flush=True)
        losses = Card(
            self.tr("Loss"),
            help=self.tr(
                "Lines are the smoothed loss of the solutions that are learnt from, marks the loss on held-out tasks. "
                "The lower, the better; the first steps, where all are high, may reach beyond the top."
            ),
            flush=True,
        )
        outcome = Card(self.tr("What came of them"), flush=True)
        scores = Card(self.tr("Scorecards"), flush=True)
        recipe.body.addWidget(self.recipe)
        recipe.body.addLayout(_inset(self.same))
        losses.body.setSpacing(0)
        losses.body.addLayout(_inset(self.legend))
        losses.body.addWidget(self.plot)
        outcome.body.addWidget(self.outcome)
        scores.body.addWidget(self.scores)
        scores.body.addLayout(_inset(self.unscored))
        return [recipe, losses, outcome, scores]

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        show_focused(self, before, now)

    def _entry(self, name: str) -> Found:
        _, run, params = self._known[name]
        steps = run.result.get("steps")
        state = self.tr("%n step(s)", "", steps) if run.state == "done" and steps else state_word(run.state)
        return Found(name, f"{moment(run.started)} · {state}", recipe_title(params.recipe), run.state == "failed")

    def _first(self) -> list[str]:
        """The two newest that are done, or else the two newest."""
        done = [name for name, (_, run, _) in self._known.items() if run.state == "done"]
        return (done if len(done) > 1 else list(self._known))[:2]

    def _show(self) -> None:
        chosen = self.runs.chosen[: len(ROLES)]
        for name in chosen:
            if name not in self._read:
                self._read[name] = read_past(self._workspace, *self._known[name])
        runs = [self._read[name] for name in reversed(chosen)]  # the oldest first, as they came about
        self._tell(len(self.runs.chosen))
        titles = [_title(past.number) for past in runs]
        differing, same = differences(runs, self.tr("Student")) if runs else ([], 0)
        self.recipe.set_values(self.tr("Value"), titles, ROLES, differing)
        self.recipe.setVisible(bool(differing))
        self.same.setText(self.tr("%n value(s) are the same in all.", "", same))
        self.legend.show_titles(titles)
        self.plot.show_runs(runs)
        self.outcome.set_values("", titles, ROLES, _outcomes(runs))
        scored = [
            ScoreRow(title, role, past.score)
            for title, role, past in zip(titles, ROLES, runs, strict=False)
            if past.score
        ]
        self.scores.set_rows(scored)
        self.scores.setVisible(bool(scored))
        unscored = [title for title, past in zip(titles, runs, strict=True) if past.score is None]
        self.unscored.setText(self.tr("Not scored yet: {runs}.").format(runs=", ".join(unscored)))
        self.unscored.setVisible(bool(unscored))

    def _tell(self, ticked: int) -> None:
        if ticked < 2:
            words = self.tr("Tick two or more, with a click or the space bar.")
        elif ticked > len(ROLES):
            words = self.tr("The first %n that are ticked are compared.", "", len(ROLES))
        else:
            words = ""
        self.told.setText(words)
        self.told.setVisible(bool(words))


def _title(number: int) -> str:
    return translate("CompareDialog", "Run {number}").format(number=number)


def state_word(state: RunState) -> str:
    """How a training stands, in a word."""
    match state:
        case "done":
            return translate("CompareDialog", "done")
        case "failed":
            return translate("CompareDialog", "failed")
        case "cancelled":
            return translate("CompareDialog", "paused")
    return translate("CompareDialog", "running")


def _outcomes(runs: Sequence[PastRun]) -> list[tuple[str, list[str]]]:
    """What each training took and came to; a dash where that is not known."""
    return [
        (translate("CompareDialog", "State"), [state_word(past.run.state) for past in runs]),
        (translate("CompareDialog", "Steps"), [_steps(past) for past in runs]),
        (
            translate("CompareDialog", "Loss at the end"),
            [_number(past.log.steps[-1].loss if past.log.steps else None, 3) for past in runs],
        ),
        (translate("CompareDialog", "Held-out loss"), [_number(_held_out(past), 3) for past in runs]),
        (translate("CompareDialog", "Time"), [_time(past.run.result.get("seconds")) for past in runs]),
        (translate("CompareDialog", "Seconds a step"), [_number(past.log.seconds_per_step, 1) for past in runs]),
        (
            translate("CompareDialog", "Tokens/s"),
            [_number(past.log.steps[-1].tokens_per_second if past.log.steps else None, 0) for past in runs],
        ),
        (translate("CompareDialog", "Memory at most"), [_memory(past) for past in runs]),
    ]


def _steps(past: PastRun) -> str:
    last = past.log.last
    if last is None:
        return NOTHING
    return translate("CompareDialog", "{done} of {all}").format(done=last.step, all=last.total)


def _held_out(past: PastRun) -> float | None:
    """Of the student that is kept; of a training that is not done, the best so far."""
    kept: float | None = past.run.result.get("held_out_loss")
    return kept if kept is not None else min((loss for _, loss in past.log.held_out), default=None)


def _memory(past: PastRun) -> str:
    last = past.log.last
    return gigabytes(max(last.memory_gb, past.run.result.get("peak_memory_gb") or 0.0)) if last else NOTHING


def _time(seconds: float | None) -> str:
    return took(seconds) if seconds else NOTHING


def _number(value: float | None, decimals: int) -> str:
    return NOTHING if value is None else QLocale().toString(value, "f", decimals)


def _inset(widget: QWidget) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(19, 9, 19, 11)
    made.addWidget(widget)
    return made
