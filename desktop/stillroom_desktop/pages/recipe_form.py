"""The recipe of a training as a form: a preset, and each value to change, with its explanation."""

from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from stillroom.errors import KnownError
from stillroom.training import EXPLAINED, PRESETS, Preset, Recipe, make_recipe
from stillroom_desktop.engine_words import said
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import Field, LabelledRow, Segmented, Switch

MAIN = ("epochs", "batch_size", "learning_rate", "rank", "max_tokens", "seed")
"""The values that are shown without asking."""

_FIELD = 92

translate = QCoreApplication.translate


def preset_title(preset: Preset) -> str:
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


def _wrong(preset: Preset, name: str, text: str) -> str:
    """What would fit instead of a text that does not; else nothing."""
    try:
        make_recipe(preset, {name: text})
    except KnownError as error:
        return said(error.hint)
    return ""


class RecipeForm(Card):
    """A preset and its values. `changed` comes when `recipe` did."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Recipe"))
        self.recipe: Recipe | None = PRESETS["quick"]
        self.presets = Segmented([(preset, preset_title(preset)) for preset in PRESETS])
        self.presets.changed.connect(self._take_preset)
        self.undo = Button(self.tr("Undo changes"), "undo", kind="quiet", small=True)
        self.undo.clicked.connect(self._take_preset)
        self._sentence = Label(role="text2", wrap=True)
        self.controls: dict[str, Field | Switch] = {}
        self._rows: dict[str, LabelledRow] = {}
        self._rest = QWidget()
        self.more = Button(self.tr("All values"), "chevron_down", kind="quiet", small=True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_more)
        self._lay_out()
        self._take_preset()

    def _lay_out(self) -> None:
        names = [field.name for field in msgspec.structs.fields(Recipe)]
        main = QWidget()
        self._fill(main, list(MAIN))
        self._fill(self._rest, [name for name in names if name not in MAIN])
        self._rest.hide()
        self.add_action(self.undo)
        self.add_action(self.presets)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        self.body.addWidget(self._sentence)
        self.body.addSpacing(4)
        self.body.addWidget(main)
        self.body.addLayout(foot)
        self.body.addWidget(self._rest)
        self.body.addStretch(1)

    def _fill(self, where: QWidget, names: list[str]) -> None:
        grid = QGridLayout(where)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(36)
        grid.setVerticalSpacing(10)
        half = (len(names) + 1) // 2
        for at, name in enumerate(names):
            title, explanation = value_words(name)
            row = LabelledRow(title, self._control(name), help=explanation)
            self._rows[name] = row
            grid.addWidget(row, at % half, at // half, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at // half, 1)

    def _control(self, name: str) -> Field | Switch:
        title, _ = value_words(name)
        if name == "activation_checkpointing":
            switch = Switch(title)
            switch.toggled.connect(self._read)
            self.controls[name] = switch
            return switch
        field = Field(self.tr("all") if name == "max_steps" else "")
        field.setAccessibleName(title)
        field.setFixedWidth(_FIELD)
        field.textChanged.connect(self._read)
        self.controls[name] = field
        return field

    @property
    def preset(self) -> Preset:
        return next(preset for preset in PRESETS if preset == self.presets.value)

    def _take_preset(self) -> None:
        """Show the chosen preset's own values."""
        recipe = PRESETS[self.preset]
        for name, control in self.controls.items():
            with QSignalBlocker(control):
                if isinstance(control, Switch):
                    control.setChecked(getattr(recipe, name))
                else:
                    control.setText(value_text(getattr(recipe, name)))
        self._sentence.setText(said(EXPLAINED[self.preset]))
        self._read()

    def _read(self) -> None:
        """Take the values as they stand now; say under a value that does not fit what is wrong."""
        changes = self._changes()
        told = {name: _wrong(self.preset, name, text) for name, text in changes.items()}
        wrong = {name: words for name, words in told.items() if words}
        for name, control in self.controls.items():
            self._rows[name].set_note(wrong.get(name, ""), wrong=True)
            control.setAccessibleDescription(wrong.get(name, ""))
            if isinstance(control, Field):
                control.set_invalid(name in wrong)
        self.undo.setVisible(bool(changes))
        self.recipe = None if wrong else make_recipe(self.preset, changes)
        self.changed.emit()

    def _changes(self) -> dict[str, str]:
        preset = PRESETS[self.preset]
        shown = {
            name: value_text(control.isChecked()) if isinstance(control, Switch) else control.text().strip()
            for name, control in self.controls.items()
        }
        return {name: text for name, text in shown.items() if text != value_text(getattr(preset, name))}

    def _show_more(self, shown: bool) -> None:
        self._rest.setVisible(shown)
        self.more.setText(self.tr("Fewer values") if shown else self.tr("All values"))
