"""The settings page: what is changed is kept, and the cache is measured and cleaned without the window waiting."""

import json
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.errors import StillroomError
from stillroom.settings import FILE, SETTINGS, Settings
from stillroom.tools.words import OUTPUT
from stillroom.tools.worker.zygote import FILE_SIZE, MEMORY, PROCESSES
from stillroom_desktop.pages.settings import SettingsPage
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.controls import Segmented
from stillroom_desktop.widgets.form import FolderField
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.workspace import Workspace


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with a prepared student, two GGUF files, and a log, which is no model."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("STILLROOM_CACHE", str(folder))
    for path, size in {"students/small/model.safetensors": 270, "gguf/a.gguf": 100, "gguf/b.gguf": 5}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("wb") as file:
            file.truncate(size * 10**6)
    (folder / "stillroom.log").write_text("a line")
    return folder


@pytest.fixture
def page(empty_workspace: Workspace, qapp: QApplication, qtbot: QtBot) -> SettingsPage:
    theme.apply(qapp, "light")
    page = SettingsPage(empty_workspace)
    qtbot.addWidget(page)
    page.resize(1208, 860)
    page.show()
    until_still(page, qtbot)
    return page


def until_still(page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.cache._background.busy)


def shown_words(page: SettingsPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def ask(page: SettingsPage, qtbot: QtBot) -> MessageDialog:
    qtbot.mouseClick(page.cache.clean, Qt.MouseButton.LeftButton)
    dialog = page.findChild(MessageDialog, "cleaning")
    assert isinstance(dialog, MessageDialog)
    return dialog


def clean(page: SettingsPage, qtbot: QtBot) -> None:
    dialog = ask(page, qtbot)
    qtbot.mouseClick(dialog.findChild(QPushButton, "clean_up"), Qt.MouseButton.LeftButton)


def test_every_setting_is_there_also_without_a_project(page: SettingsPage) -> None:
    words = shown_words(page)
    assert all(setting.label in words for setting in SETTINGS)
    assert "There is no telemetry." in words


def test_a_change_is_kept_and_told(page: SettingsPage, own_config: Path, qtbot: QtBot) -> None:
    control = page.forms["appearance"].controls["appearance"]
    assert isinstance(control, Segmented)
    with qtbot.waitSignal(page.workspace.settings_changed) as told:
        control.set_value("dark")
    assert told.args == ["appearance"]
    assert json.loads((own_config / FILE).read_text()) == {"appearance": "dark"}


def test_what_a_menu_changes_is_shown(page: SettingsPage) -> None:
    page.workspace.set_setting("appearance", "light")
    control = page.forms["appearance"].controls["appearance"]
    assert isinstance(control, Segmented) and control.value == "light"


def test_what_cannot_be_kept_is_not_shown_as_if_it_were(
    page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise StillroomError("The disk is full", "There was no room.")

    monkeypatch.setattr(Settings, "set", refuse)
    control = page.forms["appearance"].controls["appearance"]
    assert isinstance(control, Segmented)
    with qtbot.waitSignal(page.workspace.failed):
        control.set_value("dark")
    assert control.value == "system"


def test_a_folder_that_cannot_be_is_explained(page: SettingsPage, qtbot: QtBot) -> None:
    control = page.forms["projects_folder"].controls["projects_folder"]
    assert isinstance(control, FolderField)
    control.field.setText("here")
    qtbot.keyClick(control.field, Qt.Key.Key_Return)
    assert "New projects cannot be here" in shown_words(page)
    assert page.workspace.settings.get("projects_folder") == Path.home() / "Stillroom"


def test_the_cache_is_measured(page: SettingsPage, cache: Path) -> None:
    words = shown_words(page)
    assert "270 MB" in words and "105 MB" in words and str(cache) in words


def test_cleaning_asks_first_and_says_what_comes_of_it(page: SettingsPage, cache: Path, qtbot: QtBot) -> None:
    dialog = ask(page, qtbot)
    assert dialog.title == "Delete 375 MB of prepared models?"
    assert "made again" in dialog.text and "has to be downloaded again" in dialog.text
    dialog.reject()
    assert (cache / "students").exists()


def test_cleaning_deletes_what_can_be_made_again_and_no_more(page: SettingsPage, cache: Path, qtbot: QtBot) -> None:
    clean(page, qtbot)
    assert page.cache.clean.text() == "Cleaning up …"
    until_still(page, qtbot)
    assert [path.name for path in cache.iterdir()] == ["stillroom.log"]
    assert "0.0 MB" in shown_words(page)
    assert (page.cache.clean.isEnabled(), page.cache.clean.text()) == (False, "Clean up …")


def test_the_window_does_not_wait_for_it(page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    delete = shutil.rmtree
    monkeypatch.setattr(
        "stillroom_desktop.widgets.cache_card.shutil.rmtree", lambda path: (go_on.wait(5), delete(path))
    )
    clean(page, qtbot)
    assert not page.cache.clean.isEnabled()
    go_on.set()
    until_still(page, qtbot)


def test_what_could_not_be_deleted_is_said(page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("stillroom_desktop.widgets.cache_card.shutil.rmtree", refuse)
    with qtbot.waitSignal(page.workspace.failed) as told:
        clean(page, qtbot)
    assert told.args and told.args[0].title == "No permission"
    until_still(page, qtbot)
    assert "270 MB" in shown_words(page)


def test_nothing_is_deleted_while_work_runs(workspace: Workspace, fake: Any, qtbot: QtBot) -> None:
    page = SettingsPage(workspace)
    qtbot.addWidget(page)
    page.show()
    until_still(page, qtbot)
    workspace.teach()
    assert not page.cache.clean.isEnabled()
    assert "Not while work is running" in shown_words(page)
    fake.job("teach").finish({})
    assert page.cache.clean.isEnabled()


def test_the_limits_are_those_of_the_sandbox(page: SettingsPage) -> None:
    words = shown_words(page)
    assert (MEMORY, FILE_SIZE, OUTPUT, PROCESSES) == (1 << 30, 64 << 20, 64 << 10, 128)
    assert "5 s, unless the tool says otherwise" in words and "64 KiB at most" in words
