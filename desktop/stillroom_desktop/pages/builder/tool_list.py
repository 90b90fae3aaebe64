"""The list of the project's tools: filtered, in an order of the user's own, stateful tool sets together."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout

from stillroom_desktop.widgets.basic import Button, HairLine
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import SearchField
from stillroom_desktop.widgets.entries import EntryList
from stillroom_desktop.widgets.table import Row

_FILTERED = 6  # tools, from which on there is a field to find one


class ToolList(Card):
    """The names, with how each stands. `asked` tells what is to be done with the one that is chosen: a word of `ACTIONS`."""

    asked = Signal(str)

    ACTIONS = ("up", "down", "duplicate", "remove")

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("ToolList", "Tools"), flush=True)
        self.search = SearchField(self.tr("Find"))
        self.search.setAccessibleName(self.tr("Find a tool"))
        self.entries = EntryList(self.tr("Tools"), mono=True)
        self.search.changed.connect(self.entries.filter_text)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 8)
        top.addWidget(self.search)
        acts = QHBoxLayout()
        acts.setContentsMargins(12, 6, 12, 6)
        acts.setSpacing(4)
        self.buttons: dict[str, Button] = {}
        for what, icon, word, keys in (
            ("up", "chevron_up", self.tr("Move up"), "Alt+Up"),
            ("down", "chevron_down", self.tr("Move down"), "Alt+Down"),
            ("duplicate", "copy", self.tr("Duplicate"), "Ctrl+D"),
            ("remove", "trash", self.tr("Remove"), "Del"),
        ):
            self.buttons[what] = button = Button("", icon, kind="quiet", small=True, name=word)
            button.clicked.connect(self._ask(what))
            acts.addWidget(button)
            action = QAction(word, self.entries)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self._ask(what))
            self.entries.addAction(action)
        acts.addStretch(1)
        self.body.setSpacing(0)
        self.body.addLayout(acts)
        self.body.addLayout(top)
        self.body.addWidget(HairLine())
        self.body.addWidget(self.entries, 1)

    def _ask(self, what: str) -> Callable[..., None]:
        return lambda *_: self.asked.emit(what)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these entries; a filter is offered where there are many."""
        self.set_note(str(len(rows)))
        self.search.setVisible(len(rows) >= _FILTERED or bool(self.search.text()))
        self.entries.set_rows(rows)


def in_sets(tools: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tools in their order, those of one stateful tool set behind its first one."""
    placed: dict[Any, list[dict[str, Any]]] = {}
    for tool in tools:
        placed.setdefault(set_of(tool) or tool["name"], []).append(tool)
    return [tool for group in placed.values() for tool in group]


def set_of(tool: dict[str, Any]) -> tuple[str, str] | None:
    """The stateful tool set that it belongs to: class and code; None where it stands alone."""
    code = tool["implementation"]
    owner = code.get("owner") if isinstance(code, dict) else ""
    return (owner, code.get("source", "")) if owner else None
