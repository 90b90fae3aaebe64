"""The page Review: the teacher's solutions, what each check said of them, what a person says, and all of it by keys."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory
from stillroom.store import AnswerCheck, Check, Chosen, Execution, Run, Task, Verdict, WorkedCall
from stillroom_desktop.pages.review import ReviewPage
from stillroom_desktop.pages.reviewing import reading
from stillroom_desktop.pages.reviewing.rows import entry_of
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.passage import Passage
from stillroom_desktop.workspace import Workspace

CLOCK = ToolSpec("clock", "Tells the time.", {"type": "object", "properties": {"zone": {"type": "string"}}})
PASSED = [Verdict("format", True), Verdict("schema", True), Verdict("execution", True), Verdict("check", True)]
FAILED = [*PASSED[:2], Verdict("execution", False, "clock: Error: no such zone")]


def solve(
    workspace: Workspace, task: str, verdicts: list[Verdict], *oks: bool, id: str = "", fault: bool = False
) -> None:
    """Store a solution of a task with a call for each of `oks`; those that are not ok were made to fail, with `fault`."""
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
        Execution(call.id, "clock", call.arguments, ok, result, 0.25, fault=fault and not ok)
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
    return {stage: label.text() for stage, label in page.detail.checks.words.items() if not label.isHidden()}


def test_a_solution_that_was_kept(page: ReviewPage) -> None:
    assert page.list.selected == "plain"
    said = words(page)
    for part in ("No. 1", "Kept", "Single call · learn", "250 ms", "Look.", "noon", "Did plain.", "Right call"):
        assert part in said
    assert "Every check passed. The student learns from it." in said
    assert checks(page) == {
        "format": "Every step reads well",
        "schema": "Every call fits its tool",
        "execution": page.detail.checks.words["execution"].text(),
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
    calls = (WorkedCall("clock", {"zone": "zone 0"}),)
    page.workspace.store.add_tasks(
        [Task("worked", "Do it.", solution=(calls, (WorkedCall("clock", {"zone": "UTC"}),)))]
    )
    solve(page.workspace, "worked", [*PASSED[:3], Verdict("check", False, "Wrong.")], True, True)
    page.workspace.touch()
    page.list.select("worked")
    said = words(page)
    assert said.count("Right call") == said.count("Wrong call") == 1
    page.list.select("broken")
    assert list(checks(page).values())[1:] == ["Every call fits its tool", "A tool failed", "Not looked at"]


def test_the_list_says_how_each_stands(page: ReviewPage) -> None:
    rows = [entry_of(row) for number in range(4) if (row := page.list.rows.solution(number))]
    assert [row["right"] for row in rows] == ["1", "2", "3", "5"]
    assert [row["chip"][0] for row in rows] == ["Kept", "Recovered", "Rejected", "Kept"]
    assert [row["note"] for row in rows][::3] == ["Single call", "Small talk"]
    assert "2" in rows[1]["note"]


def test_filters_say_how_many_there_are(page: ReviewPage, qtbot: QtBot) -> None:
    filters = page.filters
    states = [filters.state.itemText(place) for place in range(filters.state.count())]
    assert states == [
        "All · 4", "Kept · 3", "Rejected · 1", "Needs a look · 1", "Decided by you · 0", "Edited · 0", "With a note · 0",
        "Recovered · 1",
    ]  # fmt: skip
    filters.state.set_value("needs_look")
    assert page.list.tasks == ["broken"]
    assert "1 of 4" in words(page)
    filters.state.set_value("accepted")
    filters.kind.set_value("chat")
    assert page.list.tasks == ["aside"]
    filters.kind.set_value("")
    with qtbot.waitSignal(filters.search.changed):
        filters.search.setText("do MENDED")
    assert page.list.tasks == ["mended"]
    with qtbot.waitSignal(filters.search.changed):
        filters.search.setText("nowhere")
    assert (page.list.count, page.list.rows.total, page.accept.isEnabled()) == (0, 4, False)
    qtbot.keyClick(page.list, Qt.Key.Key_F)
    assert filters.clear.isVisible()
    with qtbot.waitSignal(filters.search.changed):
        qtbot.mouseClick(filters.clear, Qt.MouseButton.LeftButton)
    assert (page.list.count, page.accept.isEnabled()) == (4, True)
    filters.order.set_value("newest")
    assert page.list.tasks == ["aside", "broken", "mended", "plain"]


def test_another_page_may_choose(page: ReviewPage, own: Workspace) -> None:
    page.filters.kind.set_value("chat")
    own.review(Chosen("rejected"))
    page.refresh()
    assert (page.list.tasks, page.filters.state.value) == (["broken"], "rejected")
    own.touch()
    page.filters.show_all()
    assert page.list.count == 4


def test_keys_go_through_them_but_for_who_writes(page: ReviewPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    for key, there in ((Qt.Key.Key_J, "mended"), (Qt.Key.Key_J, "broken"), (Qt.Key.Key_K, "mended")):
        qtbot.keyClick(page.list, key)
        assert page.list.selected == there
    qtbot.keyClick(page.list, Qt.Key.Key_L)
    assert page.list.selected == "broken"
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    assert page.list.selected == "aside"
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    qtbot.mouseClick(page.browser.next, Qt.MouseButton.LeftButton)
    assert page.list.selected == "mended"
    qtbot.mouseClick(page.browser.previous, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.list, Qt.Key.Key_Slash)
    assert page.filters.search.hasFocus()
    with qtbot.waitSignal(page.filters.search.changed):
        qtbot.keyClicks(page.filters.search, "jkar")
    assert page.filters.search.text() == "jkar"
    assert page.workspace.store.review_counts()["reviewed"] == 0


def test_letters_choose_in_a_field_that_chooses(page: ReviewPage, qtbot: QtBot) -> None:
    page.filters.state.setFocus()
    qtbot.keyClick(page.filters.state, Qt.Key.Key_R)
    assert page.filters.state.value in ("rejected", "recovered")
    assert page.workspace.store.review_counts()["reviewed"] == 0


def test_every_button_names_its_key(page: ReviewPage) -> None:
    for button, key in ((page.accept, "A"), (page.reject, "R"), (page.edit, "E"), (page.browser.export, "X")):
        assert button.toolTip().endswith(f"({key})")
    assert "(U)" in page.undo_button.toolTip()


def test_accept_and_reject_and_the_way_back(page: ReviewPage, own: Workspace, qtbot: QtBot) -> None:
    page.list.setFocus()
    assert not page.undo_button.isEnabled()
    page.list.select("broken")
    qtbot.keyClick(page.list, Qt.Key.Key_A)
    assert (page.list.selected, own.store.taught_counts()) == ("aside", (4, 0))
    qtbot.keyClick(page.list, Qt.Key.Key_R)
    assert own.store.taught_counts() == (3, 1)
    page.list.select("broken")
    said = words(page)
    assert "You accepted it" in said and "Your word stands above the checks." in said
    row = page.list.current
    assert row and entry_of(row)["chip"][1:] == ("ok", "user")
    qtbot.keyClick(page.list, Qt.Key.Key_U)
    assert (page.list.selected, own.store.taught_counts()) == ("aside", (4, 0))
    assert "Taken back: 1 solution" in words(page)
    page.undo()
    assert (page.list.selected, own.store.taught_counts()) == ("broken", (3, 1))
    assert not page.undo_button.isEnabled()
    page.redo()
    page.redo()
    page.redo()
    assert own.store.taught_counts() == (3, 1)
    assert [review.accepted for review in own.store.reviews("trajectory-aside")] == [False]
    page.undo()
    page.list.select("plain")
    page.reject.click()
    page.redo()  # what was said since stands
    assert own.store.taught_counts() == (3, 1)


def test_what_was_said_before_the_window_opened_is_taken_back_one_by_one(own: Workspace, qtbot: QtBot) -> None:
    own.store.add_review(True, "trajectory-broken", note="Fine.")
    page = ReviewPage(own)
    qtbot.addWidget(page)
    page.show()
    assert not page.undo_button.isEnabled()
    page.list.select("broken")
    assert page.detail.note.field.text() == "Fine."
    page.undo_button.click()
    assert own.store.reviews("trajectory-broken") == []
    assert page.detail.note.field.text() == ""


def test_several_at_once_with_one_way_back(page: ReviewPage, own: Workspace, qtbot: QtBot) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert (page.reject.text(), page.edit.isEnabled()) == ("Reject 2", False)
    assert "2 selected" in words(page)
    qtbot.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.accept.text() == "Accept 4"
    qtbot.keyClick(page.list, Qt.Key.Key_R)
    assert own.store.taught_counts() == (0, 4)
    assert "4 solution(s) rejected" in words(page)
    qtbot.mouseClick(page.undo_button, Qt.MouseButton.LeftButton)
    assert own.store.taught_counts() == (3, 1)
    assert own.store.review_counts()["reviewed"] == 0


def test_what_is_decided_stays_in_sight_until_the_filter_is_asked_again(page: ReviewPage) -> None:
    page.filters.state.set_value("needs_look")
    page.accept.click()
    assert page.list.tasks == ["broken"]
    assert "Needs a look · 0" in [page.filters.state.itemText(place) for place in range(page.filters.state.count())]
    page.browser.look.click()
    assert "Nothing here needs a look." in words(page)
    page.filters.state.set_value("")
    page.filters.state.set_value("needs_look")
    assert page.list.count == 0


def test_a_note_is_kept_when_one_leaves_it(page: ReviewPage, own: Workspace, qtbot: QtBot) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_N)
    field = page.detail.note.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "Just a jar.")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.list.hasFocus()
    assert [review.note for review in own.store.reviews("trajectory-plain")] == ["Just a jar."]
    field.setPlainText("Another one.")
    page.list.select("mended")
    assert (field.text(), own.store.rows_of(["plain"])[0].note) == ("", "Another one.")
    page.list.select("plain")
    field.setPlainText("")
    page.list.select("mended")
    assert own.store.rows_of(["plain"])[0].note == ""


def test_what_is_expected_and_what_was_made_to_fail(page: ReviewPage, own: Workspace) -> None:
    check = Check(
        calls=(WorkedCall("clock", {"zone": "UTC"}),), answer=AnswerCheck(number=12, tolerance=1), judge="Short."
    )
    own.store.add_tasks([Task("checked", "Do it all.", check=check)])
    solve(own, "checked", PASSED, False, True, fault=True)
    own.touch()
    page.list.select("checked")
    said = words(page)
    for part in ('clock(zone="UTC")', "12 ± 1", "The judge's rubric", "Short.", "Made to fail", "Recovered"):
        assert part in said


def test_the_other_tries_that_are_learnt_from(page: ReviewPage, own: Workspace) -> None:
    assert not page.detail.samples.isVisible()
    for sample in (1, 2):
        solve(own, "plain", PASSED, True, id=f"sample-{sample}")
        own.store._connection.execute(f"UPDATE trajectories SET sample = {sample} WHERE id = 'sample-{sample}'")
    own.touch()
    assert "%n more of this task" not in words(page) and "2 more of this task" in words(page)
    seen = []
    for _ in range(4):
        seen.append(page.detail.trajectory)
        page.detail.samples.next.click()
    assert sorted(seen[:3]) == ["sample-1", "sample-2", "trajectory-plain"]
    assert seen[3] == seen[0]


def test_how_far_the_tries_agree(page: ReviewPage, own: Workspace) -> None:
    own.store._connection.execute("UPDATE trajectories SET agreement = 0.75 WHERE id = 'trajectory-plain'")
    own.touch()
    page.list.select("mended")
    assert "of the teacher's tries" not in words(page)
    page.list.select("plain")
    assert "75 % of the teacher's tries did the same." in words(page)


def test_export_writes_what_is_chosen(
    page: ReviewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / "out.jsonl"
    answers = iter([str(file), str(file), "", str(tmp_path)])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (next(answers), ""))

    def written() -> list[str]:
        return [json.loads(line)["task"] for line in file.read_text("utf-8").splitlines()]

    page.filters.state.set_value("accepted")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_X)
    assert written() == ["plain", "mended", "aside"]
    assert "3 written to" in words(page)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.browser.export.click()
    assert written() == ["plain", "mended"]
    page.browser.export.click()
    with qtbot.waitSignal(page.workspace.failed):
        page.browser.export.click()


def test_very_many_are_read_and_written_beside_the_window(
    page: ReviewPage, own: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 0)
    page.filters.state.set_value("accepted")
    assert page.list.count == 4
    qtbot.waitUntil(lambda: page.list.count == 3)
    page.list.selectAll()
    page.reject.click()
    assert not page.accept.isEnabled()
    qtbot.waitUntil(lambda: own.store.taught_counts() == (0, 4))
    qtbot.waitUntil(page.undo_button.isEnabled)
    page.undo_button.click()
    qtbot.waitUntil(lambda: own.store.taught_counts() == (3, 1))
    qtbot.waitUntil(lambda: not any(asked.busy for asked in page.findChildren(reading.Asked)))


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

    monkeypatch.setattr(page.detail.conversation.turns, "show_trajectory", refuse)
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
    assert not page.accept.isVisible()
    button = next(each for each in page.findChildren(QPushButton) if each.text() == "Go to Teach")
    with qtbot.waitSignal(own.go) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["teach"]
    own.close()
    assert "Nothing to review yet" in words(page)


def test_where_it_is_narrow_what_is_said_stands_behind_a_tab(page: ReviewPage, qtbot: QtBot) -> None:
    assert page.detail.checks.isVisible() and not page.detail.tabs.isVisible()
    page.resize(792, 560)
    QApplication.processEvents()
    assert page.detail.conversation.isVisible() and not page.detail.checks.isVisible()
    page.detail.tabs.set_value("about")
    assert page.detail.checks.isVisible() and not page.detail.conversation.isVisible()
    page.detail.tabs.set_value("conversation")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_N)
    QApplication.processEvents()
    assert page.detail.note.field.hasFocus() and not page.detail.note.field.visibleRegion().isEmpty()
