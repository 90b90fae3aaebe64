"""The recipe of a training as a form: a preset, and each value to change, with its explanation."""

from typing import get_args

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from stillroom.errors import KnownError
from stillroom.training import EXPLAINED, PRESETS, Preset, Recipe, Wanted, make_recipe
from stillroom_desktop.engine_words import said
from stillroom_desktop.pages.recipe_words import preset_title, value_text, value_words
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import Field, LabelledRow, Segmented, Select, Switch

MAIN = ("epochs", "batch_size", "learning_rate", "rank", "max_tokens", "seed")
"""The values that are shown without asking."""

_FIELD = 92


def _wrong(preset: Preset, name: str, text: str) -> str:
    """What would fit instead of a text that does not; else nothing."""
    try:
        make_recipe(preset, {name: text})
    except KnownError as error:
        return said(error.hint)
    return ""


def _text(control: Field | Switch | Select) -> str:
    """What is chosen or written, as `make_recipe` reads it."""
    if isinstance(control, Switch):
        return value_text(control.isChecked())
    return control.value if isinstance(control, Select) else control.text().strip()


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
        self.controls: dict[str, Field | Switch | Select] = {}
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

    def _control(self, name: str) -> Field | Switch | Select:
        title, _ = value_words(name)
        if name == "activation_checkpointing":
            switch = Switch(title)
            switch.toggled.connect(self._read)
            self.controls[name] = switch
            return switch
        if name == "weights":
            select = Select([(key, key) for key in get_args(Wanted)], name=title)
            select.setMinimumWidth(_FIELD)
            select.changed.connect(self._read)
            self.controls[name] = select
            return select
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
                elif isinstance(control, Select):
                    control.set_value(getattr(recipe, name))
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
        shown = {name: _text(control) for name, control in self.controls.items()}
        return {name: text for name, text in shown.items() if text != value_text(getattr(preset, name))}

    def _show_more(self, shown: bool) -> None:
        self._rest.setVisible(shown)
        self.more.setText(self.tr("Fewer values") if shown else self.tr("All values"))
