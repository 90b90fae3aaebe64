"""A teaching run on the page Teach: its figures, what it waits for, its tasks as they end, and what went wrong."""

import time
from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.jobs import Waits
from stillroom.store import Lesson, Run
from stillroom.teacher import BUDGET_REACHED
from stillroom_desktop.engine_words import said
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.taught import SHOWN, TaughtTasks, cause_of
from stillroom_desktop.pages.teach_causes import CausesCard
from stillroom_desktop.pages.teach_figures import TeachFigures
from stillroom_desktop.pages.teach_funnel import Funnel
from stillroom_desktop.theme import GAP, State
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import SearchField, Segmented
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.widgets.table import Column, Row, Table
from stillroom_desktop.widgets.verdicts import verdict_chip
from stillroom_desktop.words import count, kind_title

translate = QCoreApplication.translate

_TABS = ("all", "kept", "rejected", "failed")


class TeachRun(QWidget):
    """Figures above, the table at the left, the causes at the right; after a run also what each check let through."""

    opened = Signal(str)  # the task whose row was chosen

    def __init__(self, retry: Button) -> None:
        super().__init__()
        self.figures = TeachFigures()
        self.script = Notice(
            "info",
            self.tr("This teacher plays worked solutions and really runs the tools. It is a script, not a model."),
        )
        self.waits = Notice("info", "", icon="clock")
        self.waits.hide()
        self._until = 0.0
        self._at_once = 0
        self._clock = QTimer(self, interval=500)
        self._clock.timeout.connect(self._show_waits)
        self.funnel = Funnel()
        self.causes = CausesCard(retry)
        self.causes.chosen.connect(self._filter_cause)
        self._wide = True
        self._running = False
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        beside.addWidget(self._make_table(), 1)
        beside.addWidget(self.causes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (self.figures, self.script, self.waits, self.funnel):
            column.addWidget(part)
        column.addLayout(beside, 1)

    def _make_table(self) -> Card:
        self.shown = Segmented([(key, "") for key in _TABS], name=self.tr("Solutions"))
        self.live = Chip(self.tr("Live, newest first"), "ok", "dot")
        search = SearchField(self.tr("Filter tasks"))
        search.setMaximumWidth(220)
        head = QHBoxLayout()
        head.setContentsMargins(15, 10, 15, 10)
        head.setSpacing(12)
        head.addWidget(self.shown)
        head.addStretch()
        head.addWidget(self.live)
        head.addWidget(search, 1)
        columns = [
            Column("number", self.tr("No."), "number", 56),
            Column("prompt", self.tr("Task")),
            Column("kind", self.tr("Kind"), "muted", 120, spare=True),
            Column("tools", self.tr("Calls"), "tools", 146, spare=True),
            Column("seconds", self.tr("Time"), "time", 76, spare=True),
            Column("cost", self.tr("USD"), "number", 84, spare=True),
            Column("verdict", self.tr("Verdict"), "chip", 128),
        ]
        self.table = Table(columns, "teach")
        self.table.setAccessibleName(self.tr("Solutions"))
        self.table.activated_row.connect(self.opened)
        self.shown.changed.connect(self._filter_tab)
        search.changed.connect(self.table.filter_text)
        self._more = Label(size=12, role="text3", wrap=True)
        self._more.setContentsMargins(18, 8, 18, 10)
        card = Card(flush=True)
        card.setMinimumHeight(216)
        card.body.setSpacing(0)
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._more)
        return card

    # What is shown

    def show_rows(self, lessons: Sequence[Lesson]) -> None:
        """Show these in the table, and no others."""
        self.table.set_rows([_table_row(lesson) for lesson in lessons])

    def add_rows(self, lessons: Sequence[Lesson], gone: Collection[str]) -> None:
        """Show lessons above the others; older ones of the tasks `gone` go away."""
        rows = self.table.rows
        if gone:
            rows.drop(gone)
        rows.prepend([_table_row(lesson) for lesson in lessons])
        rows.cut(SHOWN)

    def show_known(self, known: TaughtTasks, run: Run, job: RunningJob | None) -> None:
        """Show where teaching stands: `run` is the newest, `job` what runs of it now."""
        self._running = job is not None
        self.figures.show_known(known, run, job)
        self.script.setVisible(run.spec.get("params", {}).get("teacher") is None and known.spent is None)
        self.funnel.setVisible(run.state == "done" and known.rejected > 0)
        if not self.funnel.isHidden():
            self.funnel.show_known(known)
        words = {
            "all": self.tr("All {count}").format(count=count(known.taught + known.failed)),
            "kept": self.tr("Kept {count}").format(count=count(known.kept())),
            "rejected": self.tr("Rejected {count}").format(count=count(known.rejected)),
            "failed": self.tr("Failed {count}").format(count=count(known.failed)),
        }
        for key, word in words.items():
            self.shown.set_word(key, word)
        self.shown.set_offered("failed", known.failed > 0)
        if not known.failed and self.shown.value == "failed":
            self.shown.set_value("all")
        self.causes.show_causes(known.causes, known.taught + known.failed)
        self._more.setVisible(known.taught > SHOWN)
        self._more.setText(
            self.tr("The newest {count} are listed. All of them are in Review.").format(count=count(SHOWN))
        )
        self._show_live()

    def wait(self, waits: Waits) -> None:
        """The teacher's server is left alone for a while."""
        self._until = max(self._until, time.monotonic() + waits.seconds)
        self._at_once = waits.at_once
        self._clock.start()
        self._show_waits()

    def stop_waiting(self) -> None:
        """Nothing is waited for any more."""
        self._until = 0.0
        self._show_waits()

    def _show_waits(self) -> None:
        left = self._until - time.monotonic()
        self.waits.setVisible(left > 0)
        if left <= 0:
            self._clock.stop()
            return
        self.waits.set(
            "info",
            self.tr(
                "The teacher's server asks for a pause: waiting {seconds} s, then %n call(s) at a time. Nothing is lost.",
                "",
                self._at_once,
            ).format(seconds=max(1, round(left))),
        )

    def _show_live(self) -> None:
        self.live.setVisible(self._wide and self._running)

    def set_wide(self, wide: bool) -> None:
        """Fit a wide page, or a narrow one."""
        self._wide = wide
        self.causes.setFixedWidth(280 if wide else 236)
        self._show_live()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._clock.start()
        self._show_waits()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._clock.stop()

    # What is chosen

    def _filter_tab(self, tab: str) -> None:
        self.causes.forget_choice()
        self.table.filter_value("cause", None)
        self.table.filter_value("outcome", None if tab == "all" else tab)

    def _filter_cause(self, cause: tuple[bool, str] | None) -> None:
        if cause:
            self.shown.set_value("failed" if cause[0] else "rejected")
        else:
            self.shown.set_value("all")
        for key, row in self.causes.rows.items():
            row.setChecked(key == cause)
        self.table.filter_value("cause", cause)


