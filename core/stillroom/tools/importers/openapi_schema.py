"""OpenAPI's schemas as JSON Schema for a tool: OpenAPI 3.0's own spellings put right, what a model has no use for left out."""

import re
from typing import Any

Schema = dict[str, Any]

_KEPT = (
    "type description enum const default format items properties required additionalProperties anyOf minimum maximum "
    "exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern minItems maxItems uniqueItems"
).split()


def plain_schema(schema: Any) -> Schema:
    """A schema whose references are inlined, as JSON Schema 2020-12 of a request.

    `nullable` and the truth values of `exclusiveMinimum` are OpenAPI 3.0's (section "Schema Object"); `allOf` is merged,
    `oneOf` becomes `anyOf`, and what a request may not hold (`readOnly`) is left out.
    """
    if not isinstance(schema, dict):
        return {}  # true: anything
    schema = _merged(schema)
    plain = {key: schema[key] for key in _KEPT if key in schema}
    for bound, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(plain.get(bound), bool) and plain.pop(bound) and limit in plain:
            plain[bound] = plain.pop(limit)
    if "oneOf" in schema and "anyOf" not in plain:
        plain["anyOf"] = schema["oneOf"]
    if "anyOf" in plain:
        plain["anyOf"] = [plain_schema(each) for each in plain["anyOf"]]
    if isinstance(plain.get("properties"), dict):
        hidden = {name for name, each in plain["properties"].items() if isinstance(each, dict) and each.get("readOnly")}
        plain["properties"] = {
            name: plain_schema(each) for name, each in plain["properties"].items() if name not in hidden
        }
        if "required" in plain:
            plain["required"] = [name for name in plain["required"] if name not in hidden]
    for key in ("items", "additionalProperties"):
        if isinstance(plain.get(key), dict):
            plain[key] = plain_schema(plain[key])
    if "pattern" in plain and not _compiles(plain["pattern"]):  # it is JavaScript's
        del plain["pattern"]
    return _nullable(plain) if schema.get("nullable") is True else plain


def _merged(schema: Schema) -> Schema:
    if not isinstance(schema.get("allOf"), list):
        return schema
    merged: Schema = {}
    parts = [*schema["allOf"], {key: value for key, value in schema.items() if key != "allOf"}]
    for part in (_merged(each) for each in parts if isinstance(each, dict)):
        merged = {
            **merged,
            **part,
            **({"properties": merged.get("properties", {}) | part["properties"]} if "properties" in part else {}),
            **({"required": [*merged.get("required", []), *part["required"]]} if "required" in part else {}),
        }
    return merged


def _nullable(schema: Schema) -> Schema:
    if isinstance(schema.get("type"), str):
        schema = schema | {"type": [schema["type"], "null"]}
    elif "anyOf" in schema:
        schema = schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    return schema | {"enum": [*schema["enum"], None]} if "enum" in schema and None not in schema["enum"] else schema


def _compiles(pattern: Any) -> bool:
    try:
        re.compile(pattern)
    except (re.error, TypeError):
        return False
    return True
