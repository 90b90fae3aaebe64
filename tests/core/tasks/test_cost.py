"""What writing tasks would cost: reckoned at first, then as the last ones did."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from stillroom.conversation import ToolSpec
from stillroom.store import Payment, Run, Store
from stillroom.tasks import DEFAULT_MIX, likely_cost, plan
from stillroom.teacher import Price, Teacher

TOOLS = [ToolSpec("shout", "Write a text in capital letters.", {"type": "object", "properties": {}})]
TEACHER = Teacher("big", "openai", "big-1", price=Price(1.0, 2.0))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "project.db", create=True)) as store:
        yield store


def cost(store: Store, count: int, teacher: Teacher = TEACHER) -> tuple[float, float] | None:
    return likely_cost(store, teacher, plan(count, DEFAULT_MIX, TOOLS, Counter()), TOOLS)


def test_it_grows_with_the_tasks_and_is_a_range(store: Store) -> None:
    few, many = cost(store, 10), cost(store, 100)
    assert few and many
    assert 0 < few[0] < few[1] < many[1]
    assert many[0] == pytest.approx(10 * few[0], rel=0.1)


def test_where_the_price_is_not_known_nothing_is_said(store: Store) -> None:
    assert cost(store, 10, msgspec.structs.replace(TEACHER, model="nobody-knows-it", price=None)) is None


def test_what_the_same_model_has_written_says_it_better(store: Store) -> None:
    for run, model, made, dollars in (("make-1", "big-1", 20, 0.4), ("make-2", "other", 10, 9.0)):
        spec = {"params": {"teacher": {"model": model}}}
        store.start_run(Run(run, "make_tasks", "done", 0.0, spec=spec, result={"made": made}))
        store.add_payment(run, Payment("tasks", "openai", model, 1000, 1000, dollars, 1.0))
    assert cost(store, 50) == (pytest.approx(1.0), pytest.approx(1.0))
