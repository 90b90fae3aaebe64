"""A short question or message in a dialog that does not block: what happened, and the buttons to choose from."""

from collections.abc import Callable
from typing import Self

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.errors import StillroomError
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.widgets.basic import Button, Kind, Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.passage import Passage

_WIDTH = 460


class MessageDialog(QDialog):
    """Show it with `open()`. Every button closes it first and then does what it stands for; Escape only closes it."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, *, icon: str = "info", role: str = "info"
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        self.title, self.text = title, text
        heading = Label(title, size=15, weight=600, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(heading)
        if text:
            words.addWidget(Passage(text, role="text2"))
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addWidget(Picture(icon, role, size=24), 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 22, 24, 18)
        whole.setSpacing(18)
        whole.addLayout(upper)
        whole.addLayout(self._buttons)

    @classmethod
    def of_error(cls, parent: QWidget | None, error: StillroomError) -> Self:
        """What went wrong, and what to do."""
        dialog = cls(parent, *failure_words(error.to_json()), icon="warning", role="warn")
        dialog.setObjectName("failure")
        dialog.add_button(QCoreApplication.translate("MessageDialog", "Close"), kind="primary")
        return dialog

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        # By itself, a dialog is as high as its words would be in another width.
        layout = self.layout()
        assert layout
        self.setFixedSize(_WIDTH, layout.totalHeightForWidth(_WIDTH))
        super().showEvent(event)

    def add_button(self, word: str, act: Callable[[], object] | None = None, *, kind: Kind = "normal") -> Button:
        """Add a button at the right. The primary one is what Enter does."""
        button = Button(word, kind=kind)
        button.clicked.connect(lambda _=False: self._choose(act))
        button.setDefault(kind == "primary")
        self._buttons.addWidget(button)
        if button.isDefault():
            button.setFocus()  # by itself, Qt would look at the passage and choose the first button
        return button

    def _choose(self, act: Callable[[], object] | None) -> None:
        self.accept()
        if act:
            act()
