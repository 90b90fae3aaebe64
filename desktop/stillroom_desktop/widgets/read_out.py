"""The small card beside a plot's crosshair."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from stillroom_desktop.theme import RADIUS_SMALL, theme
from stillroom_desktop.widgets.basic import Label


class ReadOut(QWidget):
    """What the crosshair reads: a title, and up to so many rows of a name and a value. The mouse goes through it."""

    def __init__(self, parent: QWidget, rows: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 9, 12, 9)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 8)
        self._title = Label(weight=600)
        grid.addWidget(self._title, 0, 0, 1, 3)
        self._rows = [(Label(role="text2", size=12), Label(weight=600, size=12, tabular=True)) for _ in range(rows)]
        self._roles: list[str] = []
        for at, (name, value) in enumerate(self._rows, start=1):
            grid.addWidget(name, at, 1)
            grid.addWidget(value, at, 2, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def show_rows(self, title: str, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show rows of a colour role (empty for no dot), a name and a value."""
        self._title.setText(title)
        self._roles = [role for role, _, _ in rows]
        for at, (name, value) in enumerate(self._rows):
            there = at < len(rows)
            name.setVisible(there)
            value.setVisible(there)
            if there:
                name.setText(rows[at][1])
                value.setText(rows[at][2])
        self.adjustSize()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.setBrush(theme.color("card"))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
            painter.setPen(Qt.PenStyle.NoPen)
            for role, (name, _) in zip(self._roles, self._rows, strict=False):
                if role:
                    painter.setBrush(theme.color(role))
                    painter.drawEllipse(QPointF(16, name.geometry().center().y() + 0.5), 4, 4)
