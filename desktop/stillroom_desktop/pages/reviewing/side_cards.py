"""What stands beside a solution: what its task expects, what it was before an edit, a note, and the page's keys."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from stillroom.store import Task, Version
from stillroom_desktop.pages.reviewing.changes import expected
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import ToolChip
from stillroom_desktop.widgets.controls import TextArea
from stillroom_desktop.widgets.passage import Passage

translate = QCoreApplication.translate


class ExpectedCard(Card):
    """What a solution of the task is checked by."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.body.addWidget(Label(translate("ExpectedCard", "What is expected"), weight=600))
        self.body.addLayout(self._column)

    def show_task(self, task: Task | None) -> None:
        parts = expected(task) if task else []
        if parts == self._shown:
            return
        self._shown = parts
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not parts:
            nothing = translate("ExpectedCard", "Nothing is written down: what the tools do is not compared.")
            self._column.addWidget(Label(nothing, size=12, role="text2", wrap=True))
        for heading, text, code in parts:
            self._column.addWidget(Label(heading, size=12, weight=500, role="text2"))
            self._column.addWidget(Passage(text, size=12, mono=code))


class VersionsCard(Card):
    """That a person edited it: the way to what it was before, and to what came of it. `asked` gives a trajectory."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words = Label(size=12, role="text2", wrap=True)
        self.before = Button(self.tr("Before"), "undo", small=True)
        self.after = Button(self.tr("After"), "arrow_right", small=True)
        self._targets: dict[Button, str] = {}
        for button in (self.before, self.after):
            button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addStretch(1)
        self.body.setSpacing(8)
        self.body.addWidget(Label(translate("VersionsCard", "Edited"), weight=600))
        self.body.addWidget(self._words)
        self.body.addLayout(row)

    def show_versions(self, versions: Sequence[Version], shown: str, changed: int) -> None:
        """Show where the shown one stands among the versions; `changed` of its steps are not as they were."""
        self.setVisible(len(versions) > 1)
        if len(versions) < 2:
            return
        here = next(version for version in versions if version.trajectory == shown)
        later = [version.trajectory for version in versions if version.parent == shown]
        self._targets = {self.before: here.parent, self.after: later[-1] if later else ""}
        for button, target in self._targets.items():
            button.setEnabled(bool(target))
        edited = self.tr("It was edited; what came of that is a solution of its own.")
        words = edited if later else self.tr("%n step(s) changed.", "", changed)
        self._words.setText(words)

    def _ask(self) -> None:
        button = self.sender()
        assert isinstance(button, Button)
        self.asked.emit(self._targets[button])


class SamplesCard(Card):
    """The other right tries at its task, where all of them are learnt from. `asked` gives a trajectory."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words = Label(size=12, role="text2", wrap=True)
        self.next = Button(self.tr("Show the next"), "arrow_right", small=True)
        self.next.clicked.connect(self._ask)
        self._all: list[str] = []
        self._shown = ""
        self.body.setSpacing(8)
        self.body.addWidget(self._words)
        self.body.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)

    def show_samples(self, shown: str, others: Sequence[str]) -> None:
        """Say how many others there are. Who goes from one to the next comes to each of them, and back to the first."""
        if {shown, *others} != set(self._all):
            self._all = [shown, *others]
        self._shown = shown
        self._words.setText(self.tr("%n more of this task is learnt from as well.", "", len(others)))
        self.setVisible(bool(others))

    def _ask(self) -> None:
        place = self._all.index(self._shown) + 1
        self.asked.emit(self._all[place % len(self._all)])


class NoteCard(Card):
    """A note beside the solution, kept when one leaves it. `written` gives another text than there was."""

    written = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = _NoteField(self.tr("Your note"))
        self.field.left.connect(self.keep)
        self.field.done.connect(self.left)
        self._kept = ""
        self.body.setSpacing(8)
        self.body.addWidget(Label(translate("NoteCard", "Note"), weight=600))
        self.body.addWidget(self.field)

    def show_note(self, note: str) -> None:
        self._kept = note
        self.field.set_text(note)

    def keep(self) -> None:
        """Tell what is written, if it is not kept yet."""
        if (text := self.field.text().strip()) != self._kept:
            self._kept = text
            self.written.emit(text)


class _NoteField(TextArea):
    left = Signal()  # the focus is gone
    done = Signal()  # the user wants to go on: Ctrl+Enter or Escape

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class KeysCard(Card):
    """The keys of the page."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.body.setSpacing(8)
        self.body.addWidget(Label(translate("KeysCard", "Keys"), weight=600))
        for action in actions:
            row = QHBoxLayout()
            row.setSpacing(12)
            chip = ToolChip(action.shortcut().toString())
            chip.setMinimumWidth(30)
            row.addWidget(chip)
            row.addWidget(Label(action.text(), role="text2", wrap=True), 1)
            self.body.addLayout(row)
