"""What a parsed Go template is made of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


class TemplateError(Exception):
    """A template that Go would refuse, or could not execute."""


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Field:
    """`.A.B` and, with `variable`, `$x.A`; with `of`, `(...).A`; `names` may be empty: `.` or `$x` alone."""

    names: tuple[str, ...]
    variable: str = ""
    of: "Pipe | Field | Function | None" = None


@dataclass(frozen=True)
class Function:
    name: str


@dataclass(frozen=True)
class Literal:
    value: Any
    kind: str


@dataclass
class Pipe:
    """`commands` of operands; `names` are the variables that it sets, new ones if `declares`."""

    names: list[str] = field(default_factory=list)
    declares: bool = True
    commands: list[list[Any]] = field(default_factory=list)


@dataclass
class Action:
    pipe: Pipe
    line: int


@dataclass
class Branch:
    """An if, range or with; `kind` says which."""

    kind: str
    pipe: Pipe
    line: int
    body: list[Any]
    orelse: list[Any] | None = None


@dataclass(frozen=True)
class Jump:
    """break or continue."""

    kind: str


Tree = list[Any]


def nodes(tree: Tree | None) -> Iterator[Any]:
    """Every node of a tree, from the top down."""
    for node in tree or []:
        yield node
        if isinstance(node, Branch):
            yield from nodes(node.body)
            yield from nodes(node.orelse)
