"""Forms drawn from declared settings: the control of each type, what is told, and what is said of a value that does not fit."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from stillroom.settings import SETTINGS, Setting
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.controls import NumberField, Segmented
from stillroom_desktop.widgets.form import FolderField, Form

VALUES: dict[str, Any] = {
    "appearance": "dark",
    "language": "system",
    "projects_folder": Path("/projects"),
    "concurrency": 8,
}
VALUES |= {"hub": "https://hub.example", "students_folder": Path("/students")}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form(SETTINGS, VALUES.__getitem__)
    qtbot.addWidget(form)
    form.resize(700, 300)
    form.show()
    return form


def said(form: Form) -> list[str]:
    """What the form says is wrong."""
    return [label.text() for label in form.findChildren(Label) if label.property("role") == "bad" and label.text()]


def told(form: Form) -> list[tuple[str, Any]]:
    values: list[tuple[str, Any]] = []
    form.changed.connect(lambda name, value: values.append((name, value)))
    return values


def test_it_shows_the_values_in_controls_of_their_types(form: Form) -> None:
    words, number, folder = (form.controls[name] for name in ("appearance", "concurrency", "projects_folder"))
    assert isinstance(words, Segmented) and words.value == "dark"
    assert isinstance(number, NumberField) and (number.value(), number.minimum(), number.maximum()) == (8, 1, 256)
    assert isinstance(folder, FolderField) and folder.path == str(Path("/projects"))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_control_has_a_name_for_screen_readers(form: Form, setting: Setting) -> None:
    assert form.controls[setting.name].accessibleName() == setting.label


def test_a_choice_and_a_number_are_told_from_the_keyboard(form: Form, qtbot: QtBot) -> None:
    values = told(form)
    qtbot.keyClick(form.controls["appearance"], Qt.Key.Key_Left)
    number = form.controls["concurrency"]
    qtbot.keyClick(number, Qt.Key.Key_Up)
    assert values == [("appearance", "light"), ("concurrency", 9)]


def test_a_number_is_told_when_it_is_written_out(form: Form, qtbot: QtBot) -> None:
    values = told(form)
    number = form.controls["concurrency"]
    assert isinstance(number, NumberField)
    number.selectAll()
    qtbot.keyClicks(number, "16")
    assert values == []
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert values == [("concurrency", 16)]


def test_a_folder_that_does_not_fit_is_explained_until_it_is_mended(form: Form, qtbot: QtBot) -> None:
    values = told(form)
    folder = form.controls["projects_folder"]
    assert isinstance(folder, FolderField)
    folder.field.clear()
    qtbot.keyClicks(folder.field, "here")
    qtbot.keyClick(folder.field, Qt.Key.Key_Return)
    assert (values, said(form)) == (
        [],
        ["New projects cannot be here; it must be the full path of a folder."],
    )
    assert folder.accessibleDescription() == said(form)[0]
    qtbot.keyClicks(folder.field, "x")
    assert said(form) == []
    folder.field.clear()
    qtbot.keyClicks(folder.field, str(Path("/elsewhere")))
    qtbot.keyClick(folder.field, Qt.Key.Key_Return)
    assert values == [("projects_folder", Path("/elsewhere"))]


def test_a_folder_is_told_once(form: Form, qtbot: QtBot) -> None:
    values = told(form)
    folder = form.controls["projects_folder"]
    assert isinstance(folder, FolderField)
    folder.field.setText("/a")
    for _ in range(2):  # Enter, and then the focus goes
        folder.field.editingFinished.emit()
    assert values == [("projects_folder", Path("/a"))]


@pytest.mark.parametrize(("answer", "path"), [("/picked", Path("/picked")), ("", None)])
def test_a_folder_is_chosen_in_the_systems_dialog(
    form: Form, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: str, path: Path | None
) -> None:
    values = told(form)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answer)
    folder = form.controls["projects_folder"]
    assert isinstance(folder, FolderField)
    qtbot.mouseClick(folder.button, Qt.MouseButton.LeftButton)
    assert values == ([("projects_folder", path)] if path else [])


def test_a_value_is_shown_without_being_told(form: Form) -> None:
    values = told(form)
    form.show_error("projects_folder", "No.")
    for name, value in {"appearance": "light", "concurrency": 2, "projects_folder": Path("/p")}.items():
        form.show_value(name, value)
    assert (values, said(form)) == ([], [])
