"""What chooses among the tasks: side, kind, tool, family, whether there is a check, and a text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import CellCount, Kind, Split, TaskChoice
from stillroom_desktop.pages.asked.grid import ALL
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.controls import SearchField, Segmented, Select
from stillroom_desktop.words import count, kind_title

_FAMILIES = 500
"""More families than one can look through in a list; the text finds them."""

_NO_TOOL = "-"  # a Select's key may not be empty


class TaskFilters(QWidget):
    """`changed` tells that another `choice` was made."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._difficulty: str | None = None
        self._persona: str | None = None
        self.side = Segmented([("all", ""), ("train", ""), ("held_out", "")], name=self.tr("Side"))
        kinds = [(kind, kind_title(kind)) for kind in get_args(Kind)]
        self.kind = Select([("", self.tr("All kinds")), *kinds], name=self.tr("Kind"))
        self.tool = Select([("", self.tr("All tools"))], name=self.tr("Tool"))
        self.family = Select([("", self.tr("All families"))], name=self.tr("Family"))
        self.check = Select(
            [("", self.tr("Checked or not")), ("yes", self.tr("With a check")), ("no", self.tr("Without a check"))],
            name=self.tr("Check"),
        )
        self.search = SearchField(self.tr("Filter tasks"))
        self.shown = Label(size=12, role="text3", tabular=True)
        self.clear = Button(self.tr("Show all"), kind="quiet", small=True)
        self.clear.clicked.connect(self.reset)
        for part in (self.side, self.kind, self.tool, self.family, self.check, self.search):
            part.changed.connect(self._tell)
        for select in (self.kind, self.tool, self.family, self.check):
            select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            select.setMinimumContentsLength(8)
        self.search.setMinimumWidth(120)
        found = QHBoxLayout()
        found.setSpacing(8)
        found.addWidget(self.search, 1)
        found.addWidget(self.shown)
        found.addWidget(self.clear)
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._upper.setSpacing(8)
        self._upper.addWidget(self.side)
        self._upper.addLayout(found, 1)
        self._lower = QGridLayout()
        self._lower.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(15, 10, 15, 10)
        whole.setSpacing(8)
        whole.addLayout(self._upper)
        whole.addLayout(self._lower)
        self._columns = 0
        self.set_wide(False)

    def set_wide(self, wide: bool) -> None:
        """Let all stand in two lines, or in four."""
        columns = 4 if wide else 2
        if columns == self._columns:
            return
        self._columns = columns
        self._upper.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        for place, select in enumerate((self.kind, self.tool, self.family, self.check)):
            self._lower.addWidget(select, *divmod(place, columns))
        for column in range(4):
            self._lower.setColumnStretch(column, int(column < columns))

    @property
    def choice(self) -> TaskChoice:
        """What is chosen."""
        side, kind = self.side.value, self.kind.value
        tool = self.tool.value
        return TaskChoice(
            split=next((split for split in get_args(Split) if split == side), None),
            kind=next((each for each in get_args(Kind) if each == kind), None),
            tool="" if tool == _NO_TOOL else tool or None,
            difficulty=self._difficulty,
            persona=self._persona,
            family=self.family.value or None,
            checked={"yes": True, "no": False}.get(self.check.value),
            text=self.search.text().strip(),
        )

    def choose_cell(self, tool: str, dimension: str, key: str) -> None:
        """Choose a cell of the grid alone; chosen once more, all is shown again."""
        before = self.choice
        with QSignalBlocker(self):
            self.reset()
            self.tool.set_value(tool or _NO_TOOL)
            if key != ALL and dimension == "kind":
                self.kind.set_value(key)
            elif key != ALL:
                self._difficulty, self._persona = (key, None) if dimension == "difficulty" else (None, key)
            if self.choice == before:
                self.reset()
        self._tell()

    def reset(self) -> None:
        """Show all tasks."""
        with QSignalBlocker(self):
            self._difficulty = self._persona = None
            self.side.set_value("all")
            for select in (self.kind, self.tool, self.family, self.check):
                select.set_value("")
            with QSignalBlocker(self.search):
                self.search.clear()
        self._tell()

    def show_cells(self, cells: Sequence[CellCount], families: Mapping[str, Split], tools: Iterable[str]) -> None:
        """Offer what there is; `tools` are those that tasks may be about, "" for none."""
        learn = sum(each.count for each in cells if each.split == "train")
        held_out = sum(each.count for each in cells if each.split == "held_out")
        self.side.set_word("all", self.tr("All {count}").format(count=count(learn + held_out)))
        self.side.set_word("train", self.tr("Learn {count}").format(count=count(learn)))
        self.side.set_word("held_out", self.tr("Held out {count}").format(count=count(held_out)))
        names = [(tool or _NO_TOOL, tool or self.tr("no tool")) for tool in tools]
        self.tool.set_options([("", self.tr("All tools")), *names])
        listed = sorted(families) if len(families) <= _FAMILIES else []
        self.family.set_options([("", self.tr("All families")), *((name, name) for name in listed)])
        self.family.setEnabled(bool(listed))

    def show_count(self, shown: int, total: int) -> None:
        """Say how many tasks the list has, where it has not all."""
        self.shown.setText(self.tr("%n shown", "", shown))
        self.shown.setVisible(shown != total)
        self.clear.setVisible(self.choice != TaskChoice())

    def _tell(self) -> None:
        self.changed.emit()
