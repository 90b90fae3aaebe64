"""What the page Train shows before a training: what will happen, in words, and the recipe."""

from math import ceil

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import Store
from stillroom.students import SMOLLM2, Fit, Hardware, chosen_student
from stillroom.training import Recipe
from stillroom_desktop.engine_words import said
from stillroom_desktop.pages.candidates.card import fit_words
from stillroom_desktop.pages.recipe_form import RecipeForm
from stillroom_desktop.pages.training.fit_reader import FitReader
from stillroom_desktop.pages.training.pair_counter import PairCounter
from stillroom_desktop.pages.training_log import TrainingLog
from stillroom_desktop.theme import GAP, state_roles
from stillroom_desktop.widgets.basic import Button, HairLine, Help, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.words import moment, student_title, took
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate


def steps_of(samples: int, recipe: Recipe, without_call: int = 0) -> int:
    """How many steps a training on so many samples has; of those without a call a recipe may read each several times."""
    read = samples + (recipe.restraint - 1) * without_call
    steps = ceil(read / recipe.batch_size) * recipe.epochs
    return min(steps, recipe.max_steps) if recipe.max_steps else steps


def learnable(store: Store) -> tuple[int, int, int]:
    """How many tasks there is an accepted trajectory of to learn from, how many of them need no call, and how many are held out."""
    accepted = store.taught_tasks(accepted_only=True)
    needs_call = [task.needs_call for task in store.tasks("train") if task.id in accepted]
    return len(needs_call), needs_call.count(False), sum(1 for _ in store.tasks("held_out"))


class Measured:
    """How long a step took in this project's former trainings, of the same student with batches of the same size."""

    def __init__(self) -> None:
        self._known: dict[str, float | None] = {}

    def seconds_per_step(self, workspace: Workspace, student: str, recipe: Recipe) -> tuple[float, float] | None:
        """Seconds, and when it was measured; None where no run did."""
        for run in workspace.store.runs("train"):
            params = run.spec["params"]
            if params["student"] != student or params["recipe"]["batch_size"] != recipe.batch_size:
                continue
            if run.id not in self._known:
                log = TrainingLog.of_journal(workspace.timed_journal(run))
                self._known[run.id] = log.seconds_per_step
            if seconds := self._known[run.id]:
                return seconds, run.started
        return None


