"""The page Train: what will happen, the running training, and what came of it."""

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QHideEvent, QResizeEvent

from stillroom.jobs import Event
from stillroom.store import Run
from stillroom.training import TrainParams
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.train_run import TrainRun
from stillroom_desktop.pages.train_setup import TrainSetup
from stillroom_desktop.pages.training.compare_dialog import CompareDialog
from stillroom_desktop.pages.training.outcome import outcome_words, params_of
from stillroom_desktop.pages.training.queue_dialog import QueueDialog
from stillroom_desktop.pages.training.seen_dialog import SeenDialog
from stillroom_desktop.pages.training_log import TrainingLog, up_to_now
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import EmptyState, Notice
from stillroom_desktop.workspace import Workspace

_WIDE = 916  # px of the page, from which on what will happen and its recipe stand side by side


class TrainPage(Page):
    """Before, while and after the student is trained. All of it can be drawn anew from the store and the journal."""

    key = "train"
    follows = ("train",)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Train"),
            self.tr("The student learns from the accepted solutions, here on this computer."),
        )
        self.log = TrainingLog()
        self._drawn: tuple[Path, Run] | None = None
        self._wants_setup = False
        self._make_buttons()
        self.outcome = Notice("ok", "", big=True)
        for button in (self.keep_it, self.score, self.resume, self.retry):
            self.outcome.add_button(button)
        self.stopping = Notice("info", self.tr("Stopping after this step, saving ..."))
        self.waiting = Notice("info", "", button=self.waiting_open, icon="clock")
        self.setup = TrainSetup()
        self.setup.form.changed.connect(self._show_buttons)
        self.setup.sees.clicked.connect(self._show_what_is_learnt)
        self.run = TrainRun()
        self.run.recipe.sees.clicked.connect(self._show_what_was_learnt)
        self._empty = EmptyState(
            "book",
            self.tr("Nothing to learn from yet"),
            self.tr("A student learns from solved tasks. Let the teacher solve some of yours first."),
            self.way_to_teach,
        )
        for part in (self.outcome, self.stopping, self.waiting, self.setup):
            self.body.addWidget(part)
        self.body.addWidget(self.run, 1)
        self.body.addWidget(self._empty, 1)
        self._spring = self.body.count()
        self.body.addStretch()
        workspace.hardware_seen.connect(self.redraw)

    def _make_buttons(self) -> None:
        self.start = Button(self.tr("Train the student"), "flame", kind="primary")
        self.start.setObjectName("train_start")
        self.start.clicked.connect(self._train)
        self.pause = Button(self.tr("Pause"), "pause")
        self.pause.setToolTip(self.tr("A checkpoint is saved, and it goes on from there."))
        self.pause.clicked.connect(self._pause)
        self.keep = Button(self.tr("Stop and keep"), "check")
        self.keep.setToolTip(self.tr("It trains no further, and what it has learnt so far is the student."))
        self.keep.clicked.connect(self.workspace.queue.stop_and_keep)
        self.keep_it = Button(self.tr("Keep what it has learnt"), "check")
        self.keep_it.clicked.connect(self.workspace.keep_training)
        self.queue_it = Button(self.tr("Add to the queue"), "plus")
        self.queue_it.setToolTip(self.tr("It waits for its turn, and begins when the training before it is over."))
        self.queue_it.clicked.connect(self._queue)
        self.another = Button(self.tr("Another one"), "plus")
        self.another.setToolTip(self.tr("Choose a recipe for a training that waits until this one is over."))
        self.another.clicked.connect(lambda: self._show_setup(True))
        self.waiting_open = Button(self.tr("Show"), small=True)
        self.waiting_open.clicked.connect(self._show_queue)
        self.again = Button(self.tr("Train again"), "refresh")
        self.again.clicked.connect(lambda: self._show_setup(True))
        self.back = Button(self.tr("Back to the last run"))
        self.back.clicked.connect(lambda: self._show_setup(False))
        self.compare = Button(self.tr("Compare"), "list")
        self.compare.setToolTip(self.tr("This project's trainings side by side."))
        self.compare.clicked.connect(self._compare)
        self.score = Button(self.tr("Score it"), "gauge", kind="primary")
        self.score.setObjectName("evaluate_start")
        self.score.clicked.connect(self._score)
        self.resume = Button(self.tr("Resume"), "arrow_right", kind="primary")
        self.resume.setObjectName("train_resume")
        self.resume.clicked.connect(self.workspace.resume_training)
        self.retry = Button(self.tr("Start from the beginning"), "refresh", kind="primary")
        self.retry.setObjectName("train_retry")
        self.retry.clicked.connect(self._retry)
        self.way_to_teach = Button(self.tr("Go to Teach"), "graduation", kind="primary")
        self.way_to_teach.clicked.connect(lambda: self.workspace.go.emit("teach"))

    # What is done

    def _train(self) -> None:
        if recipe := self.setup.form.recipe:
            self._wants_setup = False
            self.workspace.train(recipe)

    def _queue(self) -> None:
        if recipe := self.setup.form.recipe:
            self.workspace.queue.add(recipe)
            self._show_setup(False)

    def _show_queue(self) -> None:
        QueueDialog(self.workspace, self.window()).open()

    def _compare(self) -> None:
        CompareDialog(self.workspace, self.window()).open()

    def _retry(self) -> None:
        """From the first step, with the recipe of the run that failed."""
        if run := self.workspace.latest("train"):
            self.workspace.train(params_of(run.spec["params"]).recipe)

    def _score(self) -> None:
        if self._is_scored():
            self.workspace.go.emit("evaluate")
        else:
            self.workspace.evaluate()

    def _pause(self) -> None:
        if job := self.workspace.running("train"):
            job.cancel()

    def _show_setup(self, wanted: bool) -> None:
        self._wants_setup = wanted
        self.refresh()

    def _show_what_is_learnt(self) -> None:
        if recipe := self.setup.form.recipe:
            self._see(TrainParams(self.setup.student_name, recipe))

    def _show_what_was_learnt(self) -> None:
        job, run = self.workspace.running("train"), self.workspace.latest("train")
        if spec := job.spec.params if job else run.spec["params"] if run else None:
            self._see(params_of(spec))

    def _see(self, params: TrainParams) -> None:
        SeenDialog(self.workspace.store, params, self.window()).open()

    # What is shown

    def follow(self, job: RunningJob) -> None:
        self._wants_setup = self._wants_setup and self.isVisible()  # the queue may start one while another is made
        recorded = self.workspace.store.run(job.spec.run)
        journal = self.workspace.timed_journal(recorded) if recorded else []
        self.log = TrainingLog.of_journal(up_to_now(journal, job.history))
        job.events.connect(self._take)
        job.state_changed.connect(self.redraw)

    def _take(self, events: Sequence[Event]) -> None:
        now = time.time()
        begun = self.log.last is not None
        for event in events:
            self.log.add(event, now)
        job = self.workspace.running("train")
        if job and self.isVisible() and not self._wants_setup:
            self._draw_live(job)
            if not begun:
                self._show_buttons()

    def _draw_live(self, job: RunningJob) -> None:
        params, hardware = params_of(job.spec.params), self.workspace.hardware
        self.run.show_live(self.log, params, hardware, job.started, stopping=job.state == "stopping")

    def refresh(self) -> None:
        if self.workspace.project is None:
            self._wants_setup, self._drawn = False, None
            self.run.load.watch(None)
            return
        job, run = self.workspace.running("train"), self.workspace.latest("train")
        past = None if job or self._wants_setup else run
        live = None if self._wants_setup else job
        if live is None and past is None:
            self.setup.look(self.workspace)
        can_start = live is None and past is None and self.setup.samples > 0
        self.setup.setVisible(can_start)
        self._empty.setVisible(live is None and past is None and not can_start)
        self.stopping.setVisible(live is not None and live.state == "stopping")
        self.outcome.setVisible(past is not None)
        self.run.setVisible(live is not None or past is not None)
        self.body.setStretch(self._spring, 1 if can_start else 0)
        self._show_waiting()
        self.run.load.watch(self.workspace.hardware if live else None)
        if live:
            self._drawn = None
            self._draw_live(live)
        elif past:
            self._show_past(past)
        self._show_buttons()

    def _show_waiting(self) -> None:
        queue = self.workspace.queue
        count = len(queue.runs)
        failed = self.tr("%n training(s) of the queue failed; the others had their turn.", "", len(queue.failed))
        if count:
            title = self.tr("%n training(s) waiting", "", count)
            begins = self.tr("The next one begins when this one is over.") if queue.going else ""
            self.waiting.set("info", title, " ".join(filter(None, (begins, failed if queue.failed else ""))))
        elif queue.failed:
            self.waiting.set("warn", failed)
        self.waiting_open.setVisible(count > 0)
        self.waiting.setVisible(count > 0 or len(queue.failed) > 0)

    def _show_buttons(self) -> None:
        job = self.workspace.running("train")
        for button in (self.start, self.queue_it):
            button.setEnabled(self.setup.form.recipe is not None)
        stopping = job is not None and job.state == "stopping"
        self.pause.setEnabled(not stopping)
        self.keep.setEnabled(not stopping and self.log.last is not None)
        self.pause.setText(self.tr("Stopping ...") if stopping else self.tr("Pause"))
        self.queue_it.set_kind("primary" if job else "normal")
        if not self.setup.isHidden():
            ran = self.workspace.latest("train") is not None
            self.back.setText(self.tr("Back to the run") if job else self.tr("Back to the last run"))
            self.set_buttons(*([self.back] if ran else []), self.queue_it, *([] if job else [self.start]))
        elif job:
            keeps = params_of(job.spec.params).keep
            self.set_buttons(self.another, *([] if keeps else [self.keep]), self.pause)
        elif not self.run.isHidden():
            several = len(self.workspace.store.runs("train")) > 1
            self.set_buttons(*([self.compare] if several else []), self.again)
        else:
            self.set_buttons()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.run.load.watch(None)  # nobody looks

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.setup.set_wide(self.width() >= _WIDE)  # the page's: what scrolls in it gets no narrower than its content

    def _show_past(self, run: Run) -> None:
        if self._drawn != (drawn := (self.workspace.store.path, run)):
            self._drawn = drawn
            self.log = TrainingLog.of_journal(self.workspace.timed_journal(run))
        self.run.show_past(self.log, params_of(run.spec["params"]), self.workspace.hardware, run)
        self._show_outcome(run)

    def _show_outcome(self, run: Run) -> None:
        begun = self.log.last is not None
        self.score.setVisible(run.state == "done")
        self.score.setEnabled(self.workspace.running("evaluate") is None)
        self.score.setText(self.tr("See the scorecard") if self._is_scored() else self.tr("Score it"))
        self.resume.setVisible(run.state != "done" and begun)
        self.keep_it.setVisible(run.state == "cancelled" and begun)
        self.retry.setVisible(run.state != "done" and not begun)
        self.outcome.set(*outcome_words(run, self.log))

    def _is_scored(self) -> bool:
        """Whether the newest scorecard is of the newest training."""
        trained, scored = self.workspace.latest("train"), self.workspace.latest("evaluate")
        done = trained and scored and scored.state == "done"
        return bool(done and trained and scored and scored.result.get("run") == trained.id)
