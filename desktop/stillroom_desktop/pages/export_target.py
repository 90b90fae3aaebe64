"""A place to take the student to, as a card: what it is for, how it stands, what there is to choose, and its steps while it runs."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.jobs import Event
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.export_steps import StepLog, StepName
from stillroom_desktop.theme import RADIUS_SMALL, State, theme
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.checklist import Checklist
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.facts import Fact, Facts
from stillroom_desktop.widgets.icons import paint_icon

translate = QCoreApplication.translate

_TILE = 38


class IconTile(QWidget):
    """An icon on a soft square."""

    def __init__(self, icon: str, side: int = _TILE) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        square = self.rect().toRectF()
        inset = square.width() * 0.27
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(square, RADIUS_SMALL + 2, RADIUS_SMALL + 2)
            paint_icon(painter, square.adjusted(inset, inset, -inset, -inset), self._icon, "accent_text")


class TargetCard(Card):
    """A subclass fills `form`, whose buttons stand in `buttons`, at its end. While an export runs, its steps stand in their place.

    `started` is asked for with the card's own button, `stopped` with the one beside the steps.
    """

    started = Signal()
    stopped = Signal()

    def __init__(self, icon: str, title: str, sentence: str, plan: tuple[StepName, ...]) -> None:
        super().__init__()
        self._plan = plan
        self._log = StepLog(plan)
        self._under = Label(size=12, role="text2", elide=True)
        self.chip = Chip("", "mute")
        self.steps = Checklist()
        self.stop = Button(translate("TargetCard", "Stop"), "stop")
        self.stop.clicked.connect(self.stopped)
        self._last_title, self._last = Label(weight=600, elide=True), Facts()
        self._last_parts = (HairLine(), self._last_title, self._last)
        self._form, self._running = QWidget(), QWidget()
        self.form = QVBoxLayout(self._form)
        self.buttons = QHBoxLayout()
        self.setAccessibleName(title)
        self.body.setSpacing(12)
        self.body.addLayout(self._head(icon, title))
        self.body.addWidget(Label(sentence, role="text2", wrap=True))
        self._lay_out()
        self.show_job(None)

    def _head(self, icon: str, title: str) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(title, size=15, weight=600))
        words.addWidget(self._under)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconTile(icon))
        head.addLayout(words, 1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _lay_out(self) -> None:
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(10)
        self.buttons.setSpacing(8)
        running = QVBoxLayout(self._running)
        running.setContentsMargins(0, 4, 0, 0)
        running.setSpacing(16)
        running.addWidget(self.steps)
        running.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.stop)
        foot.addStretch(1)
        running.addLayout(foot)
        self.body.addWidget(self._form, 1)
        self.body.addWidget(self._running, 1)

    def end_form(self) -> None:
        """Put the last export and the buttons at the foot of the card; called once the form is filled."""
        for part in self._last_parts:
            self.form.addWidget(part)
        self.buttons.addStretch(1)
        self.form.addStretch(1)
        self.form.addLayout(self.buttons)

    def show_facts(self, title: str, facts: Sequence[Fact]) -> None:
        """Say what came of the last export; "" where there is none."""
        for part in self._last_parts:
            part.setVisible(bool(title))
        self._last_title.setText(title)
        self._last.set(facts)

    def set_state(self, note: str, word: str, state: State, icon: str = "") -> None:
        """Say how it stands: a few quiet words under the title, and a chip."""
        self.say(note)
        self.chip.set(word, state, icon)

    def say(self, note: str) -> None:
        """Change the quiet words alone."""
        self._under.setText(note)

    def follow(self, job: RunningJob) -> None:
        """Show this job's steps from now on."""
        self._log = StepLog(self._plan)
        for event in job.history:
            self._log.add(event, live=False)
        job.events.connect(self._on_events)
        self.steps.set(self._log.items())

    def show_job(self, job: RunningJob | None) -> None:
        """Show the steps in place of the form while a job runs."""
        self._form.setVisible(job is None)
        self._running.setVisible(job is not None)
        if job:
            self.chip.set(translate("TargetCard", "Running"), "accent", "clock")
        stopping = job is not None and job.state == "stopping"
        self.stop.setEnabled(not stopping)
        self.stop.setText(translate("TargetCard", "Stopping …") if stopping else translate("TargetCard", "Stop"))

    def set_usable(self, usable: bool) -> None:
        """Whether anything in it can be chosen now."""
        self._form.setEnabled(usable)

    def _on_events(self, events: Sequence[Event]) -> None:
        for event in events:
            self._log.add(event, live=True)
        self.steps.set(self._log.items())
