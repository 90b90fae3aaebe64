"""A student that is in no catalogue: named by its id on the hub, its folder, or its GGUF file."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from stillroom.errors import StillroomError
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.pages.candidates.candidate import Candidate, look_up
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import Field


class OwnCard(Card):
    """`found` tells a student that the user named and that can be used; it is asked for at the hub once Enter or the button says so."""

    found = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._looker = Background(self, daemon=True)  # a hub that does not answer must hold up nobody
        self._looker.done.connect(self._on_looked)
        title = Label(self.tr("Another model"), size=15, weight=600)
        words = Label(
            self.tr(
                "Its id on the hub (for example Qwen/Qwen3-0.6B), a folder in Hugging Face format, or a GGUF file. What lies on "
                "this computer is read where it lies, and no code that a model brings is ever run."
            ),
            role="text2",
            wrap=True,
        )
        self.field = Field(self.tr("ORG/NAME, a folder, or a file.gguf"))
        self.field.setAccessibleName(self.tr("Another model"))
        self.field.returnPressed.connect(self._look)
        self.field.textEdited.connect(lambda: self._say(""))
        self.folder = Button("", "folder", name=self.tr("Choose a folder"))
        self.folder.clicked.connect(self._choose_folder)
        self.file = Button("", "file", name=self.tr("Choose a GGUF file"))
        self.file.clicked.connect(self._choose_file)
        self.look = Button(self.tr("Look it up"), "search")
        self.look.clicked.connect(self._look)
        self._error = Label(size=12, role="bad", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        for button in (self.folder, self.file, self.look):
            row.addWidget(button)
        self.body.addWidget(title)
        self.body.addWidget(words)
        self.body.addLayout(row)
        self.body.addWidget(self._error)
        self._say("")

    @property
    def busy(self) -> bool:
        return self._looker.busy

    def _choose_folder(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), str(Path.home())):
            self._take(folder)

    def _choose_file(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a GGUF file"), str(Path.home()), "GGUF (*.gguf)")
        if file:
            self._take(file)

    def _take(self, path: str) -> None:
        self.field.setText(str(Path(path)))
        self._look()

    def _look(self) -> None:
        given = self.field.text().strip()
        if not given:
            self._say(self.tr("Which one? Write its name, or choose a folder or a file."))
            return
        self._say("")
        self._set_looking(True)
        self._looker.call(lambda: look_up(given))

    def _on_looked(self, outcome: Any) -> None:
        self._set_looking(False)
        if isinstance(outcome, StillroomError):
            self._say(failure_words(outcome.to_json())[1])
            return
        assert isinstance(outcome, Candidate)
        self.field.clear()
        self.found.emit(outcome)

    def _set_looking(self, looking: bool) -> None:
        self.look.setEnabled(not looking)
        self.look.setText(self.tr("Looking …") if looking else self.tr("Look it up"))

    def _say(self, problem: str) -> None:
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        self.field.set_invalid(bool(problem))
        self.field.setAccessibleDescription(problem)
