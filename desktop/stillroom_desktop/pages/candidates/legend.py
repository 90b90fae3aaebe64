"""The words that stand on every student's card, each with its explanation, once for all."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Help, Label


class Legend(QWidget):
    """A line of words with a "?" each."""

    def __init__(self) -> None:
        super().__init__()
        words = {
            self.tr("Size"): self.tr(
                "Parameters are the numbers that a model consists of; each takes 2 bytes (16 bit) on the disk. More know more and "
                "take longer."
            ),
            self.tr("Memory"): self.tr(
                "Reckoned from its shape: for training with the usual settings, and for running it with about 4 bits for each "
                "parameter. The page Train reckons with your own settings and tasks."
            ),
            self.tr("Context"): self.tr(
                "How much it can read at once, tools and conversation together. A token is a piece of a word."
            ),
            self.tr("Tools"): self.tr(
                "How it calls tools. One that knows none learns it; one that knows them has less to learn."
            ),
            self.tr("Licence"): self.tr("What its makers allow you to do with it, and with what you make of it."),
            self.tr("Probe"): self.tr(
                "The student sees a few of your solved tasks, then answers some of the held-out ones; nothing is trained. It shows "
                "who understands your tools already. Training changes much, so it is a hint and no promise. The band is the 95 % "
                "interval: how far the figure may be from the truth with so few tasks."
            ),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for word, help in words.items():
            row.addWidget(Label(word, size=12, role="text2"))
            row.addWidget(Help(help))
            row.addSpacing(9)
        row.addStretch(1)
