"""The buttons of the page Tasks: where tasks come from, and the way back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from stillroom import work
from stillroom.errors import StillroomError
from stillroom.store import Store
from stillroom_desktop.pages.asked.import_dialog import SUFFIXES, ImportTasksDialog
from stillroom_desktop.pages.asked.make_dialog import MakeTasksDialog
from stillroom_desktop.pages.asked.type_dialog import TypeTasksDialog
from stillroom_desktop.pages.page import Page
from stillroom_desktop.task_book import TaskBook
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.icons import icon
from stillroom_desktop.workspace import Workspace


class TaskActions(QObject):
    """The buttons `undo`, `redo` and `add` of the header, `pause` while tasks are written, and `first` where there is none yet."""

    def __init__(self, page: Page, workspace: Workspace, book: TaskBook) -> None:
        super().__init__(page)
        self._page, self._workspace, self._book = page, workspace, book
        self._editing = False
        self.undo = Button(self.tr("Undo"), "undo", kind="quiet")
        self.undo.clicked.connect(book.undo)
        self.redo = Button("", "redo", kind="quiet", name=self.tr("Redo"))
        self.redo.clicked.connect(book.redo)
        self.pause = Button(self.tr("Pause"), "pause")
        self.pause.setToolTip(self.tr("What is written is kept. Start again to go on."))
        self.pause.clicked.connect(self._pause)
        self.add = Button(self.tr("Add tasks"), "plus", kind="primary")
        self.add.setObjectName("task_add")
        self.add.setMenu(self._menu(page))
        self.first = Button(self.tr("Add tasks"), "plus", kind="primary")
        self.first.setMenu(self._menu(page))

    def _menu(self, page: QWidget) -> QMenu:
        menu = QMenu(page)
        menu.addAction(icon("keyboard"), self.tr("Type or paste …"), self.open_typing)
        menu.addAction(icon("download"), self.tr("Import a file …"), self.choose_file)
        menu.addAction(icon("pencil"), self.tr("Let the teacher write them …"), self.open_making)
        return menu

    def refresh(self, store: Store | None) -> None:
        """What can be done now."""
        what, again = self._book.undo_word, self._book.redo_word
        self.undo.setEnabled(bool(what) and not self._editing)
        self.undo.setToolTip(self.tr("Undo: {what}").format(what=what) if what else "")
        self.redo.setEnabled(bool(again) and not self._editing)
        self.redo.setToolTip(self.tr("Redo: {what}").format(what=again) if again else "")
        job = self._workspace.running("make_tasks")
        self.pause.setEnabled(job is not None and job.state == "running")
        there = store is not None and store.task_count() > 0
        buttons = [self.undo, self.redo] if there or what or again else []
        self._page.set_buttons(*buttons, *([self.pause] if job else []), *([self.add] if there else []))

    def set_editing(self, editing: bool) -> None:
        """While a task is edited nothing can be taken back."""
        self._editing = editing
        for button, word in ((self.undo, self._book.undo_word), (self.redo, self._book.redo_word)):
            button.setEnabled(bool(word) and not editing)

    def _pause(self) -> None:
        if job := self._workspace.running("make_tasks"):
            job.cancel()

    # Where tasks come from

    def open_typing(self) -> None:
        """Ask for tasks to be typed or pasted."""
        TypeTasksDialog(self._page, self._workspace).open()

    def choose_file(self) -> None:
        """Ask for a file, and how it is to be read."""
        filters = "{} ({})".format(self.tr("Tasks"), " ".join(f"*{suffix}" for suffix in SUFFIXES))
        path, _ = QFileDialog.getOpenFileName(self._page, self.tr("Import tasks"), "", filters)
        if path:
            self.open_import(Path(path))

    def open_import(self, path: Path) -> None:
        """Ask how this file is to be read."""
        ImportTasksDialog(self._page, self._workspace, path).open()

    def open_making(self) -> None:
        """Ask which tasks the teacher is to write."""
        project = self._workspace.project
        assert project
        try:
            teacher = work.chosen_teacher(project)
        except StillroomError as error:
            self._workspace.failed.emit(error)
            return
        begin = partial(MakeTasksDialog.begin, self._page, self._workspace, teacher)
        if teacher and self._workspace.store.tools():
            self._workspace.when_trusted(begin)  # what the teacher writes is tried with them
        else:
            begin()

    def dropped_file(self, data: QMimeData) -> Path | None:
        """The one file with tasks that is held over the page."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in SUFFIXES else None
