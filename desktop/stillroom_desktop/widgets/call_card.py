"""A tool call as a card: its name, arguments and types, what came back, how long it took, and how it went."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from stillroom.conversation import ToolCall, ToolSpec
from stillroom.store import Execution
from stillroom.tools import argument_problem
from stillroom_desktop.theme import ICON, State, theme
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.icons import paint_icon
from stillroom_desktop.widgets.passage import Passage

_MARGIN = 12


class Picture(QWidget):
    """An icon in a role's colour, as a widget of its own."""

    def __init__(self, name: str, role: str, *, size: int = ICON) -> None:
        super().__init__()
        self._name, self._role = name, role
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def set(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            paint_icon(painter, QRectF(self.rect()), self._name, self._role)


class CallCard(Card):
    """One call. It is running until `set_execution` or `set_result` says what came of it, or `set_not_run` that nothing did.
    `ask` lets the user say whether it may run at all.
    """

    def __init__(self, call: ToolCall, spec: ToolSpec | None = None, right: bool | None = None) -> None:
        """`spec` is what the model was told of the tool; `right` is whether the call is the expected one, if that is known."""
        super().__init__(flush=True)
        self.body.setSpacing(0)
        self.call = call
        self._right = right
        self.settled = False
        self.failed = False
        self._question: QWidget | None = None
        self._refused = False
        self._time = Label("", size=12, role="text3", tabular=True)
        self._chip = Chip(self.tr("Running"), "accent", "clock")
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 8, 8, 8)
        head.setSpacing(8)
        head.addWidget(Picture("wrench", "accent_text"))
        head.addWidget(Label(call.name, size=12, weight=600, mono=True, elide=True), 1)
        head.addWidget(self._time)
        head.addWidget(self._chip)
        self.body.addLayout(head)
        if call.arguments:
            self.body.addWidget(HairLine())
            self.body.addLayout(self._arguments(spec))
        self._say_state(self.tr("Running"))

    def ask(self, answer: Callable[[bool], None]) -> None:
        """Ask the user whether this call may run; `answer` is called once with what they say."""
        self._question = question = QWidget()
        row = QHBoxLayout(question)
        row.setContentsMargins(_MARGIN, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(Label(self.tr("It changes things. May it run?"), size=12, weight=500, wrap=True), 1)
        for word, allow in ((self.tr("Don't run"), False), (self.tr("Run"), True)):
            button = Button(word, kind="primary" if allow else "normal", small=True)
            button.setObjectName("call_run" if allow else "call_refuse")
            button.clicked.connect(lambda _=False, allow=allow: self._answer(answer, allow))
            row.addWidget(button)
        self.body.addWidget(question)
        self._set_chip(self.tr("Waits for you"), "warn", "help")

    def _answer(self, answer: Callable[[bool], None], allow: bool) -> None:
        if self._question is None:
            return
        self._end_question()
        self._refused = not allow
        if allow:
            self._set_chip(self.tr("Running"), "accent", "clock")
        answer(allow)

    def _end_question(self) -> None:
        if self._question:
            self._question.hide()
            self._question.deleteLater()
            self._question = None

    def set_execution(self, execution: Execution) -> None:
        """The tool was run; a call that was refused before took no time."""
        if execution.seconds:
            self._time.setText(duration(execution.seconds))
        self.set_result(execution.result, execution.ok)
        if execution.fault:
            self._set_chip(self.tr("Made to fail"), "warn", "warning")
            self.setToolTip(
                self.tr("The tool was not run: it was made to fail, so that the student sees how to recover.")
            )

    def set_result(self, result: str, ok: bool) -> None:
        """What the model was shown of the call."""
        if self.settled:
            return
        self.settled, self.failed = True, not ok
        self._end_question()
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 8, _MARGIN, 9)
        row.setSpacing(8)
        row.addWidget(Picture("return", "text3" if ok else "bad"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Passage(result or self.tr("(nothing)"), size=12, mono=True, role="text" if ok else "bad"), 1)
        self.body.addWidget(HairLine())
        self.body.addLayout(row)
        if self._refused:
            self._set_chip(self.tr("Not allowed"), "mute", "minus")
        elif not ok:
            self._set_chip(self.tr("Failed"), "bad", "cross")
        elif self._right is None:
            self._set_chip(self.tr("Ran"), "ok", "check")
        elif self._right:
            self._set_chip(self.tr("Right call"), "ok", "check")
        else:
            self._set_chip(self.tr("Wrong call"), "warn", "warning")

    def set_not_run(self) -> None:
        """Nothing came of the call: its turn ended before it was run."""
        if not self.settled:
            self.settled = True
            self._end_question()
            self._set_chip(self.tr("Not run"), "mute", "minus")

    def _set_chip(self, word: str, state: State, icon: str) -> None:
        self._chip.set(word, state, icon)
        self._say_state(word)

    def _say_state(self, word: str) -> None:
        self.setAccessibleName(self.tr("Call of {name}: {state}").format(name=self.call.name, state=word))

    def _arguments(self, spec: ToolSpec | None) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(_MARGIN, 6, _MARGIN, 7)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 68)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, value) in enumerate(self.call.arguments.items()):
            if number:
                grid.addWidget(HairLine(), 2 * number - 1, 0, 1, 3)
            grid.addWidget(Label(name, size=12, role="text2", mono=True), 2 * number, 0, top)
            grid.addWidget(Passage(json.dumps(value, ensure_ascii=False), size=12, mono=True), 2 * number, 1)
            word, fits = self._type_of(name, value, spec)
            right = Qt.AlignmentFlag.AlignRight | top
            grid.addWidget(Label(word, size=12, role="text3" if fits else "bad"), 2 * number, 2, right)
        return grid

    def _type_of(self, name: str, value: Any, spec: ToolSpec | None) -> tuple[str, bool]:
        """The argument's type as the tool declares it, or else as it is; and whether the value fits what is declared."""
        if spec is None:
            return self._word_of(value), True
        declared = spec.parameters.get("properties", {}).get(name)
        if declared is None:
            return self.tr("not known"), False
        alone = ToolSpec(spec.name, "", {"type": "object", "properties": {name: declared}})
        fits = not argument_problem(alone, {name: value})
        if "enum" in declared:
            return self.tr("one of %n", "", len(declared["enum"])), fits
        wanted = declared.get("type")
        if not isinstance(wanted, str):
            return self._word_of(value), fits
        word = self._type_word(wanted)
        return (word if fits else self.tr("should be: {type}").format(type=word)), fits

    def _word_of(self, value: Any) -> str:
        kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
        return self._type_word(kinds.get(type(value), "null"))

    def _type_word(self, name: str) -> str:
        words = {
            "string": self.tr("string"),
            "integer": self.tr("integer"),
            "number": self.tr("number"),
            "boolean": self.tr("true or false"),
            "array": self.tr("list"),
            "object": self.tr("object"),
            "null": self.tr("nothing"),
        }
        return words.get(name, name)


def duration(seconds: float) -> str:
    """A short time with its unit, for example "0.4 ms" or "2.1 s"."""
    locale = QLocale()
    if seconds < 1:
        milliseconds = seconds * 1000
        return f"{locale.toString(milliseconds, 'f', 1 if milliseconds < 10 else 0)} ms"
    return f"{locale.toString(seconds, 'f', 1)} s"
