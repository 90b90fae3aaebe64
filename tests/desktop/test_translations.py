"""What the window says in other languages: nothing is missing, numbers and names stay in, and German has the room it needs."""

import ast
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import translations
from stillroom_desktop.steps import STEPS, title
from stillroom_desktop.window import Window
from stillroom_desktop.words import calls_words
from stillroom_desktop.workspace import Workspace


def messages(language: str) -> Iterator[tuple[str, list[str]]]:
    """Each source text with its translations, of which a plural has several."""
    for message in ElementTree.parse(translations.FOLDER / f"stillroom_{language}.ts").iter("message"):
        source, translation = message.findtext("source", ""), message.find("translation")
        assert translation is not None
        yield source, [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]


# The files


def test_what_the_sources_say_is_translated_and_compiled() -> None:
    assert translations.problems() == []


def test_a_text_that_stands_nowhere_in_so_many_words_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "SOURCES", tmp_path)
    for call in ('self.tr(f"{x}")', 'translate("Words", x)', 'dialog.tr("Close")'):
        (tmp_path / "page.py").write_text(f"class Page:\n    def f(self):\n        {call}\n", encoding="utf-8")
        assert translations.main(["--check"]) == 1
        assert f"page.py:3: {call}".replace('"', "'") in capsys.readouterr().out


def test_contexts_are_the_classes_and_plurals_are_seen(tmp_path: Path) -> None:
    source = """
class Page:
    def f(self):
        self.tr("one " "text")
        painter.translate(1, 2)
        class Inner:
            def g(self):
                self.tr("%n step(s)", "", n)
        self.tr("after")
translate("Words", "%n task(s)", "", len(tasks))
QCoreApplication.translate("Settings", label)
"""
    reader = translations.Reader(tmp_path / "page.py")
    reader.visit(ast.parse(source))
    assert reader.texts == [
        ("Page", "one text", False),
        ("Inner", "%n step(s)", True),
        ("Page", "after", False),
        ("Words", "%n task(s)", True),
    ]


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_numbers_and_names_stay_in_the_translation(language: str) -> None:
    def places(text: str) -> list[str]:
        return sorted([name for _, name, _, _ in Formatter().parse(text) if name is not None])

    for source, forms in messages(language):
        for form in forms:
            assert places(form) == places(source), form
            assert ("\n" in form, form[:1].isspace(), form[-1:].isspace()) == (
                "\n" in source,
                source[:1].isspace(),
                source[-1:].isspace(),
            ), form
        assert ("%n" in forms[-1]) == ("%n" in source), forms  # the form of 1 may do without
        assert ("&" in forms[0]) == ("&" in source)


def test_english_needs_no_brackets() -> None:
    for _, forms in messages("en"):
        assert "(" not in "".join(forms)


def test_german_writes_as_one_does() -> None:
    for source, forms in messages("de"):
        for form in forms:
            assert "..." not in form, form
            assert '"' not in form or "{{" in source, form  # in code it stays


# The window


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["no call", "1 call", "2 calls"]),
        ("de", ["kein Aufruf", "1 Aufruf", "2 Aufrufe"]),
        ("fr", ["no call", "1 call", "2 calls"]),  # which nobody has written
    ],
)
def test_one_is_not_many(speak: Callable[[str], None], language: str, words: list[str]) -> None:
    speak(language)
    assert [calls_words(count) for count in (0, 1, 2)] == words


def test_every_step_and_its_page_speak_german(speak: Callable[[str], None], workspace: Workspace, qtbot: QtBot) -> None:
    speak("de")
    titles = [title(step) for step in STEPS]
    assert titles[:5] == ["Übersicht", "Lehrer", "Werkzeuge", "Aufgaben", "Unterricht"]
    window = Window(workspace)
    qtbot.addWidget(window)
    window.show()
    for step in (*STEPS[1:], "settings"):
        window.go(step)
        assert window.page.findChild(QLabel).text() == title(step)
