"""How a teaching run ended, in a sentence or two, with what there is to do next."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stillroom.store import Run, Store
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.money import dollars
from stillroom_desktop.pages.taught import TaughtTasks
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.money_field import MoneyField
from stillroom_desktop.words import count, percent, took

translate = QCoreApplication.translate


class TeachOutcome(Notice):
    """What came out. Where the budget was reached, a field for a larger one stands beside the button that goes on with it."""

    def __init__(self, buttons: Sequence[Button], raise_budget: Button) -> None:
        super().__init__("ok", "", big=True)
        self.review, self.train = buttons
        self.field = MoneyField(translate("TeachOutcome", "Budget"))
        self._raise = raise_budget
        self._more = QWidget()
        row = QHBoxLayout(self._more)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(raise_budget)
        for part in (self._more, *buttons):
            self.add_button(part)
        self._offered: object = None
        self._asked: object = None
        self._added_up: tuple[float | None, int, float | None] = (None, 0, None)

    @property
    def budget(self) -> float | None:
        """The budget that is written; None where it is no amount."""
        return self.field.amount

    def show_run(self, run: Run, known: TaughtTasks, store: Store, *, trained: bool) -> None:
        """Say how a run that is over ended; `trained`: whether a student has learnt from it already."""
        kept, left = known.kept(), known.left(worked=_scripted(run)) - known.failed
        capped = run.state == "done" and bool(run.result.get("budget_reached"))
        self._more.setVisible(capped)
        if capped:
            self._offer(run)
        self.review.setVisible(known.rejected > 0 and run.state == "done")
        self.review.setText(self.tr("Look at the %n rejected", "", known.rejected))
        self.train.setVisible(kept > 0 and not capped and (run.state == "done" or not left))
        self.train.setEnabled(True)
        self.train.set_kind("normal" if left else "primary")
        self.train.setText(self.tr("See the training") if trained else self.tr("Train the student"))
        match run.state:
            case "done" if capped:
                budget = dollars(run.spec.get("params", {}).get("budget") or 0.0)
                self.set(
                    "warn",
                    self.tr("Stopped at the budget of {budget}").format(budget=budget),
                    self.tr("What was paid for is kept. %n task(s) are left; raise the budget to go on.", "", left),
                )
            case "done" if kept:
                self.set("ok", self._solved(run, known), " ".join([self._sides(known), *self._costs(known, store)]))
            case "done":
                self.set(
                    "warn",
                    self.tr("No solution passed the checks"),
                    self.tr("What went wrong stands below. Mend the tools or the tasks, then try again."),
                )
            case "cancelled":
                title = self.tr("Paused at {taught} of {tasks} tasks")
                self.set(
                    "warn",
                    title.format(taught=count(known.taught), tasks=count(known.tasks)),
                    said(run.result.get("message", "")),
                )
            case _:
                self.set("bad", *failure_words(run.result))

    def _offer(self, run: Run) -> None:
        """Begin with twice the budget that was reached; what is written then stays."""
        budget = run.spec.get("params", {}).get("budget")
        if self._offered != (run.id, budget):
            self._offered = (run.id, budget)
            self.field.set_amount(2 * (budget or 0.5))

    def _solved(self, run: Run, known: TaughtTasks) -> str:
        """What came out, as a sentence: of the last run if that taught everything, else of all."""
        kept, tasks = known.kept(), known.tasks
        if run.result.get("tasks") == known.taught:
            return self.tr("{kept} of {tasks} tasks solved and verified in {time}").format(
                kept=kept, tasks=tasks, time=took(run.result["seconds"])
            )
        return self.tr("{kept} of {tasks} tasks solved and verified").format(kept=kept, tasks=tasks)

    def _sides(self, known: TaughtTasks) -> str:
        return self.tr(
            "{train} are there to learn from; {held_out} are held out, to score the student on tasks that it never saw."
        ).format(train=known.kept("train"), held_out=known.kept("held_out"))

    def _costs(self, known: TaughtTasks, store: Store) -> list[str]:
        """What each kept solution cost, and how far the samples agree, where there is something to say."""
        if (
            asked := (store.path, known.method, known.kept(), known.spent)
        ) != self._asked:  # to add it up takes a while
            self._asked, self._added_up = asked, store.cost_of_kept(known.method)
        cost, kept, agreement = self._added_up
        words = []
        if cost and kept:
            words.append(self.tr("Each one cost {cost}.").format(cost=dollars(cost / kept)))
        if agreement is not None:
            words.append(self.tr("The samples of a task agree in {share}.").format(share=percent(agreement)))
        return words


def _scripted(run: Run) -> bool:
    return run.spec.get("params", {}).get("teacher") is None
