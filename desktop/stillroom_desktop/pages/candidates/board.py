"""The students' cards in as many columns as there is room for."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from stillroom_desktop.pages.candidates.candidate import Candidate
from stillroom_desktop.pages.candidates.card import StudentCard
from stillroom_desktop.theme import GAP

_COLUMN = 560  # px that a column needs at least
_AT_ONCE = 4  # cards are made before the window answers again


class CardBoard(QWidget):
    """A student gets its card when it is first shown, a few at a time: `made` tells those that are new, `placed` that all stand.

    `wished` tells the student's name and what is to be done with it (`card.Wish`).
    """

    made = Signal(list)
    placed = Signal()
    wished = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, StudentCard] = {}
        self.order: list[str] = []
        self._columns = 0
        self._known: Mapping[str, Candidate] = {}
        self._waiting: list[tuple[int, str]] = []
        self._placer = QTimer(self, interval=0, singleShot=True)
        self._placer.timeout.connect(self._place_more)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)

    @property
    def busy(self) -> bool:
        """Whether cards are still to come."""
        return bool(self._waiting)

    def show_order(self, order: Sequence[Candidate]) -> None:
        """Show these, in this order."""
        self._known = {each.name: each for each in order}
        if list(self._known) != self.order:
            self.order = list(self._known)
            self._place()

    def _place(self) -> None:
        self._columns = max(1, self.width() // _COLUMN)
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.hide()
        for column in range(self._columns + 2):  # also those that are no longer used
            self._grid.setColumnStretch(column, int(column < self._columns))
        self._waiting = list(enumerate(self.order))
        self._place_more()

    def _place_more(self) -> None:
        made: list[StudentCard] = []
        while self._waiting and len(made) < _AT_ONCE:
            place, name = self._waiting.pop(0)
            if name not in self.cards:
                self.cards[name] = card = StudentCard(self._known[name])
                card.wished.connect(partial(self.wished.emit, name))
                made.append(card)
            self._grid.addWidget(self.cards[name], *divmod(place, self._columns))
            self.cards[name].show()
        self.made.emit([card.candidate for card in made])
        if self._waiting:
            self._placer.start()
        else:
            self.placed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self.order and max(1, self.width() // _COLUMN) != self._columns:
            self._place()
