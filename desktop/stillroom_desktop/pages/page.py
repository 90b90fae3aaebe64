"""What every page is: a header that says what the page is for, a body of cards, and when it is drawn anew."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import RunKind
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.steps import StepKey
from stillroom_desktop.theme import GAP, HEADER, MARGIN
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.reading_order import show_focused
from stillroom_desktop.widgets.scrolled import Scrolled
from stillroom_desktop.workspace import Workspace


class Page(QWidget):
    """One step of the way. A subclass sets `key`, fills `body` after `super().__init__`, and overrides `refresh` and `follow`.

    The body scrolls where the window is smaller than its cards need.
    """

    key: StepKey
    follows: tuple[RunKind, ...] = ()  # kinds of jobs that are given to `follow`
    undoes = False  # whether `undo` and `redo` do something

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._buttons: tuple[Button, ...] = ()
        self._followed: set[RunningJob] = set()
        self._title = Label(size=20, weight=600)
        self._sentence = Label(role="text2", wrap=True)
        self._button_row = QHBoxLayout()
        self._button_row.setSpacing(10)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(MARGIN, 14, MARGIN, 14)
        self.body.setSpacing(GAP)
        self._lay_out_page()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._connections = (
            (app.focusChanged, self._focus_moved),
            (workspace.opened, self.refresh),
            (workspace.closed, self.refresh),
            (workspace.changed, self.redraw),
            (workspace.job_started, self._job_started),
            (workspace.job_ended, self._job_ended),
        )
        for signal, slot in self._connections:
            signal.connect(slot)

    def _lay_out_page(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        words.addStretch()
        header = QWidget()
        header.setMinimumHeight(HEADER - 1)
        row = QHBoxLayout(header)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(self._button_row)
        content = QWidget()
        content.setLayout(self.body)
        self._area = Scrolled(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(header)
        whole.addWidget(HairLine())
        whole.addWidget(self._area, 1)

    def set_header(self, title: str, sentence: str) -> None:
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def set_buttons(self, *buttons: Button) -> None:
        """Show these at the right of the header, at most one of them primary. They stay the page's: left out is hidden."""
        if buttons == self._buttons:
            return
        for button in self._buttons:
            self._button_row.removeWidget(button)
            if button not in buttons:
                button.hide()
        for button in buttons:
            self._button_row.addWidget(button)
            button.show()
        self._buttons = buttons

    def retire(self) -> None:
        """Hear nothing more of the workspace, and go away: the page's project is closed."""
        for signal, slot in self._connections:
            signal.disconnect(slot)
        self.deleteLater()

    def refresh(self) -> None:
        """Draw the page from the workspace: when it is shown, and on all that changes while it can be seen."""

    def undo(self) -> None:
        """Take the last change back."""

    def redo(self) -> None:
        """Do again what was taken back last."""

    def redraw(self) -> None:
        """Refresh the page if it can be seen. One that is shown later is refreshed then."""
        if self.isVisible():
            self.refresh()

    def follow(self, job: RunningJob) -> None:
        """Connect to a job of a kind in `follows`; called once a job, also for one that ran before the page was first shown."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        for job in self.workspace.jobs:
            self._follow(job)
        self.refresh()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        show_focused(self._area, before, now)

    def _follow(self, job: RunningJob) -> None:
        if job.kind in self.follows and job not in self._followed:
            self._followed.add(job)
            self.follow(job)

    def _job_started(self, job: RunningJob) -> None:
        self._follow(job)
        self.redraw()

    def _job_ended(self, job: RunningJob) -> None:
        self._followed.discard(job)
        self.redraw()
