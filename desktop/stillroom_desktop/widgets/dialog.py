"""The frame of a dialog that asks for something: its title, what there is to fill in, and the buttons below."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.reading_order import show_focused


class AskingDialog(QDialog):
    """Fill `body`, then call `add_buttons`; show it with `open()`. It is gone once it is closed."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 18)
        self.body.setSpacing(10)
        self.body.addWidget(Label(title, size=15, weight=600))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def add_buttons(self, *do: Button) -> None:
        """Cancel, and beside it the buttons that do what the dialog is for. They come last, as Tab reaches them."""
        cancel = Button(QCoreApplication.translate("AskingDialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        for button in do:
            buttons.addWidget(button)
        self.body.addSpacing(6)
        self.body.addLayout(buttons)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        show_focused(self, before, now)
