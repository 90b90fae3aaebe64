"""The page Tasks: figures, filters, and a task with its worked solution."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from stillroom.store import Task
from stillroom_desktop.pages.tasks import TasksPage
from stillroom_desktop.widgets.cards import FigureCell
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.passage import Passage
from stillroom_desktop.workspace import Workspace

SOLVED = {
    "id": "solved",
    "prompt": "Hash tea and note it.",
    "kind": "chain",
    "family": "kitchen",
    "solution": [[{"name": "hash_text", "arguments": {"text": "tea"}}], [{"name": "note", "arguments": {}}]],
    "results": [["abc"], [{"noted": True}]],
    "thoughts": ["First hash.", "Then note.", "Done."],
    "answer": "Noted.",
}
ASKED = {
    "id": "asked",
    "prompt": ["Convert it.", "To what?"],
    "kind": "ask_back",
    "split": "held_out",
    "solution": [],
    "answer": "What?",
}
OPEN = {
    "id": "open",
    "prompt": "How warm is it?",
    "family": "garden",
    "check": {
        "calls": [{"name": "measure", "arguments": {}}],
        "answer": {"equals": "21", "matches": "^2", "number": 21.0, "tolerance": 0.5},
    },
}


def make_page(workspace: Workspace, qtbot: QtBot) -> TasksPage:
    page = TasksPage(workspace)
    qtbot.addWidget(page)
    page.resize(1208, 860)
    page.show()
    return page


@pytest.fixture
def page(empty_workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> TasksPage:
    """The page on a project with three tasks."""
    assert empty_workspace.create(tmp_path / "own")
    empty_workspace.store.add_tasks(msgspec.convert(task, Task) for task in (SOLVED, ASKED, OPEN))
    return make_page(empty_workspace, qtbot)


def words(page: TasksPage) -> str:
    QApplication.processEvents()
    seen = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    seen += [chip.word for chip in page.findChildren(Chip) if chip.isVisible()]
    seen += [passage.toPlainText() for passage in page.findChildren(Passage) if passage.isVisible()]
    return "\n".join(seen)


def figures(page: TasksPage) -> list[str]:
    return [cell.accessibleName() for cell in page.findChildren(FigureCell)]


def shown(page: TasksPage) -> list[str]:
    model = page.table.model()
    return [model.index(number, 1).data() for number in range(page.table.count)]


def test_the_figures(page: TasksPage) -> None:
    learn, held_out, no_call, worked = figures(page)
    assert learn.startswith("To learn from: 2 of 3.")
    assert held_out.startswith("Held out: 1 of 3.")
    assert no_call.startswith("No call is right: 33 %")
    assert worked.startswith("Worked solutions: 2")
    assert "1" in worked.split(". ", 1)[1]


def test_the_rows_say_what_is_expected(page: TasksPage) -> None:
    rows = [page.table.rows.row(number) for number in range(3)]
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert [row["kind"] for row in rows] == ["Chain of calls", "Missing value", "Single call"]
    assert [row["tools"] for row in rows] == [("hash_text", "note"), (), ("measure",)]
    assert [row["side"][0] for row in rows] == ["Learn", "Held out", "Learn"]


def test_filters_by_side_kind_and_text_hold_together(page: TasksPage, qtbot: QtBot) -> None:
    page.side.set_value("train")
    assert shown(page) == ["Hash tea and note it.", "How warm is it?"]
    page.kind.set_value("chain")
    assert shown(page) == ["Hash tea and note it."]
    page.side.set_value("held_out")
    assert shown(page) == []
    page.kind.set_value("")
    assert shown(page) == ["Convert it."]
    page.side.set_value("all")
    with qtbot.waitSignal(page.search.changed):
        page.search.setText("measure")
    assert shown(page) == ["How warm is it?"]
    page.refresh()
    assert shown(page) == ["How warm is it?"]
    assert page.kind.count() == 4


def test_the_worked_solution_is_shown_as_a_conversation(page: TasksPage) -> None:
    said = words(page)
    for part in (
        "No. 1",
        "Chain of calls",
        "Hash tea and note it.",
        "First hash.",
        "abc",
        '{"noted":true}',
        "Noted.",
        "kitchen",
    ):
        assert part in said
    assert said.count("Right call") == 2


def test_a_task_without_a_call_and_one_without_a_solution(page: TasksPage) -> None:
    page.table.select("asked")
    said = words(page)
    assert "Convert it." in said
    assert "To what?" in said
    assert "What?" in said
    assert "Held out" in said
    assert "No worked solution" not in said
    page.table.select("open")
    said = words(page)
    for part in ("No worked solution", "it calls measure", "“21”", "^2", "21, give or take 0.5", "No. 3"):
        assert part in said


def test_new_tasks_are_shown_and_the_chosen_one_stays(page: TasksPage) -> None:
    page.table.select("asked")
    page.workspace.store.add_tasks([Task("new", "Something new.")])
    page.workspace.touch()
    assert page.table.count == 4
    assert page.table.selected == "asked"
    assert figures(page)[0].startswith("To learn from: 3 of 4.")


def test_without_tasks_it_says_what_to_do(page: TasksPage, tmp_path: Path) -> None:
    assert page.workspace.create(tmp_path / "empty")
    said = words(page)
    assert "No tasks yet" in said
    assert "stillroom tasks import FILE.jsonl" in said
    assert not page.table.isVisible()
    page.workspace.close()
    assert "No tasks yet" in words(page)


def test_the_sample_is_shown_narrow_and_wide(workspace: Workspace, qtbot: QtBot) -> None:
    page = make_page(workspace, qtbot)
    assert page.table.count == len(list(workspace.store.tasks()))
    for width in (1208, 792):
        page.resize(width, 660)
        QApplication.processEvents()
        assert page.table.horizontalScrollBar().maximum() == 0
        assert page.detail.isVisible()
