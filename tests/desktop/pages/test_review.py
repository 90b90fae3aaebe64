"""The page Review: the teacher's solutions, what each check said of them, and the keys that go through them."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory
from stillroom.store import Execution, Run, Task, Verdict
from stillroom_desktop.pages.review import ReviewPage
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.passage import Passage
from stillroom_desktop.workspace import Workspace

CLOCK = ToolSpec("clock", "Tells the time.", {"type": "object", "properties": {"zone": {"type": "string"}}})
PASSED = [Verdict("format", True), Verdict("schema", True), Verdict("execution", True), Verdict("check", True)]
FAILED = [*PASSED[:2], Verdict("execution", False, "clock: Error: no such zone")]


def solve(workspace: Workspace, task: str, verdicts: list[Verdict], *oks: bool, id: str = "") -> None:
    """Store a solution of a task with a call for each of `oks`."""
    store = workspace.store
    calls = [ToolCall(f"call-{place}", "clock", {"zone": f"zone {place}"}) for place in range(len(oks))]
    results = ["noon" if ok else "Error: no such zone" for ok in oks]
    messages = [Message("user", f"Do {task}.")]
    for call, result in zip(calls, results, strict=True):
        messages.append(Message("assistant", thought="Look.", tool_calls=(call,)))
        messages.append(Message("tool", result, tool_call_id=call.id, name="clock"))
    messages.append(Message("assistant", f"Did {task}."))
    trajectory = Trajectory(id or f"trajectory-{task}", task, "agent", store.keep_tool_set([CLOCK]), tuple(messages))
    executions = [
        Execution(call.id, "clock", call.arguments, ok, result, 0.25)
        for call, ok, result in zip(calls, oks, results, strict=True)
    ]
    store.add_trajectory(trajectory, "teach-1", executions, verdicts)


@pytest.fixture
def own(empty_workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace whose project has five tasks, four of which were taught."""
    assert empty_workspace.create(tmp_path / "own")
    tasks = [Task(id, f"Please do {id}.") for id in ("plain", "mended", "broken", "untaught")]
    empty_workspace.store.add_tasks([*tasks, Task("aside", "Hello?", kind="chat", split="held_out")])
    empty_workspace.store.start_run(Run("teach-1", "teach", "done", 1.0))
    solve(empty_workspace, "plain", PASSED, True)
    solve(empty_workspace, "mended", PASSED, False, True)
    solve(empty_workspace, "broken", FAILED, False)
    solve(empty_workspace, "aside", PASSED)
    return empty_workspace


@pytest.fixture
def page(own: Workspace, qtbot: QtBot) -> ReviewPage:
    page = ReviewPage(own)
    qtbot.addWidget(page)
    page.resize(1208, 860)
    with qtbot.waitActive(page):
        page.show()
    return page


def words(page: ReviewPage) -> str:
    QApplication.processEvents()
    seen = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    seen += [chip.word for chip in page.findChildren(Chip) if chip.isVisible()]
    seen += [passage.toPlainText() for passage in page.findChildren(Passage) if passage.isVisible()]
    return "\n".join(seen)


def checks(page: ReviewPage) -> dict[str, str]:
    return {stage: label.text() for stage, label in page.checks.words.items() if not label.isHidden()}


def test_a_solution_that_was_kept(page: ReviewPage) -> None:
    assert page.list.selected == "plain"
    said = words(page)
    for part in ("No. 1", "Kept", "Single call · learn", "250 ms", "Look.", "noon", "Did plain.", "Right call"):
        assert part in said
    assert "Every check passed. The student learns from it." in said
    assert checks(page) == {
        "format": "Every step reads well",
        "schema": "Every call fits its tool",
        "execution": page.checks.words["execution"].text(),
        "check": "It is what the task expects",
    }
    assert "ran" in checks(page)["execution"]


