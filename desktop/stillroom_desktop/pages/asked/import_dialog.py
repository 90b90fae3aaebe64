"""Importing tasks from a file: what is in it, and which of its columns holds what."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from stillroom.errors import StillroomError
from stillroom.tasks import FIELDS, ImportParams, Preview, preview
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.controls import ProgressBar, Select
from stillroom_desktop.widgets.dialog import AskingDialog
from stillroom_desktop.widgets.table import Column, Table
from stillroom_desktop.words import home_path
from stillroom_desktop.workspace import Workspace

SUFFIXES = (".csv", ".tsv", ".jsonl", ".txt")
_TABLES = (".csv", ".tsv", ".jsonl")
_ROWS = 6
_CUT = 300  # signs of a cell that are shown

translate = QCoreApplication.translate


class ImportTasksDialog(AskingDialog):
    """Shows the first rows of a file as the tasks that they would be, and begins to add them all."""

    def __init__(self, parent: QWidget, workspace: Workspace, path: Path) -> None:
        super().__init__(parent, translate("ImportTasksDialog", "Import tasks"))
        self.setObjectName("import_tasks")
        self._workspace, self._path = workspace, path
        self._seen: Preview | None = None
        self.columns: dict[str, Select] = {}
        self._facts = Label(role="text2", wrap=True)
        self._bar = ProgressBar()
        self._fault = Notice("bad", "")
        self._fault.hide()
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self.table = Table(
            [
                Column("prompt", self.tr("Task")),
                Column("kind", self.tr("Kind"), "muted", 100, spare=True),
                Column("rest", self.tr("What else is known"), "muted", 250, spare=True),
            ],
            "",
        )
        self.table.setAccessibleName(self.tr("The first tasks"))
        self._card = Card(self.tr("The first tasks"), flush=True)
        self._card.body.addWidget(self.table)
        self.add = Button(self.tr("Import"), kind="primary")
        self.add.clicked.connect(self._add)
        self.add.setEnabled(False)
        self._lay_out()
        self._reader = Background(self, daemon=True)
        self._reader.done.connect(self._show)
        self._bar.set(None)
        self._reader.call(partial(preview, path, _ROWS))

    def _lay_out(self) -> None:
        file = QHBoxLayout()
        file.setSpacing(8)
        file.addWidget(Label(home_path(self._path), mono=True, size=12, elide=True), 1)
        self.body.addLayout(file)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._fault)
        self.body.addWidget(self._fields)
        self.body.addSpacing(GAP // 2)
        self.body.addWidget(self._card, 1)
        self.add_buttons(self.add)
        self.resize(760, 660)

    def _show(self, seen: Any) -> None:
        self._bar.hide()
        self._bar.set(0.0)
        if isinstance(seen, StillroomError):
            self._fault.set("bad", *failure_words(seen.to_json()))
            self._fault.show()
            self._fields.hide()
            return
        self._seen = seen
        self._facts.setText(self._what_it_is(seen))
        if self._path.suffix.lower() in _TABLES:
            self._ask_for_columns(seen)
        self._preview()

    def _what_it_is(self, seen: Preview) -> str:
        words = {
            ",": self.tr("A table whose columns are separated by commas."),
            ";": self.tr("A table whose columns are separated by semicolons."),
            "\t": self.tr("A table whose columns are separated by tabs."),
        }
        if seen.separator:
            what = words[seen.separator]
        elif self._path.suffix.lower() == ".txt":
            what = self.tr("Plain text: each line is a task.")
        else:
            what = self.tr("JSON lines: each line is a task.")
        rest = self.tr(
            "What is there already, or nearly so, is left out, and so is a line that is no task; you are shown which."
        )
        return f"{what} {rest}"

    def _ask_for_columns(self, seen: Preview) -> None:
        titles = _field_titles()
        for place, field in enumerate(FIELDS):
            options = [("", self.tr("not there")), *((name, name) for name in seen.columns)]
            select = Select(options, name=titles[field])
            select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            select.setMinimumContentsLength(8)
            select.set_value(seen.mapping.get(field, ""))
            select.changed.connect(self._preview)
            self.columns[field] = select
            row, column = divmod(place, 3)
            self._grid.addWidget(Label(titles[field], size=12, weight=500, role="text2"), 2 * row, column)
            self._grid.addWidget(select, 2 * row + 1, column)
            self._grid.setColumnStretch(column, 1)
        if not self.columns["prompt"].value and len(seen.columns) == 1:
            self.columns["prompt"].set_value(seen.columns[0])

    @property
    def mapping(self) -> dict[str, str]:
        """Which column holds which field, as it is chosen."""
        return {field: select.value for field, select in self.columns.items() if select.value}

    def _preview(self) -> None:
        seen = self._seen
        assert seen
        mapping = self.mapping if self.columns else seen.mapping
        rows = []
        for place, cells in enumerate(seen.rows):
            by_name = dict(zip(seen.columns, cells, strict=True))
            told = {field: by_name.get(column, "")[:_CUT] for field, column in mapping.items()}
            rest = [f"{_field_titles()[field]}: {text}" for field, text in told.items() if text and field not in _SHOWN]
            rows.append(
                {
                    "id": str(place),
                    "prompt": told.get("prompt", " · ".join(cells)[:_CUT]),
                    "kind": told.get("kind", ""),
                    "rest": "; ".join(rest),
                }
            )
        self.table.set_rows(rows)
        asked = "prompt" in mapping
        self._fault.setVisible(not asked or not rows)
        if not rows:
            self._fault.set("warn", self.tr("There is no task in this file."))
        elif not asked:
            self._fault.set("warn", self.tr("Say which column holds what is asked."))
        self.add.setEnabled(asked and bool(rows))

    def _add(self) -> None:
        # A column that is left out although it bears a field's name must not be taken for it all the same.
        seen = self._seen
        assert seen
        absent = {field: "" for field in seen.mapping if self.columns and field not in self.mapping}
        params = ImportParams(str(self._path), (self.mapping | absent) if self.columns else {})
        if self._workspace.import_tasks(params):
            self.accept()


_SHOWN = ("prompt", "kind")


def _field_titles() -> dict[str, str]:
    """The fields of a task line in words."""
    return {
        "prompt": translate("ImportTasksDialog", "What is asked"),
        "kind": translate("ImportTasksDialog", "Kind"),
        "family": translate("ImportTasksDialog", "Family"),
        "split": translate("ImportTasksDialog", "Side"),
        "initial_state": translate("ImportTasksDialog", "Initial state"),
        "solution": translate("ImportTasksDialog", "Solution (calls)"),
        "results": translate("ImportTasksDialog", "Results"),
        "thoughts": translate("ImportTasksDialog", "Thoughts"),
        "answer": translate("ImportTasksDialog", "Answer"),
        "check": translate("ImportTasksDialog", "Check"),
        "user": translate("ImportTasksDialog", "What the user knows"),
        "id": translate("ImportTasksDialog", "Name (id)"),
    }
