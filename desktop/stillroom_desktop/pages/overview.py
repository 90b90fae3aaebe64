"""Overview: what is next, where every step stands, what this PC can do, and what came out so far."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from stillroom.jobs import Event
from stillroom_desktop.folders import show_folder
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.next_step import Next, what_next
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.so_far import SoFar
from stillroom_desktop.steps import StepKey, StepState, step_of, step_states
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.new_project import NewProjectDialog
from stillroom_desktop.widgets.this_pc import ThisPc
from stillroom_desktop.widgets.way import WayCard
from stillroom_desktop.words import project_sentence, project_title
from stillroom_desktop.workspace import Workspace

_WIDE = 900  # pixels from which four cards stand side by side


class OverviewPage(Page):
    """The page that a project opens with."""

    key: StepKey = "overview"
    follows = ("prepare", "teach", "train", "evaluate", "chat", "export")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._next: Next | None = None
        self._folder = Button(self.tr("Open folder"), "folder")
        self._folder.clicked.connect(self._open_folder)
        self._copy = Button(self.tr("Copy project"), "copy", kind="quiet")
        self._copy.setObjectName("copy_project")
        self._copy.clicked.connect(self._ask_copy)
        self.set_buttons(self._copy, self._folder)
        self._button = Button(" ", "arrow_right", kind="primary")
        self._button.setObjectName("overview_next")
        self._button.clicked.connect(self._do_next)
        self._banner = Notice("accent", "", big=True)
        self._banner.add_button(self._button)
        self._way = [
            WayCard(self.tr("Prepare"), ("teacher", "tools", "tasks")),
            WayCard(self.tr("Teach"), ("teach", "review")),
            WayCard(self.tr("Train"), ("student", "train")),
            WayCard(self.tr("Prove and take home"), ("evaluate", "chat", "export")),
        ]
        for card in self._way:
            card.chosen.connect(workspace.go)
        self._pc, self._so_far = ThisPc(workspace), SoFar()
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._columns = 0
        self.body.addWidget(self._banner)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        workspace.hardware_seen.connect(self.redraw)

    def refresh(self) -> None:
        project = self.workspace.project
        if project is None:
            return
        self.set_header(project_title(project), project_sentence(project))
        self._copy.setText(self.tr("Copying …") if self.workspace.copying else self.tr("Copy project"))
        self._copy.setEnabled(not self.workspace.copying)
        self._show_next()
        states = {state.key: state for state in step_states(self.workspace)}
        for card in self._way:
            card.set_done(sum(states[key].state == "done" for key in card.keys))
            for key in card.keys:
                is_next = self._next is not None and key == self._next.key and states[key].state != "done"
                card.set_step(states[key], self._line(states[key]), is_next=is_next, share=self._share(key))
        self._pc.show_hardware(project.folder)
        self._so_far.show_project(self.workspace)

    def follow(self, job: RunningJob) -> None:
        job.events.connect(self._heard)

    def _heard(self, events: list[Event]) -> None:
        if self.isVisible():
            self._show_next()

    def _show_next(self) -> None:
        self._next = what_next(self.workspace)
        self._banner.set(self._next.state, self._next.title, self._next.text)
        self._button.setText(self._next.word)
        self._button.set_icon(self._next.icon)
        self._button.setEnabled(True)

    def _do_next(self) -> None:
        if self._next:
            self._button.setEnabled(False)  # until the work, or its refusal, has drawn the page anew
            self._next.act()
            self._button.setEnabled(True)

    def _share(self, key: StepKey) -> float | None:
        return next((job.share for job in self.workspace.jobs if step_of(job.kind) == key), None)

    def _line(self, state: StepState) -> str:
        """A line about a step: what came of it, or what it is for."""
        if state.key == "tasks" and state.state == "done":
            learnt, _, held_out = state.note.partition(" + ")
            return self.tr("{learnt} to learn from, {held_out} held out").format(learnt=learnt, held_out=held_out or 0)
        if state.key == "teacher" and self.workspace.store.fact("teacher") is None:
            return self.tr("Worked solutions, a script")
        if state.state == "done" and state.note:
            return state.note
        match state.key:
            case "teacher":
                return self.tr("Who shows how it is done")
            case "tools":
                return self.tr("What the agent may do")
            case "tasks":
                return self.tr("What people ask of it")
            case "teach":
                return self.tr("A teacher solves the tasks")
            case "review":
                return self.tr("Read what the student will learn")
            case "student":
                return self.tr("The small model that learns")
            case "train":
                return self.tr("It learns from what was kept")
            case "evaluate":
                return self.tr("Is it good enough?")
            case "chat":
                return self.tr("Before and after, side by side")
            case _:
                return self.tr("One file for llama.cpp and Ollama")

    def _ask_copy(self) -> None:
        if project := self.workspace.project:
            dialog = NewProjectDialog(project.folder.parent, self, copied=project.folder)
            dialog.chosen.connect(self.workspace.copy)
            dialog.open()

    def _open_folder(self) -> None:
        if self.workspace.project:
            show_folder(self.workspace, self.workspace.project.folder)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        columns = 4 if self.width() >= _WIDE else 2
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self._way):
            self._grid.addWidget(card, number // columns, number % columns)
        half = columns // 2
        rows = len(self._way) // columns
        self._grid.addWidget(self._pc, rows, 0, 1, half)
        self._grid.addWidget(self._so_far, rows, half, 1, half)
        for column in range(len(self._way)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
