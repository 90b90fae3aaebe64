"""The scorecard on the page Evaluate: the arms side by side, by kind and tool, and what still fails."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stillroom.serving import ArmName
from stillroom.store import Kind, Score, Store, Task
from stillroom_desktop.engine_words import said
from stillroom_desktop.pages.evaluated import Evaluated, arm_words, weights_note
from stillroom_desktop.pages.failure import FailureDialog
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import Segmented, Select
from stillroom_desktop.widgets.heat import HeatTable
from stillroom_desktop.widgets.intervals import IntervalTable, ScoreRow
from stillroom_desktop.widgets.table import Column, Row, Table
from stillroom_desktop.words import count, kind_title

_NARROW, _WIDE = 640, 900  # px, below which cards stand one above the other, and from which on the failures get more
_DOTS = {"base": "text3", "icl": "text3", "student": "accent", "quantised": "accent"}


class Scorecard(QWidget):
    """All that is known of one evaluation."""

    chosen = Signal(str)  # the id of the run that the user wants to see

    def __init__(self) -> None:
        super().__init__()
        self.arms = ArmsCard()
        self.arms.runs.changed.connect(self.chosen)
        self.kinds = KindsCard()
        self.failures = FailuresCard()
        self._below = QHBoxLayout()
        self._below.setSpacing(GAP)
        self._below.addWidget(self.kinds)
        self._below.addWidget(self.failures)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.arms)
        whole.addLayout(self._below, 1)

    def show_runs(self, options: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these evaluations as (id, words); with only one there is nothing to choose."""
        with QSignalBlocker(self.arms.runs):
            self.arms.runs.set_options(options)
            self.arms.runs.set_value(chosen)
        self.arms.runs.setVisible(len(options) > 1)

    def show_evaluated(self, evaluated: Evaluated, store: Store) -> None:
        self.arms.show_evaluated(evaluated, weights_note(store, evaluated.params))
        self.kinds.show_evaluated(evaluated)
        self.failures.show_evaluated(evaluated, store)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._below.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._below.setStretch(0, 2)
        self._below.setStretch(1, 3 if self.width() >= _WIDE else 2)


