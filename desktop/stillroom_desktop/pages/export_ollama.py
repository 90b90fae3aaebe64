"""The card that takes the student into Ollama: its name there, how many bits it keeps, and on which computer."""

import re
import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.export import OllamaParams, short_name
from stillroom.students import Hardware, ollama_address
from stillroom_desktop.folders import show_page
from stillroom_desktop.pages.export_past import Deployed
from stillroom_desktop.pages.export_quant import Figures, QuantChoice
from stillroom_desktop.pages.export_steps import INTO_OLLAMA
from stillroom_desktop.pages.export_target import TargetCard
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.controls import Field, LabelledRow
from stillroom_desktop.words import moment
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate

_PART = r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}"
_NAME = re.compile(rf"{_PART}(:{_PART})?")
_TRIED = OllamaParams("").tasks
_PROGRAMS = (
    "/Applications/Ollama.app",
    "~/Applications/Ollama.app",
    "~/AppData/Local/Programs/Ollama/ollama.exe",
)
"""Where Ollama's installers put it, and no path of the system's leads."""


def is_ollama_name(name: str) -> bool:
    """Whether Ollama takes it as a model's name, with or without a tag."""
    return _NAME.fullmatch(name) is not None


def name_for(project: str) -> str:
    """A project's name as Ollama can have it."""
    return re.sub(r"[^a-z0-9._-]+", "-", project.lower()).strip("-.")[:80] or "my-student"


def ollama_is_installed() -> bool:
    """Whether Ollama is on this computer, running or not."""
    return shutil.which("ollama") is not None or any(Path(place).expanduser().exists() for place in _PROGRAMS)


