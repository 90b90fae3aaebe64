from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stillroom_desktop.theme import CONTROL, CONTROL_SMALL, theme
from stillroom_desktop.widgets.basic import Button, HairLine, Help, HelpText, Label
from stillroom_desktop.widgets.chips import Chip, ToolChip, chip_width, paint_chip


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def has(image: QImage, role: str) -> bool:
    wanted = theme.color(role).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_a_label_has_its_roles_colour_in_both_themes(qapp: QApplication, qtbot: QtBot) -> None:
    label = Label("Stillroom ■", size=28, role="bad")
    qtbot.addWidget(label)
    assert has(picture(label), "bad")
    theme.apply(qapp, "dark")
    assert has(picture(label), "bad")
    label.set_role("ok")
    assert has(picture(label), "ok") and not has(picture(label), "bad")


def test_a_label_never_reads_markup(qtbot: QtBot) -> None:
    label = Label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_cut_label_tells_all_in_its_tool_tip(qtbot: QtBot) -> None:
    label = Label("A long caption under a figure", elide=True)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    picture(label)
    assert label.toolTip() == ""
    label.resize(60, 20)
    picture(label)
    assert label.toolTip() == "A long caption under a figure"


def test_buttons_have_their_height_and_their_ground(qtbot: QtBot) -> None:
    button = Button("Train", "flame", kind="primary")
    small = Button("Check", small=True)
    for made in (button, small):
        qtbot.addWidget(made)
    assert (button.height(), small.height()) == (CONTROL, CONTROL_SMALL)
    assert has(picture(button), "accent") and not has(picture(small), "accent")
    button.set_kind("normal")
    assert not has(picture(button), "accent")
    button.set_icon("")
    assert button.icon().isNull()


def test_a_button_without_a_word_needs_a_name(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="name"):
        Button("", "copy")
    button = Button("", "copy", name="Copy")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Copy"
    assert button.width() == button.height()


def test_the_focus_ring_is_there_for_the_keyboard_alone(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    button, other = Button("One"), Button("Two")
    inside = QVBoxLayout(whole)
    inside.addWidget(button)
    inside.addWidget(other)
    with qtbot.waitActive(whole):
        whole.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert has(picture(button), "accent")
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not other.hasFocus() and button.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_help_opens_with_the_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    asked = Help("Two plain <sentences>.")
    qtbot.addWidget(asked)
    asked.show()
    assert asked.accessibleName() == "What is this? Two plain <sentences>."
    assert "&lt;sentences&gt;" in asked.toolTip()
    qtbot.keyClick(asked, key)
    shown = asked.findChild(HelpText)
    assert shown.isVisible()
    assert [label.text() for label in shown.findChildren(Label)] == ["Two plain <sentences>."]
    shown.close()


def test_a_hair_line_is_one_pixel(qtbot: QtBot) -> None:
    across, down = HairLine(), HairLine(vertical=True)
    for line in (across, down):
        qtbot.addWidget(line)
    assert (across.height(), down.width()) == (1, 1)
    across.resize(10, 1)
    assert has(picture(across), "line")


def test_a_chip_shows_its_state_in_both_themes(qapp: QApplication, qtbot: QtBot) -> None:
    chip = Chip("Kept", "ok", "check")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert has(picture(chip), "ok_soft")
    theme.apply(qapp, "dark")
    assert has(picture(chip), "ok_soft")
    chip.set("Dropped", "warn", "warning")
    assert chip.accessibleName() == "Dropped"
    assert has(picture(chip), "warn_soft") and not has(picture(chip), "ok_soft")


def test_a_chip_is_as_wide_as_it_says_and_fits_into_less(qtbot: QtBot) -> None:
    chip = ToolChip("encrypt_text")
    qtbot.addWidget(chip)
    image = QImage(400, 30, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    wide = paint_chip(painter, image.rect().toRectF(), "encrypt_text", "mute", mono=True)
    narrow = paint_chip(painter, image.rect().toRectF().adjusted(0, 0, -350, 0), "encrypt_text", "mute", mono=True)
    painter.end()
    assert wide.width() == chip_width("encrypt_text", mono=True) == pytest.approx(chip.sizeHint().width(), abs=1)
    assert narrow.width() == 50
