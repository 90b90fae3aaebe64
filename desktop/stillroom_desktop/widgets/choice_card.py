"""A card to choose: one of several that each need more than a word."""

from PySide6.QtWidgets import QHBoxLayout, QRadioButton

from stillroom_desktop.theme import State, font
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import Chip


class ChoiceCard(Card):
    """A radio button with its name, how it stands, and a sentence about it."""

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self.radio = QRadioButton(title)
        self.radio.setFont(font(15, 600))
        self.radio.setAutoExclusive(
            False
        )  # they stand in cards of their own, and what is chosen is the project's to say
        self.chip = Chip("", "mute")
        self.sentence = Label(sentence, role="text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.radio)
        head.addStretch(1)
        head.addWidget(self.chip)
        self.body.addLayout(head)
        self.body.addWidget(self.sentence)
        self.chip.hide()

    def show_state(self, chosen: bool, word: str, state: State, icon: str = "") -> None:
        self.radio.setChecked(chosen)
        self.chip.set(word, state, icon)
        self.chip.setVisible(bool(word))
