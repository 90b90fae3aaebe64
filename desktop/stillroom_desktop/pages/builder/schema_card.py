"""What stands beside a tool's form: the JSON Schema that a model is told."""

import json
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.code import CodeView


class SchemaCard(Card):
    """What a model is told of the tool, as it is written."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("SchemaCard", "JSON schema"),
            help=QCoreApplication.translate(
                "SchemaCard",
                "What a model reads of the tool: its name, description and parameters. Ollama and OpenAI take it in this form.",
            ),
            flush=True,
        )
        self.view = CodeView(language="json")
        self.view.setAccessibleName(self.tr("JSON schema"))
        self.view.setMinimumHeight(180)
        copy = Button("", "copy", kind="quiet", small=True, name=self.tr("Copy the schema"))
        copy.clicked.connect(self._copy)
        self.add_action(copy)
        self.body.addWidget(self.view)

    def show_tool(self, tool: dict[str, Any]) -> None:
        self.set_note("")
        told = {field: tool[field] for field in ("name", "description", "parameters")}
        text = json.dumps(told, ensure_ascii=False, indent=2)
        if text != self.view.toPlainText():
            place = self.view.verticalScrollBar().value()
            self.view.set_text(text)
            self.view.verticalScrollBar().setValue(place)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.view.toPlainText())
        self.set_note(self.tr("Copied"))
