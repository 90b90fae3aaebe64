"""The planning of batches, and their tensors."""

import msgspec
import torch

from stillroom.training.batches import make_batch
from stillroom.training.plan import plan_batches
from stillroom.training.samples import Sample, common_prefix, common_prefixes


def _sample(ids: list[int], learned_from: int) -> Sample:
    return Sample("task", tuple(ids), tuple(position >= learned_from for position in range(len(ids))))


def test_common_prefix_ends_where_samples_differ() -> None:
    assert common_prefix([_sample([1, 2, 3, 4, 9], 4), _sample([1, 2, 5, 4, 9], 4)]) == 2


def test_common_prefix_leaves_each_sample_an_unlearned_token_before_its_first_learned_one() -> None:
    twins = [_sample([1, 2, 3, 4, 9], 3), _sample([1, 2, 3, 4, 9], 3)]
    assert common_prefix(twins) == 2


def test_samples_with_other_tools_have_a_prefix_of_their_own() -> None:
    samples = [_sample([1, 2, 3, 4, 9], 4), _sample([1, 2, 3, 5, 9], 4), _sample([7, 8, 9], 2)]
    named = [msgspec.structs.replace(sample, tool_set=name) for sample, name in zip(samples, "aab", strict=True)]
    assert common_prefixes(named) == {"a": 3, "b": 1}


def test_a_batch_holds_its_tails_one_after_another() -> None:
    batch = make_batch([_sample([1, 2, 3, 4], 3), _sample([1, 2, 5, 6, 7, 8], 4)], 2)
    assert batch.prefix.tolist() == [1, 2]
    assert batch.tails.tolist() == [3, 4, 5, 6, 7, 8]
    assert batch.learned.tolist() == [False, True, False, False, True, True]
    assert batch.lengths.tolist() == [2, 4]
    assert batch.learned_tokens == 3
    assert batch.to(torch.device("cpu")).tails.equal(batch.tails)
    assert batch.layout.positions.tolist() == [[0, 1, 2, 3, 2, 3, 4, 5]]


def test_every_epoch_sees_every_sample_once() -> None:
    plan = plan_batches([""] * 37, batch_size=8, epochs=3, seed=1)
    assert [len(batch) for batch in plan] == [8, 8, 8, 8, 5] * 3
    for epoch in range(3):
        seen = sorted(position for batch in plan[epoch * 5 : epoch * 5 + 5] for position in batch)
        assert seen == list(range(37))


def test_a_plan_depends_on_its_seed_alone_and_changes_between_epochs() -> None:
    assert plan_batches([""] * 40, 8, 2, 5) == plan_batches([""] * 40, 8, 2, 5)
    assert plan_batches([""] * 40, 8, 2, 5) != plan_batches([""] * 40, 8, 2, 6)
    plan = plan_batches([""] * 40, 8, 2, 5)
    assert plan[:5] != plan[5:]


def test_a_batch_has_one_tool_set_and_all_of_them_are_read_among_one_another() -> None:
    tools = ["old"] * 20 + ["new"] * 13
    plan = plan_batches(tools, 4, 2, 5)
    assert sorted(position for batch in plan for position in batch) == sorted([*range(33)] * 2)
    sets = ["".join(sorted({tools[position] for position in batch})) for batch in plan]
    assert set(sets) == {"old", "new"}
    assert len(plan) == 2 * (5 + 4)
    assert sets[:8] != sorted(sets[:8]) and sets[:8] != sorted(sets[:8], reverse=True)


def test_a_batch_in_parts_holds_every_sample_once_and_no_part_more_than_asked_for() -> None:
    samples = [_sample([1, 2, *range(10 * tail, 11 * tail)], tail) for tail in (4, 9, 5, 7, 6)]
    whole = make_batch(samples, 2)
    assert whole.parts(5) == [whole]
    for at_once, lengths in (
        (4, [[9, 6, 4], [7, 5]]),
        (2, [[9, 5], [7, 4], [6]]),
        (1, [[9], [7], [6], [5], [4]]),
    ):
        parts = whole.parts(at_once)
        assert [part.lengths.tolist() for part in parts] == lengths
        for part in parts:
            assert part.prefix is whole.prefix
            begins = [10 * length for length in part.lengths.tolist()]
            assert [int(tail[0]) for tail in part.tails.split(part.lengths.tolist())] == begins
        assert sum(part.learned_tokens for part in parts) == whole.learned_tokens


def test_samples_that_are_too_long_are_in_no_part() -> None:
    whole = make_batch([_sample([1, 2, *range(3, 3 + tail)], tail) for tail in (4, 9, 5)], 2)
    assert [part.lengths.tolist() for part in whole.parts(3, 7)] == [[5, 4]]
    assert [part.lengths.tolist() for part in whole.parts(1, 7)] == [[5], [4]]
    assert whole.parts(3, 5) == []
