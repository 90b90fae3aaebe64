"""A conversation as it is shown: what stands where, and what is said of each call."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.store import Execution
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.call_card import CallCard, duration
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.passage import Passage
from stillroom_desktop.widgets.transcript import Transcript

SPEC = ToolSpec(
    "encrypt_text",
    "Encrypt a text.",
    {
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "cipher": {"type": "string", "enum": ["caesar", "vigenere"]},
            "key": {"type": "string"},
        },
    },
)
FIRST = ToolCall("call-1", "encrypt_text", {"text": "abc", "cipher": "caesar", "key": "3"})
SECOND = ToolCall("call-2", "encrypt_text", {"text": "x", "cipher": "rot", "key": 12})
RAN = Execution("call-1", "encrypt_text", FIRST.arguments, True, "def", 0.0004)
FAILED = Execution("call-2", "encrypt_text", SECOND.arguments, False, "Error: no such cipher", 0.0)


def result(execution: Execution) -> Message:
    return Message("tool", execution.result, tool_call_id=execution.call, name=execution.name)


WHOLE = [
    Message("system", "Be brief."),
    Message("user", "Encrypt abc."),
    Message("assistant", thought="A Caesar cipher.", tool_calls=(FIRST, SECOND)),
    result(RAN),
    result(FAILED),
    Message("assistant", "It is def."),
]


@pytest.fixture
def transcript(qtbot: QtBot) -> Transcript:
    shown = Transcript([SPEC])
    qtbot.addWidget(shown)
    shown.resize(420, 300)
    shown.show()
    return shown


def said(transcript: Transcript) -> list[str]:
    """The passages, from top to bottom."""
    QApplication.processEvents()
    passages = [passage for passage in transcript.findChildren(Passage) if passage.isVisible()]
    passages.sort(key=lambda passage: passage.mapTo(transcript.widget(), passage.pos()).y())
    return [passage.toPlainText() for passage in passages]


def chip(card: CallCard) -> str:
    (found,) = card.findChildren(Chip)
    return found.word


def chips(transcript: Transcript) -> list[str]:
    return [chip(card) for card in transcript.cards]


def words(card: CallCard) -> list[str]:
    return [label.text() for label in card.findChildren(Label) if label.text()]


def test_a_trajectory_is_shown_in_its_order_without_what_the_system_says(transcript: Transcript) -> None:
    transcript.show_trajectory(WHOLE, [RAN, FAILED])
    texts = said(transcript)
    assert texts[:2] == ["Encrypt abc.", "A Caesar cipher."]
    assert texts[-1] == "It is def."
    assert texts.index('"abc"') < texts.index("def") < texts.index("Error: no such cipher")
    assert "Be brief." not in texts
    assert chips(transcript) == ["Ran", "Failed"]


def test_a_card_has_the_declared_types_and_says_what_does_not_fit(transcript: Transcript) -> None:
    transcript.show_trajectory(WHOLE, [RAN, FAILED])
    right, wrong = transcript.cards
    assert words(right) == ["encrypt_text", "0.4 ms", "text", "string", "cipher", "one of 2", "key", "string"]
    assert words(wrong) == ["encrypt_text", "text", "string", "cipher", "one of 2", "key", "should be: string"]
    assert [label.property("role") for label in wrong.findChildren(Label)][-3:] == ["bad", "text2", "bad"]


def test_without_the_tools_the_types_are_those_of_the_values(transcript: Transcript) -> None:
    transcript.set_tools([])
    call = ToolCall("call-1", "f", {"a": 1, "b": 1.5, "c": True, "d": [1], "e": {}, "f": None, "g": "x"})
    transcript.show_trajectory([Message("assistant", tool_calls=(call,))])
    types = words(transcript.cards[0])[2::2]
    assert types == ["integer", "number", "true or false", "list", "object", "nothing", "string"]


def test_a_call_says_whether_it_was_the_right_one_where_that_is_known(transcript: Transcript) -> None:
    other = Execution("call-2", "encrypt_text", SECOND.arguments, True, "y", 0.1)
    messages = [WHOLE[2], result(RAN), result(other)]
    transcript.show_trajectory(messages, [RAN, other], calls_right=[True, False])
    assert chips(transcript) == ["Right call", "Wrong call"]


def test_results_are_shown_where_only_the_messages_are_known(transcript: Transcript) -> None:
    transcript.show_trajectory(WHOLE)
    assert chips(transcript) == ["Ran", "Failed"]
    assert "def" in said(transcript)


def test_calls_with_the_same_id_keep_their_own_results(transcript: Transcript) -> None:
    again = Execution("call-1", "encrypt_text", FIRST.arguments, False, "Error: again", 0.2)
    transcript.show_trajectory([WHOLE[2], result(RAN), Message("assistant", tool_calls=(FIRST,))], [RAN, again])
    assert [chip(card) for card in transcript.cards if card.call.id == "call-1"] == ["Ran", "Failed"]


def test_a_call_runs_until_its_execution_comes(transcript: Transcript) -> None:
    transcript.add_message(Message("assistant", tool_calls=(FIRST, SECOND)))
    assert chips(transcript) == ["Running", "Running"]
    assert transcript.cards[0].accessibleName() == "Call of encrypt_text: Running"
    transcript.add_execution(RAN)
    transcript.add_message(result(RAN))
    assert chips(transcript) == ["Ran", "Running"]
    assert said(transcript).count("def") == 1
    transcript.settle()
    assert chips(transcript) == ["Ran", "Not run"]


def test_blocks_of_code_are_set_apart(transcript: Transcript) -> None:
    transcript.add_message(Message("assistant", 'Sure:\n```json\n{"a": 1}\n```\nThat is it. <b>no markup</b>'))
    assert said(transcript) == ["Sure:", '{"a": 1}', "That is it. <b>no markup</b>"]


def test_a_note_and_a_busy_line_come_and_go(transcript: Transcript) -> None:
    transcript.add_note("It called no tool.", "mute", "1.2 s")
    transcript.set_busy("Answering …")
    assert said(transcript) == ["It called no tool."]
    shown = [label.text() for label in transcript.findChildren(Label) if label.isVisible()]
    assert {"1.2 s", "Answering …"} <= set(shown)
    transcript.clear()
    assert transcript.is_empty
    assert said(transcript) == []
    assert not any(label.isVisible() for label in transcript.findChildren(Label))


def test_it_follows_the_end_unless_the_user_has_scrolled_up(transcript: Transcript, qtbot: QtBot) -> None:
    bar = transcript.verticalScrollBar()
    for number in range(20):
        transcript.add_message(Message("user", f"Message {number}"))
        QApplication.processEvents()
    qtbot.waitUntil(lambda: bar.maximum() > 300 and bar.value() == bar.maximum())
    bar.setValue(0)
    transcript.add_message(Message("user", "One more"))
    QApplication.processEvents()
    assert bar.value() == 0
    transcript.show_trajectory([Message("user", f"Message {number}") for number in range(20)])
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    assert bar.value() == 0


def test_a_word_wider_than_the_column_is_broken_and_nothing_is_cut(transcript: Transcript) -> None:
    digest = "9f86d081884c7d659a2feaa0c55ad015" * 8
    transcript.show_trajectory([Message("assistant", digest), Message("user", digest)])
    QApplication.processEvents()
    assert transcript.widget().width() <= transcript.viewport().width()
    for passage in transcript.findChildren(Passage):
        assert passage.document().size().height() <= passage.height()


def test_a_passage_keeps_its_role_in_both_themes(qtbot: QtBot, qapp: QApplication) -> None:
    passage = Passage("words", role="bad")
    qtbot.addWidget(passage)

    def painted() -> str:
        cursor = passage.textCursor()
        cursor.setPosition(1)
        return cursor.charFormat().foreground().color().name()

    for mode in ("dark", "light"):
        theme.apply(qapp, mode)
        assert painted() == theme.color("bad").name()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.0004, "0.4 ms"), (0.0123, "12 ms"), (0.9, "900 ms"), (2.14, "2.1 s"), (75.0, "75.0 s")]
)
def test_a_short_time_has_its_unit(seconds: float, words: str) -> None:
    assert duration(seconds) == words
