"""The dialog that asks what a new project, or the copy of one, is called and where its folder is to be."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.controls import Field
from stillroom_desktop.widgets.dialog import AskingDialog
from stillroom_desktop.words import home_path

translate = QCoreApplication.translate

_FORBIDDEN = '/\\:*?"<>|'


class NewProjectDialog(AskingDialog):
    """`chosen` tells the folder in which the project is to be made; it does not exist yet, or is empty.

    `copied` is the folder of the project that it is to be a copy of.
    """

    chosen = Signal(Path)

    def __init__(self, place: Path, parent: QWidget, *, copied: Path | None = None) -> None:
        title = (
            translate("NewProjectDialog", "Copy the project")
            if copied
            else translate("NewProjectDialog", "New project")
        )
        super().__init__(parent, title)
        sentence = (
            self.tr("All of it is copied: tools, tasks, solutions, runs and exports. The copy goes its own way.")
            if copied
            else self.tr("A project is a folder of its own. It begins empty: first you add your tools.")
        )
        self.setMinimumWidth(480)
        self._place = place
        self.name = Field(self.tr("Name, for example: my-agent"))
        self.name.textChanged.connect(self._check)
        self._where = Label(role="text2", wrap=True)
        browse = Button(self.tr("Another place ..."))
        browse.clicked.connect(self._browse)
        self._note = Label(size=12, role="bad", wrap=True)
        self.make = Button(self.tr("Make the copy") if copied else self.tr("Make the project"), kind="primary")
        self.make.clicked.connect(self.accept)
        self.make.setDefault(True)
        self._lay_out(sentence, browse)
        if copied:
            self.name.setText(f"{copied.name}-copy")
        self._check()

    def _lay_out(self, sentence: str, browse: Button) -> None:
        where = QHBoxLayout()
        where.setSpacing(12)
        where.addWidget(self._where, 1)
        where.addWidget(browse)
        self.body.addWidget(Label(sentence, role="text2", wrap=True))
        self.body.addSpacing(4)
        self.body.addWidget(self.name)
        self.body.addLayout(where)
        self.body.addWidget(self._note)
        self.add_buttons(self.make)

    @property
    def folder(self) -> Path:
        """Where the project would be made."""
        return self._place / self.name.text().strip()

    def accept(self) -> None:
        if self.make.isEnabled():
            super().accept()
            self.chosen.emit(self.folder)

    def _browse(self) -> None:
        place = QFileDialog.getExistingDirectory(self, self.tr("Where shall its folder be?"), str(self._place))
        if place:
            self._place = Path(place)
            self._check()

    def _check(self) -> None:
        self._where.setText(home_path(self.folder))
        problem = self._problem()
        self.make.setEnabled(bool(self.name.text().strip()) and not problem)
        self.name.set_invalid(bool(problem))
        self._note.setText(problem)

    def _problem(self) -> str:
        """What is wrong with the name, in words; empty while nothing is."""
        name = self.name.text().strip()
        if not name:
            return ""
        if name in (".", "..") or any(sign in _FORBIDDEN for sign in name):
            return self.tr("A name cannot hold any of {signs}").format(signs=" ".join(_FORBIDDEN))
        try:
            if self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
                return self.tr("There is such a folder already, and it is not empty. Choose another name.")
        except OSError:
            return self.tr("This folder cannot be looked into. Choose another name or place.")
        return ""
