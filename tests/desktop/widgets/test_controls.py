from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stillroom_desktop.theme import CONTROL, theme
from stillroom_desktop.widgets.basic import Help, Label
from stillroom_desktop.widgets.controls import (
    Field,
    LabelledRow,
    NumberField,
    ProgressBar,
    SearchField,
    Segmented,
    Select,
    Switch,
)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    moves = qapp.isEffectEnabled(Qt.UIEffect.UI_General)
    yield
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, moves)
    theme.apply(qapp, "light")


def share_of(widget: QWidget, role: str) -> float:
    """How much of a row of pixels in its middle has a role's colour."""
    image, wanted = widget.grab().toImage(), theme.color(role).rgb()
    middle = image.height() // 2
    return sum(image.pixel(x, middle) == wanted for x in range(image.width())) / image.width()


def wheel(widget: QWidget) -> None:
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turn)


@pytest.fixture
def tabs(qtbot: QtBot) -> Segmented:
    made = Segmented([("all", "All"), ("kept", "Kept"), ("failed", "Failed")], name="Which tasks")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def segment(tabs: Segmented, key: str) -> QWidget:
    return tabs._segments[key]


def test_a_click_chooses_a_segment(tabs: Segmented, qtbot: QtBot) -> None:
    assert tabs.value == "all"
    with qtbot.waitSignal(tabs.changed) as told:
        qtbot.mouseClick(segment(tabs, "kept"), Qt.MouseButton.LeftButton)
    assert told.args == ["kept"] and tabs.value == "kept"
    with qtbot.assertNotEmitted(tabs.changed):
        qtbot.mouseClick(segment(tabs, "kept"), Qt.MouseButton.LeftButton)
    assert segment(tabs, "kept").isChecked(), "what is chosen stays so"


def test_the_arrow_keys_choose_a_segment_and_the_ends_hold(tabs: Segmented, qtbot: QtBot) -> None:
    segment(tabs, "all").setFocus()
    values = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(QApplication.focusWidget(), key)
        values.append(tabs.value)
    assert values == ["kept", "failed", "failed", "kept"]
    assert segment(tabs, "kept").hasFocus()


def test_a_segments_word_may_change_and_is_never_squeezed(tabs: Segmented) -> None:
    before = tabs.minimumSizeHint().width()
    tabs.set_word("all", "All of them, 412")
    tabs.layout().activate()
    assert tabs.minimumSizeHint().width() > before
    assert segment(tabs, "all").accessibleName() == "All of them, 412"


def test_an_unknown_segment_is_refused(tabs: Segmented) -> None:
    with pytest.raises(KeyError):
        tabs.set_value("no such key")
    assert tabs.value == "all"


def test_a_bar_fills_and_has_its_states_colour(qapp: QApplication, qtbot: QtBot) -> None:
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.resize(200, bar.height())
    bar.set(0.64)
    assert share_of(bar, "accent") == pytest.approx(0.64, abs=0.03) and bar.value() == 64
    bar.set(0.3, "bad")
    assert share_of(bar, "fill_bad") == pytest.approx(0.3, abs=0.03)
    theme.apply(qapp, "dark")
    assert share_of(bar, "fill_bad") == pytest.approx(0.3, abs=0.03)


def test_a_bar_without_a_share_moves_only_while_it_is_seen(qapp: QApplication, qtbot: QtBot) -> None:
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.resize(200, bar.height())
    bar.set(None)
    assert not bar.moving
    bar.show()
    assert bar.moving
    bar.hide()
    assert not bar.moving
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
    bar.show()
    assert not bar.moving
    assert share_of(bar, "accent") > 0.2, "without motion it still looks busy"


def test_a_switch_is_worked_by_mouse_and_keyboard(qapp: QApplication, qtbot: QtBot) -> None:
    switch = Switch("Ask first")
    qtbot.addWidget(switch)
    switch.show()
    assert switch.accessibleName() == "Ask first"
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert switch.isChecked() and share_of(switch, "accent") > 0.3
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked() and share_of(switch, "accent") == 0


def test_a_search_tells_once_when_the_typing_rests(qtbot: QtBot) -> None:
    search = SearchField("Filter tasks")
    qtbot.addWidget(search)
    told: list[str] = []
    search.changed.connect(told.append)
    with qtbot.waitSignal(search.changed):
        qtbot.keyClicks(search, "caesar")
    assert told == ["caesar"]
    with qtbot.waitSignal(search.changed):
        qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert told == ["caesar", ""]


def test_a_select_offers_and_keeps_its_choice(qtbot: QtBot) -> None:
    select = Select([("a", "First"), ("b", "Second")], name="Student")
    qtbot.addWidget(select)
    with qtbot.waitSignal(select.changed) as told:
        select.set_value("b")
    assert told.args == ["b"] and select.accessibleName() == "Student"
    with qtbot.assertNotEmitted(select.changed):
        select.set_options([("b", "Second"), ("c", "Third")])
    assert select.value == "b"
    select.set_options([])
    assert select.value == ""


def test_the_wheel_changes_no_field_on_its_way(qtbot: QtBot) -> None:
    select, number = Select([("a", "First"), ("b", "Second")]), NumberField(1, 64, name="At a time")
    for field in (select, number):
        qtbot.addWidget(field)
        field.show()
        field.setFocus()
        wheel(field)
    assert (select.value, number.value()) == ("a", 1)
    assert number.accessibleName() == "At a time"


@pytest.mark.parametrize("name", ["Field", "Select", "NumberField"])
def test_fields_are_30_high_with_and_without_focus(qtbot: QtBot, name: str) -> None:
    field = {
        "Field": lambda: Field("Name"),
        "Select": lambda: Select([("a", "First")]),
        "NumberField": lambda: NumberField(0, 9),
    }[name]()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
    assert field.height() == CONTROL
    field.setFocus()
    assert field.height() == CONTROL and share_of(field, "accent") > 0


def test_an_invalid_field_is_marked(qtbot: QtBot) -> None:
    field = Field("Name")
    qtbot.addWidget(field)
    field.set_invalid(True)
    assert share_of(field, "bad") > 0
    field.set_invalid(False)
    assert share_of(field, "bad") == 0


def test_a_row_names_its_control_and_says_what_is_wrong(qtbot: QtBot) -> None:
    field = Field()
    row = LabelledRow("Learning rate", field, help="How big each step is.", note="A number between 0 and 1.")
    qtbot.addWidget(row)
    row.show()
    assert field.accessibleName() == "Learning rate" and row.findChild(Help)
    note = row.findChildren(Label)[1]
    row.set_note("That is no number.", wrong=True)
    assert (note.text(), note.property("role")) == ("That is no number.", "bad")
    row.set_note("")
    assert not note.isVisible()
