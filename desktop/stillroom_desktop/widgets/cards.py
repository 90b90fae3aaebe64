"""Cards and what stands in them: notices, figures, empty states."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stillroom_desktop.theme import State, state_roles, theme
from stillroom_desktop.widgets.bars import Meter
from stillroom_desktop.widgets.basic import Button, HairLine, Help, Label, restyle
from stillroom_desktop.widgets.icons import paint_icon
from stillroom_desktop.words import NOTHING

_STATE_ICONS: dict[State, str] = {
    "ok": "check_circle",
    "warn": "warning",
    "bad": "cross_circle",
    "info": "info",
    "mute": "info",
    "accent": "arrow_right",
}
_NARROW = 220  # px beside the buttons of a notice, below which its words stand over them


class Card(QFrame):
    """A part of a page: a title row if it has a title, and a `body`. A flush body reaches the card's edges."""

    def __init__(self, title: str = "", note: str = "", *, help: str = "", flush: bool = False) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._title = Label(title, weight=600)
        self._note = Label(note, size=12, role="text3", elide=True)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        if title:
            head = QWidget()
            head.setFixedHeight(44)
            row = QHBoxLayout(head)
            row.setContentsMargins(19, 0, 15, 0)
            row.setSpacing(10)
            row.addWidget(self._title)
            row.addWidget(self._note)
            if help:
                row.addWidget(Help(help))
            row.addStretch(1)
            row.addLayout(self._actions)
            whole.addWidget(head)
            whole.addWidget(HairLine())
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.body.setContentsMargins(*((0, 0, 0, 0) if flush else (19, 16, 19, 16)))
        whole.addLayout(self.body, 1)
        self._note.setVisible(bool(note))

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right of the title row."""
        self._actions.addWidget(widget)

    def set_title(self, title: str) -> None:
        """Change the title; only where there is one."""
        self._title.setText(title)

    def set_note(self, note: str) -> None:
        """Change the quiet words beside the title."""
        self._note.setText(note)
        self._note.setVisible(bool(note))


class _Sign(QWidget):
    """A state's icon."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self.setFixedSize(side, side)
        self._icon, self._role = "info", "info"
        theme.changed.connect(self.update)

    def set(self, icon: str, role: str) -> None:
        self._icon, self._role = icon, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_icon(QPainter(self), self.rect().toRectF(), self._icon, self._role)


class Notice(QFrame):
    """A state in words: one line, or with `big` the page's main sentence with a text line under it."""

    def __init__(
        self,
        state: State,
        title: str,
        text: str = "",
        *,
        button: Button | None = None,
        icon: str = "",
        big: bool = False,
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("big", big)
        self._icon = icon
        self._said: tuple[State, str, str] | None = None
        self._sign = _Sign(20 if big else 16)
        self._title = Label(size=15 if big else 13, weight=600 if big else 500, wrap=True)
        self._text = Label(role="text2", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._narrow = False
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(*((20, 14, 20, 14) if big else (14, 6, 8, 6)))
        grid.setHorizontalSpacing(14 if big else 10)
        grid.setVerticalSpacing(4 if big else 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sign, 0, 0, 2 if big else 1, 1)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._text, 1, 1)
        grid.addLayout(self._buttons, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(64 if big else 36)
        # Not Maximum: that would cut words which wrap to more lines than the size hint guesses.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if button:
            self.add_button(button)
        self.set(state, title, text)

    def add_button(self, button: QWidget) -> None:
        """Put one more button at the right."""
        self._buttons.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        room = self.width() - self._buttons.sizeHint().width()
        if (narrow := room < _NARROW) != self._narrow:
            self._narrow = narrow
            self._grid.removeItem(self._buttons)
            place = (2, 1, 1, 1, Qt.AlignmentFlag.AlignLeft) if narrow else (0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addLayout(self._buttons, *place)

    def set(self, state: State, title: str, text: str = "") -> None:
        """Say something else."""
        if (
            said := (state, title, text)
        ) == self._said:  # to style it anew takes long, and jobs tell ten times a second
            return
        self._said = said
        big = bool(self.property("big"))
        word_role = state_roles(state)[0]
        self.setProperty("state", state)
        self._sign.set(self._icon or _STATE_ICONS[state], word_role)
        self._title.setText(title)
        self._title.set_role("text" if big else word_role)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._grid.setRowStretch(0, 0 if text else 1)
        alone = Qt.AlignmentFlag.AlignVCenter if big or not text else Qt.AlignmentFlag.AlignTop
        self._grid.setAlignment(self._sign, alone)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        restyle(self)


class FigureCell(QWidget):
    """One figure: what it is, a number with its unit, how it stands, and a caption."""

    def __init__(self, label: str, *, help: str = "") -> None:
        super().__init__()
        self._label = label
        self._number = Label(NOTHING, size=28, weight=600, tabular=True)
        self._unit = Label(role="text2", elide=True)
        self._meter = Meter()
        self._caption = Label(size=12, role="text3", tabular=True, elide=True)
        head = QHBoxLayout()
        head.setSpacing(5)
        words = Label(label, size=12, weight=500, role="text2")
        words.setMinimumHeight(18)  # as high as a "?", so that the numbers of a row stand level
        head.addWidget(words)
        if help:
            head.addWidget(Help(help))
        head.addStretch(1)
        figure = QHBoxLayout()
        figure.setSpacing(7)
        figure.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBaseline)
        figure.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBaseline)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(19, 12, 19, 12)
        whole.setSpacing(3)
        whole.addLayout(head)
        whole.addLayout(figure)
        whole.addWidget(self._meter)
        whole.addWidget(self._caption)

    def set(
        self,
        number: str,
        unit: str = "",
        caption: str = "",
        *,
        share: float | None = None,
        parts: list[tuple[float, str]] | None = None,
        history: Sequence[float] | None = None,
        band: tuple[float, float] | None = None,
    ) -> None:
        """Show a figure with a bar (`share` 0..1, which should end in `band`), a bar in parts (share, fill role) or a sparkline (`history`)."""
        self._number.setText(number)
        self._unit.setText(unit)
        self._caption.setText(caption)
        self._meter.set([(share, "accent")] if share is not None else parts, history or (), band)
        self.setAccessibleName(f"{self._label}: {number} {unit}. {caption}")


class Figures(QFrame):
    """The card that holds figures in a row, with hairlines between them."""

    def __init__(self, cells: Sequence[FigureCell]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for i, cell in enumerate(cells):
            if i:
                row.addWidget(HairLine(vertical=True))
            row.addWidget(cell, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class EmptyState(QFrame):
    """What stands where nothing is yet: what would be here, and the button that brings it."""

    def __init__(self, icon: str, title: str, text: str, button: Button | None = None) -> None:
        super().__init__()
        sign = _Sign(40)
        sign.set(icon, "text3")
        middle = Qt.AlignmentFlag.AlignHCenter
        words = Label(text, role="text2", wrap=True)
        words.setAlignment(middle)
        words.setMinimumWidth(220)
        words.setMaximumWidth(440)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(words, 100)
        line.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setSpacing(6)
        whole.addStretch(2)
        whole.addWidget(sign, 0, middle)
        whole.addSpacing(8)
        whole.addWidget(Label(title, size=15, weight=600), 0, middle)
        whole.addLayout(line)
        if button:
            whole.addSpacing(12)
            whole.addWidget(button, 0, middle)
        whole.addStretch(3)
