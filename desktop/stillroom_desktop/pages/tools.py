"""The page Tools: what the agent can do, each tool in a form to change, and beside it a place to try it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.errors import ToolError
from stillroom.store import Execution, Store
from stillroom.tools import RAN, Tool
from stillroom_desktop.background import Background
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.builder.packages_card import PackagesCard
from stillroom_desktop.pages.builder.schema_card import SchemaCard
from stillroom_desktop.pages.builder.secrets_card import SecretsCard
from stillroom_desktop.pages.builder.tool_actions import ToolActions, drafted_examples
from stillroom_desktop.pages.builder.tool_editor import ToolEditor, new_tool
from stillroom_desktop.pages.builder.tool_list import ToolList, in_sets
from stillroom_desktop.pages.builder.tool_state import (
    advice_on,
    asked_secrets,
    duplicate,
    free_name,
    read_tool,
    tool_row,
    warned,
)
from stillroom_desktop.pages.builder.try_tool import RUN, TryTool
from stillroom_desktop.pages.page import Page
from stillroom_desktop.steps import StepKey
from stillroom_desktop.theme import GAP
from stillroom_desktop.tool_book import ToolBook, Written
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import EmptyState, Notice
from stillroom_desktop.workspace import Workspace

_LIST, _SIDE = 206, 330
_WIDE = 1080  # the page's width from which the card to try a tool stands beside the tool, and not below it


class ToolsPage(Page):
    """The tools of the project, one of them to change. Every change is kept at once, and can be taken back."""

    key: StepKey = "tools"
    follows = ("packages",)
    undoes = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Tools"),
            self.tr("What your agent can do. Each tool runs in a sandbox; try it once before a model does."),
        )
        self.book = ToolBook(workspace)
        self._current = ""
        self._drawn = False
        self._ran: Any = None  # what the project keeps of it
        self._examples: dict[str, list[dict[str, Any]]] = {}
        self._usable: list[Tool] = []
        self._warned: frozenset[str] = frozenset()  # the names of tools that there is a warning for
        self._adviser = Background(self, daemon=True)
        self._adviser.done.connect(self._show_warned)
        self._tried: dict[str, Execution] = {}  # the last try of each, here
        self.list = ToolList()
        self.list.entries.selected_row.connect(self._choose)
        self.list.asked.connect(self._do)
        self.editor = ToolEditor()
        self.menus = ToolActions(self, workspace, self.book, self.editor.flush, self.make)
        self.menus.added.connect(self._show_added)
        self.editor.changed.connect(self._take)
        self.editor.request.secret_asked.connect(self.menus.ask_secret)
        self.try_tool = TryTool()
        self.try_tool.about_to_run.connect(self.editor.flush)
        self.try_tool.ran.connect(self._note_run)
        run = QShortcut(RUN, self)
        run.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        run.activated.connect(self.try_tool.run_or_stop)
        self.schema = SchemaCard()
        self.packages = PackagesCard(workspace)
        self.secrets = SecretsCard()
        self.set_buttons(*self.menus.buttons)
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
        see = Button(self.tr("What would run"), kind="quiet")
        see.setObjectName("trust_what")
        see.clicked.connect(lambda: workspace.trust_asked.emit(lambda: None))
        self._notice.add_button(see)
        self._first = Button(self.tr("Write a Python function"), "plus")
        self._first.clicked.connect(lambda: self.make("python"))
        self.book.changed.connect(self._draw)
        workspace.closing.connect(self.editor.flush)
        self._lay_out_tools()

    def _lay_out_tools(self) -> None:
        self.list.setFixedWidth(_LIST)
        side = QWidget()
        self._side = side
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP)
        beside.addWidget(self.try_tool)
        beside.addWidget(self.schema, 1)
        beside.addWidget(self.packages)
        beside.addWidget(self.secrets)
        self._rest = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest.setSpacing(GAP)
        self._rest.addWidget(self.editor, 1)
        self._rest.addWidget(side)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.list)
        row.addLayout(self._rest, 1)
        empty = EmptyState(
            "tools",
            self.tr("No tools yet"),
            self.tr(
                "A tool is something that your agent can do: a Python function, a request to a server, a program. Write one,"
                " take a ready one, or import what you have."
            ),
            self._first,
        )
        self._empty, self._content = empty, content
        for part in (self._notice, empty, content):
            self.body.addWidget(part, 0 if part is self._notice else 1)

    # What is shown

    def refresh(self) -> None:
        there = self.workspace.project is not None
        changed = self.book.look()
        ran = self.workspace.store.fact(RAN) if there else None
        self._show_trust()
        self.packages.refresh()
        self.try_tool.set_packages(self.workspace.store.fact("packages", []) if there else [])
        if changed or not self._drawn:
            self._drawn = True
            self._tried = {}
            self._examples = _examples(self.workspace.store, set(self.book.names)) if there else {}
            self._draw()
        elif ran != self._ran:  # by a job, meanwhile
            self._show_list()
        self._ran = ran

    def _show_trust(self) -> None:
        trusted = self.workspace.trusted
        self._notice.setVisible(self.workspace.project is not None and not trusted)
        self.try_tool.set_trusted(trusted)

    def _draw(self) -> None:
        tools = in_sets(self.book.tools)
        self._empty.setVisible(not tools)
        self._content.setVisible(bool(tools))
        self.menus.refresh()
        self._show_trust()
        self._look_at_all()
        self.secrets.set_names(asked_secrets(tools))
        self.list.entries.blockSignals(True)  # new rows make the old one current first
        self._show_list()
        self.list.entries.blockSignals(False)
        if self._current not in self.book.names:
            self._current = tools[0]["name"] if tools else ""
        if self._current:
            self.list.entries.select(self._current)
            self._show_tool()

    def _show_list(self) -> None:
        ran = self.book.all_ran()
        self.list.show_rows(
            [
                tool_row(
                    tool,
                    ran[tool["name"]],
                    self._tried.get(tool["name"]),
                    advised=tool["name"] in self._warned,
                )
                for tool in in_sets(self.book.tools)
            ]
        )

    def _look_at_all(self) -> None:
        """Find which tools there is a warning for, beside the window: each is compared with all others."""
        self._usable = [read for tool in self.book.tools if isinstance(read := read_tool(tool), Tool)]
        self._adviser.call(partial(warned, self._usable))

    def _show_warned(self, names: object) -> None:
        if isinstance(names, frozenset) and names != self._warned:
            self._warned = names
            self._show_list()

    def _choose(self, name: str) -> None:
        if name and name != self._current:
            self.editor.flush()
            self._current = name if name in self.book.names else self._current
            self._show_tool()

    def _show_tool(self) -> None:
        tool = self.book.tool(self._current)
        if tool is None:
            return
        read = read_tool(tool)
        self.editor.show_tool(tool, [name for name in self.book.names if name != self._current], self._sharers(tool))
        self.editor.show_state(read, advice_on(tool["name"], self._usable))
        self.schema.show_tool(tool)
        usable = None if isinstance(read, ToolError) else read
        self.try_tool.set_tool(tool, usable, self._examples.get(self._current, []))

    def _show_added(self, name: str) -> None:
        self._examples = _examples(self.workspace.store, set(self.book.names))
        self.list.entries.select(name)

    def _sharers(self, tool: Written) -> list[str]:
        """The other tools that are written in the very same module."""
        source = tool["implementation"].get("source")
        return [
            other["name"]
            for other in self.book.tools
            if source and other["name"] != tool["name"] and other["implementation"].get("source") == source
        ]

    # What is changed

    def _take(self, tool: Written, part: str) -> None:
        """Keep the tool as it is written now. Code that others have too is changed for them as well."""
        name = self._current
        before = self.book.tool(name)
        if before is None:
            return
        sharers = self._sharers(before)
        source = tool["implementation"].get("source")
        tools = []
        for other in self.book.tools:
            if other["name"] == name:
                tools.append(tool)
            elif other["name"] in sharers and source:
                tools.append(other | {"implementation": other["implementation"] | {"source": source}})
            else:
                tools.append(other)
        self._current = tool["name"]
        self._tried.pop(name, None)
        done = self.tr("change {name}").format(name=name)
        if tool["name"] != name:
            self.book.rename(name, tools, tool["name"], done)
        else:
            self.book.set(tools, done, part=f"{name}.{part}")

    def make(self, kind: str) -> None:
        """Add a tool to be written."""
        self.editor.flush()
        name = free_name("new_tool", self.book.names)
        self._current = name
        self.book.set([*self.book.tools, new_tool(kind, name)], self.tr("add {name}").format(name=name))
        self.editor.name.setFocus()
        self.editor.name.selectAll()

    def _do(self, what: str) -> None:
        self.editor.flush()
        tools, name = in_sets(self.book.tools), self._current
        place = next((at for at, tool in enumerate(tools) if tool["name"] == name), None)
        if place is None:
            return
        match what:
            case "remove":
                left = [tool for tool in tools if tool["name"] != name]
                self._current = left[min(place, len(left) - 1)]["name"] if left else ""
                self.book.set(left, self.tr("remove {name}").format(name=name))
            case "duplicate":
                copy = duplicate(tools[place], self.book.names)
                self._current = copy["name"]
                tools.insert(place + 1, copy)
                self.book.set(tools, self.tr("duplicate {name}").format(name=name))
            case "up" | "down":
                to = place + (1 if what == "down" else -1)
                if 0 <= to < len(tools):
                    tools.insert(to, tools.pop(place))
                    self.book.set(tools, self.tr("move {name}").format(name=name))

    def _note_run(self, name: str, done: Execution) -> None:
        self._tried[name] = done
        if done.ok:
            self.book.note_run(name)
        self.editor.code.show_run_line(done.line or None)
        self._show_list()

    def follow(self, job: RunningJob) -> None:
        self.packages.follow(job)

    def undo(self) -> None:
        self.menus.take_back()

    def redo(self) -> None:
        self.menus.do_again()

    # Events

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        if self.workspace.project:
            self.editor.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._rest.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._side.setMinimumWidth(_SIDE if wide else 0)
        self._side.setMaximumWidth(_SIDE if wide else 16777215)


def _examples(store: Store, names: set[str]) -> dict[str, list[dict[str, Any]]]:
    """Arguments to try each tool with: those that it was drafted with, or else of the first task whose solution calls it."""
    examples = drafted_examples(store)
    for task in store.tasks():
        for step in task.solution or ():
            for call in step:
                examples.setdefault(call.name, [call.arguments])
        if names <= examples.keys():
            break
    return examples
