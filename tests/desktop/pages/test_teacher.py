"""The page Teacher: who teaches, the keys, a test that says what is wrong, and the money."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from standins.keyrings import LockedKeyring, MemoryKeyring
from standins.providers.server import Asked, ProviderStandIn, Refuses, Says, openai_error

from stillroom.secrets import get_secret, set_secret
from stillroom.store import Payment
from stillroom.teacher import Price, Teacher, find_teacher, keep_teacher, read_teachers
from stillroom.trust import let_send, may_send
from stillroom.work import budget_of, choose_teacher
from stillroom_desktop.pages.teacher import TeacherPage
from stillroom_desktop.pages.teacher_card import TeacherCard
from stillroom_desktop.pages.teacher_dialog import TeacherDialog
from stillroom_desktop.steps import StepState, step_states
from stillroom_desktop.workspace import Workspace

KEY = "sk-planted-51c0"
FAR = Teacher("gpt", "openai", "gpt-4o-mini")


def thermometer(asked: Asked) -> Says:
    return Says(calls=(("read_thermometer", {"room": "cellar"}),))


@pytest.fixture(autouse=True)
def own_keyring(memory_keyring: MemoryKeyring) -> MemoryKeyring:
    return memory_keyring


@pytest.fixture
def server() -> Iterator[ProviderStandIn]:
    with ProviderStandIn(thermometer, ("tiny-1", "tiny-2", "large-1")) as server:
        yield server


@pytest.fixture
def open_page(workspace: Workspace, show_page: Callable[..., Any], qtbot: QtBot) -> Callable[[], TeacherPage]:
    def open_page() -> TeacherPage:
        page: TeacherPage = show_page(TeacherPage, workspace, 1208, 860)
        qtbot.waitUntil(lambda: not page.book.busy)
        return page

    return open_page


def local(server: ProviderStandIn, name: str = "desk", **fields: Any) -> Teacher:
    return Teacher(name, "custom", "tiny-1", server.base_url, **fields)


def card(page: TeacherPage, name: str) -> TeacherCard:
    [found] = [card for card in page.cards if card.teacher.name == name]
    return found


def words(page: Any) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def standing(workspace: Workspace) -> tuple[str, str]:
    [step] = [step for step in step_states(workspace) if step.key == "teacher"]
    return step.state, step.note


def dialog_of(page: TeacherPage) -> TeacherDialog:
    [dialog] = [dialog for dialog in page.window().findChildren(TeacherDialog) if dialog.isVisible()]
    assert isinstance(dialog, TeacherDialog)
    return dialog


def settled(dialog: TeacherDialog, page: TeacherPage, qtbot: QtBot) -> None:
    """Wait for what the dialog does beside the window; one that has kept its teacher is gone."""
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or not (dialog._keeper.busy or dialog._asker.busy))
    qtbot.waitUntil(lambda: not page.book.busy)


def test_the_worked_solutions_are_chosen_and_said_to_be_no_model(open_page: Any, workspace: Workspace) -> None:
    page = open_page()
    assert page.script.radio.isChecked()
    assert page.cards == []
    said = words(page)
    assert "not a model" in said
    assert "A model teaches what has no solution yet" in said
    assert "Nothing was spent yet." in said
    assert "Nothing: the worked solutions are played here." in said
    assert standing(workspace) == ("done", "script")


def test_a_teacher_is_added_with_a_model_from_the_servers_list_and_a_key(
    open_page: Any, workspace: Workspace, server: ProviderStandIn, qtbot: QtBot, own_config: Path
) -> None:
    page = open_page()
    page.add.click()
    dialog = dialog_of(page)
    dialog.provider.set_value("custom")
    dialog.model.fetch.click()
    assert "begins with http" in words(dialog)
    dialog.address.setText(server.base_url)
    dialog.key.setText(KEY)
    dialog.model.fetch.click()
    settled(dialog, page, qtbot)
    assert "3 model(s)" in words(dialog) or "3 models" in words(dialog)
    assert server.asked[-1].headers["authorization"] == f"Bearer {KEY}"
    assert dialog.model._names.stringList() == ["large-1", "tiny-1", "tiny-2"]
    dialog.model.field.setText("tiny-2")
    assert dialog.name.text() == "tiny-2"
    dialog.read.setText("1")
    dialog.keep.click()
    assert "Both amounts, or none" in words(dialog)
    dialog.written.setText("10")
    dialog.keep.click()
    settled(dialog, page, qtbot)
    qtbot.waitUntil(lambda: [card.teacher.name for card in page.cards] == ["tiny-2"])
    kept = find_teacher("tiny-2")
    assert (kept.model, kept.address, kept.price) == ("tiny-2", server.base_url, Price(1.0, 10.0))
    assert get_secret(kept.secret) == KEY
    assert workspace.store.fact("teacher") == "tiny-2"
    assert card(page, "tiny-2").radio.isChecked()
    assert "1.00 USD read, 10.00 USD written" in words(page)
    assert all(KEY.encode() not in path.read_bytes() for path in own_config.rglob("*") if path.is_file())


def test_a_list_that_cannot_be_had_is_said_and_a_model_may_be_written(
    open_page: Any, server: ProviderStandIn, qtbot: QtBot
) -> None:
    page = open_page()
    page.add.click()
    dialog = dialog_of(page)
    dialog.model.fetch.click()
    settled(dialog, page, qtbot)
    assert "No key" in words(dialog)
    dialog.model.field.setText("gpt-4o-mini")
    dialog.keep.click()
    settled(dialog, page, qtbot)
    qtbot.waitUntil(lambda: page.cards != [])
    assert card(page, "gpt-4o-mini").chip.word == "Key missing"
    assert read_teachers() == [Teacher("gpt-4o-mini", "openai", "gpt-4o-mini")]


def test_what_cannot_be_a_teacher_is_not_kept(open_page: Any) -> None:
    keep_teacher(FAR)
    page = open_page()
    page.add.click()
    dialog = dialog_of(page)
    dialog.name.setText("gpt")
    dialog.temperature.setText("3")
    dialog.keep.click()
    said = words(dialog)
    for fault in ("Which model?", "There is a teacher gpt already.", "A number from 0 to 2"):
        assert fault in said
    assert read_teachers() == [FAR]


def test_a_missing_key_wants_attention_and_is_given_once(open_page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    keep_teacher(FAR)
    assert workspace.project
    choose_teacher(workspace.project, "gpt")
    page = open_page()
    assert standing(workspace) == ("attention", "no key")
    assert not card(page, "gpt").test.isEnabled()
    card(page, "gpt").give_key.click()
    dialog = dialog_of(page)
    assert dialog.focusWidget() is dialog.key
    dialog.key.setText(f" {KEY}\n")
    dialog.keep.click()
    settled(dialog, page, qtbot)
    qtbot.waitUntil(lambda: card(page, "gpt").chip.word == "Not tested yet")
    assert get_secret("openai") == KEY
    assert standing(workspace) == ("done", "gpt")


def test_where_there_is_no_keyring_the_variable_is_named_and_read(
    open_page: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(LockedKeyring())
    keep_teacher(FAR)
    page = open_page()
    assert "STILLROOM_SECRET_OPENAI" in words(page)
    assert not card(page, "gpt").give_key.isVisible()
    card(page, "gpt").edit.click()
    dialog = dialog_of(page)
    dialog.key.setText(KEY)
    dialog.keep.click()
    settled(dialog, page, qtbot)
    assert "No name of a key" in words(dialog)
    monkeypatch.setenv("MY_KEY", KEY)
    dialog.key.setText("MY_KEY")
    dialog.keep.click()
    settled(dialog, page, qtbot)
    qtbot.waitUntil(lambda: card(page, "gpt").chip.word == "Not tested yet")
    assert find_teacher("gpt").key_env == "MY_KEY"


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        (Refuses(401, openai_error("Incorrect API key provided")), "Wrong key"),
        (Refuses(404, openai_error("The model does not exist", "model_not_found")), "No such model"),
        (Says("It is 12 degrees."), "No tool calling"),
    ],
)
def test_a_test_says_what_is_wrong(
    open_page: Any, workspace: Workspace, server: ProviderStandIn, qtbot: QtBot, answer: Any, title: str
) -> None:
    server.script = lambda _: answer
    keep_teacher(local(server))
    assert workspace.project
    choose_teacher(workspace.project, "desk")
    page = open_page()
    qtbot.mouseClick(card(page, "desk").test, Qt.MouseButton.LeftButton)
    assert card(page, "desk").chip.word == "Testing …"
    assert not card(page, "desk").test.isEnabled()
    qtbot.waitUntil(lambda: not page.book.busy)
    assert card(page, "desk").chip.word == "Test failed"
    assert title in words(page)
    assert standing(workspace) == ("attention", "test failed")
    assert card(page, "desk").test.isEnabled()


def test_a_test_that_goes_well_is_paid_for_in_the_ledger(
    open_page: Any, workspace: Workspace, server: ProviderStandIn, qtbot: QtBot
) -> None:
    keep_teacher(local(server, price=Price(10.0, 100.0)))
    page = open_page()
    card(page, "desk").test.click()
    qtbot.waitUntil(lambda: not page.book.busy)
    assert card(page, "desk").chip.word.startswith("Called the tool after")
    [spent] = workspace.store.spent()
    assert (spent.purpose, spent.calls, spent.cost_usd) == ("test", 1, pytest.approx(0.003))
    assert "0.0030 USD spent" in words(page)
    assert "Testing the teacher, tiny-1" in words(page)


def test_a_changed_teacher_stays_chosen_and_is_not_tested_any_more(
    open_page: Any, workspace: Workspace, server: ProviderStandIn, qtbot: QtBot
) -> None:
    before = local(server, price=Price(1.0, 2.0, cached=0.5), temperature=0.5)
    keep_teacher(before)
    assert workspace.project
    choose_teacher(workspace.project, "desk")
    page = open_page()
    card(page, "desk").test.click()
    qtbot.waitUntil(lambda: not page.book.busy)
    card(page, "desk").edit.click()
    dialog = dialog_of(page)
    assert dialog._teacher() == before
    dialog.name.setText("bench")
    dialog.longest.setValue(1000)
    dialog.keep.click()
    settled(dialog, page, qtbot)
    qtbot.waitUntil(lambda: [card.teacher.name for card in page.cards] == ["bench"])
    assert [teacher.name for teacher in read_teachers()] == ["bench"]
    assert workspace.store.fact("teacher") == "bench"
    assert card(page, "bench").chip.word == "Not tested yet"


def test_a_teacher_is_removed_and_put_back(open_page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    set_secret("openai", KEY)
    keep_teacher(FAR)
    page = open_page()
    card(page, "gpt").radio.click()
    assert workspace.store.fact("teacher") == "gpt"
    card(page, "gpt").remove.click()
    assert page.cards == []
    assert page.script.radio.isChecked()
    assert read_teachers() == []
    assert "gpt was removed" in words(page)
    page._undo.click()
    qtbot.waitUntil(lambda: page.cards != [])
    assert read_teachers() == [FAR]
    assert card(page, "gpt").radio.isChecked()
    assert "was removed" not in words(page)
    page.script.radio.click()
    assert workspace.store.fact("teacher") is None


def test_no_teacher_gets_the_key_of_another(open_page: Any, qtbot: QtBot) -> None:
    page = open_page()
    for name, host in (("my model", "one"), ("my_model", "two")):
        page.add.click()
        dialog = dialog_of(page)
        dialog.provider.set_value("custom")
        dialog.address.setText(f"http://{host}.example/v1")
        dialog.key.setText(f"key of {name}")
        dialog.model.field.setText("tiny-1")
        dialog.name.setText(name)
        dialog.keep.click()
        settled(dialog, page, qtbot)
    assert [get_secret(find_teacher(name).secret) for name in ("my model", "my_model")] == [
        "key of my model",
        "key of my_model",
    ]


def test_what_was_removed_is_not_put_back_over_another_nor_in_another_project(
    open_page: Any, workspace: Workspace, qtbot: QtBot
) -> None:
    keep_teacher(FAR)
    page = open_page()
    for gone in (lambda: (keep_teacher(Teacher("gpt", "openai", "gpt-5")), page.book.look()), workspace.close):
        card(page, "gpt").remove.click()
        assert page.book.removed
        gone()
        qtbot.waitUntil(lambda: page.book.removed is None)
        qtbot.waitUntil(lambda: not page.book.busy)


def test_a_project_from_elsewhere_names_a_teacher_that_is_not_here(open_page: Any, workspace: Workspace) -> None:
    workspace.store.set_fact("teacher", "theirs")
    page = open_page()
    assert "It is called theirs." in words(page)
    assert not page.script.radio.isChecked()
    assert standing(workspace) == ("attention", "not set up")


def test_a_list_that_cannot_be_read_is_said(open_page: Any, own_config: Path) -> None:
    own_config.mkdir(exist_ok=True)
    (own_config / "teachers.json").write_text("[{]")
    page = open_page()
    assert "The teachers could not be read" in words(page)


def test_the_budget_and_what_was_spent(open_page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    assert workspace.project
    for purpose, cost in (("teach", 1.25), ("judge", None)):
        workspace.store.add_payment("teach-1", Payment(purpose, "openai", "gpt-4o-mini", 900, 100, cost, 1.0))  # type: ignore[arg-type]
    page = open_page()
    said = words(page)
    assert "1.25 USD spent, and" in said
    assert "Teaching, gpt-4o-mini" in said
    assert "price not known" in said
    page.money.budget.setText("much")
    assert "An amount in US dollars, or nothing" in words(page)
    page.money.budget.setText("2.5")
    qtbot.keyClick(page.money.budget, Qt.Key.Key_Return)
    assert budget_of(workspace.project) == 2.5


def test_where_texts_go_is_said(open_page: Any, workspace: Workspace) -> None:
    keep_teacher(FAR)
    assert workspace.project
    choose_teacher(workspace.project, "gpt")
    page = open_page()
    assert "To https://api.openai.com/v1 go your tools' descriptions" in words(page)
    assert page.terms.isVisible()
    assert not page.ask_again.isVisible()
    let_send(workspace.project.folder, FAR.address)
    page.refresh()
    assert "You have agreed to that" in words(page)
    page.ask_again.click()
    assert not may_send(workspace.project.folder, FAR.address)
    assert "You are asked before" in words(page)


def test_a_chosen_teacher_is_looked_up_when_the_project_opens(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    keep_teacher(FAR)
    assert workspace.project
    folder = workspace.project.folder
    choose_teacher(workspace.project, "gpt")
    workspace.close()
    assert workspace.open(folder)
    qtbot.waitUntil(lambda: not workspace.teachers.busy)
    assert StepState("teacher", "attention", "no key") in step_states(workspace)
