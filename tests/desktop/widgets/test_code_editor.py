"""Code that is written: indentation by keys, marks, and how the focus gets out again."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stillroom_desktop.widgets.code_editor import CodeEditor, Mark
from stillroom_desktop.widgets.controls import Field


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[CodeEditor]:
    window = QWidget()
    layout = QVBoxLayout(window)
    editor = CodeEditor()
    for part in (Field("before"), editor, Field("after")):
        layout.addWidget(part)
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    editor.setFocus(Qt.FocusReason.MouseFocusReason)
    editor.setTabChangesFocus(False)
    yield editor
    window.close()


def at(editor: CodeEditor, start: int, end: int | None = None) -> None:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def test_lines_are_indented_as_python_wants_it(editor: CodeEditor, qtbot: QtBot) -> None:
    for line in ("def f(x):", "if x:  # why", "return x", "return 0"):
        qtbot.keyClicks(editor, line)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "def f(x):\n    if x:  # why\n        return x\n    return 0\n"


def test_tab_and_shift_tab_move_lines(editor: CodeEditor, qtbot: QtBot) -> None:
    editor.set_text("a\n\n  b\nc")
    at(editor, 0, 6)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText() == "    a\n\n      b\nc"
    qtbot.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.toPlainText() == "a\n\n  b\nc"
    qtbot.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.toPlainText() == "a\n\nb\nc"
    editor.undo()
    assert editor.toPlainText() == "a\n\n  b\nc"


def test_tab_fills_up_to_the_next_step_and_backspace_takes_it_away(editor: CodeEditor, qtbot: QtBot) -> None:
    editor.set_text("ab")
    at(editor, 2)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText() == "ab  "
    editor.set_text("      x")
    at(editor, 6)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.toPlainText() == "    x"
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.toPlainText() == "x"


def test_home_goes_to_the_first_letter_and_then_to_the_edge(editor: CodeEditor, qtbot: QtBot) -> None:
    editor.set_text("    abc")
    at(editor, 6)
    places = []
    for _ in range(3):
        qtbot.keyClick(editor, Qt.Key.Key_Home)
        places.append(editor.textCursor().position())
    assert places == [4, 0, 4]


def test_lines_become_comments_and_code_again(editor: CodeEditor, qtbot: QtBot) -> None:
    editor.set_text("  a\n    b\n")
    at(editor, 0, 9)
    qtbot.keyClick(editor, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "  # a\n  #   b\n"
    qtbot.keyClick(editor, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "  a\n    b\n"


def test_what_is_written_is_told_once_it_is_quiet_and_when_the_focus_goes(editor: CodeEditor, qtbot: QtBot) -> None:
    editor.set_text("x")
    told: list[str] = []
    editor.edited.connect(told.append)
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor, "ab")
    assert told == ["abx"]
    qtbot.keyClicks(editor, "c")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert told == ["abx", "abcx"]


def test_who_came_with_tab_leaves_with_tab_until_they_write(editor: CodeEditor, qtbot: QtBot) -> None:
    before = editor.parentWidget().findChildren(Field)[0]
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is editor
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is editor.parentWidget().findChildren(Field)[1]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText() == "x   "
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not editor


def test_marks_underline_say_what_is_wrong_and_go_with_the_next_text(editor: CodeEditor, qtbot: QtBot) -> None:
    editor.set_text("import os\nx = yy\n")
    editor.set_marks([Mark(1, 1, "'os' unused", "warn"), Mark(2, 5, "undefined name 'yy'")])
    marked = [selection.cursor.selectedText() for selection in editor.extraSelections()]
    assert marked[-2:] == ["import", "yy"]
    assert editor.marks_at(2) == "undefined name 'yy'"
    editor.go_to(2, 5)
    assert editor.textCursor().positionInBlock() == 4
    where = QPoint(60, 30)
    QApplication.sendEvent(editor, QHelpEvent(QHelpEvent.Type.ToolTip, where, editor.mapToGlobal(where)))
    editor.grab()
    editor.set_text("x = 1\n")
    assert editor.marks_at(2) == ""


def test_the_line_of_the_last_run_is_marked_until_something_is_written(editor: CodeEditor, qtbot: QtBot) -> None:
    editor.set_text("a\nb\nc")
    editor.mark_run(2)
    assert editor.run_line == 2
    editor.grab()
    qtbot.keyClicks(editor, "x")
    assert editor.run_line == 0


def test_another_text_is_not_told(editor: CodeEditor, qtbot: QtBot) -> None:
    editor.set_text("a")
    with qtbot.assertNotEmitted(editor.edited, wait=20):
        editor.set_text("b")
        editor.tell()
    with qtbot.waitSignal(editor.edited):
        editor.replace_text("c")
    editor.undo()
    assert editor.toPlainText() == "b"
