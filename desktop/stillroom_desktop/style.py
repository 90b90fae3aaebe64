"""What Qt draws itself, in Stillroom's colours: the palette and the one style sheet. Fonts are set in code, never here."""

from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QPalette

from stillroom_desktop.glyphs import svg

Colors = dict[str, QColor]


def palette(colors: Colors) -> QPalette:
    """The palette, for what no rule of the style sheet reaches."""
    made, part = QPalette(), QPalette.ColorRole
    for role, name in {
        part.Window: "ground",
        part.WindowText: "text",
        part.Base: "card",
        part.AlternateBase: "inset",
        part.Text: "text",
        part.Button: "card",
        part.ButtonText: "text",
        part.BrightText: "bad",
        part.Highlight: "accent_soft",
        part.HighlightedText: "text",
        part.Accent: "accent",
        part.Link: "accent_text",
        part.LinkVisited: "accent_text",
        part.PlaceholderText: "text3",
        part.ToolTipBase: "card",
        part.ToolTipText: "text",
        part.Light: "card",
        part.Midlight: "line",
        part.Mid: "line2",
        part.Dark: "text3",
        part.Shadow: "line2",
    }.items():
        made.setColor(role, colors[name])
    for role in (part.WindowText, part.Text, part.ButtonText, part.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, disabled(colors))
    return made


def disabled(colors: Colors) -> QColor:
    """The colour of a word that can't be used now."""
    return mixed(colors["text3"], colors["ground"], 0.4)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`one` with a share (0..1) of `other` in it."""
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    red, green, blue = (round(a + (b - a) * share) for a, b in parts)
    return QColor(red, green, blue)


def sheet(colors: Colors, images: str) -> str:
    """The style sheet.

    Args:
        colors: each role's colour.
        images: a folder for the marks that a style sheet can only have from files.
    """
    values = {role: colour.name() for role, colour in colors.items()}
    values["hover"] = mixed(colors["card"], colors["text"], 0.045).name()
    values["pressed"] = mixed(colors["card"], colors["text"], 0.10).name()
    values["accent_hover"] = mixed(colors["accent"], colors["text"], 0.12).name()
    values["accent_pressed"] = mixed(colors["accent"], colors["text"], 0.24).name()
    values["disabled"] = disabled(colors).name()
    values["thumb_hover"] = mixed(colors["line2"], colors["text"], 0.25).name()
    for mark, (name, role) in _MARKS.items():
        colour = values[role]
        file = Path(images) / f"{name}-{colour[1:]}.svg"  # its colour in its name, since Qt remembers images by name
        file.write_bytes(svg(name, colour, 1.6 if mark.startswith("sign") else 3))
        values[mark] = f'url("{file.as_posix()}")'
    labels = "\n".join(f'Label[role="{role}"] {{ color: {colour.name()}; }}' for role, colour in colors.items())
    return _SHEET.substitute(values) + labels


_MARKS = {
    "down": ("chevron_down", "text2"),
    "down_off": ("chevron_down", "disabled"),
    "up": ("chevron_up", "text2"),
    "up_off": ("chevron_up", "disabled"),
    "right": ("chevron_right", "text2"),
    "tick": ("check", "on_accent"),
    "tick_off": ("check", "disabled"),
    "tick_menu": ("check", "text"),
    "point": ("dot", "on_accent"),
    "clear": ("cross", "text3"),
    "sign_warn": ("warning", "warn"),
    "sign_bad": ("cross_circle", "bad"),
    "sign_info": ("info", "info"),
    "sign_ask": ("help", "accent_text"),
}

_SHEET = Template("""
QMainWindow, QDialog { background: $ground; }
QToolTip { background: $card; color: $text; border: 1px solid $line2; padding: 5px 8px; }
QStatusBar, QMenuBar { background: $side; color: $text; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; color: $text; border-radius: 4px; }
QAbstractScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QSplitter::handle { background: transparent; }

Card, Figures, EmptyState { background: $card; border: 1px solid $line; border-radius: 10px; }
Card[chosen="true"] { border-color: $accent; }
EmptyState { background: transparent; border: none; }
Notice { border: none; border-radius: 6px; }
Notice[big="true"] { border-radius: 10px; }
Notice[state="ok"] { background: $ok_soft; }
Notice[state="warn"] { background: $warn_soft; }
Notice[state="bad"] { background: $bad_soft; }
Notice[state="info"] { background: $info_soft; }
Notice[state="mute"] { background: $mute_soft; }
Notice[state="accent"] { background: $accent_soft; }
HairLine { background: $line; border: none; }

QPushButton { background: $card; color: $text; border: 1px solid $line2; border-radius: 6px; padding: 0 13px;
    min-height: 28px; max-height: 28px; }
