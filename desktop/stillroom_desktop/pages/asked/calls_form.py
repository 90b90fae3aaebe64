"""The calls that are right for a task, as a form: which tool, with what, and which are made at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from stillroom.conversation import ToolSpec
from stillroom.store import WorkedCall
from stillroom.tools import argument_problem
from stillroom_desktop.engine_words import said
from stillroom_desktop.pages.builder.argument_form import ArgumentForm
from stillroom_desktop.pages.builder.parameters import read_parameters
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.controls import GrowingRows, Select, Switch

Steps = tuple[tuple[WorkedCall, ...], ...]

translate = QCoreApplication.translate


class CallsForm(GrowingRows):
    """The steps after each user turn. `changed` tells that a call was added, removed or is of another tool."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(translate("CallsForm", "Add a call"))
        self._specs: dict[str, ToolSpec] = {}
        self.rows: list[_CallRow] = []
        self._turns = 1
        self.more.clicked.connect(self._add_by_hand)

    def set_tools(self, specs: Sequence[ToolSpec]) -> None:
        """Offer these tools to call."""
        self._specs = {spec.name: spec for spec in specs}
        self.more.setEnabled(bool(specs))

    def set_turns(self, turns: int) -> None:
        """Let calls follow one of so many user turns."""
        self._turns = turns
        for row in self.rows:
            row.set_turns(turns)

    def drop_turn(self, gone: int) -> None:
        """Let the calls of a turn that is gone follow the one before, and those of later ones stay with theirs."""
        for row in self.rows:
            if row.turn_number >= gone:
                row.turn.set_value(str(row.turn_number - 1))  # the first turn always stays

    def show_steps(self, by_turn: Sequence[Steps]) -> None:
        """Show the steps that follow each user turn."""
        while self.rows:
            self._drop(self.rows[-1])
        self._turns = len(by_turn)
        for turn, steps in enumerate(by_turn):
            for step in steps:
                for place, call in enumerate(step):
                    self._add(turn, call.name, call.arguments, at_once=place > 0)

    def steps(self) -> list[list[list[dict[str, Any]]]]:
        """The steps as they are written, for each user turn, as a task line has them."""
        by_turn: list[list[list[dict[str, Any]]]] = [[] for _ in range(self._turns)]
        for row in self.rows:
            steps = by_turn[row.turn_number]
            if row.at_once.isChecked() and steps:
                steps[-1].append(row.call())
            else:
                steps.append([row.call()])
        return by_turn

    def problem(self) -> str:
        """What is wrong with a call's arguments, in words; "" where nothing is."""
        for row in self.rows:
            call = row.call()
            spec = self._specs.get(call["name"])
            if spec and (problem := argument_problem(spec, call["arguments"])):
                return f"{spec.name}: {said(problem)}"
        return ""

    def _add_by_hand(self) -> None:
        self._add(self._turns - 1, "", {}, at_once=False)
        self.rows[-1].tool.setFocus()
        self.changed.emit()

    def _add(self, turn: int, name: str, arguments: dict[str, Any], *, at_once: bool) -> None:
        row = _CallRow(self._specs, name, arguments, at_once=at_once, first=not self.rows)
        row.set_turns(self._turns)
        row.turn.set_value(str(turn))
        row.gone.clicked.connect(lambda: self._drop_by_hand(row))
        row.tool.changed.connect(self.changed)
        self.rows.append(row)
        self.place(row)

    def _drop_by_hand(self, row: "_CallRow") -> None:
        self._drop(row)
        self.changed.emit()

    def _drop(self, row: "_CallRow") -> None:
        self.rows.remove(row)
        self.take_away(row)


class _CallRow(QFrame):
    """One call: one that there is already, or where `name` is "" a new one, which begins with the tool's defaults."""

    def __init__(
        self, specs: dict[str, ToolSpec], name: str, arguments: dict[str, Any], *, at_once: bool, first: bool
    ) -> None:
        super().__init__()
        self._specs, self._made, self._arguments = specs, name, arguments
        names = list(dict.fromkeys([*specs, name] if name else specs))
        self.tool = Select([(each, each) for each in names], name=self.tr("Tool"))
        self.tool.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.tool.setMinimumContentsLength(6)
        self.tool.set_value(name or names[0])
        self.tool.changed.connect(self._show_arguments)
        self.turn = Select([("0", "1")], name=self.tr("After which turn of the user"))
        self.turn.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToContents)
        self.at_once = Switch(self.tr("At once with the call before"))
        self.at_once.setChecked(at_once)
        self.gone = Button("", "minus", kind="quiet", small=True, name=self.tr("Remove this call"))
        self.form = ArgumentForm()
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.tool, 1)
        head.addWidget(self.turn)
        head.addWidget(self.gone)
        together = QHBoxLayout()
        together.setSpacing(8)
        together.addWidget(self.at_once)
        words = Label(self.tr("At once with the call before"), size=12, role="text2")
        together.addWidget(words, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        if not first:
            whole.addWidget(HairLine())
        whole.addLayout(head)
        whole.addLayout(together)
        whole.addWidget(self.form)
        if first:
            self.at_once.hide()
            words.hide()
        self._show_arguments()

    @property
    def turn_number(self) -> int:
        return int(self.turn.value or 0)

    def set_turns(self, turns: int) -> None:
        self.turn.set_options([(str(turn), self.tr("turn {number}").format(number=turn + 1)) for turn in range(turns)])
        self.turn.setVisible(turns > 1)

    def call(self) -> dict[str, Any]:
        """The call as a task line has it."""
        known = self.tool.value in self._specs
        return {"name": self.tool.value, "arguments": self.form.arguments() if known else self._arguments}

    def _show_arguments(self) -> None:
        if spec := self._specs.get(self.tool.value):
            made = self.tool.value == self._made
            self.form.set_parameters(read_parameters(spec.parameters), self._arguments if made else {}, made=made)
