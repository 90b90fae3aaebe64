"""JSON Schemas of others made ready for a tool: nothing in them refers elsewhere any more."""

from typing import Any

from stillroom.errors import ToolError
from stillroom.tools.words import shown


def inlined(schema: Any, document: Any, inside: tuple[str, ...] = ()) -> Any:
    """The schema with what each `$ref` refers to in its place; where that holds itself, it ends as an object of any kind.

    Only places in `document` itself (`#/...`, RFC 6901) are followed: nothing is read from disk or fetched.

    Raises:
        ToolError: a reference leads elsewhere, or nowhere.
    """
    if isinstance(schema, list):
        return [inlined(item, document, inside) for item in schema]
    if not isinstance(schema, dict):
        return schema
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if reference in inside:
            return {"type": "object"}
        found = inlined(find(reference, document), document, (*inside, reference))
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return found | inlined(beside, document, inside) if isinstance(found, dict) else found
    return {
        key: inlined(value, document, inside) for key, value in schema.items() if key not in ("$defs", "definitions")
    }


def find(reference: str, document: Any) -> Any:
    """What a reference refers to in `document`.

    Raises:
        ToolError: it leads elsewhere, or nowhere.
    """
    if not reference.startswith("#"):
        raise ToolError(
            "A reference leads elsewhere",
            f"It refers to {shown(reference)}, and only the document itself is read.",
            "Put everything into one document first, for example with: npx @redocly/cli bundle FILE",
        )
    place = document
    for part in reference.removeprefix("#").split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(place, list) and key.isdigit() and int(key) < len(place):
            place = place[int(key)]
        elif isinstance(place, dict) and key in place:
            place = place[key]
        else:
            raise ToolError(
                "A reference leads nowhere",
                f"It refers to {shown(reference)}, which is not there.",
                "Correct the document.",
            )
    return place
