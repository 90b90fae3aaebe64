"""The page Chat: who is asked when, what is said of the answers, and how chats end."""

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, ToolCall
from stillroom.jobs import Asked, Note, Progress, Ran, Said, Stage
from stillroom.serving import CHATTING
from stillroom.store import Execution, Run
from stillroom_desktop.pages.chat import ChatPage
from stillroom_desktop.pages.chat_column import ChatColumn
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.passage import Passage
from stillroom_desktop.workspace import Workspace

CALL = ToolCall("call-1", "encrypt_text", {"text": "abc", "cipher": "caesar", "key": "3"})
RAN = Execution("call-1", "encrypt_text", CALL.arguments, True, "def", 0.001)
ANSWER = Said(Message("assistant", "It is def."))
Fake = Any  # FakeRunner of conftest.py, which no test can import


def train(workspace: Workspace) -> None:
    spec = {"params": {"student": "smollm2-135m-instruct"}}
    workspace.store.start_run(Run("train-1", "train", "done", time.time(), time.time(), spec))
    workspace.touch()


@pytest.fixture
def untrained(workspace: Workspace, qtbot: QtBot) -> ChatPage:
    page = ChatPage(workspace)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


@pytest.fixture
def page(untrained: ChatPage, workspace: Workspace) -> ChatPage:
    train(workspace)
    return untrained


def send(page: ChatPage, text: str) -> None:
    page.field.set_text(text)
    page.field.send_button.click()


def said(column: ChatColumn) -> list[str]:
    QApplication.processEvents()  # what was just added is shown by an event
    return [passage.toPlainText() for passage in column.transcript.findChildren(Passage) if passage.isVisibleTo(column)]


def arms(fake: Fake) -> list[str]:
    return [spec.params["arm"] for spec in fake.started("chat")]


def answered(page: ChatPage, fake: Fake) -> tuple[Fake, Fake]:
    """The jobs of both columns, after each has answered the first message."""
    send(page, "Encrypt abc.")
    after = fake.jobs[-1]
    after.feed(Stage(CHATTING), Said(Message("assistant", tool_calls=(CALL,))), Ran(RAN))
    after.feed(Said(Message("tool", "def", tool_call_id="call-1")), ANSWER, Progress(1, 1))
    before = fake.jobs[-1]
    before.feed(
        Stage("Converting the base to GGUF"), Stage(CHATTING), Said(Message("assistant", "Sure!")), Progress(1, 1)
    )
    return before, after


def test_the_first_time_the_samples_case_waits_in_the_field(page: ChatPage) -> None:
    assert page.field.text == 'Please encrypt "meet me at the old mill" with a Caesar shift of 3.'
    assert page.field.send_button.isEnabled()
    assert page.field.send_button.objectName() == "chat_send"


