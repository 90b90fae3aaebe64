"""Fields to write, count or choose in, and the row that names one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from stillroom_desktop.theme import CONTROL, font
from stillroom_desktop.widgets.basic import Help, Label, restyle
from stillroom_desktop.widgets.icons import icon


class Field(QLineEdit):
    """A line to write in."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setFont(font())
        self.setFixedHeight(CONTROL)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)

    def set_invalid(self, invalid: bool) -> None:
        """Mark what is written as not usable; the words for it stand beside the field."""
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            restyle(self)


class SearchField(Field):
    """A field that filters: `changed` comes 150 ms after the last key. Escape empties it."""

    changed = Signal(str)

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder)
        self.addAction(icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self._tell)
        self.textChanged.connect(self._later)

    def _later(self) -> None:
        self._wait.start()

    def _tell(self) -> None:
        self.changed.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Select(QComboBox):
    """One of several, from a list that opens. `options` are (key, word)."""

    changed = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], *, name: str = "") -> None:
        super().__init__()
        self.setFont(font())
        self.setFixedHeight(CONTROL)
        self.setAccessibleName(name)
        self.set_options(options)
        self.currentIndexChanged.connect(self._tell)

    def _tell(self) -> None:
        self.changed.emit(self.value)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()  # the wheel scrolls the page, and changes no setting on its way

    def event(self, event: QEvent) -> bool:
        """Letters choose here, also those that are a page's keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text().isprintable() and event.text():
                event.accept()
                return True
        return super().event(event)

    @property
    def value(self) -> str:
        """The key that is chosen; "" if there is none."""
        return str(self.currentData() or "")

    def set_value(self, key: str) -> None:
        """Choose a key."""
        self.setCurrentIndex(self.findData(key))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other keys and words; the choice stays if it is still there."""
        chosen = self.value
        self.blockSignals(True)
        self.clear()
        for key, word in options:
            self.addItem(word, key)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.blockSignals(False)


class NumberField(QSpinBox):
    """A whole number. `valueChanged` tells it once it is written, not at each digit."""

    def __init__(self, minimum: int, maximum: int, *, name: str = "") -> None:
        super().__init__(minimum=minimum, maximum=maximum)
        self.setFont(font(tabular=True))
        self.setFixedHeight(CONTROL)
        self.setMinimumWidth(88)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(7, 0, 0, 0)  # which a style sheet can't give to the line inside

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()  # the wheel scrolls the page, and changes no setting on its way


class LabelledRow(QWidget):
    """A label with its "?" at the left, a control at the right, and a line under both that says what is wrong or why."""

    def __init__(self, label: str, control: QWidget, *, help: str = "", note: str = "") -> None:
        super().__init__()
        self._words = Label(label, weight=500)
        self._words.setBuddy(control)
        self._note = Label(size=12, role="text3", wrap=True)
        if not control.accessibleName():
            control.setAccessibleName(label)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._words)
        if help:
            row.addWidget(Help(help))
        row.addStretch(1)
        row.addWidget(control, 3 if control.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal else 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addWidget(self._note)
        self.set_note(note)

    def set_note(self, note: str, *, wrong: bool = False) -> None:
        """Say something under the row, as a fault where it is `wrong`."""
        self._note.setText(note)
        self._note.set_role("bad" if wrong else "text3")
        self._note.setVisible(bool(note))
