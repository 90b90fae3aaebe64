"""What this computer has for the work, in one line, and what keeps a graphics card from being used."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.students import Hardware
from stillroom_desktop.engine_words import said
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.words import gigabytes
from stillroom_desktop.workspace import Workspace


class HardwareLine(QWidget):
    """The graphics card, memory, cores and room on the disk; a notice for each problem."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._words = Label(tabular=True, wrap=True)
        self.again = Button(self.tr("Check again"), "refresh", small=True)
        self.again.clicked.connect(self._look_again)
        card = Card(flush=True)
        row = QHBoxLayout()
        row.setContentsMargins(15, 8, 11, 8)
        row.setSpacing(10)
        row.addWidget(Picture("cpu", "text2", size=18))
        row.addWidget(self._words, 1)
        row.addWidget(self.again)
        card.body.addLayout(row)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(8)
        self._shown: tuple[str, ...] = ()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(card)
        whole.addLayout(self._problems)

    def refresh(self) -> None:
        """Say what was found."""
        looking, hardware = self._workspace.looking, self._workspace.hardware
        self.again.setEnabled(not looking)
        if hardware is None or looking:
            self._words.setText(self.tr("Looking at this computer …"))
            self._show_problems(())
            return
        self._words.setText(self._line(hardware))
        self._show_problems(hardware.problems)

    def _line(self, hardware: Hardware) -> str:
        if hardware.gpu and hardware.gpu_memory_gb:
            memory = gigabytes(hardware.gpu_memory_gb)
            parts = [self.tr("Training runs on {gpu} with {memory}").format(gpu=hardware.gpu, memory=memory)]
        else:
            parts = [self.tr("No graphics card for training: it runs on the processor")]
        parts.append(self.tr("{memory} of memory").format(memory=gigabytes(hardware.memory_gb)))
        parts.append(self.tr("%n core(s)", "", hardware.cores))
        if hardware.disk_free_gb is not None:
            parts.append(self.tr("{size} free on the disk").format(size=gigabytes(hardware.disk_free_gb)))
        return ", ".join(parts) + "."

    def _show_problems(self, problems: tuple[str, ...]) -> None:
        if problems == self._shown:
            return
        self._shown = problems
        while item := self._problems.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for problem in problems:
            self._problems.addWidget(Notice("warn", said(problem)))

    def _look_again(self) -> None:
        self._workspace.look_again()
        self.refresh()
