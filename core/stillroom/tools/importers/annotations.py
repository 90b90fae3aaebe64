"""Python's type hints as JSON Schema, read from a file's syntax tree: nothing of the file runs."""

import ast
import re
from collections.abc import Sequence
from typing import Any

Schema = dict[str, Any]

_SIMPLE = {
    **dict.fromkeys(("str", "AnyStr", "LiteralString", "string"), "string"),
    **dict.fromkeys(("int", "integer"), "integer"),
    **dict.fromkeys(("float", "number", "double"), "number"),
    **dict.fromkeys(("bool", "boolean"), "boolean"),
    **dict.fromkeys(("None", "NoneType", "null"), "null"),
}
_ANYTHING = {"Any", "object", "JSON"}
# What JSON has no type for, and the sandbox makes of a text, a number or a list (`worker/typed.py`).
_MADE: dict[str, Schema] = {
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "time": {"type": "string", "format": "time"},
    "Path": {"type": "string"},
    "UUID": {"type": "string", "format": "uuid"},
    "Decimal": {"type": "number"},
}
_LISTS = {
    "set",
    "Set",
    "frozenset",
    "FrozenSet",
    "tuple",
    "Tuple",
    "list",
    "List",
    "Sequence",
    "Iterable",
    "Collection",
    "MutableSequence",
    "array",
}
_DICTS = {"dict", "Dict", "Mapping", "MutableMapping", "TypedDict", "OrderedDict", "DefaultDict", "defaultdict"}
_WRAPPERS = {"Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly"}
_ENUMS = {"Enum", "StrEnum", "IntEnum"}
_RECORDS = {"TypedDict", "NamedTuple", "BaseModel"}
_NULL: Schema = {"type": "null"}


class UnknownTypeError(Exception):
    """A type that no JSON value is of; its text is the type as the file has it."""


