"""The page Teach: what will be taught and what that takes, the teaching live, and what verification says of each solution."""

from collections.abc import Sequence

import msgspec
from PySide6.QtGui import QResizeEvent

from stillroom.jobs import Event, Waits
from stillroom.store import Chosen, Run
from stillroom.trajectories import Method, TeachParams
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.taught import TaughtTasks
from stillroom_desktop.pages.teach_form import same_lessons
from stillroom_desktop.pages.teach_outcome import TeachOutcome
from stillroom_desktop.pages.teach_run import LostDialog, TeachRun
from stillroom_desktop.pages.teach_setup import TeachSetup
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import EmptyState
from stillroom_desktop.widgets.verdicts import TrajectoryDialog
from stillroom_desktop.workspace import Workspace

_WIDE = 900  # px of the page, from which on there is room for all


class TeachPage(Page):
    """Before, while and after the tasks are taught. All of it can be drawn anew from the store and the journal."""

    key = "teach"
    follows = ("teach",)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._known = TaughtTasks()
        self._wants_setup = False
        self._shows_params: str | None = None  # the run whose options stand in the form, "" for none
        self.set_header(
            self.tr("Teach"),
            self.tr("A teacher solves your tasks with your real tools. What passes becomes training data."),
        )
        self._make_buttons()
        self.setup = TeachSetup(self.choose_teacher, self.estimate)
        self.setup.changed.connect(self._show_setup)
        self.run = TeachRun(self.retry)
        self.run.opened.connect(self._open)
        self.outcome = TeachOutcome([self.review, self.train], self.raise_budget)
        self.outcome.field.textChanged.connect(self._show_raise)
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
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.setup)
        for part in (self.run, self._no_tasks, self._no_tools):
            self.body.addWidget(part, 1)
        self._spring = self.body.count()
        self.body.addStretch()

    def _make_buttons(self) -> None:
        self.start = Button(self.tr("Start teaching"), "graduation", kind="primary")
        self.start.setObjectName("teach_start")
        self.start.clicked.connect(self._start)
        self.resume = Button(self.tr("Resume"), "play", kind="primary")
        self.resume.setObjectName("teach_resume")
        self.resume.clicked.connect(self._resume)
        self.pause = Button(self.tr("Pause"), "pause", kind="primary")
        self.pause.setToolTip(self.tr("What is solved is kept, and it goes on from there."))
        self.pause.clicked.connect(self._stop)
        self.retry = Button(self.tr("Try again"), "refresh")
        self.retry.clicked.connect(lambda: self._begin(self.retry, retry_failed=True))
        self.again = Button(self.tr("Options …"), "settings")
        self.again.clicked.connect(lambda: self._want_setup(True))
        self.back = Button(self.tr("Back to the last run"))
        self.back.clicked.connect(lambda: self._want_setup(False))
        self.estimate = Button(self.tr("Estimate"), "gauge")
        self.estimate.setToolTip(self.tr("Teaches five tasks, and says what the rest would cost"))
        self.estimate.clicked.connect(lambda: self._begin(self.estimate, estimate=True))
        self.choose_teacher = Button(self.tr("Choose teacher …"), small=True)
        self.choose_teacher.clicked.connect(lambda: self.workspace.go.emit("teacher"))
        self.raise_budget = Button(self.tr("Raise it and go on"), "play", kind="primary")
        self.raise_budget.clicked.connect(self._raise)
        self.review = Button(self.tr("Review"), "book")
        self.review.clicked.connect(lambda: self.workspace.review(Chosen(state="rejected")))
        self.train = Button(self.tr("Train the student"), "flame", kind="primary")
        self.train.setObjectName("train_start")
        self.train.clicked.connect(self._train)

    def _way_to(self, step: str, word: str, icon: str) -> Button:
        button = Button(word, icon, kind="primary")
        button.clicked.connect(lambda: self.workspace.go.emit(step))
        return button

    # What is done

    def _begin(self, button: Button, *, retry_failed: bool | None = None, estimate: bool = False) -> None:
        params = self.setup.form.params
        if params is None or self.setup.problem:
            self._want_setup(True)
            return
        if retry_failed is not None:
            params = msgspec.structs.replace(params, retry_failed=retry_failed, limit=None)
        self._starting(button)
        if self.workspace.teach(params=msgspec.structs.replace(params, estimate=estimate)) is None:
            self.refresh()

    def _start(self) -> None:
        """As the form says; beside a run that is shown the button says "new tasks", whatever that run was asked for."""
        self._begin(self.start, retry_failed=None if self.run.isHidden() else False)

    def _resume(self) -> None:
        self._starting(self.resume)
        if self.workspace.resume_teaching() is None:
            self.refresh()

    def _raise(self) -> None:
        if (budget := self.outcome.budget) is not None:
            self._starting(self.raise_budget)
            if self.workspace.resume_teaching(budget) is None:
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
        lesson = self._known.row(task)
        dialog = TrajectoryDialog(self.workspace.store, lesson, self) if lesson.trajectory else LostDialog(self, lesson)
        dialog.open()

    def _want_setup(self, wanted: bool) -> None:
        self._wants_setup = wanted
        self.refresh()

    # What is shown

    def follow(self, job: RunningJob) -> None:
        self._wants_setup = False
        job.events.connect(self._on_events)
        job.state_changed.connect(self.redraw)

    def refresh(self) -> None:
        if self.workspace.project is None:
            return
        run, job = self._newest()
        self._fill_form(run, job)
        if self._known.load(self.workspace, self._method(run)):
            self.run.show_rows(self._known.rows)
        self._draw(run, job)

    def _on_events(self, batch: Sequence[Event]) -> None:
        job = self.workspace.running("teach")
        if job is None or not self.isVisible():
            self._known.forget()
            return
        self.run.add_rows(*self._known.add(batch, job.spec.run))
        for event in batch:
            if isinstance(event, Waits):
                self.run.wait(event)
        self._draw(*self._newest())

    def _newest(self) -> tuple[Run | None, RunningJob | None]:
        """The newest run, and what runs of it: a child process that has just been started has recorded nothing yet."""
        if job := self.workspace.running("teach"):
            return Run(job.spec.run, "teach", "running", job.started, spec=msgspec.to_builtins(job.spec)), job
        return self.workspace.latest("teach"), None

    def _method(self, run: Run | None) -> Method:
        """By which method what is shown is taught: in the setup that of the form, else the run's."""
        if (run is None or self._wants_setup) and self.setup.form.params:
            return self.setup.form.params.method
        return _params(run).method if run else "agent"

    def _fill_form(self, run: Run | None, job: RunningJob | None) -> None:
        """Who teaches is found out anew; the options begin as those of the newest run, or as the project's own."""
        shows = run.id if run else ""
        others, self._shows_params = shows != self._shows_params, shows
        if others or job is None:
            self.setup.look(self.workspace)
        if others:
            own = TeachParams(
                concurrency=self.workspace.settings.get("concurrency"), budget=self.setup.form.budget.amount
            )
            self.setup.form.show_params(_params(run) if run else own)

    def _draw(self, run: Run | None, job: RunningJob | None) -> None:
        known = self._known
        tools = len(self.workspace.store.tools())
        probe = run is not None and _params(run).estimate
        probing = job is not None and probe
        past = run is not None and job is None
        blank = job is None and (not known.tasks or not tools)
        seen = not blank and not self._wants_setup and not probing and (job is not None or (past and not probe))
        self._no_tasks.setVisible(blank and not known.tasks)
        self._no_tools.setVisible(blank and bool(known.tasks))
        self.run.setVisible(seen)
        self.setup.setVisible(not blank and not seen)
        self.body.setStretch(self._spring, 0 if seen or blank else 1)
        if seen:
            assert run
            self.run.show_known(known, run, job)
            if job is None:
                self.run.stop_waiting()
        elif not blank:
            self._draw_setup(run, job)
        told = past and not blank and (seen or (probe and run is not None and run.state != "done"))
        self.outcome.setVisible(told)
        if told:
            assert run
            self.outcome.show_run(run, known, self.workspace.store, trained=self._trained_since())
        self._show_buttons(run, job, seen=seen, blank=blank)

    def _draw_setup(self, run: Run | None, job: RunningJob | None) -> None:
        form = self.setup.form
        form.setEnabled(job is None)
        self.setup.show_known(self._known, len(self.workspace.store.tools()))
        measured = run.result.get("estimate") if run and run.state == "done" else None
        holds = measured and run and form.params and same_lessons(_params(run), form.params)
        self.setup.show_estimate(self._known, measured if holds else None, job)

    def _show_raise(self) -> None:
        self.raise_budget.setEnabled(self.outcome.budget is not None)

    def _show_setup(self) -> None:
        """The form changed."""
        if self.workspace.project and self.isVisible() and not self.setup.isHidden():
            self.refresh()

    def _show_buttons(self, run: Run | None, job: RunningJob | None, *, seen: bool, blank: bool) -> None:
        stopping = job is not None and job.state == "stopping"
        self.pause.setText(self.tr("Stopping, saving …") if stopping else self.tr("Pause"))
        self.pause.setEnabled(not stopping)
        params, known = self.setup.form.params, self._known
        self.estimate.setText(self.tr("Estimate"))
        self.raise_budget.setText(self.tr("Raise it and go on"))
        self._show_raise()
        self.resume.setText(self.tr("Resume"))
        self.resume.setEnabled(True)
        wrong = known.rejected + known.failed
        self.retry.setText(self.tr("Try the %n again", "", wrong))
        self.retry.setEnabled(job is None)
        scripted = params is not None and params.teacher is None
        left = known.left(worked=scripted) if seen else self.setup.todo(known)
        new = left > (known.failed if seen else 0)  # what failed, and nothing else, is for `retry`
        self.start.setText(self.tr("Teach %n new task(s)", "", left) if seen else self.tr("Start teaching"))
        self.start.setEnabled(params is not None and self.setup.problem is None and new)
        if blank:
            self.set_buttons()
        elif job:
            self.set_buttons(self.pause)
        elif not seen:
            self.set_buttons(*([self.back] if self._wants_setup and run else []), self.start)
        elif run and run.state != "done":
            self.set_buttons(self.again, self.resume)
        elif run and (run.result.get("budget_reached") or not new):
            self.set_buttons(self.again)
        else:
            self.set_buttons(self.again, self.start)

    def _trained_since(self) -> bool:
        """Whether a training began after the last teaching."""
        taught, trained = self.workspace.latest("teach"), self.workspace.latest("train")
        return bool(taught and trained and trained.started >= (taught.finished or taught.started))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self.run.set_wide(wide)
        self.setup.set_wide(wide)


def _params(run: Run) -> TeachParams:
    """A run's options; the usual ones where they cannot be read: another Stillroom may have written others."""
    try:
        return msgspec.convert(run.spec.get("params", {}), TeachParams)
    except msgspec.ValidationError:
        return TeachParams()
