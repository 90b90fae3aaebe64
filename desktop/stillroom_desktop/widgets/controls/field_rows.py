"""Rows of fields that grow and shrink: a list of words, or pairs of a name and a value."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.controls.fields import Field
from stillroom_desktop.widgets.controls.growing_rows import GrowingRows


class FieldRows(GrowingRows):
    """Rows of one field or of several beside each other, named by `columns`. `edited` tells every change by the user."""

    edited = Signal()

    def __init__(self, columns: Sequence[str], add: str, *, name: str) -> None:
        """`add` is the word of the button for one more row, `name` what the rows are, for screen readers."""
        super().__init__(add, spacing=6)
        self._columns, self._name = tuple(columns), name
        self._rows: list[tuple[QWidget, list[Field]]] = []
        self.more.clicked.connect(self._add_by_hand)

    @property
    def rows(self) -> list[list[str]]:
        """What is written, row by row."""
        return [[field.text() for field in fields] for _, fields in self._rows]

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows; where they are shown already, nothing happens."""
        if [list(row) for row in rows] == self.rows:
            return
        while len(self._rows) > len(rows):
            self._drop(self._rows[-1][0])
        while len(self._rows) < len(rows):
            self._add()
        for (_, fields), row in zip(self._rows, rows, strict=True):
            for field, text in zip(fields, row, strict=True):
                if field.text() != text:
                    field.setText(text)
                    field.setCursorPosition(0)

    def fields(self, row: int) -> list[Field]:
        return self._rows[row][1]

    def focused(self) -> Field | None:
        """The field that is written in, or the last one of the last row."""
        fields = [field for _, row in self._rows for field in row]
        return next((field for field in fields if field.hasFocus()), fields[-1] if fields else None)

    def _add_by_hand(self) -> None:
        self._add()
        self._rows[-1][1][0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _add(self) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        fields = []
        for number, column in enumerate(self._columns):
            field = Field(column)
            field.setFont(font(12, mono=True))
            field.setAccessibleName(f"{self._name}: {column}")
            field.setMinimumWidth(60)
            field.textEdited.connect(self.edited)
            row.addWidget(field, 1 if number == 0 and len(self._columns) > 1 else 2)
            fields.append(field)
        gone = Button(
            "", "minus", kind="quiet", small=True, name=self.tr("Remove this row: {name}").format(name=self._name)
        )
        gone.clicked.connect(lambda: self._drop_by_hand(line))
        row.addWidget(gone)
        self._rows.append((line, fields))
        self.place(line)

    def _drop_by_hand(self, line: QWidget) -> None:
        self._drop(line)
        self.edited.emit()

    def _drop(self, line: QWidget) -> None:
        self._rows = [row for row in self._rows if row[0] is not line]
        self.take_away(line)
