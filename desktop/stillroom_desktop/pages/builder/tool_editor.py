"""The form of one tool: what a model reads of it, its parameters, what it does, and its limits."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stillroom.errors import ToolError
from stillroom.tools import Advice, Tool
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.pages.builder import program_pane, request_pane
from stillroom_desktop.pages.builder.code_pane import CodePane
from stillroom_desktop.pages.builder.limits import Limits
from stillroom_desktop.pages.builder.pane import Pane, Written
from stillroom_desktop.pages.builder.parameter_table import ParameterTable, advice_words
from stillroom_desktop.pages.builder.parameters import Parameter, read_parameters
from stillroom_desktop.pages.builder.program_pane import CommandPane, McpPane
from stillroom_desktop.pages.builder.request_pane import RequestPane
from stillroom_desktop.pages.builder.signature import renamed, stub
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import HairLine, Help, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.controls import Field, Segmented, TextArea

_QUIET_MS = 300  # after the last key, a change is told
_FIELDS = ("name", "description", "parameters", "implementation", "effects")  # those of a tool that advice is given on
_TOP = Qt.AlignmentFlag.AlignTop
_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]{0,63}")


class ToolEditor(Card):
    """One tool to change. `changed` gives it whole, and which part of it was changed, a moment after the last key."""

    changed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._tool: dict[str, Any] = {}
        self._others: frozenset[str] = frozenset()
        self._kept: dict[str, Written] = {}  # of this tool, what each kind of implementation was last
        self._waiting = ""
        self._advised = ""  # whose advice is shown
        self._quiet = QTimer(self, interval=_QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self._tell)
        self.name = Field()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setFont(font(12, mono=True))
        self.name.textEdited.connect(self._check_name)
        self.name.editingFinished.connect(self._take_name)
        self.description = TextArea(self.tr("What it does, in a sentence"))
        self.description.setAccessibleName(self.tr("Description, as the model reads it"))
        self.description.textChanged.connect(lambda: self._set("description", self.description.text()))
        self.advice = {field: Label(size=12, role="warn", wrap=True) for field in _FIELDS}
        self._fault = Notice("warn", "")
        self.parameters = ParameterTable()
        self.parameters.changed.connect(lambda schema: self._set("parameters", schema))
        self.kind = Segmented(
            [
                ("none", self.tr("Nothing yet")),
                ("python", "Python"),
                ("http", "HTTP"),
                ("command", self.tr("Command")),
                ("mcp", "MCP"),
            ],
            name=self.tr("What it does"),
        )
        self.kind.changed.connect(self._choose_kind)
        self.code = CodePane()
        self.code.read.connect(self._take_read)
        self.request = RequestPane()
        self.panes: dict[str, Pane] = {
            "python": self.code,
            "http": self.request,
            "command": CommandPane(),
            "mcp": McpPane(),
        }
        self._stack = _Stack()
        self._nothing = Label(
            self.tr("Only the description of this tool was imported. Choose above what does the work."),
            role="text2",
            wrap=True,
        )
        self._nothing.setContentsMargins(19, 14, 19, 14)
        for pane in (self._nothing, *self.panes.values()):
            self._stack.addWidget(pane)
        for pane in self.panes.values():
            pane.changed.connect(lambda written: self._set("implementation", written))
        self.limits = Limits()
        self.limits.changed.connect(self._take_limits)
        self.saved = Label(size=12, role="text3")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setContentsMargins(19, 14, 19, 14)
        head.setHorizontalSpacing(14)
        head.setVerticalSpacing(6)
        head.setColumnStretch(1, 1)
        head.setColumnMinimumWidth(0, 170)
        words = QHBoxLayout()
        words.setSpacing(5)
        words.addWidget(
            Label(self.tr("Description, as the model reads it"), size=12, weight=500, role="text2", elide=True)
        )
        words.addWidget(
            Help(
                self.tr(
                    "A model chooses its tools by name and description alone. Say what goes in, what comes out, and when to use it."
                )
            )
        )
        words.addStretch(1)
        name = QHBoxLayout()
        name.addWidget(Label(self.tr("Name"), size=12, weight=500, role="text2"))
        name.addStretch(1)
        name.addWidget(self.saved)
        head.addLayout(name, 0, 0)
        head.addLayout(words, 0, 1)
        head.addWidget(self.name, 1, 0, _TOP)
        head.addWidget(self.description, 1, 1, _TOP)
        head.addWidget(self.advice["name"], 2, 0, 1, 2)
        head.addWidget(self.advice["description"], 3, 0, 1, 2)
        for field in ("parameters", "implementation", "effects"):
            self.advice[field].setContentsMargins(19, 0, 19, 12)
        does = QHBoxLayout()
        does.setContentsMargins(19, 10, 15, 10)
        does.setSpacing(12)
        does.addWidget(Label(self.tr("What it does"), weight=600))
        does.addWidget(self.kind)
        does.addStretch(1)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        upper: tuple[QWidget, ...] = (HairLine(), self.parameters, self.advice["parameters"], HairLine())
        fault = QVBoxLayout()  # below what is written: it comes and goes with the keys, and must not move that
        fault.setContentsMargins(19, 8, 19, 8)
        fault.addWidget(self._fault)
        for part in upper:
            self.body.addWidget(part)
        self.body.addLayout(does)
        for part in (self.advice["implementation"], HairLine(), self._stack):
            self.body.addWidget(part)
        self.body.addLayout(fault)
        for part in (HairLine(), self.limits, self.advice["effects"]):
            self.body.addWidget(part)
        self.body.addStretch(1)

    # What is shown

    @property
    def tool(self) -> dict[str, Any]:
        """The tool as it is written now."""
        return self._tool

    def show_tool(self, tool: dict[str, Any], others: Sequence[str], sharers: list[str]) -> None:
        """Show a tool, whose name must be none of the others'; `sharers` are those with the same code."""
        if not (same := tool["name"] == self._tool.get("name")):
            self._kept = {}
            self.saved.setText("")
        self._tool, self._others = tool, frozenset(others)
        if not (same and self.name.hasFocus()):
            self.name.setText(tool["name"])
            self._check_name()
        self.description.set_text(tool["description"])
        self.parameters.set_schema(tool["parameters"])
        self._show_implementation(sharers)
        self.limits.show_tool(tool)

    def show_state(self, read: Tool | ToolError, advice: Sequence[Advice]) -> None:
        """Say whether the tool can be used as it is, and what would make it better, where it stands.

        Advice stays while the tool cannot be used: code is written that is none at half of its keys, and nothing must jump.
        """
        nameless = not self._tool["description"].strip()
        self._fault.hide()
        # What is no Python is said below the code, with its line.
        if isinstance(read, ToolError) and not nameless and "no valid Python" not in read.message:
            self._fault.set("warn", said(read.message), said(read.hint))
            self._fault.show()
        if isinstance(read, Tool) or self._advised != self._tool["name"]:
            self._advised = self._tool["name"]
            self._show_advice(advice)
        if nameless and isinstance(read, ToolError):
            self.advice["description"].setText(failure_words(read.to_json())[1])
            self.advice["description"].show()
        self.description.set_invalid(nameless)
        self._check_name()

    def _show_advice(self, advice: Sequence[Advice]) -> None:
        for field, label in self.advice.items():
            words = advice_words(each for each in advice if each.field == field)
            label.setText(words)
            label.setVisible(bool(words))
        self.parameters.set_advice(advice)

    def flush(self) -> None:
        """Tell at once what would be told in a moment."""
        self._take_name()
        self.parameters.flush()
        for pane in self.panes.values():
            pane.flush()
        if self._waiting:
            self._tell()

    def _show_implementation(self, sharers: list[str]) -> None:
        written = self._tool["implementation"]
        kind = written.get("kind", "none")
        kind = kind if kind in self.panes else "none"
        self._kept[kind] = written
        self.kind.set_offered("none", kind == "none")
        self.kind.blockSignals(True)
        self.kind.set_value(kind)
        self.kind.blockSignals(False)
        pane = self.panes.get(kind)
        self._stack.setCurrentWidget(pane or self._nothing)
        if pane:
            pane.show_implementation(written)
        self.code.show_tool(self._tool["description"], self.parameters.parameters, sharers)

    # What is changed

    def _set(self, field: str, value: Any) -> None:
        if self._tool.get(field) == value:
            return
        if field == "implementation":
            self._kept[value["kind"]] = value
        self._change(self._tool | {field: value}, field)

    def _change(self, tool: dict[str, Any], part: str) -> None:
        """Have the tool so from now on. Another part that still waits is told before, with this one: what is told is shown."""
        self._tool = tool
        if self._waiting not in ("", part):
            self._tell()
        self._waiting = part
        self.saved.setText("")
        self._quiet.start()

    def _tell(self) -> None:
        self._quiet.stop()
        if field := self._waiting:
            self._waiting = ""
            self.changed.emit(self._tool, field)
            self.saved.setText(self.tr("Saved"))

    def _check_name(self) -> bool:
        name = self.name.text()
        fault = ""
        if not _NAME.fullmatch(name):
            fault = self.tr("Up to 64 letters (a to z), digits and _; the first is no digit.")
        elif name in self._others:
            fault = self.tr("There is a tool {name} already.").format(name=name)
        self.name.set_invalid(bool(fault))
        self.name.setToolTip(fault)
        if fault:
            self.advice["name"].setText(fault)
            self.advice["name"].show()
        return not fault

    def _take_name(self) -> None:
        """A function that is called as the tool is goes by the new name too."""
        before, name = self._tool.get("name", ""), self.name.text()
        if not self._tool or name == before:
            return
        if not self._check_name():
            return
        written = self._tool["implementation"]
        if written.get("kind") == "python" and written.get("entry") == before and not written.get("owner"):
            source = renamed(written["source"], before, name)
            self._tool = self._tool | {"implementation": written | {"source": source, "entry": name}}
        self._set("name", name)
        self._tell()

    def _take_limits(self, fields: dict[str, Any]) -> None:
        later = {"ask": True, "network": False, "folders": []}  # left out at these, as the engine writes them
        kept = {key: value for key, value in self._tool.items() if key not in later}
        new = {key: value for key, value in fields.items() if key not in later or value != later[key]}
        if kept | new != self._tool:
            self._change(kept | new, "limits")

    def _take_read(self, description: str, parameters: dict[str, Any]) -> None:
        self._tool = self._tool | {"description": description or self._tool["description"], "parameters": parameters}
        self._waiting = "parameters"
        self._tell()

    def _choose_kind(self, kind: str) -> None:
        self._tell()
        written = self._kept.get(kind) or self._new(kind)
        self._set("implementation", written)
        self._tell()

    def _new(self, kind: str) -> Written:
        return new_implementation(kind, self._tool["name"], self.parameters.parameters, self._tool["description"])


class _Stack(QStackedWidget):
    """As high as the pane that is shown, and not as the highest one."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        now = self.currentWidget()
        return now.sizeHint() if now else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        now = self.currentWidget()
        return now.minimumSizeHint() if now else super().minimumSizeHint()


def new_tool(kind: str, name: str) -> dict[str, Any]:
    """A tool to begin with."""
    parameters = read_parameters({"type": "object", "properties": {}})
    return {
        "name": name,
        "description": "",
        "parameters": parameters.schema(),
        "implementation": new_implementation(kind, name, parameters, ""),
        "effects": "reads",
        "time_limit": 5.0 if kind == "python" else 30.0,
    }


def new_implementation(kind: str, name: str, parameters: Parameter, description: str) -> Written:
    """An implementation of a kind, to begin with."""
    match kind:
        case "http":
            return request_pane.EMPTY
        case "command":
            return program_pane.EMPTY_COMMAND
        case "mcp":
            return program_pane.EMPTY_MCP
    return {"kind": "python", "source": stub(name, parameters, description), "entry": name}
