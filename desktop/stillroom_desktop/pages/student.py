"""The page Student: which small model learns."""

from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from stillroom import work
from stillroom.errors import StillroomError
from stillroom.paths import cache_folder
from stillroom.students import SMOLLM2, WEIGHTS_NOTE, Student, find_student, is_prepared
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.page import Page
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.choice_card import ChoiceCard
from stillroom_desktop.widgets.facts import Fact, Facts, size_text
from stillroom_desktop.widgets.form import FolderField
from stillroom_desktop.widgets.this_pc import ThisPc
from stillroom_desktop.words import home_path, student_title
from stillroom_desktop.workspace import Workspace

_SMOLLM2_BYTES = 269_060_552
_WIDE = 900  # px of the page, from which on there is room for two columns


class _Found(msgspec.Struct, frozen=True):
    """A student whose files can be used; `size` is that of its weights, in bytes."""

    student: Student
    size: int


class Choice(ChoiceCard):
    """One student to choose, with what there is to know."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__(title, sentence)
        self.facts = Facts()


class StudentPage(Page):
    """The sample's student, or a folder of the user's own; the choice is the project's fact `student`."""

    key = "student"
    follows = ("prepare",)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Student"), self.tr("The small model that learns. Its own weights stay as they are, always.")
        )
        self._found: _Found | None = None  # what the folder in the field holds
        self._looker = Background(self)
        self._looker.done.connect(self._on_looked)
        self.go_on = Button(self.tr("Go on to training"), "arrow_right", kind="primary")
        self.go_on.setObjectName("train_open")
        self.go_on.clicked.connect(lambda: workspace.go.emit("train"))
        self.set_buttons(self.go_on)
        self._notice = Notice("info", "")
        self.sample = self._make_sample()
        self.own = self._make_own()
        self._say("")
        self.pc = ThisPc(workspace)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(GAP)
        choices = QVBoxLayout()
        choices.setSpacing(GAP)
        choices.addWidget(self.sample)
        choices.addWidget(self.own)
        choices.addStretch(1)
        self._columns.addLayout(choices, 3)
        self._columns.addWidget(self.pc, 2, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._notice)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        workspace.hardware_seen.connect(self.redraw)

    # The parts

    def _make_sample(self) -> Choice:
        choice = Choice(
            "SmolLM2-135M-Instruct",
            self.tr(
                "A very small model that follows instructions in English. It came with Stillroom, so it needs no download, "
                "and it is small enough to learn without a graphics card."
            ),
        )
        choice.radio.clicked.connect(lambda: self._choose(SMOLLM2))
        self.prepare = Button(self.tr("Prepare it now"), "download")
        self.prepare.clicked.connect(self._prepare)
        note = Label(said(WEIGHTS_NOTE), size=12, role="text3", wrap=True)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(note, 1)
        foot.addWidget(self.prepare)
        choice.body.addWidget(choice.facts)
        choice.body.addLayout(foot)
        return choice

    def _make_own(self) -> Choice:
        choice = Choice(
            self.tr("A model of your own"),
            self.tr(
                "A folder in Hugging Face format: config.json, tokenizer.json and *.safetensors. It is read where it lies, "
                "and no code that it brings is ever run."
            ),
        )
        choice.radio.clicked.connect(self._choose_own)
        self.folder = FolderField(self.tr("Folder of the model"), self.tr("Choose a folder, or paste its path"))
        self.folder.chosen.connect(self._look)
        self.folder.edited.connect(lambda: self._say(""))
        self._error = Label(size=12, role="bad", wrap=True)
        choice.body.addWidget(self.folder)
        choice.body.addWidget(self._error)
        choice.body.addWidget(choice.facts)
        return choice

    # What is done

    def _choose(self, name: str) -> None:
        self.workspace.store.set_fact("student", name)
        self.workspace.touch()
        self.refresh()

    def _choose_own(self) -> None:
        if self._found:
            self._choose(self._found.student.name)
        else:
            self.refresh()  # nothing is chosen until there is a folder that can be used
            self.folder.button.click()

    def _prepare(self) -> None:
        assert self.workspace.project
        self.prepare.setEnabled(False)
        self.prepare.setText(self.tr("Starting …"))
        if self.workspace.start(work.prepare(self.workspace.project, SMOLLM2)) is None:
            self.refresh()

    def _look(self, path: str) -> None:
        """Look whether the folder can be used; it becomes the student if it can."""
        self._found = None
        self._say("")
        if path:
            self._looker.call(lambda: _look_at(path))
        self.refresh()

    def _on_looked(self, outcome: Any) -> None:
        if isinstance(outcome, StillroomError):
            self._say(failure_words(outcome.to_json())[1])
        else:
            self._found = outcome
            if self.workspace.project:
                self._choose(outcome.student.name)
        self.refresh()

    def _say(self, problem: str) -> None:
        self._problem = problem
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        self.folder.set_invalid(bool(problem))
        self.folder.setAccessibleDescription(problem)

    # What is shown

    def follow(self, job: RunningJob) -> None:
        job.state_changed.connect(self.redraw)

    def refresh(self) -> None:
        if self.workspace.project is None:
            self._found = None
            self.folder.set_path("")
            self._say("")
            return
        chosen = str(self.workspace.store.fact("student", SMOLLM2))
        if chosen != SMOLLM2 and not self.folder.path:
            self.folder.set_path(chosen)
            self._looker.call(lambda: _look_at(chosen))
        self._show_sample(chosen)
        self._show_own(chosen)
        self._show_notice(chosen)
        self.pc.show_hardware(self.workspace.project.folder)

    def _show_sample(self, chosen: str) -> None:
        folder, prepared = cache_folder() / "students" / SMOLLM2, is_prepared(SMOLLM2)
        preparing = self.workspace.running("prepare") is not None
        word, state, icon = self.tr("Prepared"), "ok", "check"
        if preparing:
            word, state, icon = self.tr("Preparing …"), "accent", "refresh"
        elif not prepared:
            word, state, icon = self.tr("Not prepared yet"), "mute", "clock"
        self.sample.show_state(chosen == SMOLLM2, word, state, icon)  # type: ignore[arg-type]
        self.prepare.setVisible(not prepared)
        self.prepare.setEnabled(not preparing)
        self.prepare.setText(self.tr("Preparing …") if preparing else self.tr("Prepare it now"))
        later = self.tr("made by the first training, in about half a minute")
        self.sample.facts.set(
            [
                Fact(
                    self.tr("Size"),
                    self.tr("135 million parameters, {size}").format(size=size_text(_SMOLLM2_BYTES)),
                    self.tr("Parameters are the numbers that a model consists of. Each takes 2 bytes here (16 bit)."),
                ),
                Fact(self.tr("Licence"), "Apache-2.0"),
                Fact(
                    self.tr("Where"), home_path(folder) if prepared else later, copied=str(folder) if prepared else ""
                ),
            ]
        )

    def _show_own(self, chosen: str) -> None:
        found = self._found
        word, state, icon = "", "mute", ""
        if self._looker.busy:
            word, icon = self.tr("Looking …"), "search"
        elif found:
            word, state, icon = self.tr("Can be used"), "ok", "check"
        elif self._problem:
            word, state, icon = self.tr("Cannot be used"), "bad", "cross"
        self.own.show_state(self._is_in_field(chosen), word, state, icon)  # type: ignore[arg-type]
        self.own.facts.set(
            [
                Fact(self.tr("Weights"), size_text(found.size)),
                Fact(
                    self.tr("Family"),
                    found.student.family.name,
                    self.tr(
                        "How it writes turns and calls. Stillroom teaches, serves and exports it in that one form."
                    ),
                ),
            ]
            if found
            else []
        )
        self.own.facts.setVisible(found is not None)

    def _is_in_field(self, chosen: str) -> bool:
        return bool(self.folder.path) and chosen == _absolute(self.folder.path)

    def _show_notice(self, chosen: str) -> None:
        """What stands between this student and training, or what was trained from another one."""
        run = self.workspace.latest("prepare")
        trained = next((run for run in self.workspace.store.runs("train") if run.state == "done"), None)
        if run and run.state == "failed" and not is_prepared(SMOLLM2):
            self._notice.set("bad", *failure_words(run.result))
        elif chosen != SMOLLM2 and not self._is_in_field(chosen):
            self._notice.set("info", self.tr("Still chosen: {folder}").format(folder=home_path(Path(chosen))))
        elif trained and trained.spec["params"]["student"] != chosen:
            self._notice.set(
                "info",
                self.tr("Your trained student was made from {name}. Train again, and {chosen} learns.").format(
                    name=student_title(trained.spec["params"]["student"]), chosen=student_title(chosen)
                ),
            )
        else:
            self._notice.hide()
            return
        self._notice.show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def _look_at(path: str) -> _Found:
    """Find the student in a folder.

    Raises:
        StudentError: it cannot be used.
    """
    student = find_student(_absolute(path))
    return _Found(student, sum(file.stat().st_size for file in student.folder.glob("*.safetensors")))


def _absolute(path: str) -> str:
    return str(Path(path).expanduser().absolute())
