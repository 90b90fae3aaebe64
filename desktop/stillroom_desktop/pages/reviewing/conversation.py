"""The card of one solution: what it is, how it stands, and its conversation."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from stillroom.store import TaughtRow
from stillroom_desktop.pages.reviewing.rows import solution_chip
from stillroom_desktop.pages.reviewing.turns import Turns
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.call_card import duration
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.words import calls_words, kind_title


class SolutionCard(Card):
    """One solution as a conversation."""

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._number = Label(weight=600, tabular=True)
        self.chip = Chip("", "mute")
        self._kind = Label(size=12, role="text3", elide=True)
        self._facts = Label(size=12, role="text3", tabular=True)
        self.turns = Turns()
        head = QHBoxLayout()
        head.setContentsMargins(19, 12, 19, 12)
        head.setSpacing(10)
        head.addWidget(self._number)
        head.addWidget(self.chip)
        head.addWidget(self._kind, 1)
        head.addWidget(self._facts)
        # It takes what height there is: what it would like must not make the page scroll.
        self.turns.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(200)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(HairLine())
        self.body.addWidget(self.turns, 1)

    def show_row(self, row: TaughtRow, *, before: bool = False) -> None:
        """Say which solution it is, and whether it is one from before an edit; the conversation is shown by itself."""
        self._number.setText(self.tr("No. {number}").format(number=row.number))
        self.chip.set(*solution_chip(row))
        side = self.tr("learn") if row.split == "train" else self.tr("held out")
        parts = [self.tr("before the edit")] if before else []
        parts += [kind_title(row.kind), side, row.family]
        self._kind.setText(" · ".join(filter(None, parts)))
        self._facts.setText(f"{calls_words(len(row.tools))} · {duration(row.seconds)}" if row.tools else calls_words(0))
