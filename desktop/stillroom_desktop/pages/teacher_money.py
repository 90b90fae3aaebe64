"""What the project spent on teachers so far, and what a run of it may cost."""

from PySide6.QtCore import QCoreApplication

from stillroom.store import Purpose, Spent
from stillroom.work import budget_of, set_budget
from stillroom_desktop.money import dollars
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import LabelledRow
from stillroom_desktop.widgets.facts import Fact, Facts
from stillroom_desktop.widgets.money_field import MoneyField
from stillroom_desktop.words import count
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate


class MoneyCard(Card):
    """The budget to change, and the ledger by purpose and model, the dearest first."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(translate("MoneyCard", "Money in this project"))
        self._workspace = workspace
        self.budget = MoneyField(self.tr("Budget of a run"), self.tr("no limit"))
        self.budget.chosen.connect(self._take)
        self._row = LabelledRow(
            self.tr("Budget of a run"),
            self.budget,
            help=self.tr(
                "A run stops before the call that could cost more than this, and keeps all that was paid for. You can "
                "change it for each run before it starts."
            ),
        )
        self.budget.textChanged.connect(self._check)
        self._total = Label(weight=500, tabular=True, wrap=True)
        self._facts = Facts()
        self.body.addWidget(self._row)
        self.body.addWidget(HairLine())
        self.body.addWidget(self._total)
        self.body.addWidget(self._facts)

    def refresh(self) -> None:
        project = self._workspace.project
        if project is None:
            return
        if not self.budget.hasFocus():
            self.budget.set_amount(budget_of(project))
        rows = project.store.spent()
        self._total.setText(_total(rows))
        self._facts.set([Fact(f"{purpose_title(row.purpose)}, {row.model}", _took(row)) for row in rows])
        self._facts.setVisible(bool(rows))

    def _check(self) -> None:
        self._row.set_note("" if self.budget.usable else self.tr("An amount in US dollars, or nothing"), wrong=True)

    def _take(self, amount: float | None) -> None:
        if project := self._workspace.project:
            set_budget(project, amount)
            self._workspace.touch()


def purpose_title(purpose: Purpose) -> str:
    """What a paid call is made for."""
    match purpose:
        case "probe":
            return translate("Purposes", "Trying it on five tasks")
        case "tasks":
            return translate("Purposes", "Writing tasks")
        case "teach":
            return translate("Purposes", "Teaching")
        case "judge":
            return translate("Purposes", "Judging")
        case "user":
            return translate("Purposes", "Playing the user")
        case "draft":
            return translate("Purposes", "Drafting tools")
        case "evaluate":
            return translate("Purposes", "Scoring")
        case "correct":
            return translate("Purposes", "Correcting")
        case "test":
            return translate("Purposes", "Testing the teacher")


def _total(rows: list[Spent]) -> str:
    if not rows:
        return translate("MoneyCard", "Nothing was spent yet.")
    cost = dollars(sum(row.cost_usd for row in rows))
    if unpriced := sum(row.unpriced for row in rows):
        return translate("MoneyCard", "{cost} spent, and %n call(s) whose price is not known", None, unpriced).format(
            cost=cost
        )
    return translate("MoneyCard", "{cost} spent").format(cost=cost)


def _took(row: Spent) -> str:
    calls = translate("MoneyCard", "%n call(s)", None, row.calls)
    tokens = translate("MoneyCard", "{tokens} tokens").format(tokens=count(row.prompt_tokens + row.completion_tokens))
    cost = dollars(row.cost_usd) if row.unpriced < row.calls else translate("MoneyCard", "price not known")
    return f"{calls} · {tokens} · {cost}"
