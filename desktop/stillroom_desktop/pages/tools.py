"""The page Tools: what the agent can do, how each tool is written, and a place to try it."""

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.errors import ToolError
from stillroom.store import Execution, Store
from stillroom.tools import Tool, tool_from_json
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.tool_card import SchemaCard, ToolCard, effects_word
from stillroom_desktop.pages.try_tool import TryTool
from stillroom_desktop.steps import StepKey
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.call_card import duration
from stillroom_desktop.widgets.cards import Card, EmptyState, Notice
from stillroom_desktop.widgets.entries import EntryList
from stillroom_desktop.widgets.table import Row
from stillroom_desktop.workspace import Workspace

_LIST, _SIDE = 206, 320
_WIDE = 1040  # the page's width from which the card to try a tool stands beside the tool, and not below it


class ToolsPage(Page):
    """The tools of the project, one of them whole."""

    key: StepKey = "tools"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Tools"),
            self.tr("What your agent can do. Each tool runs in a sandbox; try it once before a model does."),
        )
        self._written: list[dict[str, Any]] = []
        self._tools: dict[str, Tool | ToolError] = {}
        self._examples: dict[str, dict[str, Any]] = {}
        self._ran: dict[str, Execution] = {}
        self.list = EntryList(self.tr("Tools"), mono=True)
        self.list.selected_row.connect(self._show)
        self.detail = ToolCard()
        self.try_tool = TryTool()
        self.try_tool.ran.connect(self._note_run)
        self._schema = SchemaCard()
        trust = Button(self.tr("I trust this project"))
        trust.setObjectName("trust_project")
        trust.clicked.connect(workspace.trust)
        self._notice = Notice(
            "warn",
            self.tr("Tools do not run until you trust this project."),
            self.tr(
                "A tool is a program that can read and change your files. Run these only if you trust who wrote them."
            ),
            button=trust,
        )
        self._lay_out_tools()

    def _lay_out_tools(self) -> None:
        self._list_card = Card(self.tr("Tools"), flush=True)
        self._list_card.setFixedWidth(_LIST)
        self._list_card.body.addWidget(self.list)
        side = QWidget()
        self._side = side
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP)
        beside.addWidget(self.try_tool)
        beside.addWidget(self._schema, 1)
        self._rest = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest.setSpacing(GAP)
        self._rest.addWidget(self.detail, 1)
        self._rest.addWidget(side)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._list_card)
        row.addLayout(self._rest, 1)
        empty = EmptyState(
            "tools",
            self.tr("No tools yet"),
            self.tr(
                "A tool is a Python function with a description. Write some into a JSON file and add them on the"
                " command line: stillroom tools add FILE.json"
            ),
        )
        self._empty, self._content = empty, content
        for part in (self._notice, empty, content):
            self.body.addWidget(part, 0 if part is self._notice else 1)

    def refresh(self) -> None:
        store = self.workspace.store if self.workspace.project else None
        written = store.tools() if store else []
        trusted = self.workspace.trusted
        self._notice.setVisible(store is not None and not trusted)
        self.try_tool.set_trusted(trusted)
        if written != self._written or not store:
            self._written = written
            self._ran = {}
            self._tools = {tool["name"]: read_tool(tool) for tool in written}
            self._examples = _examples(store, set(self._tools)) if store else {}
            self._show_list()
            if not self.list.selected:
                self.list.step(0)
            self._show(self.list.selected)
        self._empty.setVisible(not written)
        self._content.setVisible(bool(written))

    def _show_list(self) -> None:
        self._list_card.set_note(str(len(self._tools)))
        self.list.set_rows([self._entry(name, tool) for name, tool in self._tools.items()])

    def _entry(self, name: str, tool: Tool | ToolError) -> Row:
        if isinstance(tool, ToolError):
            return {"id": name, "title": name, "note": self.tr("Cannot be used"), "dot": "fill_bad"}
        note, dot = effects_word(tool), ""
        if ran := self._ran.get(name):
            how = self.tr("{effects} · ran {time}") if ran.ok else self.tr("{effects} · failed")
            note = how.format(effects=note, time=duration(ran.seconds))
            dot = "fill_ok" if ran.ok else "fill_bad"
        return {"id": name, "title": name, "note": note, "dot": dot}

    def _show(self, name: str) -> None:
        tool = self._tools.get(name)
        if tool is None:
            return
        self.detail.show_tool(name, tool)
        usable = tool if isinstance(tool, Tool) else None
        self._side.setVisible(usable is not None)
        self.try_tool.set_tool(usable, self._examples.get(name, {}))
        self._schema.show_tool(usable)

    def _note_run(self, name: str, done: Execution) -> None:
        self._ran[name] = done
        self._show_list()
        self.detail.show_network(self.try_tool.runner.network_off)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._rest.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._side.setMinimumWidth(_SIDE if wide else 0)
        self._side.setMaximumWidth(_SIDE if wide else 16777215)


def read_tool(written: dict[str, Any]) -> Tool | ToolError:
    """A tool as the project keeps it, or why it cannot be used."""
    try:
        return tool_from_json(written)
    except ToolError as error:
        return error


def _examples(store: Store, names: set[str]) -> dict[str, dict[str, Any]]:
    """Arguments to try each tool with: those of the first task whose solution calls it."""
    examples: dict[str, dict[str, Any]] = {}
    for task in store.tasks():
        for step in task.solution or ():
            for call in step:
                examples.setdefault(call.name, call.arguments)
        if names <= examples.keys():
            break
    return examples
