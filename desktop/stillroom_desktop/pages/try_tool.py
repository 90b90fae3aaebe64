"""Trying a tool: a form made of its parameters, a run in the sandbox, and what came back."""

import asyncio
import contextlib
import threading
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.conversation import ToolCall, canonical_json, new_id, read_json
from stillroom.errors import StillroomError, from_exception
from stillroom.store import Execution
from stillroom.tools import Sandbox, Tool, argument_problem
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.theme import RADIUS_SMALL, font, theme
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.call_card import duration
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import Field, Select
from stillroom_desktop.widgets.passage import Passage

_RUN = QKeySequence("Ctrl+Return")


class ToolRunner(QObject):
    """Runs one call at a time in a sandbox, in a thread that ends with the call."""

    done = Signal(str, object)  # the tool's name; its Execution, a StillroomError, or None where it was stopped

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.network_off: bool | None = None  # None until the first run has shown it
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event
        parent.destroyed.connect(self.end)
        application = QCoreApplication.instance()
        assert application
        application.aboutToQuit.connect(self.end)

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, tool: Tool, arguments: dict[str, Any]) -> None:
        """Run a call; `done` tells what came of it. One that still runs is ended first."""
        self.end()
        self._loop, self._stop = asyncio.new_event_loop(), asyncio.Event()
        self._thread = threading.Thread(target=self._work, args=(tool, arguments), name=f"trying {tool.name}")
        self._thread.start()

    def stop(self) -> None:
        """Let the call be stopped."""
        if self.running:
            with contextlib.suppress(RuntimeError):  # it has just ended by itself
                self._loop.call_soon_threadsafe(self._stop.set)

    def end(self) -> None:
        """Stop the call, and wait until it is."""
        self.stop()
        if self._thread:
            self._thread.join()

    def _work(self, tool: Tool, arguments: dict[str, Any]) -> None:
        outcome: Execution | StillroomError | None
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                outcome = runner.run(self._call(tool, arguments))
        except Exception as error:  # noqa: BLE001 - the page shows it
            outcome = from_exception(error)
        with contextlib.suppress(RuntimeError):  # the window may be gone
            self.done.emit(tool.name, outcome)

    async def _call(self, tool: Tool, arguments: dict[str, Any]) -> Execution | None:
        async with Sandbox([tool], workers=1) as sandbox:
            self.network_off = sandbox.network_off
            call = asyncio.ensure_future(sandbox.call(ToolCall(new_id("call"), tool.name, arguments)))
            stop = asyncio.ensure_future(self._stop.wait())
            await asyncio.wait({call, stop}, return_when=asyncio.FIRST_COMPLETED)
            stop.cancel()
            if call.done():
                return call.result()
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            return None


class ArgumentForm(QWidget):
    """A row for each parameter of a tool: a list where it is one of several values, otherwise a field."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._schemas: dict[str, Any] = {}
        self._required: frozenset[str] = frozenset()
        self.controls: dict[str, Field | Select] = {}

    def set_tool(self, tool: Tool, example: dict[str, Any]) -> None:
        """Ask for this tool's arguments; they begin as those of an example, or with their defaults."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._schemas = tool.parameters.get("properties", {})
        self._required = frozenset(tool.parameters.get("required", ()))
        self.controls = {}
        for row, (name, schema) in enumerate(self._schemas.items()):
            known = schema if isinstance(schema, dict) else {}
            control = self._control(name, known)
            control.setAccessibleName(name)
            control.setToolTip(known.get("description", ""))
            value = example.get(name, known.get("default"))
            if value is not None:
                text = _written(known, value)
                control.set_value(text) if isinstance(control, Select) else control.setText(text)
            label = Label(name, size=12, role="text2", mono=True, elide=True)
            label.setMaximumWidth(110)
            label.setMinimumWidth(min(label.sizeHint().width(), 110))
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(control, row, 1)
            self.controls[name] = control

    def arguments(self) -> dict[str, Any]:
        """The arguments as they are written; what is left empty is left out, but for a text that must be given."""
        values = {}
        for name, control in self.controls.items():
            text = control.value if isinstance(control, Select) else control.text()
            schema = self._schemas[name] if isinstance(self._schemas[name], dict) else {}
            if text or (name in self._required and _is_text(schema)):
                values[name] = _read(schema, text)
        return values

    def _control(self, name: str, schema: dict[str, Any]) -> Field | Select:
        options = schema.get("enum") or ([True, False] if schema.get("type") == "boolean" else None)
        if options:
            written = [(_written(schema, value), _written(schema, value)) for value in options]
            return Select(written if name in self._required else [("", self.tr("left out")), *written])
        hint = schema.get("description") or ("" if name in self._required else self.tr("optional"))
        field = Field(hint)
        field.setFont(font(12, mono=True))
        return field


