"""Tables: what cells say, sorting, filtering, the current row, copying, columns that are remembered, and how they are painted."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.entries import EntryList
from stillroom_desktop.widgets.paged import PagedRows
from stillroom_desktop.widgets.rows import cell_text
from stillroom_desktop.widgets.table import Column, Row, Rows, Table

COLUMNS = [
    Column("no", "No.", "number", 60),
    Column("task", "Task"),
    Column("kind", "Kind", "muted", 100, spare=True),
    Column("calls", "Calls", "tools", 160),
    Column("time", "Time", "time", 80, spare=True),
    Column("verdict", "Verdict", "chip", 100),
    Column("code", "Code", "mono", 80),
    Column("type", "Type", "type", 90),
]


def row(id: str, no: float | None, task: str, **fields: Any) -> Row:
    return {"id": id, "no": no, "task": task, "kind": "chain"} | fields


ROWS = [
    row(
        "a",
        10,
        "Encrypt <b>this</b>\nplease",
        calls=("encrypt_text", "a", "b"),
        time=0.0004,
        verdict=("Kept", "ok", "check"),
    ),
    row("b", 9, "count", calls=(), time=1.25, verdict=("Rejected", "bad", "cross"), code="x = 1"),
    row("c", None, "Decrypt", calls=("decrypt_text",), kind="call", type=("one of 3", "accent")),
    row("d", 1200, "äpfel " * 30, time=0.2, verdict=("Kept", "ok", "check")),
]

MakeTable = Callable[..., Table]


@pytest.fixture(autouse=True)
def english_numbers() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def make(qtbot: QtBot) -> MakeTable:
    def make(width: int = 1000, key: str = "test") -> Table:
        table = Table(COLUMNS, key)
        qtbot.addWidget(table)
        table.set_rows(ROWS)
        table.resize(width, 300)
        table.show()
        return table

    return make


@pytest.fixture
def table(make: MakeTable) -> Table:
    return make()


def order(table: Table) -> list[str]:
    model = table.model()
    return [model.index(number, 0).data(Qt.ItemDataRole.UserRole + 1)["id"] for number in range(model.rowCount())]


def hidden(table: Table) -> set[str]:
    return {column.key for place, column in enumerate(COLUMNS) if table.isColumnHidden(place)}


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        (Column("x", "", "number"), 1234, "1,234"),
        (Column("x", "", "number"), 0.51234, "0.5123"),
        (Column("x", "", "number"), "$0.0009", "$0.0009"),
        (Column("x", "", "number"), None, ""),
        (Column("x", "", "time"), 0.0004, "0.4 ms"),
        (Column("x", "", "time"), None, ""),
        (Column("x", "", "tools"), ("a", "b"), "a, b"),
        (Column("x", "", "tools"), (), "no call"),
        (Column("x", "", "chip"), ("Kept", "ok", "check"), "Kept"),
        (Column("x", "", "chip"), None, ""),
        (Column("x", "", "type"), ("string", "info"), "string"),
        (Column("x", ""), "as it is", "as it is"),
    ],
)
def test_what_a_cell_says(column: Column, value: Any, text: str) -> None:
    assert cell_text(column, {"id": "1", "x": value}) == text


def test_it_is_sorted_by_values_and_not_by_words(table: Table) -> None:
    assert order(table) == ["a", "b", "c", "d"]
    for column, up in {
        0: ["c", "b", "a", "d"],
        1: ["b", "c", "a", "d"],
        4: ["c", "a", "d", "b"],
        5: ["c", "a", "d", "b"],
    }.items():
        table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        assert order(table) == up
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert order(table)[0] == "d"


def test_it_is_filtered_by_text_in_any_column_and_by_values(table: Table) -> None:
    for text, shown in {
        "ENCRYPT_": ["a"],
        "no call": ["b", "d"],
        " kept ": ["a", "d"],
        "1,2": ["d"],
        "nowhere": [],
        "": ["a", "b", "c", "d"],
    }.items():
        table.filter_text(text)
        assert order(table) == shown
        assert table.count == len(shown)
    table.filter_value("kind", "call")
    assert order(table) == ["c"]
    table.filter_text("encrypt")
    assert order(table) == []
    table.filter_value("kind", None)
    assert order(table) == ["a"]


def test_the_current_row_is_told_once(table: Table, qtbot: QtBot) -> None:
    told: list[str] = []
    table.selected_row.connect(told.append)
    assert table.selected == ""
    table.step(1)
    table.step(1)
    table.step(-5)
    assert told == ["a", "b", "a"]
    assert table.select("d")
    assert not table.select("nobody")
    assert table.selected == "d"
    table.step(1)
    assert told == ["a", "b", "a", "d"]


def test_keys_move_it_and_choose(table: Table, qtbot: QtBot) -> None:
    chosen: list[str] = []
    table.activated_row.connect(chosen.append)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.selected == ""
    QApplication.sendEvent(table, QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert table.selected == "a"
    table.select("b")
    for key, id in ((Qt.Key.Key_Down, "c"), (Qt.Key.Key_End, "d"), (Qt.Key.Key_Home, "a"), (Qt.Key.Key_Return, "a")):
        qtbot.keyClick(table, key)
        assert table.selected == id
    where = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert table.selected == "c"
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen == ["a", "c"]


def test_other_rows_leave_the_current_one_and_its_place(make: MakeTable, qtbot: QtBot) -> None:
    table = make()
    many = [row(str(number), number, f"Task {number}") for number in range(100)]
    table.set_rows(many)
    table.select("40")
    table.verticalScrollBar().setValue(900)
    told: list[str] = []
    table.selected_row.connect(told.append)
    changed = [each | {"task": "changed"} for each in many]
    table.set_rows(changed)
    table.set_rows([*changed, row("new", 1, "New")])
    assert (table.selected, told, table.verticalScrollBar().value()) == ("40", [], 900)
    table.rows.prepend([row("first", 0, "First")])
    table.rows.append([row("last", 0, "Last")])
    assert (order(table)[0], order(table)[-1], table.selected) == ("first", "last", "40")
    table.set_rows(many[:3])
    assert (table.selected, told) == ("", [""])


def test_selected_rows_are_copied_as_they_stand(table: Table, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    table.copy()
    assert QGuiApplication.clipboard().text() == ""
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    table.horizontalHeader().moveSection(0, 2)
    table.setColumnHidden(4, True)
    table.select("b")
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "Encrypt <b>this</b> please\tchain\t10\tencrypt_text, a, b\tKept\t\t",
        "count\tchain\t9\tno call\tRejected\tx = 1\t",
    ]


def test_columns_are_remembered_under_their_key(make: MakeTable, own_config: Path) -> None:
    first = make()
    first.setColumnWidth(0, 77)
    first.horizontalHeader().moveSection(0, 3)
    first.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    first.close()
    assert (own_config / "window.ini").is_file()
    again, other = make(), make(key="other")
    assert (again.columnWidth(0), other.columnWidth(0)) == (77, 60)
    assert [again.horizontalHeader().logicalIndex(place) for place in range(4)] == [1, 2, 3, 0]
    assert (order(again)[0], order(other)[0]) == ("d", "a")


def test_what_was_remembered_of_other_columns_is_passed_over(make: MakeTable, qtbot: QtBot) -> None:
    older = Table(
        [Column("gone", "Gone", "number", 50), Column("code", "Code", "mono", 123), Column("no", "No.")], "test"
    )
    qtbot.addWidget(older)
    older.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    older.show()
    older.close()
    table = make()
    assert table.columnWidth(6) == 123
    assert order(table) == ["a", "b", "c", "d"]


def test_spare_columns_go_where_there_is_no_room_and_come_back(table: Table) -> None:
    assert hidden(table) == set()
    table.resize(860, 300)
    assert hidden(table) == {"time"}
    table.resize(740, 300)
    assert hidden(table) == {"time", "kind"}
    assert table.columnWidth(1) >= 140
    assert table.horizontalScrollBar().maximum() == 0
    table.resize(300, 300)
    assert table.columnWidth(1) == 140
    assert table.horizontalScrollBar().maximum() > 0
    table.resize(1000, 300)
    assert hidden(table) == set()
    assert table.horizontalScrollBar().maximum() == 0


def picture(table: Table) -> QImage:
    QApplication.processEvents()
    return table.grab().toImage()


def test_it_is_painted_in_the_colours_of_the_theme(table: Table, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    table.select("b")
    light = picture(table)
    y = table.visualRect(table.currentIndex()).center().y() + table.viewport().y()
    scale = light.devicePixelRatio()
    assert light.pixelColor(0, round(y * scale)) == theme.color("accent")
    theme.apply(qapp, "dark")
    assert picture(table).pixelColor(0, round(y * scale)) == theme.color("accent")
    theme.apply(qapp, "light")
    assert picture(table) == light


def test_a_row_under_the_mouse_is_lit_and_a_filter_that_lets_nothing_through_says_so(
    table: Table, qtbot: QtBot
) -> None:
    before = picture(table)
    qtbot.mouseMove(table.viewport(), table.visualRect(table.model().index(1, 1)).center())
    assert picture(table) != before
    table._hover(-1)
    assert picture(table) == before
    table.filter_text("nowhere")
    nothing = picture(table)
    table.set_rows([])
    assert picture(table) != nothing


def test_a_cell_that_is_cut_off_is_shown_whole(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, *_: said.append(text))

    def tip(place: int, column: int) -> str:
        index = table.model().index(place, column)
        option = QStyleOptionViewItem()
        option.rect = table.visualRect(index)
        event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
        table.itemDelegate().helpEvent(event, table, option, index)
        return said.pop()

    assert "äpfel äpfel" in tip(3, 1)
    assert tip(1, 1) == ""
    table.setColumnWidth(3, 70)
    assert "encrypt_text, a, b" in tip(0, 3)
    assert tip(0, 5) == ""


def test_a_model_may_be_shared_and_is_empty_below_its_rows(qtbot: QtBot) -> None:
    rows = Rows(COLUMNS)
    table = Table(COLUMNS, "", rows)
    qtbot.addWidget(table)
    rows.set_rows(ROWS)
    assert table.count == 4
    assert (rows.rowCount(rows.index(0, 0)), rows.columnCount(rows.index(0, 0))) == (0, 0)
    assert rows.headerData(1, Qt.Orientation.Horizontal) == "Task"
    assert table.whole_height == 34 + 4 * 36


def test_a_list_of_entries_is_chosen_from_as_a_table_is(qtbot: QtBot, own_config: Path) -> None:
    entries = EntryList("Solutions")
    qtbot.addWidget(entries)
    entries.set_rows(
        [
            {"id": "1", "title": "Encrypt", "chip": ("Kept", "ok", "check"), "note": "chain", "right": "407"},
            {"id": "2", "title": "Decrypt", "note": "Reads only", "dot": "fill_ok"},
        ]
    )
    entries.resize(240, 200)
    entries.show()
    assert entries.accessibleName() == "Solutions"
    spoken = [entries.model().index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole) for number in range(2)]
    assert spoken == ["Encrypt, Kept, chain, 407", "Decrypt, Reads only"]
    image = picture(entries)
    entries.step(1)
    assert entries.selected == "1"
    assert picture(entries) != image
    entries.filter_text("decr")
    assert order(entries) == ["2"]
    entries.close()
    assert not (own_config / "window.ini").exists()


def test_of_paged_rows_only_some_are_read_and_all_can_be_chosen_and_copied(qtbot: QtBot) -> None:
    read: list[int] = []

    def fetch(keys: Sequence[int]) -> dict[int, Row]:
        read.extend(keys)
        return {key: row(str(key), key, f"Task {key}") for key in keys}

    rows = PagedRows(COLUMNS, fetch, lambda id: int(id) if id.isdecimal() else None)
    table = Table(COLUMNS, "", rows)
    qtbot.addWidget(table)
    table.resize(1000, 300)
    table.show()
    rows.set_keys(range(0, 20_000, 2), 10_000)
    QApplication.processEvents()
    assert (table.count, len(read) < 200) == (10_000, True)
    assert table.select("19998")
    assert not any(map(table.select, ("7", "none")))
    table.selectRow(9998)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_numbers == [9998, 9999]
    table.copy()
    assert QGuiApplication.clipboard().text().count("Task 1999") == 2
    with qtbot.waitSignal(rows.ordered) as ordered:
        table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert ordered.args == [1, Qt.SortOrder.DescendingOrder]
    rows.set_keys([19_998, 4], 10_000)
    assert (table.count, table.selected) == (2, "19998")