def test_one_that_was_put_right_and_one_without_a_call(page: ReviewPage) -> None:
    page.list.select("mended")
    said = words(page)
    assert "A tool failed and the teacher put it right." in said
    assert "then put right" in checks(page)["execution"]
    assert said.count("Right call") == 1
    page.list.select("aside")
    said = words(page)
    assert "Small talk · held out" in said
    assert "never learns from it" in said
    assert (checks(page)["schema"], checks(page)["execution"]) == ("No call was made", "There was nothing to run")


def test_one_that_was_rejected(page: ReviewPage) -> None:
    page.list.select("broken")
    said = words(page)
    assert "Why it was rejected" in said
    assert "clock: Error: no such zone" in said
    assert "Right call" not in said
    assert list(checks(page).values())[1:] == ["Every call fits its tool", "A tool failed", "Not looked at"]


def test_the_list_says_how_each_stands(page: ReviewPage) -> None:
    rows = [page.list.rows.row(number) for number in range(4)]
    assert [row["right"] for row in rows] == ["1", "2", "3", "5"]
    assert [row["chip"][0] for row in rows] == ["Kept", "Kept", "Rejected", "Kept"]
    assert [row["note"] for row in rows][::3] == ["Single call", "Small talk"]
    assert "2" in rows[1]["note"]


def test_filters_by_verdict_and_text(page: ReviewPage, qtbot: QtBot) -> None:
    page.verdict.set_value("rejected")
    assert page.list.count == 1
    assert "1 of 4" in words(page)
    page.verdict.set_value("kept")
    assert page.list.count == 3
    with qtbot.waitSignal(page.search.changed):
        page.search.setText("hello")
    assert page.list.count == 1
    page.verdict.set_value("all")
    assert "1 of 4" in words(page)


def test_j_and_k_go_through_them_but_for_who_writes(page: ReviewPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    for key, there in ((Qt.Key.Key_J, "mended"), (Qt.Key.Key_J, "broken"), (Qt.Key.Key_K, "mended")):
        qtbot.keyClick(page.list, key)
        assert page.list.selected == there
    qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    assert page.list.selected == "broken"
    qtbot.mouseClick(page.previous, Qt.MouseButton.LeftButton)
    page.search.setFocus()
    with qtbot.waitSignal(page.search.changed):
        qtbot.keyClicks(page.search, "jk")
    assert page.search.text() == "jk"


def test_a_newer_solution_takes_the_place_of_the_older(page: ReviewPage, own: Workspace) -> None:
    page.list.select("broken")
    solve(own, "broken", PASSED, True, id="trajectory-newer")
    solve(own, "untaught", [], True)
    own.touch()
    assert page.list.selected == "broken"
    assert "Why it is kept" in words(page)
    assert page.list.count == 5
    page.list.select("untaught")
    said = words(page)
    assert "Not checked" in said
    assert "Nothing has looked at this solution yet." in said
    assert set(checks(page).values()) == {"Not looked at"}


def test_it_is_not_drawn_anew_for_nothing(page: ReviewPage, own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("drawn anew")

    monkeypatch.setattr(page.conversation.transcript, "show_trajectory", refuse)
    own.touch()
    page.refresh()
    solve(own, "untaught", PASSED, True)
    page.refresh()
    assert page.list.count == 5


def test_before_anything_is_taught_it_leads_to_teach(
    page: ReviewPage, own: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    assert own.create(tmp_path / "empty")
    assert "Nothing to review yet" in words(page)
    assert not page.next.isVisible()
    button = next(each for each in page.findChildren(QPushButton) if each.text() == "Go to Teach")
    with qtbot.waitSignal(own.go) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["teach"]
    own.close()
    assert "Nothing to review yet" in words(page)


@pytest.mark.parametrize(("width", "beside"), [(1208, True), (792, False)])
def test_where_it_is_narrow_the_checks_stand_below(page: ReviewPage, width: int, beside: bool) -> None:
    page.resize(width, 660)
    QApplication.processEvents()
    assert (page._rest.direction() == QBoxLayout.Direction.LeftToRight) is beside
    assert page._keys.isVisible() is beside
    assert page.checks.isVisible()
