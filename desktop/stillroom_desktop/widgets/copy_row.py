"""The row of the activity strip that says how far the copy of a project is."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from stillroom_desktop.copying import Copying
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.facts import size_text
from stillroom_desktop.words import percent


class CopyRow(QWidget):
    """Is there while a copy is made."""

    def __init__(self, copying: Copying) -> None:
        super().__init__()
        self._copying = copying
        self._bar = ProgressBar(height=4)
        self._bar.setFixedWidth(180)
        self._percent = Label(weight=500, tabular=True)
        self._detail = Label(role="text2", tabular=True)
        self._detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._cancel = Button(self.tr("Cancel"), small=True)
        self._cancel.setObjectName("cancel_copy")
        self._cancel.setAccessibleName(self.tr("Cancel: copying the project"))
        self._cancel.clicked.connect(copying.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture("copy", "text2"))
        row.addWidget(Label(self.tr("Copying the project"), weight=500))
        row.addWidget(self._bar)
        row.addWidget(self._percent)
        row.addSpacing(4)
        row.addWidget(self._detail, 1)
        row.addWidget(self._cancel)
        copying.moved.connect(self._show)
        self._show()

    def _show(self) -> None:
        done, size = self._copying.done, self._copying.size
        self._bar.set(done / size if size else None)
        self._percent.setText(percent(done / size) if size else "")
        stopping = self._copying.stopping
        words = self.tr("{done} of {size}").format(done=size_text(done), size=size_text(size)) if size else ""
        self._detail.setText(self.tr("Stopping; nothing is left of it …") if stopping else words)
        self._cancel.setEnabled(not stopping)
        self.setVisible(self._copying.busy)
