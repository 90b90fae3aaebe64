"""A solution edited in its place on the page Review, and executed from there by the real job."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_jobs import FakeJob, FakeRunner
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, ToolCall, Trajectory
from stillroom.store import Check, Execution, Run, Store, Task, Verdict, WorkedCall
from stillroom.teacher import keep_teacher, teacher_at
from stillroom_desktop.pages.review import ReviewPage
from stillroom_desktop.pages.reviewing.turn_editor import TurnEditor
from stillroom_desktop.workspace import Workspace

TOOL: dict[str, Any] = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {
        "type": "object",
        "properties": {"text": {"type": "string"}, "marks": {"type": "integer"}},
        "required": ["text"],
    },
    "implementation": {
        "kind": "python",
        "source": "def shout(text, marks=0):\n    return text.upper() + '!' * marks\n",
        "entry": "shout",
    },
}
PASSED = [Verdict(stage, True) for stage in ("format", "schema", "execution")]


@pytest.fixture
def own(empty_workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace whose project has a task with a solution in which another text was shouted, and one more task."""
    assert empty_workspace.create(tmp_path / "own")
    store = empty_workspace.store
    store.set_tools([TOOL])
    assert empty_workspace.trust()
    check = Check(calls=(WorkedCall("shout", {"text": "a"}),))
    store.add_tasks(
        [Task("a", "Shout a.", check=check), Task("b", "Hello.", kind="chat", check=Check(judge="Polite."))]
    )
    store.start_run(Run("teach-1", "teach", "done", 1.0))
    specs = store.keep_tool_set([])
    call = ToolCall("call-1", "shout", {"text": "b"})
    messages = (
        Message("user", "Shout a."),
        Message("assistant", thought="It is b.", tool_calls=(call,)),
        Message("tool", "B", tool_call_id="call-1", name="shout"),
        Message("assistant", "There: B"),
    )
    wrong = Verdict("check", False, "shout: text was b, expected a")
    executions = [Execution("call-1", "shout", call.arguments, True, "B", 0.01)]
    store.add_trajectory(Trajectory("old", "a", "agent", specs, messages), "teach-1", executions, [*PASSED, wrong])
    said = (Message("user", "Hello."), Message("assistant", "Hi."))
    store.add_trajectory(Trajectory("hello", "b", "agent", specs, said), "teach-1", [], PASSED)
    return empty_workspace


@pytest.fixture
def page(own: Workspace, qtbot: QtBot) -> Iterator[ReviewPage]:
    page = ReviewPage(own)
    qtbot.addWidget(page)
    page.resize(1208, 860)
    with qtbot.waitActive(page):
        page.show()
    page.list.setFocus()
    yield page
    own.jobs.clear()


@pytest.fixture
def editor(page: ReviewPage, qtbot: QtBot) -> TurnEditor:
    qtbot.keyClick(page.list, Qt.Key.Key_E)
    assert page.detail.editor
    return page.detail.editor


def end(fake: FakeRunner) -> FakeJob:
    """Let the job that executes the edit run, really."""
    job = fake.job("review")
    for _ in job.run_really(10):
        pass
    return job


