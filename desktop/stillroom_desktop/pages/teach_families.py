"""A dialog to choose the families of tasks that are taught without a first thought."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stillroom_desktop.pages.builder.found_list import Found, FoundList
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.controls import SearchField
from stillroom_desktop.widgets.dialog import AskingDialog


class FamiliesDialog(AskingDialog):
    """Shows the families with their sizes. `chosen` tells those to leave out, when it is closed with its button."""

    chosen = Signal(list)

    def __init__(self, parent: QWidget, families: Mapping[str, int], without: Sequence[str]) -> None:
        super().__init__(parent, QCoreApplication.translate("FamiliesDialog", "Without a first thought"))
        self.setObjectName("families")
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
        self.done_button = Button(self.tr("Leave these out"), kind="primary")
        self.done_button.clicked.connect(self._tell)
        sentence = self.tr(
            "A family is what asks for the same in other words. Tick those that the first thought does not help."
        )
        self.body.addWidget(Label(sentence, role="text2", wrap=True))
        self.body.addLayout(head)
        self.body.addWidget(HairLine())
        self.body.addWidget(self.list, 1)
        self.add_buttons(self.done_button)
        self.resize(480, 520)

    def _tell(self) -> None:
        families = self.list.chosen
        self.accept()
        self.chosen.emit(families)