class TrainSetup(QWidget):
    """What will happen, beside the recipe; in a narrow window above it."""

    def __init__(self) -> None:
        super().__init__()
        self.form = RecipeForm()
        self.form.changed.connect(self._count)
        self._samples = self._without_call = 0
        self._student = SMOLLM2
        self._workspace: Workspace | None = None
        self._measured = Measured()
        self._card = Card(self.tr("What will happen"))
        self.sees = Button(self.tr("What the student sees"), "eye", small=True)
        self._card.add_action(self.sees)
        self._sentence = Label(wrap=True)
        self.student = _Line(
            self.tr("Student"), self.tr("The small model that learns. Its own weights stay as they are.")
        )
        self.learns = _Line(
            self.tr("Learns from"),
            self.tr(
                "A solution (trajectory) is a task done once: what was asked, the thoughts, the calls with their results, "
                "the answer. Only those that passed every check are learnt."
            ),
        )
        self.held_out = _Line(
            self.tr("Kept apart"),
            self.tr(
                "Held-out tasks are never trained on. The scorecard asks them afterwards, so that it measures skill."
            ),
        )
        self.work = _Line(
            self.tr("Work"),
            self.tr(
                "In a step the student reads one batch of solutions and is changed a little. An epoch is all of them."
            ),
        )
        self.time = _Line(
            self.tr("Time"), self.tr("Measured on this computer in a former run. Nothing is guessed without one.")
        )
        self.pairs = _Line(
            self.tr("Then tells apart"),
            self.tr(
                "A right and a wrong solution of the same task, such as one that you corrected and what came of it. From such pairs "
                "a second stage learns what to leave."
            ),
        )
        self.where = _Line(self.tr("Where"))
        self.memory = _Line(
            self.tr("Memory"),
            self.tr(
                "Reckoned from the student's size, the recipe and this project's solutions, before anything is loaded. Where memory "
                "runs out all the same, a training goes on with less of it, and says so."
            ),
        )
        self.counter = PairCounter(self)
        self.counter.told.connect(self._show_pairs)
        self.fit = FitReader(self)
        self.fit.told.connect(self._show_fit)
        self._lay_out()

    def _lay_out(self) -> None:
        lines = (self.student, self.learns, self.held_out, self.work, self.pairs, self.time, self.where, self.memory)
        self._card.body.addWidget(self._sentence)
        self._card.body.addSpacing(2)
        for line in lines:
            self._card.body.addWidget(HairLine())
            self._card.body.addWidget(line)
        self._card.body.addStretch(1)
        self._sentence.setText(
            self.tr(
                "The student reads the solved tasks again and again, and learns to write their thoughts and calls by itself. "
                "You may pause at any time, or close the window: nothing is lost."
            )
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._card, 2, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.form, 3, Qt.AlignmentFlag.AlignTop)

    def look(self, workspace: Workspace) -> None:
        """Show what a training would do now."""
        store = workspace.store
        self._workspace = workspace
        self._samples, self._without_call, held_out = learnable(store)
        self._student = chosen_student(store)
        self.student.set(student_title(self._student))
        self.learns.set(self.tr("%n accepted solution(s)", "", self._samples))
        self.held_out.set(self.tr("%n held-out task(s)", "", held_out))
        self.where.set(place(workspace.hardware))
        if not self.memory.value:
            self.memory.set(self.tr("Reckoning ..."))
        self._count()

    @property
    def samples(self) -> int:
        return self._samples

    @property
    def student_name(self) -> str:
        """The student that would be trained."""
        return self._student

    def _count(self) -> None:
        recipe = self.form.recipe
        if recipe is None or self._workspace is None:
            return
        if self._workspace.hardware and self._samples:
            self.fit.ask(self._workspace.store, self._samples, self._student, recipe, self._workspace.hardware)
        steps = steps_of(self._samples, recipe, self._without_call)
        self.work.set(self.tr("%n step(s)", "", steps))
        self.pairs.setVisible(recipe.preference > 0)
        if recipe.preference:
            self.counter.ask(self._workspace.store)
            self._show_pairs()
        measured = self._measured.seconds_per_step(self._workspace, self._student, recipe)
        if measured is None:
            self.time.set(
                self.tr("Not known yet"), self.tr("No run of this project measured it. The first steps will tell.")
            )
        else:
            seconds, when = measured
            self.time.set(
                self.tr("About {time}").format(time=took(steps * seconds)),
                self.tr("{seconds} s a step, as measured at {when}.").format(
                    seconds=QLocale().toString(seconds, "f", 1), when=moment(when)
                ),
            )

    def _show_pairs(self) -> None:
        count = self.counter.count
        if count is None:
            self.pairs.set(self.tr("Counting …"))
        elif count:
            self.pairs.set(self.tr("%n pair(s)", "", count))
        else:
            note = self.tr("Correct a rejected solution on the page Review, or set the passes over pairs to 0.")
            self.pairs.set(self.tr("No pairs"), note, "bad")

    def _show_fit(self, fit: Fit | None) -> None:
        word, state, _ = fit_words(fit)
        self.memory.set(word, said(fit.because) if fit else "", state_roles(state)[0] if fit else "text")

    def set_wide(self, wide: bool) -> None:
        """Place both cards side by side, or one above the other."""
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def place(hardware: Hardware | None) -> str:
    """Where the work is done."""
    if hardware is None:
        return translate("TrainSetup", "On this computer")
    if hardware.gpu:
        return translate("TrainSetup", "Here, on {gpu}").format(gpu=hardware.gpu)
    return translate("TrainSetup", "Here, on %n core(s)", "", hardware.cores)


class _Line(QWidget):
    """A name with its "?", what there is to say of it, and perhaps why."""

    def __init__(self, name: str, help: str = "") -> None:
        super().__init__()
        self._name = name
        self._value = Label(weight=600, tabular=True, wrap=True)
        self._note = Label(size=12, role="text3", wrap=True)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight)
        values = QVBoxLayout()
        values.setSpacing(1)
        values.addWidget(self._value)
        values.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(name, role="text2"), 0, Qt.AlignmentFlag.AlignTop)
        if help:
            row.addWidget(Help(help), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(values, 1)

    def set(self, value: str, note: str = "", role: str = "text") -> None:
        self._value.setText(value)
        self._value.set_role(role)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{self._name}: {value}. {note}")

    @property
    def value(self) -> str:
        return self._value.text()
