"""A solution as a conversation whose steps can be edited in their places."""

from collections.abc import Iterator, Mapping
from itertools import chain

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.conversation import Message
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.transcript import Transcript

_FAINT, _ROOM = 0.45, 24


class Turns(Transcript):
    """The steps of the assistant, each with a pencil. `edit_asked` tells the number of the one to edit, from 0."""

    edit_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[Turn] = []
        self._changed: Mapping[int, str] = {}

    def set_changed(self, changed: Mapping[int, str]) -> None:
        """Which steps a person changed, with what was there before, for the conversation that is shown next."""
        self._changed = changed

    def clear(self) -> None:
        super().clear()
        self.turns = []

    def _add_turn(self, message: Message, right: Iterator[bool]) -> None:
        number = len(self.turns)
        turn = Turn(number, message, self._changed.get(number))
        turn.pencil.clicked.connect(lambda: self.edit_asked.emit(number))
        self.turns.append(turn)
        self._column.addWidget(turn)
        self._into = turn.body
        super()._add_turn(message, right)
        self._into = self._column

    @property
    def likeliest(self) -> int:
        """The step that one would edit: the one with the focus in it, that with a call that failed, or the first with a call."""
        failed = {card.call.id for card in self.cards if card.failed}
        focused = (turn for turn in self.turns if turn.pencil.hasFocus())
        broken = (turn for turn in self.turns if failed & {call.id for call in turn.message.tool_calls})
        calling = (turn for turn in self.turns if turn.message.tool_calls)
        return next(chain(focused, broken, calling, self.turns)).number

    def edit(self, number: int, editor: QWidget) -> None:
        """Put an editor in the place of a step; what follows it is shown as what will be done anew."""
        for turn in self.turns:
            turn.pencil.hide()
            if turn.number > number:
                turn.set_faint()
        self.turns[number].set_editor(editor)
        self.bring_into_sight(editor)
        if number + 1 < len(self.turns):
            self.turns[number + 1].say(self.tr("done anew from here on"))

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part, once it has its place."""
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, _ROOM))


class Turn(QWidget):
    """One step of the assistant: its head, and what it thought, said and called in `body`."""

    def __init__(self, number: int, message: Message, before: str | None) -> None:
        super().__init__()
        self.number, self.message = number, message
        step = self.tr("step {number}").format(number=number + 1) if message.tool_calls else self.tr("answer")
        self._words = Label(step, size=12, role="text3", tabular=True)
        self.pencil = Button(
            "", "pencil", kind="quiet", small=True, name=self.tr("Edit from here: {step} (E)").format(step=step)
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Picture("graduation", "text3"))
        head.addWidget(Label(self.tr("Teacher"), size=12, weight=600))
        head.addWidget(self._words)
        if before is not None:
            chip = Chip(self.tr("Edited"), "info", "pencil")
            chip.setToolTip(before)
            head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(self.pencil)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(self._content)

    def say(self, words: str) -> None:
        """Say this beside the step's number."""
        self._words.setText(f"{self._words.text()} · {words}")

    def set_editor(self, editor: QWidget) -> None:
        self._content.hide()
        self._column.addWidget(editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_faint(self) -> None:
        effect = QGraphicsOpacityEffect(self._content)
        effect.setOpacity(_FAINT)
        self._content.setGraphicsEffect(effect)