class ArmsCard(Card):
    """The arms side by side, with what has to be said beside the figures."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Exact calls"),
            help=self.tr(
                "A call is exact if its tool and every argument are right, by the rules of the Berkeley Function Calling "
                "Leaderboard. The band is the 95 % interval: how far the figure may be from the truth with so few tasks. "
                "Restraint is making no call where none is right."
            ),
            flush=True,
        )
        self.runs = Select([], name=self.tr("Evaluation"))
        self.add_action(self.runs)
        self.table = IntervalTable()
        self.notes = Label(size=12, role="text3", wrap=True)
        foot = QVBoxLayout()
        foot.setContentsMargins(19, 9, 19, 11)
        foot.addWidget(self.notes)
        self.body.setSpacing(0)
        self.body.addWidget(self.table)
        self.body.addWidget(HairLine())
        self.body.addLayout(foot)

    def show_evaluated(self, evaluated: Evaluated, weights: str) -> None:
        needing = sum(task.needs_call for task in evaluated.tasks)
        without = len(evaluated.tasks) - needing
        self.set_title(self.tr("Exact calls on %n held-out task(s)", "", needing))
        notes = [
            self.tr(
                "{needing} tasks need a call, {without} need none; one try each, with really running tools."
            ).format(needing=needing, without=without),
            self.tr("Bands are 95 % intervals."),
            weights,
        ]
        self.notes.setText(" ".join(filter(None, notes)))
        quant = evaluated.params.quant
        self.table.set_rows(
            [
                ScoreRow(
                    arm_words(arm, quant)[0], _DOTS[arm], score, arm == "quantised" and "student" in evaluated.arms
                )
                for arm, score in evaluated.arms.items()
            ]
        )


class KindsCard(Card):
    """How often each arm is right, by kind of task or by tool."""

    def __init__(self) -> None:
        super().__init__(self.tr("By kind"), flush=True)
        self.by = Segmented([("kind", self.tr("Kind")), ("tool", self.tr("Tool"))])
        self.by.changed.connect(self._show)
        self.add_action(self.by)
        self.table = HeatTable()
        self._evaluated: Evaluated | None = None
        self.body.setContentsMargins(0, 0, 0, 12)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_evaluated(self, evaluated: Evaluated) -> None:
        self._evaluated = evaluated
        self._show()

    def _show(self) -> None:
        if self._evaluated is None:
            return
        arms = self._evaluated.arms
        titles = [arm_words(arm, self._evaluated.params.quant)[1] for arm in arms]
        if self.by.value == "kind":
            self.set_title(self.tr("By kind"))
            kinds = [kind for kind in _kinds() if any(kind in score.per_kind for score in arms.values())]
            rows = [(kind_title(kind), [score.per_kind.get(kind) for score in arms.values()]) for kind in kinds]
            self.table.set_rows(self.tr("Kind"), titles, rows)
        else:
            self.set_title(self.tr("By tool"))
            tools = sorted({tool for score in arms.values() for tool in score.per_tool})
            rows = [(tool, [score.per_tool.get(tool) for score in arms.values()]) for tool in tools]
            self.table.set_rows(self.tr("Tool"), titles, rows)


class FailuresCard(Card):
    """The tasks that an arm gets wrong, each with what differed first. A row opens as its transcript."""

    def __init__(self) -> None:
        super().__init__(self.tr("Where it still fails"), " ", flush=True)
        self.arm = Select([], name=self.tr("Arm"))
        self.arm.changed.connect(self._choose)
        columns = [
            Column("prompt", self.tr("Task")),
            Column("expected", self.tr("Expected"), "tools", 130, spare=True),
            Column("reason", self.tr("First difference")),
        ]
        self.table = Table(columns, "evaluate-failures")
        self.table.setAccessibleName(self.tr("Failed tasks"))
        self.table.setMinimumHeight(180)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.open = Button("", "external", small=True, name=self.tr("Open the conversation"))
        self.open.clicked.connect(lambda: self._open(self.table.selected))
        self.add_action(self.arm)
        self.add_action(self.open)
        self.table.activated_row.connect(self._open)
        self.table.selected_row.connect(lambda id: self.open.setEnabled(bool(id)))
        self.nothing = Label(self.tr("Nothing: every task is right."), role="text2")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(self.table, 1)
        self._evaluated: Evaluated | None = None
        self._store: Store | None = None
        self._by_hand = False

    def show_evaluated(self, evaluated: Evaluated, store: Store) -> None:
        if self._evaluated is None or self._evaluated.run != evaluated.run:
            self._by_hand = False
        self._evaluated, self._store = evaluated, store
        with QSignalBlocker(self.arm):
            self.arm.set_options([(arm, arm_words(arm, evaluated.params.quant)[1]) for arm in evaluated.arms])
            if evaluated.lead and not self._by_hand:
                self.arm.set_value(evaluated.lead)
        self._show()

    def _choose(self) -> None:
        self._by_hand = True
        self._show()

    @property
    def _arm(self) -> ArmName | None:
        return next((arm for arm in get_args(ArmName) if arm == self.arm.value), None)

    def _show(self) -> None:
        arm = self._arm
        failures = self._evaluated.failures[arm] if self._evaluated and arm else []
        rows = [_failure_row(task, score) for task, score in failures]
        self.table.set_rows(rows)
        self.set_note(count(len(rows)) if rows else "")
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.open.setVisible(bool(rows))
        self.open.setEnabled(bool(self.table.selected))

    def _open(self, task: str) -> None:
        arm = self._arm
        if self._evaluated is None or self._store is None or arm is None:
            return
        failures = self._evaluated.failures[arm]
        at = next(at for at, (failed, _) in enumerate(failures) if failed.id == task)
        title = arm_words(arm, self._evaluated.params.quant)[0]
        FailureDialog(self._store, failures, at, title, self.window()).open()


def _failure_row(task: Task, score: Score) -> Row:
    expected = tuple(call.name for step in task.solution or () for call in step)
    # With one call expected, its name stands beside the reason already.
    reason = score.reason.removeprefix(f"{expected[0]}: ") if len(expected) == 1 else score.reason
    return {"id": task.id, "prompt": task.turns[0], "expected": expected, "reason": said(reason)}


def _kinds() -> tuple[Kind, ...]:
    return get_args(Kind)
