"""One student to choose: whether it fits, what it may be used for, its size, what is here of it, and how it did in a probe."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from stillroom.evaluation import Probed
from stillroom.students import WEIGHTS_NOTE, Fit
from stillroom_desktop.engine_words import said
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.candidates.candidate import Candidate, is_the_sample_s
from stillroom_desktop.pages.candidates.probe_line import ProbeLine
from stillroom_desktop.theme import State
from stillroom_desktop.widgets.basic import Button, HairLine, Label, restyle
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.facts import size_text
from stillroom_desktop.words import count, gigabytes, time_left

translate = QCoreApplication.translate

Wish = Literal["get", "pause", "remove", "probe", "choose", "terms", "page", "token"]


class StudentCard(Card):
    """`wished` tells what is to be done with the student."""

    wished = Signal(str)

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self.candidate = candidate
        title = candidate.title
        self.setAccessibleName(title)
        self.chosen = Chip(self.tr("Chosen"), "accent", "check")
        self.fit = Chip("", "mute")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(title, size=15, weight=600, elide=True), 1)
        head.addWidget(self.chosen)
        head.addWidget(self.fit)
        self._good_for = Label(role="text2", wrap=True)
        self._because = Label(size=12, role="text3", wrap=True)
        self._facts = _FactGrid()
        self._licence = Label(size=12, role="text2", wrap=True)
        self._fault = Notice("bad", "")
        self.token = Button(self.tr("Give a token"), small=True)
        self.token.clicked.connect(lambda: self.wished.emit("token"))
        self._fault.add_button(self.token)
        self.probe_line = ProbeLine()
        self.body.addLayout(head)
        for part in (
            self._good_for,
            self._because,
            HairLine(),
            self._facts,
            self._licence,
            HairLine(),
            self.probe_line,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(self._fault)
        self.body.addLayout(self._make_foot())
        self._show_candidate()

    def _make_foot(self) -> QHBoxLayout:
        self.state = Label(size=12, role="text2", tabular=True, elide=True)
        self.bar = ProgressBar()
        self.bar.setMinimumWidth(60)
        self.more = Button(
            "", "more", kind="quiet", small=True, name=self.tr("More about {title}").format(title=self.candidate.title)
        )
        menu = QMenu(self)
        self.terms = menu.addAction(self.tr("Read its licence"), lambda: self.wished.emit("terms"))
        self.page = menu.addAction(self.tr("Open its page"), lambda: self.wished.emit("page"))
        self.remove = menu.addAction(self.tr("Remove it from this computer …"), lambda: self.wished.emit("remove"))
        self.more.setMenu(menu)
        self.probe = self._button("probe", self.tr("Probe"), "gauge", self.tr("Probe {title}"))
        self.get = self._button("get", self.tr("Download"), "download", self.tr("Download {title}"))
        self.pause = self._button("pause", self.tr("Pause"), "pause", self.tr("Pause {title}"))
        self.choose = self._button("choose", self.tr("Choose"), "check", self.tr("Choose {title}"))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.state, 2)
        foot.addWidget(self.bar, 1)
        for button in (self.more, self.probe, self.get, self.pause, self.choose):
            foot.addWidget(button)
        return foot

    def _button(self, wish: Wish, word: str, icon: str, name: str) -> Button:
        button = Button(word, icon, small=True)
        button.setAccessibleName(name.format(title=self.candidate.title))
        button.clicked.connect(lambda: self.wished.emit(wish))
        return button

    # What is shown

    def show_candidate(self, candidate: Candidate) -> None:
        """Show what is known of it now."""
        if candidate != self.candidate:
            self.candidate = candidate
            self._show_candidate()

    def _show_candidate(self) -> None:
        known, licence = self.candidate, self.candidate.licence
        note = said(WEIGHTS_NOTE) if is_the_sample_s(known) else ""
        good_for = translate("Students", known.good_for) if known.good_for else known.name
        self._good_for.setText(" ".join(filter(None, [good_for, note])))
        unknown = self.tr("not known")
        parameters = parameters_text(known.parameters) if known.parameters else ""
        size = size_text(known.bytes) if known.bytes is not None else ""
        self._facts.set("size", ", ".join(filter(None, [parameters, size])) or unknown)
        self._facts.set(
            "context", self.tr("{count} tokens").format(count=count(known.context)) if known.context else unknown
        )
        self._facts.set("tools", translate("Students", known.tool_format) if known.tool_format else unknown)
        self._facts.set("licence", licence.name if licence and licence.name else unknown)
        words = [translate("Students", licence.words)] if licence and licence.words else []
        if licence and licence.name and not licence.words:
            words.append(self.tr("What it allows stands on its page."))
        if licence and licence.gated:
            asks = translate("Students", licence.asks) if licence.asks else self.tr("to agree to its makers' terms")
            words.append(self.tr("Its makers ask you first: {asks}").format(asks=asks))
        self._licence.setText(
            " ".join(words) or self.tr("Nothing is known of its licence: see its page, if it has one.")
        )
        self.terms.setEnabled(bool(licence and licence.url))
        self.page.setEnabled(bool(known.page))

    def show_fit(self, known: Fit | None) -> None:
        """Show whether it fits, and why."""
        word, state, icon = fit_words(known)
        self.fit.set(word, state, icon)
        self._because.setText(said(known.because) if known else self.tr("Whether it fits is seen once it is here."))
        memory = (
            self.tr("{train} to train, {run} to run").format(
                train=gigabytes(known.train_gb), run=gigabytes(known.run_gb)
            )
            if known
            else self.tr("not known")
        )
        self._facts.set("memory", memory)

    def show_probe(self, known: Probed | None, *, comparable: bool) -> None:
        self.probe_line.set(known, comparable=comparable)

    def show_standing(
        self,
        *,
        chosen: bool,
        getting: RunningJob | None,
        probing: tuple[int, int] | None,
        busy: bool,
        fault: tuple[str, str] | None,
    ) -> None:
        """Show what is done with it now: the job that gets it, how many of how many tasks of a probe; why getting it failed.

        `busy`: another student is got or probed, and one comes after the other.
        """
        known = self.candidate
        self.chosen.setVisible(chosen)
        self.choose.setVisible(not chosen)
        if bool(self.property("chosen")) != chosen:
            self.setProperty("chosen", chosen)
            restyle(self)
        self.get.setVisible(not known.here and not known.is_gone and getting is None)
        self.get.setText(self._get_word())
        self.pause.setVisible(getting is not None)
        self.pause.setEnabled(getting is not None and getting.state == "running")
        self.remove.setEnabled(known.kept is not None and getting is None and probing is None)
        self.probe.setVisible(known.here and probing is None)
        for button in (self.get, self.probe):
            button.setEnabled(not busy)
            button.setToolTip(self.tr("One after the other: something is under way already.") if busy else "")
        self._fault.setVisible(fault is not None)
        self.token.setVisible(bool(known.licence and known.licence.gated))
        if fault:
            self._fault.set("bad", *fault)
        self._show_state(getting, probing)

    def _get_word(self) -> str:
        known = self.candidate
        if known.is_packed:
            return self.tr("Prepare it now")
        return self.tr("Resume") if known.begun else self.tr("Download")

    def _show_state(self, getting: RunningJob | None, probing: tuple[int, int] | None) -> None:
        self.bar.setVisible(getting is not None or probing is not None)
        if getting:
            self.bar.set(getting.share, "warn" if getting.state == "stopping" else "accent")
            self.state.setText(_far(getting))
        elif probing:
            done, tasks = probing
            self.bar.set(done / tasks if tasks else None)
            self.state.setText(self.tr("Probing: {done} of {tasks} tasks").format(done=done, tasks=tasks))
        else:
            self.state.setText(self._lies())

    def _lies(self) -> str:
        known = self.candidate
        if known.here:
            size = f", {size_text(known.kept.bytes)}" if known.kept and known.kept.bytes else ""
            return self.tr("On this computer") + size
        if begun := known.begun:
            done, of = begun
            return self.tr("Paused at {done} of {size}").format(done=size_text(done), size=size_text(of))
        if known.is_gone:
            return self.tr("Cannot be used any more")
        return self.tr("Not prepared yet") if known.is_packed else self.tr("Not downloaded")


def fit_words(known: Fit | None) -> tuple[str, State, str]:
    """A fit as a chip: its word, state and icon."""
    match known.level if known else None:
        case "easily":
            return translate("StudentCard", "Fits easily"), "ok", "check"
        case "tight":
            return translate("StudentCard", "Tight"), "warn", "warning"
        case "no":
            return translate("StudentCard", "Does not fit"), "bad", "cross"
        case _:
            return translate("StudentCard", "Fit not known"), "mute", ""


def parameters_text(parameters: int) -> str:
    """How many parameters a model has, in millions or billions."""
    if parameters >= 1e9:
        return translate("StudentCard", "{count} billion parameters").format(
            count=QLocale().toString(parameters / 1e9, "f", 1)
        )
    return translate("StudentCard", "{count} million parameters").format(count=count(parameters / 1e6))


def _far(job: RunningJob) -> str:
    """How far getting a student is."""
    if job.state == "stopping":
        return translate("StudentCard", "Pausing …")
    progress, stage = job.progress, job.stage
    if stage is None or stage.unit != "bytes" or progress is None:
        return said(stage.name) if stage else translate("StudentCard", "Starting …")
    words = translate("StudentCard", "{done} of {size}").format(
        done=size_text(progress.done), size=size_text(progress.total)
    )
    left = "" if progress.seconds_left is None else time_left(progress.seconds_left)
    return ", ".join(filter(None, [words, left]))


class _FactGrid(QWidget):
    """What is known of a student, a line each: what it is called at the left, what it is at the right."""

    def __init__(self) -> None:
        super().__init__()
        names = {
            "size": self.tr("Size"),
            "context": self.tr("Context"),
            "memory": self.tr("Memory"),
            "licence": self.tr("Licence"),
            "tools": self.tr("Tools"),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        self._values: dict[str, Label] = {}
        for place, (key, name) in enumerate(names.items()):
            row, half = divmod(place, 2)
            value = Label(weight=500, tabular=True, elide=key != "tools", wrap=key == "tools")
            grid.addWidget(Label(name, role="text2"), row, 2 * half, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 2 * half + 1, 1, 3 if key == "tools" else 1)
            self._values[key] = value

    def set(self, key: str, text: str) -> None:
        self._values[key].setText(text)
