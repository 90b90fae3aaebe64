"""Rows below one another, with a button for one more."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Button


class GrowingRows(QWidget):
    """The frame of a form with as many rows as are needed; a subclass makes them, and listens to `more`."""

    def __init__(self, add: str, *, spacing: int = 8) -> None:
        """`add` is the word of the button for one more row."""
        super().__init__()
        self._column = QVBoxLayout()
        self._column.setSpacing(spacing)
        self.more = Button(add, "plus", kind="quiet", small=True)
        below = QHBoxLayout()
        below.addWidget(self.more)
        below.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._column)
        whole.addLayout(below)

    def place(self, row: QWidget) -> None:
        """Show one more row, below the others."""
        self._column.addWidget(row)

    def take_away(self, row: QWidget) -> None:
        """Show a row no longer; it is gone for good."""
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