class OllamaCard(TargetCard):
    """The form for an export into Ollama. `remove_asked` tells that what the last one made there shall go."""

    remove_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            "terminal",
            "Ollama",
            translate(
                "OllamaCard",
                "Ollama runs the student on this PC for chats, scripts and agents. It takes the name only when it has answered "
                "real tool calls there.",
            ),
            INTO_OLLAMA,
        )
        self._workspace = workspace
        self._project = ""
        self._known_ollama: str | None = None
        self.is_missing = False  # as far as is known, no Ollama runs on this computer
        self._can_start = False  # but one is installed that the export can start
        self._make_missing()
        self.name = Field()
        self.name.setMinimumWidth(170)
        self.name.textChanged.connect(self._show)
        self._name_row = LabelledRow(self.tr("Name in Ollama"), self.name)
        self.quant = QuantChoice(self.tr("Ollama keeps a copy of its own, so the disk it uses needs this much free."))
        self.quant.changed.connect(self._show)
        self._make_elsewhere()
        self.export = Button(self.tr("Export to Ollama"), "arrow_right")
        self.export.setObjectName("export_ollama")
        self.export.clicked.connect(self.started)
        self.remove = Button(self.tr("Remove from Ollama …"), "trash", kind="quiet")
        self.remove.setObjectName("export_remove")
        self.remove.clicked.connect(self.remove_asked)
        for part in (self._missing, self._name_row, self.quant):
            self.form.addWidget(part)
        self.form.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.addWidget(self._other)
        self.buttons.addWidget(self.export)
        self.end_form()
        self.buttons.addWidget(self.remove)

    def _make_missing(self) -> None:
        self.get = Button("ollama.com", "external", small=True)
        self.get.clicked.connect(lambda: show_page(self._workspace, "https://ollama.com/download"))
        self.again = Button(self.tr("Check again"), "refresh", small=True)
        self.again.clicked.connect(self._look_again)
        self._problem = Notice("warn", "")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.get)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        self._missing = QWidget()
        column = QVBoxLayout(self._missing)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(self._problem)
        column.addLayout(buttons)

    def _make_elsewhere(self) -> None:
        self.elsewhere = Button(self.tr("Another computer"), "chevron_right", kind="quiet", small=True)
        self.elsewhere.setCheckable(True)
        self.elsewhere.toggled.connect(self._show)
        self.host = Field("http://192.168.1.20:11434")
        self.host.setMinimumWidth(200)
        self.host.textChanged.connect(self._show)
        self._host_row = LabelledRow(
            self.tr("Its address"),
            self.host,
            help=self.tr("Where an Ollama listens in your network. Empty is this PC, or what OLLAMA_HOST names."),
        )
        self._sent = Label(size=12, role="text2", wrap=True)
        self._other = QWidget()
        column = QVBoxLayout(self._other)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._host_row)
        column.addWidget(self._sent)

    # What is chosen

    @property
    def given_host(self) -> str | None:
        """The other computer, None for this one."""
        return (self.host.text().strip() or None) if self.elsewhere.isChecked() else None

    def params(self) -> OllamaParams:
        """What to ask of the job."""
        start = self._can_start and self.given_host is None
        return OllamaParams(self.name.text().strip(), self.given_host, self.quant.value, start=start)

    @property
    def is_ready(self) -> bool:
        """Whether it could start now: the name and the address can be, and as far as is known there is an Ollama."""
        here = self._known_ollama is not None or self._can_start or self._workspace.hardware is None
        there = self.given_host is not None
        return is_ollama_name(self.name.text().strip()) and self._host_is_right() and (here or there)

    # What is shown

    def show_project(self, name: str, last: Deployed | None, known: dict[str, Figures]) -> None:
        """Offer to export the student of a project; the name of its last export stands there to begin with."""
        if name != self._project:
            self._project = name
            self.name.setText(short_name(last.model) if last else name_for(name))
        hardware = self._workspace.hardware
        # What another computer has is not known here.
        self.quant.show_figures(known, hardware.memory_gb if hardware and self.given_host is None else None)

    def show_ollama(self, hardware: Hardware | None, last: Deployed | None, trained: str) -> None:
        """Say whether Ollama runs here, and how the last export stands; `trained` is the student of now."""
        looking = self._workspace.looking
        self._known_ollama = version = hardware.ollama if hardware else None
        self.again.setEnabled(not looking)
        self.is_missing = missing = hardware is not None and version is None
        self._can_start = missing and shutil.which("ollama") is not None
        self._missing.setVisible(missing)
        if missing:
            self._say_missing()
        if version:
            note = self.tr("version {version} runs on this PC").format(version=version)
        else:
            note = self.tr("Looking ...") if hardware is None or looking else self.tr("not running on this PC")
        if last and last.trained == trained:
            self.set_state(note, self.tr("Verified"), "ok", "check")
        elif last:
            self.set_state(note, self.tr("Earlier"), "warn", "clock")
        elif missing and not self._can_start:
            self.set_state(note, self.tr("Needs Ollama"), "warn", "warning")
        else:
            self.set_state(note, self.tr("Ready"), "accent")
        made = self.tr("{model}, made {moment}")
        self.show_facts(made.format(model=last.model, moment=moment(last.when)) if last else "", ())
        self.remove.setVisible(last is not None)
        if self._can_start:
            self.export.setText(self.tr("Start Ollama and export"))
        else:
            self.export.setText(self.tr("Export again") if last else self.tr("Export to Ollama"))
        self._show()

    def _say_missing(self) -> None:
        installed = ollama_is_installed()
        self.get.setVisible(not installed)
        if not installed:
            title = self.tr("Ollama is not on this PC")
            text = self.tr("It is free and needs no account. Install it, then check again.")
        elif self._can_start:
            title, text = self.tr("Ollama does not run"), self.tr("The export starts it, and it goes on by itself.")
        else:
            title, text = self.tr("Ollama does not run"), self.tr("Start it: open its application, then check again.")
        self._problem.set("warn", title, text)

    def _show(self) -> None:
        right = is_ollama_name(self.name.text().strip())
        self.name.set_invalid(not right)
        words = self.tr("Use letters, digits, dots, dashes and underscores, and a tag after a colon if you like.")
        self._name_row.set_note("" if right else words, wrong=True)
        opened = self.elsewhere.isChecked()
        self.elsewhere.set_icon("chevron_down" if opened else "chevron_right")
        self._other.setVisible(opened)
        # What would be chosen for an Ollama that is not there only pushes away what can be done now.
        for part in (self._name_row, self.quant, self.export):
            part.setVisible(opened or not self.is_missing or self._can_start)
        reachable = self._host_is_right()
        self.host.set_invalid(not reachable)
        words = self.tr("Give an address like http://192.168.1.20:11434.")
        self._host_row.set_note("" if reachable else words, wrong=True)
        size = self.quant.chosen.size_words
        self._sent.setText(
            self.tr(
                "Sent there: {size} of weights, the names and descriptions of your tools, and %n held-out task(s) "
                "with what your tools return. The tools themselves run here.",
                "",
                _TRIED,
            ).format(size=size)
            if size
            else self.tr(
                "Sent there: the student's weights, the names and descriptions of your tools, and %n held-out task(s) "
                "with what your tools return. The tools themselves run here.",
                "",
                _TRIED,
            )
        )
        self.export.setEnabled(self.is_ready)

    def _host_is_right(self) -> bool:
        try:
            ollama_address(self.given_host)
        except ValueError:
            return False
        return True

    def _look_again(self) -> None:
        self._workspace.look_again()
        self.again.setEnabled(False)
        self.say(self.tr("Looking ..."))