class TryTool(Card):
    """The card that tries a tool."""

    ran = Signal(str, object)  # the tool's name, its Execution

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("TryTool", "Try it"))
        self.set_note(self.tr("In the sandbox"))
        self._tool: Tool | None = None
        self._trusted = False
        self.runner = ToolRunner(self)
        self.runner.done.connect(self._done)
        self.form = ArgumentForm()
        self.button = Button(self.tr("Run"), "play", kind="primary")
        self.button.setObjectName("tool_run")
        self.button.clicked.connect(self._run_or_stop)
        keys = QShortcut(_RUN, self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._run_or_stop)
        self._problem = Label(size=12, role="bad", wrap=True)
        self._error = Notice("bad", "")
        self._result = _Result()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.button)
        row.addWidget(Label(_RUN.toString(QKeySequence.SequenceFormat.NativeText), size=12, role="text3"))
        row.addStretch(1)
        self.body.addWidget(self.form)
        self.body.addWidget(self._problem)
        self.body.addLayout(row)
        self.body.addWidget(self._error)
        self.body.addWidget(self._result)
        self._clear()

    def set_tool(self, tool: Tool | None, example: dict[str, Any]) -> None:
        """Try this tool from now on; None: it cannot be run."""
        self.runner.stop()
        self._tool = tool
        if tool:
            self.form.set_tool(tool, example)
        self._clear()
        self._show_button()

    def set_trusted(self, trusted: bool) -> None:
        self._trusted = trusted
        self._show_button()

    def _run_or_stop(self) -> None:
        if self.runner.running:
            self.runner.stop()
        elif self._tool and self._trusted:
            self._clear()
            arguments = self.form.arguments()
            if problem := argument_problem(self._tool.spec, arguments):
                self._say(problem)
            else:
                self.runner.start(self._tool, arguments)
        self._show_button()

    def _done(self, name: str, outcome: Execution | StillroomError | None) -> None:
        self.runner.end()
        self._show_button()
        if self._tool is None or name != self._tool.name:
            return
        match outcome:
            case StillroomError():
                self._error.set("bad", *failure_words(outcome.to_json()))
                self._error.show()
            case Execution():
                self._result.show_execution(outcome)
                self.ran.emit(name, outcome)
            case None:
                self._say(self.tr("Stopped."))

    def _clear(self) -> None:
        self._say("")
        self._error.hide()
        self._result.hide()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _show_button(self) -> None:
        running = self.runner.running
        self.button.setText(self.tr("Stop") if running else self.tr("Run"))
        self.button.set_icon("stop" if running else "play")
        self.button.setEnabled(running or (self._trusted and self._tool is not None))
        self.button.setToolTip("" if self._trusted else self.tr("Tools run once you trust this project."))


class _Result(QFrame):
    """What came back: how it went, how long it took, and the text that a model would read."""

    def __init__(self) -> None:
        super().__init__()
        self._chip = Chip("", "ok")
        self._facts = Label(size=12, role="text3", tabular=True)
        self._text = Passage(size=12, mono=True)
        head = QHBoxLayout()
        head.addWidget(self._chip)
        head.addStretch(1)
        head.addWidget(self._facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self._text)
        theme.changed.connect(self.update)

    def show_execution(self, done: Execution) -> None:
        if done.ok:
            self._chip.set(self.tr("Ran"), "ok", "check")
        else:
            self._chip.set(self.tr("Failed"), "bad", "cross")
        length = self.tr("%n character(s)", "", len(done.result))
        self._facts.setText(f"{duration(done.seconds)} · {length}")
        self._text.set_role("text" if done.ok else "bad")
        self._text.set_text(done.result or self.tr("(nothing)"))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.color("line"))
            painter.setBrush(theme.color("inset"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)


def _is_text(schema: dict[str, Any]) -> bool:
    types = schema.get("type")
    return "string" in (types if isinstance(types, list) else [types])


def _written(schema: dict[str, Any], value: Any) -> str:
    """A value as it stands in the form."""
    return value if isinstance(value, str) and (_is_text(schema) or "enum" in schema) else canonical_json(value)


def _read(schema: dict[str, Any], text: str) -> Any:
    """What is written as the value that the schema asks for; what does not fit stays a text, for the check to refuse."""
    for value in schema.get("enum", ()):
        if _written(schema, value) == text:
            return value
    if _is_text(schema):
        return text
    try:
        return read_json(text)
    except ValueError:
        return text
