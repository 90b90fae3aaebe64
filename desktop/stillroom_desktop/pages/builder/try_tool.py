"""The card that tries a tool: its arguments as a form or as JSON, a run in the sandbox, and what came back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.errors import StillroomError
from stillroom.store import Execution
from stillroom.tools import PythonCode, Tool, Tried, argument_problem
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.pages.builder.arguments import ArgumentsEditor, json_editor, json_object, pretty
from stillroom_desktop.pages.builder.runner import ToolRunner
from stillroom_desktop.theme import RADIUS_SMALL, theme
from stillroom_desktop.widgets.basic import Button, Help, Label
from stillroom_desktop.widgets.call_card import duration
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import Segmented
from stillroom_desktop.widgets.passage import Passage

RUN = QKeySequence("Ctrl+Return")
_STATE_HEIGHT = 64
_EXAMPLES = 3


class TryTool(Card):
    """The card that tries a tool."""

    about_to_run = Signal()
    ran = Signal(str, object)  # the tool's name, its Execution

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("TryTool", "Try it"))
        self._tool: Tool | None = None
        self._name = ""
        self._parameters: dict[str, Any] | None = None
        self._packages: list[str] = []
        self._trusted = False
        self.runner = ToolRunner(self)
        self.runner.done.connect(self._done)
        self.arguments = ArgumentsEditor()
        self.add_action(self.arguments.how)
        self.examples: list[dict[str, Any]] = []
        self.example = Segmented([(str(place), str(place + 1)) for place in range(_EXAMPLES)], name=self.tr("Example"))
        self.example.changed.connect(self._take_example)
        self._example_row = QWidget()
        self._state = QWidget()
        self.state = json_editor(self.tr("Initial state as JSON"), _STATE_HEIGHT)
        self.button = Button(self.tr("Run"), "play", kind="primary")
        self.button.setObjectName("tool_run")
        self.button.clicked.connect(self.run_or_stop)
        self._error = Notice("bad", "")
        self.result = _Result()
        self._unenforced = Label(size=12, role="text3", wrap=True)
        self._unenforced.hide()
        self._lay_out_body()
        self._clear()

    def _lay_out_body(self) -> None:
        words = QHBoxLayout()
        words.addWidget(Label(self.tr("Initial state"), size=12, role="text2"))
        words.addWidget(
            Help(
                self.tr(
                    "What the object begins with: JSON for its _load_scenario, or for the arguments of its constructor."
                    " Every try begins anew from here."
                )
            )
        )
        words.addStretch(1)
        state = QVBoxLayout(self._state)
        state.setContentsMargins(0, 0, 0, 0)
        state.setSpacing(6)
        state.addLayout(words)
        state.addWidget(self.state)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.button)
        row.addWidget(Label(RUN.toString(QKeySequence.SequenceFormat.NativeText), size=12, role="text3"))
        row.addStretch(1)
        choice = QHBoxLayout(self._example_row)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.addWidget(Label(self.tr("Example"), size=12, role="text2"))
        choice.addStretch(1)
        choice.addWidget(self.example)
        for part in (self._example_row, self.arguments, self._state):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addWidget(self._error)
        self.body.addWidget(self.result)
        self.body.addWidget(self._unenforced)

    def set_tool(self, written: dict[str, Any], tool: Tool | None, examples: Sequence[dict[str, Any]]) -> None:
        """Try this tool from now on: as the project keeps it, and as it can be run, None if it cannot; `examples` are arguments
        for it. What is written stays while it is the same tool.
        """
        example = examples[0] if examples else {}
        self._show_examples(examples, first=written["name"] != self._name)
        if written["name"] != self._name:
            self.runner.stop()
            self._clear()
            self.state.set_text("")
            self._name, values = written["name"], example
        else:
            values = self.arguments.written()
        if written["parameters"] != self._parameters or values is example:
            self._parameters = written["parameters"]
            self.arguments.set_parameters(written["parameters"], values)
        self._tool = tool
        code = tool.implementation if tool else None
        self._state.setVisible(isinstance(code, PythonCode) and bool(code.owner))
        self._show_button()

    def _show_examples(self, examples: Sequence[dict[str, Any]], *, first: bool) -> None:
        self.examples = list(examples[:_EXAMPLES])
        for place in range(_EXAMPLES):
            self.example.set_offered(str(place), place < len(self.examples))
        self._example_row.setVisible(len(self.examples) > 1)
        if first:
            self.example.blockSignals(True)
            self.example.set_value("0")
            self.example.blockSignals(False)

    def _take_example(self, place: str) -> None:
        if self._parameters is not None and int(place) < len(self.examples):
            self.arguments.say("")
            self.arguments.set_parameters(self._parameters, self.examples[int(place)])

    def set_trusted(self, trusted: bool) -> None:
        self._trusted = trusted
        self._show_button()

    def set_packages(self, packages: list[str]) -> None:
        """What the project's tools need installed."""
        self._packages = packages

    def run_or_stop(self) -> None:
        """Run the call as it is written, or stop the one that runs."""
        if self.runner.running:
            self.runner.stop()
        elif self._tool and self._trusted:
            self.about_to_run.emit()
            self._clear()
            try:
                arguments = self.arguments.arguments()
                state = json_object(self.state.toPlainText(), self.tr("The initial state is no JSON object: {error}"))
            except ValueError as error:
                self.arguments.say(str(error))
                return
            if problem := argument_problem(self._tool.spec, arguments):
                self.arguments.say(said(problem))
            else:
                self.runner.start(self._tool, arguments, self._packages, state or None)
        self._show_button()

    def _done(self, name: str, outcome: Tried | StillroomError | None) -> None:
        self.runner.end()
        self._show_button()
        if self._tool is None or name != self._tool.name:
            return
        match outcome:
            case StillroomError():
                self._error.set("bad", *failure_words(outcome.to_json()))
                self._error.show()
            case Tried(execution, state, unenforced):
                self._show_unenforced(unenforced)
                self.result.show_execution(execution, state)
                self.ran.emit(name, execution)
            case None:
                self.arguments.say(self.tr("Stopped."))

    def _show_unenforced(self, unenforced: tuple[str, ...]) -> None:
        """Say what the sandbox cannot keep off on this system."""
        rules = "\n".join(map(said, unenforced))
        self._unenforced.setText(self.tr("Not kept off on this system: {rules}").format(rules=rules))
        self._unenforced.setVisible(bool(rules))

    def _clear(self) -> None:
        self.arguments.say("")
        self._error.hide()
        self.result.hide()

    def _show_button(self) -> None:
        running = self.runner.running
        self.button.setText(self.tr("Stop") if running else self.tr("Run"))
        self.button.set_icon("stop" if running else "play")
        self.button.setEnabled(running or (self._trusted and self._tool is not None))
        hint = "" if self._tool else self.tr("It cannot be used yet.")
        self.button.setToolTip(hint if self._trusted else self.tr("Tools run once you trust this project."))


