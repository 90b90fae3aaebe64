"""The buttons of the page Tools: where tools come from, and where they go."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from stillroom import place
from stillroom.errors import StillroomError
from stillroom.store import Store
from stillroom.tools import PACKAGES, StockTool, Tool, make, stock_tools, tool_from_json, tool_to_json
from stillroom.tools.importers import add_tools, to_openai, to_python
from stillroom_desktop.engine_words import said
from stillroom_desktop.pages.builder.draft_dialog import DraftDialog
from stillroom_desktop.pages.builder.import_dialog import ImportDialog
from stillroom_desktop.pages.builder.secrets_card import SecretDialog
from stillroom_desktop.pages.builder.tool_state import free_name
from stillroom_desktop.tool_book import ToolBook, Written
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.icons import icon
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.words import home_path
from stillroom_desktop.workspace import Workspace

_EXAMPLES = "tool_examples"


class ToolActions(QObject):
    """The buttons `undo`, `redo`, `more`, `bring` and `add`; `begin` is called with the kind of a tool that is to be written.

    `added` tells the name of a tool that came ready made or was imported.
    """

    added = Signal(str)

    def __init__(
        self,
        page: QWidget,
        workspace: Workspace,
        book: ToolBook,
        flush: Callable[[], None],
        begin: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._page, self._workspace, self._book, self._flush = page, workspace, book, flush
        self.undo = Button(self.tr("Undo"), "undo", kind="quiet")
        self.undo.clicked.connect(self.take_back)
        self.redo = Button("", "redo", kind="quiet", name=self.tr("Redo"))
        self.redo.clicked.connect(self.do_again)
        self.more = Button("", "more", kind="quiet", name=self.tr("Export"))
        menu = QMenu(page)
        menu.addAction(self.tr("Export the tools whole …"), partial(self._export, ".json", whole=True))
        menu.addAction(self.tr("Export their schemas as JSON …"), partial(self._export, ".json"))
        menu.addAction(self.tr("Export as a Python module …"), partial(self._export, ".py"))
        self.more.setMenu(menu)
        self.bring = Button(self.tr("Import"), "download")
        self.bring.setObjectName("import_open")
        self.bring.clicked.connect(self.open_import)
        self.add = Button(self.tr("Add a tool"), "plus", kind="primary")
        self.add.setObjectName("tool_add")
        self.menu = QMenu(page)
        for kind, sign, word in (
            ("python", "file", self.tr("Python function")),
            ("http", "external", self.tr("HTTP request")),
            ("command", "terminal", self.tr("Command line")),
            ("mcp", "disk", self.tr("Tool of an MCP server")),
        ):
            self.menu.addAction(icon(sign), word, partial(begin, kind))
        self.menu.addSeparator()
        self.menu.addAction(icon("lightbulb"), self.tr("Draft one from a sentence …"), self.open_draft)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Ready to use:")).setEnabled(False)
        for stock in stock_tools():
            action = self.menu.addAction(said(stock.title), partial(self.add_stock, stock))
            action.setToolTip(said(stock.sentence))
        self.menu.setToolTipsVisible(True)
        self.add.setMenu(self.menu)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return self.undo, self.redo, self.more, self.bring, self.add

    def refresh(self) -> None:
        """What can be done now."""
        back, again = self._book.undo_word, self._book.redo_word
        self.undo.setEnabled(bool(back))
        self.undo.setToolTip(self.tr("Undo: {what}").format(what=back) if back else "")
        self.redo.setEnabled(bool(again))
        self.redo.setToolTip(self.tr("Redo: {what}").format(what=again) if again else "")
        self.more.setEnabled(bool(self._book.tools))

    def take_back(self) -> None:
        """Undo the last change; what is being written counts as one."""
        self._flush()
        self._book.undo()

    def do_again(self) -> None:
        """Redo what was taken back last, unless something is being written."""
        self._flush()
        self._book.redo()

    # Stock tools

    def add_stock(self, stock: StockTool) -> None:
        """Add a ready tool, after asking for what it needs to know."""
        self._flush()
        answers = {}
        for name, question in stock.asks:
            answers[name] = QFileDialog.getExistingDirectory(self._page, said(question))
            if not answers[name]:
                return
        try:
            made = make(stock.key, answers)
        except StillroomError as error:
            self._workspace.failed.emit(error)
            return
        tools = self._book.tools
        for tool in made:
            written = tool_to_json(tool)
            tools = [*tools, written | {"name": free_name(tool.name, [each["name"] for each in tools])}]
        if self._book.set(tools, self.tr("add {name}").format(name=said(stock.title))):
            self._need(stock.packages)
            self.added.emit(tools[-len(made)]["name"])

    def _need(self, packages: Sequence[str]) -> None:
        listed = self._workspace.store.fact(PACKAGES, [])
        if new := [package for package in packages if package not in listed]:
            self._workspace.store.set_fact(PACKAGES, [*listed, *new])
            self._workspace.touch()

    # Import

    def open_import(self) -> None:
        """Ask for a source and what to take of it."""
        self._flush()
        ImportDialog(self._page.window(), self._book.names, self._take).open()

    def _take(self, tools: list[Tool]) -> None:
        written = add_tools(self._book.tools, tools, replace=True)
        if self._book.set(written, self.tr("import %n tool(s)", "", len(tools)), own=False) and tools:
            self.added.emit(tools[0].name)

    # A draft

    def open_draft(self) -> None:
        """Let the teacher draft a tool from a sentence."""
        self._flush()
        DraftDialog(self._page.window(), self._workspace, self._book.names, self._keep_draft).open()

    def _keep_draft(self, tool: Written, examples: list[dict[str, Any]]) -> bool:
        """Whoever keeps it has seen what it does: then it is as trusted as what they wrote themselves. Whether it could be kept."""
        kept = self._book.set([*self._book.tools, tool], self.tr("add {name}").format(name=tool["name"]))
        if kept:
            known = drafted_examples(self._workspace.store)
            self._workspace.store.set_fact(_EXAMPLES, known | {tool["name"]: examples})
            self.added.emit(tool["name"])
        return kept

    def ask_secret(self, chosen: Callable[[str], None]) -> None:
        """Let the user name a secret."""
        SecretDialog(self._page.window(), "", chosen).open()

    # Export

    def _export(self, ending: str, *, whole: bool = False) -> None:
        self._flush()
        kinds = {".json": "JSON (*.json)", ".py": "Python (*.py)"}
        path, _ = QFileDialog.getSaveFileName(self._page, self.tr("Export the tools"), f"tools{ending}", kinds[ending])
        if path:
            self.write(Path(path), ending, whole=whole)

    def write(self, path: Path, ending: str, *, whole: bool = False) -> None:
        """Write the tools: as one Python module where `ending` says so, otherwise their schemas, or all of them with `whole`.

        Where the file does not end so it gets that ending, and then nothing is written over: nobody was asked.
        """
        try:
            if path.suffix != ending:
                path = path.with_name(f"{path.name}{ending}")
                place.check_free(path)
            tools = [tool_from_json(tool) for tool in self._book.tools]
            left: list[str] = []
            if ending == ".py":
                made = to_python(tools)
                text = made.text
                left = [f"{name}: {said(why)}" for name, why in (*made.skipped, *made.notes)]
            else:
                written = [tool_to_json(tool) for tool in tools] if whole else to_openai(tools)
                text = json.dumps(written, ensure_ascii=False, indent=2) + "\n"
            with place.whole(path, len(text)) as unfinished:
                unfinished.write_text(text, encoding="utf-8", newline="\n")
        except StillroomError as error:
            self._workspace.failed.emit(error)
            return
        words = "\n".join([home_path(path), *left])
        dialog = MessageDialog(
            self._page.window(), self.tr("The tools are written"), words, icon="check_circle", role="ok"
        )
        dialog.setObjectName("exported")
        dialog.add_button(self.tr("Close"), kind="primary")
        dialog.open()


def drafted_examples(store: Store) -> dict[str, list[dict[str, Any]]]:
    """The arguments of calls that tools of the project were drafted with. In one of someone else's they may be anything."""
    known = store.fact(_EXAMPLES)
    try:
        return msgspec.convert(known or {}, dict[str, list[dict[str, Any]]])
    except msgspec.ValidationError:
        return {}
