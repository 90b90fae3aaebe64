"""What was found out about a tool, kept while the tool is the very same object: a page asks about all of them at every change."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def remembered(find: Callable[[dict[str, Any]], T]) -> Callable[[dict[str, Any]], T]:
    """The function, asked once for each tool as the project keeps it, which nobody changes in place. (Their code is long to compare.)"""
    known: dict[str, tuple[dict[str, Any], T]] = {}

    def found(tool: dict[str, Any]) -> T:
        name = str(tool.get("name"))
        if name not in known or known[name][0] is not tool:
            known[name] = (tool, find(tool))
        return known[name][1]

    return found
