"""A form drawn from declared settings: a label with its explanation, the control of its type, and what is wrong under it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stillroom.errors import KnownError
from stillroom.settings import Setting
from stillroom_desktop.engine_words import said
from stillroom_desktop.widgets.basic import Button, HairLine
from stillroom_desktop.widgets.controls import Field, LabelledRow, NumberField, Segmented

_SPACE = 11  # px above and below a row
_ADDRESS = 280  # px that a field for an address is wide, at least


class FolderField(QWidget):
    """The path of a folder: typed, or chosen in the system's own dialog."""

    chosen = Signal(str)  # a path that the user has finished entering, or has chosen
    edited = Signal()  # the user types

    def __init__(self, title: str, placeholder: str = "") -> None:
        """`title`: what the dialog is called, and the field for screen readers."""
        super().__init__()
        self._title = title
        self._told = ""
        self.field = Field(placeholder)
        self.field.setAccessibleName(title)
        self.field.editingFinished.connect(self._finish)
        self.field.textEdited.connect(self.edited)
        self.field.textChanged.connect(self.field.setToolTip)  # a path is often longer than its field
        self.button = Button(self.tr("Choose …"), "folder")
        self.button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self.setMinimumWidth(380)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setFocusProxy(self.field)

    @property
    def path(self) -> str:
        return self.field.text().strip()

    def set_path(self, path: str) -> None:
        """Show a path, without telling it."""
        self._told = path
        self.field.setText(path)
        self.field.setCursorPosition(0)

    def set_invalid(self, invalid: bool) -> None:
        self.field.set_invalid(invalid)

    def _choose(self) -> None:
        start = Path(self.path).expanduser() if self.path else Path.home()
        there = next((folder for folder in (start, *start.parents) if folder.is_dir()), Path.home())
        if folder := QFileDialog.getExistingDirectory(self, self._title, str(there)):
            self.field.setText(str(Path(folder)))
            self._finish()

    def _finish(self) -> None:
        # Qt says it again on losing the focus after Enter, and where nothing was typed.
        if self.path != self._told:
            self._told = self.path
            self.chosen.emit(self.path)


_Control = Segmented | NumberField | FolderField | Field


class Form(QWidget):
    """Settings to change. A value that fits is told at once by `changed`; one that does not is explained where it stands."""

    changed = Signal(str, object)  # the setting's name, and its value as `Setting.check` returns it

    def __init__(self, settings: Sequence[Setting], value: Callable[[str], Any]) -> None:
        """`value` gives the present value of a setting by its name."""
        super().__init__()
        self._settings = {setting.name: setting for setting in settings}
        self.controls: dict[str, _Control] = {}
        self._rows: dict[str, LabelledRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACE)
        for setting in settings:
            control = self._control(setting)
            row = LabelledRow(_translated(setting.label), control, help=_translated(setting.help))
            if self._rows:
                column.addWidget(HairLine())
            column.addWidget(row)
            self.controls[setting.name], self._rows[setting.name] = control, row
            self.show_value(setting.name, value(setting.name))

    def show_value(self, name: str, value: Any) -> None:
        """Show a value that fits, without telling it."""
        control = self.controls[name]
        with QSignalBlocker(control):
            match control:
                case Segmented():
                    control.set_value(value)
                case NumberField():
                    control.setValue(value)
                case FolderField():
                    control.set_path(str(value))
                case Field():
                    control.setText(value)
        self.show_error(name, "")

    def show_error(self, name: str, text: str) -> None:
        """Say under a row what is wrong; "" says that nothing is."""
        control = self.controls[name]
        self._rows[name].set_note(text, wrong=True)
        control.setAccessibleDescription(text)
        if isinstance(control, FolderField | Field):
            control.set_invalid(bool(text))

    def _control(self, setting: Setting) -> _Control:
        name = setting.name
        match setting.type:
            case "choice":
                words = Segmented([(word, _translated(label)) for word, label in setting.choices])
                words.changed.connect(lambda word: self._take(name, word))
                return words
            case "number":
                number = NumberField(setting.minimum, setting.maximum)
                number.valueChanged.connect(lambda value: self._take(name, value))
                return number
            case "folder":
                folder = FolderField(_translated(setting.label))
                folder.chosen.connect(lambda path: self._take(name, path))
                folder.edited.connect(lambda: self.show_error(name, ""))
                return folder
            case "address":
                address = Field(setting.otherwise)
                address.setAccessibleName(_translated(setting.label))
                address.setMinimumWidth(_ADDRESS)
                address.editingFinished.connect(lambda: self._take(name, address.text()))
                address.textEdited.connect(lambda: self.show_error(name, ""))
                return address

    def _take(self, name: str, value: Any) -> None:
        try:
            checked = self._settings[name].check(value)
        except KnownError as error:
            self.show_error(name, said(error.message))
            return
        self.show_error(name, "")
        self.changed.emit(name, checked)


def _translated(text: str) -> str:
    """The engine declares its settings in English, and knows no Qt."""
    return QCoreApplication.translate("Settings", text)
