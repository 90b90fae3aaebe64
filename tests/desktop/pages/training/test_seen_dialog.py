"""What the student sees: its samples as tokens, those left out with their reasons, by keyboard and in words."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, Trajectory, new_id
from stillroom.store import Run, Verdict
from stillroom.tools import tool_from_json
from stillroom.training import Recipe, Seen, Token, TrainParams
from stillroom_desktop.pages.training.seen_dialog import SeenDialog
from stillroom_desktop.pages.training.token_view import MOST, TokenView
from stillroom_desktop.workspace import Workspace


@pytest.fixture
def taught(workspace: Workspace) -> Workspace:
    """Six tasks to learn from, of which one has a long answer, and two held out."""
    store = workspace.store
    tool_set = store.keep_tool_set([tool_from_json(tool).spec for tool in store.tools()])
    store.start_run(Run("teach-1", "teach", "done", time.time()))
    for at, task in enumerate([*list(store.tasks("train"))[:6], *list(store.tasks("held_out"))[:2]]):
        said = (Message("user", f"Task {at}"), Message("assistant", "word " * (3000 if at == 2 else 2)))
        store.add_trajectory(
            Trajectory(new_id("trajectory"), task.id, "agent", tool_set, said), "teach-1", (), [Verdict("check", True)]
        )
    return workspace


@pytest.fixture
def opened(taught: Workspace, tiny_student: Path, qtbot: QtBot) -> Callable[..., SeenDialog]:
    def open_it(student: str = str(tiny_student), max_tokens: int = 3500) -> SeenDialog:
        dialog = SeenDialog(taught.store, TrainParams(student, Recipe(max_tokens=max_tokens)))
        qtbot.addWidget(dialog, before_close_func=lambda dialog: dialog.reader.stop())
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.reader.busy, timeout=20_000)
        return dialog

    return open_it


def test_every_sample_is_listed_and_those_left_out_have_their_reason(opened: Callable[..., SeenDialog]) -> None:
    dialog = opened()
    assert [dialog.which.itemText(at) for at in range(4)] == [
        "All · 8",
        "Learnt from · 5",
        "Held out · 2",
        "Left out · 1",
    ]
    assert dialog.place.text() == "1 of 8"
    dialog.which.set_value("dropped")
    assert dialog.place.text() == "1 of 1"
    assert dialog.reason.isVisible()
    assert dialog.reason.accessibleDescription().endswith("the limit is 3500.")
    assert "left out" in dialog.here.text()
    dialog.which.set_value("held_out")
    assert dialog.table.count == 2
    assert not dialog.reason.isVisible()


def test_next_and_previous_go_through_what_is_listed(opened: Callable[..., SeenDialog]) -> None:
    dialog = opened()
    assert not dialog.back.isEnabled()
    first = dialog.view.toPlainText()
    dialog.next.click()
    assert dialog.place.text() == "2 of 8"
    assert "1" in dialog.view.toPlainText() != first
    dialog.back.click()
    assert dialog.view.toPlainText() == first
    dialog.search.setText("Task 5")
    dialog.search.changed.emit("Task 5")
    assert dialog.place.text() == "1 of 1"
    assert not dialog.next.isEnabled() and not dialog.back.isEnabled()


def test_a_student_that_is_not_there_is_said_in_words(opened: Callable[..., SeenDialog], tmp_path: Path) -> None:
    dialog = opened(str(tmp_path / "nothing"))
    assert dialog.wrong.isVisible()
    assert dialog.wrong.accessibleName() == "No such student"
    assert dialog.table.count == 0


def test_closing_it_leaves_off_reading(taught: Workspace, tiny_student: Path, qtbot: QtBot) -> None:
    dialog = SeenDialog(taught.store, TrainParams(str(tiny_student), Recipe()))
    told: list[Any] = []
    dialog.reader.ended.connect(told.append)
    dialog.show()
    dialog.reject()
    qtbot.wait(50)
    assert not told


SEEN = Seen(
    (
        Token(1, "Be brief.\n", "system", False),
        Token(2, "Hash", "user", False),
        Token(3, " a\t", "user", False),
        Token(4, "\N{SLIGHTLY SMILING FACE}", "user", False),
        Token(5, "", "user", False),
        Token(6, "c0ffee", "assistant", True),
    )
)


@pytest.fixture
def view(qtbot: QtBot) -> TokenView:
    view = TokenView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    return view


def test_blanks_are_seen_turns_are_named_and_copying_gives_the_text_back(view: TokenView) -> None:
    view.show_seen(SEEN)
    text = view.toPlainText().replace("\u200b", "")
    assert text.split("\n")[:3] == ["System prompt and tools", "Be·brief.⏎", "The user"]
    assert "Hash·a→\N{SLIGHTLY SMILING FACE}⋯" in text
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == "Be brief.\nHash a\t\N{SLIGHTLY SMILING FACE}c0ffee"


def test_learned_tokens_are_told_without_colours_too(view: TokenView) -> None:
    view.show_seen(SEEN)
    looks = {at: _look(view, at) for at in range(6)}
    assert [at for at, look in looks.items() if look.fontUnderline()] == [5]
    view.show_seen(Seen(SEEN.tokens, "It has 6 tokens; the limit is 5."))
    assert all(_look(view, at).fontStrikeOut() for at in range(6))


def test_the_caret_tells_where_it_is_and_begins_behind_the_system_prompt(view: TokenView, qtbot: QtBot) -> None:
    told: list[int] = []
    view.reached.connect(told.append)
    view.show_seen(SEEN)
    assert told[-1] == 1
    view.moveCursor(view.textCursor().MoveOperation.End)
    assert told[-1] == 5
    view.moveCursor(view.textCursor().MoveOperation.Start)
    assert told[-1] == 0


def test_of_a_very_long_sample_the_beginning_is_drawn(view: TokenView) -> None:
    view.show_seen(Seen((Token(7, "a", "user", False),) * (MOST + 1234)))
    assert view.toPlainText().endswith("1234 more tokens\n")


def _look(view: TokenView, token: int) -> Any:
    cursor = view.textCursor()
    cursor.setPosition(view._starts[token] + 1)
    return cursor.charFormat()
