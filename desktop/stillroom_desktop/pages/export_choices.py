"""What there is to choose of an export: how many bits each number keeps, and the folder."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal

from stillroom.errors import KnownError
from stillroom.project import Project
from stillroom.serving import DEFAULT_QUANT
from stillroom.settings import Setting
from stillroom.students import QUANTS, SIXTEEN_BIT
from stillroom_desktop.widgets.basic import HairLine
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import LabelledRow, Select
from stillroom_desktop.widgets.facts import Fact, Facts, size_text
from stillroom_desktop.widgets.form import FolderField

translate = QCoreApplication.translate

_FOLDER = Setting("out", "folder", "", "", "The folder", "")


def quant_title(quant: str) -> str:
    """A quantisation in a few words."""
    match quant:
        case "Q4_K_M":
            return translate("Quant", "Q4_K_M, the smallest")
        case "Q5_K_M":
            return translate("Quant", "Q5_K_M, small")
        case "Q6_K":
            return translate("Quant", "Q6_K, middle")
        case "Q8_0":
            return translate("Quant", "Q8_0, large")
    return translate("Quant", "16 bit, as trained")


def quant_sentence(quant: str) -> str:
    """What a quantisation means for size and loss."""
    match quant:
        case "Q4_K_M":
            return translate("Quant", "4 to 5 bits for most numbers: small and quick, and a little less exact.")
        case "Q5_K_M":
            return translate("Quant", "5 to 6 bits for most numbers: a little larger, and nearer to what was trained.")
        case "Q6_K":
            return translate("Quant", "6 to 7 bits for most numbers: mostly hard to tell from what was trained.")
        case "Q8_0":
            return translate(
                "Quant", "8 to 9 bits for each number: about half the size of 16 bit, and hardly any loss."
            )
    return translate("Quant", "16 bits for each number: nothing is lost, and the file is the largest.")


class ExportChoices(Card):
    """The form of the page Export. `changed` comes with every choice, and while a path is written."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(translate("ExportChoices", "What to write"))
        self._project: Project | None = None
        self._trained = ""
        self.quant = Select([(quant, quant_title(quant)) for quant in (*QUANTS, SIXTEEN_BIT)])
        self.quant.set_value(DEFAULT_QUANT)
        self.quant.changed.connect(self._show)
        self._quant_row = LabelledRow(
            self.tr("Quantisation"),
            self.quant,
            help=self.tr(
                "How many bits each of the model's numbers keeps. Fewer make the file smaller and quicker, "
                "and the student a little less exact."
            ),
        )
        self.folder = FolderField(self.tr("Folder"))
        self.folder.chosen.connect(self._show)
        self.folder.edited.connect(self._show)
        self._folder_row = LabelledRow(self.tr("Folder"), self.folder)
        self._facts = Facts()
        for part in (self._quant_row, HairLine(), self._folder_row, HairLine(), self._facts):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_project(self, project: Project, trained: str) -> None:
        """Offer to export the student of a training run."""
        if project is not self._project:
            self.folder.set_path(str(project.exports_folder))
        self._project, self._trained = project, trained
        self._show()

    @property
    def out(self) -> Path | None:
        """The file that will be written; None while the folder cannot be one."""
        try:
            folder: Path = _FOLDER.check(self.folder.path)
        except KnownError:
            return None
        name = self._project.folder.name if self._project else ""
        return folder / f"{name}-{self.quant.value}.gguf"

    def _show(self) -> None:
        out = self.out
        self._quant_row.set_note(quant_sentence(self.quant.value))
        self.folder.set_invalid(out is None)
        if out is None:
            self._folder_row.set_note(self.tr("Give the full path of a folder."), wrong=True)
        elif out.exists():
            self._folder_row.set_note(self.tr("There is such a file; it will be replaced."))
        else:
            self._folder_row.set_note("")
        size = self._size()
        self._facts.set(
            [
                Fact(self.tr("File"), out.name if out else "", mono=True),
                Fact(self.tr("Size"), size_text(size) if size else self.tr("known when it is made")),
            ]
        )
        self.changed.emit()

    def _size(self) -> int:
        """How large the file will be: that of the one that a scorecard or an export has made of this student; else 0."""
        assert self._project
        made = self._project.run_folder(self._trained) / f"student-{self.quant.value}.gguf"
        return made.stat().st_size if made.is_file() else 0