class Annotations:
    """Turns the type hints of one file into schemas, with the enums, typed dicts and aliases that it defines."""

    def __init__(self, tree: ast.Module) -> None:
        self._classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
        self._values: dict[str, ast.expr] = {}
        for node in tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self._values[name] = value
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    self._values[name] = value
        self._open: list[str] = []

    def schema(self, hint: ast.expr) -> Schema:
        """The schema of a type hint; `{}` where any value will do.

        Raises:
            UnknownTypeError: no JSON value is of that type.
        """
        try:
            return self._schema(hint)
        except (ValueError, TypeError, RecursionError) as error:  # of a value that only running the file would tell
            raise UnknownTypeError(ast.unparse(hint)) from error

    def _schema(self, hint: ast.expr) -> Schema:
        match hint:
            case ast.Constant(value=None):
                return dict(_NULL)
            case ast.Constant(value=str(text)):
                return self.schema(_expression(text))
            case ast.Name() | ast.Attribute():
                return self._named(hint)
            case ast.BinOp(op=ast.BitOr(), left=left, right=right):
                return self._union([left, right])
            case ast.Subscript(value=outer, slice=inner):
                return self._generic(
                    hint, last_name(outer), list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]
                )
        raise UnknownTypeError(ast.unparse(hint))

    def schema_of_words(self, text: str) -> Schema | None:
        """The schema of a type as a docstring names it ("list of str, optional", "{'a', 'b'}"); None if it says nothing."""
        text = re.split(r",?\s*(?:optional\b|default\b)", text.strip(), maxsplit=1, flags=re.IGNORECASE)[0].strip(" ,.")
        if found := re.fullmatch(r"(?:list|array|sequence)s? of (.+?)s?", text, re.IGNORECASE):
            inner = self.schema_of_words(found[1])
            return {"type": "array"} | ({"items": inner} if inner else {})
        if " or " in text:
            text = " | ".join(text.split(" or "))
        try:
            hint = _expression(text)
            return _enum(ast.literal_eval(hint)) if isinstance(hint, ast.Set) else self.schema(hint)
        except (UnknownTypeError, ValueError, TypeError):
            return None

    def value(self, node: ast.expr) -> Any:
        """What an expression is, as far as it can be told without running it: a literal, a constant of the file, an enum's value.

        Raises:
            ValueError: it cannot be told.
        """
        match node:
            case ast.Name(id=name) if name in self._values:
                return ast.literal_eval(self._values[name])
            case ast.Attribute(value=ast.Name(id=name), attr=member) if name in self._classes:
                members = self._members(self._classes[name])
                if member in members:
                    return members[member]
        return ast.literal_eval(node)

    def _named(self, hint: ast.expr) -> Schema:
        name = last_name(hint)
        if isinstance(hint, ast.Name) and name in self._open:  # a type that holds itself
            return {"type": "object"}
        if isinstance(hint, ast.Name) and name in self._classes:
            return self._of_class(self._classes[name])
        if name in _SIMPLE:
            return {"type": _SIMPLE[name]}
        if name in _ANYTHING:
            return {}
        if name in _MADE:
            return dict(_MADE[name])
        if name in _LISTS:
            return {"type": "array"}
        if name in _DICTS:
            return {"type": "object"}
        if isinstance(hint, ast.Name) and name in self._values:
            self._open.append(name)
            try:
                match self._values[name]:
                    case ast.Call(func=function, args=[_, inner]) if last_name(function) == "NewType":
                        return self.schema(inner)
                    case value:
                        return self.schema(value)
            finally:
                self._open.pop()
        raise UnknownTypeError(ast.unparse(hint))

    def _generic(self, hint: ast.expr, outer: str, inner: list[ast.expr]) -> Schema:
        if outer == "Optional":
            return self._union([*inner, ast.Constant(None)])
        if outer == "Union":
            return self._union(inner)
        if outer == "Literal":
            return _enum([self.value(each) for each in inner])
        if outer in _WRAPPERS:
            said = [text for each in inner[1:] if (text := _said(each))]
            return self.schema(inner[0]) | ({"description": said[0]} if said else {})
        if outer in _LISTS:
            items = self._union([each for each in inner if not (isinstance(each, ast.Constant) and each.value is ...)])
            return {"type": "array"} | ({"items": items} if items else {})
        if outer in _DICTS:
            values = self.schema(inner[-1])
            return {"type": "object"} | ({"additionalProperties": values} if values else {})
        raise UnknownTypeError(ast.unparse(hint))

    def _union(self, hints: Sequence[ast.expr]) -> Schema:
        schemas: list[Schema] = []
        for hint in hints:
            schema = self.schema(hint)
            for each in schema.get("anyOf", [schema]):
                if each not in schemas:
                    schemas.append(each)
        if {} in schemas:
            return {}
        if {"type": "number"} in schemas and {"type": "integer"} in schemas:  # every integer is a number
            schemas.remove({"type": "integer"})
        if len(schemas) == 1:
            return schemas[0]
        if all(set(each) == {"type"} and isinstance(each["type"], str) for each in schemas):
            return {"type": [each["type"] for each in schemas]}
        return {"anyOf": schemas}

    def _of_class(self, node: ast.ClassDef) -> Schema:
        bases = {last_name(base) for base in node.bases}
        if bases & _ENUMS and (members := self._members(node)):
            return _enum(list(members.values()))
        if not self._is_record(node):
            raise UnknownTypeError(node.name)
        self._open.append(node.name)
        try:
            return self._record(node)
        finally:
            self._open.pop()

    def _is_record(self, node: ast.ClassDef) -> bool:
        decorators = (each.func if isinstance(each, ast.Call) else each for each in node.decorator_list)
        bases = [last_name(base) for base in node.bases]
        return (
            any(last_name(each) == "dataclass" for each in decorators)
            or bool(_RECORDS & {*bases})
            or any(
                base in self._classes and self._is_record(self._classes[base]) for base in bases if base != node.name
            )
        )

    def _record(self, node: ast.ClassDef) -> Schema:
        """The fields of a typed dict, a named tuple, a dataclass or a pydantic model, with those of its bases in this file."""
        properties: dict[str, Schema] = {}
        required: list[str] = []
        for base in (self._classes[last_name(base)] for base in node.bases if last_name(base) in self._classes):
            inherited = self._record(base)
            properties |= inherited["properties"]
            required += inherited.get("required", [])
        total = not any(word.arg == "total" and not self.value(word.value) for word in node.keywords)
        import docstring_parser

        documented = docstring_parser.parse(ast.get_docstring(node) or "")
        said = {each.arg_name: each.description for each in documented.params if each.description}
        for part in node.body:
            if not isinstance(part, ast.AnnAssign) or not isinstance(part.target, ast.Name):
                continue
            name = part.target.id
            wrapper = last_name(part.annotation.value) if isinstance(part.annotation, ast.Subscript) else ""
            if wrapper == "ClassVar":
                continue
            schema = ({"description": said[name]} if name in said else {}) | self.schema(part.annotation)
            if wrapper == "Required" or (total and wrapper != "NotRequired" and _is_needed(part.value)):
                required.append(name)
                properties[name] = schema
            else:
                properties[name] = without_null(schema)
            if part.value and (described := _said(part.value)) and not isinstance(part.value, ast.Constant):
                properties[name] |= {"description": described}
        return {"type": "object", "properties": properties} | ({"required": required} if required else {})

    def _members(self, node: ast.ClassDef) -> dict[str, Any]:
        text = any(last_name(base) == "StrEnum" for base in node.bases)
        members: dict[str, Any] = {}
        for part in node.body:
            if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
                name, value = part.targets[0].id, part.value
                if isinstance(value, ast.Call) and last_name(value.func) == "auto":
                    members[name] = name.lower() if text else len(members) + 1
                else:
                    members[name] = ast.literal_eval(value)
        return members


