"""The page Export: the trained student taken home, to Ollama, as one file, or as what others go on with."""

import msgspec
from PySide6.QtCore import QUrl
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.export import REPORT, OllamaParams, RemoveParams, short_name
from stillroom.jobs.events import Failed, Last
from stillroom.serving import newest_trained
from stillroom.store import Run
from stillroom.students import SIXTEEN_BIT
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.folders import show_folder, show_page
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.export_gguf import GgufCard
from stillroom_desktop.pages.export_ollama import OllamaCard
from stillroom_desktop.pages.export_others import OtherFiles
from stillroom_desktop.pages.export_past import Past, Target, look_back, target_of
from stillroom_desktop.pages.export_quant import Figures, figures
from stillroom_desktop.pages.export_report import OllamaReport
from stillroom_desktop.pages.export_target import TargetCard
from stillroom_desktop.pages.page import Page
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import EmptyState, Notice
from stillroom_desktop.widgets.facts import size_text
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.words import home_path, percent
from stillroom_desktop.workspace import Workspace

TAKEN = "The name is taken"
"""How the engine says that Ollama has a model of that name already."""

_WIDE = 1000  # px of the page, from which on there is room for two columns


class ExportPage(Page):
    """A card for each place to take the student to, and what came of the last export there."""

    key = "export"
    follows = ("export",)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._trained: Run | None = None  # the training run whose student is exported
        self._past = Past(None, {}, {})
        self.set_header(
            self.tr("Export"),
            self.tr(
                "Take your student home. Into Ollama, it counts as done when it has answered real tool calls there."
            ),
        )
        self._make_notices()
        self._work = self._make_work()
        to_train = Button(self.tr("Go to Train"), "flame", kind="primary")
        to_train.clicked.connect(lambda: workspace.go.emit("train"))
        self._empty = EmptyState(
            "flame",
            self.tr("No trained student yet"),
            self.tr("What is exported is the student that you trained. Train it first."),
            to_train,
        )
        for part in (self._outcome, self._score):
            self.body.addWidget(part)
        self.body.addWidget(self._work, 1)
        self.body.addWidget(self._empty, 1)
        workspace.hardware_seen.connect(self.redraw)

    # The parts

    def _make_notices(self) -> None:
        self.open_folder = Button(self.tr("Open folder"), "folder")
        self.open_folder.setObjectName("export_open_folder")
        self.open_folder.clicked.connect(self._open_folder)
        self.replace = Button(self.tr("Replace it …"))
        self.replace.clicked.connect(self._ask_to_replace)
        self._outcome = Notice("ok", "", big=True, button=self.open_folder)
        self._outcome.add_button(self.replace)
        to_score = Button(self.tr("Scorecard"), "arrow_right", kind="quiet", small=True)
        to_score.clicked.connect(lambda: self.workspace.go.emit("evaluate"))
        self._score = Notice("mute", "", icon="gauge", button=to_score)

    def _make_work(self) -> QWidget:
        self.ollama, self.gguf, self.others = OllamaCard(self.workspace), GgufCard(), OtherFiles()
        self.report = OllamaReport()
        self.ollama.started.connect(lambda: self.workspace.export_ollama(self.ollama.params()))
        self.report.proof.opened.connect(self._open_report)
        self.ollama.remove_asked.connect(self._ask_to_remove)
        self.gguf.started.connect(self._write_gguf)
        self.others.asked.connect(self.workspace.export_files)
        self.others.training_asked.connect(self.workspace.export_training)
        self.others.back_asked.connect(self.workspace.adopt)
        for stopped in (self.ollama.stopped, self.gguf.stopped, self.others.stopped):
            stopped.connect(self._stop)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(GAP)
        self._columns.addWidget(self.ollama, 1)
        self._columns.addWidget(self.gguf, 1)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.report)
        column.addLayout(self._columns)
        column.addWidget(self.others)
        column.addStretch(1)
        return work

    # What is done

    def _write_gguf(self) -> None:
        if out := self.gguf.out:
            self.workspace.export_gguf(out, self.gguf.quant.value)

    def _stop(self) -> None:
        if job := self.workspace.running("export"):
            job.cancel()

    def _open_folder(self) -> None:
        if run := self.workspace.latest("export"):
            show_folder(self.workspace, self._past.written[_target(run)].path.parent)

    def _open_report(self) -> None:
        project = self.workspace.project
        assert project
        report = project.run_folder(self._past.runs["ollama"]) / REPORT
        show_page(self.workspace, QUrl.fromLocalFile(str(report)).toString())

    def _ask_to_replace(self) -> None:
        """Ask whether the model of that name may go, and start again if it may."""
        run = self.workspace.latest("export")
        assert run
        asked = msgspec.convert(run.spec["params"], OllamaParams)
        dialog = MessageDialog(
            self.window(),
            self.tr("Replace {model} in Ollama?").format(model=asked.name),
            said(run.result.get("message", "")),
            icon="warning",
            role="warn",
        )
        dialog.setObjectName("replace")
        other = dialog.add_button(self.tr("Choose another name"), self.ollama.name.setFocus)
        other.setObjectName("replace_not")
        again = msgspec.structs.replace(asked, replace=True)
        yes = dialog.add_button(self.tr("Replace it"), lambda: self.workspace.export_ollama(again), kind="primary")
        yes.setObjectName("replace_it")
        self.workspace.closed.connect(dialog.reject)
        dialog.open()

    def _ask_to_remove(self) -> None:
        """Ask whether the model that the last export made may go."""
        deployed = self._past.deployed
        assert deployed
        words = [self.tr("This frees its room there. Your project stays as it is, so you can export again.")]
        if deployed.previous:
            words.append(self.tr("What had its name before stays as {name}.").format(name=deployed.previous))
        dialog = MessageDialog(
            self.window(),
            self.tr("Remove {model} from Ollama?").format(model=deployed.model),
            " ".join(words),
            icon="warning",
            role="warn",
        )
        dialog.setObjectName("remove")
        dialog.add_button(self.tr("Keep it")).setObjectName("remove_not")
        gone = RemoveParams(deployed.model, deployed.host)
        yes = dialog.add_button(self.tr("Remove it"), lambda: self.workspace.remove_ollama(gone), kind="primary")
        yes.setObjectName("remove_it")
        self.workspace.closed.connect(dialog.reject)
        dialog.open()

    # What is shown

    def follow(self, job: RunningJob) -> None:
        match target_of(job.spec.job, job.spec.params):
            case "ollama":
                self.ollama.follow(job)
            case "gguf":
                self.gguf.follow(job)
        job.events.connect(self._on_events)
        job.state_changed.connect(self.redraw)
        job.ended.connect(self._on_ended)

    def _on_events(self) -> None:
        self.others.show_job(self.workspace.running("export"))

    def _on_ended(self, last: Last | None) -> None:
        run = self.workspace.latest("export")
        if not isinstance(last, Failed) or run is None or _target(run) != "ollama":
            return
        if last.title != TAKEN:
            self.workspace.look_again()  # it may be Ollama that is gone
        elif self.isVisible():
            self._ask_to_replace()

    def refresh(self) -> None:
        if self.workspace.project is None:
            return
        runs = self.workspace.store.runs("export")
        self._past = look_back(runs)
        self._trained = newest_trained(self.workspace.store)
        for part in (self._score, self._work):
            part.setVisible(self._trained is not None)
        self._empty.setVisible(self._trained is None)
        job = self.workspace.running("export")
        self._show_outcome(job, runs[0] if runs else None)
        if self._trained:
            self._show_targets(job, self._trained)

    def _show_targets(self, job: RunningJob | None, trained: Run) -> None:
        project, past = self.workspace.project, self._past
        assert project
        known = figures(project, trained)
        target = target_of(job.spec.job, job.spec.params) if job else None
        self.ollama.show_project(project.folder.name, past.deployed, known)
        self.ollama.show_ollama(self.workspace.hardware, past.deployed, trained.id)
        self.gguf.show_project(project, known)
        self.gguf.show_last(past.written.get("gguf"), trained.id)
        self.others.show_project(project, trained.id, known[SIXTEEN_BIT], past)
        cards: dict[Target, TargetCard] = {"ollama": self.ollama, "gguf": self.gguf}
        for name, card in cards.items():
            card.show_job(job if target == name else None)
            card.set_usable(job is None)
        if target == "removal":
            self.ollama.say(self.tr("Removing the model …"))
        self.others.show_job(job)
        self.report.setVisible(past.deployed is not None and target != "ollama")
        if past.deployed:
            same = known[past.deployed.quant] if past.deployed.trained == trained.id else Figures()
            self.report.show_export(past.runs["ollama"], past.deployed, same, project.store)
        self._show_score(known)
        self._choose_primary(job)
        self._arrange()

    def _choose_primary(self, job: RunningJob | None) -> None:
        """The next thing to do stands out: to open what was written, else to export where that was not done yet."""
        written = self.open_folder.isVisibleTo(self) and job is None
        into_ollama = not written and self._past.deployed is None and self.ollama.is_ready
        self.open_folder.set_kind("primary" if written else "normal")
        self.ollama.export.set_kind("primary" if into_ollama else "normal")
        into_file = not written and not into_ollama and self._past.deployed is None
        self.gguf.write.set_kind("primary" if into_file else "normal")

    def _show_outcome(self, job: RunningJob | None, run: Run | None) -> None:
        self._outcome.setVisible(job is None and run is not None and self._trained is not None)
        if run is None:
            return
        target = _target(run)
        done = self._past.runs.get(target) == run.id
        written = self._past.written.get(target) if done else None
        self.open_folder.setVisible(written is not None)
        taken = run.state == "failed" and run.result.get("title") == TAKEN
        self.replace.setVisible(taken)
        if written:
            title = self.tr("Wrote {file}, {size}").format(file=written.path.name, size=size_text(written.size))
            self._outcome.set(
                "ok", title, self.tr("It lies in {folder}.").format(folder=home_path(written.path.parent))
            )
        elif done and target == "removal":
            title = self.tr("{model} is no longer in Ollama").format(model=short_name(run.spec["params"]["name"]))
            self._outcome.set("ok", title, self.tr("Your project stays as it is. Export again whenever you like."))
        elif done and (deployed := self._past.deployed):
            title = self.tr("{model} is in Ollama and calls your tools").format(model=short_name(deployed.model))
            words = self.tr("{right} of {n} tool calls were right there. The proof stands below.")
            self._outcome.set("ok", title, words.format(right=deployed.right, n=deployed.n))
        elif run.state == "cancelled":
            self._outcome.set("warn", self.tr("Stopped"), said(run.result.get("message", "")))
        else:
            self._outcome.set("bad", *failure_words(run.result))

    def _show_score(self, known: dict[str, Figures]) -> None:
        rates = [
            self.tr("{rate} as {quant}").format(
                rate=percent(each.exact), quant=self.tr("trained, 16 bit") if quant == SIXTEEN_BIT else quant
            )
            for quant, each in reversed(known.items())
            if each.exact is not None
        ]
        if rates:
            self._score.set("info", self.tr("Exact calls on held-out tasks: {rates}.").format(rates=", ".join(rates)))
        else:
            self._score.set("mute", self.tr("Not scored yet: nobody has measured how well it calls your tools."))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The cards beside each other, or else first the one that can be used now."""
        wide = self.width() >= _WIDE
        direction = QBoxLayout.Direction.BottomToTop if self.ollama.is_missing else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else direction)
        self.report.set_wide(wide)


def _target(run: Run) -> Target:
    return target_of(run.spec["job"], run.spec["params"])
