"""`{name}` in a request or a command line stands for an argument of the call, `{secret:NAME}` for a secret of the user's.

`{{name}}` is the text {name} itself. A text that is nothing but `{name}` becomes the argument with its type; in a longer one an
argument is written as it is if it is a text, as JSON otherwise. A text that asks for arguments, none of which was given, is left
out with the list item or member that it is; where some were given, the others are empty.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from stillroom.conversation import canonical_json
from stillroom.errors import ToolError
from stillroom.tools.words import shown

_NAME = r"[A-Za-z_][A-Za-z0-9_.\-]*"
_PLACEHOLDER = re.compile(rf"\{{(?P<literal>\{{{_NAME}\}})\}}|\{{secret:(?P<secret>{_NAME})\}}|\{{(?P<name>{_NAME})\}}")


def names_in(template: Any) -> list[str]:
    """The arguments that a template (a text, or a JSON value with texts in it) asks for, each once."""
    return _found(template, "name")


def secrets_in(template: Any) -> list[str]:
    """The secrets that a template asks for, each once."""
    return _found(template, "secret")


def check_secret_name(name: str) -> None:
    """Raise of a name that `{secret:NAME}` cannot ask for.

    Raises:
        ToolError: it says what such a name is.
    """
    if not re.fullmatch(_NAME, name):
        raise ToolError(
            "No name of a secret",
            f"{shown(name)} cannot be the name of a secret.",
            "Write letters from a to z, digits, and the signs _ . - alone, and begin with a letter or _.",
        )


def fill(
    template: Any, arguments: dict[str, Any], secrets: dict[str, str] | None = None, quote: Callable[[str], str] = str
) -> Any:
    """The template with arguments and secrets in it; `msgspec.UNSET` where all of it is left out.

    All is filled in one pass, so that no argument can ask for a secret. `quote` escapes each argument within a longer text.
    Without `secrets`, what stands for one stays as it is.

    Raises:
        KeyError: a secret is not among `secrets`.
    """
    match template:
        case str():
            return _fill_text(template, arguments, secrets, quote)
        case dict():
            members = ((key, fill(value, arguments, secrets, quote)) for key, value in template.items())
            return {key: value for key, value in members if value is not msgspec.UNSET}
        case list() | tuple():
            items = (fill(item, arguments, secrets, quote) for item in template)
            return [item for item in items if item is not msgspec.UNSET]
    return template


def with_defaults(parameters: dict[str, Any], arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments, with the schema's defaults for those that were not given."""
    properties = parameters.get("properties", {})
    defaults = {
        name: schema["default"]
        for name, schema in properties.items()
        if isinstance(schema, dict) and "default" in schema
    }
    return defaults | arguments


def in_text(value: Any) -> str:
    """An argument as it stands within a text."""
    return value if isinstance(value, str) else canonical_json(value)


def _fill_text(
    text: str, arguments: dict[str, Any], secrets: dict[str, str] | None, quote: Callable[[str], str]
) -> Any:
    names = names_in(text)
    if names and not any(name in arguments for name in names):
        return msgspec.UNSET
    if names and text == f"{{{names[0]}}}":
        return arguments[names[0]]

    def replace(found: re.Match[str]) -> str:
        if found["literal"]:
            return found["literal"]
        if found["secret"]:
            return found[0] if secrets is None else secrets[found["secret"]]
        return quote(in_text(arguments[found["name"]])) if found["name"] in arguments else ""

    return _PLACEHOLDER.sub(replace, text)


def _found(template: Any, kind: str) -> list[str]:
    found = (each[kind] for text in _texts(template) for each in _PLACEHOLDER.finditer(text))
    return list(dict.fromkeys(filter(None, found)))


def _texts(template: Any) -> Iterator[str]:
    match template:
        case str():
            yield template
        case dict():
            for value in template.values():
                yield from _texts(value)
        case list() | tuple():
            for value in template:
                yield from _texts(value)
