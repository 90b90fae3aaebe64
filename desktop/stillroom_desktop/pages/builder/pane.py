"""What the panes of the four kinds of implementation have in common: labelled rows, and how they tell a change."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Label

Written = dict[str, Any]
"""An implementation as JSON, with its `kind`."""


class Pane(QWidget):
    """A form for one kind of implementation. `changed` gives the whole implementation after a change by the user.

    It is told as an object: a dict in Qt's own terms would come out sorted.
    """

    changed = Signal(object)

    def show_implementation(self, written: Written) -> None:
        """Show an implementation of this pane's kind. One that says what is written already leaves all as it is: rows may
        stand there that say nothing yet.
        """
        if written != self.now():
            self.blockSignals(True)
            self.fill_in(written)
            self.blockSignals(False)

    def now(self) -> Written:
        """The implementation as it is written."""
        raise NotImplementedError

    def fill_in(self, written: Written) -> None:
        """Write another implementation into the form."""
        raise NotImplementedError

    def flush(self) -> None:
        """Tell at once what would be told in a moment."""

    def tell(self) -> None:
        """Tell what is written."""
        self.changed.emit(self.now())


class Rows(QGridLayout):
    """Labels at the left, what they name at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(19, 12, 19, 14)
        self.setHorizontalSpacing(14)
        self.setVerticalSpacing(10)
        self.setColumnStretch(1, 1)
        self.setColumnMinimumWidth(0, 78)
        self._next = 0

    def add(self, word: str, content: QWidget | QLayout) -> None:
        row, self._next = self._next, self._next + 1
        if word:
            label = Label(word, size=12, weight=500, role="text2")
            label.setMinimumHeight(30)
            self.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.setRowStretch(row, 0)
        self.setRowStretch(row + 1, 1)  # what is left over stays free below
        if isinstance(content, QWidget):
            self.addWidget(content, row, 1)
        else:
            self.addLayout(content, row, 1)

    def set_shown(self, content: QWidget, shown: bool) -> None:
        """Show what `add` took, or hide it with its label."""
        row = self.getItemPosition(self.indexOf(content))[0]  # type: ignore[index]
        label = self.itemAtPosition(row, 0)
        if label and (words := label.widget()):
            words.setVisible(shown)
        content.setVisible(shown)


def column(*parts: QWidget | QLayout, spacing: int = 0) -> QVBoxLayout:
    """Parts below each other, to the edges."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addLayout(part)
    return made


def pairs(rows: list[list[str]]) -> dict[str, str]:
    """Names and values; a row without a name is not there yet."""
    return {name.strip(): value for name, value in rows if name.strip()}
