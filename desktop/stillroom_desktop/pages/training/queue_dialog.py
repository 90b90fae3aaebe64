"""The trainings that wait for their turn: put into another order, removed, and put back."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import Run
from stillroom.training import TrainParams
from stillroom_desktop.pages.recipe_words import recipe_title
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.table import Column, Row, Table
from stillroom_desktop.words import moment, student_title
from stillroom_desktop.workspace import Workspace


class QueueDialog(QDialog):
    """A table of what waits; it follows the queue while it is open."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._queue = workspace, workspace.queue
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("queue")
        self.setWindowTitle(self.tr("Waiting trainings"))
        self.resize(760, 420)
        columns = [
            Column("place", "", "number", 48),
            Column("recipe", self.tr("Recipe")),
            Column("student", self.tr("Student"), "muted", 170),
            Column("when", self.tr("Added"), "muted", 100, spare=True),
        ]
        self.table = Table(columns, "")
        self.table.setAccessibleName(self.windowTitle())
        self.table.setSortingEnabled(False)
        self.sooner = Button(self.tr("Sooner"), "chevron_up")
        self.sooner.clicked.connect(lambda: self._queue.move(self.table.selected, -1))
        self.later = Button(self.tr("Later"), "chevron_down")
        self.later.clicked.connect(lambda: self._queue.move(self.table.selected, 1))
        self.remove = Button(self.tr("Remove"), "trash")
        self.remove.clicked.connect(lambda: self._queue.remove(self.table.selected))
        self.restore = Button(self.tr("Put back"), "undo", kind="quiet")
        self.restore.clicked.connect(self._queue.restore)
        for button, keys in ((self.sooner, "Alt+Up"), (self.later, "Alt+Down"), (self.remove, "Del")):
            button.setShortcut(QKeySequence(keys))
            button.setToolTip(button.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        self.go_on = Button(self.tr("Start the first one"), "flame", kind="primary")
        self.go_on.clicked.connect(self._queue.go_on)
        self._sentence = Label(role="text2", wrap=True)
        self._lay_out()
        self.table.selected_row.connect(self._show_buttons)
        for signal in (workspace.changed, workspace.job_started, workspace.job_ended):
            signal.connect(self._show)
        workspace.closed.connect(self.reject)
        self._show()
        self.table.step(0)

    def _lay_out(self) -> None:
        card = Card(flush=True)
        card.body.addWidget(self.table)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.sooner, self.later, self.remove, self.restore):
            foot.addWidget(button)
        foot.addStretch(1)
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        foot.addWidget(self.go_on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(Label(self.windowTitle(), size=15, weight=600))
        whole.addWidget(self._sentence)
        whole.addWidget(card, 1)
        whole.addLayout(foot)

    def _show(self) -> None:
        runs = self._queue.runs
        self.table.set_rows([_row(run, at) for at, run in enumerate(runs, start=1)])
        if runs and not self.table.selected:
            self.table.step(0)
        running = self._workspace.running("train") is not None
        if not runs:
            words = self.tr("Nothing waits. On the page Train, \u201cAdd to the queue\u201d puts a training here.")
        elif self._queue.going:
            words = self.tr(
                "They begin one after the other while this window is open. One that fails does not stop the others."
            )
        else:
            words = self.tr("They are kept in the project. They begin, one after the other, once you start one.")
        self._sentence.setText(words)
        self.go_on.setVisible(bool(runs) and not running)
        self.restore.setVisible(self._queue.removed is not None)
        self._show_buttons()

    def _show_buttons(self) -> None:
        ids = [run.id for run in self._queue.runs]
        at = ids.index(self.table.selected) if self.table.selected in ids else -1
        self.sooner.setEnabled(at > 0)
        self.later.setEnabled(0 <= at < len(ids) - 1)
        self.remove.setEnabled(at >= 0)


def _row(run: Run, place: int) -> Row:
    try:
        params = msgspec.convert(run.spec["params"], TrainParams)
    except (KeyError, msgspec.ValidationError):  # another Stillroom's: it is passed over when its turn comes
        return {"id": run.id, "place": place, "recipe": run.id, "student": "", "when": moment(run.started)}
    student = student_title(params.student)
    return {
        "id": run.id,
        "place": place,
        "recipe": recipe_title(params.recipe),
        "student": student,
        "when": moment(run.started),
    }
