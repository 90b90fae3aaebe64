"""Values as they are written in a field: text plainly, everything else as JSON."""

import json
from typing import Any

from stillroom.conversation import canonical_json, read_json

Schema = dict[str, Any]


def is_text(schema: Schema) -> bool:
    """Whether a value of this schema may be a text."""
    types = schema.get("type")
    return "string" in (types if isinstance(types, list) else [types])


def written(schema: Schema, value: Any) -> str:
    """A value as it stands in a field."""
    return value if isinstance(value, str) and (is_text(schema) or "enum" in schema) else canonical_json(value)


def read(schema: Schema, text: str) -> Any:
    """What is written as the value that the schema asks for; what does not fit stays a text, for the check to refuse."""
    for value in schema.get("enum", ()):
        if written(schema, value) == text:
            return value
    if is_text(schema):
        return text
    try:
        return read_json(text)
    except ValueError:
        return text


def read_list(text: str) -> list[Any]:
    """Values between commas, or one JSON list: `celsius, kelvin`, `1, 2, 3`, `["a, b", null]`."""
    try:
        if isinstance(listed := read_json(text), list):
            return listed
    except ValueError:
        pass
    return [_plain(part.strip()) for part in text.split(",") if part.strip()]


def written_list(values: list[Any]) -> str:
    """A list as `read_list` reads it: between commas where that says the same."""
    texts = [value if isinstance(value, str) else canonical_json(value) for value in values]
    plain = ", ".join(texts)
    return plain if read_list(plain) == values else json.dumps(values, ensure_ascii=False)


def _plain(text: str) -> Any:
    """A number, true, false or null where it reads as one; otherwise the text itself."""
    try:
        value = read_json(text)
    except ValueError:
        return text
    return text if isinstance(value, dict | list) else value
