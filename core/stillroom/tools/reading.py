"""Tools, read from JSON and checked: whatever is wrong with one is said in words."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from stillroom.errors import ToolError, from_os_error
from stillroom.tools.arguments import NOTHING_FETCHED
from stillroom.tools.implementations import read_implementation
from stillroom.tools.tool import Folder, Tool
from stillroom.tools.words import clipped, refuse_unknown, shown, unusable

_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]{0,63}")


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
            raise unusable(name, f"{path} holds two tools of this name.", "Give each tool a name of its own.")
    return tools


def tool_from_json(value: Any, folder: Path | None = None) -> Tool:
    """Read one tool as it is written in JSON: the fields of `Tool`, the implementation with its `kind`.

    An implementation may name a `file` instead of its `source`: a path relative to `folder` that stays inside it.

    Raises:
        ToolError: something in it cannot be used; the message says what.
    """
    if not isinstance(value, dict):
        raise ToolError(
            "No tool",
            f"A tool is an object with a name, not {shown(value)}.",
            f"Write an object with {', '.join(Tool.__struct_fields__)}.",
        )
    name = value.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        message = f"{shown(name)} is no name for a tool." if "name" in value else "A tool has no name."
        raise ToolError(
            "The tool needs a name", message, "Use up to 64 letters (a to z), digits and _; the first is no digit."
        )
    refuse_unknown(name, value, Tool.__struct_fields__)
    description = value.get("description")
    if not isinstance(description, str) or not description.strip():
        raise unusable(name, "It has no description.", "Say in a sentence what it does: a model chooses tools by that.")
    parameters = _read_parameters(name, value.get("parameters"))
    effects = value.get("effects", "reads")
    if effects not in ("reads", "changes"):
        raise unusable(name, f"Its effects are {shown(effects)}.", 'Write "reads" or "changes".')
    limit = value.get("time_limit", 5.0)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not (math.isfinite(limit) and limit > 0):
        raise unusable(name, f"Its time_limit is {shown(limit)}.", "Write a number of seconds above 0.")
    for field in ("ask", "network"):
        if not isinstance(value.get(field, False), bool):
            raise unusable(name, f"Its {field} is {shown(value[field])}.", "Write true or false.")
    return Tool(
        name,
        description,
        parameters,
        read_implementation(name, value.get("implementation"), parameters, folder),
        effects,
        float(limit),
        value.get("ask", True),
        value.get("network", False),
        _read_folders(name, value.get("folders", [])),
    )


def _read_folders(name: str, value: Any) -> tuple[Folder, ...]:
    try:
        folders = msgspec.convert(value, tuple[Folder, ...])
    except msgspec.ValidationError as error:
        raise unusable(
            name, f"Its folders do not fit: {error}.", 'Write a list of {"path": "/full/path", "write": false}.'
        ) from error
    for folder in folders:
        if not PurePath(folder.path).is_absolute():
            raise unusable(
                name, f"Its folder {shown(folder.path)} is no full path.", "Write where it lies, from the top."
            )
    return folders


def _read_parameters(name: str, parameters: Any) -> dict[str, Any]:
    if not isinstance(parameters, dict) or parameters.get("type") != "object":
        hint = 'Write {"type": "object", "properties": {...}}, with no properties if it takes none.'
        raise unusable(name, "Its parameters are no JSON Schema of type object.", hint)
    try:
        Draft202012Validator.check_schema(parameters)
    except SchemaError as error:
        raise unusable(
            name,
            f"Its parameters are no JSON Schema: at {error.json_path}, {clipped(error.message, 200)}.",
            "Correct them there.",
        ) from error
    for required in parameters.get("required", ()):
        if required not in parameters.get("properties", {}):
            raise unusable(
                name,
                f"It requires {shown(required)}, which is not among its properties.",
                "Describe that property, or do not require it.",
            )
    resolver = NOTHING_FETCHED.resolver_with_root(DRAFT202012.create_resource(parameters))
    for reference in _references(parameters):
        try:
            resolver.lookup(reference)
        except Unresolvable as error:
            raise unusable(
                name,
                f"Its parameters refer to {shown(reference)}, which is not in them.",
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
