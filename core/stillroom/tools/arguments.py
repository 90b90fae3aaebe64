"""Whether a call's arguments are what the tool's parameters ask for, in words that a model can act on."""

from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry
from referencing.exceptions import Unresolvable

from stillroom.conversation import ToolSpec, canonical_json
from stillroom.tools.words import clipped, shown

_TYPES = {
    "array": "an array",
    "integer": "an integer",
    "object": "an object",
    "boolean": "true or false",
    "null": "null",
}
# Without a registry of our own, jsonschema would fetch a `$ref` that points to the web.
NOTHING_FETCHED: Registry[Any] = Registry()


def argument_problem(tool: ToolSpec, arguments: Any) -> str:
    """What is wrong with a call's arguments, in one sentence; "" if nothing is.

    An argument that `parameters` does not name is wrong, unless its own `additionalProperties` allows it.
    """
    if not isinstance(arguments, dict):
        return f"The arguments of {tool.name} must be an object, not {shown(arguments)}."
    schema = {"additionalProperties": False, **tool.parameters}
    known = list(schema.get("properties", ()))
    closed = schema["additionalProperties"] is False and "patternProperties" not in schema
    if closed and (unknown := [name for name in arguments if name not in known]):
        takes = f"it takes {', '.join(known)}" if known else "it takes none"
        return f"{tool.name} has no argument {shown(unknown[0])}; {takes}."
    if missing := [name for name in schema.get("required", ()) if name not in arguments]:
        return f"{tool.name} needs the argument {shown(missing[0])}."
    try:
        error = best_match(Draft202012Validator(schema, registry=NOTHING_FETCHED).iter_errors(arguments))
    except (Unresolvable, RecursionError):
        return f"The arguments of {tool.name} cannot be checked: its parameters refer in circles or to something that is not there."
    return _in_words(tool, error) if error else ""


def _in_words(tool: ToolSpec, error: ValidationError) -> str:
    rule: Any = error.validator_value
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".")
    subject = f"The argument {shown(where)} of {tool.name}" if where else f"The arguments of {tool.name}"
    match error.validator:
        case "type":
            kinds = [rule] if isinstance(rule, str) else rule
            return f"{subject} must be {' or '.join(_TYPES.get(kind, f'a {kind}') for kind in kinds)}, not {shown(error.instance)}."
        case "enum":
            return f"{subject} must be one of {', '.join(map(canonical_json, rule))}, not {shown(error.instance)}."
    return f"{subject} cannot be used: {clipped(error.message, 200)}."
