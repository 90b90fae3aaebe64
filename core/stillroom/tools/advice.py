"""Advice on a tool: what a small model is likely to handle badly, before any training shows it.

What Ollama drops of a schema is what its Go types leave out (api/types.go, ToolFunctionParameters and ToolProperty), and so what
our templates leave out in training too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from stillroom.tools.placeholders import names_in
from stillroom.tools.tool import CommandLine, HttpRequest, Tool, Unattached

_VAGUE = frozenset((
    "action", "api", "call", "do", "exec", "execute", "function", "get", "handle", "helper",
    "main", "method", "my_tool", "process", "query", "run", "task", "test", "tool", "tool_call",
))  # fmt: skip
_LONG_NAME = 40
_LONG_DESCRIPTION = 600
_NEAR_NAME = 92.0  # of 100; encrypt_text and decrypt_text are 91 alike
_NEAR_DESCRIPTION = 88.0
_MANY_PARAMETERS = 8
_MANY_VALUES = 30
_DEEP = 2
_SHAPE_KEYS = ("$ref", "oneOf", "allOf", "const", "not", "if", "prefixItems", "patternProperties")
_BOUND_KEYS = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format",
    "minItems", "maxItems", "uniqueItems", "example", "examples",
)  # fmt: skip


class Advice(msgspec.Struct, frozen=True):
    """One thing to better. `field` is the tool's field, or a parameter as `parameters.path.of.names`; `text` says what and why.

    A warning is likely to cost right calls; an info may.
    """

    level: Literal["warn", "info"]
    field: str
    text: str


def advise(tool: Tool, others: Sequence[Tool]) -> list[Advice]:
    """What could be better of a tool beside the `others` of its project, warnings first."""
    found = [
        *_on_name(tool, others),
        *_on_description(tool, others),
        *_on_parameters(tool),
        *_on_implementation(tool),
    ]
    return sorted(found, key=lambda advice: advice.level == "info")


def _on_name(tool: Tool, others: Sequence[Tool]) -> Iterator[Advice]:
    from rapidfuzz.fuzz import ratio

    name = tool.name
    if name.lower().strip("_") in _VAGUE or len(name) < 3:
        yield _warn(
            "name",
            f"{name} says little, and models choose by it: name what is done to what, as encrypt_text does.",
        )
    if name.startswith("_") or "__" in name:
        yield _warn(
            "name", "Models tend to drop an underscore at the beginning, and one of two: use single ones between words."
        )
    if len(name) > _LONG_NAME:
        yield _warn(
            "name", f"The name has {len(name)} characters: small models misspell long names. Two or three words do."
        )
    for other in others:
        if _letters(name) == _letters(other.name) or ratio(_letters(name), _letters(other.name)) >= _NEAR_NAME:
            yield _warn(
                "name", f"{name} and {other.name} are nearly the same name: a small model takes one for the other."
            )


def _on_description(tool: Tool, others: Sequence[Tool]) -> Iterator[Advice]:
    from rapidfuzz.fuzz import ratio

    words = re.findall(r"\w+", tool.description)
    if len(words) < 3 or _letters(tool.description) == _letters(tool.name):
        yield _warn(
            "description",
            "The description says hardly more than the name: a model chooses by a sentence on what the tool does.",
        )
    if len(tool.description) > _LONG_DESCRIPTION:
        yield _info(
            "description",
            f"The description has {len(tool.description)} characters, and the model reads all of it with every prompt.",
        )
    for other in others:
        if ratio(tool.description.lower(), other.description.lower()) >= _NEAR_DESCRIPTION:
            yield _warn(
                "description",
                f"It is nearly the description of {other.name}: say in what they differ, or a model takes one for the other.",
            )


def _on_parameters(tool: Tool) -> Iterator[Advice]:
    properties = tool.parameters.get("properties", {})
    if len(properties) > _MANY_PARAMETERS:
        yield _warn(
            "parameters",
            f"{len(properties)} parameters are many for a small model: could it be two tools, or do some never change?",
        )
    if lost := [key for key in (*_SHAPE_KEYS, "anyOf") if key in tool.parameters]:
        yield _warn(
            "parameters",
            f"Ollama drops {lost[0]} here, so the model is not told: write what it says into the description.",
        )
    for name, schema in properties.items():
        yield from _on_parameter(f"parameters.{name}", name, schema, 1)


def _on_parameter(field: str, name: str, schema: Any, depth: int) -> Iterator[Advice]:
    if not isinstance(schema, dict):
        yield _warn(field, f"{name} has no type, so a model guesses what to write.")
        return
    kinds = schema.get("type", ())
    described = bool(str(schema.get("description", "")).strip())
    if not kinds and "enum" not in schema and "anyOf" not in schema:
        yield _warn(field, f"{name} has no type that the model is told, so it guesses what to write.")
    if not described and "enum" not in schema:
        level = _warn if len(name) < 3 or kinds in ("array", "object") else _info
        yield level(field, f"{name} has no description: one with an example shows a model what to write.")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        yield _info(
            field,
            f"{name} is an unusual name: models write those of letters, digits and single underscores most surely.",
        )
    if lost := [key for key in _SHAPE_KEYS if key in schema]:
        yield _warn(
            field,
            f"Ollama drops {lost[0]}, so the model is not told what {name} may be: write its type, or an enum of its values.",
        )
    if lost := [key for key in _BOUND_KEYS if key in schema]:
        yield _info(
            field, f"Ollama drops {' and '.join(lost)}: if the model needs it for {name}, say it in the description."
        )
    if len(schema.get("enum", ())) > _MANY_VALUES:
        yield _info(field, f"{name} has {len(schema['enum'])} values, which the model reads with every prompt.")
    if kinds == "array" and not schema.get("items"):
        yield _warn(field, f"{name} does not say what its items are, so a model guesses.")
    if kinds == "object":
        inner = schema.get("properties", {})
        if not inner:
            yield _warn(field, f"{name} does not say what is in it, so a model guesses.")
        elif depth > _DEEP:
            yield _warn(
                field,
                f"{name} lies {depth} levels deep: small models lose count of brackets. Fewer levels are called more surely.",
            )
        for each, part in inner.items():
            yield from _on_parameter(f"{field}.{each}", each, part, depth + 1)


def _on_implementation(tool: Tool) -> Iterator[Advice]:
    code = tool.implementation
    if isinstance(code, Unattached):
        yield _warn(
            "implementation",
            "Nothing does the work yet, so every call fails: attach code, a request, a program or a server's tool.",
        )
    if isinstance(code, HttpRequest) and code.method not in ("GET", "HEAD") and tool.effects == "reads":
        yield _info(
            "effects",
            f"A {code.method} request often changes something: if it does, say so, and chat asks before it is sent.",
        )
    if isinstance(code, HttpRequest | CommandLine):
        used = names_in(msgspec.to_builtins(code))
        for name in tool.parameters.get("properties", {}):
            if name not in used:
                yield _warn(
                    f"parameters.{name}", f"Nothing uses {name}: put {{{name}}} where it belongs, or remove it."
                )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _warn(field: str, text: str) -> Advice:
    return Advice("warn", field, text)


def _info(field: str, text: str) -> Advice:
    return Advice("info", field, text)
