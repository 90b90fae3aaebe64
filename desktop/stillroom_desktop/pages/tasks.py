"""The page Tasks: what is asked of the agent, what of it is learnt from and what is held out, and how each task is solved."""

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stillroom.conversation import ToolSpec
from stillroom.errors import StillroomError
from stillroom.store import Store, Task
from stillroom.tools import Tool
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.asked.coverage_card import CoverageCard
from stillroom_desktop.pages.asked.editor import TaskEditor
from stillroom_desktop.pages.asked.figures import TaskFigures
from stillroom_desktop.pages.asked.filters import TaskFilters
from stillroom_desktop.pages.asked.grid import ALL, tool_rows
from stillroom_desktop.pages.asked.task_actions import TaskActions
from stillroom_desktop.pages.asked.task_card import TaskCard
from stillroom_desktop.pages.asked.task_list import TaskList
from stillroom_desktop.pages.asked.work_notice import WorkNotice
from stillroom_desktop.pages.builder.tool_state import read_tool
from stillroom_desktop.pages.page import Page
from stillroom_desktop.steps import StepKey
from stillroom_desktop.task_book import TaskBook
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import HairLine
from stillroom_desktop.widgets.cards import Card, EmptyState
from stillroom_desktop.workspace import Workspace

_WIDE, _WIDER = 1040, 1190  # px of the page, from which on there is room for the task, and for all filters in a line

_SELDOM = 20
"""While tasks come in, reading them anew takes at most one part in so many of the time."""


