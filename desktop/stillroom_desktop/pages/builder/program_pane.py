"""Tools that are programs: a command line, and a tool of an MCP server."""

from typing import Any

from stillroom_desktop.pages.builder.pane import Pane, Rows, Written, pairs
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.controls import Field, FieldRows, Segmented

EMPTY_COMMAND: Written = {"kind": "command", "arguments": [""]}
EMPTY_MCP: Written = {"kind": "mcp", "server": {"command": [""]}, "tool": ""}


class CommandPane(Pane):
    """The words of a command, a row each."""

    def __init__(self) -> None:
        super().__init__()
        self.words = FieldRows([self.tr("program or argument")], self.tr("Add an argument"), name=self.tr("Command"))
        self.words.edited.connect(self.tell)
        rows = Rows()
        rows.add(self.tr("Command"), self.words)
        rows.add(
            "",
            _hint(
                self.tr(
                    "The program first, then a row for each argument, without quotes: no shell reads them. {name} stands for"
                    " the argument of that name. What it prints is the result."
                )
            ),
        )
        self.setLayout(rows)

    def fill_in(self, written: Written) -> None:
        self.words.set_rows([[word] for word in written.get("arguments", ())])

    def now(self) -> Written:
        return {"kind": "command", "arguments": [word for [word] in self.words.rows]}


class McpPane(Pane):
    """A server of the Model Context Protocol, and which of its tools."""

    def __init__(self) -> None:
        super().__init__()
        self.where = Segmented(
            [("local", self.tr("On this computer")), ("remote", self.tr("Remote"))], name=self.tr("Server")
        )
        self.command = FieldRows([self.tr("program or argument")], self.tr("Add an argument"), name=self.tr("Command"))
        self.environment = FieldRows(
            [self.tr("name"), self.tr("value")], self.tr("Add a variable"), name=self.tr("Environment")
        )
        self.url = Field("https://mcp.example.org/mcp")
        self.url.setAccessibleName(self.tr("Address"))
        self.headers = FieldRows([self.tr("name"), self.tr("value")], self.tr("Add a header"), name=self.tr("Headers"))
        self.tool = Field(self.tr("its name on the server"))
        self.tool.setAccessibleName(self.tr("Tool"))
        for field in (self.url, self.tool):
            field.setFont(font(12, mono=True))
            field.textEdited.connect(self.tell)
        self._rows = Rows()
        self._rows.add(self.tr("Server"), self.where)
        for word, part in (
            (self.tr("Command"), self.command),
            (self.tr("Environment"), self.environment),
            (self.tr("Address"), self.url),
            (self.tr("Headers"), self.headers),
            (self.tr("Tool"), self.tool),
        ):
            self._rows.add(word, part)
        self._rows.add(
            "", _hint(self.tr("A value may be {secret:NAME}: it is taken from the keyring when the tool runs."))
        )
        self.setLayout(self._rows)
        self.where.changed.connect(self._choose_where)
        for fields in (self.command, self.environment, self.headers):
            fields.edited.connect(self.tell)
        self._show_where()

    def fill_in(self, written: Written) -> None:
        server = written.get("server", {})
        self.where.set_value("remote" if server.get("url") else "local")
        self.command.set_rows([[word] for word in server.get("command", ())])
        self.environment.set_rows(list(server.get("environment", {}).items()))
        self.headers.set_rows(list(server.get("headers", {}).items()))
        for field, text in ((self.url, server.get("url", "")), (self.tool, written.get("tool", ""))):
            if field.text() != text:
                field.setText(text)
        self._show_where()

    def _choose_where(self) -> None:
        self._show_where()
        self.tell()

    def _show_where(self) -> None:
        local = self.where.value == "local"
        for part, shown in (
            (self.command, local),
            (self.environment, local),
            (self.url, not local),
            (self.headers, not local),
        ):
            self._rows.set_shown(part, shown)

    def now(self) -> Written:
        server: dict[str, Any]
        if self.where.value == "local":
            server = {"command": [word for [word] in self.command.rows], "environment": pairs(self.environment.rows)}
        else:
            server = {"url": self.url.text().strip(), "headers": pairs(self.headers.rows)}
        kept = {key: value for key, value in server.items() if value}
        return {"kind": "mcp", "server": kept, "tool": self.tool.text().strip()}


def _hint(text: str) -> Label:
    return Label(text, size=12, role="text3", wrap=True)
