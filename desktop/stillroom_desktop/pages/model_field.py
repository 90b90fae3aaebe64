"""A field for the name of a model: written freely, or found in the list that its server has."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QStyledItemDelegate, QWidget

from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.controls import Field

_SHOWN = 10


class ModelField(QWidget):
    """`asked` tells that the list is wanted; what is written then shows those that hold it anywhere in their name."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = Field(self.tr("for example gpt-4o-mini"))
        self.field.setAccessibleName(self.tr("Model"))
        self.setFocusProxy(self.field)
        self.setAccessibleName(self.tr("Model"))
        self.fetch = Button(self.tr("Fetch the list"), "download")
        self.fetch.clicked.connect(self.asked)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(_SHOWN)
        popup = self._completer.popup()
        assert popup
        popup.setObjectName("completions")
        popup.setItemDelegate(QStyledItemDelegate(popup))  # a completer's own knows no style sheet
        popup.setFont(font(12, mono=True))
        self.field.setCompleter(self._completer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.fetch)

    def set_models(self, names: Sequence[str]) -> None:
        """Offer these."""
        self._names.setStringList(list(names))

    def offer(self) -> None:
        """Show all of them, to choose from."""
        self.field.setFocus()
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def set_asking(self, asking: bool) -> None:
        """While the server is asked, it is not asked again."""
        self.fetch.setEnabled(not asking)
