"""The project's tools as the page Tools changes them: kept at once, and every change can be taken back."""

import time
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from stillroom.tools import RAN, Tool, note_ran, run_digest, tools_that_ran
from stillroom_desktop.remembered import remembered
from stillroom_desktop.workspace import Workspace

Written = dict[str, Any]
"""A tool as the project keeps it."""

Step = tuple[str, list[Written], dict[str, str]]
"""What was done, in words; the tools without it, or with it again; and which had run well then."""

_TOGETHER = 3.0  # seconds between two changes of the same part of a tool that are taken back together


class ToolBook(QObject):
    """The tools in their order, how they were before, and how they were until a change was taken back.

    `changed` tells that there are others.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.tools: list[Written] = []
        self._before: list[Step] = []
        self._after: list[Step] = []
        self._last: tuple[str, float] = ("", 0.0)

    def look(self) -> bool:
        """Read the tools; whether they are others than before, which then cannot be taken back."""
        tools = list(map(_shaped, self._workspace.store.tools())) if self._workspace.project else []
        if tools == self.tools:
            return False
        self.tools = tools
        self._before.clear()
        self._after.clear()
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
        self._after.clear()
        self._last = (part, now)
        self.changed.emit()
        self._workspace.touch()
        return True

    @property
    def undo_word(self) -> str:
        """What Undo would take back; "" if there is nothing."""
        return self._before[-1][0] if self._before else ""

    @property
    def redo_word(self) -> str:
        """What Redo would do again; "" if there is nothing."""
        return self._after[-1][0] if self._after else ""

    def undo(self) -> None:
        """Take the last change back. That trusts nothing: what was trusted before is so still, by its digest."""
        self._go(self._before, self._after)

    def redo(self) -> None:
        """Do again what was taken back last. That trusts nothing either."""
        self._go(self._after, self._before)

    def _go(self, way: list[Step], back: list[Step]) -> None:
        if not way:
            return
        what, tools, ran = way[-1]
        now = (what, self.tools, self._ran())
        if self._keep(tools, own=False):
            way.pop()
            back.append(now)
            self._last = ("", 0.0)
            self._workspace.store.set_fact(RAN, ran)
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
        return self.all_ran().get(name, "never")

    def all_ran(self) -> dict[str, str]:
        """The same of all tools, by their names."""
        known = self._ran()
        return {tool["name"]: _standing(tool, known.get(tool["name"])) for tool in self.tools}

    def note_run(self, name: str) -> None:
        """A tool ran well."""
        if tool := self.tool(name):
            note_ran(self._workspace.store, [tool])

    def rename(self, before: str, tools: list[Written], after: str, what: str) -> None:
        """Keep these tools, in which one has another name. What ran well under the old one counts as that under the new one."""
        ran = self.ran(before)
        if self.set(tools, what) and ran == "well":
            self.note_run(after)

    def _ran(self) -> dict[str, str]:
        return tools_that_ran(self._workspace.store) if self._workspace.project else {}


_digest = remembered(run_digest)


def _standing(tool: Written, ran: str | None) -> str:
    if ran is None:
        return "never"
    return "well" if ran == _digest(tool) else "before"


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
