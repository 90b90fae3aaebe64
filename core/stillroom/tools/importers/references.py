"""JSON Schemas of others made ready for a tool: nothing in them refers elsewhere any more."""

import itertools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from stillroom.errors import ToolError
from stillroom.tools.words import shown

# What a model can still read by far; a schema whose parts hold each other again and again is refused instead of written out.
_MOST_PARTS = 5000
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")  # RFC 6901, section 4; so long a list is nowhere


def inlined(schema: Any, document: Any) -> Any:
    """The schema with what each `$ref` refers to in its place; where that holds itself, it ends as an object of any kind.

    Only places in `document` itself (`#/...`, RFC 6901) are followed: nothing is read from disk or fetched.

    Raises:
        ToolError: a reference leads elsewhere or nowhere, or all of it would be too large.
    """
    return _inlined(schema, document, (), itertools.count())


def _inlined(schema: Any, document: Any, inside: tuple[str, ...], parts: Iterator[int]) -> Any:
    if next(parts) > _MOST_PARTS:
        raise ToolError(
            "Too large", "Its parameters written out are too large for a model.", "Describe a smaller tool by hand."
        )
    if isinstance(schema, list):
        return [_inlined(item, document, inside, parts) for item in schema]
    if not isinstance(schema, dict):
        return schema
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if reference in inside:
            return {"type": "object"}
        found = _inlined(find(reference, document), document, (*inside, reference), parts)
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return found | _inlined(beside, document, inside, parts) if isinstance(found, dict) else found
    return {
        key: _inlined(value, document, inside, parts)
        for key, value in schema.items()
        if key not in ("$defs", "definitions")
    }


def find(reference: str, document: Any) -> Any:
    """What a reference refers to in `document`.

    Raises:
        ToolError: it leads elsewhere, or nowhere.
    """
    pointer = unquote(reference)
    if not pointer.startswith("#"):
        raise ToolError(
            "A reference leads elsewhere",
            f"It refers to {shown(reference)}, and only the document itself is read.",
            "Put everything into one document first, for example with: npx @redocly/cli bundle FILE",
        )
    place = document
    for part in pointer.split("/")[1:] or [pointer]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(place, list) and _INDEX.fullmatch(key) and int(key) < len(place):
            place = place[int(key)]
        elif isinstance(place, dict) and key in place:
            place = place[key]
        else:
            message = f"It refers to {shown(reference)}, which is not there."
            raise ToolError("A reference leads nowhere", message, "Correct the document.")
    return place


def references(value: Any) -> Iterator[str]:
    """Every `$ref` in a JSON value."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if isinstance(part.get("$ref"), str):
                yield part["$ref"]
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
