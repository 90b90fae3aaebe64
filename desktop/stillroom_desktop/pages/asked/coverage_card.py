"""The card that says what the tasks cover: how many there are for each tool and kind, on either side."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal

from stillroom.store import CellCount
from stillroom_desktop.pages.asked.grid import (
    ALL,
    Dimension,
    GridCell,
    GridTable,
    column_title,
    columns_of,
    strength_of,
    tool_rows,
)
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import Segmented
from stillroom_desktop.words import NOTHING, count

translate = QCoreApplication.translate

_DIMENSIONS: dict[str, Dimension] = {"kind": "kind", "difficulty": "difficulty", "persona": "persona"}


class CoverageCard(Card):
    """`chosen` tells a cell to look at: its tool, its dimension, and the value in that, "*" for all of the tool's."""

    chosen = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(
            translate("CoverageCard", "What they cover"),
            help=translate(
                "CoverageCard",
                "How many tasks there are for each tool, to learn from + held out. A tool or a kind that has few tasks is learnt"
                " badly. Choose a cell to see its tasks.",
            ),
            flush=True,
        )
        self._cells: Sequence[CellCount] = ()
        self._tools: Sequence[str] = ()
        self._picked: tuple[str, str] | None = None
        self.by = Segmented(
            [("kind", self.tr("Kind")), ("difficulty", self.tr("Difficulty")), ("persona", self.tr("Persona"))],
            name=self.tr("Columns"),
        )
        self.by.changed.connect(self._draw)
        self.fold = Button("", "chevron_up", kind="quiet", small=True, name=self.tr("Fold up"))
        self.fold.clicked.connect(self._fold)
        self.add_action(self.by)
        self.add_action(self.fold)
        self.grid = GridTable(self.tr("Tasks by tool and kind"))
        self.grid.chosen.connect(lambda tool, key: self.chosen.emit(tool, self.by.value, key))
        self.body.setContentsMargins(0, 0, 0, 6)
        self.body.addWidget(self.grid)

    def show_cells(self, cells: Sequence[CellCount], tools: Sequence[str]) -> None:
        """Show what there is; `tools` are the project's, in their order."""
        self._cells, self._tools = cells, tools
        self._draw()

    def pick(self, cell: tuple[str, str] | None) -> None:
        """Mark the cell (tool, value of the dimension) that the list shows."""
        if cell != self._picked:
            self._picked = cell
            self._draw()

    def _fold(self) -> None:
        self.grid.setVisible(self.grid.isHidden())
        self.by.setVisible(not self.grid.isHidden())
        self.fold.set_icon("chevron_down" if self.grid.isHidden() else "chevron_up")
        name = self.tr("Unfold") if self.grid.isHidden() else self.tr("Fold up")
        self.fold.setAccessibleName(name)
        self.fold.setToolTip(name)

    def _draw(self) -> None:
        dimension = _DIMENSIONS[self.by.value]
        counts: dict[str, Counter[tuple[str, str]]] = {"train": Counter(), "held_out": Counter()}
        for each in self._cells:
            key = getattr(each.cell, dimension)
            counts[each.split][each.cell.tool, key] += each.count
            counts[each.split][each.cell.tool, ALL] += each.count
        plain = Counter({at: n for at, n in (counts["train"] + counts["held_out"]).items() if at[1] != ALL})
        strength = strength_of(plain)
        cells = [each.cell for each in self._cells]
        columns = [*columns_of(dimension, cells), (ALL, self.tr("All"))]
        rows = []
        for tool in tool_rows(self._tools, cells):
            row = []
            for key, _ in columns:
                learn, held_out = counts["train"][tool, key], counts["held_out"][tool, key]
                row.append(
                    GridCell(
                        _sum(learn, held_out),
                        strength(learn + held_out) if key != ALL else 0.0,
                        self._spoken(tool, dimension, key, learn, held_out),
                    )
                )
            rows.append((tool, row))
        self.grid.set_grid(columns, rows, self._picked)

    def _spoken(self, tool: str, dimension: Dimension, key: str, learn: int, held_out: int) -> str:
        what = self.tr("All") if key == ALL else column_title(dimension, key)
        return self.tr("{tool}, {what}: {learn} to learn from, {held_out} held out").format(
            tool=tool or self.tr("no tool"), what=what, learn=count(learn), held_out=count(held_out)
        )


def _sum(learn: int, held_out: int) -> str:
    if not learn + held_out:
        return NOTHING
    return f"{count(learn)} + {count(held_out)}" if held_out else count(learn)
