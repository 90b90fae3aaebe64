"""The dialog of keyboard shortcuts, read from the actions themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.chips import ToolChip

_LONG = 9  # rows, from which on a group has a column of its own


class ShortcutsDialog(QDialog):
    """Every action of these groups that has keys, under the group's title."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[QAction]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(14)
        whole.addWidget(Label(self.tr("Keyboard shortcuts"), size=15, weight=600))
        grids = [grid for title, actions in groups if (grid := _group(title, actions))]
        short = [grid for grid in grids if grid.rowCount() < _LONG]
        columns = QHBoxLayout()
        columns.setSpacing(44)
        for together in [short, *([grid] for grid in grids if grid not in short)]:
            column = QVBoxLayout()
            column.setSpacing(18)
            for grid in together:
                column.addLayout(grid)
            column.addStretch(1)
            columns.addLayout(column, 1)
        whole.addLayout(columns)
        more = self.tr("Tab goes through a page, the arrow keys through steps, tabs and tables, Escape closes.")
        whole.addWidget(Label(more, size=12, role="text3"))
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _group(title: str, actions: Sequence[QAction]) -> QGridLayout | None:
    """Actions with their keys; None if none has any."""
    shown = [action for action in actions if not action.shortcut().isEmpty()]
    if not shown:
        return None
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(5)
    grid.addWidget(Label(_plain(title), size=12, weight=600, role="text3"), 0, 0)
    for row, action in enumerate(shown, start=1):
        grid.addWidget(Label(_plain(action.text()).removesuffix(" ...")), row, 0)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(ToolChip(keys), row, 1, Qt.AlignmentFlag.AlignRight)
    return grid


def _plain(words: str) -> str:
    return words.replace("&", "")
