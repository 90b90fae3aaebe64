"""Drafting a tool: from one sentence the chosen teacher writes one, to be looked at and changed before it is kept."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stillroom import work
from stillroom.conversation import canonical_json
from stillroom.errors import KnownError, StillroomError
from stillroom.jobs import Failed, Finished
from stillroom.models import Usage
from stillroom.teacher import Teacher
from stillroom.tools.drafting import DraftParams
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.money import dollars
from stillroom_desktop.pages.builder.tool_editor import ToolEditor
from stillroom_desktop.pages.builder.tool_state import read_tool
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.controls import ProgressBar, TextArea
from stillroom_desktop.widgets.dialog import AskingDialog
from stillroom_desktop.widgets.scrolled import Scrolled
from stillroom_desktop.workspace import Workspace

_SIZE, _SMALL = (820, 640), (560, 300)
_READ = 4000  # tokens of the question, at most


class DraftDialog(AskingDialog):
    """The sentence, then the draft. `keep` gets the tool as it is written then, and the arguments of its example calls; it
    says whether that could be kept.
    """

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        taken: Sequence[str],
        keep: Callable[[dict[str, Any], list[dict[str, Any]]], bool],
    ) -> None:
        """`taken` are the names of the project's tools."""
        super().__init__(parent, QCoreApplication.translate("DraftDialog", "Draft a tool"))
        self.setObjectName("draft_tool")
        self._workspace, self._taken, self._keep_it = workspace, list(taken), keep
        self._teacher, self._problem = _chosen(workspace)
        self._job: RunningJob | None = None
        self._examples: list[dict[str, Any]] = []
        self.sentence = TextArea(self.tr("For example: say how many days have passed since a date"))
        self.sentence.setAccessibleName(self.tr("What the tool is to do"))
        self.sentence.textChanged.connect(self._show_buttons)
        self._cost = Label(size=12, role="text3", wrap=True)
        self._bar = ProgressBar()
        self._fault = Notice("bad", "")
        self.choose = Button(self.tr("Choose a teacher"), "graduation")
        self.choose.clicked.connect(self._choose)
        self._no_teacher = Notice("info", "", button=self.choose)
        self.editor = ToolEditor()
        self.editor.changed.connect(self._check)
        self._calls = Label(size=12, role="text2", mono=True, wrap=True)
        self._make_buttons()
        self._lay_out()
        workspace.job_started.connect(self._follow)
        workspace.closed.connect(self.reject)
        workspace.teachers.changed.connect(self._show_cost)
        self.finished.connect(self._leave)
        self._show_cost()
        self._show_part(None)
        if self._teacher and workspace.teachers.known(self._teacher) is None:
            workspace.teachers.look()

    def _make_buttons(self) -> None:
        self.draft = Button(self.tr("Draft it"), "lightbulb", kind="primary")
        self.draft.clicked.connect(self._draft)
        self.stop = Button(self.tr("Stop"), "stop")
        self.stop.clicked.connect(self._stop)
        self.again = Button(self.tr("Another sentence"), "refresh")
        self.again.clicked.connect(lambda: self._show_part(None))
        self.keep = Button(self.tr("Keep it"), "check", kind="primary")
        self.keep.clicked.connect(self._keep)

    def _lay_out(self) -> None:
        words = self.tr(
            "Say in a sentence what it is to do: the chosen teacher writes a Python function, what a model reads of it, and three "
            "calls to try it with."
        )
        asked = QVBoxLayout()
        asked.setSpacing(10)
        asked.addWidget(Label(words, role="text2", wrap=True))
        for part in (self.sentence, self._no_teacher, self._cost, self._bar, self._fault):
            asked.addWidget(part)
        self._question = QWidget()
        asked.setContentsMargins(0, 0, 0, 0)
        self._question.setLayout(asked)
        inside = QWidget()
        draft = QVBoxLayout(inside)
        draft.setContentsMargins(0, 0, 12, 0)
        draft.setSpacing(12)
        draft.addWidget(self.editor)
        draft.addWidget(Label(self.tr("Three calls to try it with"), weight=600))
        draft.addWidget(self._calls)
        draft.addStretch(1)
        area = Scrolled(inside)
        self._answer = QWidget()
        answer = QVBoxLayout(self._answer)
        answer.setContentsMargins(0, 0, 0, 0)
        answer.setSpacing(12)
        answer.addWidget(
            Notice(
                "info",
                self.tr("Nothing of it has run yet. See what it does, and change what you like."),
                self.tr("Once you keep it, it may run as your other tools may."),
            )
        )
        answer.addWidget(area, 1)
        self.body.addWidget(self._question)
        self.body.addWidget(self._answer, 1)
        self.body.addStretch(0)
        self.add_buttons(self.stop, self.again, self.draft, self.keep)

    # What is shown

    def _show_part(self, tool: dict[str, Any] | None) -> None:
        """Show the sentence, or the draft that was made of it."""
        self._fault.hide()
        self._question.setVisible(tool is None)
        self._answer.setVisible(tool is not None)
        if tool is not None:
            self.editor.show_tool(tool, self._taken, [])
            self._check()
            self._calls.setText("\n".join(f"{tool['name']} {canonical_json(call)}" for call in self._examples))
        self.resize(*(_SMALL if tool is None else _SIZE))
        self._show_buttons()
        if tool is None:
            self.sentence.setFocus()

    def _show_buttons(self) -> None:
        asks, busy = not self._question.isHidden(), self._job is not None
        stopping = self._job is not None and self._job.state == "stopping"
        self._bar.setVisible(busy)
        self._bar.set(None)
        self.sentence.setReadOnly(busy)
        self.draft.setVisible(asks and not busy)
        self.draft.setEnabled(self._teacher is not None and bool(self.sentence.text().strip()))
        self.stop.setVisible(busy)
        self.stop.setEnabled(not stopping)
        self.stop.setText(self.tr("Stopping …") if stopping else self.tr("Stop"))
        self.again.setVisible(not asks)
        self.keep.setVisible(not asks)

    def _show_cost(self) -> None:
        teacher = self._teacher
        self._no_teacher.setVisible(teacher is None)
        self._cost.setVisible(teacher is not None)
        if teacher is None:
            title, words = (
                failure_words(self._problem.to_json())
                if self._problem
                else (
                    self.tr("A model has to write it"),
                    self.tr(
                        "The worked solutions are a script, and write nothing. Choose a model as the teacher first."
                    ),
                )
            )
            self._no_teacher.set("info", title, words)
            return
        known = self._workspace.teachers.known(teacher)
        if known is None:
            cost = "…"
        elif known.price is None:
            cost = self.tr("what it costs is not known")
        elif most := 2 * known.price.cost(Usage(_READ, teacher.max_tokens)):
            cost = self.tr("at most {cost}").format(cost=dollars(most))
        else:
            cost = self.tr("free")
        self._cost.setText(self.tr("{teacher} writes it: {cost}").format(teacher=teacher.name, cost=cost))

    def _check(self) -> None:
        self.editor.show_state(read_tool(self.editor.tool), [])
        self.keep.setEnabled(self.editor.tool["name"] not in self._taken)

    # What is done

    def _choose(self) -> None:
        self.reject()
        self._workspace.go.emit("teacher")

    def _draft(self) -> None:
        project = self._workspace.project
        if project is None or self._teacher is None:
            return
        self._fault.hide()
        params = DraftParams(self.sentence.text().strip(), self._teacher, work.budget_of(project))
        self._workspace.start(work.draft_tool(project, params))

    def _follow(self, job: RunningJob) -> None:
        """It may start later, when the user has agreed that the sentence is sent."""
        if job.kind == "draft" and self._job is None:
            self._job = job
            job.state_changed.connect(self._show_buttons)
            job.ended.connect(self._on_ended)
            self._show_buttons()

    def _on_ended(self, last: object) -> None:
        self._job = None
        match last:
            case Finished(result):
                self._examples = list(result["examples"])
                self._show_part(result["tool"])
            case Failed(title, message, hint):
                self._fault.set("bad", *failure_words(KnownError(title, message, hint).to_json()))
                self._fault.show()
        self._show_buttons()

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()

    def _leave(self) -> None:
        """What is drafted for nobody is not waited for."""
        self._workspace.job_started.disconnect(self._follow)
        self._workspace.teachers.changed.disconnect(self._show_cost)
        if self._job:
            self._job.ended.disconnect(self._on_ended)
            self._job.state_changed.disconnect(self._show_buttons)
            self._job.cancel()

    def _keep(self) -> None:
        self.editor.flush()
        if self._keep_it(self.editor.tool, self._examples):
            self.accept()


def _chosen(workspace: Workspace) -> tuple[Teacher | None, StillroomError | None]:
    """Who would write it, and what keeps the chosen teacher from it."""
    assert workspace.project
    try:
        return work.chosen_teacher(workspace.project), None
    except StillroomError as error:
        return None, error
