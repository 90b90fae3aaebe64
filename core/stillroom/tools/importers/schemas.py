"""Tool schemas as other programs write them: read into tools without an implementation, and written for them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from stillroom.errors import StillroomError
from stillroom.tools.importers.imported import Imported, Remark, distinct, in_words, read_json_file, tool_name
from stillroom.tools.importers.references import inlined
from stillroom.tools.reading import tool_from_json
from stillroom.tools.tool import Implementation, Tool, Unattached, tool_to_json
from stillroom.tools.words import shown

_JSON_TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")
# The types of BFCL's function documents are Python's and Java's.
_BFCL_TYPES = {
    "dict": "object",
    "hashmap": "object",
    "float": "number",
    "double": "number",
    "long": "integer",
} | dict.fromkeys(("tuple", "list", "arraylist"), "array")


def import_schemas(path: Path) -> Imported:
    """Read the tools of a JSON file in any of these forms, one or a list of them, also as JSON lines or under `tools`:

    - OpenAI (chat completions, responses), LangChain (`convert_to_openai_tool`, the JSON Schema of an `args_schema`), Ollama;
    - Anthropic (`input_schema`), MCP (`inputSchema`);
    - BFCL's function documents, and its question files.

    The tools have no implementation yet: it is attached later.

    Raises:
        ToolError: the file is no JSON.
        KnownError: it cannot be read.
    """
    return schemas_in(read_json_file(path))


def schemas_in(value: Any) -> Imported:
    """The tools in a JSON value, in the forms that `import_schemas` reads."""
    tools: list[Tool] = []
    seen: list[Tool] = []
    skipped: list[Remark] = []
    notes: list[Remark] = []
    for number, written in enumerate(_each(value), 1):
        read = _read(written)
        if isinstance(read, str):
            skipped.append(Remark(_name(written) or f"number {number}", read))
            continue
        called, description, parameters = read
        try:
            tool = tool_of_schema(called, description, parameters, Unattached())
        except StillroomError as error:
            skipped.append(Remark(called, f"{error.message} {error.hint}"))
            continue
        if tool in seen:  # question files repeat them
            continue
        seen.append(tool)
        name = distinct(tool.name, (other.name for other in tools))
        if name != called:
            notes.append(Remark(name, f"It was called {called}."))
        tools.append(msgspec.structs.replace(tool, name=name))
    return Imported(tuple(tools), tuple(skipped), tuple(notes))


def tool_of_schema(called: str, description: Any, parameters: Any, implementation: Implementation) -> Tool:
    """A tool of what another program says of one: with a name that may be, and parameters that refer nowhere.

    Raises:
        ToolError: it cannot be used; the message says why.
    """
    name = tool_name(called)
    parameters = _json_types(inlined(parameters, parameters)) if parameters else {}
    if isinstance(parameters, dict):
        about = {key: part for key, part in parameters.items() if key not in ("title", "$schema")}
        parameters = {"type": "object", "properties": {}} | about
    said = description if isinstance(description, str) and description.strip() else f"{in_words(called)}."
    return tool_from_json(tool_to_json(Tool(name, said, parameters, implementation, "changes")))


def to_openai(tools: Iterable[Tool]) -> list[dict[str, Any]]:
    """The tools as OpenAI's chat completions, LangChain's `bind_tools` and Ollama's `/api/chat` take them."""
    return [tool.spec.to_openai() for tool in tools]


def _each(value: Any) -> Iterator[Any]:
    match value:
        case list():
            for item in value:
                yield from _each(item)
        case {"tools": list() as inner} | {"functions": list() as inner} | {"function": list() as inner}:
            yield from _each(inner)
        case _:
            yield value


def _read(value: Any) -> tuple[str, Any, Any] | str:
    """A tool's name, description and parameters in any form; or why it is none."""
    match value:
        case {"implementation": _}:
            return "It is a whole tool, not only a schema: add it with `stillroom tools add`."
        case {"function": {"name": str(name)} as function}:
            return name, function.get("description"), function.get("parameters")
        case (
            {"name": str(name), "parameters": schema}
            | {"name": str(name), "input_schema": schema}
            | {"name": str(name), "inputSchema": schema}
        ):
            return name, value.get("description"), schema
        case {"title": str(name), "properties": dict()}:
            return name, value.get("description"), {key: part for key, part in value.items() if key != "description"}
        case {"type": str(kind)} if kind not in ("function", *_JSON_TYPES):
            return f"It is of the kind {kind}, which only its provider runs."
        case {"name": str(name)}:
            return name, value.get("description"), None
    return f"It is no schema of a tool in a form that is known here: {shown(value)}."


def _name(value: Any) -> str:
    return str(value.get("name") or "") if isinstance(value, dict) else ""


def _json_types(schema: Any) -> Any:
    """The schema with BFCL's types, which are Python's, turned into JSON Schema's; one that is no type says nothing."""
    if not isinstance(schema, dict):
        return schema
    written = dict(schema)
    if isinstance(kind := written.get("type"), str):
        kind = _BFCL_TYPES.get(kind.lower(), kind.lower())
        written.pop("type")
        if kind in _JSON_TYPES:
            written = {"type": kind} | written
    if isinstance(properties := written.get("properties"), dict):
        written["properties"] = {key: _json_types(part) for key, part in properties.items()}
    for key in ("items", "additionalProperties"):
        if key in written:
            written[key] = _json_types(written[key])
    return written
