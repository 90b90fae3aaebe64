"""One tool as it is written, and what a model is told of it."""

import json
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.errors import ToolError
from stillroom.tools import PythonCode, Tool
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.widgets.basic import Button, HairLine, Help, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.chips import Chip, ToolChip
from stillroom_desktop.widgets.code import CodeView
from stillroom_desktop.widgets.table import Column, Row, Table


class ToolCard(Card):
    """One tool as it is written: what a model reads of it, its parameters, its code and its limits."""

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._name = Label(size=15, weight=600, mono=True, selectable=True)
        self._effects = Chip("", "mute")
        self._description = Label(role="text2", wrap=True, selectable=True)
        self._fault = Notice("bad", "")
        self._parameters = Table(
            [
                Column("name", self.tr("Parameter"), "mono", 116),
                Column("type", self.tr("Type"), "type", 104),
                Column("required", self.tr("Required"), "muted", 84),
                Column("default", self.tr("Default"), "mono", 84, spare=True),
                Column("description", self.tr("Description")),
            ],
            "tools/parameters",
        )
        self._parameters.setAccessibleName(self.tr("Parameters"))
        self._code = CodeView()
        self._code.setAccessibleName(self.tr("Code"))
        self._code.setMinimumHeight(220)
        self._limit = Label(size=12, role="text2", tabular=True)
        self._network = Label(size=12, role="text2")
        self._lay_out()
        self.show_network(None)

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(self._name)
        title.addWidget(self._effects)
        title.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(19, 16, 19, 14)
        head.setSpacing(6)
        head.addLayout(title)
        head.addWidget(self._description)
        head.addWidget(self._fault)
        does = _heading(self.tr("What it does"))
        does.addWidget(ToolChip("Python"))
        does.addStretch(1)
        limits = QHBoxLayout()
        limits.setContentsMargins(19, 10, 15, 10)
        limits.setSpacing(18)
        limits.addWidget(self._limit)
        limits.addWidget(self._network)
        limits.addWidget(
            Help(
                self.tr(
                    "A tool runs in a process of its own, with limits to time, memory and output, and without your keys."
                    " This guards against mistakes, not against malice: it can still read and write your files."
                )
            )
        )
        limits.addStretch(1)
        self._parts = QWidget()
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addWidget(HairLine())
        parts.addWidget(self._parameters)
        parts.addLayout(does)
        parts.addWidget(HairLine())
        parts.addWidget(self._code, 1)
        parts.addWidget(HairLine())
        parts.addLayout(limits)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(self._parts, 1)
        self.body.addStretch(0)

    def show_tool(self, name: str, tool: Tool | ToolError) -> None:
        """Show a tool, or why it cannot be used."""
        self._name.setText(name)
        usable = isinstance(tool, Tool)
        for part in (self._effects, self._description, self._parts):
            part.setVisible(usable)
        self._fault.setVisible(not usable)
        if isinstance(tool, ToolError):
            self._fault.set("bad", *failure_words(tool.to_json()))
            return
        changes = tool.effects == "changes"
        self._effects.set(effects_word(tool), "warn" if changes else "ok", "pencil" if changes else "eye")
        self._description.setText(tool.description)
        rows = [self._parameter(tool, *each) for each in tool.parameters.get("properties", {}).items()]
        self._parameters.set_rows(rows)
        self._parameters.setFixedHeight(self._parameters.whole_height)
        self._parameters.setVisible(bool(rows))
        if isinstance(tool.implementation, PythonCode):
            self._code.set_text(tool.implementation.source)
            self._code.show_line(f"def {tool.implementation.entry}(")
        else:
            self._code.set_text(msgspec.json.format(msgspec.json.encode(tool.implementation)).decode())
        self._limit.setText(self.tr("Stops after {seconds} s").format(seconds=f"{tool.time_limit:g}"))

    def show_network(self, off: bool | None) -> None:
        """Say whether a run had the network, once one has shown it."""
        words = {None: "", True: self.tr("Network off"), False: self.tr("Network on: this system cannot shut it off")}
        self._network.setText(words[off])
        self._network.setVisible(off is not None)

    def _parameter(self, tool: Tool, name: str, schema: Any) -> Row:
        known = schema if isinstance(schema, dict) else {}
        values = known.get("enum")
        types = known.get("type", "")
        word = (
            self.tr("one of %n", "", len(values))
            if values
            else " | ".join([types] if isinstance(types, str) else types)
        )
        description = known.get("description", "")
        if values:
            listed = ", ".join(str(value) for value in values)
            description = f"{description} ({listed})" if description else listed
        required = name in tool.parameters.get("required", ())
        return {
            "id": name,
            "name": name,
            "type": (word, "accent" if values else "info") if word else None,
            "required": self.tr("yes") if required else self.tr("no"),
            "default": json.dumps(known["default"], ensure_ascii=False) if "default" in known else "",
            "description": description,
        }


class SchemaCard(Card):
    """What a model is told of the tool."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("SchemaCard", "JSON schema"),
            help=QCoreApplication.translate(
                "SchemaCard",
                "What a model reads of the tool: its name, description and parameters. Ollama and OpenAI take it in this form.",
            ),
            flush=True,
        )
        self._view = CodeView(language="json")
        self._view.setAccessibleName(self.tr("JSON schema"))
        self._view.setMinimumHeight(180)
        copy = Button("", "copy", kind="quiet", small=True, name=self.tr("Copy the schema"))
        copy.clicked.connect(self._copy)
        self.add_action(copy)
        self.body.addWidget(self._view)

    def show_tool(self, tool: Tool | None) -> None:
        self.set_note("")
        if tool:
            self._view.set_text(json.dumps(tool.spec.to_openai()["function"], ensure_ascii=False, indent=2))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._view.toPlainText())
        self.set_note(self.tr("Copied"))


def effects_word(tool: Tool) -> str:
    """Whether a tool only reads, in words."""
    if tool.effects == "reads":
        return QCoreApplication.translate("ToolsPage", "Reads only")
    return QCoreApplication.translate("ToolsPage", "Changes things")


def _heading(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(19, 12, 15, 10)
    row.setSpacing(10)
    row.addWidget(Label(text, weight=600))
    return row
