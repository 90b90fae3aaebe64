"""The page Tools: what is shown of a tool, trust, and trying tools that really run."""

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
from stillroom.tools import Sandbox, tool_from_json
from stillroom_desktop.pages.tools import ToolsPage
from stillroom_desktop.pages.try_tool import ArgumentForm
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


def words(page: ToolsPage) -> str:
    QApplication.processEvents()
    seen = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    seen += [chip.word for chip in page.findChildren(Chip) if chip.isVisible()]
    seen += [passage.toPlainText() for passage in page.findChildren(Passage) if passage.isVisible()]
    return "\n".join(seen)


def control(page: ToolsPage, name: str) -> Any:
    return page.try_tool.form.controls[name]


def run(page: ToolsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.try_tool.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.try_tool.button.text() == "Run", timeout=20_000)


def test_the_first_tool_is_shown_whole(page: ToolsPage) -> None:
    said = words(page)
    assert page.list.selected == "encrypt_text"
    assert "Encrypt a text" in said
    assert "Reads only" in said
    assert "Stops after 5 s" in said
    rows = page.detail._parameters.rows
    assert [rows.row(number)["name"] for number in range(3)] == ["text", "cipher", "key"]
    assert rows.row(1)["type"][0].startswith("one of")
    assert rows.row(2)["description"] == "A number for caesar, a word for vigenere"
    assert "def encrypt_text(" in page.detail._code.toPlainText()
    assert "trust" not in said


def test_a_sample_s_tool_is_run_with_an_example_from_its_tasks(page: ToolsPage, qtbot: QtBot) -> None:
    page.list.select("hash_text")
    assert control(page, "text").text()
    run(page, qtbot)
    said = words(page)
    assert "Ran" in said
    assert " ms · " in said
    assert page.list.rows.row(2)["dot"] == "fill_ok"
    assert "Network" in said


def test_nothing_runs_before_the_project_is_trusted(
    own: ToolsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stillroom_desktop.pages.try_tool.Sandbox", None)
    assert "Tools do not run until you trust this project." in words(own)
    assert not own.try_tool.button.isEnabled()
    own.try_tool._run_or_stop()  # as the keys do
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
    form = trusted.try_tool.form
    assert form.arguments() == {"seconds": 0}
    control(trusted, "seconds").setText("0.01")
    control(trusted, "items").setText("[1, 2]")
    control(trusted, "sure").set_value("true")
    control(trusted, "note").set_value("null")
    assert form.arguments() == {"seconds": 0.01, "items": [1, 2], "sure": True, "note": None}
    run(trusted, qtbot)
    assert '{"items":[1,2],"note":null,"sure":true,"waited":0.01}' in words(trusted)
    assert "Changes things · ran" in trusted.list.rows.row(0)["note"]


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
    trusted.list.select("boom")
    run(trusted, qtbot)
    said = words(trusted)
    assert "Failed" in said
    assert "no luck" in said
    assert trusted.list.rows.row(1)["note"] == "Reads only · failed"
    assert trusted.list.rows.row(1)["dot"] == "fill_bad"


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
    trusted.list.select("boom")
    qtbot.waitUntil(lambda: trusted.try_tool.button.text() == "Run", timeout=20_000)
    said = words(trusted)
    assert "Stopped." not in said
    assert "Ran" not in said
    trusted.try_tool._done("wait", Execution("call-1", "wait", {}, True, "late", 1.0))
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
    trusted.list.select("broken")
    said = words(trusted)
    assert "The tool broken cannot be used" in said
    assert "It has no description." in said
    assert not trusted.try_tool.isVisible()
    trusted.list.select("boom")
    assert "Does boom." in words(trusted)
    assert trusted.try_tool.isVisible()


def test_the_schema_is_copied(page: ToolsPage, qtbot: QtBot) -> None:
    copy = next(button for button in page.findChildren(QPushButton) if button.accessibleName() == "Copy the schema")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert '"name": "encrypt_text"' in QGuiApplication.clipboard().text()
    assert "Copied" in words(page)
    page.list.step(1)
    assert "Copied" not in words(page)


def test_without_tools_it_says_what_to_do_and_follows_the_project(
    page: ToolsPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    assert workspace.create(tmp_path / "empty")
    assert "No tools yet" in words(page)
    assert "stillroom tools add FILE.json" in words(page)
    assert not page.list.isVisible()
    workspace.store.set_tools([BOOM])
    workspace.touch()
    assert "Does boom." in words(page)
    workspace.close()
    assert "No tools yet" in words(page)


@pytest.mark.parametrize(("width", "beside"), [(1208, True), (792, False)])
def test_where_it_is_narrow_the_trial_stands_below(page: ToolsPage, width: int, beside: bool) -> None:
    page.resize(width, 660)
    QApplication.processEvents()
    assert (page._rest.direction() == QBoxLayout.Direction.LeftToRight) is beside
    tried, shown = page.try_tool, page.detail
    below = tried.mapTo(page, tried.rect().topLeft()).y() > shown.mapTo(page, shown.rect().topLeft()).y()
    assert below is not beside
