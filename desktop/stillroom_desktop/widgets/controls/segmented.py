"""One of a few, as tabs in a row."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from stillroom_desktop.theme import CONTROL, font, theme


class _Segment(QAbstractButton):
    def __init__(self, key: str, word: str) -> None:
        super().__init__()
        self.key = key
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFont(font(12, 500, tabular=True))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(int(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 25, CONTROL - 6)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # The arrow keys reach the row of segments, which moves the choice.
        event.ignore() if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) else super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.setBrush(theme.color("card"))
            painter.drawRoundedRect(inside, 4.5, 4.5)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        lit = self.isChecked() or self.underMouse()
        painter.setPen(theme.color("text" if lit else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segmented(QWidget):
    """One of a few: tabs in a row. The arrow keys choose too."""

    changed = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], *, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._segments = {key: _Segment(key, word) for key, word in options}
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for segment in self._segments.values():
            row.addWidget(segment)
            segment.clicked.connect(self._clicked)
        self._value = options[0][0]
        self.setFixedHeight(CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._show()
        theme.changed.connect(self.update)

    @property
    def value(self) -> str:
        """The key that is chosen."""
        return self._value

    def set_value(self, key: str) -> None:
        """Choose; `changed` tells if it was another.

        Raises:
            KeyError: there is no such segment.
        """
        if self._segments[key].key != self._value:
            self._value = key
            self._show()
            self.changed.emit(key)

    def set_word(self, key: str, word: str) -> None:
        """Change what stands on a segment."""
        self._segments[key].setText(word)
        self._segments[key].setAccessibleName(word)
        self._segments[key].updateGeometry()

    def set_offered(self, key: str, offered: bool) -> None:
        """Show a segment, or leave it out."""
        self._segments[key].setVisible(offered)

    def _clicked(self) -> None:
        sender = self.sender()
        assert isinstance(sender, _Segment)
        self.set_value(sender.key)

    def _show(self) -> None:
        for key, segment in self._segments.items():
            chosen = key == self._value
            segment.setChecked(chosen)
            segment.setFocusPolicy(Qt.FocusPolicy.TabFocus if chosen else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._segments)
        at = min(max(keys.index(self._value) + step, 0), len(keys) - 1)
        self.set_value(keys[at])
        self._segments[self._value].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(self.rect().toRectF(), 6, 6)
