"""The dialog of keyboard shortcuts, read from the menus themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.chips import ToolChip


class ShortcutsDialog(QDialog):
    """Every action of these menus that has keys; at least one has."""

    def __init__(self, menus: Sequence[QMenu], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(14)
        whole.addWidget(Label(self.tr("Keyboard shortcuts"), size=15, weight=600))
        groups = [(grid.rowCount(), grid) for menu in menus if (grid := _group(menu))]
        longest = max(groups, key=lambda group: group[0])[1]
        columns = QHBoxLayout()
        columns.setSpacing(44)
        left = QVBoxLayout()
        left.setSpacing(18)
        for _, grid in groups:
            if grid is not longest:
                left.addLayout(grid)
        left.addStretch(1)
        columns.addLayout(left, 1)
        right = QVBoxLayout()
        right.addLayout(longest)
        right.addStretch(1)
        columns.addLayout(right, 1)
        whole.addLayout(columns)
        more = self.tr("Tab goes through a page, the arrow keys through steps, tabs and tables, Escape closes.")
        whole.addWidget(Label(more, size=12, role="text3"))
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _group(menu: QMenu) -> QGridLayout | None:
    """A menu's actions with their keys; None if none has any."""
    shown = [action for action in menu.actions() if not action.shortcut().isEmpty()]
    if not shown:
        return None
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(5)
    grid.addWidget(Label(_plain(menu.title()), size=12, weight=600, role="text3"), 0, 0)
    for row, action in enumerate(shown, start=1):
        grid.addWidget(Label(_plain(action.text()).removesuffix(" ...")), row, 0)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(ToolChip(keys), row, 1, Qt.AlignmentFlag.AlignRight)
    return grid


def _plain(words: str) -> str:
    return words.replace("&", "")
