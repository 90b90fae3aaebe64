"""The page Tasks: what is asked of the agent, what is learnt from and what is held out, and how each is solved."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.conversation import ToolSpec
from stillroom.store import Check, Split, Task, WorkedCall
from stillroom.tasks import worked_conversation
from stillroom.tools import Tool
from stillroom_desktop.pages.builder.tool_state import read_tool
from stillroom_desktop.pages.page import Page
from stillroom_desktop.steps import StepKey
from stillroom_desktop.theme import GAP, State
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.cards import Card, EmptyState, FigureCell, Figures
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import SearchField, Segmented, Select
from stillroom_desktop.widgets.table import Column, Row, Table
from stillroom_desktop.widgets.transcript import Transcript
from stillroom_desktop.words import kind_title
from stillroom_desktop.workspace import Workspace

_WIDE = 1040  # px of the page, from which on there is room for all


class TasksPage(Page):
    """All tasks of the project, one of them with its worked solution."""

    key: StepKey = "tasks"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Tasks"),
            self.tr("What people ask of your agent. The student learns from most of them and is scored on the rest."),
        )
        self._says: object = None  # what the store said of its tasks when they were read
        self._tasks: dict[str, Task] = {}
        self._specs: list[ToolSpec] = []
        self.figures = TaskFigures()
        self.detail = TaskCard()
        self._empty = EmptyState(
            "list",
            self.tr("No tasks yet"),
            self.tr(
                "A task is something that a person would ask, with the calls that answer it. Write one JSON object a line"
                " and add them on the command line: stillroom tasks import FILE.jsonl"
            ),
        )
        self._content = self._make_content()
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._content, 1)

    def _make_content(self) -> QWidget:
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        beside.addWidget(self._make_table(), 1)
        beside.addWidget(self.detail)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.figures)
        column.addLayout(beside, 1)
        return content

    def _make_table(self) -> Card:
        self.side = Segmented([("all", ""), ("train", ""), ("held_out", "")])
        self.side.changed.connect(self._filter)
        self.kind = Select([("", self.tr("All kinds"))], name=self.tr("Kind"))
        self.kind.changed.connect(self._filter)
        self.search = SearchField(self.tr("Filter tasks"))
        self.search.setMaximumWidth(220)
        self.search.changed.connect(self._filter)
        self._count = Label(size=12, role="text3", tabular=True)
        self._bar = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bar.setContentsMargins(15, 10, 15, 10)
        self._bar.setSpacing(10)
        find = QHBoxLayout()
        find.setSpacing(10)
        find.addWidget(self.kind)
        find.addWidget(self._count)
        find.addStretch(1)
        find.addWidget(self.search, 2)
        self._bar.addWidget(self.side)
        self._bar.addLayout(find, 1)
        columns = [
            Column("number", self.tr("No."), "number", 60),
            Column("prompt", self.tr("Task")),
            Column("kind", self.tr("Kind"), "muted", 132, spare=True),
            Column("family", self.tr("Family"), "muted", 124, spare=True),
            Column("side", self.tr("Side"), "chip", 156, spare=True),
            Column("tools", self.tr("Calls"), "tools", 158),
        ]
        self.table = Table(columns, "tasks")
        self.table.setAccessibleName(self.tr("Tasks"))
        self.table.selected_row.connect(self._show)
        card = Card(flush=True)
        card.setMinimumHeight(260)
        card.body.setSpacing(0)
        card.body.addLayout(self._bar)
        card.body.addWidget(self.table, 1)
        return card

    def refresh(self) -> None:
        store = self.workspace.store if self.workspace.project else None
        says = store and (store.path, store.task_counts(), store.tools())
        if says == self._says:
            return
        self._says = says
        self._tasks = {task.id: task for task in store.tasks()} if store else {}
        tools = map(read_tool, store.tools()) if store else ()
        self._specs = [tool.spec for tool in tools if isinstance(tool, Tool)]
        tasks = list(self._tasks.values())
        self.figures.show_tasks(tasks)
        self.table.set_rows([_table_row(number, task) for number, task in enumerate(tasks, start=1)])
        self._show_filters(tasks)
        if not self.table.selected:
            self.table.step(0)
        self._show(self.table.selected)
        self._empty.setVisible(not tasks)
        self._content.setVisible(bool(tasks))

    def _show_filters(self, tasks: Sequence[Task]) -> None:
        number = QLocale().toString
        train = sum(task.split == "train" for task in tasks)
        self.side.set_word("all", self.tr("All {count}").format(count=number(len(tasks))))
        self.side.set_word("train", self.tr("Learn {count}").format(count=number(train)))
        self.side.set_word("held_out", self.tr("Held out {count}").format(count=number(len(tasks) - train)))
        kinds = dict.fromkeys(task.kind for task in tasks)
        self.kind.set_options([("", self.tr("All kinds")), *((kind, kind_title(kind)) for kind in kinds)])
        self._filter()

    def _filter(self) -> None:
        side, kind = self.side.value, self.kind.value
        self.table.filter_value("split", None if side == "all" else side)
        self.table.filter_value("kind_key", kind or None)
        self.table.filter_text(self.search.text())
        shown = self.table.count
        self._count.setText("" if shown == len(self._tasks) else self.tr("%n shown", "", shown))

    def _show(self, id: str) -> None:
        if task := self._tasks.get(id):
            self.detail.show_task(list(self._tasks).index(id) + 1, task, self._specs)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self.detail.setFixedWidth(360 if wide else 300)
        self._bar.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


class TaskFigures(Figures):
    """How many tasks there are, and of what."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        self._learn = FigureCell(translate("TaskFigures", "To learn from"))
        self._held_out = FigureCell(
            translate("TaskFigures", "Held out"),
            help=translate(
                "TaskFigures",
                "Tasks that the student never learns from: it is scored on them. No family of tasks is on both sides,"
                " so that what counts is what it can do with new ones.",
            ),
        )
        self._no_call = FigureCell(
            translate("TaskFigures", "No call is right"),
            help=translate(
                "TaskFigures",
                "Tasks that are answered without a tool: something is missing and must be asked for, no tool fits, or it is"
                " small talk. Without them a student learns to call a tool for everything.",
            ),
        )
        self._worked = FigureCell(
            translate("TaskFigures", "Worked solutions"),
            help=translate(
                "TaskFigures",
                "The thoughts and calls of a task, written down. The teacher that comes with Stillroom is a script and"
                " plays them; tasks without one need a teacher that is a model.",
            ),
        )
        super().__init__([self._learn, self._held_out, self._no_call, self._worked])

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        number, all = QLocale().toString, max(len(tasks), 1)
        for cell, split in ((self._learn, "train"), (self._held_out, "held_out")):
            side = [task for task in tasks if task.split == split]
            families = self.tr("%n family(ies)", "", len({task.family for task in side}))
            of = self.tr("of {all}").format(all=number(len(tasks)))
            cell.set(number(len(side)), of, families, share=len(side) / all)
        no_call = sum(not task.needs_call for task in tasks)
        caption = self.tr("%n task(s)", "", no_call)
        self._no_call.set(number(round(100 * no_call / all)), "%", caption, share=no_call / all)
        worked = sum(task.solution is not None for task in tasks)
        rest = self.tr("%n task(s) without one", "", len(tasks) - worked) if worked < len(tasks) else ""
        self._worked.set(number(worked), "", rest or self.tr("every task has one"), share=worked / all)


class TaskCard(Card):
    """One task: what it is, its worked solution as a conversation, and how a solution is checked."""

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
        below.setContentsMargins(19, 9, 19, 10)
        below.addWidget(self._family, 1)
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
                        number=f"{answer.number:g}", tolerance=f"{answer.tolerance:g}"
                    )
                )
        return rules


def side_chip(split: Split) -> tuple[str, State, str]:
    """A side of the split as a chip: word, state, icon."""
    if split == "train":
        return QCoreApplication.translate("TasksPage", "Learn"), "mute", "book"
    return QCoreApplication.translate("TasksPage", "Held out"), "info", "lock"


def expected_calls(task: Task) -> tuple[WorkedCall, ...]:
    """The calls that solve a task, in their order."""
    if task.check and task.check.calls is not None:
        return task.check.calls
    return tuple(call for step in task.solution or () for call in step)


def _table_row(number: int, task: Task) -> Row:
    return {
        "id": task.id,
        "number": number,
        "prompt": task.turns[0],
        "kind": kind_title(task.kind),
        "kind_key": task.kind,
        "family": task.family,
        "side": side_chip(task.split),
        "split": task.split,
        "tools": tuple(call.name for call in expected_calls(task)),
    }