def test_after_a_chat_the_field_is_empty(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.store.start_run(Run("chat-1", "chat", "done", time.time()))
    page = ChatPage(workspace)
    qtbot.addWidget(page)
    assert page.field.text == ""


def test_a_message_waits_until_the_tools_may_run(page: ChatPage, workspace: Workspace, fake: Fake) -> None:
    workspace.store.set_tools(workspace.store.tools()[1:])
    waiting: list[Any] = []
    workspace.trust_asked.connect(waiting.append)
    send(page, "Hash tea.")
    assert fake.jobs == []
    assert page.field.text == "Hash tea."
    assert workspace.trust()
    waiting[0]()
    assert page.field.text == ""
    assert fake.jobs[-1].sent == [{"prompt": "Hash tea."}]


def test_a_call_that_changes_things_is_asked_for(page: ChatPage, fake: Fake, qtbot: QtBot) -> None:
    send(page, "Encrypt abc.")
    job = fake.jobs[-1]
    for allow, name, chip in ((True, "call_run", "Ran"), (False, "call_refuse", "Not allowed")):
        job.feed(Stage(CHATTING), Said(Message("assistant", tool_calls=(CALL,))), Asked(CALL))
        [card] = [card for card in page.after.transcript.cards if not card.settled]
        assert card._chip.word == "Waits for you"
        qtbot.mouseClick(card.findChild(Button, name), Qt.MouseButton.LeftButton)
        assert job.sent[-1] == {"call": "call-1", "allow": allow}
        done = RAN if allow else Execution("call-1", "encrypt_text", {}, False, "Error: not allowed", 0.0)
        job.feed(Ran(done), Said(Message("tool", done.result, tool_call_id="call-1")))
        assert card._chip.word == chip
        assert "It changes things" not in "".join(said(page.after))


def test_a_question_goes_with_its_chat(page: ChatPage, fake: Fake) -> None:
    send(page, "Encrypt abc.")
    job = fake.jobs[-1]
    job.feed(Stage(CHATTING), Said(Message("assistant", tool_calls=(CALL,))), Asked(CALL))
    [card] = page.after.transcript.cards
    job.cancelled()
    assert card._chip.word == "Not run"
    assert card._question is None


def test_without_a_student_only_the_base_is_asked(untrained: ChatPage, fake: Fake, qtbot: QtBot) -> None:
    button = untrained.findChild(Button, "train_open")
    assert button and button.isVisible()
    with qtbot.waitSignal(untrained.workspace.go) as went:
        button.click()
    assert went.args == ["train"]
    untrained.field.send_button.click()
    assert arms(fake) == ["base"]
    untrained.view.set_value("after")
    assert not untrained.field.send_button.isEnabled()


def test_without_tools_the_page_says_what_to_do_first(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.store.set_tools([])
    page = ChatPage(workspace)
    qtbot.addWidget(page)
    page.show()
    assert not page.field.isVisible()
    with qtbot.waitSignal(workspace.go) as went:
        next(
            button for button in page.findChildren(Button) if button.isVisible() and button.text() == "Add tools"
        ).click()
    assert went.args == ["tools"]


def test_one_is_asked_after_the_other(page: ChatPage, fake: Fake) -> None:
    send(page, "Encrypt abc.")
    assert page.field.text == ""
    assert said(page.before) == said(page.after) == ["Encrypt abc."]
    assert arms(fake) == ["quantised"]
    after = fake.jobs[-1]
    assert after.sent == [{"prompt": "Encrypt abc."}]
    # A Progress before the chat begins is of a file that is being made.
    after.feed(Stage("Preparing the student"), Note("It takes a minute."), Progress(1, 2))
    assert arms(fake) == ["quantised"]
    after.feed(Stage(CHATTING), ANSWER, Progress(1, 1))
    assert page.result.accessibleName() == "After: It called no tool."
    assert arms(fake) == ["quantised", "base"]
    assert fake.jobs[-1].sent == [{"prompt": "Encrypt abc."}]
    page.field.set_text("And?")
    assert not page.field.send_button.isEnabled()
    fake.jobs[-1].feed(Stage(CHATTING), Said(Message("assistant", "Sure!")), Progress(1, 1))
    assert page.field.send_button.isEnabled()


def test_it_says_what_was_seen_and_offers_to_export(page: ChatPage, fake: Fake, qtbot: QtBot) -> None:
    assert not page.result.isVisible()
    answered(page, fake)
    assert said(page.before)[-1] == "It called no tool."
    assert said(page.after)[-1] == "It called encrypt_text and the tool ran."
    assert page.result.accessibleName() == "Before: It called no tool. After: It called encrypt_text and the tool ran."
    assert page.next.objectName() == "export_open"
    with qtbot.waitSignal(page.workspace.go) as went:
        page.next.click()
    assert went.args == ["export"]


@pytest.mark.parametrize(
    ("went_well", "sentence"),
    [
        ([False], "It called encrypt_text and that failed."),
        ([False, True], "It called encrypt_text; 1 call"),
        ([True, True], "It called encrypt_text and the tools ran."),
    ],
)
def test_calls_that_failed_are_said(page: ChatPage, fake: Fake, went_well: list[bool], sentence: str) -> None:
    page.view.set_value("after")
    send(page, "Encrypt abc.")
    ran = [Ran(Execution(f"call-{i}", "encrypt_text", {}, ok, "x", 0.1)) for i, ok in enumerate(went_well)]
    fake.jobs[-1].feed(Stage(CHATTING), *ran, ANSWER, Note("The reply was cut."), Progress(1, 1))
    cut, seen = said(page.after)[-2:]
    assert cut == "The reply was cut."
    assert seen.startswith(sentence)


def test_a_call_is_shown_while_it_runs(page: ChatPage, fake: Fake) -> None:
    page.view.set_value("after")
    send(page, "Encrypt abc.")
    fake.jobs[-1].feed(Stage(CHATTING), Said(Message("assistant", tool_calls=(CALL,))))
    (card,) = page.after.transcript.cards
    assert card.accessibleName() == "Call of encrypt_text: Running"
    fake.jobs[-1].feed(Ran(RAN))
    assert card.accessibleName() == "Call of encrypt_text: Ran"


def test_the_next_message_goes_to_the_same_chats(page: ChatPage, fake: Fake) -> None:
    before, after = answered(page, fake)
    send(page, "And again.")
    after.feed(ANSWER, Progress(2, 2))
    assert [message["prompt"] for message in before.sent] == ["Encrypt abc.", "And again."]
    assert [message["prompt"] for message in after.sent] == ["Encrypt abc.", "And again."]
    assert len(fake.jobs) == 2


def test_after_only_leaves_the_base_alone(page: ChatPage, fake: Fake) -> None:
    page.view.set_value("after")
    assert not page.before.isVisible()
    send(page, "Encrypt abc.")
    assert arms(fake) == ["quantised"]


def test_another_form_of_the_student_begins_a_new_chat(page: ChatPage, fake: Fake) -> None:
    _, after = answered(page, fake)
    page.arms.set_value("student")
    assert after.cancel_asked
    assert page.after.transcript.is_empty
    after.finish()
    page.view.set_value("after")
    send(page, "Again.")
    assert arms(fake) == ["quantised", "base", "student"]


def test_a_chat_that_fails_says_so_and_can_be_tried_again(page: ChatPage, fake: Fake) -> None:
    page.view.set_value("after")
    send(page, "Encrypt abc.")
    fake.jobs[-1].fail("The model cannot be loaded", "llama.cpp refused it.", "Export it again.")
    assert page.after.failure.isVisible()
    assert page.after.failure.accessibleName() == "The model cannot be loaded"
    notes = [note.toPlainText() for note in page.after.transcript.findChildren(Passage)]
    assert notes[-1] == "llama.cpp refused it. Export it again."
    page.after.failure.findChild(Button).click()
    assert not page.after.failure.isVisible()
    assert len(fake.started("chat")) == 2
    assert fake.jobs[-1].sent == [{"prompt": "Encrypt abc."}]
    assert said(page.after) == ["Encrypt abc."]


def test_when_the_student_fails_the_base_is_asked_all_the_same(page: ChatPage, fake: Fake) -> None:
    send(page, "Encrypt abc.")
    fake.jobs[-1].fail("It broke", "Somehow.")
    assert arms(fake) == ["quantised", "base"]


def test_leaving_the_page_ends_the_chats_and_the_next_message_begins_new_ones(page: ChatPage, fake: Fake) -> None:
    before, after = answered(page, fake)
    page.hide()
    assert before.cancel_asked
    assert after.cancel_asked
    before.finish()
    page.show()
    send(page, "Hello.")
    assert arms(fake) == ["quantised", "base"]  # the student's old chat is still being saved
    after.finish()
    assert arms(fake) == ["quantised", "base", "quantised"]
    assert fake.jobs[-1].sent == [{"prompt": "Hello."}]
    assert said(page.after) == said(page.before) == ["Hello."]


def test_leaving_the_page_before_the_base_is_asked(page: ChatPage, fake: Fake) -> None:
    send(page, "Encrypt abc.")
    page.hide()
    fake.jobs[-1].finish()
    assert arms(fake) == ["quantised"]
    page.show()
    assert said(page.before)[-1] == "It was not asked."
    page.field.set_text("Now?")
    assert page.field.send_button.isEnabled()


def test_a_new_chat_clears_both(page: ChatPage, fake: Fake) -> None:
    assert not page.new_chat.isEnabled()
    before, after = answered(page, fake)
    page.new_chat.click()
    assert before.cancel_asked
    assert after.cancel_asked
    assert page.before.transcript.is_empty
    assert page.after.transcript.is_empty
    assert not page.result.isVisible()
    before.feed(Said(Message("assistant", "Too late.")))
    assert page.before.transcript.is_empty


def test_closing_the_project_forgets_the_chats(page: ChatPage, fake: Fake, tmp_path: Path) -> None:
    answered(page, fake)
    send(page, "And again.")
    page.workspace.close()
    assert page.before.transcript.is_empty
    assert page.workspace.create(tmp_path / "other", "cipher-desk")
    assert page.field.text.startswith("Please encrypt")
    assert page.field.send_button.isEnabled()


def test_while_a_student_is_trained_nothing_is_sent(page: ChatPage, workspace: Workspace, fake: Fake) -> None:
    assert workspace.train()
    assert not page.field.send_button.isEnabled()
    fake.job("train").cancelled()
    assert page.field.send_button.isEnabled()


@pytest.mark.parametrize(
    ("modifier", "sends"),
    [
        (Qt.KeyboardModifier.NoModifier, True),
        (Qt.KeyboardModifier.ControlModifier, True),
        (Qt.KeyboardModifier.ShiftModifier, False),
    ],
)
def test_enter_sends_and_shift_enter_begins_a_line(
    page: ChatPage, fake: Fake, qtbot: QtBot, modifier: Qt.KeyboardModifier, sends: bool
) -> None:
    height = page.field.height()
    qtbot.keyClick(page.field.text_field, Qt.Key.Key_Return, modifier)
    assert len(fake.started("chat")) == sends
    if not sends:
        assert page.field.text_field.toPlainText().count("\n") == 1
        page.field.text_field.insertPlainText("more\nand more\nand more")
        qtbot.waitUntil(lambda: page.field.height() > height)
