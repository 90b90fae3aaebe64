"""Finds calls in a model's text, as tools/tools.go finds them while the text streams in (rules 6, 11 and 12)."""

import json
from collections.abc import Iterator, Sequence
from typing import Any


class CallParser:
    """`tag` begins a call; `names` are those of the request's tools. Add the text piece by piece.

    Of a piece that has both content and calls, only the content counts: so does Ollama's chat.
    """

    def __init__(self, tag: str, names: Sequence[str]) -> None:
        self._tag, self._names = tag, names
        self._state = "looking"
        self._buffer = ""
        self._found = 0

    def add(self, piece: str) -> tuple[list[dict[str, Any]], str]:
        """The calls that are complete now, and the content that can be shown."""
        if self._state == "done":
            return [], piece
        self._buffer += piece
        content = ""
        if self._state == "looking":
            at, whole = self._find_tag()
            content, self._buffer = self._buffer[:at], self._buffer[at:]
            if self._tag in ("{", "[") and content.strip():
                self._state = "done"
                return [], content + self._buffer
            if not whole:
                return [], content
            self._state = "calling"
        calls = list(iter(self._call, None))
        if self._tag in ("{", "[") and self._closed():
            self._state = "done"
            content, self._buffer = self._buffer, ""
        return calls, content

    def rest(self) -> str:
        """What is shown at the end: nothing after a tag that led to no call, so that the text is swallowed (rule 12)."""
        return self._buffer if not self._found and self._tag in ("{", "[") else ""

    def _find_tag(self) -> tuple[int, bool]:
        at = self._buffer.find(self._tag)
        if at >= 0:
            return at, True
        for size in range(min(len(self._buffer), len(self._tag)), 0, -1):
            if self._buffer.endswith(self._tag[:size]):
                return len(self._buffer) - size, False
        return len(self._buffer), False

    def _call(self) -> dict[str, Any] | None:
        name, end = self._tool()
        if name is None:
            return None
        arguments, last = _arguments(name, self._buffer)
        if arguments is None:
            return None
        self._buffer = self._buffer[max(end, last) :]
        self._found += 1
        return {"function": {"index": self._found - 1, "name": name, "arguments": arguments}}

    def _tool(self) -> tuple[str | None, int]:
        """The first tool's name in the buffer, and where it ends; none while the buffer may end in a name half written."""
        if any(
            self._buffer.endswith(name[:size])
            for name in self._names
            for size in range(1, min(len(name), len(self._buffer) + 1))
        ):
            return None, 0
        found = [(at, -len(name), name) for name in self._names if (at := self._buffer.find(name)) >= 0]
        if not self._buffer or not found:
            return None, 0
        at, _, name = min(found)
        return name, at + len(name)

    def _closed(self) -> bool:
        opening, closing = self._tag, {"{": "}", "[": "]"}[self._tag]
        depth = 0
        for _, character in _outside_texts(self._buffer):
            depth += (character == opening) - (character == closing)
            if character == closing and depth == 0:
                return True
        return False


def _outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """The characters that are in no JSON text."""
    within = escaped = False
    for at, character in enumerate(text):
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"':
            within = not within
        elif not within:
            yield at, character


def _arguments(tool: str, text: str) -> tuple[dict[str, Any] | None, int]:
    """The first object that may be a tool's arguments, and where its last brace is."""
    depth, start = 0, -1
    for at, character in _outside_texts(text):
        if character == "{":
            start = at if depth == 0 else start
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0 and start >= 0:
                try:
                    value = json.loads(text[start : at + 1])
                except ValueError:
                    start = -1
                    continue
                found, arguments = _search(tool, value)
                return (arguments if found else value), at
            depth = max(depth, 0)
    return None, 0


def _search(tool: str, value: dict[str, Any]) -> tuple[bool, dict[str, Any] | None]:
    """Whether something in an object settles what the arguments are: a name without arguments does, and there is no call."""
    if "name" in value:
        for key in ("arguments", "parameters"):
            found = _object(value.get(key))
            if found is not None:
                return True, found
        return True, None
    found = _object(value.get(tool))
    if found is not None:
        return True, found
    for item in value.values():
        for child in item if isinstance(item, list) else [item]:
            if isinstance(child, dict):
                settled, arguments = _search(tool, child)
                if settled:
                    return True, arguments
    return False, None


def _object(value: Any) -> dict[str, Any] | None:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    return value if isinstance(value, dict) else None
