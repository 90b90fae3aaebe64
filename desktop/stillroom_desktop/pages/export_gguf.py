"""The card that writes the student as one GGUF file, and says where the last one lies."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from stillroom.errors import KnownError
from stillroom.project import Project
from stillroom.settings import Setting
from stillroom_desktop.pages.export_past import Written
from stillroom_desktop.pages.export_quant import Figures, QuantChoice
from stillroom_desktop.pages.export_steps import INTO_A_FILE
from stillroom_desktop.pages.export_target import TargetCard
from stillroom_desktop.widgets.basic import Button, HairLine
from stillroom_desktop.widgets.controls import LabelledRow
from stillroom_desktop.widgets.facts import Fact, size_text
from stillroom_desktop.widgets.form import FolderField
from stillroom_desktop.words import home_path, moment

translate = QCoreApplication.translate

_FOLDER = Setting("out", "folder", "", "", "The folder", "")


def folder_in(field: FolderField) -> Path | None:
    """The folder that a field names; None while that cannot be one."""
    try:
        folder: Path = _FOLDER.check(field.path)
    except KnownError:
        return None
    return folder


class GgufCard(TargetCard):
    """The form for the file, and below it the file that was written last."""

    def __init__(self) -> None:
        super().__init__(
            "file",
            translate("GgufCard", "GGUF file"),
            translate(
                "GgufCard",
                "One file to keep, to share, and to run in llama.cpp, LM Studio and all that is built on it. Nothing else is needed.",
            ),
            INTO_A_FILE,
        )
        self._project: Project | None = None
        self.quant = QuantChoice(
            self.tr(
                "What is made on the way, the 16 bit form too, stays in the project folder: the next file is quick."
            )
        )
        self.quant.changed.connect(self._show)
        self.folder = FolderField(self.tr("Folder"))
        self.folder.setMinimumWidth(0)
        self.folder.chosen.connect(self._show)
        self.folder.edited.connect(self._show)
        self._folder_row = LabelledRow(self.tr("Folder"), self.folder)
        self.write = Button(self.tr("Write the file"), "download")
        self.write.setObjectName("export_write")
        self.write.clicked.connect(self.started)
        for part in (self.quant, HairLine(), self._folder_row):
            self.form.addWidget(part)
        self.buttons.addWidget(self.write)
        self.end_form()

    def show_project(self, project: Project, known: dict[str, Figures]) -> None:
        """Offer to write the student of an open project."""
        if project is not self._project:
            self.folder.set_path(str(project.exports_folder))
        self._project = project
        self.quant.show_figures(known, None)  # the file may go anywhere
        self._show()

    @property
    def out(self) -> Path | None:
        """The file that will be written; None while the folder cannot be one."""
        folder = folder_in(self.folder)
        return folder / f"{self._project.folder.name}-{self.quant.value}.gguf" if self._project and folder else None

    def show_last(self, file: Written | None, trained: str) -> None:
        """Show the file that was written last, and how it stands; `trained` is the student of now."""
        if file is None:
            self.show_facts("", ())
            self.set_state(self.tr("for llama.cpp and others"), self.tr("Ready"), "accent")
            return
        if not file.is_whole:
            self.set_state(self.tr("no longer as it was written"), self.tr("Changed"), "warn", "warning")
        elif file.trained != trained:
            self.set_state(self.tr("of an earlier student"), self.tr("Earlier"), "warn", "clock")
        else:
            self.set_state(self.tr("for llama.cpp and others"), self.tr("Written"), "ok", "check")
        command = f'llama-cli -m "{file.path}"'
        title = self.tr("{file}, {size}, written {moment}")
        self.show_facts(
            title.format(file=file.path.name, size=size_text(file.size), moment=moment(file.when)),
            [
                Fact(self.tr("Folder"), home_path(file.path.parent), copied=str(file.path)),
                Fact(
                    "SHA-256",
                    file.sha256,
                    self.tr(
                        "A fingerprint of the file: whoever has a copy can see whether it is the same to the last bit."
                    ),
                    mono=True,
                    copied=file.sha256,
                ),
                Fact(
                    self.tr("Run it in llama.cpp"),
                    command,
                    self.tr(
                        "llama.cpp is a program that runs models on ordinary computers. This line loads the file there."
                    ),
                    mono=True,
                    copied=command,
                ),
            ],
        )

    def _show(self) -> None:
        out = self.out
        self.folder.set_invalid(out is None)
        self.write.setEnabled(out is not None)
        if out is None:
            self._folder_row.set_note(self.tr("Give the full path of a folder."), wrong=True)
        elif out.exists():
            self._folder_row.set_note(self.tr("{file} is there already; it will be replaced.").format(file=out.name))
        else:
            self._folder_row.set_note(self.tr("It becomes {file}.").format(file=out.name))
