"""The page Chat: talk to the student with its real tools, beside the model it was."""

from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.errors import ProjectError
from stillroom.serving import DEFAULT_QUANT, arm_name, trained_run
from stillroom.store import Run
from stillroom.students import SIXTEEN_BIT, chosen_student
from stillroom.tasks import sample_facts
from stillroom.tools import Tool
from stillroom_desktop.pages.builder.tool_state import read_tool
from stillroom_desktop.pages.chat_column import ChatColumn
from stillroom_desktop.pages.page import Page
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import EmptyState, Notice
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import Segmented, Select
from stillroom_desktop.widgets.message_field import MessageField
from stillroom_desktop.words import moment, student_title
from stillroom_desktop.workspace import Workspace


class ChatPage(Page):
    """Two conversations side by side. Each message goes to the student first, whom the user came for, and then to the base:
    at the same time they would share the cores, and both take longer.

    The chats begin with the first message and end when the page is left.
    """

    key = "chat"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._tools: list[dict[str, Any]] | None = None
        self._queue: list[ChatColumn] = []  # who is to answer: the first one does so now
        self.set_header(self.tr("Chat"), self.tr("Talk to your student with its real tools, beside the model it was."))
        self.new_chat = Button(self.tr("New chat"), "plus")
        self.new_chat.clicked.connect(self._begin_anew)
        self.set_buttons(self.new_chat)
        self.before = ChatColumn(
            workspace, self.tr("Before"), "base", self.tr("The model as it was, with the same tools and no training.")
        )
        self.before.add_to_head(Chip(self.tr("base"), "mute"))
        self.after = ChatColumn(
            workspace, self.tr("After"), "quantised", self.tr("Your student. What you send is answered here, too.")
        )
        self.arms = Select([("quantised", self.tr("4 bit")), ("student", self.tr("16 bit"))], name=self.tr("Precision"))
        self.arms.setToolTip(
            self.tr("4 bit: {small}, as it is exported. 16 bit: {large}, as it was trained.").format(
                small=DEFAULT_QUANT, large=SIXTEEN_BIT
            )
        )
        self.arms.changed.connect(self._choose_arm)
        self.after.add_to_head(self.arms)
        self._untrained = EmptyState(
            "flame",
            self.tr("No student yet"),
            self.tr("Train one, and talk to it here beside the model it was. That model answers already."),
            self._way_to_train(self.tr("Train the student"), "train_open"),
        )
        self._in_training = EmptyState(
            "flame",
            self.tr("Your student is learning"),
            self.tr("When it has been trained, you talk to it here, beside the model it was."),
            self._way_to_train(self.tr("Show the training"), "train_show"),
        )
        self.view = Segmented(
            [("both", self.tr("Side by side")), ("after", self.tr("After only"))], name=self.tr("Who is asked")
        )
        self.view.changed.connect(self.refresh)
        self._how = Label(size=12, role="text3")
        self.field = MessageField()
        self.field.sent.connect(self._send)
        self.next = Button(self.tr("Export"), "arrow_right", small=True)
        self.next.setObjectName("export_open")
        self.next.clicked.connect(lambda: workspace.go.emit("export"))
        self.result = Notice("ok", "", button=self.next)
        self._lay_out_body()
        for column in (self.before, self.after):
            column.answered.connect(self._go_on)
            column.again.connect(lambda text, column=column: self._ask_again(column, text))
        workspace.opened.connect(self._fill_in_case)
        workspace.closed.connect(self._forget)
        self._fill_in_case()

    def _way_to_train(self, word: str, name: str) -> Button:
        button = Button(word, "flame")
        button.setObjectName(name)
        button.clicked.connect(lambda: self.workspace.go.emit("train"))
        return button

    def _lay_out_body(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.view)
        top.addStretch(1)
        top.addWidget(self._how)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(self.before, 1)
        columns.addWidget(self.after, 1)
        self._talk = QWidget()
        talk = QVBoxLayout(self._talk)
        talk.setContentsMargins(0, 0, 0, 0)
        talk.setSpacing(GAP)
        talk.addLayout(top)
        talk.addLayout(columns, 1)
        talk.addWidget(self.result)
        talk.addWidget(self.field)
        button = Button(self.tr("Add tools"), "tools", kind="primary")
        button.clicked.connect(lambda: self.workspace.go.emit("tools"))
        self._toolless = EmptyState(
            "chat",
            self.tr("Nothing to call yet"),
            self.tr("A student that calls tools needs some. Add them first."),
            button,
        )
        self.body.addWidget(self._talk, 1)
        self.body.addWidget(self._toolless, 1)

    def refresh(self) -> None:
        project = self.workspace.project
        if project is None:
            return
        self._show_tools(project.store.tools())
        trained = self._trained()
        name = self._student(trained)
        self.before.set_name(self.tr("{name}, before training").format(name=name))
        self.after.set_name(
            self.tr("Trained {when} from {name}").format(when=moment(trained.finished or trained.started), name=name)
            if trained
            else self.tr("Not trained yet")
        )
        self.arms.setVisible(trained is not None)
        learning = self.workspace.running("train") is not None
        self.after.set_instead(None if trained else self._in_training if learning else self._untrained)
        self.before.setVisible(self.view.value == "both")
        self._show_state()

    def _show_tools(self, written: list[dict[str, Any]]) -> None:
        if written == self._tools:  # to read them takes long
            return
        self._tools = written
        specs = [tool.spec for tool in map(read_tool, written) if isinstance(tool, Tool)]
        for column in (self.before, self.after):
            column.transcript.set_tools(specs)
        self._talk.setVisible(bool(specs))
        self._toolless.setVisible(not specs)

    def _show_state(self) -> None:
        """What can be done now, and what came out of the last message."""
        trained = self._trained() is not None
        training = self.workspace.running("train") is not None
        columns = self._columns()
        self.field.set_may_send(bool(columns) and not training and not any(column.busy for column in columns))
        if training:
            self._how.setText(self.tr("Training needs the whole computer: chat goes on when it is done."))
        elif len(columns) == 2:
            self._how.setText(self.tr("Both get the same message, one after the other."))
        else:
            self._how.setText("")
        self.field.set_placeholder(
            self.tr("Ask something that needs your tools") if trained else self.tr("Ask the untrained model something")
        )
        self.new_chat.setEnabled(not (self.before.transcript.is_empty and self.after.transcript.is_empty))
        self._show_result()

    def _show_result(self) -> None:
        """What was seen of the last answers. It stays until there are new ones, so that the page does not jump."""
        self.result.setVisible(self.after.verdict is not None)
        if self.after.verdict is None or self.after.busy:
            return
        state, after = self.after.verdict
        sentence = self.tr("After: {after}").format(after=after)
        if self.view.value == "both" and self.before.verdict and not self.before.busy:
            _, before = self.before.verdict
            sentence = self.tr("Before: {before} After: {after}").format(before=before, after=after)
        self.result.set("ok" if state == "ok" else "info", sentence)

    def _columns(self) -> list[ChatColumn]:
        """Those who are asked, in their order."""
        shown = [self.before] if self.view.value == "both" else []
        return [self.after, *shown] if self._trained() else shown

    def _trained(self) -> Run | None:
        if self.workspace.project is None:
            return None
        try:
            return trained_run(self.workspace.project, None)
        except ProjectError:
            return None

    def _student(self, trained: Run | None) -> str:
        """The model that the trained student began with, which need not be the one that is chosen now."""
        student = trained.spec["params"]["student"] if trained else chosen_student(self.workspace.store)
        return student_title(student)

    def _fill_in_case(self) -> None:
        """The first time there is something good to ask in the field."""
        project = self.workspace.project
        sample = project.store.fact("sample") if project else None
        if sample and self.workspace.latest("chat") is None:
            self.field.set_text(sample_facts(sample)["case"])

    def _send(self, text: str) -> None:
        if not self.workspace.trusted:
            self.field.set_text(text)  # it waits there until the user has said that the tools may run
            self.workspace.trust_asked.emit(self.field.send)
            return
        self._ask(self._columns(), text)

    def _ask_again(self, column: ChatColumn, text: str) -> None:
        self.workspace.when_trusted(lambda: self._ask([column], text))

    def _ask(self, columns: list[ChatColumn], text: str) -> None:
        for column in columns:
            column.ask(text)
        idle = not self._queue
        self._queue += columns
        if idle and self._queue:
            self._queue[0].answer()
        self._show_state()

    def _go_on(self) -> None:
        """The first in the queue has answered, or could not."""
        if self._queue:
            self._queue.pop(0)
        if self._queue:
            self._queue[0].answer()
        self._show_state()

    def _choose_arm(self, arm: str) -> None:
        """Another form of the student is another model: a new conversation."""
        self._queue = [column for column in self._queue if column is not self.after]
        self.after.begin_anew()
        self.after.arm = arm_name(arm)
        self.refresh()

    def _begin_anew(self) -> None:
        self._queue.clear()
        for column in (self.before, self.after):
            column.begin_anew()
        self.refresh()
        self.field.setFocus()

    def _forget(self) -> None:
        """The project is closed."""
        self._queue.clear()
        self.field.set_text("")
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        if not event.spontaneous():  # the page is left; a window that is minimised goes on
            self._queue.clear()
            for column in (self.before, self.after):
                column.end()
