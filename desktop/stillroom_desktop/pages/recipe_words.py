"""What a recipe and its values are called, and what they are in two plain sentences."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from stillroom.training import PRESETS, Preset, Recipe

translate = QCoreApplication.translate


def preset_title(preset: Preset) -> str:
    """A preset's name for the user."""
    match preset:
        case "quick":
            return translate("Recipe", "Quick look")
        case "balanced":
            return translate("Recipe", "Balanced")
        case "thorough":
            return translate("Recipe", "Thorough")


def preset_of(recipe: Recipe) -> Preset | None:
    """The preset that a recipe is, None where a value was changed."""
    return next((preset for preset, known in PRESETS.items() if known == recipe), None)


def value_words(name: str) -> tuple[str, str]:
    """What a value of a recipe is called, and what it is in two plain sentences."""
    words = {
        "epochs": (
            translate("Recipe", "Epochs"),
            translate(
                "Recipe", "How often every solution is read. More teaches more, until it is learnt by heart instead."
            ),
        ),
        "batch_size": (
            translate("Recipe", "Batch"),
            translate(
                "Recipe", "How many solutions make one step. More gives a steadier direction, and fewer steps in all."
            ),
        ),
        "learning_rate": (
            translate("Recipe", "Learning rate"),
            translate("Recipe", "How far one step moves the student. Too little learns slowly, too much forgets."),
        ),
        "rank": (
            translate("Recipe", "Adapter rank"),
            translate(
                "Recipe",
                "What is learnt goes into a small adapter (LoRA) beside the student's weights, and this is its size. "
                "A larger one can hold more and needs more memory.",
            ),
        ),
        "max_tokens": (
            translate("Recipe", "Longest solution"),
            translate(
                "Recipe",
                "In tokens, the pieces of words that a model reads. A longer solution is left out, because cut off it "
                "would teach to stop midway.",
            ),
        ),
        "seed": (
            translate("Recipe", "Seed"),
            translate(
                "Recipe",
                "The number that all chance comes from, such as the order of the solutions. The same seed on the same "
                "computer repeats a run.",
            ),
        ),
        "scale": (
            translate("Recipe", "Adapter scale"),
            translate("Recipe", "How loudly the adapter speaks beside the student's own weights. 2 is common."),
        ),
        "depth": (
            translate("Recipe", "Adapter depth"),
            translate(
                "Recipe",
                "The share of the student's layers, from the last one down, that learn. Fewer make each step quicker, "
                "and hold less.",
            ),
        ),
        "restraint": (
            translate("Recipe", "Restraint"),
            translate(
                "Recipe",
                "How often a solution without a call is read for each time that one with a call is. More of it teaches "
                "the student to ask back instead of guessing.",
            ),
        ),
        "masking": (
            translate("Recipe", "Other names"),
            translate(
                "Recipe",
                "The share of the steps in which tools and parameters have random names (function masking). The student then "
                "learns to read what a tool does, instead of knowing it by its name.",
            ),
        ),
        "dropout": (
            translate("Recipe", "Dropout"),
            translate(
                "Recipe",
                "The share of the adapter that each step leaves out by chance. It makes learning by heart harder.",
            ),
        ),
        "weight_decay": (
            translate("Recipe", "Weight decay"),
            translate("Recipe", "How much each step shrinks the adapter. It keeps single values from growing large."),
        ),
        "warmup": (
            translate("Recipe", "Warm-up"),
            translate(
                "Recipe", "The share of the steps in which the learning rate rises from 0. It makes the start gentle."
            ),
        ),
        "max_steps": (
            translate("Recipe", "Steps at most"),
            translate("Recipe", "Ends the training early. Empty means that every epoch is done whole."),
        ),
        "checkpoint_steps": (
            translate("Recipe", "Steps between checkpoints"),
            translate("Recipe", "A checkpoint is all that is needed to go on later. One is also saved when you pause."),
        ),
        "weights": (
            translate("Recipe", "Weights"),
            translate(
                "Recipe",
                "How finely the student's own weights are held while the adapter learns: nf4 (4 bits, QLoRA) needs least memory, "
                "bf16 about four times as much, fp32 eight times. Auto leaves it to the hardware.",
            ),
        ),
        "preference": (
            translate("Recipe", "Passes over pairs"),
            translate(
                "Recipe",
                "After the training, how often each pair of a right and a wrong solution of the same task is read, so that the student "
                "learns to tell them apart (DPO). 0 means never.",
            ),
        ),
        "preference_rate": (
            translate("Recipe", "Learning rate of pairs"),
            translate(
                "Recipe", "How far one step of that moves the student. It is much smaller than that of the training."
            ),
        ),
        "preference_beta": (
            translate("Recipe", "Closeness"),
            translate(
                "Recipe",
                "The higher it is, the closer the student stays to what it was before the pairs. 0.1 is common.",
            ),
        ),
        "evaluate_steps": (
            translate("Recipe", "Steps between measurements"),
            translate(
                "Recipe",
                "So often the loss on held-out tasks is measured, and in the end the best student is kept. Empty means once, "
                "at the end.",
            ),
        ),
        "patience": (
            translate("Recipe", "Patience"),
            translate(
                "Recipe",
                "After so many measurements without a better one the training ends early. Empty means that it goes on to "
                "its end.",
            ),
        ),
        "activation_checkpointing": (
            translate("Recipe", "Save memory"),
            translate(
                "Recipe",
                "Computes some parts twice instead of keeping them (activation checkpointing). It needs less memory "
                "and more time.",
            ),
        ),
    }
    return words[name]


def value_text(value: Any) -> str:
    """A value as the form shows it, and as `make_recipe` reads it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def shown_value(recipe: Recipe, name: str) -> str:
    """A value of a recipe as it is read, not written."""
    value = getattr(recipe, name)
    if value is None:
        return translate("Recipe", "none")
    if isinstance(value, bool):
        return translate("Recipe", "yes") if value else translate("Recipe", "no")
    return value_text(value).replace(".", QLocale().decimalPoint())


def changed_values(recipe: Recipe) -> tuple[Preset, list[str]]:
    """The preset that a recipe is nearest to, and the names of the values that are others."""
    names = Recipe.__struct_fields__
    changed = {
        preset: [name for name in names if getattr(recipe, name) != getattr(known, name)]
        for preset, known in PRESETS.items()
    }
    nearest = min(changed, key=lambda preset: len(changed[preset]))
    return nearest, changed[nearest]


def recipe_title(recipe: Recipe) -> str:
    """A recipe in a few words: its preset, and what is changed of it."""
    preset, changed = changed_values(recipe)
    return ", ".join(
        [preset_title(preset), *(f"{value_words(name)[0]} {shown_value(recipe, name)}" for name in changed)]
    )
