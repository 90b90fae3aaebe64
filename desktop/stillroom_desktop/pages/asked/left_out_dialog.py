"""What an import left out, line by line, with its reason."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.tasks import LeftOut
from stillroom_desktop.engine_words import said
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.table import Column, Table
from stillroom_desktop.words import count

translate = QCoreApplication.translate


class LeftOutDialog(QDialog):
    """A table to read and to copy; `total` is how many were left out, of which the first are shown."""

    def __init__(self, parent: QWidget, left_out: Sequence[LeftOut], total: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("left_out")
        self.setWindowTitle(self.tr("What was left out"))
        self.resize(760, 480)
        self.table = Table(
            [
                Column("where", self.tr("Line"), "muted", 110),
                Column("reason", self.tr("Why")),
                Column("prompt", self.tr("Task"), "text", 280),
            ],
            "left_out",
        )
        self.table.setAccessibleName(self.windowTitle())
        self.table.set_rows(
            [
                {
                    "id": str(place),
                    "where": line_word(each.where),
                    "reason": reason_word(each.reason),
                    "prompt": each.prompt,
                }
                for place, each in enumerate(left_out)
            ]
        )
        words = self.tr("%n line(s)", "", total)
        if total > len(left_out):
            words = self.tr("{words}; the first {shown} are shown").format(words=words, shown=count(len(left_out)))
        card = Card(flush=True)
        card.body.addWidget(self.table)
        close = Button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(Label(words, size=12, role="text3"), 1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(Label(self.windowTitle(), size=15, weight=600))
        whole.addWidget(card, 1)
        whole.addLayout(foot)


def line_word(where: str) -> str:
    """Where a line stands, without the file: that is known."""
    return said(where.partition(" of ")[0])


def reason_word(reason: str) -> str:
    """Why a line or a draft was left out."""
    match reason:
        case "duplicate":
            return translate("LeftOut", "there already")
        case "near-duplicate":
            return translate("LeftOut", "nearly the same as another")
        case "duplicate across the split" | "near-duplicate across the split":
            return translate("LeftOut", "the same, or nearly, as one of the other side")
        case "family on the other side":
            return translate("LeftOut", "of a family on the other side")
        case "no task":
            return translate("LeftOut", "lines that are no task")
    return said(reason)
