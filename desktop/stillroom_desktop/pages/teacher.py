"""The page Teacher: who shows the student how it is done, and what that may cost."""

from functools import partial

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from stillroom.teacher import Teacher, leaves_this_computer
from stillroom.trust import may_send
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.folders import show_page
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.teacher_card import TeacherCard
from stillroom_desktop.pages.teacher_dialog import TeacherDialog
from stillroom_desktop.pages.teacher_money import MoneyCard
from stillroom_desktop.steps import StepKey
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.choice_card import ChoiceCard
from stillroom_desktop.workspace import Workspace

_WIDE = 900  # px of the page, from which on there is room for two columns


class TeacherPage(Page):
    """The worked solutions, or one of the user's teachers; the choice is the project's fact `teacher`."""

    key: StepKey = "teacher"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.book = workspace.teachers
        self.set_header(
            self.tr("Teacher"),
            self.tr("Who shows your student how it is done: a large model that you choose, or worked solutions."),
        )
        self.add = Button(self.tr("Add a teacher"), "plus", kind="primary")
        self.add.setObjectName("teacher_add")
        self.add.clicked.connect(lambda: self.set_up(None))
        self.set_buttons(self.add)
        self._undo = Button(self.tr("Undo"), "undo", small=True)
        self._undo.clicked.connect(self.book.restore)
        self._removed = Notice("info", "", button=self._undo)
        self._problem = Notice("warn", "")
        self.script = self._make_script()
        self.cards: list[TeacherCard] = []
        self._none_yet = self._make_none_yet()
        self.money = MoneyCard(workspace)
        self._privacy = self._make_privacy()
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        self._list.addWidget(self.script)
        self._list.addWidget(self._none_yet)
        self._list.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(GAP)
        beside.addWidget(self.money)
        beside.addWidget(self._privacy)
        beside.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(GAP)
        self._columns.addLayout(self._list, 3)
        self._columns.addLayout(beside, 2)
        for notice in (self._problem, self._removed):
            self.body.addWidget(notice)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.book.changed.connect(self.redraw)

    # The parts

    def _make_script(self) -> ChoiceCard:
        card = ChoiceCard(
            self.tr("Worked solutions"),
            self.tr(
                "A scripted teacher, not a model: it plays the solutions that came with your tasks, and really runs your tools. "
                "It is free, needs no network, and suits tasks of your own that are solved already."
            ),
        )
        card.radio.clicked.connect(lambda: self.book.choose(None))
        return card

    def _make_none_yet(self) -> Card:
        """What stands where no model is set up."""
        card = Card()
        card.body.addWidget(Label(self.tr("A model teaches what has no solution yet"), size=15, weight=600, wrap=True))
        card.body.addWidget(
            Label(
                self.tr(
                    "Add one of a provider, which is paid for, or one that runs on a computer of yours, for example in Ollama. "
                    "It solves your tasks, can write new ones, and can draft a tool from one sentence."
                ),
                role="text2",
                wrap=True,
            )
        )
        return card

    def _make_privacy(self) -> Card:
        card = Card(self.tr("What leaves this computer"))
        self._leaves = Label(role="text2", wrap=True)
        self.terms = Button(self.tr("Read the terms"), "external", small=True)
        self.terms.clicked.connect(self._show_terms)
        self.ask_again = Button(self.tr("Ask me again"), small=True)
        self.ask_again.clicked.connect(self._stop_sending)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.terms)
        row.addWidget(self.ask_again)
        row.addStretch(1)
        card.body.addWidget(self._leaves)
        card.body.addLayout(row)
        return card

    # What is done

    def set_up(self, teacher: Teacher | None, *, key: bool = False) -> None:
        """Add a teacher, or change one; with `key`, begin at its key."""
        dialog = TeacherDialog(self.window(), self.book, teacher, partial(self._kept, teacher))
        dialog.open()
        if key:
            dialog.key.setFocus()

    def _kept(self, before: Teacher | None, teacher: Teacher) -> None:
        chosen = self.workspace.store.fact("teacher")
        # The first model that somebody adds is the one that they want.
        if (before and chosen == before.name) or (before is None and chosen is None):
            self.book.choose(teacher.name)
        self.book.look()

    def _do(self, teacher: Teacher, what: str) -> None:
        match what:
            case "test":
                self.book.test(teacher)
            case "remove":
                self.book.remove(teacher)
            case _:
                self.set_up(teacher, key=what == "key")

    def _stop_sending(self) -> None:
        if teacher := self.book.chosen:
            self.book.stop_sending(teacher)

    def _show_terms(self) -> None:
        if (teacher := self.book.chosen) and teacher.offered_by.terms:
            show_page(self.workspace, teacher.offered_by.terms)

    # What is shown

    def refresh(self) -> None:
        if self.workspace.project is None:
            return
        name = self.workspace.store.fact("teacher")
        self.script.show_state(name is None, "", "mute")
        self._show_cards()
        for card in self.cards:
            card.show_known(self.book, chosen=card.teacher.name == name)
        self._none_yet.setVisible(not self.cards)
        self._show_notices(name)
        self._show_leaves()
        self.money.refresh()

    def _show_cards(self) -> None:
        if [card.teacher for card in self.cards] == self.book.teachers:
            return
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for place, teacher in enumerate(self.book.teachers, start=1):
            card = TeacherCard(teacher)
            card.radio.clicked.connect(lambda _=False, name=teacher.name: self.book.choose(name))
            card.asked.connect(partial(self._do, teacher))
            self._list.insertWidget(place, card)
            self.cards.append(card)

    def _show_notices(self, name: object) -> None:
        gone = bool(name) and self.book.standing(str(name)) == "gone"
        self._problem.setVisible(gone or self.book.problem is not None)
        if self.book.problem:
            self._problem.set("warn", *failure_words(self.book.problem.to_json()))
        elif gone:
            self._problem.set(
                "warn",
                self.tr("The teacher of this project is not set up on this computer."),
                self.tr("It is called {name}. Add it, or choose another one.").format(name=name),
            )
        removed = self.book.removed
        self._removed.setVisible(removed is not None)
        if removed:
            self._removed.set(
                "info", self.tr("{name} was removed; its key stays in the keyring.").format(name=removed.name)
            )

    def _show_leaves(self) -> None:
        teacher, project = self.book.chosen, self.workspace.project
        agreed = bool(teacher and project and may_send(project.folder, teacher.address))
        self.terms.setVisible(bool(teacher and teacher.offered_by.terms))
        self.ask_again.setVisible(agreed)
        if teacher is None:
            self._leaves.setText(self.tr("Nothing: the worked solutions are played here."))
        elif not leaves_this_computer(teacher):
            self._leaves.setText(
                self.tr(
                    "Nothing, as far as Stillroom knows: the server runs on this computer. Some pass on what they are told."
                )
            )
        else:
            sent = self.tr(
                "To {address} go your tools' descriptions, your tasks, and what your tools return, documents of yours too."
            ).format(address=teacher.address)
            asked = (
                self.tr("You have agreed to that for this project.")
                if agreed
                else self.tr("You are asked before that happens for the first time.")
            )
            self._leaves.setText(f"{sent} {asked}")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.book.look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
