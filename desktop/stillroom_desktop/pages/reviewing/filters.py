"""What is chosen of the solutions: how they stand, what stands in them, and more, each with how many there are."""

from typing import get_args

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import Choices, Chosen, Order, ReviewState
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.controls import SearchField, Select
from stillroom_desktop.widgets.verdicts import stage_title
from stillroom_desktop.words import count, kind_title

translate = QCoreApplication.translate

_MOST = 200  # families to choose from, the largest; text finds the others


class Filters(QWidget):
    """Fields that choose and order. `changed` tells that something else is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField(self.tr("Find"))
        self.search.setAccessibleName(self.tr("Find solutions"))
        self.state = _Choice(self.tr("State"))
        self.kind, self.tool = _Choice(self.tr("Kind")), _Choice(self.tr("Tool"))
        self.family, self.stage = _Choice(self.tr("Family")), _Choice(self.tr("Reason"))
        self.method, self.order = _Choice(self.tr("Method")), _Choice(self.tr("Order"))
        self.more = Button("", "tools", name=self.tr("More filters"))
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self.clear = Button(self.tr("Show all"), "cross", kind="quiet", small=True)
        self.clear.clicked.connect(self.show_all)
        self._total = 0
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.state, 1)
        first.addWidget(self.more)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(6)
        for choice in self._narrowing:
            rest.addWidget(choice)
        rest.addWidget(self.order)
        foot = QHBoxLayout()
        foot.addWidget(self.clear)
        foot.addStretch(1)
        rest.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(15, 10, 15, 10)
        whole.setSpacing(8)
        whole.addLayout(first)
        whole.addWidget(self.search)
        whole.addWidget(self._rest)
        self._rest.hide()
        self.search.changed.connect(self._tell)
        for choice in (self.state, self.order, *self._narrowing):
            choice.changed.connect(self._tell)
        self.order.set_options(_orders(agreed=False))
        self.show_choices(Choices({}, {}, {}, {}, {}, {}))

    @property
    def _narrowing(self) -> tuple["_Choice", ...]:
        return self.kind, self.tool, self.family, self.stage, self.method

    @property
    def chosen(self) -> Chosen:
        """What is wanted."""
        return Chosen(
            state=self.state.value or None,  # type: ignore[arg-type]  # its keys are states
            stage=self.stage.value or None,  # type: ignore[arg-type]
            tool=self.tool.value or None,
            kind=self.kind.value or None,  # type: ignore[arg-type]
            family=self.family.value or None,
            method=self.method.value or "agent",
            text=self.search.text().strip(),
        )

    @property
    def wanted_order(self) -> Order:
        order: Order = self.order.value  # type: ignore[assignment]
        return order

    def show_choices(self, choices: Choices, *, agreed: bool = False) -> None:
        """Offer what there is. `agreed`: the teacher was asked several times for each task."""
        total = choices.methods.get(self.method.value or "agent", 0)
        states = [(state, _with(_state_word(state), choices.states.get(state, 0))) for state in get_args(ReviewState)]
        self.state.set_options([("", _with(self.tr("All"), total)), *states])
        self.kind.offer(self.tr("All kinds"), [(kind, kind_title(kind), n) for kind, n in choices.kinds.items()])
        self.tool.offer(self.tr("All tools"), [(tool, tool, n) for tool, n in choices.tools.items()])
        largest = sorted(choices.families.items(), key=lambda family: -family[1])[:_MOST]
        self.family.offer(self.tr("All families"), [(family, family, n) for family, n in sorted(largest)])
        self.stage.offer(self.tr("Any reason"), [(stage, stage_title(stage), n) for stage, n in choices.stages.items()])
        methods = [("agent", self.tr("With tools")), ("cot", self.tr("Thought alone"))]
        self.method.set_options(
            [(method, _with(word, choices.methods[method])) for method, word in methods if method in choices.methods]
        )
        self.method.setVisible(len(choices.methods) > 1)
        self.order.set_options(_orders(agreed=agreed))

    def show_all(self) -> None:
        """Choose nothing any more; the order stays."""
        self.show_chosen(Chosen(method=self.method.value or "agent"))

    def show_chosen(self, chosen: Chosen) -> None:
        """Choose these."""
        fields = {"state": self.state, "kind": self.kind, "tool": self.tool, "family": self.family, "stage": self.stage}
        for name, field in fields.items():
            field.blockSignals(True)
            field.set_value(getattr(chosen, name) or "")
            field.blockSignals(False)
        self.search.setText(chosen.text)
        self._tell()

    def _unfold(self, unfolded: bool) -> None:
        self._rest.setVisible(unfolded)

    def _tell(self) -> None:
        self.changed.emit()


class _Choice(Select):
    """One of several, or all of them; as narrow as it has to be."""

    def __init__(self, name: str) -> None:
        super().__init__([], name=name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def offer(self, all: str, options: list[tuple[str, str, int]]) -> None:
        """Offer keys with their words and how many each leaves; hidden where there is nothing to choose."""
        self.set_options([("", all), *((key, _with(word, n)) for key, word, n in options)])
        self.setVisible(len(options) > 1 or bool(self.value))


def _with(word: str, number: int) -> str:
    return f"{word} · {count(number)}"


def _orders(*, agreed: bool) -> list[tuple[str, str]]:
    orders = [
        ("number", translate("Filters", "In the tasks' order")),
        ("newest", translate("Filters", "The newest first")),
    ]
    return [*orders, ("agreement", translate("Filters", "Least agreement first"))] if agreed else orders


def _state_word(state: ReviewState) -> str:
    match state:
        case "accepted":
            return translate("Filters", "Kept")
        case "rejected":
            return translate("Filters", "Rejected")
        case "needs_look":
            return translate("Filters", "Needs a look")
        case "reviewed":
            return translate("Filters", "Decided by you")
        case "edited":
            return translate("Filters", "Edited")
        case "noted":
            return translate("Filters", "With a note")
        case "recovered":
            return translate("Filters", "Recovered")
