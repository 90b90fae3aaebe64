from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.basic import Button, Help, Label
from stillroom_desktop.widgets.cards import Card, EmptyState, FigureCell, Figures, Notice


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def has(widget: QWidget, role: str) -> bool:
    image, wanted = widget.grab().toImage(), theme.color(role).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget) and label.text()]


def test_a_card_has_a_title_row_if_it_has_a_title(qtbot: QtBot) -> None:
    titled, bare = Card("Recipe", "balanced", help="What is trained how."), Card()
    for card in (titled, bare):
        qtbot.addWidget(card)
    titled.add_action(Button("Copy"))
    assert words(titled) == ["Recipe", "balanced"] and titled.findChild(Help) and titled.findChild(Button)
    titled.set_title("Loss")
    titled.set_note("")
    assert words(titled) == ["Loss"]
    assert words(bare) == [] and bare.findChild(Help) is None


def test_a_flush_card_lets_its_body_reach_the_edge(qtbot: QtBot) -> None:
    flush, padded = Card(flush=True), Card()
    for card in (flush, padded):
        qtbot.addWidget(card)
    assert flush.body.contentsMargins().left() == 0 < padded.body.contentsMargins().left()


@pytest.mark.parametrize("big", [False, True])
def test_a_notice_shows_its_state_in_both_themes(qapp: QApplication, qtbot: QtBot, big: bool) -> None:
    notice = Notice("ok", "It is learning", big=big)
    qtbot.addWidget(notice)
    notice.resize(400, notice.heightForWidth(400))
    assert has(notice, "ok_soft") and words(notice) == ["It is learning"]
    theme.apply(qapp, "dark")
    notice.set("bad", "It stopped", "The disk is full.")
    assert has(notice, "bad_soft") and words(notice) == ["It stopped", "The disk is full."]
    assert (notice.accessibleName(), notice.accessibleDescription()) == ("It stopped", "The disk is full.")


def test_a_notice_of_one_line_is_36_high_and_a_long_one_is_not_cut(qtbot: QtBot) -> None:
    notice = Notice("bad", "It stopped", button=Button("Resume", small=True))
    qtbot.addWidget(notice)
    assert notice.heightForWidth(500) == 36
    notice.set("bad", "It stopped", "Free some of the disk, then resume. " * 12)
    notice.resize(300, notice.heightForWidth(300))
    notice.show()
    text = notice.findChildren(Label)[1]
    assert text.height() >= text.heightForWidth(text.width())


def test_a_figure_says_all_that_it_shows(qapp: QApplication, qtbot: QtBot) -> None:
    cell = FigureCell("Tasks", help="What is asked.")
    figures = Figures([cell, FigureCell("Speed")])
    qtbot.addWidget(figures)
    figures.resize(600, 130)
    cell.set("412", "of 640", "371 kept", share=0.5)
    assert cell.accessibleName() == "Tasks: 412 of 640. 371 kept"
    assert has(cell, "accent") and has(cell, "track")
    cell.set("412", parts=[(0.5, "fill_ok"), (0.25, "fill_bad")])
    assert has(cell, "fill_ok") and has(cell, "fill_bad") and not has(cell, "accent")
    cell.set("38", history=[1.0, 2.0, 3.0])
    assert has(cell, "accent") and not has(cell, "track")
    theme.apply(qapp, "dark")
    assert has(cell, "accent")
    cell.set("38", history=[])
    assert not has(cell, "accent")


def test_an_empty_state_says_what_to_do_and_fits_into_half_a_page(qtbot: QtBot) -> None:
    button = Button("Start teaching", kind="primary")
    empty = EmptyState("flask", "Nothing yet", "What passes every check becomes training data. " * 3, button)
    qtbot.addWidget(empty)
    assert words(empty)[0] == "Nothing yet"
    empty.resize(300, 400)
    empty.show()
    assert all(empty.rect().contains(child.geometry()) for child in empty.findChildren(QWidget))
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_course_of_a_figure_is_drawn_at_200_percent_too(qtbot: QtBot) -> None:
    cell = FigureCell("Speed")
    qtbot.addWidget(cell)
    cell.set("38", history=[5.0, 5.0, 5.0])
    cell.resize(200, 160)
    image = QImage(cell.size() * 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(2)
    cell.render(image)
    assert image.size() == cell.size() * 2
