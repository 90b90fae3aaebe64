"""The field for an amount of money."""

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from stillroom_desktop.widgets.money_field import MoneyField


@pytest.fixture
def field(qtbot: QtBot) -> MoneyField:
    field = MoneyField("Budget", "no limit")
    qtbot.addWidget(field)
    field.show()
    return field


def enter(field: MoneyField, text: str, qtbot: QtBot) -> list[float | None]:
    """Write it and press Enter; what was told."""
    told: list[float | None] = []
    field.chosen.connect(told.append)
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    field.chosen.disconnect()
    return told


@pytest.mark.parametrize(
    ("locale", "text", "amount"),
    [("en", "2.5", 2.5), ("en", " 0 ", 0.0), ("de", "2,5", 2.5), ("de", "2.500", 2.5), ("de", "0.5", 0.5)],
)
def test_an_amount_is_told_once(field: MoneyField, qtbot: QtBot, locale: str, text: str, amount: float) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        assert enter(field, text, qtbot) == [amount]
        assert enter(field, text, qtbot) == []
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("text", ["much", "-1", "1e999", "nan", "2 USD"])
def test_what_is_no_amount_is_marked_and_not_told(field: MoneyField, qtbot: QtBot, text: str) -> None:
    assert enter(field, text, qtbot) == []
    assert not field.usable
    assert field.property("invalid")
    assert enter(field, "1", qtbot) == [1.0]
    assert field.usable
    assert not field.property("invalid")


def test_an_empty_field_is_no_limit(field: MoneyField, qtbot: QtBot) -> None:
    field.set_amount(1.5)
    assert field.text() == "1.50"
    assert enter(field, "", qtbot) == [None]
    field.set_amount(None)
    assert enter(field, "", qtbot) == []
