"""The page Export: the trained student as one file to take elsewhere."""

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stillroom.errors import KnownError
from stillroom.serving import DEFAULT_QUANT
from stillroom.store import Run
from stillroom.students import SIXTEEN_BIT
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.export_choices import ExportChoices
from stillroom_desktop.pages.export_file import Exported, FileCard, Stages
from stillroom_desktop.pages.page import Page
from stillroom_desktop.theme import GAP, State
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, EmptyState, Notice
from stillroom_desktop.widgets.facts import size_text
from stillroom_desktop.widgets.table import Column, Row, Table
from stillroom_desktop.words import home_path, moment, percent
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate

_WIDE = 1040  # px of the page, from which on there is room for two columns


class ExportPage(Page):
    """The choices, the file that was written last or is being written, and those written before."""

    key = "export"
    follows = ("export",)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._trained: Run | None = None  # the training run whose student is exported
        self._exports: dict[str, Exported] = {}  # by run, the newest first
        self._shown = ""  # the run of the export in the card
        self.set_header(
            self.tr("Export"),
            self.tr("Take the student home: one GGUF file, for llama.cpp and all that is built on it."),
        )
        self._make_buttons()
        self._outcome = Notice("ok", "", big=True, button=self.open_folder)
        self._score = Notice("mute", "", icon="gauge", button=self._to_score)
        self._empty = EmptyState(
            "flame",
            self.tr("No trained student yet"),
            self.tr("What is exported is the student that you trained. Train it first."),
            self._to_train,
        )
        self._work = self._make_work()
        self.body.addWidget(self._outcome)
        self.body.addWidget(self._score)
        self.body.addWidget(self._work, 1)
        self.body.addWidget(self._empty, 1)

    # The parts

    def _make_buttons(self) -> None:
        self.write = Button(self.tr("Write the file"), "download", kind="primary")
        self.write.setObjectName("export_write")
        self.write.clicked.connect(self._write)
        self.stop = Button(self.tr("Stop"), "stop")
        self.stop.clicked.connect(self._stop)
        self.open_folder = Button(self.tr("Open folder"), "folder", kind="primary")
        self.open_folder.setObjectName("export_open_folder")
        self.open_folder.clicked.connect(self._open_newest)
        self._to_score = Button(self.tr("Scorecard"), "arrow_right", kind="quiet", small=True)
        self._to_score.clicked.connect(lambda: self.workspace.go.emit("evaluate"))
        self._to_train = Button(self.tr("Go to Train"), "flame", kind="primary")
        self._to_train.clicked.connect(lambda: self.workspace.go.emit("train"))

    def _make_work(self) -> QWidget:
        self._columns = QHBoxLayout()
        self._columns.setSpacing(GAP)
        self.choices = ExportChoices()
        self.choices.changed.connect(self._show_state)
        self._columns.addWidget(self.choices, 1)
        self._columns.addWidget(self._make_result(), 1)
        self.table = Table(
            [
                Column("file", self.tr("File"), "mono"),
                Column("folder", self.tr("Folder"), "muted", 230, spare=True),
                Column("quant", self.tr("Bits"), width=92),
                Column("size", self.tr("Size"), "number", 96),
                Column("written", self.tr("Written"), "muted", 110, spare=True),
                Column("state", self.tr("Now"), "chip", 126),
            ],
            "export",
        )
        self.table.setAccessibleName(self.tr("Exports made before"))
        self.table.selected_row.connect(self._select)
        self.table.activated_row.connect(self._open_folder)
        self._before = Card(self.tr("Made before"), flush=True)
        self._before.setMinimumHeight(184)
        self._before.body.addWidget(self.table)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._columns)
        column.addWidget(self._before, 1)
        column.addStretch()
        return work

    def _make_result(self) -> QStackedWidget:
        self.stages = Stages()
        self._running = Card(self.tr("Writing"))
        self._running.body.addWidget(self.stages)
        self._running.body.addStretch(1)
        self.file = FileCard()
        self._nothing_yet = Card(self.tr("The file"))
        self._nothing_yet.body.addWidget(
            Label(
                self.tr(
                    "What the student learned is merged into its weights, converted to GGUF, made smaller, and copied to the "
                    "folder. The first file takes a while; what was made on the way is kept, and the next one is quick."
                ),
                role="text2",
                wrap=True,
            )
        )
        self._nothing_yet.body.addStretch(1)
        self._result = QStackedWidget()
        for card in (self._nothing_yet, self._running, self.file):
            self._result.addWidget(card)
        return self._result

    # What is done

    def _write(self) -> None:
        out = self.choices.out
        assert out
        self.write.setEnabled(False)
        self.write.setText(self.tr("Starting …"))
        if self.workspace.export_gguf(out, self.choices.quant.value) is None:
            self.refresh()

    def _stop(self) -> None:
        if job := self.workspace.running("export"):
            job.cancel()

    def _select(self, run: str) -> None:
        if run:
            self._shown = run
            self._show_result()

    def _open_newest(self) -> None:
        self._open_folder(next(iter(self._exports)))

    def _open_folder(self, run: str) -> None:
        folder = self._exports[run].path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            error = KnownError(
                self.tr("The folder cannot be opened"),
                self.tr("The system did not open {folder}.").format(folder=folder),
                self.tr("Was it moved or deleted?"),
            )
            self.workspace.failed.emit(error)

    # What is shown

    def follow(self, job: RunningJob) -> None:
        self.stages.follow(job)
        job.state_changed.connect(self.redraw)

    def refresh(self) -> None:
        if self.workspace.project is None:
            return
        runs = self.workspace.store.runs("export")
        before = next(iter(self._exports), "")
        self._exports = {run.id: exported for run in runs if (exported := Exported.of(run))}
        if next(iter(self._exports), "") != before or self._shown not in self._exports:
            self._shown = next(iter(self._exports), "")
        self._trained = next((run for run in self.workspace.store.runs("train") if run.state == "done"), None)
        self._empty.setVisible(self._trained is None)
        self._work.setVisible(self._trained is not None)
        if self._trained:
            self.choices.show_project(self.workspace.project, self._trained.id)
        self.table.set_rows([_row(run, exported) for run, exported in self._exports.items()])
        self._before.setVisible(bool(self._exports))
        self._show_state()
        self._show_result()

    def _show_state(self) -> None:
        """Show what depends on the choices, too: the buttons, what came of the last export, and the score."""
        job, run = self.workspace.running("export"), self.workspace.latest("export")
        newest = next(iter(self._exports.values()), None)
        is_it = newest is not None and self._trained is not None and newest.path == self.choices.out
        done = bool(is_it and newest and self._trained and newest.trained == self._trained.id and newest.is_whole)
        stopping = job is not None and job.state == "stopping"
        self.stop.setEnabled(not stopping)
        self.stop.setText(self.tr("Stopping …") if stopping else self.tr("Stop"))
        self.choices.setEnabled(job is None)
        self.write.setEnabled(self.choices.out is not None)
        self.write.setText(self.tr("Write it again") if done else self.tr("Write the file"))
        self.write.set_kind("normal" if done else "primary")
        self.open_folder.set_kind("primary" if done else "normal")
        self.set_buttons(*([self.stop] if job else [self.write] if self._trained else []))
        self._show_outcome(job, run)
        self._show_score()

    def _show_outcome(self, job: RunningJob | None, run: Run | None) -> None:
        self._outcome.setVisible(job is None and run is not None and self._trained is not None)
        if run is None:
            return
        exported = self._exports.get(run.id)
        self.open_folder.setVisible(exported is not None)
        if exported:
            title = self.tr("Wrote {file}, {size}").format(file=exported.path.name, size=size_text(exported.size))
            self._outcome.set(
                "ok", title, self.tr("It lies in {folder}.").format(folder=home_path(exported.path.parent))
            )
        elif run.state == "cancelled":
            self._outcome.set("warn", self.tr("Stopped"), run.result.get("message", ""))
        else:
            words = (run.result.get("message", ""), run.result.get("hint", ""))
            self._outcome.set("bad", run.result.get("title", self.tr("It failed")), " ".join(filter(None, words)))

    def _show_score(self) -> None:
        self._score.setVisible(self._trained is not None)
        if self._trained:
            self._score.set(*_score(self.workspace, self._trained, self.choices.quant.value))

    def _show_result(self) -> None:
        if self.workspace.running("export"):
            self._result.setCurrentWidget(self._running)
        elif self._shown:
            self.file.show_file(self._exports[self._shown])
            self._result.setCurrentWidget(self.file)
        else:
            self._result.setCurrentWidget(self._nothing_yet)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def _row(run: str, file: Exported) -> Row:
    if file.is_whole:
        state = (translate("ExportPage", "There"), "ok", "check")
    elif file.is_there:
        state = (translate("ExportPage", "Changed"), "warn", "warning")
    else:
        state = (translate("ExportPage", "Gone"), "mute", "cross")
    return {
        "id": run,
        "file": file.path.name,
        "folder": home_path(file.path.parent),
        "quant": file.quant,
        "size": size_text(file.size),
        "written": moment(file.written),
        "state": state,
    }


def _score(workspace: Workspace, trained: Run, quant: str) -> tuple[State, str]:
    """What the newest scorecard of this student says of it in this quantisation, as a notice."""
    run = next((run for run in workspace.store.runs("evaluate") if run.state == "done"), None)
    if run is None or run.result.get("run") != trained.id:
        return "mute", translate("ExportPage", "Not scored yet: nobody has measured how well it calls your tools.")
    measured = run.spec["params"].get("quant", DEFAULT_QUANT)
    arm, name = ("student", translate("ExportPage", "16 bit")) if quant == SIXTEEN_BIT else ("quantised", quant)
    exact = run.result["arms"].get(arm, {}).get("exact")
    if exact is None or exact["value"] is None or quant not in (measured, SIXTEEN_BIT):
        words = translate("ExportPage", "Not scored as {quant}; the scorecard shows other forms of it.")
        return "mute", words.format(quant=name)
    words = translate("ExportPage", "Scored as {quant}: {rate} of {n} held-out calls are exact.")
    return "info", words.format(quant=name, rate=percent(exact["value"]), n=exact["n"])
