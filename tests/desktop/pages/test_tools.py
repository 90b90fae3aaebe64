"""The page Tools: the list, trust, Undo, what is kept when, and trying tools that really run."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.errors import ToolError
from stillroom.store import Execution
from stillroom.tools import Sandbox, Tried, note_ran, tool_from_json
from stillroom_desktop.pages.builder.argument_form import ArgumentForm
from stillroom_desktop.pages.tools import ToolsPage
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.passage import Passage
from stillroom_desktop.workspace import Workspace

SOURCE = """import time


def wait(seconds, items=(), sure=False, note=None):
    time.sleep(seconds)
    return {"waited": seconds, "items": items, "sure": sure, "note": note}


def boom():
    raise ValueError("no luck")
"""


def tool(name: str, properties: dict[str, Any], required: list[str], **fields: Any) -> dict[str, Any]:
    parameters = {"type": "object", "properties": properties, "required": required}
    code = {"kind": "python", "source": SOURCE, "entry": name}
    return {"name": name, "description": f"Does {name}.", "parameters": parameters, "implementation": code} | fields


WAIT = tool(
    "wait",
    {
        "seconds": {"type": "number", "description": "How long", "default": 0},
        "items": {"type": "array", "items": {"type": "integer"}},
        "sure": {"type": "boolean"},
        "note": {"type": ["string", "null"], "enum": ["yes", "no", None]},
    },
    ["seconds"],
    effects="changes",
    time_limit=30,
)
BOOM = tool("boom", {}, [])
BROKEN = tool("broken", {}, [], description="")


@pytest.fixture
def page(show_page: Callable[..., ToolsPage], workspace: Workspace) -> ToolsPage:
    return show_page(ToolsPage, workspace, 1208, 860)


@pytest.fixture
def own(show_page: Callable[..., ToolsPage], empty_workspace: Workspace, tmp_path: Path) -> ToolsPage:
    """The page on a project of the user's own, with tools that are not trusted yet."""
    assert empty_workspace.create(tmp_path / "own")
    empty_workspace.store.set_tools([WAIT, BOOM, BROKEN])
    return show_page(ToolsPage, empty_workspace, 1208, 860)


@pytest.fixture
def trusted(own: ToolsPage) -> ToolsPage:
    assert own.workspace.trust()
    return own


def names(page: ToolsPage) -> list[str]:
    return [tool["name"] for tool in page.workspace.store.tools()]


def row(page: ToolsPage, number: int) -> dict[str, Any]:
    return page.list.entries.rows.row(number)


def words(page: ToolsPage) -> str:
    QApplication.processEvents()
    seen = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    seen += [chip.word for chip in page.findChildren(Chip) if chip.isVisible()]
    seen += [passage.toPlainText() for passage in page.findChildren(Passage) if passage.isVisible()]
    return "\n".join(seen)


def control(page: ToolsPage, name: str) -> Any:
    return page.try_tool.arguments.form.controls[name]


def run(page: ToolsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.try_tool.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.try_tool.button.text() == "Run", timeout=20_000)


def test_the_first_tool_is_shown_whole(page: ToolsPage) -> None:
    editor = page.editor
    assert page.list.entries.selected == "encrypt_text"
    assert editor.name.text() == "encrypt_text"
    assert editor.description.text() == "Encrypt a text with a Caesar or Vigenere cipher."
    assert editor.limits.effects.value == "reads"
    assert editor.limits.time.text() == "5"
    parameters = editor.parameters.parameters.children
    assert [(each.name, each.type_word) for each in parameters] == [
        ("text", "text"),
        ("cipher", "one of 2"),
        ("key", "text"),
    ]
    assert "def encrypt_text(" in editor.code.code.toPlainText()
    assert editor.code.function.value == "encrypt_text"
    assert "This code is also that of decrypt_text" in words(page)
    assert "trust" not in words(page)


