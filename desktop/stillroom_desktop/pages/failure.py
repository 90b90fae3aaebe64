"""A task that went wrong in a scorecard: what the student did, beside what was expected."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.conversation import ToolSpec, Trajectory
from stillroom.store import Score, Store, Task
from stillroom.tasks import compare_calls, worked_conversation
from stillroom_desktop.engine_words import said
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.transcript import Transcript


class FailureDialog(QDialog):
    """The failed tasks of an arm, one at a time. The store is read as each is shown."""

    def __init__(
        self, store: Store, failures: Sequence[tuple[Task, Score]], at: int, arm: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._failures, self._at = store, failures, at
        self.setWindowTitle(self.tr("Where it still fails"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 640)
        self.reason = Notice("warn", "")
        self.made, self.expected = Transcript(), Transcript()
        self.place = Label(role="text2", tabular=True)
        self.back = Button(self.tr("Previous"))
        self.back.clicked.connect(lambda: self._show(self._at - 1))
        self.next = Button(self.tr("Next"))
        self.next.clicked.connect(lambda: self._show(self._at + 1))
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        sides = QHBoxLayout()
        sides.setSpacing(14)
        for title, note, transcript in (
            (self.tr("What it did"), arm, self.made),
            (self.tr("What was expected"), "", self.expected),
        ):
            card = Card(title, note, flush=True)
            card.body.addWidget(transcript)
            sides.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        foot.addSpacing(6)
        foot.addWidget(self.place)
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(14)
        whole.addWidget(self.reason)
        whole.addLayout(sides, 1)
        whole.addLayout(foot)
        self._show(at)

    def _show(self, at: int) -> None:
        self._at = at
        task, score = self._failures[at]
        self.reason.set("warn", said(score.reason) or self.tr("The calls are not those that were expected."))
        self.place.setText(self.tr("{place} of {all}").format(place=at + 1, all=len(self._failures)))
        self.back.setEnabled(at > 0)
        self.next.setEnabled(at < len(self._failures) - 1)
        trajectory = self._store.trajectory(score.trajectory)
        tools = self._store.tool_set(trajectory.tool_set) if trajectory else ()
        for transcript in (self.made, self.expected):
            transcript.set_tools(tools)
        self.expected.show_trajectory(
            worked_conversation(task)[1:], calls_right=[True for step in task.solution or () for _ in step]
        )
        if not task.needs_call:
            self.expected.add_note(self.tr("No call is right here."), "info")
        if trajectory is None:
            self.made.clear()
            self.made.add_note(self.tr("Its conversation is not there any more."), "mute")
            return
        executions = self._store.executions(trajectory.id)
        self.made.show_trajectory(trajectory.messages, executions, calls_right=calls_right(task, trajectory, tools))


def calls_right(task: Task, trajectory: Trajectory, tools: Sequence[ToolSpec]) -> list[bool]:
    """For each call made, in turn, whether it is one of those expected; each of these counts once."""
    left = [call for step in task.solution or () for call in step]
    right = []
    for made in (call for turn in trajectory.calls for call in turn):
        match = next((call for call in left if compare_calls([[call]], [[made]], tools).exact), None)
        if match is not None:
            left.remove(match)
        right.append(match is not None)
    return right
