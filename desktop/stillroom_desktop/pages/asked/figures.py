"""How many tasks there are, and of what."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from stillroom.store import NO_CALL_KINDS, CellCount, Split
from stillroom_desktop.widgets.cards import FigureCell, Figures
from stillroom_desktop.words import count

translate = QCoreApplication.translate

BAND = (0.1, 0.2)
"""Which share of the tasks should need no call (Hammer, arXiv 2410.04587, has about a tenth)."""


class TaskFigures(Figures):
    """The sides, the share of tasks without a call, and the worked solutions."""

    def __init__(self) -> None:
        self._learn = FigureCell(translate("TaskFigures", "To learn from"))
        self._held_out = FigureCell(
            translate("TaskFigures", "Held out"),
            help=translate(
                "TaskFigures",
                "Tasks that the student never learns from: it is scored on them. No family of tasks is on both sides,"
                " so that what counts is what it can do with new ones.",
            ),
        )
        self._no_call = FigureCell(
            translate("TaskFigures", "No call is right"),
            help=translate(
                "TaskFigures",
                "Tasks that are answered without a tool: something is missing and must be asked for, no tool fits, or it is"
                " small talk. Without them a student learns to call a tool for everything; with 10 to 20 % of them it learns"
                " restraint.",
            ),
        )
        self._worked = FigureCell(
            translate("TaskFigures", "Worked solutions"),
            help=translate(
                "TaskFigures",
                "The thoughts and calls of a task, written down. The teacher that comes with Stillroom is a script and"
                " plays them; tasks without one need a teacher that is a model.",
            ),
        )
        super().__init__([self._learn, self._held_out, self._no_call, self._worked])

    def show_cells(self, cells: Sequence[CellCount], families: Mapping[str, Split]) -> None:
        """Show what there is in the grid's cells, and of how many families it is."""
        tasks = sum(each.count for each in cells)
        for figure, split in ((self._learn, "train"), (self._held_out, "held_out")):
            side = sum(each.count for each in cells if each.split == split)
            words = self.tr("%n family(ies)", "", sum(its == split for its in families.values()))
            figure.set(
                count(side), self.tr("of {all}").format(all=count(tasks)), words, share=side / tasks if tasks else 0.0
            )
        no_call = sum(each.count for each in cells if each.cell.kind in NO_CALL_KINDS)
        share = no_call / tasks if tasks else 0.0
        self._no_call.set(str(round(100 * share)), "%", self._how_many(no_call, share), share=share, band=BAND)
        worked = sum(each.worked for each in cells)
        rest = self.tr("%n task(s) without one", "", tasks - worked) if worked < tasks else ""
        self._worked.set(
            count(worked), "", rest or self.tr("every task has one"), share=worked / tasks if tasks else 0.0
        )

    def _how_many(self, no_call: int, share: float) -> str:
        tasks = self.tr("%n task(s)", "", no_call)
        low, high = BAND
        if round(share, 2) < low:
            return self.tr("{tasks}; aim for 10 to 20 %").format(tasks=tasks)
        return self.tr("{tasks}; 10 to 20 % is enough").format(tasks=tasks) if round(share, 2) > high else tasks
