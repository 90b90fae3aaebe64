"""Which students are shown, and in what order."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from stillroom_desktop.pages.candidates.candidate import Order, Shown
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.controls import SearchField, Segmented, Select

_WIDE = 860  # px, from which on all stands in one line


class CandidateFilters(QWidget):
    """`changed` tells that others are wanted, or another order."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = Segmented(
            [("all", self.tr("All")), ("fits", self.tr("That fit")), ("here", self.tr("Here"))], name=self.tr("Which")
        )
        self._order = Select(
            [
                ("fit", self.tr("What fits first")),
                ("size", self.tr("The smallest first")),
                ("probe", self.tr("The best probe first")),
                ("name", self.tr("By name")),
            ],
            name=self.tr("Order"),
        )
        self.search = SearchField(self.tr("Filter by name or licence"))
        self.search.setMinimumWidth(140)
        self._count = Label(size=12, role="text3", tabular=True)
        self.another = Button(self.tr("Another model"), "plus", small=True)
        for part in (self._shown, self._order, self.search):
            part.changed.connect(self.changed)
        left = QHBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._shown)
        left.addWidget(self._order)
        left.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.search, 1)
        right.addWidget(self._count)
        right.addWidget(self.another)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(left)
        self._row.addLayout(right, 1)

    @property
    def shown(self) -> Shown:
        return cast("Shown", self._shown.value)

    @property
    def order(self) -> Order:
        return cast("Order", self._order.value)

    @property
    def text(self) -> str:
        return self.search.text().strip()

    def choose(self, shown: Shown = "all", order: Order = "fit") -> None:
        """Show these, in this order."""
        self._shown.set_value(shown)
        self._order.set_value(order)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def show_count(self, shown: int, of: int) -> None:
        self._count.setText(self.tr("{shown} of {of}").format(shown=shown, of=of))
