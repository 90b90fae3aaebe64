"""How a tool of the project stands: whether it can be used, whether it ran, and what there is to say of it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from stillroom.errors import ToolError
from stillroom.store import Execution
from stillroom.tools import Advice, Tool, advise, tool_from_json
from stillroom.tools.placeholders import secrets_in
from stillroom_desktop.pages.builder.signature import renamed
from stillroom_desktop.remembered import remembered
from stillroom_desktop.widgets.call_card import duration
from stillroom_desktop.widgets.table import Row

translate = QCoreApplication.translate


@remembered
def read_tool(written: dict[str, Any]) -> Tool | ToolError:
    """A tool as the project keeps it, or why it cannot be used."""
    try:
        return tool_from_json(written)
    except ToolError as error:
        return error


def advice_on(name: str, usable: Sequence[Tool]) -> list[Advice]:
    """What could be better of a tool beside the others that can be used; of one that cannot be, its fault is said instead."""
    own = next((tool for tool in usable if tool.name == name), None)
    return advise(own, [tool for tool in usable if tool is not own]) if own else []


def warned(usable: Sequence[Tool]) -> frozenset[str]:
    """The names of those that there is a warning for."""
    return frozenset(
        tool.name for tool in usable if any(advice.level == "warn" for advice in advice_on(tool.name, usable))
    )


def asked_secrets(tools: Sequence[dict[str, Any]]) -> list[str]:
    """The names of the secrets that these tools ask for; code, which is long, asks for none."""
    return secrets_in([code for tool in tools if (code := tool["implementation"]).get("kind") != "python"])


def tool_row(tool: dict[str, Any], ran: str, last: Execution | None, advised: bool) -> Row:
    """The tool's entry in the list.

    Args:
        tool: as the project keeps it.
        ran: "well", "before" or "never", as `ToolBook.ran` says it.
        last: what came of its last try on this page, if there was one.
        advised: whether there is advice for it.
    """
    owner = tool["implementation"].get("owner", "")
    dot = "fill_warn" if advised or ran != "well" else "fill_ok"
    if isinstance(read_tool(tool), ToolError):
        note, dot = translate("ToolsPage", "Cannot be used yet"), "fill_bad"
    elif last and not last.ok:
        note, dot = translate("ToolsPage", "Failed"), "fill_bad"
    elif last and ran == "well":
        note = translate("ToolsPage", "Ran {time}").format(time=duration(last.seconds))
    else:
        note = {
            "well": translate("ToolsPage", "Ran well"),
            "before": translate("ToolsPage", "Changed since it ran"),
            "never": translate("ToolsPage", "Never ran yet"),
        }[ran]
    return {"id": tool["name"], "title": tool["name"], "note": f"{owner} · {note}" if owner else note, "dot": dot}


def free_name(name: str, taken: Sequence[str]) -> str:
    """The name, or with the first number behind it that makes it one of its own."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name[:58]}_{number}"
    return free


def duplicate(tool: dict[str, Any], taken: Sequence[str]) -> dict[str, Any]:
    """The tool once more under a name of its own. Its function gets that name too, so that the copy has code of its own."""
    name = free_name(tool["name"], taken)
    code = tool["implementation"]
    if code.get("kind") == "python" and not code.get("owner"):
        entry = free_name(code["entry"], taken)
        code = code | {"source": renamed(code["source"], code["entry"], entry), "entry": entry}
    return tool | {"name": name, "implementation": code}
