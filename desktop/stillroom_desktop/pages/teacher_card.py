"""One teacher to choose: who it is, whether its key is there and what it costs, and what came of a test."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout

from stillroom.errors import StillroomError
from stillroom.models import Usage
from stillroom.secrets import variable
from stillroom.teacher import Teacher
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.money import price_words
from stillroom_desktop.teacher_book import Known, TeacherBook
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.choice_card import ChoiceCard


class TeacherCard(ChoiceCard):
    """A teacher of the user's. `asked` tells what is to be done with it: "test", "edit", "key" or "remove"."""

    asked = Signal(str)

    def __init__(self, teacher: Teacher) -> None:
        super().__init__(teacher.name, "")
        self.teacher = teacher
        self.radio.setAccessibleName(self.tr("Let {name} teach").format(name=teacher.name))
        self.test = self._button("test", self.tr("Test"), "bolt")
        self.test.setToolTip(self.tr("Asks for one small tool call. It takes a few hundred tokens."))
        self.edit = self._button("edit", self.tr("Change"), "pencil")
        self.remove = self._button("remove", "", "trash")
        self.give_key = Button(self.tr("Give the key"), small=True)
        self.give_key.clicked.connect(lambda: self.asked.emit("key"))
        self._notice = Notice("bad", "")
        self._notice.add_button(self.give_key)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._price = Label(size=12, role="text3", tabular=True, wrap=True)
        buttons.addWidget(self._price, 1)
        for button in (self.test, self.edit, self.remove):
            buttons.addWidget(button)
        self.body.addWidget(self._notice)
        self.body.addLayout(buttons)

    def _button(self, what: str, word: str, icon: str) -> Button:
        name = {
            "test": self.tr("Test {name}"),
            "edit": self.tr("Change {name}"),
            "remove": self.tr("Remove {name}"),
        }[what].format(name=self.teacher.name)
        button = Button(word, icon, small=True, kind="normal" if word else "quiet", name="" if word else name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.asked.emit(what))
        return button

    def show_known(self, book: TeacherBook, *, chosen: bool) -> None:
        """Show what was looked up, and what came of a test; while one is tested, no other one can be."""
        teacher, known, tested = self.teacher, book.known(self.teacher), book.tests.get(self.teacher)
        self.sentence.setText(
            self.tr("{model} at {provider}, {address}").format(
                model=teacher.model, provider=teacher.offered_by.title, address=teacher.address
            )
        )
        price = price_words(known.price) if known else "…"
        self._price.setText(self.tr("A million tokens: {price}").format(price=price))
        keyless = known is not None and not known.ready
        self.test.setEnabled(book.testing is None and not keyless)
        self.show_state(chosen, *self._standing(known, tested, testing=book.testing == teacher))
        self._notice.setVisible(keyless or isinstance(tested, StillroomError))
        self.give_key.setVisible(keyless and not teacher.key_env and not book.no_keyring)
        if keyless:
            self._notice.set("warn", self.tr("Its key is not here yet."), self._where_key(book.no_keyring))
        elif isinstance(tested, StillroomError):
            self._notice.set("bad", *failure_words(tested.to_json()))

    def _standing(
        self, known: Known | None, tested: Usage | StillroomError | None, *, testing: bool
    ) -> tuple[str, State, str]:
        if testing:
            return self.tr("Testing …"), "accent", "refresh"
        if known and not known.ready:
            return self.tr("Key missing"), "warn", "warning"
        if isinstance(tested, StillroomError):
            return self.tr("Test failed"), "bad", "cross"
        if tested:
            seconds = QLocale().toString(tested.seconds, "f", 1)
            return self.tr("Called the tool after {seconds} s").format(seconds=seconds), "ok", "check"
        return (self.tr("Not tested yet"), "mute", "") if known else ("", "mute", "")

    def _where_key(self, no_keyring: str) -> str:
        if self.teacher.key_env:
            return self.tr("It is read from the environment variable {variable}, which is empty.").format(
                variable=self.teacher.key_env
            )
        if no_keyring:
            return self.tr(
                "There is no keyring here. Start Stillroom with the environment variable {variable} set to it."
            ).format(variable=variable(self.teacher.secret))
        return self.tr("It is given once, and lies in this computer's keyring alone.")
