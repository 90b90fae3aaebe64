"""The card that says in plain words what this computer has for the work."""

import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom_desktop.folders import show_page
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.words import count, gigabytes
from stillroom_desktop.workspace import Workspace

_MEMORY_GB = 8.0
_ROOM_GB = 5.0


class ThisPc(Card):
    """Graphics card, memory and processor, disk, Ollama, and what leaves the machine."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(QCoreApplication.translate("ThisPc", "This PC"), flush=True)
        self._workspace = workspace
        self._again = Button(self.tr("Check again"), "refresh", small=True)
        self._again.setObjectName("check_again")
        self._again.clicked.connect(self._look_again)
        self.add_action(self._again)
        self.body.setSpacing(0)
        self._gpu = FactRow("bolt", self.tr("Graphics card"))
        self._memory = FactRow("cpu", self.tr("Memory"))
        self._disk = FactRow("disk", self.tr("Disk"))
        self._get_ollama = Button("ollama.com", "external", kind="quiet", small=True)
        self._get_ollama.clicked.connect(lambda: show_page(workspace, "https://ollama.com"))
        self._get_ollama.hide()
        self._ollama = FactRow("terminal", "Ollama", self._get_ollama)
        self._private = FactRow("shield", self.tr("Privacy"))
        for number, row in enumerate((self._gpu, self._memory, self._disk, self._ollama, self._private)):
            if number:
                self.body.addWidget(HairLine())
            self.body.addWidget(row)
        self.body.addStretch(1)

    def show_hardware(self, folder: Path) -> None:
        """Say what was found; `folder` is where the projects lie, or will."""
        self._folder = folder
        hardware = None if self._workspace.looking else self._workspace.hardware
        self._again.setEnabled(not self._workspace.looking)
        self._private.set("", self.tr("Everything runs here: no account, no key, no network."))
        self._show_disk(folder)
        if hardware is None:
            for row in (self._gpu, self._memory, self._ollama):
                row.set("", self.tr("Looking ..."), ok=None)
            return
        if hardware.gpu and hardware.gpu_memory_gb:
            value = self.tr("{gpu}, {memory}").format(gpu=hardware.gpu, memory=gigabytes(hardware.gpu_memory_gb))
            self._gpu.set(value, self.tr("Students are trained on it."))
        else:
            words = self.tr(
                "Training runs on the processor. Small students, up to half a billion parameters, learn well there."
            )
            self._gpu.set(self.tr("none for training"), words, ok=None)
        enough = hardware.memory_gb >= _MEMORY_GB
        value = self.tr("{memory}, {cores} cores").format(
            memory=gigabytes(hardware.memory_gb), cores=count(hardware.cores)
        )
        words = self.tr("Enough to train, score and pack the sample's student.")
        little = self.tr("Training needs about {memory}.").format(memory=gigabytes(_MEMORY_GB))
        self._memory.set(value, words if enough else little, ok=enough)
        self._show_ollama(hardware.ollama)

    def _show_ollama(self, version: str | None) -> None:
        if version:
            words = self.tr("It runs the file that Export writes.")
            self._ollama.set(self.tr("{version} is running").format(version=version), words)
        else:
            words = self.tr("It would run the file that Export writes; nothing else needs it.")
            self._ollama.set(self.tr("not running"), words, ok=None)
        self._get_ollama.setVisible(not version)

    def _look_again(self) -> None:
        self._workspace.look_again()
        self.show_hardware(self._folder)

    def _show_disk(self, folder: Path) -> None:
        there = next((place for place in (folder, *folder.parents) if place.exists()), Path.home())
        try:
            free = shutil.disk_usage(there).free / 1e9
        except OSError:
            self._disk.set("", self.tr("The folder for projects cannot be looked at."), ok=False)
            return
        enough = free >= _ROOM_GB
        words = self.tr("Enough for students, their checkpoints and exports.")
        little = self.tr("Keep {room} free: students and their checkpoints need it.").format(room=gigabytes(_ROOM_GB))
        self._disk.set(self.tr("{room} free").format(room=gigabytes(free)), words if enough else little, ok=enough)


class FactRow(QWidget):
    """One thing that was looked at: what it is, what was found, and what that means."""

    def __init__(self, icon: str, name: str, button: Button | None = None) -> None:
        super().__init__()
        self._name = name
        self._value = Label(role="text2", elide=True)
        self._words = Label(size=12, role="text2", wrap=True)
        self._sign = Picture("check_circle", "ok")
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(Label(name, weight=600))
        head.addWidget(self._value, 1)
        if button:
            head.addWidget(button)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(19, 8, 19, 8)
        row.setSpacing(10)
        row.addWidget(Picture(icon, "text2", size=18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)

    def set(self, value: str, words: str, *, ok: bool | None = True) -> None:
        """Say what was found; `ok` is None where it is neither good nor bad."""
        self._value.setText(value)
        self._words.setText(words)
        self._sign.set(*{True: ("check_circle", "ok"), False: ("warning", "warn"), None: ("info", "info")}[ok])
        self.setAccessibleName(" ".join(filter(None, [self._name, value, words])))
