"""A task as a form, in the place where it is shown: what is asked, which calls are right, and how a solution is checked."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.conversation import ToolSpec, read_json
from stillroom.errors import KnownError, StillroomError
from stillroom.store import AnswerCheck, Check, Kind, Split, Task
from stillroom.tasks import task_line
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.pages.asked.calls_form import CallsForm
from stillroom_desktop.pages.asked.kept import as_json, kind_of, shown_steps, written
from stillroom_desktop.pages.asked.task_list import side_chip
from stillroom_desktop.pages.asked.turns_form import TurnsForm
from stillroom_desktop.widgets.basic import Button, HairLine, Help, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import Field, Select, TextArea
from stillroom_desktop.widgets.reading_order import tab_as_read
from stillroom_desktop.widgets.scrolled import Scrolled
from stillroom_desktop.words import exact, kind_title

translate = QCoreApplication.translate

_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")

_KINDS: tuple[Kind, ...] = get_args(Kind)


class TaskEditor(Card):
    """`saved` tells the task as it is written, `left` that nothing is to be kept."""

    saved = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._task: Task | None = None
        self._specs: Sequence[ToolSpec] = ()
        self._families: Mapping[str, Split] = {}
        self.calls = CallsForm()
        self._rest = QWidget()
        self.turns = TurnsForm()
        self.turns.changed.connect(self._count_turns)
        self.turns.dropped.connect(self.calls.drop_turn)
        self.kind = Select([(kind, kind_title(kind)) for kind in _KINDS], name=self.tr("Kind"))
        self.family = Field(self.tr("found by its wording"))
        self.family.setAccessibleName(self.tr("Family"))
        self.right = Select(
            [("open", self.tr("Not said")), ("calls", self.tr("These calls")), ("none", self.tr("No call"))],
            name=self.tr("What is right"),
        )
        self.right.changed.connect(self._show_parts)
        self.calls.changed.connect(lambda: tab_as_read(self, self.turns.more))
        self.answer = Select(
            [
                ("", self.tr("Not checked")),
                ("equals", self.tr("Is exactly")),
                ("matches", self.tr("Matches (regular expression)")),
                ("number", self.tr("Gives the number")),
            ],
            name=self.tr("Answer"),
        )
        self.answer.changed.connect(self._show_parts)
        self.answer_text = Field()
        self.answer_text.setAccessibleName(self.tr("What the answer must be"))
        self.tolerance = Field(self.tr("tolerance, 0 for none"))
        self.initial = TextArea('{"balance": 100}', mono=True)
        self.final = TextArea('{"Account": {"balance": 90}}', mono=True)
        self.rubric = TextArea(self.tr("What a good answer must have, for a model that judges it"))
        self.user = TextArea(self.tr("The key is 3. The text is “meet at noon”."))
        self.more = Button(self.tr("States, rubric, user"), "chevron_down", kind="quiet", small=True)
        self.more.clicked.connect(lambda: self._show_more(self._rest.isHidden()))
        self._fault = Notice("bad", "")
        self._stale = Notice(
            "warn", self.tr("It was taught. If what is asked or right changes, it has to be taught again.")
        )
        self.save = Button(self.tr("Save"), kind="primary")
        self.save.clicked.connect(self._save)
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.left)
        for select in (self.kind, self.right, self.answer):
            select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            select.setMinimumContentsLength(8)
        for key, act in (("Ctrl+Return", self._save), ("Escape", self.left.emit)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._lay_out()

    def _lay_out(self) -> None:
        self._number = Label(self.tr("Edit the task"), weight=600)
        self._side = Chip("", "mute")
        head = QHBoxLayout()
        head.setContentsMargins(19, 12, 15, 12)
        head.addWidget(self._number, 1)
        head.addWidget(self._side)
        form = QWidget()
        self._column = column = QVBoxLayout(form)
        column.setContentsMargins(19, 12, 15, 14)
        column.setSpacing(6)
        column.addWidget(self._stale)
        column.addWidget(self.turns)
        self._add(column, self.tr("Kind"), self.kind)
        self._add(
            column,
            self.tr("Family"),
            self.family,
            self.tr(
                "Tasks that are alike but for their values. A family stands on one side for good; this task stays on its own."
            ),
        )
        self._add(
            column,
            self.tr("What is right"),
            self.right,
            self.tr("The calls that solve the task. A solution is compared with them."),
        )
        column.addWidget(self.calls)
        self._add(column, self.tr("Answer"), self.answer)
        column.addWidget(self.answer_text)
        column.addWidget(self.tolerance)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(6)
        self._add(
            rest, self.tr("Initial state"), self.initial, self.tr("What a stateful tool set begins with, as JSON.")
        )
        self._add(
            rest,
            self.tr("Final state"),
            self.final,
            self.tr("What it must have in the end, by its class's name, as JSON."),
        )
        self._add(rest, self.tr("Rubric"), self.rubric, self.tr("By these words a model judges a solution."))
        self._add(
            rest,
            self.tr("What the user knows"),
            self.user,
            self.tr(
                "What the user does not say unasked. While it is taught, a teacher that is a model plays the user by this."
            ),
        )
        column.addWidget(self._rest)
        column.addStretch(1)
        area = Scrolled(form, down=True)
        foot = QVBoxLayout()
        foot.setContentsMargins(15, 10, 15, 12)
        foot.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        foot.addWidget(self._fault)
        foot.addLayout(buttons)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(HairLine())
        self.body.addWidget(area, 1)
        self.body.addWidget(HairLine())
        self.body.addLayout(foot)

    def _add(self, column: QVBoxLayout, title: str, control: QWidget, help: str = "") -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 6, 0, 0)
        line.setSpacing(4)
        label = Label(title, size=12, weight=500, role="text2")
        label.setBuddy(control)
        line.addWidget(label)
        if help:
            line.addWidget(Help(help))
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(control)
        if not control.accessibleName() or isinstance(control, TextArea):
            control.setAccessibleName(title)

    # What is shown

    def set_offers(self, specs: Sequence[ToolSpec], families: Mapping[str, Split]) -> None:
        """Offer these tools to call, and these families, each on its side."""
        self._specs, self._families = specs, families

    def show_task(self, task: Task, *, taught: bool) -> None:
        """Let this task be changed; `taught` says that there are solutions of it."""
        self._task = task
        check = task.check or Check()
        self._side.set(*side_chip(task.split))
        self._stale.setVisible(taught)
        self._fault.hide()
        self.turns.show_turns(task.turns, task.answers)
        self.kind.set_value(task.kind)
        self.family.setText(task.family)
        same_side = [name for name, split in self._families.items() if split == task.split]
        completer = QCompleter(same_side, self.family)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.family.setCompleter(completer)
        self.calls.set_tools(self._specs)
        self.calls.show_steps(shown_steps(task))
        said = task.solution is not None or check.calls is not None
        self.right.set_value("calls" if self.calls.rows else "none" if said else "open")
        answer = check.answer or AnswerCheck()
        kind = kind_of(answer)
        self.answer.set_value(kind)
        value = getattr(answer, kind) if kind else ""
        self.answer_text.setText(exact(value) if isinstance(value, float) else value)
        self.tolerance.setText(exact(answer.tolerance) if answer.tolerance else "")
        self.initial.set_text(as_json(task.initial_state))
        self.final.set_text(as_json(check.state))
        self.rubric.set_text(check.judge or "")
        self.user.set_text(task.user)
        self._show_more(bool(task.initial_state or check.state or check.judge or task.user))
        self._show_parts()
        tab_as_read(self, self.turns.more)
        self.turns.set_focus()

    def set_busy(self, busy: bool) -> None:
        """Nothing can be saved while something is."""
        self.save.setEnabled(not busy)
        self.save.setText(self.tr("Saving …") if busy else self.tr("Save"))

    def show_error(self, error: StillroomError) -> None:
        """Say why it was not kept."""
        title, text = failure_words(error.to_json())
        self._fault.set("bad", title, text)
        self._fault.show()

    def _count_turns(self) -> None:
        self.calls.set_turns(self.turns.count)
        tab_as_read(self, self.turns.more)

    def _show_parts(self) -> None:
        self.calls.setVisible(self.right.value == "calls")
        self.answer_text.setVisible(bool(self.answer.value))
        self.tolerance.setVisible(self.answer.value == "number")

    def _show_more(self, shown: bool) -> None:
        self._rest.setVisible(shown)
        self.more.set_icon("chevron_up" if shown else "chevron_down")

    # What is written

    def _save(self) -> None:
        assert self._task
        if not self.save.isEnabled():
            return
        problem = self.calls.problem() if self.right.value == "calls" else ""
        try:
            after = written(self._task, task_line(self._value(), self.tr("The task")).task)
        except KnownError as error:
            problem = problem or said(error.message)
        if problem:
            self._fault.set("bad", problem)
            self._fault.show()
            return
        self._fault.hide()
        if after == self._task:
            self.left.emit()
        else:
            self.saved.emit(after)

    def _value(self) -> dict[str, Any]:
        """The task line that is written.

        Raises:
            KnownError: a state is no JSON, or a number none.
        """
        turns, answers = self.turns.texts, self.turns.answers
        several = len(turns) > 1
        value: dict[str, Any] = {
            "prompt": turns if several else turns[0],
            "kind": self.kind.value,
            "family": self.family.text().strip(),
            "answer": answers if several else answers[0],
            "user": self.user.text().strip(),
        }
        if self.right.value != "open":
            steps = self.calls.steps() if self.right.value == "calls" else [[] for _ in turns]
            value["solution"] = steps if several else steps[0]
        if (initial := self._json(self.initial, self.tr("Initial state"))) is not None:
            value["initial_state"] = initial
        check: dict[str, Any] = {}
        if kind := self.answer.value:
            check["answer"] = self._answer_check(kind)
        if (final := self._json(self.final, self.tr("Final state"))) is not None:
            check["state"] = final
        if rubric := self.rubric.text().strip():
            check["judge"] = rubric
        return value | ({"check": check} if check else {})

    def _answer_check(self, kind: str) -> dict[str, Any]:
        text = self.answer_text.text()
        if kind != "number":
            return {kind: text}
        return {"number": self._number_in(text), "tolerance": self._number_in(self.tolerance.text() or "0")}

    def _number_in(self, text: str) -> float:
        """A number with a point or a comma. "1,000" is neither a thousand nor one for certain, and so is none."""
        written = text.strip()
        value = math.nan
        if _NUMBER.fullmatch(written) and not _THOUSANDS.fullmatch(written):
            value = float(written.replace(",", "."))
        if not math.isfinite(value):
            raise KnownError("", self.tr("“{text}” is no number.").format(text=text), "")
        return value

    def _json(self, area: TextArea, title: str) -> dict[str, Any] | None:
        text = area.text().strip()
        if not text:
            return None
        try:
            value = read_json(text)
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise KnownError("", self.tr("{field}: this is no JSON object.").format(field=title), "")
        return value
