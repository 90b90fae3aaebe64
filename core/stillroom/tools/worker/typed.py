"""Arguments as a function's type hints want them: JSON has no enums, dates, paths, sets, tuples and objects of classes.

The counterpart of `tools/importers/annotations.py`, which tells a model of these types as JSON has them.
"""

import collections.abc
import types
import typing
from collections.abc import Callable
from typing import Any

_LISTS = (list, collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection)
_PLAIN = (str, int, float, bool, list, dict, object, Any, None, type(None))
_FROM_ISO = ("date", "datetime", "time")
_FROM_TEXT = ("Path", "UUID", "Decimal")


def typed(function: Callable[..., Any], arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments, each as its type hint has it. One that does not fit is left as it is, for the function to judge."""
    written = getattr(function, "__annotations__", {})
    if all(written.get(name) in _PLAIN for name in arguments):
        return arguments
    try:
        hints = typing.get_type_hints(function)
    except Exception:  # noqa: BLE001 - hints are the tool's own code, and may name what is not there
        return arguments
    return {name: _left_or_made(value, hints.get(name)) for name, value in arguments.items()}


def _left_or_made(value: Any, hint: Any) -> Any:
    try:
        return _made(value, hint)
    except Exception:  # noqa: BLE001 - the constructors of the tool's own classes may raise anything
        return value


def _made(value: Any, hint: Any) -> Any:
    """The value as the hint has it.

    Raises:
        Exception: whatever the hint's class raises of a value that does not fit.
    """
    if hint in _PLAIN or value is None:
        return value
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _any_of(value, inner)
    kind = origin or hint
    if isinstance(value, list):
        if kind in _LISTS:
            return [_made(each, inner[0]) for each in value] if inner else value
        if kind in (set, frozenset, tuple):
            varied = kind is tuple and len(inner) == len(value) and ... not in inner
            return kind(
                _made(each, inner[number if varied else 0] if inner else Any) for number, each in enumerate(value)
            )
    if isinstance(value, dict) and kind in (dict, collections.abc.Mapping):
        of_keys, of_values = inner if len(inner) == 2 else (Any, Any)
        return {(int(key) if of_keys is int else key): _made(each, of_values) for key, each in value.items()}
    return _of_class(value, kind) if isinstance(kind, type) else value


def _any_of(value: Any, hints: tuple[Any, ...]) -> Any:
    """The value as the first of the hints that is a class of it already, or else as the first that it can be made of."""
    if any(isinstance(hint, type) and isinstance(value, hint) for hint in hints):
        return value
    for hint in hints:
        try:
            made = _made(value, hint)
        except Exception:  # noqa: BLE001 - then it is another of them
            continue
        if made is not value:
            return made
    return value


def _of_class(value: Any, kind: Any) -> Any:
    if isinstance(value, kind):
        return value
    if hasattr(kind, "__members__"):  # an enum
        return kind(value)
    if isinstance(value, dict):
        if hasattr(kind, "model_validate"):  # a model of pydantic's
            return kind.model_validate(value)
        if hasattr(kind, "__dataclass_fields__") or hasattr(kind, "_fields"):
            hints = typing.get_type_hints(kind)
            return kind(**{name: _made(each, hints.get(name)) for name, each in value.items()})
    if isinstance(value, str) and kind.__name__ in _FROM_ISO:
        return kind.fromisoformat(value)
    if kind.__name__ in _FROM_TEXT:
        return kind(str(value))
    return value
