"""Messages and tools of a request, decoded as api/types.go decodes them, and given to templates as template.go does."""

from collections.abc import Sequence
from typing import Any

from .go_json import GoList, JsonList, Ordered, Sorted, Struct, Types, untyped


class DecodeError(Exception):
    """A request whose JSON does not fit Ollama's types: a plain 400."""


_NAMES = {str: "string", dict: "object", list: "array", bool: "bool", int: "number", float: "number"}


def get(value: Any, name: str, kind: type, where: str) -> Any:
    """A typed part of a JSON object; what is absent or null is the type's zero value, or None for objects and lists."""
    if not isinstance(value, dict):
        raise DecodeError(f"json: cannot unmarshal {_NAMES.get(type(value), 'null')} into Go value of type api.{where}")
    found = value.get(name)
    if found is None:
        return "" if kind is str else None
    if not isinstance(found, kind):
        raise DecodeError(
            f"json: cannot unmarshal {_NAMES[type(found)]} into Go struct field {where}.{name} of type {_NAMES[kind]}"
        )
    return found


def _strings(value: Any, name: str, where: str) -> GoList:
    found = get(value, name, list, where)
    if any(not isinstance(item, str) for item in found or []):
        raise DecodeError(f"json: cannot unmarshal into Go struct field {where}.{name} of type string")
    return GoList.none() if found is None else GoList(found)


def _property(value: Any) -> Struct:
    """One of a tool's parameters: what is not named here is dropped (rule 9)."""
    where = "ToolProperty"
    any_of = get(value, "anyOf", list, where)
    type_ = value.get("type")
    if isinstance(type_, str):
        type_ = [type_]
    enum, nested = get(value, "enum", list, where), get(value, "properties", dict, where)
    return Struct(
        {
            "AnyOf": GoList(map(_property, any_of or [])),
            "Type": Types(_strings({"type": type_}, "type", where)),
            "Items": untyped(value.get("items")),
            "Description": get(value, "description", str, where),
            "Enum": GoList(map(untyped, enum or [])),
            "Properties": None if nested is None else Ordered({key: _property(item) for key, item in nested.items()}),
            "Required": _strings(value, "required", where),
        },
        "anyOf type items description enum properties required",
        omit="AnyOf Type Description Enum Required",
        omit_nil="Items Properties",
    )


def _tool(value: Any, *, prints_json: bool) -> Struct:
    function = get(value, "function", dict, "Tool") or {}
    parameters = get(function, "parameters", dict, "ToolFunction") or {}
    where = "ToolFunctionParameters"
    properties = get(parameters, "properties", dict, where)
    decoded = Sorted.none()
    if properties is not None:
        decoded = Sorted({key: _property(item) for key, item in properties.items()})
    shape = Struct(
        {
            "Type": get(parameters, "type", str, where),
            "Defs": untyped(parameters.get("$defs")),
            "Items": untyped(parameters.get("items")),
            "Required": _strings(parameters, "required", where),
            "Properties": decoded,
        },
        "type $defs items required properties",
        omit="Required",
        omit_nil="Defs Items",
    )
    described = {
        "Name": get(function, "name", str, "ToolFunction"),
        "Description": get(function, "description", str, "ToolFunction"),
        "Parameters": shape,
    }
    return Struct(
        {
            "Type": get(value, "type", str, "Tool"),
            "Items": untyped(value.get("items")),
            "Function": Struct(described, "name description parameters"),
        },
        "type items function",
        omit_nil="Items",
        text=prints_json,
    )


def tools_of(tools: Any, *, prints_json: bool = True) -> JsonList:
    """A request's tools. `prints_json`: {{ . }} of one prints JSON, as since 0.33; before, a struct's text (rule 8).

    Raises:
        DecodeError: they are no tools.
    """
    return JsonList.none() if tools is None else JsonList(_tool(tool, prints_json=prints_json) for tool in tools)


def names_of(tools: Sequence[Any]) -> list[str]:
    """The names of decoded tools."""
    return [tool.fields["Function"].fields["Name"] for tool in tools]


def check_messages(messages: Any) -> list[dict[str, Any]]:
    """A request's messages, with small-lettered roles.

    Raises:
        DecodeError: they are no messages; arguments that are a text and no object are the usual reason.
    """
    checked = []
    for message in messages or []:
        for name in ("role", "content", "thinking", "tool_name", "tool_call_id"):
            get(message, name, str, "Message")
        for call in get(message, "tool_calls", list, "Message") or []:
            function = get(call, "function", dict, "ToolCall") or {}
            get(function, "name", str, "ToolCallFunction")
            get(function, "arguments", dict, "ToolCallFunction")
        checked.append({**message, "role": (message.get("role") or "").lower()})
    return checked


def _call(call: dict[str, Any]) -> Struct:
    function = call.get("function") or {}
    arguments = function.get("arguments")
    decoded = Sorted.none() if arguments is None else Sorted({k: untyped(v) for k, v in arguments.items()})
    return Struct(
        {
            "ID": call.get("id") or "",
            "Function": Struct(
                {"Index": function.get("index") or 0, "Name": function.get("name") or "", "Arguments": decoded}
            ),
        }
    )


def collate(messages: Sequence[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """All system texts as one, and the messages with neighbours of one role made one; of those only the first's calls stay."""
    joined: list[dict[str, Any]] = []
    for message in messages:
        content = message.get("content") or ""
        if joined and joined[-1]["role"] == message["role"] != "tool":
            joined[-1]["content"] += "\n\n" + content
        else:
            joined.append({**message, "content": content})
    return "\n\n".join(m.get("content") or "" for m in messages if m["role"] == "system"), joined


def values_of(messages: Sequence[dict[str, Any]], tools: JsonList, think: bool | str | None = None) -> dict[str, Any]:
    """What a template with .Messages is rendered with."""
    system, joined = collate(messages)
    shown = GoList(
        Struct(
            {
                "Role": message["role"],
                "Content": message["content"],
                "Thinking": message.get("thinking") or "",
                "Images": GoList.none(),
                "ToolCalls": GoList(map(_call, message.get("tool_calls") or [])) or GoList.none(),
                "ToolName": message.get("tool_name") or "",
                "ToolCallID": message.get("tool_call_id") or "",
            }
        )
        for message in joined
    )
    return {"System": system, "Messages": shown, "Tools": tools, **thinking(think)}


def thinking(think: bool | str | None) -> dict[str, Any]:
    """What every template is rendered with."""
    level = think if isinstance(think, str) else "medium" if think else ""
    return {"Response": "", "Think": bool(think), "ThinkLevel": level, "IsThinkSet": think is not None}
