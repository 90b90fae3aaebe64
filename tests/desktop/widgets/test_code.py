"""Code as it is shown: what is coloured how, in both themes, and the numbers of its lines."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.code import CodeView, Language

PYTHON = '''def shift(text: str, by: int = 3) -> str:  # a "comment"
    """Words
    over lines, def and 3."""
    return f"a'b" + len('x\\'y') + 0x1F * self.id
long = r\'\'\'one " line\'\'\'
'''
JSON = '{"name": "shift", "of": -1.5e3, "ok": true, "open'

Show = Callable[[str, Language], CodeView]


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Show:
    def show(text: str, language: Language = "python") -> CodeView:
        view = CodeView(text, language)
        qtbot.addWidget(view)
        view.resize(500, 80)
        view.show()
        return view

    theme.apply(qapp, "light")
    return show


def coloured(view: CodeView, role: str) -> list[str]:
    """The pieces of the text that are in a role's colour, line by line."""
    pieces: list[str] = []
    block = view.document().begin()
    while block.isValid():
        pieces += [
            block.text()[part.start : part.start + part.length]
            for part in block.layout().formats()
            if part.format.foreground().color() == theme.color(role)
        ]
        block = block.next()
    return pieces


def test_python(show: Show) -> None:
    view = show(PYTHON, "python")
    assert coloured(view, "code_keyword") == ["def", "return"]
    assert coloured(view, "code_function") == ["shift"]
    assert coloured(view, "code_number") == ["str", "int", "3", "str", "len", "0x1F"]
    assert coloured(view, "code_comment") == ['# a "comment"']
    assert coloured(view, "code_string") == [
        '"""Words',
        '    over lines, def and 3."""',
        'f"a\'b"',
        "'x\\'y'",
        "r'''one \" line'''",
    ]


def test_json(show: Show) -> None:
    view = show(JSON, "json")
    assert coloured(view, "code_string") == ['"shift"', '"open']
    assert coloured(view, "code_number") == ["-1.5e3"]
    assert coloured(view, "code_keyword") == ["true"]


def test_the_colours_follow_the_theme(show: Show, qapp: QApplication) -> None:
    view = show(PYTHON, "python")
    theme.apply(qapp, "dark")
    try:
        assert coloured(view, "code_function") == ["shift"]
    finally:
        theme.apply(qapp, "light")


def test_lines_of_python_are_numbered(show: Show) -> None:
    few, many, json = show("x\n" * 5, "python"), show("x\n" * 5000, "python"), show("{}", "json")
    assert few.viewport().x() < many.viewport().x()
    assert json.viewport().x() < few.viewport().x()
    before = few.grab().toImage()
    few.set_text("x\n" * 6)
    QApplication.processEvents()
    assert few.grab().toImage() != before


def test_it_scrolls_to_a_line_and_keeps_its_place_for_the_same_text(show: Show) -> None:
    text = "\n".join(["# before"] * 50 + ["def found():", "    pass"] + ["# after"] * 50)
    view = show(text, "python")
    view.show_line("def found(")
    assert view.verticalScrollBar().value() == 49
    view.set_text(text)
    view.show_line("def missing(")
    assert view.verticalScrollBar().value() == 49
    view.set_text("short")
    assert view.verticalScrollBar().value() == 0
    assert view.isReadOnly()
