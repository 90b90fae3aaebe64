"""The figures above a teaching run: how many tasks, how quickly, what it costs, and how long still."""

import time

from PySide6.QtCore import QCoreApplication

from stillroom.jobs import Spending
from stillroom.store import Run
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.money import about, dollars
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
        self.cost = FigureCell(
            translate("TeachFigures", "Cost, USD"),
            help=translate(
                "TeachFigures",
                "What the teacher's and the judge's answers cost in this run, by the model's price for tokens. "
                "No call is made that could break the budget.",
            ),
        )
        self.time = FigureCell(translate("TeachFigures", "Time"))
        super().__init__([self.tasks, self.speed, self.cost, self.time])

    def show_known(self, known: TaughtTasks, run: Run, job: RunningJob | None) -> None:
        """Show where teaching stands: `run` is the newest, `job` what runs of it now."""
        self._show_tasks(known)
        self._show_speed(known, run, running=job is not None)
        self._show_cost(known, run, job)
        if job:
            self._show_time_left(job)
        else:
            self._show_time_taken(known, run)

    def _show_tasks(self, known: TaughtTasks) -> None:
        kept, rejected, failed, of_all = known.kept(), known.rejected, known.failed, max(known.tasks, 1)
        caption = self.tr("{kept} kept · {rejected} rejected").format(kept=count(kept), rejected=count(rejected))
        if failed:
            caption += " · " + self.tr("{failed} failed").format(failed=count(failed))
        self.tasks.set(
            count(known.taught),
            self.tr("of {tasks}").format(tasks=count(known.tasks)),
            caption,
            parts=[(kept / of_all, "fill_ok"), (rejected / of_all, "fill_warn"), (failed / of_all, "fill_bad")],
        )

    def _show_speed(self, known: TaughtTasks, run: Run, *, running: bool) -> None:
        speed = known.speed(run.started, time.time() if running else None)
        at_once = run.spec.get("params", {}).get("concurrency")
        caption = self.tr("%n task(s) at a time", "", at_once) if at_once else ""
        if speed is None:
            self.speed.set(NOTHING, "", caption)
            return
        rate, history = speed
        if rate < _BURST:
            self.speed.set(count(rate), self.tr("tasks/min"), caption, history=history)
        else:
            self.speed.set(count(rate / 60), self.tr("tasks/s"), caption, history=history)

    def _show_cost(self, known: TaughtTasks, run: Run, job: RunningJob | None) -> None:
        spent = known.spent
        if run.spec.get("params", {}).get("teacher") is None and not spent:
            self.cost.set(NOTHING, "", self.tr("It costs nothing"))
            return
        tokens = self.tr("{count} tokens").format(count=count(spent.tokens if spent else 0))
        cost = spent.cost_usd if spent else 0.0
        if cost is None:
            self.cost.set(NOTHING, self.tr("price not known"), tokens)
            return
        cap = run.spec.get("params", {}).get("budget")
        caption = tokens
        # Only what was spent since the first task of this start says what each takes: `cost` is that of all starts of the run.
        first = next((event.cost_usd for event in job.history if isinstance(event, Spending)), None) if job else None
        if job and job.progress and first is not None and 1 < (done := job.progress.done) < job.progress.total:
            whole = cost + (cost - first) / (done - 1) * (job.progress.total - done)
            caption = self.tr("About {cost} when done").format(cost=about(whole)) + " · " + tokens
        number, _, _ = about(cost).partition(" ")
        unit = "" if cap is None else self.tr("of {budget}").format(budget=dollars(cap).partition(" ")[0])
        self.cost.set(number, unit, caption, share=cost / cap if cap else None)

    def _show_time_left(self, job: RunningJob) -> None:
        running = self.tr("running for {time}").format(time=took(time.time() - job.started))
        if job.seconds_left is None:
            self.time.set(NOTHING, "", self.tr("Starting …"), share=0.0)
        elif job.seconds_left < 90:
            self.time.set(str(round(job.seconds_left)), self.tr("s left"), running, share=job.share)
        else:
            self.time.set(str(round(job.seconds_left / 60)), self.tr("min left"), running, share=job.share)

    def _show_time_taken(self, known: TaughtTasks, run: Run) -> None:
        if run.state == "done" and run.result.get("seconds"):
            number, _, unit = took(run.result["seconds"]).partition(" ")
            same = run.result.get("tasks") == known.taught  # one run taught them all
            self.time.set(number, unit, "" if same else self.tr("the last run"))
        else:
            self.time.set(NOTHING)
