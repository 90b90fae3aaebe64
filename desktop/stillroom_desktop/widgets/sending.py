"""The question whether texts of a project may be sent to a teacher, with what would be sent, to whom, and what it may cost."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.errors import StillroomError
from stillroom.teacher import Price, on_this_computer, price_of
from stillroom.trust import let_send
from stillroom_desktop.asking import Sending
from stillroom_desktop.background import Background
from stillroom_desktop.folders import show_page
from stillroom_desktop.money import dollars, price_words
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.facts import Fact, Facts
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate


class SendingDialog(MessageDialog):
    """Asked before a teacher elsewhere is told anything of a project for the first time. `act` is what it is wanted for."""

    def __init__(self, workspace: Workspace, sending: Sending, act: Callable[[], object], parent: QWidget) -> None:
        provider = sending.teacher.offered_by
        super().__init__(
            parent,
            translate("SendingDialog", "May this be sent to the teacher?"),
            translate("SendingDialog", "The server on this computer passes on to a model elsewhere, which costs.")
            if on_this_computer(sending.teacher.address)
            else translate("SendingDialog", "The teacher is on another computer. You are asked once for this project."),
            icon="shield",
            role="warn",
        )
        self.setObjectName("sending")
        self._workspace, self._sending, self._act = workspace, sending, act
        self._facts = Facts()
        self._show_facts(self.tr("looking it up …"))
        self._looker = Background(self, daemon=True)  # the list of prices takes a while to load
        self._looker.done.connect(self._show_price)
        self._looker.call(partial(price_of, sending.teacher))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self._facts)
        layout.insertLayout(2, self._what())
        layout.insertLayout(3, self._terms(provider.terms))
        not_now = self.add_button(self.tr("Not now"))
        not_now.setObjectName("sending_not_now")
        go_on = self.add_button(self.tr("Send it and go on"), self._go_on, kind="primary")
        go_on.setObjectName("sending_go_on")
        go_on.setDefault(False)  # a stray Enter or space never agrees
        not_now.setFocus()
        workspace.closed.connect(self.reject)

    def _show_facts(self, price: str) -> None:
        teacher, cap = self._sending.teacher, self._sending.cap
        self._facts.set(
            [
                Fact(self.tr("To"), teacher.offered_by.title),
                Fact(self.tr("Address"), teacher.address, mono=True),
                Fact(self.tr("Model"), teacher.model, mono=True),
                Fact(self.tr("Price of a million tokens"), price),
                Fact(self.tr("This run stops at"), self.tr("no limit") if cap is None else dollars(cap)),
            ]
        )

    def _show_price(self, found: Price | StillroomError | None) -> None:
        self._show_facts(price_words(None if isinstance(found, StillroomError) else found))

    def _what(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label(self.tr("What is sent"), weight=600))
        for word in (
            self.tr("the names and descriptions of your tools"),
            self.tr("the texts of your tasks, and the state that tools begin in"),
            self.tr("what your tools return, and of your own documents what they read"),
            self.tr("later, where you ask for that, what your student did wrong"),
        ):
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(Label("•", role="text3"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(word, role="text2", wrap=True), 1)
            column.addLayout(line)
        return column

    def _terms(self, address: str) -> QHBoxLayout:
        words = (
            self.tr("Whether a model may be trained on the answers stands in the provider's terms.")
            if address
            else self.tr("Whether a model may be trained on the answers, whoever runs the server knows.")
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(words, role="text2", wrap=True), 1)
        if address:
            read = Button(self.tr("Read the terms"), "external", small=True)
            read.setObjectName("sending_terms")
            read.setToolTip(address)
            read.clicked.connect(lambda: show_page(self._workspace, address))
            row.addWidget(read, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _go_on(self) -> None:
        try:
            let_send(self._sending.folder, self._sending.teacher.address)
        except StillroomError as error:
            self._workspace.failed.emit(error)
        else:
            self._act()
