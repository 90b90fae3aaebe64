"""Two cards beside the loss: the recipe that a run has, and what happened in it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from stillroom.training import TrainParams
from stillroom_desktop.pages.recipe_form import MAIN
from stillroom_desktop.pages.recipe_words import preset_of, preset_title, shown_value, value_words
from stillroom_desktop.pages.training_log import Happened
from stillroom_desktop.widgets.basic import Button, Help, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.words import moment, student_title

_SHOWN = 60
"""What happened is listed so far back; the run's journal has the rest."""


class RecipeCard(Card):
    """The student and the values of a run."""

    def __init__(self) -> None:
        super().__init__(self.tr("Recipe"))
        self._preset = Chip("", "mute")
        self.sees = Button("", "eye", kind="quiet", small=True, name=self.tr("What the student sees"))
        self.add_action(self._preset)
        self.add_action(self.sees)
        self._student = self._add_row(self.tr("Student"), "")
        self._values = {name: self._add_row(*value_words(name)) for name in MAIN}
        self.body.setContentsMargins(19, 9, 19, 9)
        self.body.setSpacing(1)

    def _add_row(self, name: str, help: str) -> Label:
        value = Label(weight=600, tabular=True)
        value.setMinimumHeight(18)  # as high as a "?", so that the rows stand evenly
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Label(name, role="text2"))
        if help:
            row.addWidget(Help(help))
        row.addStretch(1)
        row.addWidget(value)
        self.body.addLayout(row)
        return value

    def show_params(self, params: TrainParams) -> None:
        preset = preset_of(params.recipe)
        self._preset.set(preset_title(preset) if preset else self.tr("Your own"), "mute")
        self._student.setText(student_title(params.student))
        for name, label in self._values.items():
            label.setText(shown_value(params.recipe, name))


class HappenedCard(Card):
    """What happened in a run, the newest first, with the time where it is known."""

    def __init__(self) -> None:
        super().__init__(self.tr("What happened"), flush=True)
        self._shown: tuple[Happened, ...] = ()
        self._area = _Area()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("What happened"))
        self.body.addWidget(self._area)

    def show_rows(self, happened: Sequence[Happened]) -> None:
        """Show these; what is given is in the order of time."""
        newest = tuple(happened[: -_SHOWN - 1 : -1])
        if newest == self._shown:
            return
        self._shown = newest
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(19, 10, 14, 10)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        timed = any(row.when for row in newest)
        for at, row in enumerate(newest):
            if timed:
                grid.addWidget(Label(moment(row.when) if row.when else "", role="text3", tabular=True), at, 0, top)
            grid.addWidget(Label(row.text, role="text2", wrap=True), at, 1, top)
        grid.setRowStretch(len(newest), 1)
        self._area.setWidget(content)


class _Area(QScrollArea):
    """Asks for one row's height, and takes what is left."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, 38)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()
