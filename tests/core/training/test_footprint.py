"""What a run's memory depends on is that of its largest step."""

from stillroom.students import Hardware, Setting, usual_setting
from stillroom.training import Recipe, footprint
from stillroom.training.samples import Sample

PROCESSOR = Hardware(None, None, 16.0, 8)
CARD = Hardware("RTX 4070", 12.9, 32.0, 8, gpu_kind="cuda")


def _sample(tail: int, tools: str = "a", prefix: int = 50) -> Sample:
    """A sample whose tail differs from others' at once, and of which the last ten tokens are learned."""
    ids = (*range(prefix), 1000 + tail, *range(2000, 2000 + tail - 1))
    return Sample("task", ids, tuple(place >= len(ids) - 10 for place in range(len(ids))), tool_set=tools)


def test_the_largest_step_of_the_run_is_what_it_takes() -> None:
    samples = [_sample(tail) for tail in range(20, 40)] + [_sample(300, "b", prefix=400), _sample(310, "b", prefix=400)]
    setting = footprint(samples, Recipe(batch_size=4, epochs=1, rank=8, depth=0.5), PROCESSOR)
    assert setting == Setting("bf16", 16, 8, 0.5, prefix=400, samples=2, tail=610, learned=20)


def test_only_the_steps_that_are_run_count() -> None:
    samples = [_sample(20 + place) for place in range(8)]
    one = footprint(samples, Recipe(batch_size=1, epochs=1, max_steps=1), PROCESSOR)
    all_of_them = footprint(samples, Recipe(batch_size=1, epochs=1), PROCESSOR)
    assert one.tail <= all_of_them.tail == 27


def test_without_samples_usual_ones_are_reckoned_with() -> None:
    usual = usual_setting(CARD)
    assert usual.weights == "nf4"
    setting = footprint([], Recipe(batch_size=2, activation_checkpointing=True), CARD)
    assert setting.activation_checkpointing
    assert (setting.weights, setting.prefix, setting.tail) == ("nf4", usual.prefix, usual.tail // 4)
    assert footprint([], Recipe(weights="fp32"), CARD).weights == "fp32"
