"""The table of parameters, by keys and clicks."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from stillroom_desktop.pages.builder.parameter_cells import DEFAULT, DESCRIPTION, NAME, REQUIRED, TYPE
from stillroom_desktop.pages.builder.parameter_table import ParameterTable
from stillroom_desktop.widgets.controls import Select

ALT = Qt.KeyboardModifier.AltModifier
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "place": {"type": "object", "properties": {"city": {"type": "string"}}},
        "days": {"type": "integer", "default": 3},
        "unit": {"type": "string", "enum": ["c", "k"]},
    },
    "required": ["days"],
}


@pytest.fixture
def table(qtbot: QtBot) -> ParameterTable:
    table = ParameterTable()
    qtbot.addWidget(table)
    table.resize(640, 500)
    table.set_schema(SCHEMA)
    table.show()
    table.activateWindow()
    qtbot.waitActive(table)
    return table


def stand_on(table: ParameterTable, *rows: int, column: int = NAME) -> None:
    item = table.tree.topLevelItem(rows[0])
    for row in rows[1:]:
        assert item
        item = item.child(row)
    assert item
    table.tree.setCurrentItem(item, column)
    table.tree.setFocus()


def write(qtbot: QtBot, text: str, *then: Qt.Key) -> None:
    """Write into the cell that is open, and press these keys."""
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, text)
    for key in then:
        qtbot.keyClick(line, key)
    settle()


def choose(table: ParameterTable, kind: str) -> None:
    """Choose a type in the cell that is open."""
    [select] = [each for each in table.tree.viewport().findChildren(Select) if each.isVisible()]
    select.hidePopup()
    select.set_value(kind)
    select.activated.emit(select.currentIndex())
    settle()
    for _ in range(20):  # without a screen, the list that opened keeps the focus for a while
        if QApplication.activeWindow() is table:
            return
        table.activateWindow()
        QTest.qWait(10)


def settle() -> None:
    """Qt commits what Enter ends a moment later, and the table tells it a moment after that."""
    for _ in range(3):
        QApplication.processEvents()


def names(table: ParameterTable) -> Any:
    def of(schema: dict[str, Any]) -> Any:
        return {name: of(each) for name, each in schema.get("properties", {}).items()}

    return of(table.parameters.schema())


def order(table: ParameterTable) -> list[str]:
    return [child.name for child in table.parameters.children]


def test_a_nested_parameter_is_made_by_keys_alone(table: ParameterTable, qtbot: QtBot) -> None:
    told: list[Any] = []
    table.changed.connect(told.append)
    stand_on(table, 2)
    qtbot.keyClick(table.tree, Qt.Key.Key_Insert)
    write(qtbot, "where", Qt.Key.Key_Tab)
    choose(table, "object")
    stand_on(table, 3)
    qtbot.keyClick(table.inside, Qt.Key.Key_Space)
    write(qtbot, "street", Qt.Key.Key_Return)
    stand_on(table, 3, 0, column=REQUIRED)
    qtbot.keyClick(table.tree, Qt.Key.Key_Return)
    stand_on(table, 3, 0, column=DESCRIPTION)
    qtbot.keyClick(table.tree, Qt.Key.Key_F2)
    write(qtbot, "With its number", Qt.Key.Key_Return)
    assert told[-1]["properties"]["where"] == {
        "type": "object",
        "properties": {"street": {"type": "string", "description": "With its number"}},
    }
    assert told[-1]["required"] == ["days", "where"]


def test_a_list_of_objects_has_the_parameters_of_its_items(table: ParameterTable, qtbot: QtBot) -> None:
    stand_on(table, 1, column=TYPE)
    qtbot.keyClick(table.tree, Qt.Key.Key_Return)
    choose(table, "array")
    stand_on(table, 1, 0, column=TYPE)
    qtbot.keyClick(table.tree, Qt.Key.Key_Return)
    choose(table, "object")
    stand_on(table, 1)
    qtbot.mouseClick(table.inside, Qt.MouseButton.LeftButton)
    write(qtbot, "from", Qt.Key.Key_Return)
    schema = table.parameters.schema()["properties"]["days"]
    assert schema["items"] == {"type": "object", "properties": {"from": {"type": "string"}}, "required": ["from"]}


def test_parameters_move_up_down_in_and_out(table: ParameterTable, qtbot: QtBot) -> None:
    stand_on(table, 1)
    qtbot.keyClick(table.tree, Qt.Key.Key_Down, ALT)
    assert order(table) == ["place", "unit", "days"]
    qtbot.keyClick(table.tree, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(table.tree, Qt.Key.Key_Right, ALT)
    assert names(table) == {"place": {"city": {}, "days": {}}, "unit": {}}
    qtbot.keyClick(table.tree, Qt.Key.Key_Right, ALT)  # the one above it is no object
    assert names(table) == {"place": {"city": {}, "days": {}}, "unit": {}}
    qtbot.keyClick(table.tree, Qt.Key.Key_Left, ALT)
    assert order(table) == ["place", "days", "unit"]
    assert table.tree.current
    assert table.tree.current.name == "days"
    qtbot.keyClick(table.tree, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(table.tree, Qt.Key.Key_Up, ALT)
    assert order(table) == ["days", "place", "unit"]


def test_a_parameter_is_dragged(table: ParameterTable) -> None:
    place, days, unit = table.parameters.children
    table.tree.dropped.emit(unit, days, False)
    assert order(table) == ["place", "unit", "days"]
    table.tree.dropped.emit(days, place, True)
    assert names(table) == {"place": {"city": {}, "days": {}}, "unit": {}}
    table.tree.dropped.emit(place, place.children[0], True)  # not into itself
    table.tree.dropped.emit(place, None, False)
    assert order(table) == ["unit", "place"]


def test_it_is_removed_and_the_next_one_is_stood_on(table: ParameterTable, qtbot: QtBot) -> None:
    stand_on(table, 0, 0)
    qtbot.keyClick(table.tree, Qt.Key.Key_Delete)
    assert names(table) == {"place": {}, "days": {}, "unit": {}}
    for left in (["days", "unit"], ["unit"], []):
        qtbot.keyClick(table.tree, Qt.Key.Key_Delete)
        assert order(table) == left
    assert any(label.isVisible() and label.text() == "It takes no arguments." for label in table.findChildren(QLabel))


def test_two_of_one_name_are_not_told(table: ParameterTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.changed):
        stand_on(table, 1)
        qtbot.keyClick(table.tree, Qt.Key.Key_F2)
        write(qtbot, "unit", Qt.Key.Key_Return)
    assert any("There are two parameters unit" in label.text() for label in table.findChildren(QLabel))
    with qtbot.waitSignal(table.changed):
        qtbot.keyClick(table.tree, Qt.Key.Key_F2)
        write(qtbot, "count", Qt.Key.Key_Return)


def test_tab_goes_on_in_the_row_and_an_empty_default_is_none(table: ParameterTable, qtbot: QtBot) -> None:
    stand_on(table, 1, column=DEFAULT)
    qtbot.keyClick(table.tree, Qt.Key.Key_F2)
    write(qtbot, "5", Qt.Key.Key_Tab)
    write(qtbot, "How long", Qt.Key.Key_Backtab)
    assert table.parameters.schema()["properties"]["days"] == {
        "type": "integer",
        "description": "How long",
        "default": 5,
    }
    write(qtbot, "", Qt.Key.Key_Return)
    assert table.parameters.children[1].default == []


def test_the_rest_of_a_parameter_is_written_below(table: ParameterTable, qtbot: QtBot) -> None:
    stand_on(table, 2)
    assert table.rest.field("values").text() == "c, k"
    assert not table.rest.field("schema").isVisible()
    for key, text in (("values", ", f"), ("description", "Which one"), ("default", "k"), ("example", "c")):
        table.rest.field(key).setFocus()
        qtbot.keyClick(table.rest.field(key), Qt.Key.Key_End)
        qtbot.keyClicks(table.rest.field(key), text)
    assert table.parameters.schema()["properties"]["unit"] == {
        "type": "string",
        "description": "Which one",
        "enum": ["c", "k", "f"],
        "default": "k",
        "examples": ["c"],
    }


def test_a_click_ticks_and_a_schema_of_no_known_form_is_written_as_json(table: ParameterTable, qtbot: QtBot) -> None:
    tree = table.tree
    place = tree.visualItemRect(tree.topLevelItem(1)).center()  # type: ignore[arg-type]
    x = tree.columnViewportPosition(REQUIRED) + 15
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, place.y()))
    assert "required" not in table.parameters.schema()
    table.set_schema({"type": "object", "properties": {"x": {"anyOf": [{"type": "string"}]}}})
    stand_on(table, 0)
    field = table.rest.field("schema")
    assert field.text() == '{"anyOf":[{"type":"string"}]}'
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, '{"anyOf":[]}')
    assert table.parameters.schema()["properties"] == {"x": {"anyOf": []}}


def test_the_same_schema_again_leaves_the_cell_open(table: ParameterTable, qtbot: QtBot) -> None:
    stand_on(table, 1)
    qtbot.keyClick(table.tree, Qt.Key.Key_F2)
    open_cell = QApplication.focusWidget()
    table.set_schema(dict(SCHEMA))
    assert QApplication.focusWidget() is open_cell


def test_what_was_before_comes_back(table: ParameterTable, qtbot: QtBot) -> None:
    stand_on(table, 1)
    qtbot.keyClick(table.tree, Qt.Key.Key_Delete)
    table.set_schema(SCHEMA)
    assert order(table) == ["place", "days", "unit"]
