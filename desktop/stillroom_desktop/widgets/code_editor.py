"""Python to write: indentation by keys, and marks for what is wrong."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.code import CodeView, Language

_INDENT = 4
_OPENS = re.compile(r"[:(\[{]\s*(#.*)?$")
_LEAVES = re.compile(r"\s*(return|pass|break|continue|raise)\b")
_QUIET_MS = 400  # after the last key, the text is told


class Mark(msgspec.Struct, frozen=True):
    """Something wrong at a place; `line` and `column` count from 1."""

    line: int
    column: int
    text: str
    state: Literal["bad", "warn"] = "bad"


class CodeEditor(CodeView):
    """Code to write. `edited` tells the text a moment after the last key, or when the focus goes.

    Whoever came with Tab leaves with Tab, until they begin to write; Escape makes it so again.
    """

    edited = Signal(str)

    def __init__(self, language: Language = "python") -> None:
        super().__init__(language=language)
        self._marks: tuple[Mark, ...] = ()
        self._run_line = 0
        self._told = ""
        self.setReadOnly(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        self.setToolTip("")
        self._quiet = QTimer(self, interval=_QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self.tell)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._show_marks)
        theme.changed.connect(self._show_marks)

    def set_text(self, text: str) -> None:
        """Show another text, as one that is not told; the place stays where the text is about the same."""
        if text == self.toPlainText():
            return
        line = self.textCursor().blockNumber()
        self._told = text
        super().set_text(text)
        self.set_marks(())
        self.mark_run(0)
        cursor = QTextCursor(self.document().findBlockByNumber(min(line, self.blockCount() - 1)))
        self.setTextCursor(cursor)
        self._quiet.stop()

    @property
    def told(self) -> str:
        """The text that was told or set last; what is shown may be further."""
        return self._told

    def replace_text(self, text: str) -> None:
        """Write another text in place of this one, as a step that Undo takes back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.tell()

    def tell(self) -> None:
        """Tell the text now, if it is another than was told last."""
        self._quiet.stop()
        if (text := self.toPlainText()) != self._told:
            self._told = text
            self.edited.emit(text)

    # Marks

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Underline these places, and mark their lines in the margin."""
        self._marks = tuple(marks)
        self._show_marks()

    def mark_run(self, line: int) -> None:
        """Mark the line at which the last run failed; 0 for none."""
        self._run_line = line
        self._show_marks()

    @property
    def run_line(self) -> int:
        """The line at which the last run failed, 0 for none."""
        return self._run_line

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor there, and the focus."""
        cursor = QTextCursor(self.document().findBlockByNumber(max(line, 1) - 1))
        cursor.movePosition(QTextCursor.MoveOperation.Right, n=min(max(column, 1), cursor.block().length()) - 1)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setTabChangesFocus(False)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_marks(self) -> None:
        shown = []
        if self.hasFocus():
            shown.append(self._whole_line(self.textCursor(), "selection"))
        if self._run_line:
            shown.append(
                self._whole_line(QTextCursor(self.document().findBlockByNumber(self._run_line - 1)), "bad_soft")
            )
        shown += [self._underline(mark) for mark in self._marks]
        self.setExtraSelections(shown)
        self._gutter.update()

    def _whole_line(self, cursor: QTextCursor, role: str) -> QTextEdit.ExtraSelection:
        line = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(theme.color(role))
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        cursor.clearSelection()
        line.cursor, line.format = cursor, look
        return line

    def _underline(self, mark: Mark) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document().findBlockByNumber(mark.line - 1))
        text = cursor.block().text()
        at = min(mark.column - 1, max(len(text) - 1, 0))
        word = re.compile(r"\w+|\S").match(text, at)
        cursor.movePosition(QTextCursor.MoveOperation.Right, n=at)
        end = word.end() if word else len(text)
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, max(end - at, 0))
        line = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(theme.color(f"fill_{mark.state}"))
        line.cursor, line.format = cursor, look
        return line

    def paint_numbers(self, gutter: QWidget) -> None:
        """The numbers, and beside them a dot where something is wrong."""
        super().paint_numbers(gutter)
        states = {mark.line: mark.state for mark in reversed(self._marks)}
        if self._run_line:
            states[self._run_line] = "bad"
        with QPainter(gutter) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for number, state in states.items():
                block = self.document().findBlockByNumber(number - 1)
                place = self.blockBoundingGeometry(block).translated(self.contentOffset())
                painter.setBrush(theme.color(f"fill_{state}"))
                painter.drawEllipse(QPointF(10, place.top() + self.fontMetrics().height() / 2), 3.5, 3.5)

    def marks_at(self, line: int) -> str:
        """What is wrong in a line, in words."""
        return "\n".join(mark.text for mark in self._marks if mark.line == line)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        match event.key():
            case Qt.Key.Key_Escape:
                self.setTabChangesFocus(True)
                event.ignore()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab if self.tabChangesFocus():
                event.ignore()
            case Qt.Key.Key_Tab if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self._indent()
            case Qt.Key.Key_Backtab:
                self._shift(out=True)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self._new_line()
            case Qt.Key.Key_Backspace if event.modifiers() == Qt.KeyboardModifier.NoModifier and self._in_indent():
                self._take_indent()
            case Qt.Key.Key_Home if not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
                self._go_home(keep=bool(event.modifiers()))
            case Qt.Key.Key_Slash if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self._comment()
            case _:
                if event.text() or event.matches(QKeySequence.StandardKey.Paste):
                    self.setTabChangesFocus(False)
                super().keyPressEvent(event)
                return
        if event.key() not in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.setTabChangesFocus(False)

    def _indent(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection() and len(self._lines()) > 1:
            self._shift(out=False)
        else:
            cursor.insertText(" " * (_INDENT - _column(cursor) % _INDENT))

    def _shift(self, *, out: bool) -> None:
        """Move the selected lines by one step."""
        with _OneStep(self):
            for block in self._lines():
                cursor = QTextCursor(block)
                text = block.text()
                if out:
                    spaces = min(len(text) - len(text.lstrip(" ")), _INDENT)
                    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, spaces)
                    cursor.removeSelectedText()
                elif text.strip():
                    cursor.insertText(" " * _INDENT)

    def _comment(self) -> None:
        """Make the selected lines comments, or take that away."""
        lines = [block for block in self._lines() if block.text().strip()]
        off = all(block.text().lstrip().startswith("#") for block in lines)
        column = min((_leading(block.text()) for block in lines), default=0)
        with _OneStep(self):
            for block in lines:
                cursor = QTextCursor(block)
                at = block.text().index("#") if off else column
                cursor.movePosition(QTextCursor.MoveOperation.Right, n=at)
                if off:
                    size = 2 if block.text()[at + 1 : at + 2] == " " else 1
                    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, size)
                    cursor.removeSelectedText()
                else:
                    cursor.insertText("# ")

    def _new_line(self) -> None:
        """A line that is indented as Python wants it after this one."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        spaces = _leading(before)
        if _OPENS.search(before):
            spaces += _INDENT
        elif _LEAVES.match(before):
            spaces = max(spaces - _INDENT, 0)
        cursor.insertText("\n" + " " * spaces)
        self.ensureCursorVisible()

    def _in_indent(self) -> bool:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return not cursor.hasSelection() and bool(before) and not before.strip(" ")

    def _take_indent(self) -> None:
        cursor = self.textCursor()
        count = (_column(cursor) - 1) % _INDENT + 1
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, count)
        cursor.removeSelectedText()

    def _go_home(self, *, keep: bool) -> None:
        """To the first letter of the line; from there, to its beginning."""
        cursor = self.textCursor()
        first = _leading(cursor.block().text())
        at = cursor.block().position() + (0 if _column(cursor) == first else first)
        mode = QTextCursor.MoveMode.KeepAnchor if keep else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(at, mode)
        self.setTextCursor(cursor)

    def _lines(self) -> list[QTextBlock]:
        """The lines that are selected, or the one with the cursor."""
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        if last != first and cursor.selectionEnd() == last.position():
            last = last.previous()
        return list(_from_to(first, last))

    # Events

    def _changed(self) -> None:
        if self._run_line:
            self.mark_run(0)
        self._quiet.start()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            text = self.marks_at(self.cursorForPosition(self.viewport().mapFrom(self, event.pos())).blockNumber() + 1)
            if text:
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.setTabChangesFocus(False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setTabChangesFocus(True)
        super().focusInEvent(event)
        self._show_marks()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._show_marks()
        self.tell()


class _OneStep:
    """All changes inside are one step for Undo."""

    def __init__(self, editor: CodeEditor) -> None:
        self._cursor = editor.textCursor()

    def __enter__(self) -> None:
        self._cursor.beginEditBlock()

    def __exit__(self, *_: object) -> None:
        self._cursor.endEditBlock()


def _from_to(first: QTextBlock, last: QTextBlock) -> Iterator[QTextBlock]:
    while first.isValid():
        yield first
        if first == last:
            return
        first = first.next()


def _column(cursor: QTextCursor) -> int:
    return cursor.positionInBlock()


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
