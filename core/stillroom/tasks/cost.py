"""What it would cost to let a teacher write tasks, told before it is asked for any."""

from collections.abc import Sequence

from stillroom.conversation import ToolSpec
from stillroom.models import Usage
from stillroom.store import Cell, Store
from stillroom.tasks.make import AT_ONCE, TRIES, UNLIKE
from stillroom.tasks.writing import request
from stillroom.teacher import Teacher, price_of

_BYTES_OF_A_TOKEN = 4, 3
"""Of English text and JSON in the tokenizers of today: many, and few."""

_WRITTEN = 60, 200
"""Tokens that a task with its calls takes: a short one, and a long one or one that is thought about."""


def likely_cost(
    store: Store, teacher: Teacher, cells: Sequence[Cell], tools: Sequence[ToolSpec]
) -> tuple[float, float] | None:
    """US dollars from and to; None where the price is not known.

    If this model has written tasks for the project, what these cost each is taken. Else it is reckoned from the length of the
    requests: from all drafts being used to each of them being written three times.
    """
    price = price_of(teacher)
    if price is None:
        return None
    spent = sum(
        each.cost_usd
        for each in store.spent()
        if (each.purpose, each.provider, each.model) == ("tasks", teacher.provider, teacher.model)
    )
    made = sum(
        run.result.get("made", 0)
        for run in store.runs("make_tasks")
        if run.spec["params"]["teacher"]["model"] == teacher.model
    )
    if spent and made:
        return spent / made * len(cells), spent / made * len(cells)
    unlike = [task.turns[0] for task in store.tasks_at(range(UNLIKE)).values()]
    size = sum(len(message.content.encode()) for message in request(cells[:AT_ONCE], tools, unlike, None))
    requests = -(-len(cells) // AT_ONCE)
    low, high = (
        price.cost(Usage(size // of_a_token * requests, written * len(cells)))
        for of_a_token, written in zip(_BYTES_OF_A_TOKEN, _WRITTEN, strict=True)
    )
    return low, high * TRIES
