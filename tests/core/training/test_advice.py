"""What is advised where memory is not enough for a student."""

import msgspec
import pytest

from stillroom.students import Hardware, Setting, catalogue, fit, listed
from stillroom.training.advice import advice

SMALL_GPU = Hardware("GeForce GTX 1650", 4.3, 16.0, 6, gpu_kind="cuda")
SETTING = Setting("nf4", rank=64, prefix=900, samples=1, tail=300, learned=120, activation_checkpointing=True)


def test_the_largest_student_that_would_fit_is_named_with_what_it_takes() -> None:
    large = listed("qwen3-8b")
    assert large
    said = advice(large.shape, SETTING, SMALL_GPU)
    assert said[0] == "Close other programs, then go on with: stillroom train --resume."
    fitting = [known for known in catalogue() if fit(known.shape, SETTING, SMALL_GPU).level != "no"]
    takes = fit(fitting[-1].shape, SETTING, SMALL_GPU).train_gb
    assert said[1] == f"Or train a smaller student: {fitting[-1].title} would take about {takes:.1f} GB."
    assert fitting[-1].parameters < large.parameters
    lower = fit(large.shape, msgspec.structs.replace(SETTING, rank=8), SMALL_GPU).train_gb
    saved = fit(large.shape, SETTING, SMALL_GPU).train_gb - lower
    assert said[2] == f"With a rank of 8 instead of 64 it would take {saved:.1f} GB less."
    assert said[3] == (
        "The tools are 900 of the 1200 tokens of the longest sample: fewer tools, or shorter descriptions, take less."
    )


@pytest.mark.parametrize("known", [True, False])
def test_nothing_is_advised_that_would_not_help(known: bool) -> None:
    """The smallest student of all, or one whose size nobody knows, with a small adapter and few tools."""
    setting = msgspec.structs.replace(SETTING, rank=8, prefix=200)
    assert len(advice(catalogue()[0].shape if known else None, setting, SMALL_GPU)) == 1
