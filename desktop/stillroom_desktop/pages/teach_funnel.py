"""From all that was taught to what is kept: how many solutions came through each stage of verification."""

from typing import get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import VerdictStage
from stillroom_desktop.pages.taught import TaughtTasks
from stillroom_desktop.widgets.bars import Meter
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.words import count

translate = QCoreApplication.translate


def came_through(stage: VerdictStage) -> str:
    """What is true of a solution that a stage let through."""
    match stage:
        case "format":
            return translate("Funnel", "Usable reply")
        case "schema":
            return translate("Funnel", "Calls fit the tools")
        case "execution":
            return translate("Funnel", "Tools worked")
        case "check":
            return translate("Funnel", "As the task expects")
        case "judge":
            return translate("Funnel", "Right, says the judge")
        case "near-duplicate":
            return translate("Funnel", "No repetition")


class Funnel(Card):
    """A cell for each stage: how many are left, and how many it took."""

    def __init__(self) -> None:
        super().__init__(
            translate("Funnel", "What the checks let through"),
            help=translate(
                "Funnel",
                "Every solution is checked in these steps, and the first that says no rejects it. "
                "A student learns only from what came through all of them.",
            ),
            flush=True,
        )
        self.cells: dict[str, _Cell] = {"taught": _Cell(translate("Funnel", "Taught"))}
        stages: tuple[VerdictStage, ...] = get_args(VerdictStage)
        self.cells |= {stage: _Cell(came_through(stage)) for stage in stages}
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, cell in enumerate(self.cells.values()):
            if place:
                row.addWidget(cell.line)
            row.addWidget(cell, 1)
        self.body.addLayout(row)
        self._stages = stages

    def show_known(self, known: TaughtTasks) -> None:
        """Show what became of the taught tasks. A person's decisions are left out, and the last stages where they let all through."""
        left = of_all = max(known.taught - known.stopped_at(None), 0)
        self.cells["taught"].set(left, 0, of_all)
        for stage in self._stages:
            taken = known.stopped_at(stage)
            left -= taken
            self.cells[stage].set(left, taken, of_all)
        for rare in ("judge", "near-duplicate"):
            for part in (self.cells[rare], self.cells[rare].line):
                part.setVisible(known.stopped_at(rare) > 0)


class _Cell(QWidget):
    def __init__(self, title: str) -> None:
        super().__init__()
        self._words = title
        self.line = HairLine(vertical=True)
        self._number = Label(size=15, weight=600, tabular=True)
        self._taken = Label(size=12, role="warn", tabular=True)
        self._bar = Meter()
        title_label = Label(title, size=12, weight=500, role="text2", elide=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._number)
        head.addWidget(self._taken)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 6)
        column.setSpacing(1)
        column.addWidget(title_label)
        column.addLayout(head)
        column.addWidget(self._bar)

    def set(self, left: int, taken: int, of_all: int) -> None:
        self._number.setText(count(left))
        self._taken.setText(f"\N{MINUS SIGN}{count(taken)}" if taken else "")
        whole = max(of_all, 1)
        self._bar.set([(left / whole, "fill_ok"), (taken / whole, "fill_warn")])
        self.setAccessibleName(
            translate("Funnel", "{stage}: {left} left, {taken} rejected").format(
                stage=self._words, left=count(left), taken=count(taken)
            )
        )
