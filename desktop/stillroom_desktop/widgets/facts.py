"""Facts under each other: what each is called at the left, what it is at the right."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Button, HairLine, Help, Label
from stillroom_desktop.words import gigabytes

_ROW = 34


def size_text(size: int) -> str:
    """A size in bytes, in MB of 10^6 or GB of 10^9 bytes."""
    if size >= 1e9:
        return gigabytes(size / 1e9)
    return QCoreApplication.translate("Facts", "{number} MB").format(
        number=QLocale().toString(size / 1e6, "f", 1 if size < 1e7 else 0)
    )


class Fact(msgspec.Struct, frozen=True):
    """One line. `copied` is what a button beside it puts on the clipboard; without it there is none."""

    name: str
    value: str
    help: str = ""
    mono: bool = False
    copied: str = ""


class Facts(QWidget):
    """Lines with hairlines between them; a value that is too long is cut, and whole in its tool tip."""

    def __init__(self, facts: Sequence[Fact] = ()) -> None:
        super().__init__()
        self._facts: tuple[Fact, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.set(facts)

    def set(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for place, fact in enumerate(facts):
            if place:
                self._column.addWidget(HairLine())
            self._column.addWidget(self._line(fact))

    def _line(self, fact: Fact) -> QWidget:
        value = Label(fact.value, size=12 if fact.mono else 13, weight=500, mono=fact.mono, tabular=True, elide=True)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QWidget()
        line.setFixedHeight(_ROW)
        line.setAccessibleName(f"{fact.name}: {fact.value}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(fact.name, role="text2"))
        if fact.help:
            row.addWidget(Help(fact.help))
        row.addSpacing(10)
        row.addWidget(value, 1)
        if fact.copied:
            copy = Button("", "copy", kind="quiet", small=True, name=self.tr("Copy: {name}").format(name=fact.name))
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(fact.copied))
            row.addWidget(copy)
        return line
