"""The small exports: model folder, adapter, training data, model card and training folder, each a line with its button."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.export import FileKind, FilesParams
from stillroom.project import Project
from stillroom.training import ADAPTER
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.export_gguf import folder_in
from stillroom_desktop.pages.export_past import Past, target_of
from stillroom_desktop.pages.export_quant import Figures
from stillroom_desktop.pages.export_target import IconTile
from stillroom_desktop.stages import stage_words
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import LabelledRow, ProgressBar
from stillroom_desktop.widgets.facts import size_text
from stillroom_desktop.widgets.form import FolderField
from stillroom_desktop.words import home_path, moment

translate = QCoreApplication.translate

Kind = FileKind | Literal["training"]

KINDS: tuple[Kind, ...] = ("folder", "adapter", "data", "card", "training")
_FOLDERS = ("folder", "adapter", "training")
_ICONS: dict[Kind, str] = {"folder": "folder", "adapter": "chip", "data": "list", "card": "book", "training": "flame"}
_ENDINGS: dict[Kind, str] = {
    "folder": "model",
    "adapter": "adapter",
    "data": "training.jsonl",
    "card": "model-card.md",
    "training": "training",
}


def kind_name(kind: Kind) -> str:
    """What a kind of files is called."""
    match kind:
        case "folder":
            return translate("OtherFiles", "Model folder")
        case "adapter":
            return translate("OtherFiles", "Adapter")
        case "data":
            return translate("OtherFiles", "Training data")
        case "card":
            return translate("OtherFiles", "Model card")
        case "training":
            return translate("OtherFiles", "Training folder")


def kind_sentence(kind: Kind) -> str:
    """What a kind of files is for."""
    match kind:
        case "folder":
            return translate(
                "OtherFiles",
                "The whole student in Hugging Face format, for transformers, vLLM and training it further.",
            )
        case "adapter":
            return translate(
                "OtherFiles", "Only what the student learned (LoRA); peft loads it beside the weights it began with."
            )
        case "data":
            return translate(
                "OtherFiles", "The accepted solutions as JSONL, with messages and tools, as TRL reads them."
            )
        case "card":
            return translate("OtherFiles", "What it is, what it was made of, how it scored, and what it cannot do.")
        case "training":
            return translate(
                "OtherFiles",
                "The training itself, to run on a computer with larger GPUs. Its README says how, and what has to come back here.",
            )


class OtherFiles(Card):
    """`asked` and `training_asked` tell what to write; `stopped` that what is being written shall not be.

    `back_asked`: what was trained elsewhere, in this folder, shall become a training of the project.
    """

    asked = Signal(object)  # FilesParams
    training_asked = Signal(Path)
    back_asked = Signal(Path)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__(translate("OtherFiles", "Other files"), flush=True)
        self._project: Project | None = None
        self._training: Path | None = None  # the folder that was written last
        self.folder = FolderField(self.tr("Folder"))
        self.folder.setMinimumWidth(0)
        self.folder.chosen.connect(self._show)
        self.folder.edited.connect(self._show)
        self._folder_row = LabelledRow(self.tr("Folder"), self.folder)
        self._folder_row.setContentsMargins(19, 12, 19, 12)
        self.lines = {kind: FileLine(kind) for kind in KINDS}
        self.body.setSpacing(0)
        self.body.addWidget(self._folder_row)
        for line in self.lines.values():
            line.asked.connect(self._ask)
            line.stop.clicked.connect(self.stopped)
            line.back.clicked.connect(lambda: self.back_asked.emit(self._training))
            self.body.addWidget(HairLine())
            self.body.addWidget(line)

    def show_project(self, project: Project, trained: str, full: Figures, past: Past) -> None:
        """Offer the files of a training run's student; `full` are the figures of its 16 bits."""
        if project is not self._project:
            self.folder.set_path(str(project.exports_folder))
        self._project = project
        self._training = past.written["training"].path if "training" in past.written else None
        adapter = project.run_folder(trained) / ADAPTER
        learned = sum(path.stat().st_size for path in adapter.iterdir()) if adapter.is_dir() else 0
        sizes = {"folder": full.size_words, "adapter": size_text(learned) if learned else ""}
        for kind, line in self.lines.items():
            last = past.written.get(kind)
            said = (
                self.tr("{moment}: {path}").format(moment=moment(last.when), path=home_path(last.path)) if last else ""
            )
            line.show_last(sizes.get(kind, ""), said)
        self._show()

    def show_job(self, job: RunningJob | None) -> None:
        """Show in its line what is being written; meanwhile nothing else can be."""
        for kind, line in self.lines.items():
            line.show_job(job if job and target_of(job.spec.job, job.spec.params) == kind else None)
            line.write.setEnabled(job is None and folder_in(self.folder) is not None)
        self.folder.setEnabled(job is None)

    def _show(self) -> None:
        folder = folder_in(self.folder)
        self.folder.set_invalid(folder is None)
        self._folder_row.set_note("" if folder else self.tr("Give the full path of a folder."), wrong=True)
        for line in self.lines.values():
            line.write.setEnabled(folder is not None)

    def _ask(self, kind: Kind) -> None:
        folder = folder_in(self.folder)
        assert folder and self._project
        out = folder / f"{self._project.folder.name}-{_ENDINGS[kind]}"
        if kind in _FOLDERS:
            out = _free(out)
        if kind == "training":
            self.training_asked.emit(out)
        else:
            self.asked.emit(FilesParams(kind, str(out)))


