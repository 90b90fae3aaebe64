"""How tasks are taught, as a form: what most people choose, and folded away what experts do."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from stillroom.teacher import Teacher
from stillroom.trajectories import TeachParams
from stillroom_desktop.pages.teach_families import FamiliesDialog
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import Field, LabelledRow, NumberField, Segmented, Select, Switch
from stillroom_desktop.widgets.money_field import MoneyField

_FIELD = 92
_MOST = 256  # tasks at a time


class TeachForm(Card):
    """The options. `changed` comes when `params` did; those are None while a value does not fit."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Options"))
        self.params: TeachParams | None = TeachParams()
        self._teacher: Teacher | None = None
        self._judges: dict[str, Teacher] = {}
        self._families: Mapping[str, int] = {}
        self._without: tuple[str, ...] = ()
        self._make_controls()
        self._rest = QWidget()
        self.more = Button(self.tr("More options"), "chevron_down", kind="quiet", small=True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_more)
        self._rows: dict[str, LabelledRow] = {}
        self._lay_out()
        self.show_params(TeachParams())

    def _make_controls(self) -> None:
        self.which = Segmented(
            [("missing", self.tr("Only what is missing")), ("failed", self.tr("Also rejected ones"))]
        )
        self.limit = Field(self.tr("all"))
        self.concurrency = NumberField(1, _MOST)
        self.budget = MoneyField(self.tr("Budget"), self.tr("no limit"))
        self.samples = NumberField(1, 64)
        self.keep = Segmented([("best", self.tr("The best one")), ("all", self.tr("All right ones"))])
        self.method = Segmented([("agent", self.tr("With tools")), ("cot", self.tr("Thinking alone"))])
        self.first_thought = Switch("")
        self.families = Button(self.tr("Families …"), small=True)
        self.families.clicked.connect(self._choose_families)
        self.judge = Select([("", "")])
        self.faults = NumberField(0, 90)
        self.faults.setSuffix(self.tr(" %"))
        self.limit.setFixedWidth(_FIELD)
        for field in (self.limit, self.budget):
            field.textChanged.connect(self._read)
        for number in (self.concurrency, self.samples, self.faults):
            number.setFixedWidth(_FIELD)
            number.valueChanged.connect(self._read)
        for choice in (self.which, self.keep, self.method, self.judge):
            choice.changed.connect(self._read)
        self.first_thought.toggled.connect(self._read)

    def _lay_out(self) -> None:
        main = QWidget()
        self._fill(
            main,
            [
                ("which", self.tr("Which tasks"), self.which, self.tr(
                    "Tasks that have no solution yet, or also those whose solution was rejected. "
                    "What is kept is never taught twice."
                )),
                ("limit", self.tr("Tasks at most"), self.limit, self.tr(
                    "Teach only so many, those to learn from before those held out. The rest can follow later."
                )),
                ("concurrency", self.tr("Tasks at a time"), self.concurrency, self.tr(
                    "How many tasks are under way at once. More is quicker, as far as the teacher's server allows it and your "
                    "tools bear it; when the server asks for less, it gets less."
                )),
                ("budget", self.tr("Budget"), self.budget, self.tr(
                    "Before each call it is checked what it could cost at most; one that could break the budget is not made. "
                    "What was paid for is kept."
                )),
                ("samples", self.tr("Samples of each task"), self.samples, self.tr(
                    "The teacher solves each task so often (self-consistency). The best verified solution counts, and how far "
                    "the samples agree is kept. It costs as many times as much."
                )),
                ("keep", self.tr("To learn from"), self.keep, self.tr(
                    "The best of a task's samples, or all that passed every check and differ from each other. All of them show "
                    "a student several good ways."
                )),
            ],
        )  # fmt: skip
        first = QWidget()
        line = QHBoxLayout(first)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.families)
        line.addWidget(self.first_thought)
        self._fill(
            self._rest,
            [
                ("method", self.tr("Method"), self.method, self.tr(
                    "With tools, the teacher shows how to use them (agent distillation). Thinking alone, it shows a chain of "
                    "thought without tools, to compare both methods."
                )),
                ("first_thought", self.tr("First thought"), first, self.tr(
                    "Each solution begins with the first step of a chain of thought, asked for without tools (first-thought "
                    "prefix). It helps with hard reasoning and may make a teacher look things up less: leave families out."
                )),
                ("judge", self.tr("Judge"), self.judge, self.tr(
                    "Tasks with a rubric are judged by a model: the teacher itself, or another one of yours. Its calls are paid "
                    "from the same budget."
                )),
                ("faults", self.tr("Calls that fail"), self.faults, self.tr(
                    "This share of the calls is made to fail on purpose, so that the student sees how to recover."
                )),
            ],
        )  # fmt: skip
        self.first_thought.setAccessibleName(self.tr("First thought"))
        self.faults.setAccessibleName(self.tr("Calls that fail"))
        self._rest.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        self.body.addWidget(main)
        self.body.addLayout(foot)
        self.body.addWidget(self._rest)
        self.body.addStretch(1)

    def _fill(self, where: QWidget, rows: Sequence[tuple[str, str, QWidget, str]]) -> None:
        grid = QGridLayout(where)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(12)
        for at, (name, title, control, help) in enumerate(rows):
            self._rows[name] = row = LabelledRow(title, control, help=help)
            grid.addWidget(row, at, 0)

    # What is shown

    def show_params(self, params: TeachParams) -> None:
        """Show these values, without their teacher."""
        controls = (
            self.which,
            self.limit,
            self.concurrency,
            self.budget,
            self.samples,
            self.keep,
            self.method,
            self.judge,
        )
        blockers = [QSignalBlocker(control) for control in (*controls, self.first_thought, self.faults)]
        self.which.set_value("failed" if params.retry_failed else "missing")
        self.limit.setText("" if params.limit is None else str(params.limit))
        self.concurrency.setValue(params.concurrency)
        self.budget.set_amount(params.budget)
        self.samples.setValue(params.samples)
        self.keep.set_value(params.keep)
        self.method.set_value(params.method)
        self.first_thought.setChecked(params.first_thought)
        self.judge.set_value(params.judge.name if params.judge and params.judge.name in self._judges else "")
        self.faults.setValue(round(100 * params.faults))
        self._without = params.without_first_thought
        del blockers
        self._read()

    def show_teacher(self, teacher: Teacher | None, teachers: Sequence[Teacher]) -> None:
        """Offer what this teacher can do, None for the worked solutions, and these as judges."""
        if (teacher, list(teachers)) == (self._teacher, list(self._judges.values())):
            return
        self._teacher = teacher
        self._judges = {each.name: each for each in teachers}
        itself = self.tr("The teacher itself") if teacher else self.tr("Nobody")
        self.judge.set_options([("", itself), *((name, name) for name in self._judges)])
        self._read()

    def show_families(self, families: Mapping[str, int]) -> None:
        """Offer these families, with their numbers of tasks, to be left out."""
        self._families = families

    def _show_more(self, shown: bool) -> None:
        self._rest.setVisible(shown)
        self.more.setText(self.tr("Fewer options") if shown else self.tr("More options"))

    def _choose_families(self) -> None:
        dialog = FamiliesDialog(self, self._families, self._without)
        dialog.chosen.connect(self._leave_out)
        dialog.open()

    def _leave_out(self, families: list[str]) -> None:
        self._without = tuple(families)
        self._read()

    # What is chosen

    def _read(self) -> None:
        limit, fits = self._limit(), self.budget.usable
        self._mark("budget", self.budget, "" if fits else self.tr("An amount of 0 or more is needed."))
        agent, model = self.method.value == "agent", self._teacher is not None
        judge = self._judges.get(self.judge.value)
        for name, shown in {
            "budget": model or judge is not None,
            "samples": model,
            "keep": model and self.samples.value() > 1,
            "method": model,
            "first_thought": model and agent,
            "judge": bool(self._judges),
            "faults": agent or not model,
        }.items():
            self._rows[name].setVisible(shown)
        self.families.setVisible(self.first_thought.isChecked() and bool(self._families))
        left_out = len(set(self._without) & self._families.keys())
        self.families.setText(self.tr("%n left out", "", left_out) if left_out else self.tr("All families"))
        if limit is not None and fits:
            first = model and agent and self.first_thought.isChecked()
            self.params = TeachParams(
                limit=limit or None,
                concurrency=self.concurrency.value(),
                retry_failed=self.which.value == "failed",
                faults=self.faults.value() / 100 if agent or not model else 0.0,
                teacher=self._teacher,
                budget=self.budget.amount if model or judge else None,
                samples=self.samples.value() if model else 1,
                keep="all" if model and self.samples.value() > 1 and self.keep.value == "all" else "best",
                first_thought=first,
                without_first_thought=self._without if first else (),
                method="cot" if model and not agent else "agent",
                judge=judge,
            )
        else:
            self.params = None
        self.changed.emit()

    def _limit(self) -> int | None:
        """The number of tasks; 0 for all, None where what is written is no number."""
        text = self.limit.text().strip()
        number, is_one = QLocale().toInt(text)
        fits = not text or (is_one and number > 0)
        self._mark("limit", self.limit, "" if fits else self.tr("A whole number from 1 on is needed."))
        return number if fits else None

    def _mark(self, name: str, field: Field, wrong: str) -> None:
        field.set_invalid(bool(wrong))
        field.setAccessibleDescription(wrong)
        self._rows[name].set_note(wrong, wrong=True)


def same_lessons(one: TeachParams, other: TeachParams) -> bool:
    """Whether a task is taught in the same way by both, so that what was measured of the one holds for the other."""
    plain = TeachParams()
    free = {name: getattr(plain, name) for name in ("limit", "budget", "estimate", "retry_failed")}
    return msgspec.structs.replace(one, **free) == msgspec.structs.replace(other, **free)
