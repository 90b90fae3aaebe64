"""Importing tools: choose a source, see what was found and what each becomes, choose among it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stillroom.errors import StillroomError
from stillroom.tools import Tool, tool_to_json
from stillroom.tools.importers import Imported
from stillroom.tools.placeholders import secrets_in
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.pages.builder.found_list import Found, FoundList
from stillroom_desktop.pages.builder.importing import becomes, reader
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.controls import Field, ProgressBar, SearchField, Segmented
from stillroom_desktop.widgets.dialog import AskingDialog

_SIZE = 720, 600
_MANY = 8


class ImportDialog(AskingDialog):
    """Shows what a source holds, and gives what was chosen of it to `take`. Nothing is kept, and no code runs, before that."""

    def __init__(self, parent: QWidget, taken: Sequence[str], take: Callable[[list[Tool]], object]) -> None:
        """`taken` are the names of the project's tools; `take` gets the tools that were chosen."""
        super().__init__(parent, QCoreApplication.translate("ImportDialog", "Import tools"))
        self.setObjectName("import_tools")
        self._taken, self._take = frozenset(taken), take
        self._found = Imported()
        self._reader = Background(self, daemon=True)
        self._reader.done.connect(self._show_found)
        self.kind = Segmented(
            [
                ("python", "Python"),
                ("openapi", "OpenAPI"),
                ("mcp", self.tr("MCP server")),
                ("schema", "JSON"),
            ],
            name=self.tr("What to import"),
        )
        self.kind.changed.connect(self._choose_kind)
        self._sentence = Label(role="text2", wrap=True)
        self.where = Field()
        self.where.returnPressed.connect(self._read)
        self.browse = Button(self.tr("Choose …"), "folder")
        self.browse.clicked.connect(self._browse)
        self.secret = Field(self.tr("name of a key in the keyring, if it needs one"))
        self.secret.setAccessibleName(self.tr("Secret"))
        self._secret_word = Label(self.tr("Secret"), size=12, weight=500, role="text2")
        self.server = Field(self.tr("where the service is, if the document does not say it"))
        self.server.setAccessibleName(self.tr("Address of the service"))
        self._server_word = Label(self.tr("Service"), size=12, weight=500, role="text2")
        self.read = Button(self.tr("Look into it"), kind="primary")
        self.read.clicked.connect(self._read)
        self._bar = ProgressBar()
        self._bar.hide()
        self._fault = Notice("bad", "")
        self.search = SearchField(self.tr("Find"))
        self.list = FoundList(self.tr("What was found"))
        self.search.changed.connect(self.list.filter_text)
        self.list.ticked.connect(self._show_count)
        self.all = Button(self.tr("All"), kind="quiet", small=True)
        self.all.clicked.connect(lambda: self.list.tick_all(True))
        self.none = Button(self.tr("None"), kind="quiet", small=True)
        self.none.clicked.connect(lambda: self.list.tick_all(False))
        self._heading = Label(weight=600)
        self._remarks = Label(size=12, role="text2", wrap=True)
        self._remarks.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add = Button(self.tr("Add"))
        self.add.clicked.connect(self._add)
        self._lay_out()
        self._choose_kind()
        self._show_nothing()

    def _lay_out(self) -> None:
        source = QGridLayout()
        source.setHorizontalSpacing(10)
        source.setVerticalSpacing(8)
        source.setColumnStretch(1, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.where, 1)
        line.addWidget(self.browse)
        line.addWidget(self.read)
        source.addLayout(line, 0, 0, 1, 2)
        for row, (word, field) in enumerate(((self._secret_word, self.secret), (self._server_word, self.server)), 1):
            source.addWidget(word, row, 0)
            source.addWidget(field, row, 1)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._heading)
        head.addStretch(1)
        for part in (self.search, self.all, self.none):
            head.addWidget(part)
        area = QScrollArea()
        area.setWidget(self._remarks)
        area.setWidgetResizable(True)
        area.setMaximumHeight(110)
        area.setAccessibleName(self.tr("Remarks"))
        self._area = area
        self._result = QWidget()
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 0, 0, 0)
        result.setSpacing(8)
        result.addLayout(head)
        result.addWidget(HairLine())
        result.addWidget(self.list, 1)
        result.addWidget(area)
        self.body.addWidget(self.kind)
        self.body.addWidget(self._sentence)
        self.body.addLayout(source)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._fault)
        self.body.addWidget(self._result, 1)
        self.body.addStretch(0)
        self.add_buttons(self.add)
        self.resize(*_SIZE)

    # The source

    def _choose_kind(self) -> None:
        sentences = {
            "python": self.tr(
                "A Python file: its functions become tools, and a class becomes tools that share an object. It is read, not run."
            ),
            "openapi": self.tr(
                "An OpenAPI 3 document, as a file or an address: each operation becomes an HTTP request."
            ),
            "mcp": self.tr(
                "A server of the Model Context Protocol: its address, or the command that starts it here. A command runs with"
                " your rights, as soon as you look into it."
            ),
            "schema": self.tr(
                "A JSON file with tools that Stillroom wrote whole, or as OpenAI, LangChain, Ollama and Anthropic write them: to"
                " these you attach what does the work."
            ),
        }
        hints = {
            "python": self.tr("/path/to/tools.py"),
            "openapi": "https://api.example.org/openapi.json",
            "mcp": "npx -y @modelcontextprotocol/server-everything",
            "schema": self.tr("/path/to/tools.json"),
        }
        kind = self.kind.value
        self._sentence.setText(sentences[kind])
        self.where.setPlaceholderText(hints[kind])
        self.where.setAccessibleName(self.tr("Address or command") if kind == "mcp" else self.tr("File or address"))
        self.browse.setVisible(kind != "mcp")
        for part in (self._secret_word, self.secret):
            part.setVisible(kind in ("openapi", "mcp"))
        for part in (self._server_word, self.server):
            part.setVisible(kind == "openapi")
        self._show_nothing()

    def _browse(self) -> None:
        filters = {
            "python": "Python (*.py)",
            "openapi": "OpenAPI (*.json *.yaml *.yml)",
            "schema": "JSON (*.json *.jsonl)",
        }
        path, _ = QFileDialog.getOpenFileName(self, self.windowTitle(), "", filters[self.kind.value])
        if path:
            self.where.setText(path)
            self._read()

    def _read(self) -> None:
        where = self.where.text().strip()
        self.where.set_invalid(not where)
        if where and not self._reader.busy:
            self._show_nothing()
            self._bar.set(None)
            self._bar.show()
            self.read.setEnabled(False)
            self._reader.call(reader(self.kind.value, where, self.secret.text().strip(), self.server.text().strip()))

    # What was found

    def _show_nothing(self) -> None:
        self._found = Imported()
        self._bar.hide()
        self._bar.set(0.0)
        self._fault.hide()
        self._result.hide()
        self.read.setEnabled(True)
        self._show_count()

    def _show_found(self, found: Any) -> None:
        self._show_nothing()
        if isinstance(found, StillroomError):
            self._fault.set("bad", *failure_words(found.to_json()))
            self._fault.show()
            return
        self._found = found
        names = [tool.name for tool in found.tools]
        self.list.set_entries(
            [self._entry(tool) for tool in found.tools], [name for name in names if name not in self._taken]
        )
        self._heading.setText(self.tr("%n tool(s) found", "", len(names)))
        self.search.setVisible(len(names) >= _MANY)
        remarks = self._remark_lines(found)
        self._remarks.setText("\n".join(remarks))
        self._area.setVisible(bool(remarks))
        self._result.show()
        self._show_count()
        self.add.setFocus()

    def _entry(self, tool: Tool) -> Found:
        if tool.name in self._taken:
            words = self.tr("Replaces the one of this name. {text}").format(text=tool.description)
            return Found(tool.name, becomes(tool), words, warns=True)
        return Found(tool.name, becomes(tool), tool.description)

    def _remark_lines(self, found: Imported) -> list[str]:
        secrets = secrets_in([tool_to_json(tool)["implementation"] for tool in found.tools])
        lines = [self.tr("They ask for the secret {name}.").format(name=name) for name in secrets]
        lines += [self.tr("Left out: {name}. {why}").format(name=name, why=said(why)) for name, why in found.skipped]
        return lines + [f"{name}: {said(why)}" for name, why in found.notes]

    def _show_count(self) -> None:
        count = len(self.list.chosen) if self._found.tools else 0
        self.add.setText(self.tr("Add %n tool(s)", "", count))
        self.add.setEnabled(count > 0)
        self.add.set_kind("primary" if count else "normal")
        self.read.set_kind("normal" if count else "primary")

    def _add(self) -> None:
        chosen = self.list.chosen
        self.accept()
        self._take([tool for tool in self._found.tools if tool.name in chosen])
