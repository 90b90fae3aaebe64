"""The step list: what it says, where the keys lead, and that it paints in both themes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom_desktop.steps import STEPS, StepState
from stillroom_desktop.theme import SIDEBAR, STEP_ROW, theme
from stillroom_desktop.widgets.step_list import StepList
from stillroom_desktop.widgets.step_mark import state_word

STATES = [
    StepState("overview", "ready"),
    StepState("teacher", "done", "a name that somebody gave to a model of theirs"),
    StepState("tools", "done", "7 tools"),
    StepState("tasks", "done", "562 + 66"),
    StepState("teach", "running", "running"),
    StepState("review", "attention", "3 rejected"),
    StepState("student", "done"),
    StepState("train", "ready", "start"),
    *(StepState(key, "empty") for key in STEPS[8:]),
]


@pytest.fixture
def steps(qtbot: QtBot, qapp: QApplication) -> StepList:
    theme.apply(qapp, "light")
    shown = StepList()
    qtbot.addWidget(shown)
    shown.set_states(STATES)
    shown.set_shares({"teach": 0.4})
    shown.set_current("overview")
    shown.resize(SIDEBAR, shown.sizeHint().height())
    shown.show()
    return shown


def picture(steps: StepList) -> QImage:
    return steps.grab().toImage()


def test_up_and_down_go_from_step_to_step(steps: StepList, qtbot: QtBot) -> None:
    gone: list[str] = []
    steps.chosen.connect(gone.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End):
        qtbot.keyClick(steps, key)
    assert gone == ["teacher", "tools", "teacher", "export"]
    assert steps.by_keyboard


def test_a_click_goes_there_and_shows_no_focus_ring(steps: StepList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(steps.chosen) as told:
        qtbot.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, STEP_ROW * 5 + 10))
    assert told.args == ["review"]
    assert not steps.by_keyboard


def test_what_is_shown_is_marked_without_telling(steps: StepList) -> None:
    gone: list[str] = []
    steps.chosen.connect(gone.append)
    steps.set_current("train")
    assert steps.currentIndex().row() == STEPS.index("train")
    steps.set_current("settings")
    assert not steps.currentIndex().isValid()
    assert gone == []


def test_new_states_keep_the_place(steps: StepList) -> None:
    steps.set_current("train")
    before = picture(steps)
    steps.set_states([StepState(key, "done") for key in STEPS])
    steps.set_shares({})
    assert steps.currentIndex().row() == STEPS.index("train")
    assert picture(steps) != before
    assert steps.share("teach") is None


def test_every_item_is_read_aloud_with_its_state_and_note(steps: StepList) -> None:
    interface = QAccessible.queryAccessibleInterface(steps)
    names = [interface.child(row).text(QAccessible.Text.Name) for row in range(interface.childCount())]
    assert names[2] == "Tools, Done, 7 tools"
    assert names[4] == "Teach, Running, running"
    assert names[5] == "Review, Needs you, 3 rejected"
    assert names[10] == "Export, Not yet"
    assert steps.accessibleName()


def test_it_is_painted_anew_in_the_other_theme(steps: StepList, qapp: QApplication) -> None:
    light = picture(steps)
    theme.apply(qapp, "dark")
    assert picture(steps) != light
    theme.apply(qapp, "light")
    assert picture(steps) == light


def test_every_state_has_a_word_of_its_own() -> None:
    states = ("empty", "ready", "running", "done", "attention")
    assert len({state_word(state) for state in states}) == len(states)  # type: ignore[arg-type]
