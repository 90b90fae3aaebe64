"""What to do about a student that this computer's memory is not enough to train."""

import contextlib
from collections.abc import Sequence

import msgspec

from stillroom.errors import KnownError, StudentError
from stillroom.students import Hardware, Setting, Shape, Student, catalogue, fit, look, shape_of, usual_setting
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample, common_prefix

_RANK = 8  # enough for what is narrow, as using a few tools is
_TOLD_GB = 0.1  # less is not worth a sentence
_SMALLER = 0.9  # of the parameters, or it would change little


def no_room(student: Student, plan: Sequence[Sequence[Sample]], recipe: Recipe) -> KnownError:
    """The error of a run for which no rung is left. `plan`: what each of its steps reads."""
    step = max(plan, key=lambda samples: max(len(sample.ids) for sample in samples))
    longest, prefix, hardware = max(step, key=lambda sample: len(sample.ids)), common_prefix(step), look()
    setting = msgspec.structs.replace(
        usual_setting(hardware, "auto"),
        rank=recipe.rank,
        depth=recipe.depth,
        prefix=prefix,
        samples=1,
        tail=len(longest.ids) - prefix,
        learned=sum(longest.learned),
        activation_checkpointing=True,
    )
    shape = None
    with contextlib.suppress(StudentError):
        shape = shape_of(student.name)
    return KnownError(
        "Memory is not enough",
        "All that saves memory was tried, and it was not enough.",
        " ".join(advice(shape, setting, hardware)),
    )


def advice(shape: Shape | None, setting: Setting, hardware: Hardware) -> list[str]:
    """What would help, each in a sentence. `shape` is the student's, None where it is not known; `setting` what takes least memory."""
    said = ["Close other programs, then go on with: stillroom train --resume."]
    if shape:
        smaller = [listed for listed in catalogue() if listed.parameters < _SMALLER * shape.parameters]
        fits = {listed.title: fit(listed.shape, setting, hardware) for listed in smaller}
        if fitting := [title for title in fits if fits[title].level != "no"]:
            takes = fits[fitting[-1]].train_gb
            said.append(f"Or train a smaller student: {fitting[-1]} would take about {takes:.1f} GB.")
        lower = msgspec.structs.replace(setting, rank=min(_RANK, setting.rank))
        saved = fit(shape, setting, hardware).train_gb - fit(shape, lower, hardware).train_gb
        if saved >= _TOLD_GB:
            said.append(f"With a rank of {lower.rank} instead of {setting.rank} it would take {saved:.1f} GB less.")
    if setting.prefix > setting.tail:
        said.append(
            f"The tools are {setting.prefix} of the {setting.tokens} tokens of the longest sample: fewer tools, or shorter descriptions, take less."
        )
    return said
