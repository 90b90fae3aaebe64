"""How tokens are told apart: the signs that a sample's tokens have, each with its word."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from stillroom_desktop.pages.training.token_view import token_format
from stillroom_desktop.theme import theme

Fate = Literal["learned", "read", "dropped"]


class TokenLegend(QWidget):
    """What is learned, what is only read, and what is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[Fate, _Entry] = {
            "learned": _Entry("learned", self.tr("learned")),
            "read": _Entry("read", self.tr("only read")),
            "dropped": _Entry("dropped", self.tr("left out")),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for entry in self._entries.values():
            row.addWidget(entry)

    def show_dropped(self, dropped: bool) -> None:
        """Explain a sample that is left out, or one that is not."""
        for fate, entry in self._entries.items():
            entry.setVisible((fate == "dropped") == dropped)


class _Entry(QWidget):
    def __init__(self, fate: Fate, word: str) -> None:
        super().__init__()
        self._fate, self._word = fate, word
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        look = token_format("user", learned=False, odd=True, dropped=False).font()
        return QSize(QFontMetrics(look).horizontalAdvance(self._word) + 12, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        learned, dropped = self._fate == "learned", self._fate == "dropped"
        format = token_format("system", learned=learned, odd=True, dropped=dropped)
        painter = QPainter(self)
        painter.fillRect(self.rect(), format.background())
        look = format.font()
        look.setUnderline(learned)
        painter.setFont(look)
        painter.setPen(format.foreground().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word)
