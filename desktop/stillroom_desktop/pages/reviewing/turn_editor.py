"""One step of a solution to write anew: its thought, and its calls or its answer; and who goes on from there."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.conversation import Message, ToolSpec
from stillroom.jobs import Cancelled, Failed, Finished
from stillroom.store import WorkedCall
from stillroom.teacher import Teacher
from stillroom.trajectories import EditParams
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.reviewing.call_editor import CallEditor
from stillroom_desktop.stages import stage_words
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.controls import LabelledRow, ProgressBar, Segmented, Select, TextArea

RUN = QKeySequence("Ctrl+Return")


class TurnEditor(Card):
    """`run_asked` gives the edit to execute; `closed` asks to leave it. `refused` tells that it says at its foot why not."""

    run_asked = Signal(object)  # EditParams
    refused = Signal()
    closed = Signal()

    def __init__(
        self,
        trajectory: str,
        number: int,
        message: Message,
        tools: Mapping[str, ToolSpec],
        teachers: Sequence[Teacher],
        *,
        judged: bool,
        budget: float | None,
    ) -> None:
        """`judged`: the task has a rubric; a judge is then chosen among the teachers. `budget` is in US dollars."""
        super().__init__()
        self.trajectory, self.number, self.message = trajectory, number, message
        self._tools, self._budget = tools, budget
        self._teachers = {teacher.name: teacher for teacher in teachers}
        self.calls: list[CallEditor] = []
        self.thought = _area(self.tr("What it thinks here"), message.thought)
        self.what = Segmented(
            [("calls", self.tr("It calls tools")), ("answer", self.tr("It answers"))],
            name=self.tr("What the step does"),
        )
        self.answer = _area(self.tr("What it says"), message.content)
        names = [(teacher.name, teacher.name) for teacher in teachers]
        self.goes_on = Select([("", self.tr("as it was")), *names], name=self.tr("What comes after"))
        self.judge = Select([("", self.tr("who goes on")), *names], name=self.tr("Who judges"))
        self.run = Button(self.tr("Run from here"), "play", kind="primary")
        self.run.setToolTip(RUN.toString(QKeySequence.SequenceFormat.NativeText))
        self.run.clicked.connect(self._run)
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.setToolTip(QKeySequence("Esc").toString(QKeySequence.SequenceFormat.NativeText))
        self.cancel.clicked.connect(self._leave)
        self.failure = Notice("bad", "")
        self._stage = Label(size=12, role="text2", elide=True)
        self._bar = ProgressBar()
        self._job: RunningJob | None = None
        self._form = QWidget()
        self._lay_out(judged=judged)
        for call in message.tool_calls:
            self._add_call(call.name, call.arguments)
        self.what.set_value("calls" if message.tool_calls else "answer")
        self._show_what()
        for keys, button in ((RUN, self.run), (QKeySequence("Esc"), self.cancel)):
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        self.setFocusProxy(self.thought)
        self._show_job()

    def _lay_out(self, *, judged: bool) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(10)
        form.addWidget(Label(self.tr("Thought"), size=12, weight=500, role="text2"))
        form.addWidget(self.thought)
        self.what.changed.connect(self._show_what)
        form.addWidget(self.what, 0, Qt.AlignmentFlag.AlignLeft)
        self._calls = QVBoxLayout()
        self._calls.setSpacing(8)
        self._more = Button(self.tr("Add a call"), "plus", kind="quiet", small=True)
        self._more.clicked.connect(lambda: self._add_call("", {}))
        form.addLayout(self._calls)
        form.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self.answer)
        self._after = LabelledRow(
            self.tr("Then"),
            self.goes_on,
            help=self.tr(
                "As it was: the steps below stay, and their calls are made anew. A teacher: it goes on from here by itself,"
                " and sees what the tools return."
            ),
        )
        self._judge_row = LabelledRow(self.tr("Judged by"), self.judge)
        self._after.setVisible(bool(self._teachers))
        self._judge_row.setVisible(judged and bool(self._teachers))
        form.addWidget(self._after)
        form.addWidget(self._judge_row)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.run)
        foot.addWidget(self.cancel)
        foot.addWidget(self._stage, 1)
        self.body.addWidget(self._form)
        self.body.addWidget(self.failure)
        self.body.addWidget(self._bar)
        self.body.addLayout(foot)
        self.failure.hide()

    # What is written

    @property
    def changed(self) -> bool:
        """Whether anything is written otherwise than it was."""
        calls = [call.written() for call in self.calls] if self._calling else []
        answer = "" if self._calling else self.answer.text()
        was = self.message.content if not self.message.tool_calls else ""
        return self.thought.text() != self.message.thought or calls != self._old_calls or answer != was

    def params(self) -> EditParams:
        """The edit; what is written as it was is left to be so.

        Raises:
            ValueError: a call cannot be made so, or nothing is changed; the reason in words.
        """
        teacher, judge = self._teachers.get(self.goes_on.value), self._teachers.get(self.judge.value)
        if not self.changed and teacher is None:
            raise ValueError(self.tr("Nothing is changed yet."))
        thought = None if self.thought.text() == self.message.thought else self.thought.text()
        calls: tuple[WorkedCall, ...] | None = None
        content = None
        if self._calling:
            if [call.written() for call in self.calls] != self._old_calls:
                calls = tuple(call.call() for call in self.calls)
            if not self.calls:
                raise ValueError(self.tr("Add a call, or let it answer."))
        else:
            calls = () if self.message.tool_calls else None
            content = None if self.answer.text() == self.message.content else self.answer.text()
            if not self.answer.text().strip():
                raise ValueError(self.tr("An answer is missing."))
        return EditParams(self.trajectory, self.number, thought, content, calls, teacher, self._budget, judge)

    @property
    def _calling(self) -> bool:
        return self.what.value == "calls"

    @property
    def _old_calls(self) -> list[WorkedCall]:
        return [WorkedCall(call.name, call.arguments) for call in self.message.tool_calls]

    def _add_call(self, name: str, arguments: dict[str, object]) -> None:
        editor = CallEditor(self._tools, name, arguments)
        editor.gone.connect(self._drop_call)
        self.calls.append(editor)
        self._calls.addWidget(editor)

    def _drop_call(self, editor: CallEditor) -> None:
        self.calls.remove(editor)
        self._calls.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    def _show_what(self) -> None:
        for editor in self.calls:
            editor.setVisible(self._calling)
        self._more.setVisible(self._calling and bool(self._tools))
        self.answer.setVisible(not self._calling)
        if self._calling and not self.calls and self._tools:
            self._add_call("", {})

    # What comes of it

    def follow(self, job: RunningJob) -> None:
        """Show how far this job is, which executes the edit."""
        self._job = job
        job.events.connect(self._show_job)
        job.state_changed.connect(self._show_job)
        self.failure.hide()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)  # the fields cannot have it now
        self._show_job()

    def show_end(self, last: Finished | Cancelled | Failed | None) -> None:
        """The job is over, and the edit still here: say why."""
        self._job = None
        match last:
            case Failed(title, message, hint):
                self._say(*failure_words({"title": title, "message": message, "hint": hint}))
            case Cancelled(message):
                self._say(self.tr("Stopped"), said(message))
            case _:
                pass
        self._show_job()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def running(self) -> bool:
        return self._job is not None

    def _show_job(self) -> None:
        job = self._job
        self._form.setEnabled(job is None)
        self._bar.setVisible(job is not None)
        self._bar.set(None if job else 0.0)
        self.run.setEnabled(job is None)
        self.cancel.setText(self.tr("Stop") if job else self.tr("Cancel"))
        self.cancel.setEnabled(job is None or job.state == "running")
        self._stage.setText("" if job is None else stage_words(job.stage.name) if job.stage else self.tr("Starting …"))

    def _run(self) -> None:
        self.failure.hide()
        try:
            params = self.params()
        except ValueError as error:
            self._say(str(error))
        else:
            self.run_asked.emit(params)

    def _leave(self) -> None:
        if self._job:
            self._job.cancel()
        else:
            self.closed.emit()

    def _say(self, title: str, text: str = "") -> None:
        self.failure.set("bad", title, text)
        self.failure.show()
        self.refused.emit()


def _area(placeholder: str, text: str) -> TextArea:
    area = TextArea(placeholder)
    area.set_text(text)
    return area
