"""The parameters of a tool as a tree that can be changed, read from a JSON Schema and written as one.

What the tree does not show of a schema (limits, formats, a second example) is kept and written again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Kind = Literal["string", "integer", "number", "boolean", "enum", "array", "object", "other"]
KINDS: tuple[Kind, ...] = ("string", "integer", "number", "boolean", "enum", "array", "object")
"""The kinds that a user can choose. `other` is a schema that has none of these forms; it is written as JSON."""

_SHOWN = ("type", "description", "default", "examples", "enum", "properties", "required", "items")
_JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}


@dataclass(eq=False)
class Parameter:
    """One parameter, or an item of a list, which has no name. `children` are an object's properties, or the item of a list.

    `default` and `examples` hold one value, or none; so a default of null is told from no default.
    """

    name: str = ""
    kind: Kind = "string"
    required: bool = False
    description: str = ""
    default: list[Any] = field(default_factory=list)
    examples: list[Any] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    children: list["Parameter"] = field(default_factory=list)
    rest: dict[str, Any] = field(default_factory=dict)

    @property
    def type_word(self) -> str:
        """Its type in a word or two."""
        match self.kind:
            case "enum":
                return translate("Parameters", "one of %n", "", len(self.values))
            case "array":
                return translate("Parameters", "list of {type}").format(type=self.children[0].type_word)
            case "other":
                types = self.rest.get("type")
                return (
                    " | ".join(map(str, types)) if isinstance(types, list) else translate("Parameters", "JSON Schema")
                )
        return kind_word(self.kind)

    def set_kind(self, kind: Kind) -> None:
        """Make it another kind; what cannot be true of that kind goes."""
        if kind == self.kind:
            return
        self.kind = kind
        self.default, self.examples, self.rest = [], [], {}
        self.values = [] if kind != "enum" else self.values
        self.children = [Parameter()] if kind == "array" else []

    def schema(self) -> dict[str, Any]:
        """It as a JSON Schema."""
        made: dict[str, Any] = {}
        if self.kind == "enum":
            types = list(dict.fromkeys(_type_of(value) for value in self.values))
            made["type"] = (types[0] if len(types) == 1 else types) if types else "string"
        elif self.kind != "other":
            made["type"] = self.kind
        if self.description:
            made["description"] = self.description
        if self.kind == "enum" and self.values:
            made["enum"] = self.values
        if self.default:
            made["default"] = self.default[0]
        if self.examples:
            made["examples"] = self.examples
        made |= self.rest
        if self.kind == "array":
            made["items"] = self.children[0].schema()
        if self.kind == "object":
            made["properties"] = {child.name: child.schema() for child in self.children}
            if required := [child.name for child in self.children if child.required]:
                made["required"] = required
        return made


def read_parameters(schema: Any, name: str = "", *, required: bool = True) -> Parameter:
    """Read a JSON Schema; that of a tool's parameters gives an object whose children they are."""
    if not isinstance(schema, dict):
        return Parameter(name, "other", required)
    made = Parameter(name, _kind(schema), required)
    made.description = schema.get("description", "") if isinstance(schema.get("description", ""), str) else ""
    if "default" in schema:
        made.default = [schema["default"]]
    if isinstance(schema.get("examples"), list):
        made.examples = list(schema["examples"])
    made.rest = {key: value for key, value in schema.items() if key not in _SHOWN}
    match made.kind:
        case "enum":
            made.values = list(schema["enum"])
        case "array":
            made.children = [read_parameters(schema.get("items", {}), required=False)]
        case "object":
            needed = schema.get("required", ())
            made.children = [
                read_parameters(each, key, required=key in needed) for key, each in schema.get("properties", {}).items()
            ]
        case "other":
            made.rest |= {
                key: schema[key] for key in ("type", "enum", "properties", "required", "items") if key in schema
            }
    return made


def all_names(parameter: Parameter) -> Iterator[str]:
    """The names of the parameters below it, of all levels."""
    for child in parameter.children:
        if child.name:
            yield child.name
        yield from all_names(child)


def kind_word(kind: str) -> str:
    """A kind of value in a word."""
    words = {
        "string": translate("Parameters", "text"),
        "integer": translate("Parameters", "whole number"),
        "number": translate("Parameters", "number"),
        "boolean": translate("Parameters", "yes or no"),
        "enum": translate("Parameters", "one of several"),
        "array": translate("Parameters", "list"),
        "object": translate("Parameters", "object"),
        "other": translate("Parameters", "JSON Schema"),
    }
    return words.get(kind, kind)


def _kind(schema: dict[str, Any]) -> Kind:
    if isinstance(schema.get("enum"), list):
        return "enum"
    match schema.get("type"):
        case "array" if isinstance(schema.get("items", {}), dict):
            return "array"
        case "object" if _is_plain_object(schema):
            return "object"
        case "string":
            return "string"
        case "integer":
            return "integer"
        case "number":
            return "number"
        case "boolean":
            return "boolean"
    return "other"


def _is_plain_object(schema: dict[str, Any]) -> bool:
    """Whether its properties say all of it: not one of free keys, which has none."""
    return isinstance(schema.get("properties", {}), dict) and not ({"anyOf", "oneOf", "allOf", "$ref"} & schema.keys())


def _type_of(value: Any) -> str:
    return "null" if value is None else _JSON_TYPES[type(value)]
