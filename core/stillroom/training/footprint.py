"""What a run's memory depends on, of its samples and its recipe: what `students.fit` reckons with. No torch is loaded."""

from collections.abc import Sequence

import msgspec

from stillroom.store import Method, Store
from stillroom.students import Hardware, Setting, Student, usual_setting
from stillroom.training.plan import plan_batches
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample, common_prefixes
from stillroom.training.train import make_samples


def project_footprint(
    store: Store, student: Student | None, recipe: Recipe, hardware: Hardware, method: Method = "agent"
) -> Setting:
    """The setting of a run on what a project has taught, as that student reads it; without one, of usual samples."""
    samples = make_samples(store, student, recipe, method)[0] if student else []
    return footprint(samples, recipe, hardware)


def footprint(samples: Sequence[Sample], recipe: Recipe, hardware: Hardware) -> Setting:
    """The setting of a run's largest step; without samples, of as many usual ones as the recipe takes at a time.

    Samples may come from another student's tokenizer: a text has about as many tokens in all of them.
    """
    usual = usual_setting(hardware, recipe.weights)
    setting = msgspec.structs.replace(
        usual,
        rank=recipe.rank,
        depth=recipe.depth,
        samples=recipe.batch_size,
        tail=usual.tail * recipe.batch_size // usual.samples,
        learned=usual.learned * recipe.batch_size // usual.samples,
        activation_checkpointing=recipe.activation_checkpointing,
    )
    if not samples:
        return setting
    prefixes = common_prefixes(samples)
    plan = plan_batches([sample.tool_set for sample in samples], recipe.batch_size, recipe.epochs, recipe.seed)
    steps = [[samples[position] for position in batch] for batch in plan[: recipe.max_steps]]
    largest = max(steps, key=lambda step: _tokens(step, prefixes[step[0].tool_set]))
    prefix = prefixes[largest[0].tool_set]
    return msgspec.structs.replace(
        setting,
        prefix=prefix,
        samples=len(largest),
        tail=_tokens(largest, prefix) - prefix,
        learned=sum(sum(sample.learned) for sample in largest),
    )


def _tokens(step: Sequence[Sample], prefix: int) -> int:
    """What a step computes: the prefix once, and each sample's tail."""
    return prefix + sum(len(sample.ids) - prefix for sample in step)