class FileLine(QWidget):
    """One kind of files: what it is for, where the last one lies, and its button."""

    asked = Signal(str)

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._comes_back = kind == "training"
        self._size = Label(size=12, role="text3", tabular=True)
        self._last = Label(size=12, role="text3", elide=True)
        self._stage = Label(size=12, role="accent_text", elide=True)
        self._bar = ProgressBar()
        name = kind_name(kind)
        self.write = Button(self.tr("Write"), "download", small=True)
        self.write.setAccessibleName(self.tr("Write: {name}").format(name=name))
        self.write.setObjectName(f"export_{kind}")
        self.write.clicked.connect(lambda: self.asked.emit(kind))
        self.stop = Button(self.tr("Stop"), "stop", small=True)
        self.back = Button(self.tr("Take back"), "return", small=True)
        self.back.setObjectName(f"export_{kind}_back")
        self.back.setToolTip(self.tr("Make what was trained elsewhere, in this folder, a training of this project"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(name, weight=600))
        head.addWidget(self._size)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(Label(kind_sentence(kind), size=12, role="text2", wrap=True))
        for part in (self._last, self._stage, self._bar):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(19, 11, 15, 11)
        row.setSpacing(12)
        row.addWidget(IconTile(_ICONS[kind], 32), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.back)
        row.addWidget(self.write)
        row.addWidget(self.stop)
        self.show_last("", "")
        self.show_job(None)

    def show_last(self, size: str, last: str) -> None:
        """Say how large it is, and when and where it was written last; "" where that is not known."""
        self._size.setText(size)
        self._last.setText(last)
        self._last.setVisible(bool(last))
        self.back.setVisible(self._comes_back and bool(last))

    def show_job(self, job: RunningJob | None) -> None:
        """Show how far it is, while it is written."""
        for part in (self._stage, self._bar, self.stop):
            part.setVisible(job is not None)
        self.write.setVisible(job is None)
        self.back.setEnabled(job is None)
        if job:
            self._stage.setText(stage_words(job.stage.name) if job.stage else self.tr("Starting …"))
            self._bar.set(job.share)
            self.stop.setEnabled(job.state == "running")


def _free(folder: Path) -> Path:
    """The folder, or one beside it with a number, where nothing lies: what was written before stays."""
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free
