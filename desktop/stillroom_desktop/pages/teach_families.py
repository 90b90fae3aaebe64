"""A dialog to choose the families of tasks that are taught without a first thought."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom_desktop.pages.builder.found_list import Found, FoundList
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.controls import SearchField


class FamiliesDialog(QDialog):
    """Shows the families with their sizes. `chosen` tells those to leave out, when it is closed with its button."""

    chosen = Signal(list)

    def __init__(self, parent: QWidget, families: Mapping[str, int], without: Sequence[str]) -> None:
        super().__init__(parent)
        self.setObjectName("families")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Without a first thought"))
        self.list = FoundList(self.tr("Families of tasks"))
        self.list.set_entries(
            [Found(name, self.tr("%n task(s)", "", count), "") for name, count in sorted(families.items())], without
        )
        search = SearchField(self.tr("Find"))
        search.changed.connect(self.list.filter_text)
        none = Button(self.tr("None"), kind="quiet", small=True)
        none.clicked.connect(lambda: self.list.tick_all(False))
        head = QHBoxLayout()
        head.addWidget(search, 1)
        head.addWidget(none)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.done_button = Button(self.tr("Leave these out"), kind="primary")
        self.done_button.clicked.connect(self._tell)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.done_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(Label(self.windowTitle(), size=15, weight=600))
        whole.addWidget(
            Label(
                self.tr(
                    "A family is what asks for the same in other words. Tick those that the first thought does not help."
                ),
                role="text2",
                wrap=True,
            )
        )
        whole.addLayout(head)
        whole.addWidget(HairLine())
        whole.addWidget(self.list, 1)
        whole.addLayout(buttons)
        self.resize(480, 520)

    def _tell(self) -> None:
        families = self.list.chosen
        self.accept()
        self.chosen.emit(families)
