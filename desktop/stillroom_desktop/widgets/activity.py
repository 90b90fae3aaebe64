"""The strip at the window's bottom: what runs, how far it is and how long it takes; otherwise what came out last."""

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from stillroom.jobs import Event, Step
from stillroom.serving import CHATTING
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.stages import stage_words, unit_words
from stillroom_desktop.steps import step_of
from stillroom_desktop.theme import STRIP, theme
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.copy_row import CopyRow
from stillroom_desktop.widgets.facts import size_text
from stillroom_desktop.widgets.step_mark import paint_mark
from stillroom_desktop.words import count, job_title, moment, outcome, percent, time_left
from stillroom_desktop.workspace import Workspace

_MARKS = {"ok": ("check_circle", "ok"), "warn": ("pause", "warn"), "bad": ("warning", "bad")}


class ActivityStrip(QWidget):
    """Follows the workspace's jobs by itself. `asked` tells the step of a job whose name was clicked."""

    asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setFixedHeight(STRIP)
        self.setAccessibleName(self.tr("Activity"))
        self._rows: dict[RunningJob, JobRow] = {}
        self._rest = _Rest()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 1, 14, 0)
        self._row.setSpacing(28)
        self._row.addWidget(self._rest)
        self._row.addWidget(CopyRow(workspace.copier))
        workspace.copier.moved.connect(self._lay_out)
        workspace.job_started.connect(self._add)
        workspace.job_ended.connect(self._remove)
        workspace.opened.connect(self.show_last)
        workspace.closed.connect(self._forget)
        theme.changed.connect(self.update)
        self.show_last()

    def cancel(self) -> None:
        """Stop the job that was started last."""
        if self._workspace.jobs:
            self._workspace.jobs[-1].cancel()

    def show_last(self) -> None:
        """Say what came out last; nothing runs."""
        runs = self._workspace.store.runs() if self._workspace.project else []
        if not runs:
            self._rest.set("check_circle", "ok", self.tr("Nothing is running. Everything is saved."), "")
            return
        state, sentence = outcome(runs[0])
        icon, role = _MARKS.get(state, ("clock", "text2"))
        self._rest.set(icon, role, self.tr("{sentence}.").format(sentence=sentence), moment(runs[0].finished or 0.0))

    def _add(self, job: RunningJob) -> None:
        self._rows[job] = row = JobRow(job)
        row.asked.connect(self.asked)
        self._row.addWidget(row)
        self._lay_out()

    def _remove(self, job: RunningJob) -> None:
        if row := self._rows.pop(job, None):
            row.hide()
            self._row.removeWidget(row)
            row.deleteLater()
        self.show_last()
        self._lay_out()

    def _forget(self) -> None:
        for job in list(self._rows):
            self._remove(job)
        self.show_last()

    def _lay_out(self) -> None:
        self._rest.setVisible(not (self._rows or self._workspace.copying))
        for row in self._rows.values():
            row.set_short(len(self._rows) > 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("side"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))


class _Rest(QWidget):
    """What stands there while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture("check_circle", "ok")
        self._sentence = Label()
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._when = Label(size=12, role="text3", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(11)
        row.addWidget(self._picture)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._when)

    def set(self, icon: str, role: str, sentence: str, when: str) -> None:
        self._picture.set(icon, role)
        self._sentence.setText(sentence)
        self._sentence.setToolTip(sentence)
        self._when.setText(when)


class JobRow(QWidget):
    """One job that runs: its name, how far it is, how fast, how long still, and the way to stop it."""

    asked = Signal(str)

    def __init__(self, job: RunningJob) -> None:
        super().__init__()
        self._job = job
        self._mark = _Mark(job)
        self._name = Button(job_title(job.kind), kind="quiet", small=True)
        self._name.setToolTip(self.tr("Show it"))
        self._name.clicked.connect(lambda: self.asked.emit(step_of(job.kind)))
        self._bar = ProgressBar(height=4)
        self._bar.setFixedWidth(180)
        self._percent = Label(weight=500, tabular=True)
        self._detail = Label(role="text2", tabular=True)
        self._detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._clock = Picture("clock", "text2")
        self._left = Label(role="text2", tabular=True)
        self._cancel = Button(self.tr("Cancel"), small=True)
        self._cancel.setAccessibleName(self.tr("Cancel: {job}").format(job=job_title(job.kind)))
        self._cancel.clicked.connect(job.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._mark, self._name, self._bar, self._percent):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self._detail, 1)
        row.addWidget(self._clock)
        row.addWidget(self._left)
        row.addSpacing(6)
        row.addWidget(self._cancel)
        job.events.connect(self._follow)
        job.state_changed.connect(self._show)
        self._show()

    def set_short(self, short: bool) -> None:
        """Take less room, beside another job."""
        self._bar.setFixedWidth(70 if short else 180)

    def _follow(self, events: list[Event]) -> None:
        self._show()

    def _show(self) -> None:
        job = self._job
        stopping = job.state == "stopping"
        waits = job.kind == "chat" and job.stage is not None and job.stage.name == CHATTING
        known = job.share is not None and job.kind != "chat"
        self._mark.update()
        self._bar.setVisible(not waits)
        self._bar.set(job.share if known else None)
        self._percent.setVisible(known)
        self._percent.setText(percent(job.share or 0.0))
        if stopping:
            self._detail.setText(self.tr("Stopping, saving ..."))
        else:
            self._detail.setText(self._who_is_loaded() if waits else self._how_far())
        left = "" if stopping or job.seconds_left is None or not known else time_left(job.seconds_left)
        self._clock.setVisible(bool(left))
        self._left.setText(left)
        self._cancel.setEnabled(not stopping)
        self._cancel.setText(self.tr("End") if waits else self.tr("Cancel"))

    def _who_is_loaded(self) -> str:
        if self._job.spec.params.get("arm") == "base":
            return self.tr("The model before training is loaded")
        return self.tr("The student is loaded")

    def _how_far(self) -> str:
        job = self._job
        match job.step:
            case Step() as step if job.stage and job.stage.name == "Training":
                words = self.tr("step {step} of {total} · {speed} tokens/s")
                return words.format(step=step.step, total=step.total, speed=count(step.tokens_per_second))
        if job.stage and job.stage.unit and job.progress:  # without a unit it counts percent, which stand there already
            if job.stage.unit == "bytes":
                sizes = {"done": size_text(job.progress.done), "total": size_text(job.progress.total)}
                return self.tr("{done} of {total}").format(**sizes)
            words = self.tr("{done} of {total} {unit}")
            unit = unit_words(job.stage.unit)
            return words.format(done=job.progress.done, total=job.progress.total, unit=unit)
        return stage_words(job.stage.name) if job.stage else self.tr("Starting ...")


class _Mark(QWidget):
    """The running step's mark."""

    def __init__(self, job: RunningJob) -> None:
        super().__init__()
        self._job = job
        self.setFixedSize(18, 18)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        share = None if self._job.kind == "chat" else self._job.share
        paint_mark(QPainter(self), QPointF(9, 9), 8, "running", share)
