"""Steps under each other, each with its mark: done, running with how far it is, or still to come."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom_desktop.steps import State
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.step_mark import paint_mark, state_word

_MARK = 18


class Item(msgspec.Struct, frozen=True):
    """One step. `note` says more under it, `right` stands at the right edge; `share` (0 to 1) is how far it is, if that is known."""

    title: str
    state: State
    note: str = ""
    right: str = ""
    share: float | None = None


class Checklist(QWidget):
    """The steps. To show how far one is makes nothing anew: jobs tell that ten times a second."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def set(self, items: Sequence[Item]) -> None:
        """Show these."""
        while len(self._lines) < len(items):
            self._lines.append(line := _Line())
            self._column.addWidget(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(items))
            if place < len(items):
                line.set(items[place])

    @property
    def items(self) -> list[Item]:
        """What is shown."""
        return [line.item for line in self._lines if line.item and not line.isHidden()]


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.item: Item | None = None
        self._mark = _Mark()
        self._title = Label(weight=500, wrap=True)
        self._note = Label(size=12, role="text2", wrap=True)
        self._right = Label(size=12, role="text3", tabular=True)
        self._bar = ProgressBar()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title, 1)
        head.addWidget(self._right, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(self._note)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(11)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def set(self, item: Item) -> None:
        if item == self.item:
            return
        self.item = item
        self._mark.set(item.state, item.share)
        self._title.setText(item.title)
        self._title.set_role("text3" if item.state == "empty" else "text")
        self._note.setText(item.note)
        self._note.setVisible(bool(item.note))
        self._right.setText(item.right)
        self._right.setVisible(bool(item.right))
        self._bar.setVisible(item.state == "running")
        self._bar.set(item.share)
        self.setAccessibleName(", ".join(filter(None, (item.title, state_word(item.state), item.note, item.right))))


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._state: State = "empty"
        self._share: float | None = None
        self.setFixedSize(_MARK, _MARK)
        theme.changed.connect(self.update)

    def set(self, state: State, share: float | None) -> None:
        self._state, self._share = state, share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            paint_mark(painter, QPointF(_MARK / 2, _MARK / 2), 7.5, self._state, self._share)
