"""The figures above the page Teach: how many, how quickly, how much of it is kept, and how long still."""

import time

from PySide6.QtCore import QCoreApplication

from stillroom.store import Run
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.taught import TaughtTasks
from stillroom_desktop.widgets.cards import FigureCell, Figures
from stillroom_desktop.words import NOTHING, count, took

translate = QCoreApplication.translate

_BURST = 600
"""Tasks a minute, from which on they are counted by the second."""


class TeachFigures(Figures):
    """Four figures in a row."""

    def __init__(self) -> None:
        self.tasks = FigureCell(translate("TeachFigures", "Tasks"))
        self.speed = FigureCell(translate("TeachFigures", "Speed"))
        self.kept = FigureCell(
            translate("TeachFigures", "Kept share"),
            help=translate(
                "TeachFigures",
                "A solution is kept if its form, its calls, their execution and what came out are all right. "
                "A student learns from kept ones only.",
            ),
        )
        self.left = FigureCell(translate("TeachFigures", "Time"))
        super().__init__([self.tasks, self.speed, self.kept, self.left])

    def show_known(self, known: TaughtTasks, run: Run | None, job: RunningJob | None) -> None:
        """Show where teaching stands: `run` is the newest, `job` what runs of it now."""
        self._show_tasks(known)
        self._show_speed(known, run, running=job is not None)
        if job:
            self._show_time_left(job)
        else:
            self._show_time_taken(known, run)

    def _show_tasks(self, known: TaughtTasks) -> None:
        kept, rejected, taught, of_all = known.kept(), known.rejected, known.taught, max(known.tasks, 1)
        caption = self.tr("{kept} kept · {rejected} rejected").format(kept=count(kept), rejected=count(rejected))
        if unsolved := known.left(solvable=False):
            caption += " · " + self.tr("%n without a solution", "", unsolved)
        self.tasks.set(
            count(taught),
            self.tr("of {tasks}").format(tasks=count(known.tasks)),
            caption,
            parts=[(kept / of_all, "fill_ok"), (rejected / of_all, "fill_bad")],
        )
        share = kept / taught if taught else None
        self.kept.set(
            NOTHING if share is None else str(round(100 * share)),
            "" if share is None else "%",
            self.tr("passed every check"),
            share=share or 0.0,
        )

    def _show_speed(self, known: TaughtTasks, run: Run | None, *, running: bool) -> None:
        speed = known.speed(run.started, time.time() if running else None) if run else None
        at_once = run.spec.get("params", {}).get("concurrency") if run else None
        caption = self.tr("%n task(s) at a time", "", at_once) if at_once else ""
        if speed is None:
            self.speed.set(NOTHING, "", caption)
            return
        rate, history = speed
        if rate < _BURST:
            self.speed.set(count(rate), self.tr("tasks/min"), caption, history=history)
        else:
            self.speed.set(count(rate / 60), self.tr("tasks/s"), caption, history=history)

    def _show_time_left(self, job: RunningJob) -> None:
        if job.seconds_left is None:
            self.left.set(NOTHING, "", self.tr("Starting …"), share=0.0)
        elif job.seconds_left < 90:
            self.left.set(str(round(job.seconds_left)), self.tr("s left"), self._free(), share=job.share)
        else:
            self.left.set(str(round(job.seconds_left / 60)), self.tr("min left"), self._free(), share=job.share)

    def _show_time_taken(self, known: TaughtTasks, run: Run | None) -> None:
        if run and run.result.get("tasks") == known.taught:  # one run taught them all
            number, _, unit = took(run.result["seconds"]).partition(" ")
            self.left.set(number, unit, self._free())
        else:
            self.left.set(NOTHING, "", self._free())

    def _free(self) -> str:
        return self.tr("It costs nothing")