QPushButton:hover { background: $hover; border-color: $text3; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 0 12px; min-height: 26px; max-height: 26px; }
QPushButton:disabled { background: transparent; color: $disabled; border-color: $line; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"], QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover, QPushButton:default:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed, QPushButton:default:pressed { background: $accent_pressed; }
QPushButton[kind="primary"]:focus, QPushButton:default:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $track; color: $disabled; border-color: $track; }
QPushButton[kind="danger"] { color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_soft; border-color: $bad; }
QPushButton[kind="danger"]:focus { border-color: $bad; }
QPushButton[kind="quiet"] { background: transparent; color: $text2; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; color: $text; }
QPushButton[kind="quiet"]:pressed { background: $pressed; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="quiet"]:disabled { color: $disabled; }
QPushButton[kind="danger"]:disabled { background: transparent; color: $disabled; border-color: $line; }
QPushButton[small="true"] { min-height: 22px; max-height: 22px; padding: 0 9px; }
QPushButton[small="true"]:focus { min-height: 20px; max-height: 20px; padding: 0 8px; }
QPushButton[bare="true"], QPushButton[bare="true"]:focus { padding: 0; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px; color: $text2; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border-color: $accent; }

QLineEdit, QComboBox, QAbstractSpinBox { background: $card; color: $text; border: 1px solid $line2; border-radius: 6px;
    padding: 0 9px; min-height: 28px; max-height: 28px; placeholder-text-color: $text3; selection-background-color: $accent_soft; selection-color: $text; }
QLineEdit { padding: 0 7px; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: $text3; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 0 8px; min-height: 26px;
    max-height: 26px; }
QLineEdit:focus { padding: 0 6px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { background: $inset; color: $disabled; border-color: $line; }
QLineEdit:read-only { background: $inset; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] { border-color: $bad; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QPlainTextEdit, QTextEdit, QTextBrowser { background: $card; color: $text; border: 1px solid $line2; border-radius: 6px; padding: 4px;
    placeholder-text-color: $text3; selection-background-color: $accent_soft; selection-color: $text; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 3px; }
QPlainTextEdit[invalid="true"] { border-color: $bad; }
QPlainTextEdit:disabled, QTextEdit:disabled { background: $inset; color: $disabled; border-color: $line; }
QPlainTextEdit[bare="true"], QTextEdit[bare="true"], QTextBrowser[bare="true"] { border: none; padding: 0; background: transparent; }

QComboBox { padding-right: 26px; combobox-popup: 0; }
QComboBox::drop-down { subcontrol-origin: padding; subcontrol-position: right center; width: 24px; border: none; }
QComboBox::down-arrow { image: $down; width: 12px; height: 12px; }
QComboBox::down-arrow:disabled { image: $down_off; }
QComboBox QAbstractItemView, #completions { background: $card; color: $text; border: 1px solid $line2; padding: 4px; outline: none;
    selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item, #completions::item { min-height: 28px; padding: 0 8px; border: none; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover, #completions::item:selected,
#completions::item:hover { background: $accent_soft; color: $text; }
QAbstractSpinBox { padding-right: 22px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 20px; border: none; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 3px; margin-right: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 3px; margin-right: 2px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; border-radius: 3px; }
QAbstractSpinBox::up-arrow { image: $up; width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: $down; width: 10px; height: 10px; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::up-arrow:off { image: $up_off; }
QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off { image: $down_off; }

QCheckBox, QRadioButton { color: $text; spacing: 8px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 14px; height: 14px; background: $card;
    border: 1px solid $line2; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $text3; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent; border-color: $accent; image: $tick; }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: $point; }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus { border-color: $text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $inset; border-color: $line; }
QCheckBox::indicator:checked:disabled { image: $tick_off; }

QMenu { background: $card; color: $text; border: 1px solid $line2; padding: 5px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; min-height: 18px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 8px; }
QMenu::indicator:checked { image: $tick_menu; }
QMenu::right-arrow { image: $right; width: 12px; height: 12px; margin-right: 8px; }

QAbstractItemView { background: $card; color: $text; selection-background-color: $selection; selection-color: $text; outline: none; }
QTableView { gridline-color: transparent; alternate-background-color: $inset; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $card; color: $text2; border: none; border-bottom: 1px solid $line; padding: 0 12px; min-height: 33px; }
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow { image: $up; width: 12px; height: 12px; subcontrol-origin: padding; subcontrol-position: center right; right: 2px; }
QHeaderView::down-arrow { image: $down; width: 12px; height: 12px; subcontrol-origin: padding; subcontrol-position: center right; right: 2px; }
Card QAbstractItemView, Card QHeaderView::section { background: transparent; }
QTableCornerButton::section { background: $card; border: none; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line2; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $thumb_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QLabel { color: $text; }
QMessageBox { messagebox-warning-icon: $sign_warn; messagebox-critical-icon: $sign_bad; messagebox-information-icon: $sign_info;
    messagebox-question-icon: $sign_ask; }
QLineEdit { lineedit-clear-button-icon: $clear; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTabBar::tab { color: $text2; padding: 7px 12px; border: none; border-bottom: 2px solid transparent; background: transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")
