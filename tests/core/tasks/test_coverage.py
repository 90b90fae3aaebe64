"""The grid of what tasks cover, and what is to be written next."""

from collections import Counter

import pytest

from stillroom.conversation import ToolSpec
from stillroom.errors import KnownError
from stillroom.store import NO_CALL_KINDS, Cell, Check, Made, Task, WorkedCall
from stillroom.tasks import DEFAULT_MIX, coverage, plan, read_mix

TOOLS = [ToolSpec(name, "", {}) for name in ("shout", "count", "hash")]


def test_each_kind_gets_its_share_and_15_in_100_need_no_call() -> None:
    cells = plan(100, DEFAULT_MIX, TOOLS, Counter())
    kinds = Counter(cell.kind for cell in cells)
    assert kinds == {"call": 45, "chain": 20, "parallel": 20, "ask_back": 6, "no_tool": 5, "chat": 4}
    assert sum(kinds[kind] for kind in NO_CALL_KINDS) == 15
    assert all(bool(cell.tool) == (cell.kind not in ("chat", "no_tool")) for cell in cells)


@pytest.mark.parametrize("count", [1, 2, 7, 99])
def test_the_shares_are_whole_and_add_up(count: int) -> None:
    assert len(plan(count, {"call": 1, "chain": 1, "chat": 1}, TOOLS, Counter())) == count


def test_a_few_tasks_are_spread_over_the_grid() -> None:
    cells = plan(15, {"call": 1}, TOOLS, Counter())
    assert len(set(cells)) == 15
    for part in ("tool", "difficulty", "persona"):
        counts = Counter(getattr(cell, part) for cell in cells)
        assert len(counts) == {"tool": 3, "difficulty": 3, "persona": 5}[part]
        assert max(counts.values()) <= 2 * min(counts.values()) + 1
    assert max(Counter(plan(90, {"call": 1}, TOOLS, Counter())).values()) == 2


def test_what_the_project_has_least_of_comes_first() -> None:
    there = Counter(plan(44, {"call": 1}, TOOLS, Counter()))
    [cell] = plan(1, {"call": 1}, TOOLS, there)
    assert there[cell] == 0


def test_what_is_covered() -> None:
    cell = Cell("chain", "hash", "hard", "brief")
    call = WorkedCall("shout", {})
    tasks = [
        Task("1", "a", made=Made("run", cell)),
        Task("2", "b", solution=((call,),)),
        Task("3", "c", check=Check(calls=(call,))),
        Task("4", "d", kind="chat"),
    ]
    assert coverage(tasks) == {cell: 1, Cell("call", "shout", "", ""): 2, Cell("chat", "", "", ""): 1}


def test_a_mix_is_read() -> None:
    assert read_mix([]) == DEFAULT_MIX
    assert read_mix(["call=3, chain=1", "chat=0.5"]) == {"call": 3, "chain": 1, "chat": 0.5}
    for wrong in ("song=1", "call", "call=", "call=0", "call=-1", "call=nan", ""):
        with pytest.raises(KnownError, match="kind with its share"):
            read_mix([wrong])
