"""The page Evaluate: what is compared, the running evaluation, and the scorecard in words and figures."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication

from stillroom.evaluation import ArmScore, EvaluateParams
from stillroom.jobs import Event, Scored
from stillroom.serving import newest_trained
from stillroom.store import Run
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.evaluated import Evaluated, look_at
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.scorecard import Scorecard
from stillroom_desktop.pages.scoring import Compared, Scoring, Tally
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import EmptyState, Notice
from stillroom_desktop.widgets.intervals import count_text, interval_text, right_count
from stillroom_desktop.words import moment, percent
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate


class EvaluatePage(Page):
    """Before, while and after the arms are scored; an older evaluation can be chosen."""

    key = "evaluate"
    follows = ("evaluate",)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Evaluate"),
            self.tr("How often each model makes exactly the right call, on tasks that none has seen."),
        )
        self._tally: Tally | None = None
        self._undrawn = False  # whether there are scores of the running job that the scorecard does not show yet
        self._chosen = ""
        self._evaluated: Evaluated | None = None
        self._drawn: tuple[Path, Run] | None = None
        self._make_buttons()
        self.outcome = Notice("ok", "", big=True, button=self.try_it)
        self.stopping = Notice("info", self.tr("Stopping after the tasks that were begun, saving ..."))
        self.stale = Notice(
            "info", self.tr("The student was trained again since. This scorecard is of the training before.")
        )
        self.compared = Compared()
        self.scoring = Scoring()
        self.scorecard = Scorecard()
        self.scorecard.chosen.connect(self._choose)
        self._no_student = EmptyState(
            "gauge",
            self.tr("Nothing to score yet"),
            self.tr("The scorecard compares your student with the model that it was before. Train it first."),
            self.way_to_train,
        )
        self._no_tasks = EmptyState(
            "list",
            self.tr("No held-out tasks"),
            self.tr(
                "A score counts on tasks that the student never saw. Set some tasks aside as held out, with a solution."
            ),
            self.way_to_tasks,
        )
        for part in (self.outcome, self.stopping, self.stale, self.compared, self.scoring):
            self.body.addWidget(part)
        for large in (self.scorecard, self._no_student, self._no_tasks):
            self.body.addWidget(large, 1)
        self._spring = self.body.count()
        self.body.addStretch()

    def _make_buttons(self) -> None:
        self.start = Button(self.tr("Score it"), "gauge", kind="primary")
        self.start.setObjectName("evaluate_start")
        self.start.clicked.connect(self.workspace.evaluate)
        self.pause = Button(self.tr("Pause"), "pause")
        self.pause.setToolTip(self.tr("What is scored is kept, and it goes on from there."))
        self.pause.clicked.connect(self._pause)
        self.try_it = Button(self.tr("Try it"), "chat", kind="primary")
        self.try_it.setObjectName("chat_open")
        self.try_it.clicked.connect(lambda: self.workspace.go.emit("chat"))
        self.way_to_train = self._way_to("train", self.tr("Go to Train"), "flame")
        self.way_to_tasks = self._way_to("tasks", self.tr("Go to Tasks"), "list")

    def _way_to(self, step: str, word: str, icon: str) -> Button:
        button = Button(word, icon, kind="primary")
        button.clicked.connect(lambda: self.workspace.go.emit(step))
        return button

    def _pause(self) -> None:
        if job := self.workspace.running("evaluate"):
            job.cancel()

    def _choose(self, run: str) -> None:
        self._chosen = run
        self.refresh()

    # What is shown

    def follow(self, job: RunningJob) -> None:
        self._chosen = ""
        params = _params(job.spec.params)
        evaluated = look_at(self.workspace.store, job.spec.run, params, {})
        self._tally = Tally(params, len(evaluated.tasks), self.workspace.store.scores(job.spec.run))
        for event in job.history:
            self._tally.add(event)
        job.events.connect(self._take)
        job.state_changed.connect(self.redraw)
        self._draw(evaluated)

    def _take(self, events: Sequence[Event]) -> None:
        job = self.workspace.running("evaluate")
        if self._tally is None or job is None:
            return
        for event in events:
            self._tally.add(event)
        self._undrawn |= any(isinstance(event, Scored) for event in events)
        if self.isVisible():
            self._show_running(job, self._tally)

    def _show_running(self, job: RunningJob, tally: Tally) -> None:
        self.scoring.show_tally(tally, job.seconds_left)
        if self._undrawn:
            self._undrawn = False
            self._draw(look_at(self.workspace.store, job.spec.run, tally.params, {}))

    def refresh(self) -> None:
        if self.workspace.project is None:
            self._chosen, self._drawn = "", None
            return
        job = self.workspace.running("evaluate")
        runs = self._runs()
        run = None if job else next((run for run in runs if run.id == self._chosen), next(iter(runs), None))
        self.outcome.setVisible(run is not None)
        self.scoring.setVisible(job is not None)
        self.stopping.setVisible(job is not None and job.state == "stopping")
        if job and self._tally:
            self._drawn = None
            self._show_running(job, self._tally)
        elif run:
            self._show_past(run)
        else:
            self._evaluated = None
        self.scorecard.show_runs([] if job else [(run.id, _run_words(run)) for run in runs], run.id if run else "")
        self.scorecard.setVisible(self._evaluated is not None and bool(self._evaluated.arms))
        self.stale.setVisible(run is not None and self._is_stale(run))
        self._show_before(job is None and self.scorecard.isHidden())
        self._show_buttons(run)

    def _runs(self) -> list[Run]:
        """The evaluations to choose from, the newest first: those that are done, and the newest whatever came of it."""
        return [run for at, run in enumerate(self.workspace.store.runs("evaluate")) if at == 0 or run.state == "done"]

    def _show_past(self, run: Run) -> None:
        if self._drawn != (drawn := (self.workspace.store.path, run)):
            self._drawn = drawn
            self._draw(look_at(self.workspace.store, run.id, _params(run.spec["params"]), run.result))
        if self._evaluated:
            self._show_outcome(run, self._evaluated)

    def _draw(self, evaluated: Evaluated) -> None:
        self._evaluated = evaluated
        self.scorecard.setVisible(bool(evaluated.arms))
        if evaluated.arms:
            self.scorecard.show_evaluated(evaluated, self.workspace.store)

    def _show_before(self, wanted: bool) -> None:
        """What is compared, or what is missing for it; where there is nothing else to see."""
        tasks = look_at(self.workspace.store, "", _ALL, {}).tasks if wanted else ()
        trained = self._trained() is not None
        self.compared.setVisible(wanted and trained and bool(tasks))
        self._no_student.setVisible(wanted and not trained)
        self._no_tasks.setVisible(wanted and trained and not tasks)
        self.body.setStretch(self._spring, 0 if self.compared.isHidden() else 1)
        if tasks:
            self.compared.show_tasks(tasks)

    def _show_buttons(self, run: Run | None) -> None:
        job = self.workspace.running("evaluate")
        fresh = run is not None and run.state == "done" and self.stale.isHidden()
        self.pause.setEnabled(job is None or job.state == "running")
        self.pause.setText(self.tr("Stopping ...") if job and job.state == "stopping" else self.tr("Pause"))
        self.try_it.setVisible(run is not None and run.state == "done")
        self.try_it.set_kind("primary" if fresh else "normal")
        self.start.set_kind("normal" if fresh else "primary")
        if run is None or not self.stale.isHidden():
            self.start.setText(self.tr("Score it"))
        else:
            words = {"done": self.tr("Score again"), "failed": self.tr("Try again")}
            self.start.setText(words.get(run.state, self.tr("Go on")))
        can_start = self._no_student.isHidden() and self._no_tasks.isHidden() and self._trained() is not None
        self.set_buttons(*([self.pause] if job else [self.start] if can_start else []))

    def _trained(self) -> Run | None:
        return newest_trained(self.workspace.store)

    def _is_stale(self, run: Run) -> bool:
        """Whether a student was trained after the one that this run scored."""
        trained = self._trained()
        return trained is not None and _params(run.spec["params"]).run not in (None, trained.id)

    # The outcome in words

    def _show_outcome(self, run: Run, evaluated: Evaluated) -> None:
        match run.state:
            case "done":
                self.outcome.set(*self._result(evaluated))
            case "failed":
                self.outcome.set("bad", *failure_words(run.result))
            case _:
                scored = sum(score.pass_k["1"].n for score in evaluated.arms.values())
                title = self.tr("Paused: {scored} of {all} answers are scored").format(
                    scored=scored, all=len(evaluated.tasks) * len(evaluated.params.arms)
                )
                self.outcome.set("warn", title, self.tr("All of it is kept. It goes on from there."))

    def _result(self, evaluated: Evaluated) -> tuple[State, str, str]:
        """What the figures say, without judging whether that is good enough."""
        lead = evaluated.lead
        if lead is None or not (score := evaluated.arms[lead]).pass_k["1"].n:
            return "warn", self.tr("Nothing was scored"), ""
        base = evaluated.arms.get("base") if lead != "base" else None
        who = self.tr("The student before training") if lead == "base" else self.tr("The trained student")
        if score.method == "cot":
            title = self.tr("{who} gives the right answer in {count} tasks").format(
                who=who, count=count_text(score.answer)
            )
        elif score.exact.value is None:
            title = self.tr("No held-out task needs a call")
        else:
            title = self.tr("{who} makes the right call in {count} tasks").format(
                who=who, count=count_text(score.exact)
            )
        clear = base is None or _clearly_better(score, base)
        return "ok" if clear else "warn", title, " ".join(self._details(evaluated, score, base, clear=clear))

    def _details(self, evaluated: Evaluated, score: ArmScore, base: ArmScore | None, *, clear: bool) -> list[str]:
        words = []
        if score.exact.value is not None:
            words.append(
                self.tr("That is {share}, with 95 % certainty {interval}.").format(
                    share=percent(score.exact.value), interval=interval_text(score.exact)
                )
            )
        if base and base.exact.value is not None:
            words.append(self.tr("Before training it was {count}.").format(count=count_text(base.exact)))
            if not clear:
                words.append(self.tr("The intervals overlap: that is no clear difference."))
        quantised = evaluated.arms.get("quantised")
        if quantised and quantised is not score and quantised.exact.value is not None:
            words.append(self.tr("As exported it is {count}.").format(count=count_text(quantised.exact)))
        if score.no_call.value is not None:
            words.append(
                self.tr("Where no call is right, it made none in {count}.").format(count=count_text(score.no_call))
            )
            if base:
                words[-1] = self.tr("Where no call is right, it made none in {count} (before: {before}).").format(
                    count=count_text(score.no_call), before=right_count(base.no_call)
                )
        return words


_ALL = EvaluateParams(("base", "student", "quantised"))


def _params(params: dict[str, Any]) -> EvaluateParams:
    return msgspec.convert(params, EvaluateParams)


def _clearly_better(score: ArmScore, base: ArmScore) -> bool:
    """Whether its interval lies above the other's."""
    ours, theirs = score.exact.interval, base.exact.interval
    return ours is not None and theirs is not None and ours[0] > theirs[1]


def _run_words(run: Run) -> str:
    when = moment(run.started)
    return when if run.state == "done" else translate("Evaluate", "{when}, not done").format(when=when)
