"""One half of the page Chat: an arm, the conversation with it, and the job that answers."""

import time
from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from stillroom.conversation import Message
from stillroom.jobs import Asked, Event, Failed, Note, Progress, Ran, Said, Stage
from stillroom.jobs.events import Last
from stillroom.serving import CHATTING, ArmName
from stillroom.store import Execution
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.call_card import duration
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.transcript import Transcript
from stillroom_desktop.workspace import Workspace


class ChatColumn(Card):
    """A conversation with one arm. The job is started with the first message and kept for the next ones, until `end`.

    `ask` shows a message, `answer` has it answered; `answered` comes when that is over, however it went. `again` comes where
    it failed and the user wants the same asked once more.
    """

    answered = Signal()
    again = Signal(str)

    def __init__(self, workspace: Workspace, title: str, arm: ArmName, invitation: str) -> None:
        super().__init__(flush=True)
        self._workspace = workspace
        self.arm: ArmName = arm
        self._job: RunningJob | None = None
        self._old: RunningJob | None = None  # the last chat's job, while it still saves: the next one waits for it
        self._text = ""
        self._waiting = False  # for `answer`, or for what it brings
        self._chatting = False  # the model is there, and events are about the conversation
        self._since = 0.0
        self._executions: list[Execution] = []
        self.verdict: tuple[State, str] | None = None
        """What was seen of the last answer; None while there is none."""
        self.transcript = Transcript()
        # As high as there is room: what a page would like to have counts as what it needs where labels wrap.
        self.transcript.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumWidth(240)  # two of them stay equally wide, whatever stands in them
        self._name = Label(size=12, role="text2", elide=True)
        self._head = QHBoxLayout()
        again = Button(self.tr("Try again"), "refresh", small=True)
        again.clicked.connect(lambda: self.again.emit(self._text))
        self.failure = Notice("bad", "", button=again)
        self._lay_out(title, invitation)
        workspace.closed.connect(self._forget)

    def _lay_out(self, title: str, invitation: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, weight=600))
        words.addWidget(self._name)
        self._head.setContentsMargins(19, 11, 14, 11)
        self._head.setSpacing(8)
        self._head.addLayout(words, 1)
        quiet = Label(invitation, role="text3", wrap=True)
        quiet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        quiet.setContentsMargins(40, 0, 40, 0)
        self._stack = QStackedLayout()
        holder = QWidget()
        below = QVBoxLayout(holder)
        below.setContentsMargins(14, 0, 14, 14)
        below.addWidget(self.failure)
        self._failure_row = holder
        holder.hide()
        self.body.setSpacing(0)
        self.body.addLayout(self._head)
        self.body.addWidget(HairLine())
        self.body.addLayout(self._stack, 1)
        self.body.addWidget(holder)
        # Only now: it shows its first widget at once, which outside the window would be a window of its own.
        self._stack.addWidget(quiet)
        self._stack.addWidget(self.transcript)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a widget at the right of the name."""
        self._head.addWidget(widget)

    def set_name(self, name: str) -> None:
        """Which model it is, in words."""
        self._name.setText(name)

    def set_instead(self, widget: QWidget | None) -> None:
        """Show this where the conversation would be; None shows the conversation."""
        if widget and self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        words = 0 if self.transcript.is_empty else 1
        self._stack.setCurrentIndex(self._stack.indexOf(widget) if widget else words)

    @property
    def busy(self) -> bool:
        return self._waiting

    def ask(self, text: str) -> None:
        """Show what the user says; a chat that is over makes room for a new one."""
        if self._job and self._job.state != "running":
            self._let_go()
        if self._job is None:
            self.transcript.clear()
            self.verdict = None
        self._failure_row.hide()
        self._stack.setCurrentWidget(self.transcript)
        self._text, self._waiting = text, True
        self.transcript.add_message(Message("user", text))
        self.transcript.set_busy(self.tr("Its turn comes next …"))

    def answer(self) -> None:
        """Have what was asked answered."""
        if self._old:
            self.transcript.set_busy(self.tr("Saving the last chat …"))
            return
        if self._job is None:
            self._job = self._workspace.chat(self.arm)
            if self._job is None:
                self._fail(
                    self.tr("The chat did not start"), self.tr("Something else holds it up. Try again after it.")
                )
                return
            self._chatting = False
            self._job.events.connect(self._take)
            self._job.ended.connect(self._on_ended)
        self.transcript.set_busy(self.tr("Answering …") if self._chatting else self.tr("Loading the model …"))
        self._executions.clear()
        self._since = time.monotonic()
        self._job.send({"prompt": self._text})

    def end(self) -> None:
        """End the chat, if there is one; what was said is stored, and stays to be read."""
        if self._job:
            self._job.cancel()
        elif self._waiting:
            self.transcript.set_busy("")
            self.transcript.add_note(self.tr("It was not asked."), "mute")
            self._rest()

    def begin_anew(self) -> None:
        """End the chat and clear the column."""
        self._let_go()
        self._clear()

    def _forget(self) -> None:
        """The project is closed: its jobs are gone, and say nothing any more."""
        self._job = self._old = None
        self._clear()

    def _clear(self) -> None:
        self._waiting, self.verdict = False, None
        self._failure_row.hide()
        self.transcript.clear()
        self._stack.setCurrentIndex(0)

    def _let_go(self) -> None:
        if job := self._job:
            self._job = None
            job.events.disconnect(self._take)
            job.ended.disconnect(self._on_ended)
            self._old = job
            job.ended.connect(self._old_ended)
            job.cancel()

    def _old_ended(self) -> None:
        self._old = None
        if self._waiting:
            self.answer()

    def _take(self, events: list[Event]) -> None:
        for event in events:
            match event:
                case Stage(name) if name == CHATTING:
                    self._chatting = True
                    self._since = time.monotonic()
                    self.transcript.set_busy(self.tr("Answering …"))
                case Stage():
                    self.transcript.set_busy(self.tr("Making the file for llama.cpp …"))
                case Said(message) if message.tool_calls:
                    self.transcript.add_message(message)
                    self.transcript.set_busy(self.tr("The tool runs …"))
                case Asked(call):
                    self.transcript.ask(call.id, partial(self._allow, call.id))
                    self.transcript.set_busy(self.tr("It waits for your word …"))
                case Said(message):
                    self.transcript.add_message(message)
                    self.transcript.set_busy(self.tr("Answering …"))
                case Ran(execution):
                    self._executions.append(execution)
                    self.transcript.add_execution(execution)
                case Note(text) if self._chatting:
                    self.transcript.add_note(said(text), "warn")
                case Progress() if self._chatting:
                    self._conclude()
                case _:
                    pass

    def _allow(self, call: str, allow: bool) -> None:
        """Tell the job whether a call may run."""
        if self._job:
            self._job.send({"call": call, "allow": allow})
            self.transcript.set_busy(self.tr("The tool runs …") if allow else self.tr("Answering …"))

    def _conclude(self) -> None:
        """The answer is complete: say what was seen of it."""
        self.transcript.settle()
        self.transcript.set_busy("")
        state, sentence = self.verdict = self._seen()
        self.transcript.add_note(sentence, state, duration(time.monotonic() - self._since))
        self._rest()

    def _seen(self) -> tuple[State, str]:
        """Which tools were called and how that went. Whether it was right to call them, nobody knows here."""
        names = list(dict.fromkeys(execution.name for execution in self._executions))
        if not names:
            return "mute", self.tr("It called no tool.")
        called = self.tr(" and ").join(filter(None, (", ".join(names[:-1]), names[-1])))
        failed = sum(not execution.ok for execution in self._executions)
        if failed == len(self._executions):
            return "bad", self.tr("It called {tools} and that failed.").format(tools=called)
        if failed:
            return "warn", self.tr("It called {tools}; %n call(s) failed.", "", failed).format(tools=called)
        if len(self._executions) == 1:
            return "ok", self.tr("It called {tools} and the tool ran.").format(tools=called)
        return "ok", self.tr("It called {tools} and the tools ran.").format(tools=called)

    def _on_ended(self, last: Last) -> None:
        self._job = None
        if isinstance(last, Failed):
            self._fail(*failure_words(msgspec.structs.asdict(last)))
            return
        self.transcript.settle()
        self.transcript.set_busy("")
        over = self.tr("This chat is over and stored. Your next message begins a new one.")
        self.transcript.add_note(over, "mute")
        self._rest()

    def _fail(self, title: str, text: str) -> None:
        self.transcript.settle()
        self.transcript.set_busy("")
        self.verdict = None
        self.transcript.add_note(text, "bad")  # where it has room, and scrolls
        self.failure.set("bad", title)
        self._failure_row.show()
        self._rest()

    def _rest(self) -> None:
        if self._waiting:
            self._waiting = False
            self.answered.emit()
