"""The window: where one gets from where, what it says of jobs and errors, and how it is left."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from stillroom.errors import KnownError
from stillroom.jobs import Progress, Stage
from stillroom_desktop import __main__, app
from stillroom_desktop.pages.overview import OverviewPage
from stillroom_desktop.pages.tools import ToolsPage
from stillroom_desktop.pages.welcome import WelcomePage
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.logo import app_icon
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.widgets.new_project import NewProjectDialog
from stillroom_desktop.widgets.shortcuts import ShortcutsDialog
from stillroom_desktop.window import Window
from stillroom_desktop.workspace import Workspace

MakeWindow = Callable[[Workspace], Window]


@pytest.fixture
def make_window(qtbot: QtBot, qapp: QApplication) -> Iterator[MakeWindow]:
    """Shows windows in the light theme, and closes them before their workspaces."""
    theme.apply(qapp, "light")
    made: list[Window] = []

    def make(workspace: Workspace) -> Window:
        window = Window(workspace)
        window.setWindowIcon(app_icon())
        made.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in made:
        window.workspace.jobs.clear()
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make_window: MakeWindow, workspace: Workspace) -> Window:
    """A window on the sample project."""
    return make_window(workspace)


def dialog(window: Window, kind: type[QDialog] = MessageDialog) -> Any:
    """The one dialog of a kind that is open."""
    [shown] = [found for found in window.findChildren(kind) if found.isVisible()]
    return shown


def press(inside: Any, name: str) -> None:
    inside.findChild(QPushButton, name).click()


def action(window: Window, word: str) -> QAction:
    [found] = [action for menu in window.menus.groups for action in menu.actions() if action.text() == word]
    return found


# Where one gets from where


def test_without_a_project_there_is_the_greeting_and_its_doors_open_one(
    empty_workspace: Workspace, make_window: MakeWindow, tmp_path: Path
) -> None:
    empty_workspace.settings.set("projects_folder", str(tmp_path / "projects"))
    window = make_window(empty_workspace)
    assert isinstance(window.page, WelcomePage)
    window.go("train")
    assert isinstance(window.page, WelcomePage)
    press(window, "open_sample")
    assert empty_workspace.project
    assert empty_workspace.project.folder == tmp_path / "projects" / "cipher-desk"
    assert isinstance(window.page, OverviewPage)
    assert window.windowTitle() == "Cipher desk"
    empty_workspace.close()
    assert isinstance(window.page, WelcomePage)
    press(window, "open_sample")  # it is there by now, and opened
    assert isinstance(window.page, OverviewPage)


def test_the_keys_lead_to_every_step_and_pages_are_made_once(window: Window) -> None:
    first = window.page
    window.go("teach")
    assert window.current == "teach"
    taught = window.page
    assert taught.key == "teach"
    action(window, "Overview").trigger()
    assert window.page is first
    window.go("teach")
    assert window.page is taught
    shortcuts = {
        action.text(): action.shortcut().toString()
        for menu in window.menus.groups
        for action in menu.actions()
        if not action.shortcut().isEmpty()
    }
    assert shortcuts["Tools"] == "Ctrl+3"
    assert shortcuts["Chat"] == "Ctrl+0"
    assert shortcuts["Export"] == "Ctrl+E"
    assert shortcuts["Settings"] == "Ctrl+,"
    assert len(set(shortcuts.values())) == len(shortcuts)


def test_another_project_has_pages_of_its_own(window: Window, tmp_path: Path) -> None:
    before = window.page
    window.menus.switcher.aboutToShow.emit()
    assert window.workspace.create(tmp_path / "mine")
    assert window.page is not before
    assert window.windowTitle() == "mine"
    window.open_folder(tmp_path / "project")
    assert window.windowTitle() == "Cipher desk"


def test_the_menu_of_projects_shows_what_is_missing_and_opens_what_is_there(window: Window, tmp_path: Path) -> None:
    assert window.workspace.create(tmp_path / "mine")
    window.workspace.recent = [tmp_path / "mine", tmp_path / "project", tmp_path / "gone"]
    window.menus.switcher.aboutToShow.emit()
    mine, sample, gone = window.menus.switcher.actions()[:3]
    assert mine.isChecked()
    assert not gone.isEnabled()
    assert "missing" in gone.text()
    sample.trigger()
    assert window.windowTitle() == "Cipher desk"


def test_a_new_project_is_asked_for_and_made(window: Window, tmp_path: Path) -> None:
    window.workspace.settings.set("projects_folder", str(tmp_path))
    window.new_project()
    asked = dialog(window, NewProjectDialog)
    assert not asked.make.isEnabled()
    for wrong in ("a/b", "..", "project"):
        asked.name.setText(wrong)
        assert not asked.make.isEnabled()
    asked.name.setText("mail agent")
    asked.make.click()
    assert window.workspace.project
    assert window.workspace.project.folder == tmp_path / "mail agent"


def test_a_project_is_opened_from_a_chosen_folder(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "nowhere"))
    window.open_project()
    assert dialog(window).title == "Not a project"
    window.close_project()
    assert isinstance(window.page, WelcomePage)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "project"))
    window.open_project()
    assert isinstance(window.page, OverviewPage)


# What it says


def test_an_error_is_said_in_words(window: Window) -> None:
    window.workspace.failed.emit(KnownError("The disk is full", "There was no room.", "Free some space."))
    shown = dialog(window)
    assert shown.title == "The disk is full"
    assert shown.text == "There was no room. Free some space."
    shown.reject()


def test_the_steps_follow_the_jobs(window: Window, fake: Any) -> None:
    window.workspace.teach()
    assert window.current == "teach"
    fake.job("teach").feed(Stage("Teaching", 8, "tasks"), Progress(2, 8))
    assert window.sidebar.steps.share("teach") == 0.25
    fake.job("teach").finish()
    assert window.sidebar.steps.share("teach") is None


def test_light_and_dark_change_at_once_and_stay(window: Window) -> None:
    assert not theme.dark
    action(window, "Light or dark").trigger()
    assert theme.dark
    assert window.workspace.settings.get("appearance") == "dark"
    action(window, "Light or dark").trigger()
    assert not theme.dark


def test_the_shortcuts_are_listed(window: Window) -> None:
    action(window, "Keyboard shortcuts").trigger()
    words = {label.text() for label in dialog(window, ShortcutsDialog).findChildren(type(window.page._title))}
    assert {"New project", "Cancel what runs", "Settings", "Light or dark"} <= words
    dialog(window, ShortcutsDialog).accept()


def test_undo_and_redo_are_keys_of_pages_that_can(window: Window, qtbot: QtBot) -> None:
    undo, redo = action(window, "Undo"), action(window, "Redo")
    assert not undo.isEnabled()
    window.go("tools")
    page = window.page
    assert isinstance(page, ToolsPage)
    before = page.book.names
    page.list.entries.setFocus()
    qtbot.keyClick(page.list.entries, Qt.Key.Key_Delete)
    assert page.book.names == before[1:]
    qtbot.keyClick(page.list.entries, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.book.names == before
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.list.entries, Qt.Key.Key_Z, both)
    assert page.book.names == before[1:]
    window.go("teach")
    assert not redo.isEnabled()


def test_what_runs_is_cancelled_from_the_keyboard(window: Window, fake: Any) -> None:
    window.workspace.teach()
    action(window, "Cancel what runs").trigger()
    assert fake.job("teach").cancel_asked


# How it is left


def test_left_while_something_runs_it_asks_and_stays(window: Window, fake: Any) -> None:
    window.workspace.teach()
    assert not window.close()
    assert window.isVisible()
    assert "Teaching" in dialog(window).text
    press(dialog(window), "stay")
    assert window.isVisible()
    assert not fake.job("teach").cancel_asked
    fake.job("teach").finish()


def test_save_and_stop_waits_for_the_jobs_and_then_closes(window: Window, fake: Any, qtbot: QtBot) -> None:
    window.workspace.teach()
    window.close()
    press(dialog(window), "save_and_stop")
    assert fake.job("teach").cancel_asked
    saving = dialog(window, type(window.closing._saving))  # type: ignore[arg-type]
    saving.reject()  # Escape
    assert saving.isVisible()
    assert window.isVisible()
    with qtbot.waitSignal(window.left):
        fake.job("teach").cancelled()
    assert not window.isVisible()
    assert window.workspace.project is None


def test_what_does_not_end_can_be_ended(window: Window, fake: Any) -> None:
    window.workspace.teach()
    window.close_project()
    press(dialog(window), "save_and_stop")
    assert window.closing._saving
    window.closing._saving.end_now.click()
    assert fake.job("teach").kill_asked
    fake.job("teach").cancelled()
    assert isinstance(window.page, WelcomePage)


def test_a_chat_alone_is_ended_without_asking(window: Window, fake: Any) -> None:
    assert window.workspace.chat("base")
    window.close()
    assert not [found for found in window.findChildren(MessageDialog) if found.isVisible()]
    assert fake.job("chat").cancel_asked
    fake.job("chat").finish()
    assert not window.isVisible()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # of the platform without a screen
def test_it_can_go_on_in_the_tray_where_there_is_one(
    window: Window, fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    window.workspace.teach()
    window.close()
    assert dialog(window).findChild(QPushButton, "keep_running") is None
    dialog(window).reject()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda _: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, __, words: told.append(words))
    window.close()
    press(dialog(window), "keep_running")
    assert not window.isVisible()
    assert window.workspace.jobs
    fake.job("teach").finish({"tasks": 8, "accepted": 7})
    assert told == ["Teaching ended: 7 of 8 solutions kept"]
    window.closing.come_back()
    assert window.isVisible()


def test_it_opens_where_it_was_left(window: Window, make_window: MakeWindow, make_workspace: Any, fake: Any) -> None:
    window.go("teach")
    window.resize(860, 600)  # what the screen of the tests has room for
    window.close()
    again = make_window(make_workspace(runner=fake))
    assert again.size() == window.size()
    again.begin(None, sample=False)
    assert again.windowTitle() == "Cipher desk"
    assert again.current == "teach"


def test_closed_without_a_project_it_opens_with_the_greeting(
    window: Window, make_window: MakeWindow, make_workspace: Any
) -> None:
    window.close_project()
    window.close()
    again = make_window(make_workspace())
    again.begin(None, sample=False)
    assert isinstance(again.page, WelcomePage)


def test_a_broken_settings_file_is_said(own_config: Path, make_workspace: Any, make_window: MakeWindow) -> None:
    own_config.mkdir(exist_ok=True)
    (own_config / "settings.json").write_text("{")
    window = make_window(make_workspace())
    window.begin(None, sample=False)
    assert "settings" in dialog(window).title


# How it starts


def test_no_start_of_the_command_line_loads_qt_and_no_start_of_the_window_loads_plots_or_torch() -> None:
    check = "import sys\nimport stillroom_desktop.{0}\nassert not {1} & set(sys.modules), {1} & set(sys.modules)"
    for module, heavy in (("__main__", {"PySide6", "click"}), ("app", {"torch", "numpy", "pyqtgraph", "keyring"})):
        subprocess.run([sys.executable, "-c", check.format(module, heavy)], check=True)


@pytest.mark.parametrize(
    ("words", "display", "opens"),
    [([], ":0", True), ([], "", False), (["doctor"], ":0", False), (["--json"], ":0", False)],
)
def test_the_command_opens_the_window_where_it_can(
    monkeypatch: pytest.MonkeyPatch, words: list[str], display: str, opens: bool
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(sys, "argv", ["stillroom", *words])
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(__main__, "main", lambda _: ran.append("window") or 0)
    monkeypatch.setattr("stillroom.cli.main", lambda: ran.append("command line"))
    if opens:
        with pytest.raises(SystemExit, match="0"):
            __main__.command()
    else:
        __main__.command()
    assert ran == ["window" if opens else "command line"]


def test_a_folder_and_the_sample_at_once_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        __main__.main(["--sample", "here"])
    assert "not both" in capsys.readouterr().err


def test_a_mistake_of_ours_is_told_once_in_words_and_kept_in_the_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    mistakes = app.Mistakes()
    told: list[Any] = []
    mistakes.made.connect(told.append)
    mistakes.watch()
    error = RuntimeError("the cat sat on it")
    for _ in range(2):
        sys.excepthook(RuntimeError, error, None)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0].title == "Stillroom made a mistake"
    assert str(tmp_path / "stillroom.log") in told[0].hint
    assert "the cat sat on it" in (tmp_path / "stillroom.log").read_text()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert len(told) == 2


def test_a_language_without_words_falls_back_to_english(qapp: QApplication, speak: Callable[[str], None]) -> None:
    speak("fr")
    assert QLocale().language() == QLocale.Language.English
    assert qapp.translate("Words", "Teaching") == "Teaching"


def test_leaving_while_a_project_is_copied_is_asked_about(
    window: Window, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    (workspace.project.folder / "exports" / "model.gguf").write_bytes(b"x" * 60_000_000)  # type: ignore[union-attr]
    workspace.copy(tmp_path / "copies" / "1")
    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.left):
        dialog(window).findChild(QPushButton, "stop_copy").click()
    assert not list((tmp_path / "copies").glob("*"))
