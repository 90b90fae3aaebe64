"""One solution of a teacher: as a conversation, what each check said of it, and why it is kept or not."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy

from stillroom.store import Execution, TaughtRow, Verdict, VerdictStage
from stillroom_desktop.engine_words import said
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.call_card import Picture, duration
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.transcript import Transcript
from stillroom_desktop.widgets.verdicts import stage_title, verdict_chip
from stillroom_desktop.words import kind_title

_STAGES: tuple[VerdictStage, ...] = ("format", "schema", "execution", "check", "judge")


class SolutionCard(Card):
    """One solution as a conversation."""

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._number = Label(weight=600, tabular=True)
        self.chip = Chip("", "mute")
        self._kind = Label(size=12, role="text3", elide=True)
        self._facts = Label(size=12, role="text3", tabular=True)
        self.transcript = Transcript()
        head = QHBoxLayout()
        head.setContentsMargins(19, 12, 19, 12)
        head.setSpacing(10)
        head.addWidget(self._number)
        head.addWidget(self.chip)
        head.addWidget(self._kind, 1)
        head.addWidget(self._facts)
        # It takes what height there is: what it would like must not make the page scroll.
        self.transcript.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(200)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(HairLine())
        self.body.addWidget(self.transcript, 1)

    def show_row(self, row: TaughtRow) -> None:
        """Say which solution it is; the conversation is shown by itself."""
        self._number.setText(self.tr("No. {number}").format(number=row.number))
        self.chip.set(*verdict_chip(row.accepted))
        side = self.tr("learn") if row.split == "train" else self.tr("held out")
        self._kind.setText(f"{kind_title(row.kind)} · {side}")
        self._facts.setText(f"{calls_words(len(row.tools))} · {duration(row.seconds)}" if row.tools else calls_words(0))


class ChecksCard(Card):
    """What each stage of verification said."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("ChecksCard", "Checks"),
            help=QCoreApplication.translate(
                "ChecksCard",
                "Each solution goes through these checks, in this order. It is kept if all of them say yes; the first no ends it.",
            ),
        )
        self._marks: dict[VerdictStage, Picture] = {}
        self._titles: dict[VerdictStage, Label] = {}
        self.words: dict[VerdictStage, Label] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        titles: dict[VerdictStage, str] = {
            "format": self.tr("Format"),
            "schema": self.tr("Schema"),
            "execution": self.tr("Execution"),
            "check": self.tr("Outcome"),
            "judge": self.tr("Judge"),
        }
        for place, (stage, title) in enumerate(titles.items()):
            mark, words = Picture("dot", "text3"), Label(size=12, role="text2", wrap=True)
            self._titles[stage] = Label(title, weight=500)
            grid.addWidget(mark, 3 * place, 0)
            grid.addWidget(self._titles[stage], 3 * place, 1)
            grid.addWidget(words, 3 * place + 1, 1)
            grid.setRowMinimumHeight(3 * place + 2, 8 if place < 3 else 0)
            self._marks[stage], self.words[stage] = mark, words
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_verdicts(self, verdicts: Sequence[Verdict], executions: Sequence[Execution]) -> None:
        said = {verdict.stage: verdict for verdict in verdicts}
        for part in (self._marks, self._titles, self.words):
            part["judge"].setVisible("judge" in said)  # only a task with a rubric has one
        for stage in _STAGES:
            verdict = said.get(stage)
            if verdict is None:
                self._marks[stage].set("minus", "text3")
                self.words[stage].setText(self.tr("Not looked at"))
            elif verdict.ok:
                self._marks[stage].set("check_circle", "ok")
                self.words[stage].setText(self._yes(stage, executions))
            else:
                self._marks[stage].set("cross_circle", "bad")
                self.words[stage].setText(stage_title(stage))
        self.set_note(self.tr("%n passed", "", sum(verdict.ok for verdict in verdicts)))

    def _yes(self, stage: VerdictStage, executions: Sequence[Execution]) -> str:
        match stage:
            case "format":
                return self.tr("Every step reads well")
            case "schema":
                return self.tr("Every call fits its tool") if executions else self.tr("No call was made")
            case "execution":
                return _ran(executions)
            case "check":
                return self.tr("It is what the task expects")
            case "judge":
                return self.tr("Right, says the judge")


class WhyCard(Card):
    """Why a solution is kept, or was rejected, in words."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = Label(weight=600)
        self.words = Label(size=12, role="text2", wrap=True, selectable=True)
        self.body.setSpacing(6)
        self.body.addWidget(self._heading)
        self.body.addWidget(self.words)
        self.body.addStretch(1)

    def show_row(self, row: TaughtRow, executions: Sequence[Execution]) -> None:
        if row.accepted is None:
            self._heading.setText(self.tr("Not checked"))
            self.words.setText(self.tr("Nothing has looked at this solution yet."))
        elif row.accepted:
            self._heading.setText(self.tr("Why it is kept"))
            self.words.setText(self._kept(row, executions))
        else:
            self._heading.setText(self.tr("Why it was rejected"))
            self.words.setText(said(row.reason))

    def _kept(self, row: TaughtRow, executions: Sequence[Execution]) -> str:
        if row.split == "held_out":
            return self.tr(
                "Every check passed. The task is held out: the student is scored on it and never learns from it."
            )
        if any(not execution.ok for execution in executions):
            return self.tr(
                "A tool failed and the teacher put it right. Such solutions show the student how to recover."
            )
        return self.tr("Every check passed. The student learns from it.")


def calls_words(count: int) -> str:
    """How many calls were made, in words."""
    if count == 0:
        return QCoreApplication.translate("Solution", "no call")
    return QCoreApplication.translate("Solution", "%n call(s)", None, count)


def _ran(executions: Sequence[Execution]) -> str:
    translate = QCoreApplication.translate
    failed = sum(not execution.ok for execution in executions)
    if not executions:
        return translate("Solution", "There was nothing to run")
    if failed:
        return translate("Solution", "%n failed, then put right", None, failed)
    return translate("Solution", "%n call(s) ran", None, len(executions))
