"""What the engine says is known again, live and from old runs, and said in the window's language."""

import json
from collections.abc import Callable
from string import Formatter

import pytest
from PySide6.QtCore import QCoreApplication

import translations
from engine_prose import engine_prose, prose
from stillroom.errors import KnownError
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.stages import stage_words, unit_words

SENTENCES: list[str] = json.loads(translations.CATALOGUE.read_text("utf-8"))


def example(sentence: str) -> str:
    """The sentence with something filled in."""
    names = [name for _, name, _, _ in Formatter().parse(sentence) if name]
    return sentence.format(**{name: f"x{place}" for place, name in enumerate(dict.fromkeys(names))})


def test_every_sentence_of_the_engine_is_known_again(speak: Callable[[str], None]) -> None:
    speak("en")
    english = {sentence: said(example(sentence)) for sentence in SENTENCES}
    speak("de")
    assert len(SENTENCES) > 300
    translated = [sentence for sentence in SENTENCES if QCoreApplication.translate("Engine", sentence) != sentence]
    assert len(translated) > len(SENTENCES) - 30  # names stay as they are
    assert not [sentence for sentence in translated if said(example(sentence)) == english[sentence]]


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("The disk is full", "Der Datenträger ist voll"),
        ("/a: b/c d does not exist.", "/a: b/c d gibt es nicht."),
        ("encrypt_text: key was left out, expected 3", "encrypt_text: key fehlte, erwartet war 3"),
        (
            "encrypt_text: The argument key of encrypt_text must be an integer, not [1].",
            "encrypt_text: Das Argument key von encrypt_text muss eine ganze Zahl sein, nicht [1].",
        ),
        (
            "/c/a.gguf needs 0.6 GB; 10.0 GB are free.",
            "/c/a.gguf braucht 0,6 GB; frei sind 10,0 GB.",
        ),
        (
            "It crashed (signal 11). Its log ends with: Killed",
            "Sie ist abgestürzt (Signal 11). Ihr Protokoll endet mit: Killed",
        ),
        (
            "Tasks at a time cannot be left empty; it must be a whole number from 1 to 256.",
            "Aufgaben zugleich: Leer passt nicht; erlaubt ist eine ganze Zahl von 1 bis 256.",
        ),
        ("Add some with: stillroom tasks import FILE", "Auf der Seite Aufgaben welche hinzufügen."),
        # a user's own words, in the midst of which some of the engine's seem to stand
        ("The answer is not: it was one, expected two", "Die Antwort ist nicht: it was one, expected two"),
        ("parsing GGUF", "parsing GGUF"),
        ("", ""),
    ],
)
def test_what_is_filled_in_stays_and_its_parts_are_said_too(
    speak: Callable[[str], None], english: str, german: str
) -> None:
    speak("de")
    assert said(english) == german


def test_in_english_a_command_to_type_becomes_a_page_to_open(speak: Callable[[str], None]) -> None:
    speak("en")
    error = KnownError("No tasks", "The project has no tasks to teach.", "Add some with: stillroom tasks import FILE")
    assert failure_words(error.to_json()) == (
        "No tasks",
        "The project has no tasks to teach. Add some on the page Tasks.",
    )
    named = [words for sentence in SENTENCES if "stillroom " in (words := said(example(sentence)))]
    assert not named


def test_a_failure_that_said_nothing_has_a_title(speak: Callable[[str], None]) -> None:
    speak("de")
    assert failure_words({}) == ("Es ging schief", "")


def test_stages_and_units_are_said(speak: Callable[[str], None]) -> None:
    speak("de")
    assert stage_words("Scoring student (llama.cpp, Q4_K_M)") == "Bewertung: Schüler (llama.cpp, Q4_K_M)"
    assert stage_words("Quantising the student to Q4_K_M") == "Schüler auf Q4_K_M quantisieren"
    assert [unit_words(unit) for unit in ("tasks", "parts")] == ["Aufgaben", "Teile der Gewichte"]


def test_prose_is_found_wherever_it_is_written() -> None:
    source = '''
"""A module's text is no message."""
HINT = "Try it again."
def f(path: "Path | None" = None) -> "list[str] | None":
    """Nor is a function's."""
    store.execute("SELECT name FROM tools")
    yield Stage("Teaching", 3, "tasks")
    problem = f"{path.name} was not read: {error}" if path else 'write {"a": 1} there'
    raise KnownError("Too little room", f"{free / 1e9:.1f} of {all / 1e9:.1f} GB in {path.name}, {path.name}, twice.", HINT)
    short = f"{a} in the {b}"
'''
    assert set(prose(source)) == {
        "Try it again.",
        "Teaching",
        "tasks",
        "{name} was not read: {error}",
        'write {{"a": 1}} there',
        "Too little room",
        "{number} of {number2} GB in {name}, {name}, twice.",
    }


def test_the_catalogue_is_what_the_engine_says() -> None:
    assert set(SENTENCES) <= {*engine_prose(), "parts of the weights", "Scoring the {arm} ({backend})", "It went wrong"}
