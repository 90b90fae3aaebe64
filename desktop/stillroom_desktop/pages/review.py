"""The page Review: what the teacher did, step by step, and what each check said of it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stillroom.store import TaughtRow
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.solution import ChecksCard, SolutionCard, WhyCard, calls_words
from stillroom_desktop.steps import StepKey
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card, EmptyState
from stillroom_desktop.widgets.chips import ToolChip
from stillroom_desktop.widgets.controls import SearchField, Segmented
from stillroom_desktop.widgets.entries import EntryList
from stillroom_desktop.widgets.table import Row
from stillroom_desktop.widgets.verdicts import verdict_chip
from stillroom_desktop.words import kind_title
from stillroom_desktop.workspace import Workspace

_WIDE = 1040  # px of the page, from which on the checks stand beside the conversation, and not below it
_SIDE = 256


class ReviewPage(Page):
    """The teacher's newest solution of each task."""

    key: StepKey = "review"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Review"),
            self.tr("Read what the teacher did, and why it was kept or not."),
        )
        self._says: object = None  # what the store said of its solutions when they were read
        self._rows: dict[str, TaughtRow] = {}
        self._shown = ""  # the trajectory that is shown
        self.next = Button(self.tr("Next"), "chevron_down")
        self.previous = Button(self.tr("Previous"), "chevron_up")
        self.list = EntryList(self.tr("Solutions"), height=66)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.list.selected_row.connect(self._show)
        for button, key, by in ((self.next, "J", 1), (self.previous, "K", -1)):
            button.clicked.connect(lambda _=False, by=by: self.list.step(by))
            QShortcut(QKeySequence(key), self).activated.connect(button.click)
        self.conversation = SolutionCard()
        self.checks = ChecksCard()
        self._why = WhyCard()
        to_teach = Button(self.tr("Go to Teach"), "graduation", kind="primary")
        to_teach.clicked.connect(lambda: self.workspace.go.emit("teach"))
        self._empty = EmptyState(
            "book",
            self.tr("Nothing to review yet"),
            self.tr("What the teacher solves is shown here, with what each check said of it."),
            to_teach,
        )
        self._content = self._make_content()
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._content, 1)

    def _make_content(self) -> QWidget:
        self._side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._side.setSpacing(GAP)
        self._keys = _keys()
        for card in (self.checks, self._why, self._keys):
            self._side.addWidget(card)
        self._foot = QWidget()
        self._side.addWidget(self._foot, 1)
        self._side_widget = QWidget()
        self._side_widget.setLayout(self._side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._rest = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest.setSpacing(GAP)
        self._rest.addWidget(self.conversation, 1)
        self._rest.addWidget(self._side_widget)
        self._list_card = self._make_list()
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._list_card)
        row.addLayout(self._rest, 1)
        return content

    def _make_list(self) -> Card:
        self.verdict = Segmented(
            [("all", self.tr("All")), ("kept", self.tr("Kept")), ("rejected", self.tr("Rejected"))]
        )
        self.verdict.changed.connect(self._filter)
        self.search = SearchField(self.tr("Filter solutions"))
        self.search.changed.connect(self._filter)
        head = QVBoxLayout()
        head.setContentsMargins(15, 10, 15, 10)
        head.setSpacing(8)
        head.addWidget(self.verdict)
        head.addWidget(self.search)
        card = Card(self.tr("Solutions"), flush=True)
        card.body.setSpacing(0)
        card.body.addLayout(head)
        card.body.addWidget(HairLine())
        card.body.addWidget(self.list, 1)
        return card

    def refresh(self) -> None:
        store = self.workspace.store if self.workspace.project else None
        if asked := self.workspace.to_review:
            self.workspace.to_review = None
            self.verdict.set_value("rejected" if asked.state == "rejected" else "all")
        if self._rows and self.workspace.project and self.workspace.running("teach"):
            return  # what one reads does not move, and to read all of it anew takes long; the end of the job says it again
        says = store and (store.path, store.taught_counts(), self.workspace.latest("teach"))
        if says == self._says:
            return
        self._says = says
        self._rows = {row.task: row for row in store.taught_rows()} if store else {}
        self.list.set_rows([self._entry(row) for row in self._rows.values()])
        self._filter()
        if not self.list.selected:
            self.list.step(0)
        self._show(self.list.selected)
        self._empty.setVisible(not self._rows)
        self._content.setVisible(bool(self._rows))
        self.set_buttons(*([self.previous, self.next] if self._rows else []))

    def _entry(self, row: TaughtRow) -> Row:
        kind = kind_title(row.kind)
        return {
            "id": row.task,
            "title": row.prompt,
            "chip": verdict_chip(row.accepted),
            "note": f"{kind}, {calls_words(len(row.tools))}" if len(row.tools) > 1 else kind,
            "right": str(row.number),
            "accepted": row.accepted,
        }

    def _filter(self) -> None:
        self.list.filter_value("accepted", {"kept": True, "rejected": False}.get(self.verdict.value))
        self.list.filter_text(self.search.text())
        shown = self.list.count
        of = self.tr("{shown} of {all}").format(shown=shown, all=len(self._rows))
        self._list_card.set_note(of if shown < len(self._rows) else str(shown))

    def _show(self, task: str) -> None:
        row = self._rows.get(task)
        if row is None or row.trajectory == self._shown:
            return
        self._shown = row.trajectory
        store = self.workspace.store
        trajectory = store.trajectory(row.trajectory)
        assert trajectory
        executions, verdicts = store.executions(row.trajectory), store.verdicts(row.trajectory)
        # Where what came out is right, so is every call of it that ran.
        right = [True] * len(executions) if any(each.stage == "check" and each.ok for each in verdicts) else None
        self.conversation.show_row(row)
        self.conversation.transcript.set_tools(store.tool_set(trajectory.tool_set))
        self.conversation.transcript.show_trajectory(trajectory.messages, executions, calls_right=right)
        self.checks.show_verdicts(verdicts, executions)
        self._why.show_row(row, executions)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._rest.setDirection(across if wide else down)
        self._side.setDirection(down if wide else across)
        self._side_widget.setMinimumWidth(_SIDE if wide else 0)
        self._side_widget.setMaximumWidth(_SIDE if wide else 16777215)
        self._list_card.setFixedWidth(304 if wide else 236)
        for place in range(2):
            self._side.setStretch(place, 0 if wide else 1)
        for part in (self._keys, self._foot):
            part.setVisible(wide)


def _keys() -> Card:
    translate = QCoreApplication.translate
    card = Card()
    card.body.setSpacing(8)
    card.body.addWidget(Label(translate("ReviewPage", "Keys"), weight=600))
    for key, word in (("J", translate("ReviewPage", "Next")), ("K", translate("ReviewPage", "Previous"))):
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(ToolChip(key))
        row.addWidget(Label(word, role="text2"), 1)
        card.body.addLayout(row)
    return card
