"""Which tasks are nearly the same: by their word trigrams, with what they ask about (quoted text, numbers) kept apart.

The same sentence about another text or number is another task, for a student learns from it where arguments come from; but it
belongs to the same family. What is alike is found with MinHash (A. Broder, "On the resemblance and containment of documents",
1997) and then measured exactly, so that no task is dropped on an estimate.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec
from rensa import RMinHash, RMinHashLSH

Trigrams = frozenset[tuple[str, ...]]

MASKS = ("q", "n")
"""What stands in a wording for a quoted text, and for a number."""

_QUOTED = re.compile(r""""[^"]*"|“[^”]*”|\u2018[^\u2019]*\u2019|`[^`]*`|(?<!\w)'[^']{3,}'(?!\w)""")
_NUMBER = re.compile(r"-?\d[\d.,]*")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_HASHES, _BANDS = (
    128,
    32,
)  # two tasks with half of their trigrams in common share a band with probability 0.87, with 0.8 surely

_LOOKED_AT = 500
"""Of what is alike, the oldest are looked at: thousands of sentences from one template would be compared each with each."""


class Wording(msgspec.Struct, frozen=True):
    """What is said in all user turns of a task: its words with texts and numbers masked, their trigrams, and what was masked."""

    words: tuple[str, ...]
    trigrams: Trigrams
    values: tuple[str, ...]

    def likeness(self, other: "Wording") -> float:
        """The share of the trigrams of both that both have (Jaccard), from 0 to 1."""
        return len(self.trigrams & other.trigrams) / len(self.trigrams | other.trigrams)


def wording(turns: Sequence[str]) -> Wording:
    """Take what is said apart. A word is a run of letters and apostrophes, in lower case; two masks in a row stay two."""
    text = " ".join(turns)
    masked = _QUOTED.sub(f" {MASKS[0]} ", text)
    values = sorted(value.strip("\"“”`'\u2018\u2019.,") for value in _QUOTED.findall(text) + _NUMBER.findall(masked))
    words = _WORD.findall(_NUMBER.sub(f" {MASKS[1]} ", masked).lower()) or [text]
    trigrams = {tuple(words[start : start + 3]) for start in range(len(words) - 2)} or {tuple(words)}
    return Wording(tuple(words), frozenset(trigrams), tuple(values))


class Bands:
    """Finds by MinHash what may be like something, among what was put in before under the same `key`."""

    def __init__(self) -> None:
        self._lsh = RMinHashLSH(threshold=0.5, num_perm=_HASHES, num_bands=_BANDS)

    def put(self, number: int, wording: Wording, key: str) -> None:
        self._lsh.insert(number, _hashes(wording, key))

    def alike(self, wording: Wording, key: str) -> list[int]:
        """The numbers of what may be about half alike or more."""
        return list(self._lsh.query(_hashes(wording, key)))


class Index:
    """Finds what is like something among what was put in before under the same `key`."""

    def __init__(self) -> None:
        self._bands = Bands()
        self._wordings: list[Wording] = []

    def put(self, wording: Wording, key: str = "") -> int:
        """Put one in; they are numbered from 0."""
        number = len(self._wordings)
        self._bands.put(number, wording, key)
        self._wordings.append(wording)
        return number

    def like(self, wording: Wording, key: str = "") -> Iterator[tuple[float, int]]:
        """What is about half alike or more, as (likeness, number), the most alike and the oldest first."""
        found = sorted(self._bands.alike(wording, key))[:_LOOKED_AT]
        alike = [(self._wordings[number].likeness(wording), number) for number in found]
        yield from sorted(alike, key=lambda pair: (-pair[0], pair[1]))


def _hashes(wording: Wording, key: str) -> RMinHash:
    hashes = RMinHash(num_perm=_HASHES, seed=1)
    hashes.update([f"{key} {' '.join(trigram)}" for trigram in wording.trigrams])
    return hashes
