"""What verification said of a teacher's trajectories: the reasons counted, and one trajectory with its verdict in a dialog."""

from collections import Counter
from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import Store, TaughtRow, VerdictStage
from stillroom_desktop.engine_words import said
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.transcript import Transcript
from stillroom_desktop.words import count as count_text

translate = QCoreApplication.translate

_REASONS = 3  # shown for each stage


def verdict_chip(accepted: bool | None) -> tuple[str, State, str]:
    """A verdict as a chip: word, state, icon."""
    if accepted:
        return translate("Verdicts", "Kept"), "ok", "check"
    return (
        (translate("Verdicts", "Not checked"), "mute", "clock")
        if accepted is None
        else (translate("Verdicts", "Rejected"), "bad", "cross")
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


class ReasonCount(msgspec.Struct, frozen=True):
    """How many trajectories were rejected at a stage, and the most frequent reasons with their counts."""

    stage: VerdictStage
    count: int
    reasons: tuple[tuple[str, int], ...]


def count_reasons(rows: Iterable[TaughtRow]) -> list[ReasonCount]:
    """The rejections by stage, the most frequent stage first."""
    reasons: dict[VerdictStage, Counter[str]] = {}
    for row in rows:
        if row.stage is not None:
            reasons.setdefault(row.stage, Counter())[row.reason] += 1
    counts = [ReasonCount(stage, told.total(), tuple(told.most_common(_REASONS))) for stage, told in reasons.items()]
    return sorted(counts, key=lambda count: -count.count)


class Reasons(Card):
    """What went wrong, and a button at its foot to try it again."""

    def __init__(self, retry: Button) -> None:
        super().__init__(translate("Verdicts", "What went wrong"), flush=True)
        self._retry = retry
        self._shown: list[ReasonCount] | None = None
        self._column = QVBoxLayout()
        self._column.setContentsMargins(19, 14, 19, 14)
        self._column.setSpacing(5)
        foot = QVBoxLayout()
        foot.setContentsMargins(15, 12, 15, 12)
        foot.addWidget(retry)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        self._line = HairLine()
        self.body.setSpacing(0)
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        self.body.addWidget(self._line)
        self.body.addWidget(self._foot)
        self.show_rows([])

    def show_rows(self, rows: Iterable[TaughtRow]) -> None:
        """Count these rows."""
        counts = count_reasons(rows)
        rejected = sum(count.count for count in counts)
        self.set_note(count_text(rejected) if rejected else "")
        for part in (self._line, self._foot):
            part.setVisible(bool(rejected))
        if counts == self._shown:
            return
        self._shown = counts
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not counts:
            self._column.addWidget(Label(translate("Verdicts", "No solution was rejected."), role="text2", wrap=True))
        for count in counts:
            self._column.addWidget(_ReasonPart(count, counts[0].count))


class _ReasonPart(QWidget):
    """One stage: its name, a bar against the most frequent one, and what was said most."""

    def __init__(self, count: ReasonCount, most: int) -> None:
        super().__init__()
        bar = ProgressBar(height=4)
        bar.set(count.count / most, "bad")
        bar.setAccessibleName("")
        head = QHBoxLayout()
        head.addWidget(Label(stage_title(count.stage), weight=500, wrap=True), 1)
        head.addWidget(Label(str(count.count), weight=500, tabular=True), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(bar)
        for reason, times in count.reasons:
            words = said(reason)
            if times > 1:
                words = translate("Verdicts", "{reason} ({times} times)").format(reason=words, times=times)
            column.addWidget(Label(words, size=12, role="text3", wrap=True))


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
