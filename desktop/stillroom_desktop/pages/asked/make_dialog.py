"""Letting the teacher write tasks: how many, of which kinds, what that fills in the grid, and what it may cost."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, get_args

import msgspec
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from stillroom import work
from stillroom.conversation import ToolSpec
from stillroom.errors import StillroomError
from stillroom.store import NO_CALL_KINDS, Cell, Kind, Store
from stillroom.tasks import DEFAULT_MIX, MakeParams, likely_cost, plan
from stillroom.teacher import Teacher, price_of
from stillroom.tools import Tool
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.money import dollars
from stillroom_desktop.pages.asked.figures import BAND
from stillroom_desktop.pages.asked.grid import GridCell, GridTable, columns_of, strength_of, tool_rows
from stillroom_desktop.pages.builder.tool_state import read_tool
from stillroom_desktop.widgets.basic import Button, Help, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.controls import NumberField
from stillroom_desktop.widgets.dialog import AskingDialog
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.widgets.money_field import MoneyField
from stillroom_desktop.words import NOTHING, count, kind_title, percent
from stillroom_desktop.workspace import Workspace

_MOST = 10_000
_COUNT = 50
_WAIT_MS = 200

translate = QCoreApplication.translate


class Planned(msgspec.Struct, frozen=True):
    """What there is in the cells of tool and kind, what is to be written, and what that may cost (from, to; None: not known)."""

    there: dict[tuple[str, str], int]
    added: dict[tuple[str, str], int]
    cost: tuple[float, float] | None


class MakeTasksDialog(AskingDialog):
    """Asks what is to be written, and begins."""

    def __init__(self, parent: QWidget, workspace: Workspace, teacher: Teacher) -> None:
        super().__init__(parent, translate("MakeTasksDialog", "Let the teacher write tasks"))
        self.setObjectName("make_tasks")
        self._workspace, self._teacher = workspace, teacher
        read = (read_tool(tool) for tool in workspace.store.tools())
        self._specs = [tool.spec for tool in read if isinstance(tool, Tool)]
        self._price = price_of(teacher)
        self.count = NumberField(1, _MOST, name=self.tr("How many tasks"))
        self.count.setValue(_COUNT)
        self.shares: dict[Kind, NumberField] = {}
        self._no_call = Label(size=12, role="text2")
        self.budget = MoneyField(self.tr("At most"), self.tr("no limit"))
        assert workspace.project
        if self._price is None:
            self.budget.setEnabled(False)
        else:
            self.budget.set_amount(work.budget_of(workspace.project))
        self._cost = Label(role="text2", wrap=True)
        self.grid = GridTable(self.tr("What is to be written"))
        self._fault = Notice("bad", "")
        self._fault.hide()
        self.make = Button(self.tr("Write them"), kind="primary")
        self.make.clicked.connect(self._make)
        self.budget.textChanged.connect(self._show_make)
        self._lay_out()
        self._planner = Background(self, daemon=True)
        self._planner.done.connect(self._show)
        self._later = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._later.timeout.connect(self._plan)
        self.count.valueChanged.connect(self._later.start)
        for share in self.shares.values():
            share.valueChanged.connect(self._later.start)
        self._plan()

    @classmethod
    def begin(cls, parent: QWidget, workspace: Workspace, teacher: Teacher | None) -> None:
        """Ask, or say what is missing for that."""
        if teacher is None:
            dialog = MessageDialog(
                parent,
                translate("MakeTasksDialog", "No teacher that can write"),
                translate(
                    "MakeTasksDialog",
                    "Tasks are written by a large model: one behind an API, or one that runs on this computer. The teacher that"
                    " plays worked solutions is a script and can write none.",
                ),
                icon="info",
                role="info",
            )
            dialog.setObjectName("no_teacher")
            dialog.add_button(translate("MakeTasksDialog", "Cancel"))
            dialog.add_button(
                translate("MakeTasksDialog", "Choose a teacher"), lambda: workspace.go.emit("teacher"), kind="primary"
            )
            dialog.open()
        elif not workspace.store.tools():
            dialog = MessageDialog(
                parent,
                translate("MakeTasksDialog", "No tools yet"),
                translate("MakeTasksDialog", "The teacher writes tasks for your tools. Add one first."),
                icon="info",
                role="info",
            )
            dialog.add_button(translate("MakeTasksDialog", "Cancel"))
            dialog.add_button(
                translate("MakeTasksDialog", "Go to the tools"), lambda: workspace.go.emit("tools"), kind="primary"
            )
            dialog.open()
        else:
            cls(parent, workspace, teacher).open()

    def _lay_out(self) -> None:
        words = self.tr(
            "{teacher} is sent the descriptions of your tools and some of your tasks. It writes what people could ask, with the"
            " calls; these must really run, and what is like another task is dropped."
        ).format(teacher=f"{self._teacher.model} ({self._teacher.offered_by.title})")
        self.body.addWidget(Label(words, role="text2", wrap=True))
        self.body.addLayout(self._make_numbers())
        card = Card(
            self.tr("What is to be written"),
            help=self.tr(
                "How many tasks there are for each tool and kind, and how many are to come. What there is least of comes first."
            ),
            flush=True,
        )
        card.body.setContentsMargins(0, 0, 0, 6)
        card.body.addWidget(self.grid)
        self.body.addWidget(card)
        self.body.addWidget(self._fault)
        money = QHBoxLayout()
        money.setSpacing(8)
        money.addWidget(self._cost, 1)
        money.addWidget(Label(self.tr("At most"), weight=500))
        money.addWidget(self.budget)
        self.body.addLayout(money)
        self.body.addStretch(1)
        self.add_buttons(self.make)
        self.resize(760, 600)

    def _make_numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.tr("How many tasks"), weight=500))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self._no_call)
        head.addWidget(
            Help(
                self.tr(
                    "Tasks in which no call is right keep a student from calling a tool for everything. 10 to 20 % of them is a"
                    " good share."
                )
            )
        )
        grid.addLayout(head, 0, 0, 1, len(get_args(Kind)))
        for column, kind in enumerate(get_args(Kind)):
            share = NumberField(0, 100, name=kind_title(kind))
            share.setSuffix(" %")
            share.setMinimumWidth(70)
            share.setValue(round(100 * DEFAULT_MIX[kind]))
            label = Label(kind_title(kind), size=12, weight=500, role="text2", elide=True)
            label.setBuddy(share)
            grid.addWidget(label, 1, column)
            grid.addWidget(share, 2, column)
            grid.setColumnStretch(column, 1)
            self.shares[kind] = share
        return grid

    # The plan

    @property
    def mix(self) -> dict[Kind, float]:
        """The shares of the kinds that are wanted."""
        whole = {kind: share.value() / 100 for kind, share in self.shares.items() if share.value()}
        rounded = {kind: round(share, 2) for kind, share in DEFAULT_MIX.items()}
        return DEFAULT_MIX if whole == rounded else whole

    def _plan(self) -> None:
        mix = self.mix
        self._show_make()
        if not mix:
            self._no_call.setText(self.tr("Choose at least one kind"))
            return
        share = sum(part for kind, part in mix.items() if kind in NO_CALL_KINDS) / sum(mix.values())
        self._no_call.setText(self.tr("{share} without a call").format(share=percent(share)))
        self._no_call.set_role("text2" if BAND[0] <= round(share, 2) <= BAND[1] else "warn")
        path = self._workspace.store.path
        self._planner.call(partial(_planned, path, self._teacher, self._specs, self.count.value(), dict(mix)))

    def _show(self, planned: Any) -> None:
        self._fault.setVisible(isinstance(planned, StillroomError))
        if isinstance(planned, StillroomError):
            self._fault.set("bad", *failure_words(planned.to_json()))
            return
        columns = columns_of("kind", ())
        both = Counter(planned.there) + Counter(planned.added)
        strength = strength_of(both)
        names = [spec.name for spec in self._specs]
        rows = []
        for tool in tool_rows(names, (Cell("call", tool, "", "") for tool, _ in planned.added)):
            cells = [
                GridCell(
                    _words(planned.there.get((tool, key), 0), planned.added.get((tool, key), 0)),
                    strength(both[tool, key]),
                    self.tr("{tool}, {kind}: {there} there, {added} to come").format(
                        tool=tool or self.tr("no tool"),
                        kind=title,
                        there=count(planned.there.get((tool, key), 0)),
                        added=count(planned.added.get((tool, key), 0)),
                    ),
                )
                for key, title in columns
            ]
            rows.append((tool, cells))
        self.grid.set_grid(columns, rows)
        self._cost.setText(self._cost_words(planned.cost))

    def _cost_words(self, cost: tuple[float, float] | None) -> str:
        if cost is None:
            return self.tr(
                "What this model costs is not known, so no limit can be kept. Its price can be set on the page Teacher."
            )
        low, high = cost
        if not high:
            return self.tr("It costs nothing.")
        if low == high:
            return self.tr("About {cost}, as the last ones cost.").format(cost=dollars(low))
        return self.tr("Likely between {low} and {high}.").format(low=dollars(low), high=dollars(high))

    def _show_make(self) -> None:
        self.make.setEnabled(bool(self.mix) and self.budget.usable)

    def _make(self) -> None:
        if not self.mix:  # the last share was taken to nothing a moment ago
            return
        params = MakeParams(
            count=self.count.value(),
            teacher=self._teacher,
            mix=dict(self.mix),
            budget=self.budget.amount,
            concurrency=self._workspace.settings.get("concurrency"),
        )
        self.accept()
        self._workspace.make_tasks(params)

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        # Enter in a number is the end of that number, and not yet of the dialog.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.make.hasFocus():
            return
        super().keyPressEvent(event)


def _planned(path: Path, teacher: Teacher, specs: Sequence[ToolSpec], number: int, mix: dict[Kind, float]) -> Planned:
    store = Store(path)
    try:
        cells = store.task_cells()
        there = Counter[Cell]()
        for each in cells:
            there[each.cell] += each.count
        wanted = plan(number, mix, specs, there)
        return Planned(
            _by_tool_and_kind(there),
            _by_tool_and_kind(Counter(wanted)),
            likely_cost(store, teacher, wanted, specs),
        )
    finally:
        store.close()


def _by_tool_and_kind(cells: Counter[Cell]) -> dict[tuple[str, str], int]:
    counts = Counter[tuple[str, str]]()
    for cell, number in cells.items():
        counts[cell.tool, cell.kind] += number
    return dict(counts)


def _words(there: int, added: int) -> str:
    if not added:
        return count(there) if there else NOTHING
    return f"{count(there)} \N{RIGHTWARDS ARROW} {count(there + added)}"
