"""The secrets that the project's tools ask for: which are kept on this computer, and how one is."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stillroom.errors import StillroomError, ToolError
from stillroom.secrets import delete_secret, get_secret, keyring_works, set_secret
from stillroom.tools.placeholders import check_secret_name
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import Field
from stillroom_desktop.widgets.dialog import AskingDialog

_WIDTH = 460


class SecretsCard(Card):
    """Each name that a tool asks for with `{secret:NAME}`, and whether it is known here. A value is never shown."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("SecretsCard", "Secrets"),
            help=QCoreApplication.translate(
                "SecretsCard",
                "Keys and passwords that tools send. They lie in this computer's keyring; a project holds their names only.",
            ),
        )
        self._names: tuple[str, ...] = ()
        self._asked: tuple[str, ...] = ()
        self._looker = Background(self, daemon=True)
        self._looker.done.connect(self._show_known)
        self._problem = Notice("warn", "")
        self._problem.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addWidget(self._problem)
        self.body.addLayout(self._rows)
        self.hide()

    def set_names(self, names: Sequence[str]) -> None:
        """Show these; with none, there is nothing to show."""
        self.setVisible(bool(names))
        if tuple(names) != self._names:
            self._names = tuple(names)
            self.look()

    def look(self) -> None:
        """Ask the keyring anew, beside the window: it may wait for the user to unlock it."""
        if self._names:
            self._looker.call(partial(_known, self._names))

    def _show_known(self, found: Any) -> None:
        if isinstance(found, StillroomError):
            return
        problem, known = found
        self._problem.setVisible(bool(problem))
        if problem:
            self._problem.set("warn", self.tr("Secrets cannot be kept here."), said(problem))
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for name in self._names:
            self._rows.addWidget(self._row(name, there=name in known))

    def _row(self, name: str, *, there: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(name, size=12, mono=True, elide=True), 1)
        row.addWidget(Chip(self.tr("Kept"), "ok", "check") if there else Chip(self.tr("Missing"), "warn", "warning"))
        change = Button(self.tr("Change") if there else self.tr("Set"), small=True)
        change.setAccessibleName(self.tr("Set the secret {name}").format(name=name))
        change.clicked.connect(lambda: SecretDialog(self.window(), name, lambda _: self.look()).open())
        row.addWidget(change)
        if there:
            gone = Button(
                "", "trash", kind="quiet", small=True, name=self.tr("Forget the secret {name}").format(name=name)
            )
            gone.clicked.connect(lambda: self._forget(name))
            row.addWidget(gone)
        return line

    def _forget(self, name: str) -> None:
        names = self._names
        self._looker.call(partial(_forgotten, name, names))


class SecretDialog(AskingDialog):
    """A secret's name, and its value if it is to be kept now. `chosen` is called with the name."""

    def __init__(self, parent: QWidget | None, name: str, chosen: Callable[[str], None]) -> None:
        super().__init__(parent, QCoreApplication.translate("SecretDialog", "A secret"))
        self.setObjectName("secret")
        self._chosen = chosen
        self._keeper = Background(self, daemon=True)
        self._keeper.done.connect(self._kept)
        self.name = Field("github_token")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setFont(font(12, mono=True))
        self.name.setText(name)
        self.name.setReadOnly(bool(name))
        self.value = Field(self.tr("Its value; empty, if it is kept already"))
        self.value.setAccessibleName(self.tr("Value"))
        self.value.setEchoMode(QLineEdit.EchoMode.Password)
        self._fault = Notice("bad", "")
        self._fault.hide()
        self.keep = Button(self.tr("Use it"), kind="primary")
        self.keep.clicked.connect(self._keep)
        self.keep.setDefault(True)
        words = self.tr("The tool knows the name alone. The value goes into this computer's keyring and nowhere else.")
        self.body.addWidget(Label(words, role="text2", wrap=True))
        for word, field in ((self.tr("Name"), self.name), (self.tr("Value"), self.value)):
            self.body.addWidget(Label(word, size=12, weight=500, role="text2"))
            self.body.addWidget(field)
        self.body.addWidget(self._fault)
        self.add_buttons(self.keep)
        self.setFixedWidth(_WIDTH)
        (self.value if name else self.name).setFocus()

    def _keep(self) -> None:
        name = self.name.text().strip()
        try:
            check_secret_name(name)
        except ToolError as error:
            self.name.set_invalid(True)
            self._show_fault(error)
            return
        self.name.set_invalid(False)
        if self.value.text():
            self.keep.setEnabled(False)
            self._keeper.call(partial(set_secret, name, self.value.text()))
        else:
            self._kept(None)

    def _kept(self, outcome: object) -> None:
        self.keep.setEnabled(True)
        if isinstance(outcome, StillroomError):
            self._show_fault(outcome)
            return
        self.value.clear()
        self.accept()
        self._chosen(self.name.text().strip())

    def _show_fault(self, error: StillroomError) -> None:
        self._fault.set("bad", *failure_words(error.to_json()))
        self._fault.show()
        self.adjustSize()


def _known(names: Sequence[str]) -> tuple[str, set[str]]:
    """What keeps secrets from being kept, and which of them are known."""
    return keyring_works(), {name for name in names if get_secret(name) is not None}


def _forgotten(name: str, names: Sequence[str]) -> tuple[str, set[str]]:
    delete_secret(name)
    return _known(names)
