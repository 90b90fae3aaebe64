"""What the page Export shows of one export: its stages while it is made, then the file and how to use it."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.jobs import Event, Stage
from stillroom.store import Run
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.stages import stage_words
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.facts import Fact, Facts, size_text
from stillroom_desktop.words import home_path, moment, took


class Exported(msgspec.Struct, frozen=True):
    """A file that an export wrote; `trained` is the training run of the student in it."""

    path: Path
    size: int
    sha256: str
    quant: str
    trained: str
    written: float

    @classmethod
    def of(cls, run: Run) -> "Exported | None":
        """What a run wrote; None where it did not."""
        if run.state != "done" or not run.result.get("files"):
            return None
        file: dict[str, Any] = run.result["files"][0]
        return cls(
            Path(file["path"]),
            file["bytes"],
            file["sha256"],
            run.result["quant"],
            run.result["run"],
            run.finished or run.started,
        )

    @property
    def is_there(self) -> bool:
        return self.path.is_file()

    @property
    def is_whole(self) -> bool:
        """Whether a file of that size is in its place: what can be told without reading all of it."""
        return self.is_there and self.path.stat().st_size == self.size


class Stages(QWidget):
    """The stages of a running export, one under the other, each with how long it took."""

    def __init__(self) -> None:
        super().__init__()
        self._times: list[tuple[str, float | None]] = []  # name, and when it began, where that was seen
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def follow(self, job: RunningJob) -> None:
        """Show this job's stages from now on."""
        self._times = [(event.name, None) for event in job.history if isinstance(event, Stage)]
        job.events.connect(self._add)
        self._show()

    def _add(self, events: Sequence[Event]) -> None:
        new = [(event.name, time.monotonic()) for event in events if isinstance(event, Stage)]
        if new:
            self._times += new
            self._show()

    def _show(self) -> None:
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for place, (name, began) in enumerate(self._times):
            ended = self._times[place + 1][1] if place + 1 < len(self._times) else None
            seconds = ended - began if began is not None and ended is not None else 0.0
            time_taken = took(seconds) if seconds >= 1 else ""
            self._column.addWidget(_StageLine(name, time_taken, now=place == len(self._times) - 1))
        if not self._times:
            self._column.addWidget(_StageLine(self.tr("Starting …"), "", now=True))


class _StageLine(QWidget):
    def __init__(self, name: str, time_taken: str, *, now: bool) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(10)
        picture = Picture("refresh", "accent_text") if now else Picture("check_circle", "ok")
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(Label(stage_words(name), weight=500, elide=True))
        if now:
            bar = ProgressBar()
            bar.set(None)
            words.addWidget(bar)
        head.addLayout(words, 1)
        head.addWidget(Label(time_taken, role="text3", tabular=True), 0, Qt.AlignmentFlag.AlignTop)
        head.setContentsMargins(0, 0, 0, 0)
        self.setLayout(head)


class FileCard(Card):
    """A file that was written: where, how large, its digest, and the programs that run it."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("FileCard", "The file"))
        self._facts = Facts()
        self._ollama = Label(role="text3", size=12, wrap=True)
        self.body.setSpacing(6)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._ollama)
        self.body.addStretch(1)

    def show_file(self, file: Exported) -> None:
        command = f'llama-cli -m "{file.path}"'
        self.set_title(file.path.name)
        self.setAccessibleName(file.path.name)
        self.set_note("" if file.is_whole else self.tr("no longer as it was written"))
        self._facts.set(
            [
                Fact(self.tr("Folder"), home_path(file.path.parent), copied=str(file.path)),
                Fact(self.tr("Size"), size_text(file.size)),
                Fact(
                    "SHA-256",
                    file.sha256,
                    self.tr(
                        "A fingerprint of the file: whoever has a copy can see whether it is the same to the last bit."
                    ),
                    mono=True,
                    copied=file.sha256,
                ),
                Fact(self.tr("Written"), moment(file.written)),
                Fact(
                    self.tr("Run it in llama.cpp"),
                    command,
                    self.tr(
                        "llama.cpp is a program that runs models on ordinary computers. This line loads the file there."
                    ),
                    mono=True,
                    copied=command,
                ),
            ]
        )
        self._ollama.setText(self.tr("Setting it up in Ollama, with its tools, is still to come."))
