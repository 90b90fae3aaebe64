"""Right and wrong solutions of the same task, as a second stage of training learns to tell them apart (training/preference.py).

Both begin with the same tokens; what is told apart is what follows the first that differs. No torch is loaded.
"""

from collections.abc import Iterator
from itertools import takewhile

import msgspec
from tokenizers import Tokenizer

from stillroom.conversation import Trajectory, canonical_json
from stillroom.store import Method, Store
from stillroom.students import Student
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample, make_sample


class Pair(msgspec.Struct, frozen=True):
    """Two samples of a task with the same tools, which begin with the same `common` tokens and then both have some to learn."""

    right: Sample
    wrong: Sample
    common: int


def right_and_wrong(store: Store, method: Method = "agent") -> Iterator[tuple[Trajectory, Trajectory]]:
    """An accepted trajectory and a rejected one of the same task, which call or answer otherwise; each such difference once."""
    seen = set()
    for ids in store.right_and_wrong(method):
        right, wrong = (store.trajectory(id) for id in ids)
        assert right and wrong
        did = (wrong.task, *_did(wrong))
        if _did(right) != _did(wrong) and did not in seen:
            seen.add(did)
            yield right, wrong


def count_pairs(store: Store, method: Method = "agent") -> int:
    """How many pairs a project has; some may still be too long for a student."""
    return sum(1 for _ in right_and_wrong(store, method))


def make_pairs(store: Store, student: Student, recipe: Recipe, method: Method = "agent") -> list[Pair]:
    """The pairs as the student reads them, without those that it cannot learn from: too long, or the same to it."""
    tokenizer = Tokenizer.from_file(str(student.folder / "tokenizer.json"))
    pairs = []
    for trajectories in right_and_wrong(store, method):
        tools = store.tool_set(trajectories[0].tool_set)
        right, wrong = (make_sample(each, tools, student.family, tokenizer, recipe.max_tokens) for each in trajectories)
        if isinstance(right, Sample) and isinstance(wrong, Sample):
            together = zip(right.ids, wrong.ids, strict=False)
            common = sum(1 for _ in takewhile(lambda tokens: tokens[0] == tokens[1], together))
            if any(right.learned[common:]) and any(wrong.learned[common:]):
                pairs.append(Pair(right, wrong, common))
    return pairs


def _did(trajectory: Trajectory) -> tuple[str, str]:
    """Its calls, but for their ids, and its answer."""
    calls = [[(call.name, call.arguments) for call in step] for step in trajectory.calls]
    return canonical_json(calls), trajectory.answer
