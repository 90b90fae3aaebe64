"""Values as Go has them, and how Go writes them: as JSON (encoding/json) and as text (fmt)."""

import json
from decimal import Decimal
from typing import Any, Self


class _Nilable:
    """A list or map that may be nil: JSON then says null."""

    nil = False

    @classmethod
    def none(cls) -> Self:
        value = cls()
        value.nil = True
        return value


class GoList(_Nilable, list[Any]):
    """A slice."""


class JsonList(GoList):
    """A slice that prints as JSON."""


class Types(GoList):
    """A property's type: one name prints, and is written, as itself."""


class Sorted(_Nilable, dict[str, Any]):
    """A map: written and walked in the order of its keys; it prints as JSON."""


class Untyped(dict[str, Any]):
    """An object decoded into Go's `any`: written in the order of its keys."""


class Ordered(dict[str, Any]):
    """Ollama's ordered map, which keeps the order it came in; a template cannot range over it."""


class Struct:
    """A struct: `fields` by their Go names; `keys` are their JSON names.

    JSON leaves out `omit` where they are empty and `omit_nil` where they are None. `text`: it prints as JSON.
    """

    def __init__(
        self,
        fields: dict[str, Any],
        keys: str = "",
        *,
        omit: str = "",
        omit_nil: str = "",
        text: bool = False,
    ) -> None:
        self.fields, self.text = fields, text
        self._keys = keys.split() or list(fields)
        self._omit, self._omit_nil = omit.split(), omit_nil.split()

    def plain(self) -> dict[str, Any]:
        """What JSON is made of, in the order of the fields."""
        return {
            key: value
            for key, (name, value) in zip(self._keys, self.fields.items(), strict=True)
            if not (name in self._omit and not value) and not (name in self._omit_nil and value is None)
        }


class _Missing:
    def __bool__(self) -> bool:
        return False


# What a missing key of a map is: it prints as <no value>, and is false.
MISSING = _Missing()


def untyped(value: Any) -> Any:
    """JSON decoded into Go's `any`: objects lose their order, numbers become floats."""
    if isinstance(value, dict):
        return Untyped({key: untyped(item) for key, item in value.items()})
    if isinstance(value, list):
        return GoList(map(untyped, value))
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def to_json(value: Any) -> str:
    """JSON as json.Marshal writes it: compact, < > & and U+2028/9 escaped, whole floats without a point."""
    if isinstance(value, Struct):
        value = value.plain()
    if value is MISSING or getattr(value, "nil", False):
        value = None
    if isinstance(value, Types) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        items = sorted(value.items()) if isinstance(value, Sorted | Untyped) else value.items()
        return "{" + ",".join(f"{_text(key)}:{to_json(item)}" for key, item in items) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(to_json, value)) + "]"
    if isinstance(value, float):
        return _float(value, Decimal("1e-6"), Decimal("1e21"))
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(value: str) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        shown = shown.replace(character, f"\\u{ord(character):04x}")
    return shown


def _float(value: float, small: Decimal, large: Decimal, *, padded: bool = False) -> str:
    """A float as Go writes it: no exponent from `small` to below `large`; a `padded` exponent has two digits."""
    number = Decimal(repr(value))
    if not number or small <= abs(number) < large:
        shown = format(number, "f")
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    exponent = number.adjusted()
    digits = format(number.scaleb(-exponent).normalize(), "f")
    shown = f"{abs(exponent):02d}" if padded or exponent > 0 else str(abs(exponent))
    return f"{digits}e{'-' if exponent < 0 else '+'}{shown}"


def to_text(value: Any, *, inner: bool = False) -> str:
    """A value as {{ }} prints it; `inner`: it is a part of another one."""
    if value is None or value is MISSING:
        return "<nil>" if inner else "<no value>"
    if isinstance(value, Sorted) and value.nil:
        return "{}"
    if isinstance(value, Sorted | JsonList) or (isinstance(value, Struct) and value.text):
        return to_json(value)
    if isinstance(value, Struct):
        return "{" + " ".join(to_text(item, inner=True) for item in value.fields.values()) + "}"
    if isinstance(value, Types) and len(value) < 2:
        return "".join(value)
    if isinstance(value, dict):
        return "map[" + " ".join(f"{key}:{to_text(item, inner=True)}" for key, item in sorted(value.items())) + "]"
    if isinstance(value, list):
        return "[" + " ".join(to_text(item, inner=True) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _float(value, Decimal("1e-4"), Decimal("1e6"), padded=True) if isinstance(value, float) else str(value)
