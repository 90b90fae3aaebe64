"""What the user says, turn by turn, and what a good answer to each is."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.controls import GrowingRows, TextArea


class TurnsForm(GrowingRows):
    """User turns, at least one. `changed` tells that there are more or fewer; before that, `dropped` which one goes."""

    changed = Signal()
    dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("TurnsForm", "The user goes on"))
        self._turns: list[_Turn] = []
        self.more.setToolTip(self.tr("One more turn of the user, for example what was asked back"))
        self.more.clicked.connect(self._add_by_hand)

    @property
    def count(self) -> int:
        return len(self._turns)

    @property
    def texts(self) -> list[str]:
        """What the user says."""
        return [turn.text.text().strip() for turn in self._turns]

    @property
    def answers(self) -> list[str]:
        """What the answer to each turn is; "" where that is not written down."""
        return [turn.answer.text().strip() for turn in self._turns]

    def show_turns(self, texts: Sequence[str], answers: Sequence[str]) -> None:
        """Show what is asked and answered."""
        while self._turns:
            self._drop(self._turns[-1])
        for text, answer in zip(texts, answers, strict=True):
            self._add(text, answer)

    def set_focus(self) -> None:
        """Let the first turn be written in."""
        self._turns[0].text.setFocus()

    def _add_by_hand(self) -> None:
        self._add("", "")
        self._turns[-1].text.setFocus()
        self.changed.emit()

    def _add(self, text: str, answer: str) -> None:
        turn = _Turn(len(self._turns) + 1)
        turn.text.set_text(text)
        turn.answer.set_text(answer)
        turn.gone.clicked.connect(lambda: self._drop_by_hand(turn))
        self._turns.append(turn)
        self.place(turn)

    def _drop_by_hand(self, turn: "_Turn") -> None:
        self.dropped.emit(self._turns.index(turn))
        self._drop(turn)
        self.changed.emit()

    def _drop(self, turn: "_Turn") -> None:
        self._turns.remove(turn)
        self.take_away(turn)


class _Turn(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        title = self.tr("The user says") if number == 1 else self.tr("Then the user says")
        self.text, self.answer = TextArea(), TextArea(self.tr("not written down"))
        self.text.setAccessibleName(title)
        self.answer.setAccessibleName(self.tr("A good answer"))
        self.gone = Button("", "minus", kind="quiet", small=True, name=self.tr("Remove this turn"))
        if number == 1:
            self.gone.hide()
        head = QHBoxLayout()
        head.addWidget(Label(title, size=12, weight=500, role="text2"), 1)
        head.addWidget(self.gone)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addWidget(self.text)
        whole.addWidget(Label(self.tr("A good answer"), size=12, weight=500, role="text2"))
        whole.addWidget(self.answer)
