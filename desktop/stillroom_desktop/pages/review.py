"""The page Review: read what the teacher did, decide what the student learns from, and put right what is nearly right."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stillroom import work
from stillroom.jobs import Finished
from stillroom.store import Choices
from stillroom.trajectories import EditParams
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.reviewing.browser import Browser
from stillroom_desktop.pages.reviewing.decisions import Decisions, Said
from stillroom_desktop.pages.reviewing.detail import Detail
from stillroom_desktop.pages.reviewing.exporting import Exporting
from stillroom_desktop.pages.reviewing.reading import AT_ONCE, Asked
from stillroom_desktop.steps import StepKey
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import EmptyState
from stillroom_desktop.words import count
from stillroom_desktop.workspace import Workspace

_WIDE = 1040  # px of the page, from which on what is said of a solution stands beside it
_COUNT_MS = 700
_WHILE_TEACHING = 5.0  # seconds between two looks at what has come


class ReviewPage(Page):
    """The newest solution of each task, one of them as a conversation."""

    key: StepKey = "review"
    follows = ("review",)
    undoes = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Review"),
            self.tr("Read what the teacher did, step by step. Fix a thought or a call, and the rest runs again."),
        )
        self._stamp: object = None  # what the store said of itself when it was read
        self._read_at = 0.0
        self._total = 0
        self._from = ""  # the current row's trajectory, from which another version may be shown
        self.browser = Browser()
        self.list = self.browser.list
        self.filters = self.browser.filters
        self.accept = Button(self.tr("Accept"), "check", kind="primary")
        self.reject = Button(self.tr("Reject"), "cross")
        self.edit = Button(self.tr("Edit"), "pencil")
        self.undo_button = Button(self.tr("Undo"), "undo", kind="quiet")
        self._keys = self._make_actions()
        self.detail = Detail(workspace, list(self._keys.values()))
        self.decisions = Decisions(workspace, self)
        # One decision follows another, and to count very many takes longer than to decide.
        self._count_timer = QTimer(self, interval=_COUNT_MS, singleShot=True)
        self._count_timer.timeout.connect(self._count)
        self._lister, self._counter, self._seeker = (Asked(workspace, self) for _ in range(3))
        self.exporting = Exporting(workspace, self)
        self._connect()
        self._empty = self._make_empty()
        self._content = QWidget()
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.browser)
        row.addWidget(self.detail, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._content, 1)

    def _make_actions(self) -> dict[str, QAction]:
        """All that is done here, by its key; each has a button, whose tool tip names the key."""
        return {
            "next": self._action(self.tr("Next"), "J", lambda: self.list.step(1), self.browser.next),
            "previous": self._action(self.tr("Previous"), "K", lambda: self.list.step(-1), self.browser.previous),
            "look": self._action(self.tr("Next that needs a look"), "L", self._seek, self.browser.look),
            "accept": self._action(self.tr("Accept"), "A", partial(self._decide, True), self.accept),
            "reject": self._action(self.tr("Reject"), "R", partial(self._decide, False), self.reject),
            "edit": self._action(self.tr("Edit from here"), "E", self._edit, self.edit),
            "note": self._action(self.tr("Write a note"), "N", self._write_note),
            "undo": self._action(self.tr("Undo"), "U", self.undo, self.undo_button),
            "find": self._action(self.tr("Find"), "/", self._find),
            "filter": self._action(self.tr("More filters"), "F", self.filters.more.toggle, self.filters.more),
            "export": self._action(self.tr("Export"), "X", self._export, self.browser.export),
        }

    def _action(self, word: str, keys: str, act: Callable[[], Any], button: Button | None = None) -> QAction:
        action = QAction(word, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: act())
        self.addAction(action)
        if button:
            button.setToolTip(f"{word} ({keys})")
            if button is not self.filters.more:
                button.clicked.connect(action.trigger)
        return action

    def _connect(self) -> None:
        self.filters.changed.connect(self._list)
        self.filters.method.changed.connect(lambda _: self._count())
        self.list.selected_row.connect(self._show)
        self.list.marked.connect(self._show_state)
        self.detail.noted.connect(self._note)
        self.detail.edit_asked.connect(self._edit)
        self.detail.left.connect(self.list.setFocus)
        self.decisions.told.connect(self._on_said)
        self.decisions.refused.connect(self._show_state)
        self._lister.told.connect(self._listed)
        self._counter.told.connect(self._counted)
        self._seeker.told.connect(self._sought)
        self.exporting.said.connect(self.browser.say)

    def _make_empty(self) -> EmptyState:
        to_teach = Button(self.tr("Go to Teach"), "graduation", kind="primary")
        to_teach.clicked.connect(lambda: self.workspace.go.emit("teach"))
        return EmptyState(
            "book",
            self.tr("Nothing to review yet"),
            self.tr("What the teacher solves is shown here, with what each check said of it."),
            to_teach,
        )

    # What there is

    def refresh(self) -> None:
        if not self.workspace.project:
            self._stamp, self._total = None, 0
            self._count_timer.stop()
            self.list.set_tasks([], lambda _: [], 0)
            self._show_content()
            return
        if self.detail.editor:
            return
        store = self.workspace.store
        if asked := self.workspace.to_review:
            self.workspace.to_review = None
            self._total = max(self._total, sum(store.taught_counts()))
            self.filters.show_chosen(asked)
        stamp = (store.path, store.stamp())
        if stamp == self._stamp:
            return
        soon = self._total and time.monotonic() - self._read_at < _WHILE_TEACHING
        if soon and self.workspace.running("teach"):  # the end of the job says it again
            return
        self._stamp, self._read_at = stamp, time.monotonic()
        self._total = max(self._total, sum(store.taught_counts()))
        self._count()
        self._list()

    def _count(self) -> None:
        method = self.filters.chosen.method
        self._counter.ask(lambda store: store.review_choices(method), self._total)

    def _counted(self, choices: Choices) -> None:
        self._total = choices.methods.get(self.filters.chosen.method, 0) or sum(choices.methods.values())
        agreed = any(run.spec.get("params", {}).get("samples", 1) > 1 for run in self.workspace.store.runs("teach"))
        self.filters.show_choices(choices, agreed=agreed)
        self._show_content()

    def _list(self) -> None:
        chosen, order = self.filters.chosen, self.filters.wanted_order
        self._lister.ask(lambda store: (chosen.method, store.taught_ids(chosen, order)), self._total)

    def _listed(self, found: tuple[str, list[str]]) -> None:
        method, tasks = found
        self.list.set_tasks(tasks, lambda part: self.workspace.store.rows_of(part, method), self._total)
        if tasks and not self.list.selected:
            self.list.step(0)
        self._show(self.list.selected)
        self._show_state()

    def _show_content(self) -> None:
        self._empty.setVisible(not self._total)
        self._content.setVisible(bool(self._total))
        self.set_buttons(*([self.undo_button, self.reject, self.edit, self.accept] if self._total else []))
        self._show_state()

    def _show(self, task: str) -> None:
        """Show the current row's solution, unless another version of that very one is looked at."""
        row = self.list.current if task else None
        trajectory = row.trajectory if row else ""
        if trajectory != self._from or not trajectory:
            self._from = trajectory
            self.detail.show_trajectory(trajectory)
        self._show_state()

    def _show_state(self) -> None:
        """What can be done now, and of how many."""
        marked, editing = self.list.marked_count, self.detail.editor is not None
        several = marked > 1
        free = not (editing or self.decisions.busy)
        row = self.detail.row
        number = count(marked)
        self.accept.setText(self.tr("Accept {count}").format(count=number) if several else self.tr("Accept"))
        self.reject.setText(self.tr("Reject {count}").format(count=number) if several else self.tr("Reject"))
        said = self.decisions.last
        can = {
            "accept": free and row is not None,
            "reject": free and row is not None,
            "edit": free and row is not None and not several,
            "note": free and row is not None,
            "undo": free and (said is not None or (row is not None and (row.reviewed is not None or bool(row.note)))),
        }
        for name, action in self._keys.items():
            action.setEnabled(can.get(name, not editing))
        for name, button in (
            ("accept", self.accept),
            ("reject", self.reject),
            ("edit", self.edit),
            ("undo", self.undo_button),
        ):
            button.setEnabled(can[name])
        self.browser.setEnabled(not editing)
        self.detail.note.setEnabled(not self.decisions.busy)
        self.accept.set_kind("normal" if editing else "primary")
        words = said.words if said else self.tr("what was last said of this solution")
        self.undo_button.setToolTip(self.tr("Undo (U): {what}").format(what=words))
        self.browser.show_counts(self._total)

    # What a person says

    def _decide(self, accepted: bool) -> None:
        if self.list.marked_count > 1:
            self.decisions.decide(accepted, self.list.marked_tasks(), self.filters.chosen.method)
        elif self.detail.row:
            self.decisions.say(self.detail.trajectory, accepted)
            self.list.step(1)
        self._show_state()

    def _write_note(self) -> None:
        self.detail.write_note()

    def _find(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _note(self, trajectory: str, text: str) -> None:
        self.decisions.say(trajectory, None, text)

    def undo(self) -> None:
        if self._keys["undo"].isEnabled():
            self.decisions.undo(self.detail.trajectory)
            self._show_state()

    def redo(self) -> None:
        if not self.detail.editor:
            self.decisions.redo()
            self._show_state()

    def _on_said(self, said: Said) -> None:
        store = self.workspace.store
        self._stamp = (
            store.path,
            store.stamp(),
        )  # what is looked at stays in the list, whatever the filters say of it now
        self.list.rows.renew()
        if self._total > AT_ONCE:
            self._count_timer.start()
        else:
            self._count()
        if said.undone and len(said.trajectories) == 1 and (row := store.row(said.trajectories[0])):
            self.list.select(row.task)
        if self.detail.trajectory:
            self.detail.show_trajectory(self.detail.trajectory)
        taken_back = self.tr("Taken back: {what}").format(what=said.words)
        self.browser.say(taken_back if said.undone else said.words)
        self._show_state()
        self.workspace.touch()

    def _seek(self) -> None:
        """Go to the next one that needs a look."""
        chosen, order = msgspec.structs.replace(self.filters.chosen, state="needs_look"), self.filters.wanted_order
        self._seeker.ask(lambda store: frozenset(store.taught_ids(chosen, order)), self._total)

    def _sought(self, wanted: frozenset[str]) -> None:
        found = self.list.go_to_next(wanted)
        self.browser.say("" if found else self.tr("Nothing here needs a look."))

    # Editing

    def _edit(self, number: int | None = None) -> None:
        self.detail.note.keep()
        if editor := self.detail.begin_edit(number):
            editor.run_asked.connect(self._run_edit)
            editor.closed.connect(self._end_edit)
        self._show_state()

    def _run_edit(self, params: EditParams) -> None:
        assert self.workspace.project
        self.workspace.start(work.edit(self.workspace.project, params))

    def follow(self, job: RunningJob) -> None:
        job.ended.connect(self._on_edited)
        editor = self.detail.editor
        if editor and editor.trajectory == job.spec.params["trajectory"]:
            editor.follow(job)

    def _on_edited(self) -> None:
        job = self.sender()
        assert isinstance(job, RunningJob)
        if isinstance(job.last, Finished):
            self._end_edit()
        elif self.detail.editor:
            self.detail.editor.show_end(job.last)

    def _end_edit(self) -> None:
        """Show what there is now: where an edit came to its end, the newest solution is what came of it."""
        self.detail.end_edit()
        self._stamp = None
        self.refresh()
        self._show_state()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _export(self) -> None:
        """Write what is selected, or where that is one all that is listed."""
        tasks = self.list.marked_tasks() if self.list.marked_count > 1 else list(self.list.tasks)
        self.exporting.ask(tasks, self.filters.chosen.method, self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self.browser.setFixedWidth(304 if wide else 244)
        self.detail.set_wide(wide)
