"""A tool: what a model is told of it, and the Python code that does it; read from JSON and written to it."""

import json
import math
import re
import symtable
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError, best_match
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from stillroom.conversation import ToolSpec, canonical_json
from stillroom.errors import ToolError, from_os_error

_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]{0,63}")
_FIELDS = ("name", "description", "parameters", "effects", "time_limit", "implementation")
_IMPLEMENTATION_FIELDS = ("kind", "source", "file", "entry")
_TYPES = {
    "array": "an array",
    "integer": "an integer",
    "object": "an object",
    "boolean": "true or false",
    "null": "null",
}
# Without a registry of our own, jsonschema would fetch a `$ref` that points to the web.
_NOTHING_FETCHED: Registry[Any] = Registry()


class PythonCode(msgspec.Struct, frozen=True, tag="python", tag_field="kind"):
    """A tool written in Python: the `source` of one module, and the name of the function in it that is called."""

    source: str
    entry: str


class Tool(msgspec.Struct, frozen=True):
    """One thing the agent may do.

    `parameters` is a JSON Schema of type object. `effects` says whether the tool only reads or changes something outside
    itself. `time_limit` is in seconds; a call that takes longer is stopped.
    """

    name: str
    description: str
    parameters: dict[str, Any]
    implementation: PythonCode
    effects: Literal["reads", "changes"] = "reads"
    time_limit: float = 5.0

    @property
    def spec(self) -> ToolSpec:
        """What a model is told of the tool."""
        return ToolSpec(self.name, self.description, self.parameters)


def read_tools(path: Path) -> list[Tool]:
    """Read a JSON file that holds one tool, a list of tools, or `{"tools": [...]}`.

    Raises:
        ToolError: the file is no JSON, holds no tool, one of its tools cannot be used, or two have the same name.
        KnownError: the file cannot be read.
    """
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        raise from_os_error(error, path) from error
    except (ValueError, RecursionError) as error:
        raise ToolError(
            "The file is no JSON", f"{path}: {error}.", "Correct it at that place, then try again."
        ) from error
    if isinstance(value, dict) and "tools" in value:
        value = value["tools"]
    written = value if isinstance(value, list) else [value]
    if not written:
        raise ToolError("No tools", f"{path} holds no tool.", "Write at least one tool into it.")
    tools = [tool_from_json(each, path.parent) for each in written]
    names = [tool.name for tool in tools]
    for name in names:
        if names.count(name) > 1:
            raise _unusable(name, f"{path} holds two tools of this name.", "Give each tool a name of its own.")
    return tools


def tool_from_json(value: Any, folder: Path | None = None) -> Tool:
    """Read one tool as it is written in JSON: the fields of `Tool`, the implementation with its `kind`, here `python`.

    An implementation may name a `file` instead of its `source`: a path relative to `folder` that stays inside it.

    Raises:
        ToolError: something in it cannot be used; the message says what.
    """
    if not isinstance(value, dict):
        raise ToolError(
            "No tool",
            f"A tool is an object with a name, not {_shown(value)}.",
            f"Write an object with {', '.join(_FIELDS)}.",
        )
    name = value.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        message = f"{_shown(name)} is no name for a tool." if "name" in value else "A tool has no name."
        raise ToolError(
            "The tool needs a name", message, "Use up to 64 letters (a to z), digits and _; the first is no digit."
        )
    _refuse_unknown(name, value, _FIELDS)
    description = value.get("description")
    if not isinstance(description, str) or not description.strip():
        raise _unusable(
            name, "It has no description.", "Say in a sentence what it does: a model chooses tools by that."
        )
    parameters = _read_parameters(name, value.get("parameters"))
    effects = value.get("effects", "reads")
    if effects not in ("reads", "changes"):
        raise _unusable(name, f"Its effects are {_shown(effects)}.", 'Write "reads" or "changes".')
    limit = value.get("time_limit", 5.0)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not (math.isfinite(limit) and limit > 0):
        raise _unusable(name, f"Its time_limit is {_shown(limit)}.", "Write a number of seconds above 0.")
    code = _read_code(name, value.get("implementation"), folder)
    return Tool(name, description, parameters, code, effects, float(limit))


def tool_to_json(tool: Tool) -> dict[str, Any]:
    """The tool as `tool_from_json` reads it, with its source inside."""
    written: dict[str, Any] = msgspec.to_builtins(tool)
    return written


def argument_problem(tool: ToolSpec, arguments: Any) -> str:
    """What is wrong with a call's arguments, in one sentence; "" if nothing is.

    An argument that `parameters` does not name is wrong, unless its own `additionalProperties` allows it.
    """
    if not isinstance(arguments, dict):
        return f"The arguments of {tool.name} must be an object, not {_shown(arguments)}."
    schema = {"additionalProperties": False, **tool.parameters}
    known = list(schema.get("properties", ()))
    closed = schema["additionalProperties"] is False and "patternProperties" not in schema
    if closed and (unknown := [name for name in arguments if name not in known]):
        takes = f"it takes {', '.join(known)}" if known else "it takes none"
        return f"{tool.name} has no argument {_shown(unknown[0])}; {takes}."
    if missing := [name for name in schema.get("required", ()) if name not in arguments]:
        return f"{tool.name} needs the argument {_shown(missing[0])}."
    try:
        error = best_match(Draft202012Validator(schema, registry=_NOTHING_FETCHED).iter_errors(arguments))
    except (Unresolvable, RecursionError):
        return f"The arguments of {tool.name} cannot be checked: its parameters refer in circles or to something that is not there."
    return _in_words(tool, error) if error else ""


