"""Setting up a teacher: who offers it, where, its key, which model, and what it costs."""

import asyncio
import re
from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from stillroom.conversation import new_id
from stillroom.errors import StillroomError
from stillroom.secrets import variable
from stillroom.teacher import PROVIDERS, Price, Provider, Teacher, offered_models
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.pages.model_field import ModelField
from stillroom_desktop.teacher_book import TeacherBook, keep
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.controls import Field, LabelledRow, NumberField, Select
from stillroom_desktop.widgets.dialog import AskingDialog
from stillroom_desktop.widgets.money_field import MoneyField

translate = QCoreApplication.translate

_WIDTH, _FIELD = 620, 400
_PROVIDERS = {provider.name: provider for provider in PROVIDERS}
_SCRIPT = "worked-solutions"  # what the command line calls the scripted teacher


class TeacherDialog(AskingDialog):
    """A teacher to add, or one to change. `kept` is called with it once it is kept."""

    def __init__(
        self, parent: QWidget, book: TeacherBook, before: Teacher | None, kept: Callable[[Teacher], None]
    ) -> None:
        change, add = translate("TeacherDialog", "Change {name}"), translate("TeacherDialog", "Add a teacher")
        super().__init__(parent, change.format(name=before.name) if before else add)
        self.setObjectName("teacher_dialog")
        self._book, self._before, self._kept = book, before, kept
        self._named = before is not None  # by the user; until then the model gives it its name
        self._asker = Background(self, daemon=True)
        self._asker.done.connect(self._show_models)
        self._keeper = Background(self, daemon=True)  # a keyring may wait for the user
        self._keeper.done.connect(self._on_kept)
        self._make_fields()
        self._make_rows()
        self._fault = Notice("bad", "")
        self._fault.hide()
        self.keep = Button(self.tr("Keep it"), kind="primary")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        for row in self._rows.values():
            self.body.addWidget(row)
        self.body.addWidget(self._fault)
        self.body.addStretch(1)
        self.add_buttons(self.keep)
        self.setFixedWidth(_WIDTH)
        self._show(before or Teacher("", "openai", ""))

    def _make_fields(self) -> None:
        self.provider = Select([(provider.name, provider.title) for provider in PROVIDERS])
        self.provider.changed.connect(self._choose_provider)
        self.address = Field("http://127.0.0.1:8080/v1")
        self.key = Field()
        self.key.setEchoMode(QLineEdit.EchoMode.Normal if self._book.no_keyring else QLineEdit.EchoMode.Password)
        self.model = ModelField()
        self.model.asked.connect(self._ask_models)
        self.model.field.textChanged.connect(self._name_it)
        self.name = Field()
        self.name.textEdited.connect(self._rename)
        self.read = MoneyField(self.tr("Read"), self.tr("list price"))
        self.written = MoneyField(self.tr("Written"), self.tr("list price"))
        self.longest = NumberField(1, 1_000_000)
        self.temperature = Field(self.tr("as the model has it"))
        for field in (self.provider, self.address, self.key, self.model, self.name):
            field.setFixedWidth(_FIELD)
        self.temperature.setFixedWidth(170)
        self.longest.setFixedWidth(130)
        for field in (self.address, self.model.field, self.temperature):
            field.setFont(font(12, mono=True))

    def _make_rows(self) -> None:
        prices = QWidget()
        price = QHBoxLayout(prices)
        price.setContentsMargins(0, 0, 0, 0)
        price.setSpacing(8)
        for word, field in ((self.tr("read"), self.read), (self.tr("written"), self.written)):
            price.addWidget(Label(word, size=12, role="text2"))
            price.addWidget(field)
        by_variable = bool(self._book.no_keyring)
        key = self.tr("Variable of its key") if by_variable else self.tr("Key")
        key_help = (
            self.tr(
                "A key proves to the provider who pays. This system has no keyring to keep it in, so Stillroom reads it from "
                "an environment variable, whose name this is. Never write the key itself here."
            )
            if by_variable
            else self.tr(
                "A key proves to the provider who pays; you get it on the provider's page. It goes into this computer's "
                "keyring and nowhere else: not into the project, a log or an export."
            )
        )
        self._rows = {
            "provider": LabelledRow(self.tr("Provider"), self.provider),
            "address": LabelledRow(
                self.tr("Address"),
                self.address,
                help=self.tr("Where the server answers. That of most OpenAI-compatible servers ends in /v1."),
            ),
            "key": LabelledRow(key, self.key, help=key_help),
            "model": LabelledRow(
                self.tr("Model"),
                self.model,
                help=self.tr("As the provider calls it. It has to be one that calls tools; the test finds out."),
            ),
            "name": LabelledRow(self.tr("Name"), self.name, help=self.tr("What you call this teacher.")),
            "price": LabelledRow(
                self.tr("Price"),
                prices,
                help=self.tr(
                    "For a million tokens, the pieces of words that models read and write. Empty: what the list of prices "
                    "says. Give your own where the list is wrong or does not know the model."
                ),
            ),
            "longest": LabelledRow(
                self.tr("Longest reply, in tokens"),
                self.longest,
                help=self.tr("Thoughts included. The budget is checked against it, so do not give more than it needs."),
            ),
            "temperature": LabelledRow(
                self.tr("Temperature"),
                self.temperature,
                help=self.tr(
                    "How freely it chooses its words: 0 is the likeliest each time. Many models refuse any, so leave it "
                    "empty unless you know better."
                ),
            ),
        }

    # What is shown

    def _show(self, teacher: Teacher) -> None:
        self.provider.set_value(teacher.provider)
        self._show_provider()
        self.address.setText(teacher.address)
        if self._book.no_keyring:
            self.key.setText(teacher.key_env)
        self.model.field.setText(teacher.model)
        self.name.setText(teacher.name)
        self.read.set_amount(teacher.price.input if teacher.price else None)
        self.written.set_amount(teacher.price.output if teacher.price else None)
        self.longest.setValue(teacher.max_tokens)
        if teacher.temperature is not None:
            self.temperature.setText(QLocale().toString(teacher.temperature, "g", 3))

    @property
    def _provider(self) -> Provider:
        return _PROVIDERS[self.provider.value]

    def _choose_provider(self) -> None:
        self.address.setText(self._provider.base_url)
        self.model.set_models([])
        self._rows["model"].set_note("")
        self._show_provider()

    def _show_provider(self) -> None:
        provider, before = self._provider, self._before
        known = self._book.known(before) if before and before.provider == provider.name else None
        if self._book.no_keyring:
            self.key.setPlaceholderText(variable(provider.key) if provider.key else self.tr("none, if it needs no key"))
        elif before and before.key_env:
            self.key.setPlaceholderText(self.tr("read from the variable {variable}").format(variable=before.key_env))
        elif known and known.ready and before and before.secret:
            self.key.setPlaceholderText(self.tr("kept; write another one to change it"))
        elif provider.key:
            self.key.setPlaceholderText(self.tr("empty, if it is kept already"))
        else:
            self.key.setPlaceholderText(self.tr("empty, if it needs none"))

    def _rename(self) -> None:
        self._named = bool(self.name.text())

    def _name_it(self) -> None:
        if not self._named:
            model = self.model.field.text().strip().rpartition("/")[2]
            taken = {teacher.name for teacher in self._book.teachers}
            names = (model if number == 1 else f"{model}-{number}" for number in range(1, len(taken) + 2))
            self.name.setText(next(name for name in names if name not in taken))

    # The list of models

    def _ask_models(self) -> None:
        if self._check("address"):
            teacher, key = self._teacher(), self._key
            self.model.set_asking(True)
            self._rows["model"].set_note(self.tr("Asking {address} …").format(address=teacher.address))
            self._asker.call(lambda: asyncio.run(offered_models(teacher, key or None)))

    def _show_models(self, found: list[str] | StillroomError) -> None:
        self.model.set_asking(False)
        if isinstance(found, StillroomError):
            self._rows["model"].set_note(": ".join(failure_words(found.to_json())), wrong=True)
            return
        self._rows["model"].set_note(self.tr("%n model(s); write a part of a name to find one.", "", len(found)))
        self.model.set_models(found)
        self.model.offer()

    # What is kept

    def _teacher(self) -> Teacher:
        """The teacher as it is written now."""
        provider, before = self._provider, self._before or Teacher("", "", "")
        address, key = self.address.text().strip().rstrip("/"), self.key.text().strip()
        name = self.name.text().strip()
        same = before.provider == provider.name
        own_key, key_env = (before.key, before.key_env) if same else ("", "")
        if self._book.no_keyring:
            key_env = key
        elif key:
            # A name that no other teacher's key has or will have: teachers are renamed, and their names come again.
            own_key, key_env = own_key or ("" if provider.key else new_id("teacher")), ""
        price = _price(self.read.amount, self.written.amount, before.price)
        return msgspec.structs.replace(
            before,
            name=name,
            provider=provider.name,
            model=self.model.field.text().strip(),
            base_url="" if address == provider.base_url.rstrip("/") else address,
            key=own_key,
            key_env=key_env,
            price=price,
            max_tokens=self.longest.value(),
            temperature=self._temperature(),
        )

    @property
    def _key(self) -> str:
        """The key itself, where one was written."""
        return "" if self._book.no_keyring else self.key.text().strip()

    def _temperature(self) -> float | None:
        value, good = QLocale().toDouble(self.temperature.text().strip())
        return value if good and 0 <= value <= 2 else None

    def _check(self, *rows: str) -> bool:
        """Say what is wrong in these rows; whether nothing is."""
        name = self.name.text().strip()
        others = {teacher.name for teacher in self._book.teachers if teacher != self._before}
        amounts = [self.read.amount, self.written.amount]
        faults = {
            "address": ""
            if re.match(r"https?://[^/\s]", self.address.text().strip())
            else self.tr("An address that begins with http:// or https://"),
            "model": ""
            if self.model.field.text().strip()
            else self.tr("Which model? Fetch the list, or write its name."),
            "name": self.tr("A name")
            if not name
            else self.tr("There is a teacher {name} already.").format(name=name)
            if name in others or name == _SCRIPT
            else "",
            "price": ""
            if self.read.usable and self.written.usable and (None in amounts) == (amounts == [None, None])
            else self.tr("Both amounts, or none"),
            "temperature": ""
            if not self.temperature.text().strip() or self._temperature() is not None
            else self.tr("A number from 0 to 2, or nothing"),
        }
        for row in rows or faults:
            self._rows[row].set_note(faults[row], wrong=True)
        self.address.set_invalid(bool(faults["address"]) and "address" in (rows or faults))
        return not any(faults[row] for row in rows or faults)

    def _keep(self) -> None:
        self._fault.hide()
        if self._check():
            self.keep.setEnabled(False)
            self._keeper.call(partial(keep, self._before, self._teacher(), self._key))

    def _on_kept(self, outcome: Teacher | StillroomError) -> None:
        self.keep.setEnabled(True)
        if isinstance(outcome, StillroomError):
            self._fault.set("bad", *failure_words(outcome.to_json()))
            self._fault.show()
            self.adjustSize()
            return
        self.key.clear()
        self.accept()
        self._kept(outcome)


def _price(read: float | None, written: float | None, before: Price | None) -> Price | None:
    if read is None or written is None:
        return None
    # What the cache costs is no field here, and stays as it was said elsewhere.
    return before if before and (before.input, before.output) == (read, written) else Price(read, written)