class TasksPage(Page):
    """All tasks of the project, one of them with its worked solution, and what they cover."""

    key: StepKey = "tasks"
    undoes = True
    follows = ("make_tasks", "import")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Tasks"),
            self.tr("What people ask of your agent. The student learns from most of them and is scored on the rest."),
        )
        self.setAcceptDrops(True)
        self._not_before = 0.0
        self._says: object = None  # what the store said of its tasks when they were read
        self._specs: list[ToolSpec] = []
        self._task: Task | None = None
        self.book = TaskBook(workspace)
        self.book.changed.connect(self._changed)
        self.book.refused.connect(self._refused)
        self.menus = TaskActions(self, workspace, self.book)
        self.notice = WorkNotice(workspace)
        self.figures = TaskFigures()
        self.coverage = CoverageCard()
        self.coverage.chosen.connect(self._choose_cell)
        self.filters = TaskFilters()
        self.filters.changed.connect(self._filter)
        self.table = TaskList(self._store)
        self.table.selected_row.connect(self._show)
        self.table.activated_row.connect(lambda _: self._edit())
        self.detail = TaskCard()
        self.detail.edit_asked.connect(self._edit)
        self.detail.remove_asked.connect(self.remove_selected)
        self.editor = TaskEditor()
        self.editor.saved.connect(self._save)
        self.editor.left.connect(lambda: self._set_editing(False))
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove_selected)
        self._empty = EmptyState(
            "list",
            self.tr("No tasks yet"),
            self.tr(
                "A task is something that a person would ask, with the calls that answer it. Type some, drop a file here"
                " (CSV, JSONL or text), or let a teacher write them for your tools."
            ),
            self.menus.first,
        )
        self._content = self._make_content()
        self.body.addWidget(self.notice)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._content, 1)

    def _make_content(self) -> QWidget:
        card = Card(flush=True)
        card.setMinimumHeight(400)
        card.body.setSpacing(0)
        card.body.addWidget(self.filters)
        card.body.addWidget(HairLine())
        card.body.addWidget(self.table, 1)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.detail)
        self._beside.addWidget(self.editor)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(card, 1)
        row.addWidget(self._beside)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.figures)
        column.addWidget(self.coverage)
        column.addLayout(row, 1)
        return content

    # What is shown

    def refresh(self) -> None:
        store = self._store()
        self.menus.refresh(store)
        self.notice.refresh()
        started = time.monotonic()
        if self.workspace.project and self.workspace.running("make_tasks") and started < self._not_before:
            return  # they come in one by one, and the end of the job says it again
        says = store and (store.path, store.task_counts(), store.tools(), self.book.version)
        if says == self._says:
            return
        self._says = says
        self._read(store)
        self._not_before = started + _SELDOM * (time.monotonic() - started)

    def _read(self, store: Store | None) -> None:
        written = [read_tool(tool) for tool in store.tools()] if store else []
        self._specs = [tool.spec for tool in written if isinstance(tool, Tool)]
        cells = store.task_cells() if store else []
        families = store.task_families() if store else {}
        names = [spec.name for spec in self._specs]
        self.figures.show_cells(cells, families)
        self.coverage.show_cells(cells, names)
        self.filters.show_cells(cells, families, tool_rows(names, (each.cell for each in cells)))
        self.editor.set_offers(self._specs, families)
        self._empty.setVisible(not cells)
        self._content.setVisible(bool(cells))
        self._filter()
        if not self.table.selected:
            self.table.step(0)
        self._show(self.table.selected)

    def _store(self) -> Store | None:
        return self.workspace.store if self.workspace.project else None

    def _filter(self) -> None:
        self.table.show_chosen(self.filters.choice)
        self.filters.show_count(self.table.count, self.table.rows.total)
        choice = self.filters.choice
        column = {"kind": choice.kind, "difficulty": choice.difficulty, "persona": choice.persona}
        key = column[self.coverage.by.value]
        self.coverage.pick(None if choice.tool is None else (choice.tool, ALL if key is None else key))

    def _choose_cell(self, tool: str, dimension: str, key: str) -> None:
        self.filters.choose_cell(tool, dimension, key)
        self.table.step(0)
        self._area.ensureWidgetVisible(self.table)

    def _show(self, id: str) -> None:
        store = self._store()
        if self._editing:
            return
        if store and (task := store.task(id)) and (place := store.task_place(id)) is not None:
            self._task = task
            self.detail.show_task(place + 1, task, self._specs)

    # What is changed

    def _edit(self) -> None:
        store = self._store()
        if self._task and store:
            self.editor.show_task(self._task, taught=store.was_taught(self._task.id))
            self._set_editing(True)
            self._area.ensureWidgetVisible(self._beside)

    def _save(self, after: Task) -> None:
        assert self._task
        self.editor.set_busy(True)
        self.book.change(self._task, after, self.tr("change a task"))
        self.editor.set_busy(self.book.busy)

    def undo(self) -> None:
        self.menus.undo.click()

    def redo(self) -> None:
        self.menus.redo.click()

    @property
    def _editing(self) -> bool:
        return self._beside.currentWidget() is self.editor

    def _set_editing(self, editing: bool) -> None:
        """Show the form, or the task. Nothing that would take the form away can be done before it is saved or left."""
        self._beside.setCurrentWidget(self.editor if editing else self.detail)
        for part in (self.filters, self.table, self.coverage):
            part.setEnabled(not editing)
        self.menus.set_editing(editing)

    def remove_selected(self) -> None:
        """Take the selected tasks away."""
        if places := self.table.chosen_places:
            self.book.remove(places, self.tr("remove %n task(s)", "", len(places)))

    def _changed(self, id: str) -> None:
        self.editor.set_busy(False)
        self._set_editing(False)
        self.refresh()
        if id:
            self.table.select(id)
            self._show(id)

    def _refused(self, error: StillroomError) -> None:
        self.editor.set_busy(False)
        if self._editing:
            self.editor.show_error(error)
        else:
            self.workspace.failed.emit(error)

    # Events

    def follow(self, job: RunningJob) -> None:
        self.notice.follow(job)
        if job.kind == "import":
            job.ended.connect(lambda _: self.book.note_import(self.notice.result_of(job)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if self.menus.dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        if path := self.menus.dropped_file(event.mimeData()):
            event.acceptProposedAction()
            self.menus.open_import(path)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._beside.setFixedWidth(380 if self.width() >= _WIDE else 300)
        self.filters.set_wide(self.width() >= _WIDER)
