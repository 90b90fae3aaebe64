"""The rows of a list that may be very long: their tasks are known, what they say is read as they come into sight."""

from collections.abc import Callable, Mapping, Sequence

from stillroom.store import TaughtRow
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.entries import COLUMNS, spoken
from stillroom_desktop.widgets.paged import PagedRows
from stillroom_desktop.widgets.rows import SPOKEN, Row
from stillroom_desktop.widgets.verdicts import verdict_chip
from stillroom_desktop.words import calls_words, kind_title

ReadRows = Callable[[Sequence[str]], list[TaughtRow]]
"""Reads the rows of these tasks."""


class SolutionRows(PagedRows[str]):
    """An entry for each task, which is its key and its id."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, self._entries, lambda task: task)
        self._read: ReadRows = lambda _: []

    def set_tasks(self, tasks: Sequence[str], read: ReadRows, total: int) -> None:
        """Show these, of `total` that there are; `read` reads their rows. Where they are the same, what they say is read anew, and the places stay."""
        self._read = read
        self.set_keys(tasks, total)

    def renew(self) -> None:
        """Read anew what the rows say."""
        self.set_keys(self.keys, self.total)

    def solution(self, number: int) -> TaughtRow | None:
        """What a row says; None where its task is there no more."""
        row: TaughtRow | None = self.row(number).get("row")
        return row

    def _entries(self, tasks: Sequence[str]) -> Mapping[str, Row]:
        return {row.task: entry_of(row) for row in self._read(tasks)}


def entry_of(row: TaughtRow) -> Row:
    """A solution as the list shows it."""
    kind = kind_title(row.kind)
    entry = {
        "id": row.task,
        "row": row,
        "title": row.prompt,
        "chip": solution_chip(row),
        "note": f"{kind}, {calls_words(len(row.tools))}" if len(row.tools) > 1 else kind,
        "right": str(row.number),
        "dot": "fill_info" if row.note else "",
    }
    return entry | {SPOKEN: spoken(entry)}


def solution_chip(row: TaughtRow) -> tuple[str, State, str]:
    """How a solution stands, as a chip; a decision of a person has their sign."""
    word, state, icon = verdict_chip(row.accepted, recovered=row.failed > 0)
    return word, state, icon if row.reviewed is None else "user"
