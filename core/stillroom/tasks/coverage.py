"""What tasks cover: a grid of tool, kind, difficulty and persona, and which of its cells are to be written next."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import get_args

from stillroom.conversation import ToolSpec
from stillroom.errors import KnownError
from stillroom.store import Cell, Kind, Task

DEFAULT_MIX: dict[Kind, float] = {
    "call": 0.45, "chain": 0.2, "parallel": 0.2, "ask_back": 0.06, "no_tool": 0.05, "chat": 0.04,
}  # fmt: skip
"""Of all tasks 15 % in which no call is right: without them a student forgets restraint (Hammer, arXiv 2410.04587)."""

DIFFICULTIES = {
    "easy": "everything that the call needs is said plainly",
    "medium": "what the call needs is said in other words than the tool's, or in another order",
    "hard": "what the call needs stands among other things that have nothing to do with it",
}
PERSONAS = {
    "brief": "a busy person who writes as few words as possible",
    "polite": "a friendly person who writes whole sentences",
    "beginner": "someone who does not know the proper terms",
    "expert": "an expert who is exact and uses the field's terms",
    "rambling": "someone who tells the story behind the request",
}


def read_mix(parts: Iterable[str]) -> dict[Kind, float]:
    """The shares of the kinds, of texts such as "call=3,chain=1"; what is not named gets none, and no text at all is the default.

    Raises:
        KnownError: a part names no kind, or has no share above 0.
    """
    mix: dict[Kind, float] = {}
    for part in (part for text in parts for part in text.split(",")):
        name, _, share = part.partition("=")
        kind = next((kind for kind in get_args(Kind) if kind == name.strip()), None)
        try:
            value = float(share)
        except ValueError:
            value = 0.0
        if kind is None or not 0 < value < 1e9:
            raise KnownError(
                "No such mix",
                f"{part.strip() or 'An empty part'} is no kind with its share.",
                f"Write for example call=3,chain=1,chat=1; the kinds are {', '.join(get_args(Kind))}.",
            )
        mix[kind] = value
    return mix or DEFAULT_MIX


def plan(count: int, mix: Mapping[Kind, float], tools: Sequence[ToolSpec], there: Counter[Cell]) -> list[Cell]:
    """The cells of `count` tasks: each kind its share, and within it first what the project has least of.

    Chats and requests that no tool serves have no tool. The same arguments give the same cells in the same order.
    """
    cells = []
    for kind, number in _shares(count, mix).items():
        names = ("",) if kind in ("chat", "no_tool") else tuple(tool.name for tool in tools)
        grid = [Cell(kind, *rest) for rest in product(names, DIFFICULTIES, PERSONAS)]
        filled = Counter({cell: there[cell] for cell in grid})
        tool, difficulty, persona = Counter[str](), Counter[str](), Counter[str]()  # of those planned here
        for _ in range(number):
            cell = min(
                grid,
                key=lambda cell: (filled[cell], tool[cell.tool], difficulty[cell.difficulty] + persona[cell.persona]),
            )
            for counter, value in ((tool, cell.tool), (difficulty, cell.difficulty), (persona, cell.persona)):
                counter[value] += 1
            filled[cell] += 1
            cells.append(cell)
    return cells


def cell_of(task: Task) -> Cell:
    """Where a task stands in the grid; one that was not written for a cell has only what is known of it."""
    if task.made:
        return task.made.cell
    expected = task.solution or ((task.check.calls,) if task.check and task.check.calls else ())
    return Cell(task.kind, next((call.name for step in expected for call in step), ""), "", "")


def coverage(tasks: Iterable[Task]) -> Counter[Cell]:
    """How many tasks stand in each cell of the grid."""
    return Counter(map(cell_of, tasks))


def _shares(count: int, mix: Mapping[Kind, float]) -> dict[Kind, int]:
    """Whole numbers in the mix's proportion that add up to `count`: the largest remainders get what is left."""
    total = sum(mix.values())
    exact = {kind: count * share / total for kind, share in mix.items()}
    numbers = {kind: int(value) for kind, value in exact.items()}
    order = sorted(exact, key=lambda kind: (numbers[kind] - exact[kind], list(mix).index(kind)))
    for kind in order[: count - sum(numbers.values())]:
        numbers[kind] += 1
    return numbers
