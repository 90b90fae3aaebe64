"""A sample as its student reads it: token beside token, under the name of whoever has the turn."""

from bisect import bisect_right
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from stillroom.conversation import Role
from stillroom.training import Seen, Token
from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.fixed_table import blend
from stillroom_desktop.words import count

translate = QCoreApplication.translate

MOST = 8000
"""Tokens of a sample that are drawn at most."""

_ABOVE = 44  # px over the first line that is shown, for the name of who has the turn
_HERE = "\N{ZERO WIDTH SPACE}"  # a line may break before every token
_SIGNS = str.maketrans(
    {" ": "\N{MIDDLE DOT}", "\t": "\N{RIGHTWARDS ARROW}", "\n": "\N{RETURN SYMBOL}\n", "\r": "\N{RETURN SYMBOL}"}
)
_PART = "\N{MIDLINE HORIZONTAL ELLIPSIS}"  # stands for a token that has no sign of its own
_ROLES: dict[Role, str] = {"system": "text2", "user": "info", "assistant": "accent_text", "tool": "ok"}


def role_title(role: Role) -> str:
    """Whose turn it is, in the words of one who reads along."""
    match role:
        case "system":
            return translate("Tokens", "System prompt and tools")
        case "user":
            return translate("Tokens", "The user")
        case "assistant":
            return translate("Tokens", "The student")
        case "tool":
            return translate("Tokens", "A tool's result")


def token_text(token: Token) -> str:
    """A token with its blanks made visible."""
    return token.text.translate(_SIGNS) or _PART


class TokenView(QTextEdit):
    """Learned tokens are underlined on a coloured ground, those of a sample that is left out are struck through.

    `reached` tells which token the keyboard or the mouse has come to, from 0. What is copied are the tokens' own texts.
    """

    reached = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._seen = Seen(())
        self._starts: list[int] = []
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(self.tr("Tokens of the sample"))
        self.document().setDocumentMargin(16)
        self.cursorPositionChanged.connect(self._tell)
        theme.changed.connect(self._draw)

    def show_seen(self, seen: Seen) -> None:
        """Show another sample, from where it begins to differ from the others: behind the system prompt and the tools."""
        self._seen = seen
        self._draw()
        begins = next((at for at, token in zip(self._starts, seen.tokens, strict=False) if token.role != "system"), 0)
        cursor = self.textCursor()
        cursor.setPosition(begins)
        self.setTextCursor(cursor)
        self._tell()
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self.cursorRect().top() - _ABOVE)

    def _draw(self) -> None:
        self.blockSignals(True)
        at, scrolled = self.textCursor().position(), self.verticalScrollBar().value()
        self.clear()
        self._starts = []
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        shown = self._seen.tokens[:MOST]
        for role, turn in groupby(shown, key=lambda token: token.role):
            self._head(cursor, role_title(role), _ROLES[role])
            formats = _formats(role, dropped=bool(self._seen.dropped))
            texts = [(token.learned, token_text(token)) for token in turn]
            for at, (learned, text) in enumerate(texts, start=1):
                self._starts.append(cursor.position())
                piece = text.removesuffix("\n") if at == len(texts) else text  # the next turn has a line of its own
                cursor.insertText(_HERE + piece, formats[learned][len(self._starts) % 2])
        if left := len(self._seen.tokens) - len(shown):
            self._head(cursor, self.tr("{count} more tokens").format(count=count(left)), "text3")
        cursor.endEditBlock()
        cursor.setPosition(min(at, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)
        self.blockSignals(False)

    def _head(self, cursor: QTextCursor, title: str, role: str) -> None:
        first = cursor.position() == 0
        line = QTextBlockFormat()
        line.setTopMargin(0 if first else 16)
        line.setBottomMargin(5)
        words = QTextCharFormat()
        words.setFont(font(12, 600))
        words.setForeground(theme.color(role))
        if first:
            cursor.setBlockFormat(line)
        else:
            cursor.insertBlock(line)
        cursor.insertText(title, words)
        body = QTextBlockFormat()
        body.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        body.setLeftMargin(12)
        cursor.insertBlock(body)

    def _tell(self) -> None:
        if self._starts:
            self.reached.emit(max(bisect_right(self._starts, self.textCursor().position()) - 1, 0))

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        cursor = self.textCursor()
        first = max(bisect_right(self._starts, cursor.selectionStart()) - 1, 0)
        after = bisect_right(self._starts, max(cursor.selectionEnd() - 1, 0))
        data = QMimeData()
        data.setText("".join(token.text for token in self._seen.tokens[first:after]))
        return data


def _formats(role: Role, *, dropped: bool) -> list[list[QTextCharFormat]]:
    """How tokens of a turn look: by whether they are learned, and in turn, so that one is told from the next."""
    return [
        [token_format(role, learned=learned, odd=odd, dropped=dropped) for odd in (False, True)]
        for learned in (False, True)
    ]


def token_format(role: Role, *, learned: bool, odd: bool, dropped: bool) -> QTextCharFormat:
    """How a token of a turn looks; `odd` ones have another ground than those beside them."""
    made = QTextCharFormat()
    made.setFont(font(12, mono=True), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
    made.setForeground(
        theme.color(
            "text3" if dropped else "accent_text" if learned else _ROLES[role] if role != "assistant" else "text2"
        )
    )
    made.setBackground(_ground("accent" if learned else "", odd=odd))
    made.setFontStrikeOut(dropped)
    if learned:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return made


def _ground(role: str, *, odd: bool) -> QColor:
    if role:
        return blend(theme.color(role), 0.2 if odd else 0.12)
    return theme.color("mute_soft" if odd else "inset")