def without_null(schema: Schema) -> Schema:
    """The schema of a parameter that may be left out: what None would say, leaving it out says as well."""
    match schema:
        case {"type": list() as kinds}:
            left: list[str] = [kind for kind in kinds if kind != "null"]
            return schema | {"type": left[0] if len(left) == 1 else left}
        case {"anyOf": list() as ways}:
            others = [way for way in ways if way != _NULL]
            rest = {key: value for key, value in schema.items() if key != "anyOf"}
            return others[0] | rest if len(others) == 1 else schema | {"anyOf": others}
    return schema


def schema_of_value(value: Any) -> Schema | None:
    """The schema of a default's type; None if it says nothing."""
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string")):
        if isinstance(value, kind):
            return {"type": name}
    if isinstance(value, dict):
        return {"type": "object"}
    return {"type": "array"} if isinstance(value, list | tuple) else None


def _is_needed(default: ast.expr | None) -> bool:
    """Whether a field's value does not give it a default: there is none, or it is `field()` or `Field(...)` without one."""
    match default:
        case None:
            return True
        case ast.Call(func=function, args=arguments, keywords=words) if last_name(function) in ("field", "Field"):
            given = {word.arg for word in words} & {"default", "default_factory"}
            left_open = not arguments or (isinstance(arguments[0], ast.Constant) and arguments[0].value is ...)
            return left_open and not given
    return False


def last_name(node: ast.expr) -> str:
    """`List` of both `List` and `typing.List`; "" of anything else."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _enum(values: Any) -> Schema:
    values = sorted(values) if isinstance(values, set) else values
    kinds = {kind["type"] for value in values if (kind := schema_of_value(value))}
    if any(value is not None and not isinstance(value, str | int | float) for value in values):
        raise UnknownTypeError(f"one of {values}")
    return ({"type": kinds.pop()} if len(kinds) == 1 and None not in values else {}) | {"enum": list(values)}


def _said(node: ast.expr) -> str:
    """The description in what stands behind an annotated type: a text, or `Field(description=...)` and its like."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Call(keywords=keywords, args=arguments):
            words = [word.value for word in keywords if word.arg == "description"] or (
                arguments[:1] if last_name(node.func) == "Doc" else []
            )
            return next((_said(word) for word in words), "")
    return ""


def _expression(text: str) -> ast.expr:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise UnknownTypeError(text) from error
