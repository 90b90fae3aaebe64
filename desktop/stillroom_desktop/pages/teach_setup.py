"""What the page Teach shows before a run: what will happen and what it would take, beside the options."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom import work
from stillroom.errors import StillroomError
from stillroom.teacher import Teacher, read_teachers
from stillroom.trajectories import PROBE, TeachParams
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.money import about
from stillroom_desktop.pages.taught import TaughtTasks
from stillroom_desktop.pages.teach_form import TeachForm
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.facts import Fact, Facts
from stillroom_desktop.words import count, took
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate


class TeachSetup(QWidget):
    """Who teaches what, with the way to another teacher, and the estimate. `changed` comes when the form's `params` did."""

    changed = Signal()

    def __init__(self, choose_teacher: Button, estimate: Button) -> None:
        super().__init__()
        self.form = TeachForm()
        self.form.changed.connect(self.changed)
        self.problem: StillroomError | None = None
        self._budget: float | None = None  # the project's own, as it was offered last
        self._estimate = estimate
        self._card = Card(self.tr("What will happen"))
        self._card.add_action(choose_teacher)
        self._sentence = Label(wrap=True)
        self._fault = Notice("warn", "")
        self._facts = Facts()
        self._bar = ProgressBar()
        self._measured = Label(weight=600, wrap=True, tabular=True)
        self._why = Label(size=12, role="text3", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._measured)
        words.addWidget(self._why)
        line.addLayout(words, 1)
        line.addWidget(estimate, 0, Qt.AlignmentFlag.AlignTop)
        for part in (self._sentence, self._fault, self._facts, HairLine()):
            self._card.body.addWidget(part)
        self._card.body.addLayout(line)
        self._card.body.addWidget(self._bar)
        self._card.body.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._card, 1, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.form, 1, Qt.AlignmentFlag.AlignTop)

    def look(self, workspace: Workspace) -> None:
        """Find out who teaches here, and offer what that teacher can do."""
        assert workspace.project
        teacher, teachers, self.problem = None, [], None
        try:
            teachers = read_teachers()
            teacher = work.chosen_teacher(workspace.project)
        except StillroomError as problem:
            self.problem = problem
        self.form.show_teacher(teacher, teachers)
        self.form.show_families(workspace.store.families())
        if (budget := work.budget_of(workspace.project)) != self._budget:
            self._budget = budget
            self.form.budget.set_amount(budget)
        self._fault.setVisible(self.problem is not None)
        if self.problem:
            self._fault.set("warn", *failure_words(self.problem.to_json()))
        self._sentence.setVisible(self.problem is None)
        self._sentence.setText(_what_happens(teacher))

    def show_known(self, known: TaughtTasks, tools: int) -> None:
        """Show how much there is to teach."""
        params = self.form.params
        teacher = params.teacher if params else None
        todo = self.todo(known)
        facts = [
            Fact(self.tr("Teacher"), teacher.name if teacher else self.tr("Worked solutions")),
            Fact(
                self.tr("To teach now"),
                self.tr("%n task(s)", "", todo),
                self.tr(
                    "Tasks that have no solution yet; those that are held out are taught too, to measure on them later."
                ),
            ),
            Fact(self.tr("Taught so far"), self._so_far(known)),
            Fact(
                self.tr("Tools"),
                self.tr("%n, really run", "", tools),
                self.tr("Each solution gets a fresh state of the tools, in a sandbox of its own."),
            ),
        ]
        if teacher is None and known.hopeless:
            facts.insert(2, Fact(self.tr("Without a worked solution"), self.tr("%n task(s)", "", known.hopeless)))
        if teacher:
            facts.insert(1, Fact(self.tr("Model"), teacher.model, mono=True))
        self._facts.set(facts)

    def _so_far(self, known: TaughtTasks) -> str:
        if not known.taught:
            return self.tr("nothing yet")
        words = [self.tr("%n kept", "", known.kept())]
        if known.rejected:
            words.append(self.tr("%n rejected", "", known.rejected))
        if known.failed:
            words.append(self.tr("%n failed", "", known.failed))
        return ", ".join(words)

    def todo(self, known: TaughtTasks) -> int:
        """How many tasks a run with the form's options would teach."""
        return to_teach(known, self.form.params) if self.form.params else 0

    # The estimate

    def show_estimate(self, known: TaughtTasks, measured: dict[str, Any] | None, job: RunningJob | None) -> None:
        """Show what the rest would take: as `measured` in a probe, or that `job` measures it just now."""
        params = self.form.params
        free = params is not None and params.teacher is None and params.judge is None
        todo = self.todo(known)
        self._estimate.setVisible(not free)
        self._estimate.setEnabled(job is None and params is not None and todo > 0)
        self._bar.setVisible(job is not None)
        if job:
            done = job.progress.done if job.progress else 0
            self._bar.set(done / PROBE)
            self._measured.setText(self.tr("Measuring with {probe} tasks: {done} done").format(probe=PROBE, done=done))
            self._why.setText(self.tr("They are taught for good, so nothing of it is wasted."))
        elif free:
            self._measured.setText(self.tr("It costs nothing"))
            self._why.setText(self.tr("The worked solutions are played on this computer; no network is needed."))
        elif measured and measured.get("tasks"):
            self._show_measured(measured)
        else:
            self._measured.setText(self.tr("Cost and time are not known yet"))
            self._why.setText(
                self.tr("An estimate teaches {probe} tasks and tells from them what the rest would take.").format(
                    probe=PROBE
                )
            )

    def _show_measured(self, measured: dict[str, Any]) -> None:
        cost, seconds = measured["cost_usd"], measured["seconds"]
        time = self.tr("about {time}").format(
            time=_between(took(seconds["low"]), took(seconds["value"]), took(seconds["high"]))
        )
        if cost is None:
            words = self.tr("The price is not known; {time}").format(time=time)
        elif cost["high"] == 0:
            words = self.tr("It costs nothing, and takes {time}").format(time=time)
        else:
            money = _between(about(cost["low"]), about(cost["value"]), about(cost["high"]))
            words = self.tr("About {cost}, and {time}").format(cost=money, time=time)
        self._measured.setText(words)
        self._why.setText(
            self.tr(
                "for the other {tasks} tasks, as measured with {probe}; in brackets the range for 95 of 100 cases."
            ).format(tasks=count(measured["tasks"]), probe=PROBE)
        )

    def set_wide(self, wide: bool) -> None:
        """Place both cards side by side, or one above the other."""
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def to_teach(known: TaughtTasks, params: TeachParams) -> int:
    """How many tasks a run with these options would teach."""
    tasks = known.left(worked=params.teacher is None) + (known.rejected if params.retry_failed else 0)
    return tasks if params.limit is None else min(tasks, params.limit)


def _what_happens(teacher: Teacher | None) -> str:
    if teacher is None:
        return translate(
            "TeachSetup",
            "The teacher plays the worked solutions that came with the tasks, and really runs your tools. It is a script, "
            "not a model: it is free and needs no network. Every solution is checked before a student may learn from it.",
        )
    return translate(
        "TeachSetup",
        "{model} solves your tasks step by step; your tools really run here, and it sees what they return. Every solution is "
        "checked before a student may learn from it.",
    ).format(model=teacher.model)


def _between(low: str, value: str, high: str) -> str:
    """A value with its range, where that is one."""
    return (
        value
        if low == high
        else translate("TeachSetup", "{value} ({low} to {high})").format(value=value, low=low, high=high)
    )