def test_a_call_is_edited_and_run_from_there(
    page: ReviewPage, editor: TurnEditor, own: Workspace, fake: FakeRunner, qtbot: QtBot
) -> None:
    assert editor.number == 0  # the step with the call
    assert (editor.thought.hasFocus(), editor.thought.text()) == (True, "It is b.")
    assert not (page.accept.isEnabled() or page.browser.isEnabled() or page.edit.isEnabled())
    [first, last] = page.detail.conversation.turns.turns
    assert (first.pencil.isVisible(), last.pencil.isVisible()) == (False, False)
    editor.thought.setPlainText("It is a.")
    editor.calls[0].arguments.form.controls["text"].setText("a")  # type: ignore[union-attr]
    qtbot.keyClick(editor.thought, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    params = fake.started("review")[0].params
    assert (params["trajectory"], params["turn"], params["thought"]) == ("old", 0, "It is a.")
    assert list(params["calls"]) == [{"name": "shout", "arguments": {"text": "a"}}]
    assert params["content"] is None
    assert editor.running and not editor.run.isEnabled() and editor.cancel.text() == "Stop"
    end(fake)
    assert page.detail.editor is None and page.accept.isEnabled() and page.list.hasFocus()
    row = page.detail.row
    assert row and (row.parent, row.accepted, row.trajectory) == ("old", True, own.store.find_taught("a"))
    assert own.store.taught_counts() == (2, 0)
    versions = page.detail.versions
    assert versions.isVisible() and versions.before.isEnabled() and not versions.after.isEnabled()
    versions.before.click()
    assert page.detail.trajectory == "old"
    own.touch()
    assert page.detail.trajectory == "old"
    versions.after.click()
    assert page.detail.trajectory == row.trajectory
    assert "Edited · 1" in [page.filters.state.itemText(place) for place in range(page.filters.state.count())]


def test_an_answer_is_edited_and_nothing_else(page: ReviewPage, own: Workspace, fake: FakeRunner, qtbot: QtBot) -> None:
    page.detail.conversation.turns.turns[1].pencil.click()
    editor = page.detail.editor
    assert editor and editor.number == 1 and editor.answer.text() == "There: B"
    editor.run.click()
    assert not editor.failure.isHidden() and not fake.started("review")
    editor.answer.setPlainText("")
    editor.run.click()
    assert not fake.started("review")
    editor.answer.setPlainText("B!")
    editor.run.click()
    params = fake.started("review")[0].params
    assert (params["content"], params["calls"], params["thought"]) == ("B!", None, None)
    end(fake)
    child = own.store.trajectory(page.detail.trajectory)
    assert child and child.answer == "B!"


def test_a_decision_that_cannot_be_kept_can_be_made_again(page: ReviewPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "add_review", full)
        page.reject.click()
    assert page.reject.isEnabled() and page.decisions.last is None
    page.reject.click()
    assert page.decisions.last


def test_calls_become_an_answer_and_an_answer_calls(page: ReviewPage, editor: TurnEditor) -> None:
    editor.what.set_value("answer")
    editor.answer.setPlainText("I cannot.")
    assert (editor.params().calls, editor.params().content) == ((), "I cannot.")
    editor.cancel.click()
    page.detail.conversation.turns.turns[1].pencil.click()
    editor = page.detail.editor  # type: ignore[assignment]
    editor.what.set_value("calls")
    [call] = editor.calls
    call.arguments.form.controls["text"].setText("c")  # type: ignore[union-attr]
    editor._more.click()
    assert len(editor.params().calls or ()) == 2
    editor.calls[1].gone.emit(editor.calls[1])
    assert editor.params().calls == (WorkedCall("shout", {"text": "c"}),)


def test_arguments_as_json_are_checked(page: ReviewPage, editor: TurnEditor, fake: FakeRunner) -> None:
    arguments = editor.calls[0].arguments
    arguments.how.set_value("json")
    for text, wrong in (("{", "no JSON"), ('{"text": 1}', "text"), ('{"text": "a", "loud": true}', "loud")):
        arguments.json.setPlainText(text)
        editor.run.click()
        assert wrong in arguments._problem.text()
    assert not fake.started("review")
    arguments.json.setPlainText('{"text": "a", "marks": 2}')
    assert editor.params().calls == (WorkedCall("shout", {"text": "a", "marks": 2}),)


def test_what_fails_or_is_stopped_keeps_what_was_written(
    page: ReviewPage, editor: TurnEditor, fake: FakeRunner, qtbot: QtBot
) -> None:
    editor.thought.setPlainText("Louder.")
    editor.run.click()
    fake.job("review").fail("The tools cannot run", "There is no room.", "Make some.")
    assert editor.failure.accessibleName() == "The tools cannot run"
    assert page.detail.editor is editor and editor.thought.text() == "Louder."
    editor.run.click()
    assert not editor.failure.isVisible()
    editor.cancel.click()
    assert fake.job("review").cancel_asked and not editor.cancel.isEnabled()
    fake.job("review").cancelled("Stopped before the edited solution was executed.")
    assert editor.failure.accessibleName() == "Stopped" and editor.run.isEnabled()
    qtbot.keyClick(editor.thought, Qt.Key.Key_Escape)
    assert page.detail.editor is None and page.list.hasFocus() and page.detail.trajectory == "old"


def test_it_needs_the_users_word(page: ReviewPage, own: Workspace, fake: FakeRunner, qtbot: QtBot) -> None:
    own.store.set_tools([TOOL | {"description": "Another's."}])
    page.edit.click()
    editor = page.detail.editor
    assert editor
    editor.thought.setPlainText("Louder.")
    with qtbot.waitSignal(own.trust_asked) as asked:
        editor.run.click()
    assert not fake.started("review") and not editor.running
    own.trust()
    asked.args[0]()
    assert editor.running
    fake.job("review").cancelled()


def test_a_teacher_may_go_on_and_judge(page: ReviewPage, editor: TurnEditor, own: Workspace) -> None:
    assert not editor._after.isVisible()  # there is none
    editor.cancel.click()
    keep_teacher(teacher_at("http://127.0.0.1:9", "big"))
    name = teacher_at("http://127.0.0.1:9", "big").name
    own.store.set_fact("budget", 2.5)
    page.list.select("b")
    page.edit.click()
    editor = page.detail.editor  # type: ignore[assignment]
    QApplication.processEvents()
    assert editor._after.isVisible() and editor._judge_row.isVisible()
    editor.goes_on.set_value(name)
    editor.judge.set_value(name)
    params = editor.params()  # a teacher may try anew what is left as it was
    assert params.teacher and params.judge and params.teacher.model == "big"
    assert (params.budget, params.thought, params.content) == (2.5, None, None)
