"""What each step of a run reads, fixed in advance from its seed, so that a resumed run sees the very batches of an unbroken one.

All samples of a batch have the same tools, and so begin with the same tokens, which are computed once.
"""

import random
from collections.abc import Sequence

from tokenizers import Tokenizer

from stillroom.store import Store
from stillroom.students import Student
from stillroom.training.masking import Mask
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample, make_sample


def plan_batches(tool_sets: Sequence[str], batch_size: int, epochs: int, seed: int) -> list[tuple[int, ...]]:
    """The batches of a run, each as the positions of its samples, epoch after epoch, in chance order.

    `tool_sets`: of each sample, which tools it has.
    """
    plan: list[tuple[int, ...]] = []
    for epoch in range(epochs):
        order = list(range(len(tool_sets)))
        random.Random(seed * 1000 + epoch).shuffle(order)
        begun: dict[str, list[int]] = {}
        for position in order:
            batch = begun.setdefault(tool_sets[position], [])
            batch.append(position)
            if len(batch) == batch_size:
                plan.append(tuple(begun.pop(tool_sets[position])))
        plan += map(tuple, begun.values())
    return plan


def plan_steps(store: Store, student: Student, samples: Sequence[Sample], recipe: Recipe) -> list[tuple[Sample, ...]]:
    """The samples that each step reads; in the share of the steps that the recipe says, with masked tools.

    The samples of a masked step share its names, and another one has others: a prefix is computed once for each step in any case,
    so that to change the names with every step costs nothing.
    """
    plan = plan_batches([sample.tool_set for sample in samples], recipe.batch_size, recipe.epochs, recipe.seed)
    steps = [tuple(samples[position] for position in batch) for batch in plan[: recipe.max_steps]]
    chance = random.Random(f"masking-{recipe.seed}")
    tokenizer = Tokenizer.from_file(str(student.folder / "tokenizer.json"))
    for step in sorted(chance.sample(range(len(steps)), round(recipe.masking * len(steps)))):
        mask = Mask(store.tool_set(steps[step][0].tool_set), chance)
        masked = []
        for sample in steps[step]:
            trajectory = store.trajectory(sample.trajectory)
            assert trajectory
            masked.append(
                make_sample(mask.trajectory(trajectory), mask.tools, student.family, tokenizer, recipe.max_tokens)
            )
        whole = tuple(sample for sample in masked if isinstance(sample, Sample))
        if len(whole) == len(masked):  # else a name made a sample too long: the step keeps the tools' own
            steps[step] = whole
    return steps