class _Result(QFrame):
    """What came back: how it went, how long it took, and the text that a model would read."""

    def __init__(self) -> None:
        super().__init__()
        self._chip = Chip("", "ok")
        self._facts = Label(size=12, role="text3", tabular=True)
        self._text = Passage(size=12, mono=True)
        self._more = {key: (Label(word, size=12, role="text3"), Passage(size=12, mono=True, role="text2")) for key, word in (
            ("printed", self.tr("It printed")), ("state", self.tr("State afterwards")))}  # fmt: skip
        head = QHBoxLayout()
        head.addWidget(self._chip)
        head.addStretch(1)
        head.addWidget(self._facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self._text)
        for label, passage in self._more.values():
            whole.addWidget(label)
            whole.addWidget(passage)
        theme.changed.connect(self.update)

    def show_execution(self, done: Execution, state: dict[str, Any]) -> None:
        if done.ok:
            self._chip.set(self.tr("Ran"), "ok", "check")
        else:
            self._chip.set(self.tr("Failed"), "bad", "cross")
        length = self.tr("%n character(s)", "", len(done.result))
        self._facts.setText(f"{duration(done.seconds)} · {length}")
        self._text.set_role("text" if done.ok else "bad")
        self._text.set_text(done.result or self.tr("(nothing)"))
        self._show("printed", done.printed)
        self._show("state", pretty(state) if state else "")
        self.show()

    def _show(self, key: str, text: str) -> None:
        label, passage = self._more[key]
        passage.set_text(text)
        label.setVisible(bool(text))
        passage.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.color("line"))
            painter.setBrush(theme.color("inset"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
