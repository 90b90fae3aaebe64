"""The page Train: what will happen, the running training, and what came of it."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QLocale
from PySide6.QtGui import QResizeEvent

from stillroom.jobs import Event
from stillroom.store import Run
from stillroom.training import TrainParams
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.train_run import TrainRun
from stillroom_desktop.pages.train_setup import TrainSetup
from stillroom_desktop.pages.training.seen_dialog import SeenDialog
from stillroom_desktop.pages.training_log import TrainingLog, up_to_now
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import EmptyState, Notice
from stillroom_desktop.words import took
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
        for button in (self.score, self.resume, self.retry):
            self.outcome.add_button(button)
        self.stopping = Notice("info", self.tr("Stopping after this step, saving ..."))
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
        for part in (self.outcome, self.stopping, self.setup):
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
        self.again = Button(self.tr("Train again"), "refresh")
        self.again.clicked.connect(lambda: self._show_setup(True))
        self.back = Button(self.tr("Back to the last run"))
        self.back.clicked.connect(lambda: self._show_setup(False))
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
            self.workspace.train(recipe)

    def _retry(self) -> None:
        """From the first step, with the recipe of the run that failed."""
        if run := self.workspace.latest("train"):
            self.workspace.train(_params(run.spec["params"]).recipe)

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
            self._see(_params(spec))

    def _see(self, params: TrainParams) -> None:
        SeenDialog(self.workspace.store, params, self.window()).open()

    # What is shown

    def follow(self, job: RunningJob) -> None:
        self._wants_setup = False
        recorded = self.workspace.store.run(job.spec.run)
        journal = self.workspace.timed_journal(recorded) if recorded else []
        self.log = TrainingLog.of_journal(up_to_now(journal, job.history))
        job.events.connect(self._take)
        job.state_changed.connect(self.redraw)

    def _take(self, events: Sequence[Event]) -> None:
        now = time.time()
        for event in events:
            self.log.add(event, now)
        job = self.workspace.running("train")
        if job and self.isVisible():
            self._draw_live(job)

    def _draw_live(self, job: RunningJob) -> None:
        params, hardware = _params(job.spec.params), self.workspace.hardware
        self.run.show_live(self.log, params, hardware, job.started, stopping=job.state == "stopping")

    def refresh(self) -> None:
        if self.workspace.project is None:
            self._wants_setup, self._drawn = False, None
            return
        job, run = self.workspace.running("train"), self.workspace.latest("train")
        past = run if run and not job and not self._wants_setup else None
        if job is None and past is None:
            self.setup.look(self.workspace)
        can_start = job is None and past is None and self.setup.samples > 0
        self.setup.setVisible(can_start)
        self._empty.setVisible(job is None and past is None and not can_start)
        self.stopping.setVisible(job is not None and job.state == "stopping")
        self.outcome.setVisible(past is not None)
        self.run.setVisible(job is not None or past is not None)
        self.body.setStretch(self._spring, 1 if can_start else 0)
        if job:
            self._drawn = None
            self._draw_live(job)
        elif past:
            self._show_past(past)
        self._show_buttons()

    def _show_buttons(self) -> None:
        job = self.workspace.running("train")
        self.start.setEnabled(self.setup.form.recipe is not None)
        stopping = job is not None and job.state == "stopping"
        self.pause.setEnabled(not stopping)
        self.pause.setText(self.tr("Stopping ...") if stopping else self.tr("Pause"))
        if job:
            self.set_buttons(self.pause)
        elif not self.setup.isHidden():
            ran = self.workspace.latest("train") is not None
            self.set_buttons(*([self.back] if ran else []), self.start)
        elif not self.run.isHidden():
            self.set_buttons(self.again)
        else:
            self.set_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.setup.set_wide(self.width() >= _WIDE)  # the page's: what scrolls in it gets no narrower than its content

    def _show_past(self, run: Run) -> None:
        if self._drawn != (drawn := (self.workspace.store.path, run)):
            self._drawn = drawn
            self.log = TrainingLog.of_journal(self.workspace.timed_journal(run))
        self.run.show_past(self.log, _params(run.spec["params"]), self.workspace.hardware, run)
        self._show_outcome(run)

    def _show_outcome(self, run: Run) -> None:
        begun = self.log.last is not None
        self.score.setVisible(run.state == "done")
        self.score.setEnabled(self.workspace.running("evaluate") is None)
        self.score.setText(self.tr("See the scorecard") if self._is_scored() else self.tr("Score it"))
        self.resume.setVisible(run.state != "done" and begun)
        self.retry.setVisible(run.state != "done" and not begun)
        match run.state:
            case "done":
                title = self.tr("Trained %n step(s) in {time}", "", run.result.get("steps", 0))
                self.outcome.set("ok", title.format(time=took(run.result.get("seconds", 0))), self._learnt(run))
            case "failed":
                self.outcome.set("bad", *failure_words(run.result))
            case _:
                self.outcome.set("warn", *self._paused(run))

    def _learnt(self, run: Run) -> str:
        """What became of the loss, as far as it was measured."""
        number = QLocale().toString
        words = []
        if self.log.steps:
            words.append(
                self.tr("The loss went from {first} to {last}.").format(
                    first=number(self.log.steps[0].loss, "f", 2), last=number(self.log.steps[-1].loss, "f", 2)
                )
            )
        if (held_out := run.result.get("held_out_loss")) is not None:
            words.append(
                self.tr("On held-out tasks, which it never saw, it is {loss}.").format(loss=number(held_out, "f", 2))
            )
        return " ".join(words)

    def _paused(self, run: Run) -> tuple[str, str]:
        last = self.log.last
        if last is None:
            return self.tr("Stopped before its first step"), self.tr("Nothing is lost. Start it again when you like.")
        title = self.tr("Paused at step {step} of {total}").format(step=last.step, total=last.total)
        if self.log.saved:
            return title, self.tr("All of it is saved. It goes on from here, and ends as if it had never stopped.")
        return title, self.tr(
            "It was interrupted. It goes on from its last checkpoint, which a run saves every %n step(s).",
            "",
            _params(run.spec["params"]).recipe.checkpoint_steps,
        )

    def _is_scored(self) -> bool:
        """Whether the newest scorecard is of the newest training."""
        trained, scored = self.workspace.latest("train"), self.workspace.latest("evaluate")
        done = trained and scored and scored.state == "done"
        return bool(done and trained and scored and scored.result.get("run") == trained.id)


def _params(params: dict[str, Any]) -> TrainParams:
    return msgspec.convert(params, TrainParams)
