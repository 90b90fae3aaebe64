"""How a student is trained: every value, and the presets that most people choose from."""

from typing import Annotated, Any, Literal

import msgspec

from stillroom.errors import KnownError

_Count = Annotated[int, msgspec.Meta(ge=1)]
_Some = Annotated[int, msgspec.Meta(ge=1, le=1024)]  # each of them is more to hold in memory
_Times = Annotated[int, msgspec.Meta(ge=0, le=1024)]
_Seed = Annotated[int, msgspec.Meta(ge=0, lt=2**32)]
_Rate = Annotated[float, msgspec.Meta(gt=0, le=1)]
_Scale = Annotated[float, msgspec.Meta(gt=0, le=1000)]
_Part = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Share = Annotated[float, msgspec.Meta(ge=0, lt=1)]

Preset = Literal["quick", "balanced", "thorough"]
Wanted = Literal["auto", "nf4", "bf16", "fp32"]


class Recipe(msgspec.Struct, frozen=True):
    """A run's settings; all of them are stored with the run.

    `epochs` times every sample is seen, `batch_size` samples make one step, `learning_rate` is the peak of a cosine with a warm-up.
    `rank` is the size of the adapter (LoRA), `scale` its alpha over its rank, `depth` the share of the model's layers, from the
    last one down, that get one: below them nothing is computed backward. Samples longer than `max_tokens` are left out.
    A sample without a call is seen `restraint` times as often as one with: there are few of them, and they are short.
    `masking` is the share of the steps that read the tools under random names (training/masking.py), so that a student learns to
    read what they do (Hammer, arXiv 2410.04587); for tools that stay the same, leave a third of the steps their names.
    `max_steps` ends a run early, `checkpoint_steps` are the steps between checkpoints.
    `weights`: what the student's own weights are held in, "nf4" (4 bits, QLoRA), "bf16" or "fp32"; "auto" leaves it to the
    hardware (training/weights.py). `activation_checkpointing` computes parts twice to save memory. All chance (the order of the
    samples, masking, dropout, the fresh adapter) comes from `seed`.
    `evaluate_steps` are the steps between measurements of the loss on held-out tasks, None for a single one at the end; of all
    that were measured the best adapter is kept. After `patience` measurements without a better one the run ends early; None: never.
    `preference` times each pair of a right and a wrong solution of the same task is seen in a second stage (DPO,
    training/preference.py), 0 for no such stage; `preference_rate` is its learning rate, and the higher `preference_beta` is, the
    closer the student stays to what it was before.
    """

    epochs: _Some = 2
    batch_size: _Count = 8
    learning_rate: _Rate = 2.5e-3
    rank: _Some = 32
    scale: _Scale = 2.0
    depth: _Rate = 1.0
    restraint: _Some = 1
    masking: _Part = 0.0
    dropout: _Share = 0.0
    weight_decay: _Share = 0.0
    warmup: _Share = 0.05
    max_tokens: _Count = 4096
    max_steps: _Count | None = None
    checkpoint_steps: _Count = 20
    weights: Wanted = "auto"
    activation_checkpointing: bool = False
    evaluate_steps: _Count | None = None
    patience: _Count | None = None
    preference: _Times = 0
    preference_rate: _Rate = 5e-5
    preference_beta: _Rate = 0.1
    seed: _Seed = 0


PRESETS: dict[Preset, Recipe] = {
    "quick": Recipe(epochs=1, batch_size=6, restraint=2),
    "balanced": Recipe(evaluate_steps=20, patience=3),
    "thorough": Recipe(epochs=5, learning_rate=1e-3, evaluate_steps=20, patience=5),
}

EXPLAINED: dict[Preset, str] = {
    "quick": "Every solution is read once, those without a call twice: the shortest way to a student to try.",
    "balanced": "Every solution is read twice, and on the way held-out tasks say which student is the best so far. "
    "It takes more than twice as long as quick.",
    "thorough": "Every solution is read five times, in smaller steps, unless held-out tasks say earlier that it gets no better. "
    "To the end it takes more than five times as long as quick.",
}
"""What each preset does, for one who has to choose."""

_NEEDED = {
    _Count: "A whole number from 1 on is needed.",
    _Count | None: "A whole number from 1 on is needed, or none.",
    _Some: "A whole number from 1 to 1024 is needed.",
    _Times: "A whole number from 0 to 1024 is needed.",
    _Seed: "A whole number from 0 to 4294967295 is needed.",
    _Rate: "A number above 0 and up to 1 is needed.",
    _Scale: "A number above 0 and up to 1000 is needed.",
    _Part: "A number from 0 to 1 is needed.",
    _Share: "A number from 0 to below 1 is needed.",
    Wanted: "One of auto, nf4, bf16 and fp32 is needed.",
    bool: "Either true or false is needed.",
}


def make_recipe(preset: Preset, changes: dict[str, str]) -> Recipe:
    """A preset with single values changed, each given as text; "none" or nothing where a value may be missing.

    Raises:
        KnownError: there is no such setting, or the value does not fit it; the hint says what does.
    """
    known = {field.name: field for field in msgspec.structs.fields(Recipe)}
    values: dict[str, Any] = {}
    for name, text in changes.items():
        if name not in known:
            raise KnownError("No such setting", f"A recipe has no {name}.", f"It has {', '.join(known)}.")
        try:
            values[name] = msgspec.convert(None if text in ("", "none") else text, known[name].type, strict=False)
        except msgspec.ValidationError as error:
            wrong = f"{name} cannot be {text}." if text else f"{name} cannot be empty."
            raise KnownError("The value does not fit", wrong, _NEEDED[known[name].type]) from error
    return msgspec.structs.replace(PRESETS[preset], **values)
