"""A conversation as Chat, Review, Evaluate and Teach show it: thoughts dimmed, each call as a card, the answers."""

import re
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.store import Execution
from stillroom_desktop.theme import RADIUS, RADIUS_SMALL, State, state_roles, theme
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.call_card import CallCard, Picture
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.passage import Passage

_ICONS: dict[State, str] = {
    "ok": "check",
    "warn": "warning",
    "bad": "cross",
    "info": "info",
    "mute": "info",
    "accent": "lightbulb",
}
_MARGIN, _NARROW, _WIDEST = 20, 360, 840
_FENCE = re.compile(r"^```[^\n]*\n?", re.MULTILINE)


class Transcript(QScrollArea):
    """Shows a trajectory at once, or a conversation as it comes, and then follows its end while the user is there."""

    def __init__(self, tools: Sequence[ToolSpec] = ()) -> None:
        """`tools`: what the model was told of them; arguments are shown with their declared types then."""
        super().__init__()
        self._tools = {tool.name: tool for tool in tools}
        self._cards: list[CallCard] = []
        self._follow = False
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._into = self._column  # where the next part goes
        self._busy = _Busy()
        self._busy.hide()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QScrollArea, QWidget#transcript { background: transparent; border: none; }")
        self.setAccessibleName(self.tr("Conversation"))
        content = QWidget()
        content.setObjectName("transcript")
        outer = QVBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._column)
        outer.addWidget(self._busy)
        outer.addStretch(1)
        self.setWidget(content)
        self.verticalScrollBar().rangeChanged.connect(self._keep_end)

    def set_tools(self, tools: Sequence[ToolSpec]) -> None:
        """What the model was told of the tools, for the calls that are shown from now on."""
        self._tools = {tool.name: tool for tool in tools}

    def show_trajectory(
        self,
        messages: Sequence[Message],
        executions: Sequence[Execution] = (),
        *,
        calls_right: list[bool] | None = None,
    ) -> None:
        """Show a whole conversation from its beginning; `calls_right`: for each call in turn, whether it is the expected one."""
        self.clear()
        done = iter(executions)
        execution = next(done, None)
        right = iter(calls_right or ())
        for message in messages:
            self._add(message, right)
            for (
                call
            ) in message.tool_calls:  # in turn and not by id alone, which a conversation from elsewhere may use twice
                if execution and execution.call == call.id:
                    self.add_execution(execution)
                    execution = next(done, None)
        self.settle()
        self._follow = False
        self.verticalScrollBar().setValue(0)

    def add_message(self, message: Message) -> None:
        """Show one more message; a call in it runs until its execution or the tool's message comes."""
        self._follow_if_at_end()
        self._add(message, iter(()))

    def add_execution(self, execution: Execution) -> None:
        """Show what came of a call."""
        self._follow_if_at_end()
        if card := self._waiting(execution.call):
            card.set_execution(execution)

    def ask(self, call: str, answer: Callable[[bool], None]) -> None:
        """Let the user say whether a call that is shown may run."""
        self._follow_if_at_end()
        if card := self._waiting(call):
            card.ask(answer)

    def add_note(self, text: str, state: State, detail: str = "") -> None:
        """One sentence about what stands above, in a state's colour; `detail` stands muted behind it."""
        self._follow_if_at_end()
        role, _ = state_roles(state)
        row = _row(Picture(_ICONS[state], role), Passage(text, weight=500, role=role))
        if detail:
            row.addWidget(Label(detail, size=12, role="text3", tabular=True), 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def set_busy(self, text: str) -> None:
        """A quiet line at the end that says what is going on; "" takes it away."""
        self._follow_if_at_end()
        self._busy.say(text)

    def settle(self) -> None:
        """The turn is over: calls that still wait were not run."""
        for card in self._cards:
            card.set_not_run()

    def clear(self) -> None:
        self._busy.say("")
        self._cards.clear()
        self._into = self._column
        _empty(self._column)

    @property
    def is_empty(self) -> bool:
        return self._column.count() == 0

    @property
    def cards(self) -> tuple[CallCard, ...]:
        """The calls shown, in their order."""
        return tuple(self._cards)

    def _add(self, message: Message, right: Iterator[bool]) -> None:
        match message.role:
            case "user":
                self._add_user(message.content)
            case "assistant":
                self._add_turn(message, right)
            case "tool":
                if card := self._waiting(message.tool_call_id):
                    card.set_result(message.content, not message.content.startswith("Error: "))
            case "system":
                pass  # the same for all, and no part of what was said

    def _add_turn(self, message: Message, right: Iterator[bool]) -> None:
        """What the model thought, said and called in one turn."""
        if message.thought:
            text = Passage(message.thought, role="text2")
            text.setAccessibleName(self.tr("Thought: {text}").format(text=message.thought))
            self._into.addLayout(_row(Picture("lightbulb", "text3"), text))
        self._add_text(message.content)
        for call in message.tool_calls:
            self._add_call(call, next(right, None))

    def _add_user(self, text: str) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0 if self.is_empty else 12, 0, 4)
        row.addSpacing(48)
        row.addStretch(1)
        row.addWidget(_Ground(Passage(text), "mute_soft", RADIUS, (14, 9, 14, 9)))
        self._column.addLayout(row)

    def _add_text(self, text: str) -> None:
        """What the model wrote, as it is, but for blocks between ``` marks, which are set as code."""
        for number, part in enumerate(_FENCE.split(text)):
            if not (part := part.strip()):
                continue
            if number % 2:
                self._into.addWidget(_Ground(Passage(part, size=12, mono=True), "inset", RADIUS_SMALL, (12, 9, 12, 9)))
            else:
                self._into.addWidget(Passage(part))

    def _add_call(self, call: ToolCall, right: bool | None) -> None:
        card = CallCard(call, self._tools.get(call.name), right)
        self._cards.append(card)
        self._into.addWidget(card)

    def _waiting(self, call: str) -> CallCard | None:
        return next((card for card in self._cards if card.call.id == call and not card.settled), None)

    def _follow_if_at_end(self) -> None:
        bar = self.verticalScrollBar()
        self._follow = bar.value() >= bar.maximum() - 24

    def _keep_end(self, _: int, maximum: int) -> None:
        if self._follow:
            self.verticalScrollBar().setValue(maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lines longer than about a hundred characters are hard to read: what is wider stays free."""
        super().resizeEvent(event)
        width = self.viewport().width()
        side = max(_MARGIN if width >= _NARROW else _MARGIN // 2, (width - _WIDEST) // 2)
        self._column.setContentsMargins(side, 16, side, 16)
        self._busy.setContentsMargins(side, 0, side, 16)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(420, 360)


class _Ground(QFrame):
    """A passage on a soft ground."""

    def __init__(self, passage: Passage, role: str, radius: int, margins: tuple[int, int, int, int]) -> None:
        super().__init__()
        self._role, self._radius = role, radius
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*margins)
        layout.addWidget(passage)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.color("line"))
            if self._role != "inset":
                painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(self._role))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius)


class _Busy(QWidget):
    """What is going on, and a thin bar that moves."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", role="text3")
        self._bar = ProgressBar()
        self._bar.setFixedWidth(56)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._bar)
        layout.addWidget(self._text, 1)

    def say(self, text: str) -> None:
        self._text.setText(text)
        self._bar.set(None if text else 0.0)
        self.setVisible(bool(text))


def _row(picture: QWidget, text: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    return row


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            _empty(inner)
            inner.deleteLater()
