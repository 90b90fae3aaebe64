"""The scorecard's tables: their words, which a screen reader hears and Ctrl+C copies, and that they paint in both themes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom.evaluation import ArmScore, Rate, rate
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.heat import HeatTable
from stillroom_desktop.widgets.intervals import IntervalTable, ScoreRow, count_text, interval_text
from stillroom_desktop.words import NOTHING


def make_score(exact: Rate, no_call: Rate, backend: str = "llama.cpp, F16", speed: float = 432.4) -> ArmScore:
    return ArmScore(exact, exact, no_call, {}, {}, {}, speed, backend)


@pytest.fixture
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def test_rates_in_words() -> None:
    assert interval_text(rate(45, 54)) == "71 to 91 %"
    assert count_text(rate(45, 54)) == "45 of 54"
    assert (interval_text(rate(0, 0)), count_text(rate(0, 0)), count_text(None)) == ("", NOTHING, NOTHING)


def test_the_scorecard_says_each_arm_and_is_copied_whole(qtbot: QtBot, light: None) -> None:
    table = IntervalTable()
    qtbot.addWidget(table)
    table.set_rows(
        [
            ScoreRow("Before training", "text3", make_score(rate(0, 54), rate(12, 12))),
            ScoreRow("Trained", "accent", make_score(rate(45, 54), rate(10, 12))),
            ScoreRow("As exported", "accent", make_score(rate(0, 0), rate(0, 0), "", 0.0), inner=True),
        ]
    )
    table.show()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Arm\t95 % interval\tExact calls\tRestraint\tTokens/s"
    assert lines[2] == "Trained, llama.cpp, F16\t71 to 91 %\t83 %, 45 of 54\t10 of 12\t432"
    assert lines[3] == f"As exported\t\t{NOTHING}, {NOTHING}\t{NOTHING}\t{NOTHING}"


def test_the_dot_stands_at_the_rate_in_both_themes(qtbot: QtBot, light: None, qapp: QApplication) -> None:
    table = IntervalTable()
    qtbot.addWidget(table)
    table.set_rows([ScoreRow("Trained", "accent", make_score(rate(27, 54), rate(10, 12)))])
    table.resize(800, table.height())
    table.show()
    middle = table.columnViewportPosition(1) + table.columnWidth(1) // 2
    for mode in ("light", "dark"):
        theme.apply(qapp, mode)
        seen = table.viewport().grab().toImage().pixelColor(middle, table.rowHeight(0) // 2)
        assert QColor(seen).name() == theme.color("accent").name()


def test_the_columns_fill_the_table_at_any_width(qtbot: QtBot, light: None) -> None:
    table = IntervalTable()
    qtbot.addWidget(table)
    table.set_rows([ScoreRow("Trained", "accent", make_score(rate(27, 54), rate(10, 12)))])
    table.show()
    for width in (700, 1150):
        table.resize(width, table.height())
        assert sum(table.columnWidth(column) for column in range(5)) == table.viewport().width()


def test_the_more_often_right_the_stronger_the_colour(qtbot: QtBot, light: None) -> None:
    table = HeatTable()
    qtbot.addWidget(table)
    table.set_rows(
        "Kind", ["Before", "Trained"], [("Single call", [rate(0, 42), rate(40, 42)]), ("Chat", [None, rate(1, 2)])]
    )
    table.resize(400, table.height())
    table.show()
    picture = table.viewport().grab().toImage()

    def ground(row: int, column: int) -> QColor:
        return picture.pixelColor(table.columnViewportPosition(column) + 8, table.rowViewportPosition(row) + 8)

    assert ground(0, 2).lightness() < ground(1, 2).lightness() < ground(0, 1).lightness()
    assert ground(1, 1) == picture.pixelColor(2, table.rowViewportPosition(1) + 8)
    assert table.model().index(1, 1).data() == NOTHING
    assert table.model().index(0, 2).data() == "40 of 42"
