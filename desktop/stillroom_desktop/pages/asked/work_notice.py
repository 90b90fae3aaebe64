"""What adds tasks now, and what came of it: how many, what was left out and why, and how to go on."""

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stillroom.jobs import Finished, Spending
from stillroom.store import Run
from stillroom.tasks import LeftOut, MakeParams
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.money import dollars
from stillroom_desktop.pages.asked.left_out_dialog import LeftOutDialog, reason_word
from stillroom_desktop.stages import stage_words, unit_words
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.words import count
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate


class WorkNotice(QWidget):
    """A line over the page: of the job that runs, or of the last one while it says something that is not done with."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._ended: RunningJob | None = None  # the last one of this page, until it is put away
        self._put_aside = ""  # the run that was stopped, and that nobody wants to be told of any more
        self.go_on = Button(self.tr("Go on"))
        self.go_on.clicked.connect(self._go_on)
        self.details = Button(self.tr("What was left out"))
        self.details.clicked.connect(self._open_details)
        self.close_button = Button("", "cross", kind="quiet", name=self.tr("Put this away"))
        self.close_button.clicked.connect(self._put_away)
        self._notice = Notice("info", "")
        for button in (self.go_on, self.details, self.close_button):
            self._notice.add_button(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._notice)

    def follow(self, job: RunningJob) -> None:
        """Tell of a job that adds tasks."""
        job.events.connect(self.refresh)
        job.state_changed.connect(self.refresh)
        job.ended.connect(lambda _: self._note_end(job))

    def result_of(self, job: RunningJob) -> dict[str, Any]:
        """What came of a job that is done; nothing of one that is not."""
        return job.last.result if isinstance(job.last, Finished) else {}

    def refresh(self) -> None:
        """Say how it stands."""
        workspace = self._workspace
        job = workspace.running("make_tasks") or workspace.running("import") if workspace.project else None
        for button in (self.go_on, self.details, self.close_button):
            button.hide()
        if job:
            self._notice.set("accent", *self._running(job))
        elif self._ended:
            self._tell_end(self._ended)
        elif paused := self._paused():
            self._notice.set("warn", self.tr("Writing tasks is paused"), said(paused.result.get("message", "")))
            self.go_on.show()
            self.close_button.show()
        self.setVisible(bool(job or self._ended or self._paused()))

    def _running(self, job: RunningJob) -> tuple[str, str]:
        if job.state == "stopping":
            return self.tr("Stopping, saving …"), ""
        title = stage_words(job.stage.name) if job.stage else self.tr("Starting …")
        if job.stage and job.progress:
            title = self.tr("{stage}: {done} of {total} {unit}").format(
                stage=title,
                done=count(job.progress.done),
                total=count(job.progress.total),
                unit=unit_words(job.stage.unit),
            )
        spent = next((event for event in reversed(job.history) if isinstance(event, Spending)), None)
        if spent is None:
            return title, ""
        cost = self.tr("price not known") if spent.cost_usd is None else dollars(spent.cost_usd)
        return title, self.tr("{tokens} tokens, {cost}").format(tokens=count(spent.tokens), cost=cost)

    def _note_end(self, job: RunningJob) -> None:
        self._ended = job
        self.refresh()

    def _tell_end(self, job: RunningJob) -> None:
        self.close_button.show()
        match job.last:
            case Finished(result):
                dropped = result.get("dropped", {})
                self._notice.set(*_outcome(job.kind == "import", result), dropped_words(dropped))
                self.details.setVisible(bool(result.get("left_out")))
            case None:
                self._notice.set("warn", self.tr("It has ended"))
            case last if job.state == "cancelled":
                self._notice.set("warn", self.tr("Stopped"), said(getattr(last, "message", "")))
                self.go_on.setVisible(job.kind == "make_tasks")
            case last:
                self._notice.set("bad", *failure_words(msgspec.to_builtins(last)))

    def _paused(self) -> Run | None:
        """The newest writing of tasks, if it was stopped midway."""
        run = self._workspace.latest("make_tasks") if self._workspace.project else None
        return run if run and run.state == "cancelled" and run.id != self._put_aside else None

    def _go_on(self) -> None:
        if run := self._paused():
            self._ended = None
            self._workspace.make_tasks(msgspec.convert(run.spec["params"], MakeParams))

    def _open_details(self) -> None:
        if self._ended:
            left_out = msgspec.convert(self.result_of(self._ended)["left_out"], list[LeftOut])
            total = sum(self.result_of(self._ended)["dropped"].values())
            LeftOutDialog(self.window(), left_out, total).open()

    def _put_away(self) -> None:
        if self._ended:
            self._ended = None
        elif run := self._paused():
            self._put_aside = run.id
        self.refresh()


def _outcome(imported: bool, result: Mapping[str, Any]) -> tuple[State, str]:
    """A state and a sentence."""
    if imported:
        added = result["added"]
        return ("ok" if added else "warn"), translate("WorkNotice", "%n task(s) added", None, added)
    made, missing = result["made"], result["missing"]
    words = translate("WorkNotice", "%n task(s) written", None, made)
    if result.get("budget_reached"):
        words = translate("WorkNotice", "{words}, then the budget was reached").format(words=words)
    return ("warn" if missing else "ok"), words


def dropped_words(dropped: Mapping[str, int]) -> str:
    """What was left out, counted by its reason; the most frequent one first."""
    if not dropped:
        return ""
    parts = [
        f"{count(number)} {reason_word(reason)}" for reason, number in sorted(dropped.items(), key=lambda x: -x[1])
    ]
    return translate("WorkNotice", "Left out: {reasons}").format(reasons="; ".join(parts))
