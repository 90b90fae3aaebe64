"""Renews what the window says in other languages: reads its sources, and the engine's prose, into the .ts files of
resources/stillroom_resources/translations, where the words are written, and compiles those into the .qm files that it loads.
engine.json beside them lists the engine's sentences, by which the window knows them again.

    .venv/bin/python packaging/translations.py           tells what is still to be translated
    .venv/bin/python packaging/translations.py --check   changes nothing; fails where that would, or where words are missing

Write the words into the .ts with `pyside6-linguist` or an editor, then run it again. English has a file for its plurals, and
for what the engine says of its command line: the window has buttons.
"""

import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from engine_prose import engine_prose
from stillroom.settings import SETTINGS
from stillroom.students import Listed
from stillroom.students import catalogue as catalogue_of_students
from stillroom.tasks import SAMPLES, sample_facts

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "desktop" / "stillroom_desktop"
FOLDER = ROOT / "resources" / "stillroom_resources" / "translations"
CATALOGUE = FOLDER / "engine.json"
LANGUAGES = ("de", "en")

_COMMAND = re.compile(r"stillroom [a-z]|(^| )--[a-z]|packaging/run\.py|STILLROOM_|same command|Run it again")


class UnreadableError(Exception):
    """A text in the sources that stands nowhere in so many words, so that nobody can translate it."""


class Text(NamedTuple):
    """A text to translate. `plural` says that it counts something, as "%n"."""

    context: str
    text: str
    plural: bool


class Reader(ast.NodeVisitor):
    """Collects `self.tr("...")`, whose context is the class around it, and `translate("Context", "...")` of one file in `texts`.

    Of Python, lupdate itself reads no plural of `translate`, and takes what stands before `.tr` for the context.
    """

    def __init__(self, path: Path) -> None:
        self.texts: list[Text] = []
        self._path = path
        self._class = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        around, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = around

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        match node:
            case ast.Call(ast.Attribute(ast.Name("self"), "tr"), [ast.Constant(str(text)), *more]):
                self.texts.append(Text(self._class, text, len(more) == 2))
            case ast.Call(
                ast.Name("translate") | ast.Attribute(_, "translate"),
                [ast.Constant(str(context)), ast.Constant(str(text)), *more],
            ):
                self.texts.append(Text(context, text, len(more) == 2))
            case ast.Call(ast.Attribute(_, "translate") | ast.Name("translate"), [ast.Constant(str(context)), _, *_]):
                if context not in {text.context for text in engine_texts()}:
                    raise UnreadableError(self._place(node))
            case ast.Call(ast.Attribute(_, "tr")):
                raise UnreadableError(self._place(node))

    def _place(self, node: ast.Call) -> str:
        return f"{self._path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}"


def engine_texts() -> Iterator[Text]:
    """What the engine, which knows no Qt, says in English, and the window translates."""
    declared = [
        text
        for setting in SETTINGS
        for text in (setting.group, setting.label, setting.help, *(word for _, word in setting.choices))
    ]
    yield from (Text("Settings", text, plural=False) for text in declared)
    yield from (Text("Engine", text, plural=False) for text in engine_prose() if text not in declared)
    for sample in SAMPLES:
        yield Text("Samples", sample_facts(sample)["sentence"], plural=False)
    told = (text for model in catalogue_of_students() for text in _told(model))
    yield from (Text("Students", text, plural=False) for text in dict.fromkeys(told) if text)


def _told(model: Listed) -> tuple[str, ...]:
    """What the catalogue of students says of one in sentences."""
    return model.good_for, model.tool_format, model.licence.words, model.licence.asks


def all_texts() -> list[Text]:
    """Every text of the window, in the order of its files.

    Raises: UnreadableError."""
    texts = []
    for path in sorted(SOURCES.rglob("*.py")):
        reader = Reader(path)
        reader.visit(ast.parse(path.read_text(encoding="utf-8")))
        texts += reader.texts
    return [*texts, *engine_texts()]


def tool(name: str, *words: str | Path) -> None:
    """Run one of PySide6's programs for translators.

    Raises: subprocess.CalledProcessError; what it said is in `stdout`."""
    program = shutil.which(f"pyside6-{name}", path=Path(sys.executable).parent)
    assert program, "run this with the Python of .venv"
    command = [program, "-silent", *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def catalogue(texts: list[Text]) -> str:
    """The engine's sentences as the JSON that the window reads."""
    return json.dumps([text.text for text in texts if text.context == "Engine"], ensure_ascii=False, indent=0) + "\n"


def needs_words(text: Text, language: str) -> bool:
    """Whether a text is not said in a language as it stands in the sources."""
    return language != "en" or text.plural or (text.context == "Engine" and bool(_COMMAND.search(text.text)))


def renew(ts: Path, texts: list[Text]) -> None:
    """Bring one .ts file, whose name ends with its language, to the texts of the sources; compile it into the .qm beside it."""
    language = ts.stem.rpartition("_")[2]
    texts = [text for text in texts if needs_words(text, language)]
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder, "texts.py")
        # In this one form, which PySide no longer has, lupdate reads a plural of Python's `translate`.
        forms = {False: "translate({!r}, {!r})\n", True: "translate({!r}, {!r}, '', UnicodeUTF8, n)\n"}
        calls = [forms[text.plural].format(text.context, text.text) for text in texts]
        sources.write_text("".join(calls), encoding="utf-8")
        words = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language]
        tool("lupdate", *words, sources, "-ts", ts)
    tool("lrelease", ts, "-qm", ts.with_suffix(".qm"))


def unfinished(ts: Path) -> list[str]:
    """The texts of a .ts file that have no translation yet, or one that nobody has confirmed, as "Context: text"."""
    return [
        f"{context.findtext('name')}: {message.findtext('source')}"
        for context in ElementTree.parse(ts).iter("context")
        for message in context.iter("message")
        if message.find("translation[@type]") is not None
    ]


def problems() -> list[str]:
    """What `--check` finds wrong, in a sentence each.

    Raises: UnreadableError."""
    found = []
    texts = all_texts()
    for language in LANGUAGES:
        ts = FOLDER / f"stillroom_{language}.ts"
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(shutil.copy(ts, folder))
            renew(fresh, texts)
            for kept, made in ((ts, fresh), (ts.with_suffix(".qm"), fresh.with_suffix(".qm"))):
                if not kept.is_file() or kept.read_bytes() != made.read_bytes():
                    found.append(f"{kept.name} is not what the sources say: run packaging/translations.py.")
            found += [f"{ts.name} lacks {text}" for text in unfinished(fresh)]
    if not CATALOGUE.is_file() or CATALOGUE.read_text("utf-8") != catalogue(texts):
        found.append(f"{CATALOGUE.name} is not what the engine says: run packaging/translations.py.")
    return found


def main(words: list[str]) -> int:
    try:
        if words == ["--check"]:
            found = problems()
        else:
            texts = all_texts()
            FOLDER.mkdir(exist_ok=True)
            CATALOGUE.write_text(catalogue(texts), "utf-8")
            found = []
            for language in LANGUAGES:
                ts = FOLDER / f"stillroom_{language}.ts"
                renew(ts, texts)
                found += [f"{ts.name} lacks {text}" for text in unfinished(ts)]
    except UnreadableError as error:
        found = [f"{error}: it can be translated only with its text in quotes, and `tr` only of `self`."]
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
