"""One solution with all that is said of it, beside the conversation where there is room, else behind a tab."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom import work
from stillroom.conversation import Trajectory
from stillroom.store import Execution, Task, TaughtRow, Verdict
from stillroom.teacher import read_teachers
from stillroom.tools import Tool
from stillroom_desktop.pages.builder.tool_state import read_tool
from stillroom_desktop.pages.failure import calls_right
from stillroom_desktop.pages.reviewing.changes import changed_turns
from stillroom_desktop.pages.reviewing.conversation import SolutionCard
from stillroom_desktop.pages.reviewing.side_cards import ExpectedCard, KeysCard, NoteCard, SamplesCard, VersionsCard
from stillroom_desktop.pages.reviewing.turn_editor import TurnEditor
from stillroom_desktop.pages.reviewing.verdict_cards import ChecksCard, WhyCard
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.controls import Segmented
from stillroom_desktop.widgets.scrolled import Scrolled
from stillroom_desktop.workspace import Workspace

_SIDE = 262


class Detail(QWidget):
    """`noted` gives a note and the trajectory that it is of, `edit_asked` a step to edit."""

    noted = Signal(str, str)
    edit_asked = Signal(int)
    left = Signal()  # the user is done with the note

    def __init__(self, workspace: Workspace, keys: Sequence[QAction]) -> None:
        super().__init__()
        self._workspace = workspace
        self.row: TaughtRow | None = None
        self.editor: TurnEditor | None = None
        self._trajectory: Trajectory | None = None
        self._task: Task | None = None
        self.conversation = SolutionCard()
        self.conversation.turns.edit_asked.connect(self.edit_asked)
        self.versions, self.checks, self.why = VersionsCard(), ChecksCard(), WhyCard()
        self.expected, self.note, self.keys = ExpectedCard(), NoteCard(), KeysCard(keys)
        self.samples = SamplesCard()
        for card in (self.versions, self.samples):
            card.asked.connect(self.show_trajectory)
        self.note.written.connect(self._note)
        self.note.left.connect(self.left)
        self.tabs = Segmented([("conversation", self.tr("Conversation")), ("about", self.tr("About it"))])
        self.tabs.changed.connect(self._show_tab)
        self._wide = True
        self._side = self._make_side()
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.conversation, 1)
        row.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.tabs)
        whole.addLayout(row, 1)
        self.set_wide(True)

    def _make_side(self) -> Scrolled:
        self._cards = cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for card in (self.versions, self.samples, self.checks, self.why, self.expected, self.note, self.keys):
            column.addWidget(card)
        column.addStretch(1)
        return Scrolled(cards, down=True)

    def set_wide(self, wide: bool) -> None:
        """Put what is said beside the conversation, or behind a tab."""
        self._wide = wide
        self.tabs.setVisible(not wide)
        self._side.setMinimumWidth(_SIDE if wide else 0)
        self._side.setMaximumWidth(_SIDE if wide else 16777215)
        self._show_tab()

    def _show_tab(self) -> None:
        about = self.tabs.value == "about"
        self.conversation.setVisible(self._wide or not about)
        self._side.setVisible(self._wide or about)

    def write_note(self) -> None:
        """Bring the note into sight, and let it be written."""
        self.tabs.set_value("about")
        self.note.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        for part in (self, self._cards):  # what was hidden has no place yet
            if layout := part.layout():
                layout.activate()
        self._side.ensureWidgetVisible(self.note)

    # What is shown

    @property
    def trajectory(self) -> str:
        """The id of the one that is shown; "" for none."""
        return self.row.trajectory if self.row else ""

    def show_trajectory(self, id: str) -> None:
        """Show a trajectory, or anew what is said of it where it is shown already; "" shows none."""
        self.note.keep()
        row = self._workspace.store.row(id) if id else None
        self.conversation.setEnabled(row is not None)
        self._side.setEnabled(row is not None)
        if row is None:
            self.row = self._trajectory = None
            self.conversation.turns.clear()
            return
        store = self._workspace.store
        same = id == self.trajectory
        self.row = row
        executions, verdicts, versions = store.executions(id), store.verdicts(id), store.versions(id)
        if not same:
            self._trajectory = store.trajectory(id)
            self._task = store.task(row.task)
            self._show_conversation(executions, verdicts)
        self.conversation.show_row(row, before=any(version.parent == id for version in versions))
        self.checks.show_verdicts(verdicts, executions)
        self.why.show_row(row, executions)
        self.expected.show_task(self._task)
        self.versions.show_versions(versions, id, len(self._changed()))
        self.samples.show_samples(id, store.learnt_beside(id))
        self.note.show_note(row.note)

    def _show_conversation(self, executions: Sequence[Execution], verdicts: Sequence[Verdict]) -> None:
        assert self._trajectory
        turns, tools = self.conversation.turns, self._workspace.store.tool_set(self._trajectory.tool_set)
        right = None
        if any(
            each.stage == "check" and each.ok for each in verdicts
        ):  # what came out is right, so is every call of it
            right = [True] * len(executions)
        elif self._task and self._task.solution is not None:
            right = calls_right(self._task, self._trajectory, tools)
        turns.set_changed(self._changed())
        turns.set_tools(tools)
        turns.show_trajectory(self._trajectory.messages, executions, calls_right=right)

    def _changed(self) -> dict[int, str]:
        if not self._trajectory or not self._trajectory.parent:
            return {}
        parent = self._workspace.store.trajectory(self._trajectory.parent)
        return changed_turns(parent, self._trajectory) if parent else {}

    def _note(self, text: str) -> None:
        self.noted.emit(self.trajectory, text)

    # Editing

    def begin_edit(self, number: int | None = None) -> TurnEditor | None:
        """Let a step be edited in its place, by default the likeliest; None where there is nothing to edit."""
        if not self.row or not self._trajectory or not self._task or not self.conversation.turns.turns or self.editor:
            return self.editor
        turns, project = self.conversation.turns, self._workspace.project
        assert project
        self.tabs.set_value("conversation")
        number = turns.likeliest if number is None else number
        tools = map(read_tool, project.store.tools()) if self._trajectory.method == "agent" else ()
        self.editor = TurnEditor(
            self.row.trajectory,
            number,
            turns.turns[number].message,
            {tool.name: tool.spec for tool in tools if isinstance(tool, Tool)},
            read_teachers(),
            judged=bool(self._task.check and self._task.check.judge),
            budget=work.budget_of(project),
        )
        self.editor.refused.connect(partial(turns.bring_into_sight, self.editor.run))
        turns.edit(number, self.editor)
        return self.editor

    def end_edit(self) -> None:
        """Show the solution as it was before it was edited."""
        self.editor = None
        if self.row:
            id, at = self.row.trajectory, self.conversation.turns.verticalScrollBar().value()
            self.row = None
            self.show_trajectory(id)
            self.conversation.turns.verticalScrollBar().setValue(at)
