"""Renders a parsed Go template, as text/template executes it with Ollama's functions and `missingkey=zero`."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .go_json import MISSING, Ordered, Struct, to_json, to_text
from .go_tree import Action, Branch, Field, Function, Jump, Literal, Pipe, TemplateError, Text, Tree


def render(tree: Tree, values: dict[str, Any]) -> str:
    """The template's text.

    Raises:
        TemplateError: it cannot be executed with these values.
    """
    run = _Run(values)
    run.walk(tree, values)
    return "".join(run.written)


class _Jumped(Exception):  # noqa: N818
    pass


class _Run:
    def __init__(self, values: dict[str, Any]) -> None:
        self.written: list[str] = []
        self.variables: list[tuple[str, Any]] = [("$", values)]
        self.line = 1

    def fail(self, text: str) -> Any:
        raise TemplateError(f'template: :{self.line}: executing "": {text}')

    @contextmanager
    def scope(self) -> Iterator[None]:
        known = len(self.variables)
        try:
            yield
        finally:
            del self.variables[known:]

    def walk(self, tree: Tree, dot: Any) -> None:
        for node in tree:
            match node:
                case Text():
                    self.written.append(node.text)
                case Action():
                    self.line = node.line
                    value = self.pipe(node.pipe, dot)
                    if not node.pipe.names:
                        self.written.append(to_text(value))
                case Jump():
                    raise _Jumped(node.kind)
                case Branch():
                    self.line = node.line
                    with self.scope():
                        self.branch(node, dot)

    def branch(self, node: Branch, dot: Any) -> None:
        if node.kind == "range":
            self.range(node, dot)
            return
        value = self.pipe(node.pipe, dot)
        if truth(value):
            self.walk(node.body, value if node.kind == "with" else dot)
        else:
            self.walk(node.orelse or [], dot)

    def range(self, node: Branch, dot: Any) -> None:
        value = self.pipe(Pipe(commands=node.pipe.commands), dot)
        pairs: list[tuple[Any, Any]] = []
        if isinstance(value, list):
            pairs = list(enumerate(value))
        elif isinstance(value, dict) and not isinstance(value, Ordered):
            pairs = sorted(value.items())
        elif isinstance(value, int) and not isinstance(value, bool):  # since Go 1.22
            pairs = [(n, n) for n in range(value)]
        elif value is not None and value is not MISSING:
            self.fail(f"range can't iterate over {to_text(value)}")
        for index, item in pairs:
            with self.scope():
                self.assign(node.pipe, [item] if len(node.pipe.names) == 1 else [index, item])
                try:
                    self.walk(node.body, item)
                except _Jumped as jump:
                    if str(jump) == "break":
                        return
        if not pairs:
            self.walk(node.orelse or [], dot)

    def assign(self, pipe: Pipe, values: list[Any]) -> None:
        for name, value in zip(pipe.names, values, strict=False):
            if pipe.declares:
                self.variables.append((name, value))
                continue
            for at in range(len(self.variables) - 1, -1, -1):
                if self.variables[at][0] == name:
                    self.variables[at] = (name, value)
                    break

    def pipe(self, pipe: Pipe, dot: Any) -> Any:
        value: Any = None
        for stage, command in enumerate(pipe.commands):
            value = self.command(command, dot, [] if stage == 0 else [value])
        self.assign(pipe, [value])
        return value

    def command(self, command: list[Any], dot: Any, final: list[Any]) -> Any:
        first, *rest = command
        if isinstance(first, Function):
            return self.call(first.name, rest, dot, final)
        if isinstance(first, Literal) and first.value is None:
            self.fail("nil is not a command")
        if rest or final:
            self.fail("can't give argument to non-function")
        return self.value(first, dot)

    def value(self, operand: Any, dot: Any) -> Any:
        match operand:
            case Literal():
                return operand.value
            case Pipe():
                return self.pipe(operand, dot)
            case Function():
                return self.call(operand.name, [], dot, [])
            case Field():
                value = dot
                if operand.of is not None:
                    value = self.value(operand.of, dot)
                elif operand.variable:
                    value = next(v for name, v in reversed(self.variables) if name == operand.variable)
                for name in operand.names:
                    value = self.field(value, name)
                return value
        return self.fail(f"can't evaluate {operand}")

    def field(self, value: Any, name: str) -> Any:
        if value is None or value is MISSING:
            self.fail(f"nil pointer evaluating interface {{}}.{name}")
        if isinstance(value, Struct):
            if name not in value.fields:
                self.fail(f"can't evaluate field {name} in type struct")
            return value.fields[name]
        if isinstance(value, dict) and not isinstance(value, Ordered):
            return value.get(name, MISSING)
        return self.fail(f"can't evaluate field {name} in type {type(value).__name__}")

    def call(self, name: str, operands: list[Any], dot: Any, final: list[Any]) -> Any:
        if name in ("and", "or"):
            value = MISSING
            for operand in operands:
                value = self.value(operand, dot)
                if truth(value) == (name == "or"):
                    return value
            return final[0] if final else value
        if name not in _FUNCTIONS:
            self.fail(f"{name} is not offered by this stand-in")
        try:
            return _FUNCTIONS[name](*(self.value(operand, dot) for operand in operands), *final)
        except (_CallError, TypeError) as error:
            return self.fail(f"error calling {name}: {error}")


class _CallError(Exception):
    pass


def truth(value: Any) -> bool:
    """Whether {{ if }} takes it for true: a struct always is, a list, map or text if it is not empty."""
    return isinstance(value, Struct) or bool(value)


def _kind(value: Any) -> str:
    for kind, name in ((bool, "bool"), (int, "int"), (float, "float"), (str, "string")):
        if isinstance(value, kind):
            return name
    return "nil" if value is None or value is MISSING else "other"


def _eq(first: Any, *others: Any) -> bool:
    if not others:
        raise _CallError("missing argument for comparison")
    for other in others:
        kinds = {_kind(first), _kind(other)}
        if len(kinds) > 1 and "nil" not in kinds:
            raise _CallError("incompatible types for comparison")
        if kinds == {"other"}:
            raise _CallError("non-comparable type")
        if len(kinds) == 1 and (kinds == {"nil"} or first == other):
            return True
    return False


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def function(first: Any, second: Any) -> bool:
        if _kind(first) != _kind(second):
            raise _CallError("incompatible types for comparison")
        if _kind(first) not in ("int", "float", "string"):
            raise _CallError("invalid type for comparison")
        return compare(first, second)

    return function


def _len(value: Any) -> int:
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, list) or (isinstance(value, dict) and not isinstance(value, Ordered)):
        return len(value)
    raise _CallError("len of nil pointer" if _kind(value) == "nil" else f"len of type {_kind(value)}")


def _position(index: Any, size: int) -> int:
    if _kind(index) != "int":
        raise _CallError(f"cannot index slice/array with {_kind(index)}")
    if not 0 <= index <= size:
        raise _CallError(f"index out of range: {index}")
    return int(index)


def _slice(value: Any, *indexes: Any) -> Any:
    if not isinstance(value, str | list) or len(indexes) > 2:
        raise _CallError(f"can't slice item of type {_kind(value)}")
    whole = value.encode() if isinstance(value, str) else value
    first, last = [*(_position(index, len(whole)) for index in indexes), *[0, len(whole)][len(indexes) :]]
    if first > last:
        raise _CallError(f"invalid slice index: {first} > {last}")
    part = whole[first:last]
    return part.decode(errors="replace") if isinstance(part, bytes) else type(value)(part)


def _index(value: Any, *indexes: Any) -> Any:
    if _kind(value) == "nil":
        raise _CallError("index of untyped nil")
    for index in indexes:
        if isinstance(value, list | str):
            whole = value.encode() if isinstance(value, str) else value
            if _position(index, len(whole)) == len(whole):
                raise _CallError(f"index out of range: {index}")
            value = whole[index]
        elif isinstance(value, dict) and not isinstance(value, Ordered):
            if not isinstance(index, str):
                raise _CallError(f"value has type {_kind(index)}; should be string")
            value = value.get(index, MISSING)
        else:
            raise _CallError(f"can't index item of type {_kind(value)}")
    return value


def _print(*values: Any) -> str:
    """fmt.Sprint: a space between two values of which neither is a text."""
    shown = ""
    for at, value in enumerate(values):
        if at and not isinstance(value, str) and not isinstance(values[at - 1], str):
            shown += " "
        shown += to_text(value, inner=True)
    return shown


def _printf(pattern: str, *values: Any) -> str:
    left, shown = list(values), ""
    parts = iter(pattern.replace("%%", "\0").split("%"))
    shown = next(parts)
    for part in parts:
        if part[:1] not in ("s", "d", "v") or not left:
            raise _CallError("only %s, %d and %v are offered by this stand-in")
        shown += to_text(left.pop(0), inner=True) + part[1:]
    return shown.replace("\0", "%")


def _day(ago: int) -> Callable[..., str]:
    return lambda *_: (datetime.datetime.now().astimezone() - datetime.timedelta(days=ago)).strftime("%Y-%m-%d")


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "eq": _eq,
    "ne": lambda first, second: not _eq(first, second),
    "lt": _ordered(lambda a, b: a < b),
    "le": _ordered(lambda a, b: a <= b),
    "gt": _ordered(lambda a, b: a > b),
    "ge": _ordered(lambda a, b: a >= b),
    "not": lambda value: not truth(value),
    "len": _len,
    "slice": _slice,
    "index": _index,
    "json": to_json,
    "print": _print,
    "println": lambda *values: " ".join(to_text(value, inner=True) for value in values) + "\n",
    "printf": _printf,
    "currentDate": _day(0),
    "yesterdayDate": _day(1),
}