def test_a_sample_s_tool_is_run_with_an_example_from_its_tasks(page: ToolsPage, qtbot: QtBot) -> None:
    page.list.entries.select("hash_text")
    assert control(page, "text").text()
    run(page, qtbot)
    said = words(page)
    assert "Ran" in said
    assert " ms · " in said
    assert row(page, 2)["dot"] == "fill_ok"
    assert row(page, 2)["note"].startswith("Ran ")
    assert row(page, 1)["note"] == "Never ran yet"
    page.book.look()
    assert page.book.ran("hash_text") == "well"
    note_ran(page.workspace.store, [page.workspace.store.tools()[1]])  # as teaching does
    page.workspace.touch()
    assert row(page, 1)["note"] == "Ran well"


def test_nothing_runs_before_the_project_is_trusted(
    own: ToolsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stillroom_desktop.pages.builder.runner.try_once", None)
    assert "Tools do not run until you trust this project." in words(own)
    assert not own.try_tool.button.isEnabled()
    own.try_tool.run_or_stop()  # as the keys do
    assert not own.try_tool.runner.running
    monkeypatch.undo()
    trust = own.findChild(QPushButton, "trust_project")
    assert trust
    qtbot.mouseClick(trust, Qt.MouseButton.LeftButton)
    assert own.workspace.trusted
    assert "trust" not in words(own)
    run(own, qtbot)
    assert "Ran" in words(own)


def test_what_is_written_becomes_arguments_of_the_right_type(trusted: ToolsPage, qtbot: QtBot) -> None:
    form = trusted.try_tool.arguments.form
    assert form.arguments() == {"seconds": 0}
    control(trusted, "seconds").setText("0.01")
    more = next(button for button in form.findChildren(QPushButton) if button.text() == "Add an item")
    for value in ("1", "2"):
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
        control(trusted, f"items.{int(value) - 1}").setText(value)
    control(trusted, "sure").set_value("true")
    control(trusted, "note").set_value("null")
    assert form.arguments() == {"seconds": 0.01, "items": [1, 2], "sure": True, "note": None}
    run(trusted, qtbot)
    assert '{"items":[1,2],"note":null,"sure":true,"waited":0.01}' in words(trusted)
    assert row(trusted, 0)["note"].startswith("Ran ")


def test_a_text_that_must_be_given_may_be_empty(qtbot: QtBot) -> None:
    form = ArgumentForm()
    qtbot.addWidget(form)
    written = tool("wait", {"seconds": {"type": "string"}, "items": {"type": "string"}, "sure": True}, ["seconds"])
    form.set_tool(tool_from_json(written), {"sure": {"a": [1]}})
    assert form.arguments() == {"seconds": "", "sure": {"a": [1]}}


def test_arguments_that_do_not_fit_are_refused_in_words_and_nothing_runs(trusted: ToolsPage, qtbot: QtBot) -> None:
    control(trusted, "seconds").setText("soon")
    qtbot.mouseClick(trusted.try_tool.button, Qt.MouseButton.LeftButton)
    assert not trusted.try_tool.runner.running
    assert 'The argument "seconds" of wait must be a number, not "soon".' in words(trusted)
    control(trusted, "seconds").setText("")
    qtbot.mouseClick(trusted.try_tool.button, Qt.MouseButton.LeftButton)
    assert 'wait needs the argument "seconds".' in words(trusted)


def test_a_tool_that_fails_says_so(trusted: ToolsPage, qtbot: QtBot) -> None:
    trusted.list.entries.select("boom")
    run(trusted, qtbot)
    said = words(trusted)
    assert "Failed" in said
    assert "no luck" in said
    assert row(trusted, 1)["note"] == "Failed"
    assert row(trusted, 1)["dot"] == "fill_bad"


def test_a_sandbox_that_cannot_start_is_told_with_what_to_do(
    trusted: ToolsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(self: Sandbox) -> Sandbox:
        raise ToolError("Tools cannot run here", "No process.", "Free some memory.")

    monkeypatch.setattr(Sandbox, "__aenter__", refuse)
    run(trusted, qtbot)
    said = words(trusted)
    assert "Tools cannot run here" in said
    assert "No process. Free some memory." in said


def test_a_run_goes_on_beside_the_window_and_can_be_stopped(trusted: ToolsPage, qtbot: QtBot) -> None:
    control(trusted, "seconds").setText("30")
    started = time.monotonic()
    qtbot.mouseClick(trusted.try_tool.button, Qt.MouseButton.LeftButton)
    assert time.monotonic() - started < 0.5
    assert trusted.try_tool.button.text() == "Stop"
    qtbot.wait(200)
    run(trusted, qtbot)
    assert "Stopped." in words(trusted)
    assert time.monotonic() - started < 15
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("trying")]


def test_what_another_tool_returns_is_not_shown(trusted: ToolsPage, qtbot: QtBot) -> None:
    control(trusted, "seconds").setText("30")
    qtbot.mouseClick(trusted.try_tool.button, Qt.MouseButton.LeftButton)
    trusted.list.entries.select("boom")
    qtbot.waitUntil(lambda: trusted.try_tool.button.text() == "Run", timeout=20_000)
    said = words(trusted)
    assert "Stopped." not in said
    assert "Ran" not in said
    trusted.try_tool._done("wait", Tried(Execution("call-1", "wait", {}, True, "late", 1.0), {}))
    assert "late" not in words(trusted)


def test_nothing_is_left_of_a_run_when_the_page_goes(own: ToolsPage, qtbot: QtBot) -> None:
    own.workspace.trust()
    page = ToolsPage(own.workspace)
    page.refresh()
    control(page, "seconds").setText("30")
    page.try_tool.button.click()
    runner = page.try_tool.runner
    assert runner.running
    thread = runner._thread
    shiboken6.delete(page)
    assert thread
    assert not thread.is_alive()


def test_a_tool_that_cannot_be_used_says_why(trusted: ToolsPage) -> None:
    trusted.list.entries.select("broken")
    said = words(trusted)
    assert "It has no description." in said
    assert row(trusted, 2)["note"] == "Cannot be used yet"
    assert not trusted.try_tool.button.isEnabled()
    trusted.list.entries.select("boom")
    assert trusted.editor.description.text() == "Does boom."
    assert trusted.try_tool.button.isEnabled()


def test_the_schema_is_copied(page: ToolsPage, qtbot: QtBot) -> None:
    copy = next(button for button in page.findChildren(QPushButton) if button.accessibleName() == "Copy the schema")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert '"name": "encrypt_text"' in QGuiApplication.clipboard().text()
    assert "Copied" in words(page)
    page.list.entries.step(1)
    assert "Copied" not in words(page)


def test_without_tools_it_says_what_to_do_and_follows_the_project(
    page: ToolsPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    assert workspace.create(tmp_path / "empty")
    assert "No tools yet" in words(page)
    assert not page.list.isVisible()
    workspace.store.set_tools([BOOM])
    workspace.touch()
    assert page.editor.description.text() == "Does boom."
    workspace.close()
    assert "No tools yet" in words(page)


@pytest.mark.parametrize(("width", "beside"), [(1208, True), (792, False)])
def test_where_it_is_narrow_the_trial_stands_below(page: ToolsPage, width: int, beside: bool) -> None:
    page.resize(width, 660)
    QApplication.processEvents()
    assert (page._rest.direction() == QBoxLayout.Direction.LeftToRight) is beside
    tried, shown = page.try_tool, page.editor
    below = tried.mapTo(page, tried.rect().topLeft()).y() > shown.mapTo(page, shown.rect().topLeft()).y()
    assert below is not beside


# Changes


def test_a_change_is_kept_by_itself_and_taken_back(page: ToolsPage, qtbot: QtBot, workspace: Workspace) -> None:
    assert not page.menus.undo.isEnabled()
    page.editor.description.setFocus()
    page.editor.description.selectAll()
    qtbot.keyClicks(page.editor.description, "Hides a text.")
    qtbot.waitUntil(lambda: workspace.store.tools()[0]["description"] == "Hides a text.")
    assert '"description": "Hides a text."' in page.schema.view.toPlainText()
    assert workspace.trusted  # it is the user's own change
    qtbot.mouseClick(page.menus.undo, Qt.MouseButton.LeftButton)
    assert workspace.store.tools()[0]["description"].startswith("Encrypt")
    assert page.editor.description.text().startswith("Encrypt")
    assert not page.menus.undo.isEnabled()
    assert workspace.trusted


def test_nothing_that_is_written_is_lost_when_the_page_is_left(page: ToolsPage, workspace: Workspace) -> None:
    page.editor.code.code.insertPlainText("# mine\n")
    page.list.entries.select("hash_text")
    assert "# mine" in workspace.store.tools()[0]["implementation"]["source"]
    page.editor.description.setPlainText("Digests.")
    page.hide()
    assert workspace.store.tools()[2]["description"] == "Digests."
    page.show()
    page.editor.description.setPlainText("Digests well.")
    project = workspace.project
    assert project
    workspace.close()
    assert workspace.open(project.folder)
    assert workspace.store.tools()[2]["description"] == "Digests well."


def test_code_that_tools_share_is_changed_for_all_of_them(page: ToolsPage, workspace: Workspace) -> None:
    page.editor.code.code.insertPlainText("# mine\n")
    page.editor.flush()
    sources = {tool["implementation"]["source"] for tool in workspace.store.tools()}
    assert len(sources) == 1
    assert "# mine" in sources.pop()


def test_a_tool_is_renamed_with_its_function(page: ToolsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.book.note_run("encrypt_text")
    page.editor.name.setFocus()
    page.editor.name.selectAll()
    qtbot.keyClicks(page.editor.name, "hide_text")
    qtbot.keyClick(page.editor.name, Qt.Key.Key_Return)
    first = workspace.store.tools()[0]
    assert first["name"] == first["implementation"]["entry"] == "hide_text"
    assert "def hide_text(" in first["implementation"]["source"]
    assert page.list.entries.selected == "hide_text"
    assert page.book.ran("hide_text") == "well"
    qtbot.keyClicks(page.editor.name, " 2")
    qtbot.keyClick(page.editor.name, Qt.Key.Key_Return)
    assert names(page)[0] == "hide_text"
    assert "the first is no digit" in words(page)
    page.editor.name.setText("hash_text")
    page.editor.flush()
    assert names(page)[0] == "hide_text"


def test_tools_are_made_copied_moved_and_removed(page: ToolsPage, qtbot: QtBot) -> None:
    before = names(page)
    qtbot.mouseClick(page.list.buttons["duplicate"], Qt.MouseButton.LeftButton)
    assert names(page)[:2] == ["encrypt_text", "encrypt_text_2"]
    copy = page.workspace.store.tools()[1]
    assert copy["implementation"]["entry"] == "encrypt_text_2"
    page.list.entries.setFocus()
    qtbot.keyClick(page.list.entries, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(page)[2] == "encrypt_text_2"
    qtbot.keyClick(page.list.entries, Qt.Key.Key_Delete)
    assert names(page) == before
    assert page.list.entries.selected == "hash_text"
    assert page.menus.undo.toolTip() == "Undo: remove encrypt_text_2"
    for _ in range(3):
        qtbot.mouseClick(page.menus.undo, Qt.MouseButton.LeftButton)
    assert names(page) == before
    page.menus.menu.actions()[1].trigger()
    assert names(page) == [*before, "new_tool"]
    assert page.editor.kind.value == "http"
    assert row(page, 6)["note"] == "Cannot be used yet"


def test_the_last_tool_leaves_an_empty_page_and_comes_back(own: ToolsPage, qtbot: QtBot) -> None:
    for _ in range(3):
        own.list.asked.emit("remove")
    assert "No tools yet" in words(own)
    qtbot.mouseClick(own.menus.undo, Qt.MouseButton.LeftButton)
    assert names(own) == ["broken"]
    assert own.list.isVisible()


def test_what_was_taken_back_is_done_again(page: ToolsPage, qtbot: QtBot) -> None:
    before = names(page)
    page.book.note_run("hash_text")
    for _ in range(2):
        page.list.asked.emit("remove")
    assert not page.menus.redo.isEnabled()
    for _ in range(2):
        page.undo()
    assert names(page) == before
    assert page.menus.redo.toolTip() == "Redo: remove encrypt_text"
    qtbot.mouseClick(page.menus.redo, Qt.MouseButton.LeftButton)
    assert names(page) == before[1:]
    assert page.book.ran("hash_text") == "well"
    page.redo()
    assert names(page) == before[2:]
    assert not page.menus.redo.isEnabled()
    page.undo()
    page.list.asked.emit("duplicate")  # another way was taken
    assert not page.menus.redo.isEnabled()
    page.redo()
    assert len(names(page)) == len(before)
    page.workspace.store.set_tools([WAIT])  # by someone else, so that there is no way back
    page.refresh()
    page.undo()
    page.redo()
    assert names(page) == ["wait"]


def test_undo_trusts_nothing(own: ToolsPage) -> None:
    """What was taken out of a project that is not trusted does not come back as trusted."""
    own.list.asked.emit("remove")
    assert not own.workspace.trusted
    assert own.workspace.trust()
    own.menus.undo.click()
    assert names(own)[0] == "wait"
    assert not own.workspace.trusted


def test_what_a_tool_does_is_chosen_and_comes_back(page: ToolsPage, workspace: Workspace) -> None:
    source = page.editor.code.code.toPlainText()
    page.editor.kind.set_value("command")
    page.editor.panes["command"].words.fields(0)[0].setText("date")  # type: ignore[attr-defined]
    page.editor.panes["command"].words.edited.emit()  # type: ignore[attr-defined]
    page.editor.flush()
    assert workspace.store.tools()[0]["implementation"] == {"kind": "command", "arguments": ["date"]}
    page.editor.kind.set_value("python")
    assert page.editor.code.code.toPlainText() == source


def test_a_stateful_tool_set_stays_together(own: ToolsPage) -> None:
    code = {"kind": "python", "source": "class Desk:\n    def a(self): ...\n    def b(self): ...\n", "owner": "Desk"}
    first, other = (BOOM | {"name": name, "implementation": code | {"entry": name}} for name in ("a", "b"))
    own.workspace.store.set_tools([first, WAIT, other])
    own.workspace.touch()
    assert [row(own, number)["title"] for number in range(3)] == ["a", "b", "wait"]
    assert row(own, 0)["note"] == "Desk · Never ran yet"


def test_a_name_is_found_among_many(page: ToolsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.list.search, "decr")
    qtbot.waitUntil(lambda: page.list.entries.count == 1)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"description": 3, "parameters": [], "implementation": "no"},
        {"parameters": {"type": "object", "properties": {"a": 3}}, "implementation": {"kind": "python"}},
        {
            "description": "Kept.",
            "implementation": {"kind": "http", "headers": [1]},
            "folders": "no",
            "time_limit": "long",
        },
    ],
)
def test_tools_of_someone_else_s_that_are_none_are_shown(
    workspace: Workspace, show_page: Callable[..., ToolsPage], fields: dict[str, Any]
) -> None:
    workspace.store.set_tools([{"name": "odd"} | fields])
    page = show_page(ToolsPage, workspace)
    assert page.editor.name.text() == "odd"
    assert page.editor.description.text() == ("Kept." if fields.get("description") == "Kept." else "")
    assert page.try_tool.isVisible()
