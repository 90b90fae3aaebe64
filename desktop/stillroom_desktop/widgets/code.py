"""Source text as an editor shows it: line numbers, and colours that follow the theme."""

import builtins
import re
from keyword import kwlist
from typing import Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from stillroom_desktop.theme import font, theme

Language = Literal["python", "json"]

_QUOTES = ('"""', "'''")
_ROLES = {
    "comment": "code_comment",
    "string": "code_string",
    "function": "code_function",
    "keyword": "code_keyword",
    "name": "code_number",
    "number": "code_number",
}
_NAMES = "|".join(name for name in dir(builtins) if not name.startswith("_"))
# What is coloured, by the group that finds it. A JSON `key` stays plain: it is found so that it is not taken for a string.
_PATTERNS: dict[Language, re.Pattern[str]] = {
    "python": re.compile(
        r"(?P<comment>#.*)|(?P<long>(?:\b[rRbBfFuU]{1,2})?(?P<quotes>\"\"\"|'''))"
        r"|(?P<string>(?:\b[rRbBfFuU]{1,2})?(?:\"(?:\\.|[^\"\\])*\"?|'(?:\\.|[^'\\])*'?))"
        rf"|(?<=def )(?P<function>\w+)|(?P<keyword>\b(?:{'|'.join(kwlist)})\b)|(?P<name>(?<!\.)\b(?:{_NAMES})\b)"
        r"|(?P<number>\b(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\b)"
    ),
    "json": re.compile(
        r"(?P<key>\"(?:\\.|[^\"\\])*\"(?=\s*:))|(?P<string>\"(?:\\.|[^\"\\])*\"?)"
        r"|(?P<keyword>\b(?:true|false|null)\b)|(?P<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)"
    ),
}


class CodeView(QPlainTextEdit):
    """Code to read, to select and to copy. The lines of Python are numbered."""

    def __init__(self, text: str = "", language: Language = "python") -> None:
        super().__init__()
        self._gutter = _Gutter(self)
        self._gutter.setVisible(language == "python")
        self._highlighter = _Highlighter(self.document(), language)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFont(font(12, mono=True))
        self.setTabStopDistance(4 * QFontMetrics(self.font()).horizontalAdvance(" "))
        self.setProperty("bare", True)
        self.document().setDocumentMargin(8)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._gutter.follow)
        theme.changed.connect(self._gutter.update)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text, from its beginning; the same one stays where it is."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self._make_room()

    def show_line(self, start: str) -> None:
        """Scroll so that the first line that begins so stands near the top."""
        block = self.document().begin()
        while block.isValid() and not block.text().startswith(start):
            block = block.next()
        if block.isValid():
            self.verticalScrollBar().setValue(max(block.blockNumber() - 1, 0))

    def _make_room(self) -> None:
        self.setViewportMargins(self._gutter.needed_width(), 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), self._gutter.needed_width(), inside.height()))

    def paint_numbers(self, gutter: QWidget) -> None:
        """Paint the numbers of the lines that are in sight."""
        with QPainter(gutter) as painter:
            painter.setFont(font(11, mono=True))
            painter.setPen(theme.color("text3"))
            block = self.firstVisibleBlock()
            height = self.fontMetrics().height()
            while block.isValid():
                place = self.blockBoundingGeometry(block).translated(self.contentOffset())
                if place.top() > gutter.height():
                    break
                line = QRect(0, round(place.top()), gutter.width() - 12, height)
                align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(line, align, str(block.blockNumber() + 1))
                block = block.next()


class _Gutter(QWidget):
    """The line numbers beside the text."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view

    def needed_width(self) -> int:
        if self.isHidden():
            return 8
        digits = max(2, len(str(self._view.blockCount())))
        return QFontMetrics(font(11, mono=True)).horizontalAdvance("9" * digits) + 28

    def follow(self, rect: QRect, by: int) -> None:
        if by:
            self.scroll(0, by)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self._view.paint_numbers(self)


class _Highlighter(QSyntaxHighlighter):
    """Colours keywords, strings, numbers, comments and the names of functions."""

    def __init__(self, document: QTextDocument, language: Language) -> None:
        super().__init__(document)
        self._pattern = _PATTERNS[language]
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """A block's state is -1, or the place in `_QUOTES` of those that a string over several lines ends with."""
        self.setCurrentBlockState(-1)
        at = 0 if self.previousBlockState() < 0 else self._long_string(text, 0, 0, self.previousBlockState())
        while found := self._pattern.search(text, at):
            kind = found.lastgroup
            if kind == "long":
                at = self._long_string(text, found.start(), found.end(), _QUOTES.index(found["quotes"]))
                continue
            at = max(found.end(), at + 1)
            if kind in _ROLES:
                self._color(found.start(), found.end(), _ROLES[kind])

    def _long_string(self, text: str, start: int, inside: int, quotes: int) -> int:
        """Colour such a string from `start`; it may end after `inside`. Returns where it ends in this line."""
        end = text.find(_QUOTES[quotes], inside)
        if end < 0:
            self.setCurrentBlockState(quotes)
        end = len(text) if end < 0 else end + 3
        self._color(start, end, "code_string")
        return end

    def _color(self, start: int, end: int, role: str) -> None:
        look = QTextCharFormat()
        look.setForeground(theme.color(role))
        self.setFormat(start, end - start, look)