def _in_words(tool: ToolSpec, error: ValidationError) -> str:
    rule: Any = error.validator_value
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".")
    subject = f"The argument {_shown(where)} of {tool.name}" if where else f"The arguments of {tool.name}"
    match error.validator:
        case "type":
            kinds = [rule] if isinstance(rule, str) else rule
            return f"{subject} must be {' or '.join(_TYPES.get(kind, f'a {kind}') for kind in kinds)}, not {_shown(error.instance)}."
        case "enum":
            return f"{subject} must be one of {', '.join(map(canonical_json, rule))}, not {_shown(error.instance)}."
    return f"{subject} cannot be used: {_clipped(error.message, 200)}."


def _read_parameters(name: str, parameters: Any) -> dict[str, Any]:
    if not isinstance(parameters, dict) or parameters.get("type") != "object":
        hint = 'Write {"type": "object", "properties": {...}}, with no properties if it takes none.'
        raise _unusable(name, "Its parameters are no JSON Schema of type object.", hint)
    try:
        Draft202012Validator.check_schema(parameters)
    except SchemaError as error:
        raise _unusable(
            name,
            f"Its parameters are no JSON Schema: at {error.json_path}, {_clipped(error.message, 200)}.",
            "Correct them there.",
        ) from error
    for required in parameters.get("required", ()):
        if required not in parameters.get("properties", {}):
            raise _unusable(
                name,
                f"It requires {_shown(required)}, which is not among its properties.",
                "Describe that property, or do not require it.",
            )
    resolver = _NOTHING_FETCHED.resolver_with_root(DRAFT202012.create_resource(parameters))
    for reference in _references(parameters):
        try:
            resolver.lookup(reference)
        except Unresolvable as error:
            raise _unusable(
                name,
                f"Its parameters refer to {_shown(reference)}, which is not in them.",
                "Write that part into the parameters.",
            ) from error
    return parameters


def _references(schema: Any) -> Iterator[str]:
    for key, value in (
        schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    ):
        if key == "$ref" and isinstance(value, str):
            yield value
        else:
            yield from _references(value)


def _read_code(name: str, code: Any, folder: Path | None) -> PythonCode:
    if not isinstance(code, dict) or code.get("kind") != "python":
        raise _unusable(
            name,
            "Its implementation is not of a kind that Stillroom runs.",
            'Write {"kind": "python", "file": "tools.py", "entry": "..."}.',
        )
    _refuse_unknown(name, code, _IMPLEMENTATION_FIELDS)
    source, file, entry = code.get("source"), code.get("file"), code.get("entry")
    if isinstance(source, str) == isinstance(file, str):
        raise _unusable(
            name,
            "Its implementation needs either a source or a file.",
            "Write the Python code as source, or name the file that holds it.",
        )
    if isinstance(file, str):
        source = _read_source(name, file, folder)
    if not isinstance(entry, str) or not entry:
        raise _unusable(name, "Its implementation names no entry.", "Write the name of the function to call as entry.")
    assert isinstance(source, str)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "tool.py", "exec", dont_inherit=True)
            defined = symtable.symtable(source, "tool.py", "exec")
    except SyntaxError as error:
        raise _unusable(
            name, f"Its source is no valid Python: {error.msg} (line {error.lineno}).", "Correct that line."
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise _unusable(name, f"Its source is no valid Python: {error}.", "Correct it.") from error
    if not any(
        each.get_name() == entry and (each.is_assigned() or each.is_imported()) for each in defined.get_symbols()
    ):
        raise _unusable(
            name,
            f"Its source defines no {entry}.",
            f"Define it at the top level: def {entry}(...), or correct the entry.",
        )
    return PythonCode(source, entry)


def _read_source(name: str, file: str, folder: Path | None) -> str:
    if folder is None:
        raise _unusable(name, f"It names the file {file}, but was not read from a folder.", "Write the code as source.")
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise _unusable(
            name, f"Its file {file} lies outside {folder}.", "Put the file beside the one that describes the tool."
        )
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise _unusable(name, f"Its file {path} cannot be read: {error.strerror}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise _unusable(name, f"Its file {path} is no text in UTF-8.", "Save it as UTF-8.") from error


def _refuse_unknown(name: str, value: dict[str, Any], fields: tuple[str, ...]) -> None:
    if unknown := [key for key in value if key not in fields]:
        raise _unusable(
            name, f"It has a field {_shown(unknown[0])} that is not known here.", f"Known are {', '.join(fields)}."
        )


def _unusable(name: str, message: str, hint: str) -> ToolError:
    return ToolError(f"The tool {name} cannot be used", message, hint)


def _shown(value: Any) -> str:
    return _clipped(canonical_json(value), 80)


def _clipped(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