class LostDialog(MessageDialog):
    """Why a task could not be taught."""

    def __init__(self, parent: QWidget, lesson: Lesson) -> None:
        super().__init__(parent, said(lesson.cause), said(lesson.reason), icon="warning", role="warn")
        self.add_button(self.tr("Close"), kind="primary")


def lesson_chip(lesson: Lesson) -> tuple[str, State, str]:
    """What became of a task, as a chip: word, state, icon."""
    if lesson.cause == BUDGET_REACHED:
        return translate("TeachRun", "No money left"), "mute", "clock"
    if lesson.cause:
        return translate("TeachRun", "Failed"), "bad", "cross"
    word, state, icon = verdict_chip(lesson.accepted)
    return translate("TeachRun", "Kept, recovered") if lesson.recovered else word, state, icon


def _table_row(lesson: Lesson) -> Row:
    failed = bool(lesson.cause)
    outcome = (
        "kept"
        if lesson.accepted
        else "rejected"
        if not failed
        else "left"
        if lesson.cause == BUDGET_REACHED
        else "failed"
    )
    return {
        "id": lesson.task,
        "number": lesson.number,
        "prompt": lesson.prompt,
        "kind": kind_title(lesson.kind),
        "tools": lesson.tools,
        "seconds": lesson.seconds or None,
        "cost": None if lesson.cost_usd is None else round(lesson.cost_usd, 4),
        "verdict": lesson_chip(lesson),
        "outcome": outcome,
        "cause": None if lesson.accepted else (failed, cause_of(lesson)),
    }
