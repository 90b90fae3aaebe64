"""One task beside the list: what it is, how it is solved, and how a solution is checked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from stillroom.conversation import ToolSpec, canonical_json
from stillroom.store import Check, Task
from stillroom.tasks import worked_conversation
from stillroom_desktop.pages.asked.task_list import side_chip
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.transcript import Transcript
from stillroom_desktop.words import exact, kind_title


class TaskCard(Card):
    """One task: what it is, its worked solution as a conversation, and how a solution is checked.

    `edit_asked` and `remove_asked` tell what the user wants of it.
    """

    edit_asked = Signal()
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._number = Label(weight=600, tabular=True)
        self._kind = Chip("", "mute")
        self._side = Chip("", "mute")
        self._family = Label(size=12, role="text3", elide=True)
        self._transcript = Transcript()
        self._transcript.setAccessibleName(self.tr("Worked solution"))
        head = QHBoxLayout()
        head.setContentsMargins(19, 12, 15, 12)
        head.setSpacing(8)
        for widget in (self._number, self._kind, self._side):
            head.addWidget(widget)
        head.addStretch(1)
        below = QHBoxLayout()
        below.setContentsMargins(19, 7, 12, 8)
        below.setSpacing(4)
        below.addWidget(self._family, 1)
        self.edit = Button(self.tr("Edit"), "pencil", kind="quiet", small=True)
        self.edit.clicked.connect(self.edit_asked)
        self.remove = Button("", "trash", kind="quiet", small=True, name=self.tr("Remove the selected tasks"))
        self.remove.clicked.connect(self.remove_asked)
        below.addWidget(self.edit)
        below.addWidget(self.remove)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(HairLine())
        self.body.addWidget(self._transcript, 1)
        self.body.addWidget(HairLine())
        self.body.addLayout(below)

    def show_task(self, number: int, task: Task, tools: Sequence[ToolSpec]) -> None:
        self._number.setText(self.tr("No. {number}").format(number=number))
        self._kind.set(kind_title(task.kind), "accent" if task.needs_call else "mute")
        self._side.set(*side_chip(task.split))
        family = self.tr("Family: {name} · {id}") if task.family else "{id}"
        self._family.setText(family.format(name=task.family, id=task.id))
        self._transcript.set_tools(tools)
        messages = worked_conversation(task)
        right = [True for message in messages for _ in message.tool_calls]
        self._transcript.show_trajectory(messages, calls_right=right)
        if task.solution is None:
            self._transcript.add_note(self.tr("No worked solution"), "mute")
        if task.user:
            self._transcript.add_note(self.tr("Once asked, the user knows: {text}").format(text=task.user), "info")
        if task.check:
            for rule in self._rules(task.check):
                self._transcript.add_note(rule, "info")

    def _rules(self, check: Check) -> list[str]:
        """How a solution is checked, in words."""
        rules = []
        if check.calls is not None:
            names = ", ".join(call.name for call in check.calls)
            rules.append(self.tr("Checked: it calls {names}.").format(names=names or self.tr("nothing")))
        if answer := check.answer:
            if answer.equals is not None:
                rules.append(self.tr("Checked: the answer is “{text}”.").format(text=answer.equals))
            if answer.matches is not None:
                rules.append(self.tr("Checked: the answer matches {pattern}").format(pattern=answer.matches))
            if answer.number is not None:
                rules.append(
                    self.tr("Checked: the answer gives {number}, give or take {tolerance}.").format(
                        number=exact(answer.number), tolerance=exact(answer.tolerance)
                    )
                )
        if check.state is not None:
            rules.append(self.tr("Checked: the final state has {state}").format(state=canonical_json(check.state)))
        if check.judge is not None:
            rules.append(self.tr("Judged by: {rubric}").format(rubric=check.judge))
        return rules
