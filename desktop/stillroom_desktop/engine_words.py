"""What the engine says, in the window's language.

The engine knows no Qt and speaks English: in errors, reasons, notes and stages, live, from a run's journal and from the database.
`packaging/translations.py` collects its sentences from its sources, with a `{name}` where something is filled in; here a sentence
that is to be shown is known again by them. What is not known, another program's words for example, stays as it is.
"""

import json
import re
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from string import Formatter

from PySide6.QtCore import QCoreApplication, QLocale

from stillroom_resources import resource

translate = QCoreApplication.translate

CATALOGUE = "translations/engine.json"


def said(text: str) -> str:
    """A text of the engine in the window's language; so are its parts, where it is put together from several."""
    if known := _known(text):
        pattern, values = known
        return translate("Engine", pattern.sentence).format(
            **{name: _filled(name, value) for name, value in values.items()}
        )
    for several in (r"(?<=[.!?]) ", "(?<=:) "):
        first, *rest = re.split(several, text, maxsplit=1)
        if rest and (words := f"{said(first)} {said(rest[0])}") != text:
            return words
    return text


def failure_words(told: Mapping[str, str]) -> tuple[str, str]:
    """The title of an error (the JSON of a StillroomError, the result of a run that failed), and what happened with what to do."""
    title = said(told.get("title", "")) or translate("Engine", "It went wrong")
    return title, " ".join(filter(None, (said(told.get(part, "")) for part in ("message", "hint"))))


def _filled(name: str, value: str) -> str:
    if name.startswith("number") and re.fullmatch(r"\d+\.\d+", value):
        return QLocale().toString(float(value), "f", len(value.partition(".")[2]))
    if (known := _known(value)) and not known[0].is_clear:
        return value  # more likely a user's own words, which stay as they are
    # A setting's label is declared with the setting, and has its context.
    return words if (words := said(value)) != value else translate("Settings", value)


class _Pattern:
    """A sentence of the engine; its regular expression is made when a text first has all of its words."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self._parts = [(literal, name) for literal, name, _, _ in Formatter().parse(sentence)]
        # The longest first: most texts have not even that.
        self._words = sorted((literal for literal, _ in self._parts if literal), key=len, reverse=True)
        self.length = sum(map(len, self._words))
        bare = re.sub(r"\{\w*\}", "\0", sentence)
        # Words enough, and not only in the midst of what is filled in.
        self.is_clear = bool(re.match(r"\w+ \w+", bare) or re.search(r"^[^\0]*\w{4}|\w{4}[^\0]*$", bare))

    def values(self, text: str) -> dict[str, str] | None:
        """What is filled in, where the text is this sentence."""
        if not all(words in text for words in self._words):
            return None
        match = self._expression.fullmatch(text)
        return match.groupdict() if match else None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        names: set[str] = set()
        expression = ""
        for literal, name in self._parts:
            expression += re.escape(literal)
            if name:
                expression += f"(?P={name})" if name in names else f"(?P<{name}>.*?)"
                names.add(name)
        return re.compile(expression, re.DOTALL)


@cache
def _patterns() -> list[_Pattern]:
    """Those with the most words first: a short one may fit what a long one says better."""
    sentences = json.loads(resource(*CATALOGUE.split("/")).read_text("utf-8"))
    return sorted(map(_Pattern, sentences), key=lambda pattern: -pattern.length)


@lru_cache(2000)
def _known(text: str) -> "tuple[_Pattern, dict[str, str]] | None":
    for pattern in _patterns():
        if (values := pattern.values(text)) is not None:
            return pattern, values
    return None
