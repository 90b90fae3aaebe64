"""The look as tokens: colour roles for light and dark, type, measures, motion.

Widgets name roles (`theme.color("accent")`), never hex values, and repaint on `theme.changed`. What Qt itself draws
gets a palette and the one style sheet, both made from the same tokens (see `style.py`).
"""

from functools import cache
from tempfile import TemporaryDirectory
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QStyle, QToolTip

from stillroom_desktop import style

Mode = Literal["system", "light", "dark"]
State = Literal["ok", "warn", "bad", "info", "mute", "accent"]

# role: light, dark
_COLORS = {
    "ground": ("#F7F4EF", "#1A1816"),
    "side": ("#F0ECE5", "#151311"),
    "card": ("#FFFFFF", "#221F1C"),
    "inset": ("#FAF7F2", "#1C1A17"),
    "line": ("#E7E1D8", "#332E29"),
    "line2": ("#D5CCC0", "#4A433B"),
    "track": ("#EAE4DB", "#37312B"),
    "selection": ("#FBF3EB", "#2B241E"),
    "text": ("#241F1A", "#F0EBE4"),
    "text2": ("#5E554C", "#B9AFA4"),
    "text3": ("#6E645A", "#9F9589"),
    "accent": ("#A4561E", "#DB8E56"),
    "on_accent": ("#FFFFFF", "#1E1309"),
    "accent_text": ("#8F4A18", "#E9A878"),
    "accent_soft": ("#F7E9DD", "#3B2A1D"),
    "ok": ("#2B6E46", "#82CB9B"),
    "ok_soft": ("#E4F1E8", "#212F27"),
    "warn": ("#855600", "#E3B75E"),
    "warn_soft": ("#FAF0D6", "#382E18"),
    "bad": ("#B0352A", "#F1938A"),
    "bad_soft": ("#FBE8E5", "#402523"),
    "info": ("#2C5F8A", "#90BCE3"),
    "info_soft": ("#E5EEF6", "#1F2E3B"),
    "mute": ("#6B6259", "#B0A69B"),
    "mute_soft": ("#F0ECE6", "#2D2925"),
    # Fills are for bars and dots, never for text.
    "fill_ok": ("#5AA27A", "#5FAE7E"),
    "fill_warn": ("#DDAA4A", "#D3A546"),
    "fill_bad": ("#D0665A", "#DB7268"),
    "fill_info": ("#7FA6CB", "#6E9DC8"),
    "code_keyword": ("#8F4A18", "#E9A878"),
    "code_string": ("#2B6E46", "#82CB9B"),
    "code_number": ("#2C5F8A", "#90BCE3"),
    "code_function": ("#6B3FA0", "#C7A6EE"),
    "code_comment": ("#736856", "#978D82"),
}
ROLES = tuple(_COLORS)

SIDEBAR, STEP_ROW, HEADER, STRIP = 232, 34, 76, 40
MARGIN, GAP = 28, 14
RADIUS, RADIUS_SMALL = 10, 6
CONTROL, CONTROL_SMALL, ICON = 30, 24, 16


class Theme(QObject):
    """Which colours hold now. The one object of this class is `theme`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "light"
        self.dark = False
        self._app: QApplication | None = None
        self._images: TemporaryDirectory[str] | None = None

    def color(self, role: str) -> QColor:
        """The colour of a role now, as an object of the caller's own."""
        return QColor(_COLORS[role][self.dark])

    def apply(self, app: QApplication, mode: Mode) -> None:
        """Dress the application; with "system" it follows the system's scheme from now on."""
        self.mode = mode
        hints = app.styleHints()
        if self._app is not app:
            self._app = app
            self._images = TemporaryDirectory(prefix="stillroom-look-")
            app.setStyle("Fusion")
            hints.colorSchemeChanged.connect(self._follow)
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}[mode]
        hints.setColorScheme(wanted)
        self._dress()

    def _follow(self) -> None:
        if self.mode == "system":
            self._dress()

    def _dress(self) -> None:
        assert self._app is not None and self._images is not None
        system_is_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.dark = self.mode == "dark" or (self.mode == "system" and system_is_dark)
        self._app.setFont(font())
        QToolTip.setFont(font(12))
        colors = {role: self.color(role) for role in ROLES}
        palette = style.palette(colors)
        self._app.setPalette(palette)
        QToolTip.setPalette(palette)
        self._app.setStyleSheet(style.sheet(colors, self._images.name))
        self.changed.emit()


theme = Theme()


def state_roles(state: State) -> tuple[str, str]:
    """The roles of a state's word and of the soft ground under it."""
    return ("accent_text" if state == "accent" else state), f"{state}_soft"


def font(size: int = 13, weight: int = 400, *, mono: bool = False, tabular: bool = False) -> QFont:
    """The system's own font, or a monospace one, in pixels; `tabular` gives all digits one width."""
    made = QFont(_mono_family() if mono else _family())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def motion(ms: int) -> int:
    """How long an animation may take: `ms`, or 0 where the system wants none."""
    animates = QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
    return ms if animates and QApplication.isEffectEnabled(Qt.UIEffect.UI_General) else 0


@cache
def _family() -> str:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@cache
def _mono_family() -> str:
    # Windows calls Courier New its fixed font; what its own terminal and editors use reads better.
    there = set(QFontDatabase.families())
    better = ("Cascadia Mono", "SF Mono", "Menlo", "Consolas", "JetBrains Mono")
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return next((name for name in better if name in there), fixed)
