"""What verification said of a teacher's trajectories: in words, as a chip, and one trajectory with its verdict in a dialog."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import Store, TaughtRow, VerdictStage
from stillroom_desktop.engine_words import said
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.transcript import Transcript

translate = QCoreApplication.translate


def verdict_chip(accepted: bool | None, *, recovered: bool = False) -> tuple[str, State, str]:
    """A verdict as a chip: word, state, icon. `recovered`: a call failed on the way."""
    if accepted and recovered:
        return translate("Verdicts", "Recovered"), "ok", "refresh"
    if accepted:
        return translate("Verdicts", "Kept"), "ok", "check"
    return (
        (translate("Verdicts", "Not checked"), "mute", "clock")
        if accepted is None
        else (translate("Verdicts", "Rejected"), "warn", "warning")
    )


def stage_title(stage: VerdictStage) -> str:
    """What a rejection at this stage means."""
    match stage:
        case "format":
            return translate("Verdicts", "No usable reply")
        case "schema":
            return translate("Verdicts", "A call that does not fit its tool")
        case "execution":
            return translate("Verdicts", "A tool failed")
        case "check":
            return translate("Verdicts", "Not what the task expects")
        case "judge":
            return translate("Verdicts", "Not right, says the judge")
        case "near-duplicate":
            return translate("Verdicts", "It repeats another solution")


class TrajectoryDialog(QDialog):
    """A teacher's trajectory as a conversation, with its verdict."""

    def __init__(self, store: Store, row: TaughtRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Task {number}").format(number=row.number))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 620)
        word, state, icon = verdict_chip(row.accepted)
        why = self.tr("Every check passed: its form, its calls, their execution, and what came out.")
        if row.stage is not None:
            word = f"{word}: {stage_title(row.stage)}"
            why = said(row.reason)
        transcript = Transcript()
        trajectory = store.trajectory(row.trajectory)
        assert trajectory
        transcript.set_tools(store.tool_set(trajectory.tool_set))
        transcript.show_trajectory(trajectory.messages, store.executions(row.trajectory))
        card = Card(flush=True)
        card.body.addWidget(transcript)
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(Label(row.task, size=11, role="text3", mono=True, selectable=True), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(Notice(state, word, why if row.accepted is not None else "", icon=icon))
        column.addWidget(card, 1)
        column.addLayout(foot)
