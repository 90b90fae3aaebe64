import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import stillroom_desktop
from stillroom_desktop import style
from stillroom_desktop.theme import ROLES, font, motion, state_roles, theme

GROUNDS = ("ground", "side", "card", "inset", "selection")
SOFT = ("accent_soft", "ok_soft", "warn_soft", "bad_soft", "info_soft", "mute_soft")
CODE = tuple(role for role in ROLES if role.startswith("code_"))
PAIRS = [
    *((word, ground) for word in ("text", "text2", "text3", "accent_text") for ground in (*GROUNDS, *SOFT)),
    *((word, "track") for word in ("text", "text2", "accent_text")),
    *((word, ground) for word in ("ok", "warn", "bad", "info", "mute") for ground in GROUNDS),
    *((word, ground) for word in CODE for ground in GROUNDS),
    *(state_roles(state) for state in ("ok", "warn", "bad", "info", "mute", "accent")),
    ("on_accent", "accent"),
]


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_word_can_be_read_on_its_ground(qapp: QApplication, mode: str) -> None:
    theme.apply(qapp, mode)
    weak = {pair: contrast(theme.color(pair[0]), theme.color(pair[1])) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_pressed_button_can_be_read_and_a_focus_ring_be_seen(qapp: QApplication, mode: str) -> None:
    theme.apply(qapp, mode)
    accent, text = theme.color("accent"), theme.color("text")
    for share in (0.12, 0.24):
        assert contrast(theme.color("on_accent"), style.mixed(accent, text, share)) >= 4.5
    assert min(contrast(accent, theme.color(ground)) for ground in ("ground", "side", "card")) >= 3


def test_applying_dresses_the_application_and_tells(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.apply(qapp, "dark")
    assert theme.dark and theme.mode == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.color("ground") == QColor("#1A1816")
    assert theme.color("card").name() in qapp.styleSheet()


def test_system_follows_the_systems_scheme(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
            return Qt.ColorScheme.Dark

        def setColorScheme(self, scheme: Qt.ColorScheme) -> None:  # noqa: N802
            self.asked = scheme

    hints = Hints()
    monkeypatch.setattr(qapp, "styleHints", lambda: hints, raising=False)
    theme.apply(qapp, "system")
    assert theme.dark and hints.asked == Qt.ColorScheme.Unknown
    monkeypatch.setattr(hints, "colorScheme", lambda: Qt.ColorScheme.Light, raising=False)
    theme._follow()
    assert not theme.dark
    theme.apply(qapp, "dark")
    theme._follow()
    assert theme.dark, "a mode that was chosen does not follow the system"


def test_a_colour_is_the_callers_own() -> None:
    theme.color("accent").setAlpha(10)
    assert theme.color("accent").alpha() == 255


def test_the_style_sheet_is_whole_and_sets_no_font(qapp: QApplication) -> None:
    sheet = qapp.styleSheet()
    assert "$" not in sheet and "font" not in sheet
    marks = re.findall(r'url\("([^"]+)"\)', sheet)
    assert marks and all(Path(mark).is_file() for mark in marks)


def test_widgets_name_roles_and_never_hex_values() -> None:
    package = Path(stillroom_desktop.__file__).parent
    named = {
        path.name: found
        for path in package.rglob("*.py")
        if path.name != "theme.py" and (found := re.findall(r"""["']#[0-9A-Fa-f]{3,8}["']""", path.read_text("utf-8")))
    }
    assert named == {}


def test_a_font_is_in_pixels_and_can_have_tabular_digits() -> None:
    made = font(28, 600, tabular=True)
    assert (made.pixelSize(), made.weight()) == (28, 600)
    assert made.isFeatureSet(QFont.Tag("tnum"))
    assert font(mono=True).family() != font().family()


def test_nothing_moves_where_the_system_wants_no_motion(qapp: QApplication) -> None:
    moves = qapp.isEffectEnabled(Qt.UIEffect.UI_General)
    try:
        qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)
        assert motion(140) == 140
        qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
        assert motion(140) == 0
    finally:
        qapp.setEffectEnabled(Qt.UIEffect.UI_General, moves)
