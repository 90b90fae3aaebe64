"""Drafting a tool: a sentence, the draft that came of it, and what becomes of that."""

from collections.abc import Callable
from typing import Any

import pytest
from fake_jobs import FakeRunner
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from stillroom.teacher import Teacher, forget_teacher, keep_teacher
from stillroom.trust import let_send
from stillroom.work import choose_teacher, set_budget
from stillroom_desktop.pages.builder.draft_dialog import DraftDialog
from stillroom_desktop.pages.tools import ToolsPage
from stillroom_desktop.workspace import Workspace

NEAR = Teacher("qwen", "ollama", "qwen3")
FAR = Teacher("gpt", "openai", "gpt-4o-mini", max_tokens=1000)
SOURCE = "def double(number):\n    return 2 * number\n"
TOOL: dict[str, Any] = {
    "name": "double",
    "description": "Doubles a number.",
    "parameters": {"type": "object", "properties": {"number": {"type": "number"}}, "required": ["number"]},
    "implementation": {"kind": "python", "source": SOURCE, "entry": "double"},
    "effects": "reads",
    "time_limit": 5.0,
}
EXAMPLES = [{"number": 1}, {"number": 2.5}, {"number": -3}]


@pytest.fixture
def page(workspace: Workspace, show_page: Callable[..., Any], memory_keyring: Any) -> ToolsPage:
    page: ToolsPage = show_page(ToolsPage, workspace, 1208, 860)
    return page


def open_dialog(page: ToolsPage, teacher: Teacher | None, qtbot: QtBot) -> DraftDialog:
    """The dialog, in a project with this teacher."""
    workspace = page.workspace
    assert workspace.project
    if teacher:
        keep_teacher(teacher)
        choose_teacher(workspace.project, teacher.name)
    page.menus.open_draft()
    qtbot.waitUntil(lambda: not workspace.teachers.busy)
    [dialog] = page.window().findChildren(DraftDialog)
    assert isinstance(dialog, DraftDialog)
    return dialog


def words(dialog: DraftDialog) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def finish(fake: FakeRunner, tool: dict[str, Any] = TOOL) -> None:
    fake.job("draft").finish({"tool": tool, "examples": EXAMPLES, "cost_usd": 0.0, "tokens": 900})


def test_a_draft_is_seen_and_changed_before_it_is_kept(page: ToolsPage, fake: FakeRunner, qtbot: QtBot) -> None:
    workspace = page.workspace
    assert workspace.project
    set_budget(workspace.project, 0.5)
    dialog = open_dialog(page, NEAR, qtbot)
    assert "qwen writes it: free" in words(dialog)
    assert not dialog.draft.isEnabled()
    dialog.sentence.setPlainText("Double a number.")
    dialog.draft.click()
    job = fake.job("draft")
    assert (job.spec.params["sentence"], job.spec.params["budget"]) == ("Double a number.", 0.5)
    assert dialog.stop.isVisible()
    finish(fake)
    assert "Nothing of it has run yet." in words(dialog)
    assert '{"number":2.5}' in words(dialog)
    assert "double" not in page.book.names
    dialog.editor.name.setText("twice")
    dialog.editor._take_name()
    dialog.keep.click()
    tool = page.book.tool("twice")
    assert tool
    assert tool["implementation"]["source"].startswith("def twice(number)")
    assert workspace.trusted
    assert page.editor.tool["name"] == "twice"
    assert page.book.ran("twice") == "never"
    assert page.try_tool.arguments.form.arguments() == {"number": 1}
    page.try_tool.example.set_value("2")
    assert page.try_tool.arguments.form.arguments() == {"number": -3}
    page.menus.undo.click()
    assert "twice" not in page.book.names


def test_a_draft_that_is_not_kept_leaves_nothing(page: ToolsPage, fake: FakeRunner, qtbot: QtBot) -> None:
    before = page.workspace.store.tools()
    dialog = open_dialog(page, NEAR, qtbot)
    dialog.sentence.setPlainText("Double a number.")
    dialog.draft.click()
    finish(fake)
    dialog.again.click()
    assert dialog.sentence.isVisible()
    assert dialog.sentence.text() == "Double a number."
    dialog.reject()
    assert page.workspace.store.tools() == before


def test_a_draft_in_an_untrusted_project_does_not_make_it_trusted(
    page: ToolsPage, fake: FakeRunner, qtbot: QtBot
) -> None:
    workspace = page.workspace
    workspace.store.set_tools([TOOL | {"name": "theirs"}])
    workspace.touch()
    page.refresh()
    assert not workspace.trusted
    dialog = open_dialog(page, NEAR, qtbot)
    dialog.sentence.setPlainText("Double a number.")
    dialog.draft.click()
    finish(fake)
    dialog.keep.click()
    assert page.book.names == ["theirs", "double"]
    assert not workspace.trusted
    assert not page.try_tool.button.isEnabled()


def test_what_failed_is_said_and_the_sentence_stays(page: ToolsPage, fake: FakeRunner, qtbot: QtBot) -> None:
    dialog = open_dialog(page, NEAR, qtbot)
    dialog.sentence.setPlainText("Do it.")
    dialog.draft.click()
    fake.job("draft").fail("The draft cannot be used", "It was no tool.", "Say more.")
    assert "The draft cannot be used" in words(dialog)
    assert dialog.draft.isEnabled()
    dialog.draft.click()
    assert len(fake.started("draft")) == 2
    dialog.stop.click()
    assert fake.job("draft").cancel_asked
    fake.job("draft").cancelled()
    assert dialog.draft.isVisible()
    dialog.draft.click()
    dialog.reject()
    assert fake.job("draft").cancel_asked


def test_a_teacher_elsewhere_is_agreed_to_first(page: ToolsPage, fake: FakeRunner, qtbot: QtBot) -> None:
    asked: list[Any] = []
    page.workspace.sending_asked.connect(lambda *words: asked.append(words))
    dialog = open_dialog(page, FAR, qtbot)
    assert "gpt writes it: at most 0.0024 USD" in words(dialog)
    dialog.sentence.setPlainText("Double a number.")
    dialog.draft.click()
    [(sending, act)] = asked
    assert fake.started("draft") == []
    let_send(sending.folder, FAR.address)
    act()
    finish(fake)
    assert "Nothing of it has run yet." in words(dialog)


@pytest.mark.parametrize("gone", [False, True])
def test_without_a_model_it_leads_to_the_page_teacher(page: ToolsPage, qtbot: QtBot, gone: bool) -> None:
    if gone:
        keep_teacher(NEAR)
        assert page.workspace.project
        choose_teacher(page.workspace.project, NEAR.name)
        forget_teacher(NEAR.name)
    dialog = open_dialog(page, None, qtbot)
    assert ("not set up here" if gone else "A model has to write it") in words(dialog)
    dialog.sentence.setPlainText("Double a number.")
    assert not dialog.draft.isEnabled()
    with qtbot.waitSignal(page.workspace.go, check_params_cb=lambda step: step == "teacher"):
        dialog.choose.click()
