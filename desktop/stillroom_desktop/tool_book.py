"""The project's tools as the page Tools changes them: kept at once, and every change can be taken back."""

import hashlib
import json
import time
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from stillroom.tools import Tool
from stillroom_desktop.workspace import Workspace

Written = dict[str, Any]
"""A tool as the project keeps it."""

_RAN = "tools_ran"
_TOGETHER = 3.0  # seconds between two changes of the same part of a tool that are taken back together


class ToolBook(QObject):
    """The tools in their order, and how they were before. `changed` tells that there are others."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.tools: list[Written] = []
        self._before: list[tuple[str, list[Written], dict[str, str]]] = []
        self._last: tuple[str, float] = ("", 0.0)

    def look(self) -> bool:
        """Read the tools; whether they are others than before, which then cannot be taken back."""
        tools = list(map(_shaped, self._workspace.store.tools())) if self._workspace.project else []
        if tools == self.tools:
            return False
        self.tools = tools
        self._before.clear()
        return True

    def tool(self, name: str) -> Written | None:
        return next((tool for tool in self.tools if tool["name"] == name), None)

    @property
    def names(self) -> list[str]:
        return [tool["name"] for tool in self.tools]

    # Changes

    def set(self, tools: list[Written], what: str, *, part: str = "", own: bool = True) -> bool:
        """Keep these tools instead; `what` was done, in words. False where they cannot be kept, which is told.

        `part` names what was changed: quick changes of the same part are taken back together. Tools that are not the
        user's `own` have to be trusted first.
        """
        if tools == self.tools:
            return True
        before, ran = self.tools, self._ran()
        if not self._keep(tools, own=own):
            return False
        now = time.monotonic()
        if not (part and part == self._last[0] and now - self._last[1] < _TOGETHER and self._before):
            self._before.append((what, before, ran))
        self._last = (part, now)
        self.changed.emit()
        self._workspace.touch()
        return True

    @property
    def undo_word(self) -> str:
        """What Undo would take back; "" if there is nothing."""
        return self._before[-1][0] if self._before else ""

    def undo(self) -> None:
        """Take the last change back. That trusts nothing: what was trusted before is so still, by its digest."""
        if self._before:
            _, tools, ran = self._before[-1]
            if self._keep(tools, own=False):
                self._before.pop()
                self._last = ("", 0.0)
                self._workspace.store.set_fact(_RAN, ran)
                self.changed.emit()
                self._workspace.touch()

    def _keep(self, tools: list[Written], *, own: bool) -> bool:
        if not self._workspace.set_tools(tools, own=own):
            return False
        self.tools = tools
        return True

    # What ran

    def ran(self, name: str) -> str:
        """How a tool stands: "well" if it ran as it is now, "before" if it was changed since, "never"."""
        tool = self.tool(name)
        known = self._ran().get(name)
        if tool is None or known is None:
            return "never"
        return "well" if known == _digest(tool) else "before"

    def note_run(self, name: str) -> None:
        """A tool ran well."""
        if tool := self.tool(name):
            self._workspace.store.set_fact(_RAN, self._ran() | {name: _digest(tool)})

    def rename(self, before: str, tools: list[Written], after: str, what: str) -> None:
        """Keep these tools, in which one has another name. What ran well under the old one counts as that under the new one."""
        ran = self.ran(before)
        if self.set(tools, what) and ran == "well":
            self.note_run(after)

    def _ran(self) -> dict[str, str]:
        known = self._workspace.store.fact(_RAN, {}) if self._workspace.project else {}
        return dict(known) if isinstance(known, dict) else {}


def _shaped(tool: Written) -> Written:
    """The tool with all that a form shows. In a project of someone else's a field may be missing, or be no such thing at all."""
    if _fits(tool):
        return tool
    shaped: Written = {
        "name": str(tool["name"]),
        "description": "",
        "parameters": {"type": "object", "properties": {}},
        "implementation": {"kind": "none"},
    }
    for field, value in tool.items():
        if _fits(shaped | {field: value}):
            shaped[field] = value
    return shaped


def _fits(tool: Written) -> bool:
    try:
        msgspec.convert(tool, Tool)
    except msgspec.ValidationError:
        return False
    return True


def _digest(tool: Written) -> str:
    """What a run depends on. Not by `conversation.digest`, which refuses half a surrogate pair: a tool may come from anyone."""
    parts = [tool["parameters"], tool["implementation"], tool.get("network"), tool.get("folders")]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
