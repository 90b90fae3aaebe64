"""What each check said of a solution, and why it is kept or not."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout

from stillroom.store import Execution, TaughtRow, Verdict, VerdictStage
from stillroom_desktop.engine_words import said
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.verdicts import stage_title
from stillroom_desktop.words import percent

_STAGES: tuple[VerdictStage, ...] = get_args(VerdictStage)


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
            "near-duplicate": self.tr("Repetition"),
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

    def show_verdicts(self, verdicts: Sequence[Verdict], executions: Sequence[Execution]) -> None:
        said = {verdict.stage: verdict for verdict in verdicts}
        for part in (self._marks, self._titles, self.words):
            part["judge"].setVisible("judge" in said)  # only a task with a rubric has one
            part["near-duplicate"].setVisible("near-duplicate" in said)  # older ones, and edited ones, have none
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
            case "near-duplicate":
                return self.tr("It repeats no other solution")


class WhyCard(Card):
    """Why a solution is kept, or was rejected, in words."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = Label(weight=600)
        self.words = Label(size=12, role="text2", wrap=True, selectable=True)
        self.body.setSpacing(6)
        self.body.addWidget(self._heading)
        self.agreement = Label(size=12, role="text3", wrap=True)
        self.body.addWidget(self.words)
        self.body.addWidget(self.agreement)

    def show_row(self, row: TaughtRow, executions: Sequence[Execution]) -> None:
        self._heading.setText(_why_title(row))
        self.words.setText(self._why(row, executions))
        share = None if row.agreement is None else percent(row.agreement)
        self.agreement.setText(self.tr("{share} of the teacher's tries did the same.").format(share=share))
        self.agreement.setVisible(share is not None)

    def _why(self, row: TaughtRow, executions: Sequence[Execution]) -> str:
        if row.accepted is None:
            return self.tr("Nothing has looked at this solution yet.")
        if row.reviewed is not None:
            decided = self.tr("Your word stands above the checks.")
            return f"{decided} {said(row.reason)}".strip() if row.reason != row.note else decided
        if not row.accepted:
            return said(row.reason)
        if row.split == "held_out":
            return self.tr(
                "Every check passed. The task is held out: the student is scored on it and never learns from it."
            )
        if any(not execution.ok for execution in executions):
            return self.tr(
                "A tool failed and the teacher put it right. Such solutions show the student how to recover."
            )
        return self.tr("Every check passed. The student learns from it.")


def _why_title(row: TaughtRow) -> str:
    translate = QCoreApplication.translate
    if row.reviewed is not None:
        return translate("WhyCard", "You accepted it") if row.reviewed else translate("WhyCard", "You rejected it")
    if row.accepted is None:
        return translate("WhyCard", "Not checked")
    return translate("WhyCard", "Why it is kept") if row.accepted else translate("WhyCard", "Why it was rejected")


def _ran(executions: Sequence[Execution]) -> str:
    translate = QCoreApplication.translate
    failed = sum(not execution.ok for execution in executions)
    if not executions:
        return translate("Solution", "There was nothing to run")
    if failed:
        return translate("Solution", "%n failed, then put right", None, failed)
    return translate("Solution", "%n call(s) ran", None, len(executions))
