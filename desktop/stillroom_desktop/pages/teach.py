"""The page Teach: the teacher solves the tasks, live, and what verification says of each solution."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stillroom.jobs import Event
from stillroom.store import Run, TaughtRow
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.taught import TaughtTasks
from stillroom_desktop.pages.teach_figures import TeachFigures
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import Card, EmptyState, Notice
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import SearchField, Segmented
from stillroom_desktop.widgets.table import Column, Row, Table
from stillroom_desktop.widgets.verdicts import Reasons, TrajectoryDialog, verdict_chip
from stillroom_desktop.words import count, kind_title, took
from stillroom_desktop.workspace import Workspace

_WIDE = 900  # px of the page, from which on there is room for all


class TeachPage(Page):
    """Before, while and after the tasks are taught."""

    key = "teach"
    follows = ("teach",)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._known = TaughtTasks()
        self.set_header(
            self.tr("Teach"),
            self.tr("A teacher solves your tasks with your real tools. What passes becomes training data."),
        )
        self._make_buttons()
        self._outcome = Notice("ok", "", big=True, button=self.train)
        self._work = self._make_work()
        self._nothing_yet = EmptyState(
            "graduation",
            self.tr("Nothing is taught yet"),
            self.tr(
                "The teacher plays the worked solutions that came with the tasks, and really runs your tools. It is a script, "
                "not a model: it is free and needs no network. Every solution is checked before a student may learn from it."
            ),
        )
        self._no_tasks = EmptyState(
            "list",
            self.tr("No tasks yet"),
            self.tr("Tasks are what the teacher solves. Add some first."),
            self._way_to("tasks", self.tr("Add tasks"), "list"),
        )
        self._no_tools = EmptyState(
            "tools",
            self.tr("No tools yet"),
            self.tr("The teacher solves the tasks with your tools. Add one first."),
            self._way_to("tools", self.tr("Add tools"), "tools"),
        )
        self._stack = QStackedWidget()
        for part in (self._work, self._nothing_yet, self._no_tasks, self._no_tools):
            self._stack.addWidget(part)
        self.body.addWidget(self._outcome)
        self.body.addWidget(self._stack, 1)

    # The parts

    def _make_buttons(self) -> None:
        self.start = Button(self.tr("Start teaching"), "graduation", kind="primary")
        self.start.setObjectName("teach_start")
        self.start.clicked.connect(lambda: self._begin(self.start, retry=False))
        self.pause = Button(self.tr("Pause"), "pause", kind="primary")
        self.pause.setToolTip(self.tr("What is solved is kept. Start again to go on."))
        self.pause.clicked.connect(self._stop)
        self.retry = Button(self.tr("Try again"), "refresh")
        self.retry.clicked.connect(lambda: self._begin(self.retry, retry=True))
        self.train = Button(self.tr("Train the student"), "flame", kind="primary")
        self.train.setObjectName("train_start")
        self.train.clicked.connect(self._train)

    def _way_to(self, step: str, word: str, icon: str) -> Button:
        button = Button(word, icon, kind="primary")
        button.clicked.connect(lambda: self.workspace.go.emit(step))
        return button

    def _make_work(self) -> QWidget:
        self.figures = TeachFigures()
        script = Notice(
            "info",
            self.tr("This teacher plays worked solutions and really runs the tools. It is a script, not a model."),
        )
        self.reasons = Reasons(self.retry)
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        beside.addWidget(self._make_table(), 1)
        beside.addWidget(self.reasons)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.figures)
        column.addWidget(script)
        column.addLayout(beside, 1)
        return work

    def _make_table(self) -> Card:
        self.shown = Segmented([("all", ""), ("kept", ""), ("rejected", "")])
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
            Column("number", self.tr("No."), "number", 60),
            Column("prompt", self.tr("Task")),
            Column("kind", self.tr("Kind"), "muted", 132, spare=True),
            Column("tools", self.tr("Calls"), "tools", 160, spare=True),
            Column("seconds", self.tr("Time"), "time", 84, spare=True),
            Column("verdict", self.tr("Verdict"), "chip", 124),
        ]
        self.table = Table(columns, "teach")
        self.table.setAccessibleName(self.tr("Solutions"))
        self.table.activated_row.connect(self._open)
        self.shown.changed.connect(
            lambda key: self.table.filter_value("accepted", {"kept": True, "rejected": False}.get(key))
        )
        search.changed.connect(self.table.filter_text)
        card = Card(flush=True)
        card.setMinimumHeight(216)
        card.body.setSpacing(0)
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        return card

    # What is done

    def _begin(self, button: Button, *, retry: bool) -> None:
        self._starting(button)
        if self.workspace.teach(retry) is None:
            self.refresh()

    def _stop(self) -> None:
        if job := self.workspace.running("teach"):
            job.cancel()

    def _train(self) -> None:
        if self._trained_since():
            self.workspace.go.emit("train")
            return
        self._starting(self.train)
        if self.workspace.train() is None:
            self.refresh()

    def _starting(self, button: Button) -> None:
        button.setEnabled(False)
        button.setText(self.tr("Starting …"))

    def _open(self, task: str) -> None:
        TrajectoryDialog(self.workspace.store, self._known.row(task), self).open()

    # What is shown

    def follow(self, job: RunningJob) -> None:
        job.events.connect(self._on_events)
        job.state_changed.connect(self.redraw)

    def refresh(self) -> None:
        if self.workspace.project is None:
            return
        if self._known.load(self.workspace):
            self.table.set_rows([_table_row(row) for row in self._known.rows])
        self._draw()

    def _on_events(self, batch: Sequence[Event]) -> None:
        if not self.isVisible():
            self._known.forget()
            return
        added, replaces = self._known.add(batch)
        if replaces:
            self.table.set_rows([_table_row(row) for row in self._known.rows])
        else:
            self.table.rows.prepend([_table_row(row) for row in added])
        self._draw()

    def _draw(self) -> None:
        run, job = self.workspace.latest("teach"), self.workspace.running("teach")
        self._show_part(run)
        self._show_buttons(run, job)
        self._show_outcome(run, job)
        self.figures.show_known(self._known, run, job)
        known = self._known
        self.shown.set_word("all", self.tr("All {count}").format(count=count(known.taught)))
        self.shown.set_word("kept", self.tr("Kept {count}").format(count=count(known.kept())))
        self.shown.set_word("rejected", self.tr("Rejected {count}").format(count=count(known.rejected)))
        self.reasons.show_rows(known.rows)
        self._show_live()

    def _show_part(self, run: Run | None) -> None:
        if not self._known.tasks:
            self._stack.setCurrentWidget(self._no_tasks)
        elif not self.workspace.store.tools():
            self._stack.setCurrentWidget(self._no_tools)
        else:
            self._stack.setCurrentWidget(self._work if run else self._nothing_yet)

    def _show_buttons(self, run: Run | None, job: RunningJob | None) -> None:
        stopping = job is not None and job.state == "stopping"
        self.pause.setText(self.tr("Stopping, saving …") if stopping else self.tr("Pause"))
        self.pause.setEnabled(not stopping)
        left = self._known.left(solvable=True)
        if run is None:
            word = self.tr("Start teaching")
        elif run.state == "done":
            word = self.tr("Teach %n new task(s)", "", left)
        else:
            word = self.tr("Go on")
        self.start.setText(word)
        self.start.setEnabled(True)
        self.retry.setText(self.tr("Try the %n again", "", self._known.rejected))
        self.retry.setEnabled(job is None)
        can_start = left > 0 and self._stack.currentWidget() in (self._work, self._nothing_yet)
        self.set_buttons(*([self.pause] if job else [self.start] if can_start else []))

    def _show_outcome(self, run: Run | None, job: RunningJob | None) -> None:
        self._outcome.setVisible(run is not None and job is None)
        if run is None or job:
            return
        left, kept = self._known.left(solvable=True), self._known.kept()
        self.train.setVisible(kept > 0 and (run.state == "done" or not left))
        self.train.setEnabled(True)
        self.train.set_kind("normal" if left else "primary")
        self.train.setText(self.tr("See the training") if self._trained_since() else self.tr("Train the student"))
        result = run.result
        match run.state:
            case "done" if kept:
                self._outcome.set("ok", self._solved(result), self._sides())
            case "done":
                self._outcome.set(
                    "warn",
                    self.tr("No solution passed the checks"),
                    self.tr("What went wrong stands below. Mend the tools or the tasks, then try again."),
                )
            case "cancelled":
                self._outcome.set("warn", self.tr("Paused"), said(result.get("message", "")))
            case _:
                self._outcome.set("bad", *failure_words(result))

    def _solved(self, result: dict[str, float]) -> str:
        """What came out, as a sentence: of the last run if that taught everything, else of all."""
        kept, tasks = self._known.kept(), self._known.tasks
        if result.get("tasks") == self._known.taught:
            return self.tr("{kept} of {tasks} tasks solved and verified in {time}").format(
                kept=kept, tasks=tasks, time=took(result["seconds"])
            )
        return self.tr("{kept} of {tasks} tasks solved and verified").format(kept=kept, tasks=tasks)

    def _sides(self) -> str:
        return self.tr(
            "{train} are there to learn from; {held_out} are held out, to score the student on tasks that it never saw."
        ).format(train=self._known.kept("train"), held_out=self._known.kept("held_out"))

    def _trained_since(self) -> bool:
        """Whether a training began after the last teaching."""
        taught, trained = self.workspace.latest("teach"), self.workspace.latest("train")
        return bool(taught and trained and trained.started >= (taught.finished or taught.started))

    def _show_live(self) -> None:
        self.live.setVisible(self.width() >= _WIDE and self.workspace.running("teach") is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.reasons.setFixedWidth(280 if self.width() >= _WIDE else 236)
        self._show_live()


def _table_row(row: TaughtRow) -> Row:
    return {
        "id": row.task,
        "number": row.number,
        "prompt": row.prompt,
        "kind": kind_title(row.kind),
        "tools": row.tools,
        "seconds": row.seconds if row.tools else None,
        "verdict": verdict_chip(row.accepted),
        "accepted": row.accepted,
    }
