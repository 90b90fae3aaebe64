"""What a model's makers ask for before they give it: said first, with the page where to agree and a field for the token."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from stillroom.errors import StillroomError
from stillroom.secrets import get_secret, keyring_works, set_secret, variable
from stillroom.students import token_name
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.folders import show_page
from stillroom_desktop.pages.candidates.candidate import Candidate
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.controls import Field, LabelledRow
from stillroom_desktop.widgets.dialog import AskingDialog
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate

_TOKENS = "https://huggingface.co/settings/tokens"
_WIDTH, _FIELD = 560, 320


class GateDialog(AskingDialog):
    """`act` is what the model is wanted for: it is done once a token is kept, or at once where one was kept before."""

    def __init__(self, parent: QWidget, workspace: Workspace, candidate: Candidate, act: Callable[[], object]) -> None:
        title = translate("GateDialog", "{title} has a gate").format(title=candidate.title)
        super().__init__(parent, title)
        self.setObjectName("gate_dialog")
        self._act = act
        licence = candidate.licence
        asks = translate("Students", licence.asks) if licence and licence.asks else ""
        for step in (
            self.tr("Its makers give it to those who agree to their terms."),
            self.tr("They ask: {asks}").format(asks=asks) if asks else "",
            self.tr("1. Sign in on its page and agree there. Some makers look at each request first."),
        ):
            if step:
                self.body.addWidget(Label(step, role="text2", wrap=True))
        self.page = Button(self.tr("Open its page"), "external", small=True)
        self.page.clicked.connect(lambda: show_page(workspace, candidate.page))
        self.tokens = Button(self.tr("Open the page of tokens"), "external", small=True)
        self.tokens.clicked.connect(lambda: show_page(workspace, _TOKENS))
        self._add_row(self.page)
        self.body.addWidget(
            Label(self.tr("2. Make a token that may read, so that the hub knows you here."), role="text2", wrap=True)
        )
        self._add_row(self.tokens)
        self.token = Field("hf_…")
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setFixedWidth(_FIELD)
        self._row = LabelledRow(
            self.tr("Token"),
            self.token,
            help=self.tr(
                "It proves to the hub who you are. It goes into this computer's keyring and nowhere else: not into the project, a "
                "log or an export."
            ),
        )
        self.body.addWidget(self._row)
        self._fault = Notice("bad", "")
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.body.addStretch(1)
        self.keep = Button(self.tr("Keep it and download"), kind="primary")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        self.add_buttons(self.keep)
        self.setFixedWidth(_WIDTH)
        self._kept_before = False
        self._looker = Background(self, daemon=True)  # a keyring may wait for the user
        self._looker.done.connect(self._on_looked)
        self._looker.call(lambda: (get_secret(token_name()) is not None, keyring_works()))
        self._keeper = Background(self, daemon=True)
        self._keeper.done.connect(self._on_kept)

    def _add_row(self, button: Button) -> None:
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def _on_looked(self, found: Any) -> None:
        if isinstance(found, StillroomError):
            return
        self._kept_before, no_keyring = found
        if self._kept_before:
            self.token.setPlaceholderText(self.tr("kept; write another one to change it"))
            self.keep.setText(self.tr("Download"))
        elif no_keyring:
            self.token.setEnabled(False)
            self._row.set_note(
                self.tr(
                    "There is no keyring here. Start Stillroom with the environment variable {variable} set to it."
                ).format(variable=variable(token_name()))
            )

    def _keep(self) -> None:
        token = self.token.text().strip()
        self._fault.hide()
        if token:
            self.keep.setEnabled(False)
            self._keeper.call(lambda: set_secret(token_name(), token))
        elif self._kept_before:
            self._go_on()
        else:
            self._row.set_note(self.tr("Paste the token, or set it up later."), wrong=True)

    def _on_kept(self, outcome: StillroomError | None) -> None:
        self.keep.setEnabled(True)
        if outcome is None:
            self._go_on()
            return
        self._fault.set("bad", *failure_words(outcome.to_json()))
        self._fault.show()
        self.adjustSize()

    def _go_on(self) -> None:
        self.token.clear()
        self.accept()
        self._act()
