"""Arguments reach an imported function as its type hints want them, although a model can only give JSON."""

import asyncio
from pathlib import Path
from typing import Any

from stillroom.conversation import ToolCall
from stillroom.tools import Sandbox
from stillroom.tools.importers import import_python

SOURCE = """
from __future__ import annotations
import datetime, decimal, pathlib, typing, uuid
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Optional, TypedDict

class Shade(Enum):
    LIGHT = "light"
    DARK = 2
@dataclass
class Piece:
    shade: Shade
    at: tuple[int, int] = (0, 0)
@dataclass
class Order:
    pieces: list[Piece]
    by: datetime.date | None = None
class Place(NamedTuple):
    x: int
    name: str = "here"
class Box(TypedDict):
    shade: str
"""
CASES: list[tuple[str, Any, str]] = [
    ("Shade", "light", "<Shade.LIGHT: 'light'>"),
    ("Optional[Shade]", 2, "<Shade.DARK: 2>"),
    ("list[Shade]", [2, "light"], "[<Shade.DARK: 2>, <Shade.LIGHT: 'light'>]"),
    ("dict[str, Shade]", {"a": 2}, "{'a': <Shade.DARK: 2>}"),
    ("dict[int, str]", {"1": "a"}, "{1: 'a'}"),
    ("set[int]", [1, 1], "{1}"),
    ("tuple[int, ...]", [1, 2], "(1, 2)"),
    ("datetime.date", "2024-02-29", "datetime.date(2024, 2, 29)"),
    ("datetime.datetime", "2024-02-29T12:00:00", "datetime.datetime(2024, 2, 29, 12, 0)"),
    ("decimal.Decimal", 0.1, "Decimal('0.1')"),
    ("pathlib.Path", "a", repr(Path("a"))),
    ("uuid.UUID", "00000000-0000-0000-0000-000000000001", "UUID('00000000-0000-0000-0000-000000000001')"),
    ("Piece", {"shade": 2, "at": [1, 2]}, "Piece(shade=<Shade.DARK: 2>, at=(1, 2))"),
    (
        "Order",
        {"pieces": [{"shade": "light"}], "by": "2024-01-01"},
        "Order(pieces=[Piece(shade=<Shade.LIGHT: 'light'>, at=(0, 0))], by=datetime.date(2024, 1, 1))",
    ),
    ("Place", {"x": 1}, "Place(x=1, name='here')"),
    ("Box", {"shade": "x"}, "{'shade': 'x'}"),
    ("int | Shade", "light", "<Shade.LIGHT: 'light'>"),
    ("str | datetime.date", "2024-01-01", "'2024-01-01'"),
    ("datetime.date", "soon", "'soon'"),  # for the function to refuse
    ("typing.Any", [1], "[1]"),
]


def test_every_type(tmp_path: Path) -> None:
    """One file with a function for each, so that one sandbox answers all."""
    functions = [
        f"def take_{number}(value: {hint}) -> str:\n    'Take it.'\n    return repr(value)\n"
        for number, (hint, _, _) in enumerate(CASES)
    ]
    (tmp_path / "mine.py").write_text(SOURCE + "\n".join(functions))
    found = import_python(tmp_path / "mine.py")
    assert len(found.tools) == len(CASES)

    async def run() -> list[str]:
        async with Sandbox(found.tools, workers=1) as sandbox, sandbox.session() as session:
            calls = (ToolCall("call", f"take_{number}", {"value": value}) for number, (_, value, _) in enumerate(CASES))
            return [(await session.call(call)).result for call in calls]

    assert asyncio.run(run()) == [expected for _, _, expected in CASES]
