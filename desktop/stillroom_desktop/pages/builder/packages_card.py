"""The Python packages that the project's tools need: the list, and their environment, installed after asking."""

import msgspec
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.errors import ToolError
from stillroom.jobs import Cancelled, Event, Failed, Note
from stillroom.tools import PACKAGES, check_packages, tool_environment
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.controls import Field, ProgressBar
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.workspace import Workspace


class PackagesCard(Card):
    """What tools written in Python import beyond the standard library. `changed` tells that the list is another one."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            QCoreApplication.translate("PackagesCard", "Packages"),
            help=QCoreApplication.translate(
                "PackagesCard",
                "Python packages that the tools import. They are installed into an environment that only tools use,"
                " never into Stillroom's own.",
            ),
        )
        self._workspace = workspace
        self._packages: tuple[str, ...] = ()
        self._job: RunningJob | None = None
        self._outcome: tuple[State, str, str] | None = None  # of the last try to install them, where it failed
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.field = Field(self.tr("for example pypdf>=6"))
        self.field.setAccessibleName(self.tr("A package that the tools need"))
        self.field.returnPressed.connect(self._add)
        self.add = Button(self.tr("Add"), "plus", small=True)
        self.add.clicked.connect(self._add)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.add)
        self._fault = Label(size=12, role="bad", wrap=True)
        self._fault.hide()
        self.install = Button(self.tr("Install …"), "download", small=True)
        self.install.clicked.connect(self._ask)
        self.state = Notice("mute", "", button=self.install)
        self._progress = Label(size=12, role="text2", wrap=True)
        self._bar = ProgressBar()
        self._progress.hide()
        self._bar.hide()
        self.body.addLayout(self._rows)
        self.body.addLayout(line)
        for part in (self._fault, self.state, self._progress, self._bar):
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Draw it from the project."""
        if not self._workspace.project:
            return
        packages = tuple(self._workspace.store.fact(PACKAGES, []))
        if packages != self._packages:
            self._packages = packages
            self._show_rows()
        self.set_note(str(len(packages)) if packages else "")
        there = not packages or tool_environment(packages) is not None
        self.state.setVisible(bool(packages) and self._job is None)
        self.install.setVisible(not there)
        if there:
            self.state.set("ok", self.tr("Installed"))
        elif self._outcome:
            self.state.set(*self._outcome)
        else:
            self.state.set("warn", self.tr("Not installed yet: tools that need them cannot run."))

    def follow(self, job: RunningJob) -> None:
        """Show what a job that installs them tells."""
        self._job = job
        self._progress.setText(self.tr("Preparing …"))
        self._progress.show()
        self._bar.set(None)
        self._bar.show()
        job.events.connect(self._take)
        job.ended.connect(self._ended)
        self.refresh()

    def _take(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, Note):
                self._progress.setText(said(event.text))

    def _ended(self, last: object) -> None:
        self._job = None
        self._progress.hide()
        self._bar.hide()
        self._bar.set(0.0)
        self._outcome = None
        if isinstance(last, Failed):
            self._outcome = ("bad", *failure_words(msgspec.structs.asdict(last)))
        elif isinstance(last, Cancelled):
            self._outcome = ("warn", self.tr("Stopped. Nothing was installed."), "")
        self.refresh()

    def _add(self) -> None:
        text = self.field.text().strip()
        if text and self._keep((*self._packages, *filter(None, (part.strip() for part in text.split(","))))):
            self.field.clear()

    def _drop(self, package: str) -> None:
        self._keep(tuple(each for each in self._packages if each != package))

    def _keep(self, packages: tuple[str, ...]) -> bool:
        try:
            checked = check_packages(packages)
        except ToolError as error:
            self._fault.setText(failure_words(error.to_json())[1])
            self._fault.show()
            return False
        self._fault.hide()
        self._outcome = None
        self._workspace.store.set_fact(PACKAGES, list(checked))
        self._workspace.touch()
        self.refresh()
        self.changed.emit()
        return True

    def _show_rows(self) -> None:
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for package in self._packages:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Label(package, size=12, mono=True, elide=True), 1)
            gone = Button("", "minus", kind="quiet", small=True, name=self.tr("Remove {name}").format(name=package))
            gone.clicked.connect(lambda _=False, package=package: self._drop(package))
            row.addWidget(gone)
            self._rows.addWidget(line)

    def _ask(self) -> None:
        dialog = MessageDialog(
            self.window(),
            self.tr("Install these packages?"),
            self.tr(
                "{packages} and what they need are downloaded from the Python Package Index into an environment that only"
                " tools use. Their code can do what your tools can: install only what you trust."
            ).format(packages=", ".join(self._packages)),
            icon="download",
            role="accent_text",
        )
        dialog.setObjectName("install_packages")
        dialog.add_button(self.tr("Not now"))
        dialog.add_button(self.tr("Install"), self._workspace.install_packages, kind="primary")
        dialog.open()
