"""Cards with some steps of the way each, as Overview shows them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from stillroom_desktop.steps import StepKey, StepState, title
from stillroom_desktop.theme import RADIUS_SMALL, State, font, theme
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import chip_width, paint_chip
from stillroom_desktop.widgets.step_mark import paint_mark, state_word

_ROW = 62
_CENTRE, _TITLE_LINE, _WORDS, _RADIUS = 29, 21, 52, 9


class WayCard(Card):
    """A few steps under a heading. `chosen` tells the key of the one that is clicked."""

    chosen = Signal(str)

    def __init__(self, heading: str, keys: Sequence[StepKey]) -> None:
        super().__init__(heading, " ", flush=True)
        self.keys = tuple(keys)
        self.body.setContentsMargins(0, 8, 0, 10)
        self.body.setSpacing(0)
        self._rows = {key: WayRow(key, first=key == keys[0], last=key == keys[-1]) for key in keys}
        for row in self._rows.values():
            row.clicked.connect(lambda _=False, key=row.key: self.chosen.emit(key))
            self.body.addWidget(row)
        self.body.addStretch(1)

    def set_step(self, state: StepState, words: str, *, is_next: bool, share: float | None) -> None:
        """Show where a step stands; `words` say what came of it, or what it is for."""
        self._rows[state.key].set(state, words, is_next=is_next, share=share)

    def set_done(self, done: int) -> None:
        """Say how many of the steps are done."""
        self.set_note(self.tr("{done}/{all}").format(done=done, all=len(self.keys)))


class WayRow(QAbstractButton):
    """One step: its mark, its name, a line about it, and its state in a word."""

    def __init__(self, key: StepKey, *, first: bool, last: bool) -> None:
        super().__init__()
        self.key = key
        self._first, self._last = first, last
        self._state = StepState(key, "empty")
        self._words, self._is_next = "", False
        self._share: float | None = None
        self._above_done = False
        self.setFixedHeight(_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def set(self, state: StepState, words: str, *, is_next: bool, share: float | None) -> None:
        if (state, words, is_next, share) == (self._state, self._words, self._is_next, self._share):
            return
        self._state, self._words, self._is_next, self._share = state, words, is_next, share
        self.setAccessibleName(f"{title(self.key)}, {state_word(state.state)}")
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(150, _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_next or self.underMouse() or self.hasFocus():
            self._paint_ground(painter)
        self._paint_connectors(painter)
        paint_mark(painter, QPointF(_CENTRE, _TITLE_LINE), _RADIUS, self._state.state, self._share)
        self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        ground = QRectF(8.5, 1.5, self.width() - 17, self.height() - 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
        else:
            painter.setPen(theme.color("accent") if self._is_next else Qt.GlobalColor.transparent)
        painter.setBrush(theme.color("accent_soft" if self._is_next else "inset"))
        painter.drawRoundedRect(ground, RADIUS_SMALL, RADIUS_SMALL)

    def _paint_connectors(self, painter: QPainter) -> None:
        """The line down to the next step, green where this one is done. The one from above ends over the mark."""
        role = "ok" if self._state.state == "done" else "line2"
        if not self._last and not self._is_next:
            painter.setPen(QPen(theme.color(role), 1.8))
            painter.drawLine(QPointF(_CENTRE, _TITLE_LINE + _RADIUS + 4), QPointF(_CENTRE, self.height()))

    def _paint_words(self, painter: QPainter) -> None:
        right = self.width() - 19
        centred = Qt.AlignmentFlag.AlignVCenter
        word, state, icon = self._sign()
        if icon:
            width = chip_width(word, icon)
            paint_chip(painter, QRectF(right - width, _TITLE_LINE - 11, width, 22), word, state, icon)
        else:
            made = font(12, 600 if self._is_next else 400)
            width = QFontMetrics(made).horizontalAdvance(word)
            painter.setFont(made)
            painter.setPen(theme.color("accent_text" if self._is_next else "text3"))
            painter.drawText(QRectF(right - width - 4, _TITLE_LINE - 11, width + 4, 22), centred, word)
        made = font(15, 600)
        painter.setFont(made)
        painter.setPen(theme.color("text2" if self._state.state == "empty" else "text"))
        room = right - _WORDS - width - 10
        name = QFontMetrics(made).elidedText(title(self.key), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(_WORDS, _TITLE_LINE - 12, room, 24), centred, name)
        made = font(12)
        painter.setFont(made)
        painter.setPen(theme.color("text2"))
        words = QFontMetrics(made).elidedText(self._words, Qt.TextElideMode.ElideRight, right - _WORDS)
        painter.drawText(QRectF(_WORDS, _TITLE_LINE + 11, right - _WORDS, 20), centred, words)

    def _sign(self) -> tuple[str, State, str]:
        """The state's word, and as a chip its colour and icon; no icon: plain words."""
        match self._state.state:
            case "done":
                return state_word("done"), "ok", "check"
            case "attention":
                words = self._state.note or state_word("attention")
                return words[:1].upper() + words[1:], "warn", "warning"
            case "running":
                return state_word("running"), "accent", "clock"
            case "ready" if self._is_next:
                return self.tr("Next"), "accent", ""
            case _:
                return state_word(self._state.state), "mute", ""
