"""The menus and their keys: everything the window can do, by name."""

from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from stillroom.paths import cache_folder
from stillroom.project import DATABASE
from stillroom_desktop.folders import show_folder
from stillroom_desktop.steps import STEPS, title
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.icons import icon
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.widgets.shortcuts import ShortcutsDialog
from stillroom_desktop.words import home_path

if TYPE_CHECKING:
    from stillroom_desktop.window import Window

Act = Callable[[], object]


class Menus(QObject):
    """The window's menus, `groups` in their order, and the sidebar's menu of projects, `switcher`."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._needs_project: list[QAction] = []
        self.new_project = self._action(self.tr("New project ..."), window.new_project, "Ctrl+N", "plus")
        self.open_project = self._action(self.tr("Open a project ..."), window.open_project, "Ctrl+O", "folder")
        self.open_sample = self._action(self.tr("Open the sample"), window.open_sample, "", "flask")
        self.switcher = QMenu(window)
        self.switcher.aboutToShow.connect(self._fill_switcher)
        self._recent = QMenu(self.tr("Recent projects"), window)
        self._recent.aboutToShow.connect(self._fill_recent)
        self.groups: list[QMenu] = [self._file(), self._edit(), self._go(), self._run(), self._view(), self._help()]

    def project_changed(self) -> None:
        """A project was opened or closed."""
        for action in self._needs_project:
            action.setEnabled(self._workspace.project is not None)

    def page_changed(self) -> None:
        """Another page is shown."""
        for action in (self.undo, self.redo):
            action.setEnabled(self._window.page.undoes)

    # The menus

    def _file(self) -> QMenu:
        menu = self._window.menuBar().addMenu(self.tr("&File"))
        menu.addActions([self.new_project, self.open_project, self.open_sample])
        menu.addMenu(self._recent)
        menu.addSeparator()
        menu.addAction(self._with_project(self.tr("Open the project's folder"), self.open_folder))
        menu.addAction(self._with_project(self.tr("Close the project"), self._window.close_project, "Ctrl+W"))
        menu.addSeparator()
        leave = self._action(self.tr("Quit"), self._window.close, "Ctrl+Q")
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        menu.addAction(leave)
        return menu

    def _edit(self) -> QMenu:
        menu = self._window.menuBar().addMenu(self.tr("&Edit"))
        self.undo = self._action(self.tr("Undo"), self._take_back, "", "undo")
        self.undo.setShortcuts(QKeySequence.StandardKey.Undo)
        self.redo = self._action(self.tr("Redo"), self._do_again, "", "redo")
        self.redo.setShortcuts(QKeySequence.StandardKey.Redo)
        menu.addActions([self.undo, self.redo])
        return menu

    def _go(self) -> QMenu:
        menu = self._window.menuBar().addMenu(self.tr("&Go"))
        for key, sign in zip(STEPS, "1234567890E", strict=True):
            menu.addAction(self._with_project(title(key), partial(self._window.go, key), f"Ctrl+{sign}"))
        menu.addSeparator()
        settings = self._action(title("settings"), partial(self._window.go, "settings"), "Ctrl+,")
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        menu.addAction(settings)
        return menu

    def _run(self) -> QMenu:
        workspace = self._workspace
        menu = self._window.menuBar().addMenu(self.tr("&Run"))
        menu.addAction(self._with_project(self.tr("Teach the tasks"), workspace.teach))
        menu.addAction(self._with_project(self.tr("Teach the rejected tasks again"), partial(workspace.teach, True)))
        menu.addAction(self._with_project(self.tr("Train the student"), workspace.train))
        menu.addAction(self._with_project(self.tr("Resume the training"), workspace.resume_training))
        menu.addAction(self._with_project(self.tr("Score the student"), workspace.evaluate))
        menu.addSeparator()
        menu.addAction(self._with_project(self.tr("Cancel what runs"), self._cancel, "Ctrl+."))
        return menu

    def _view(self) -> QMenu:
        menu = self._window.menuBar().addMenu(self.tr("&View"))
        choices = QActionGroup(self)
        modes = {"system": self.tr("Like the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for mode, word in modes.items():
            action = self._action(word, partial(self._workspace.set_setting, "appearance", mode))
            action.setCheckable(True)
            action.setData(mode)
            choices.addAction(action)
            menu.addAction(action)
        menu.aboutToShow.connect(lambda: self._check_mode(choices.actions()))
        menu.addAction(self._action(self.tr("Light or dark"), self._toggle_dark, "Ctrl+Shift+L"))
        menu.addSeparator()
        menu.addAction(self._action(self.tr("Full screen"), self._toggle_full_screen, "F11"))
        return menu

    def _help(self) -> QMenu:
        menu = self._window.menuBar().addMenu(self.tr("&Help"))
        menu.addAction(self._action(self.tr("Keyboard shortcuts"), self.show_shortcuts, "F1"))
        menu.addAction(self._action(self.tr("Show the log's folder"), self._show_log))
        about = self._action(self.tr("About Stillroom"), self._about)
        about.setMenuRole(QAction.MenuRole.AboutRole)
        menu.addAction(about)
        return menu

    def _fill_switcher(self) -> None:
        self.switcher.clear()
        self._add_recent(self.switcher)
        self.switcher.addSeparator()
        self.switcher.addActions([self.open_project, self.new_project, self.open_sample])

    def _fill_recent(self) -> None:
        self._recent.clear()
        self._add_recent(self._recent)

    def _add_recent(self, menu: QMenu) -> None:
        """The projects that were open lately; one that is not there is shown as missing."""
        open_now = self._workspace.project.folder if self._workspace.project else None
        for folder in self._workspace.recent:
            there = (folder / DATABASE).is_file()
            name = home_path(folder) if there else self.tr("{folder} (missing)").format(folder=home_path(folder))
            action = menu.addAction(name.replace("&", "&&"), partial(self._window.open_folder, folder))
            action.setCheckable(folder == open_now)
            action.setChecked(folder == open_now)
            action.setEnabled(there and folder != open_now)

    # What they do

    def open_folder(self) -> None:
        """Show the project's folder in the system's file manager."""
        if self._workspace.project:
            show_folder(self._workspace, self._workspace.project.folder)

    def show_shortcuts(self) -> None:
        """Every key, by menu, and those of the page that is shown."""
        page = self._window.page
        groups = [(menu.title(), menu.actions()) for menu in self.groups]
        ShortcutsDialog([*groups, (title(page.key), page.actions())], self._window).open()

    def _take_back(self) -> None:
        self._window.page.undo()

    def _do_again(self) -> None:
        self._window.page.redo()

    def _show_log(self) -> None:
        show_folder(self._workspace, cache_folder())

    def _cancel(self) -> None:
        self._window.strip.cancel()

    def _toggle_dark(self) -> None:
        self._workspace.set_setting("appearance", "light" if theme.dark else "dark")

    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _check_mode(self, actions: list[QAction]) -> None:
        for action in actions:
            action.setChecked(action.data() == self._workspace.settings.get("appearance"))

    def _about(self) -> None:
        words = self.tr("Distil a large model's tool use into a small model of your own, on your own PC.")
        title = f"Stillroom {version('stillroom')}"
        dialog = MessageDialog(self._window, title, f"{words} Apache-2.0.", icon="flask", role="accent_text")
        dialog.add_button(self.tr("Close"), kind="primary")
        dialog.open()

    # Making them

    def _action(self, word: str, act: Act, keys: str = "", sign: str = "") -> QAction:
        action = QAction(word, self._window)
        action.triggered.connect(lambda _=False: act())
        if keys:
            action.setShortcut(QKeySequence(keys))
        if sign:
            action.setIcon(icon(sign))
        return action

    def _with_project(self, word: str, act: Act, keys: str = "") -> QAction:
        action = self._action(word, act, keys)
        self._needs_project.append(action)
        return action
