"""The store's queries of the project's tools, and of what models were told of them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from stillroom.conversation import ToolSpec, tool_set_digest
from stillroom.store.queries import Queries

_Row = tuple[str, int, str]


class Tools(Queries):
    """The part of a Store that keeps tools. Their code can be megabytes, and a window asks for them at every change.

    So they are read once, and again only where another process has written; one that is as it was is the very same object.
    Nobody changes one in place.
    """

    _kept: dict[_Row, dict[str, Any]]
    _kept_at: int | None

    def tools(self) -> list[dict[str, Any]]:
        """The project's tools in their order, each as it was written by `set_tools`."""
        version: int = self._value("PRAGMA data_version")
        if version != self._kept_at:
            self._keep(self._connection.execute("SELECT name, position, tool FROM tools ORDER BY position"))
            self._kept_at = version
        return list(self._kept.values())

    def set_tools(self, tools: Sequence[dict[str, Any]]) -> None:
        """Replace the project's tools, all or none. Those that `tools` gave and that stay where they are need no writing."""
        with self._transaction():
            texts = {id(tool): row[2] for tool, row in zip(self.tools(), self._kept, strict=True)}
            rows = [
                (tool["name"], position, texts.get(id(tool)) or json.dumps(tool)) for position, tool in enumerate(tools)
            ]
            gone = self._kept.keys() - set(rows)
            self._connection.executemany("DELETE FROM tools WHERE name = ?", [row[:1] for row in gone])
            new = [row for row in rows if row not in self._kept]
            self._connection.executemany("INSERT INTO tools VALUES (?, ?, ?)", new)
        self._keep(rows)

    def _keep(self, rows: Iterable[_Row]) -> None:
        known = {row[2]: tool for row, tool in self._kept.items()}
        self._kept = {row: known.get(row[2]) or json.loads(row[2]) for row in rows}

    def tool_set(self, digest: str) -> tuple[ToolSpec, ...]:
        row = self._one("SELECT tools FROM tool_sets WHERE digest = ?", digest)
        return msgspec.json.decode(row["tools"], type=tuple[ToolSpec, ...]) if row else ()

    def keep_tool_set(self, tools: Sequence[ToolSpec]) -> str:
        """Store what models are told of these tools, once, and return its digest."""
        digest = tool_set_digest(tools)
        text = msgspec.json.encode(tuple(tools)).decode()
        self._connection.execute("INSERT OR IGNORE INTO tool_sets VALUES (?, ?)", (digest, text))
        return digest
