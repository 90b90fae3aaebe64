"""How many bits each number of an exported student keeps: the choice, with what it costs and how well it was measured to do."""

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stillroom.errors import StillroomError
from stillroom.project import Project
from stillroom.serving import DEFAULT_QUANT
from stillroom.store import Run
from stillroom.students import QUANTS, SIXTEEN_BIT, find_student
from stillroom_desktop.widgets.controls import LabelledRow, Select
from stillroom_desktop.widgets.facts import Fact, Facts, size_text
from stillroom_desktop.words import gigabytes, percent

translate = QCoreApplication.translate

# Bits for each weight, over a whole model: some of its parts keep more than the others.
_BITS = {"Q4_K_M": 4.9, "Q5_K_M": 5.7, "Q6_K": 6.6, "Q8_0": 8.5, SIXTEEN_BIT: 16.0}
_MUCH = 5  # points of exact calls that a smaller file is not worth
_RUNNING = 1.1  # what it takes in memory, beside its size on the disk ...
_CONTEXT_BYTES = 1e8  # ... and what it has read


class Figures(msgspec.Struct, frozen=True):
    """A student in one quantisation. `size` in bytes, 0 where nothing tells it; `is_made`: it is that of a real file.

    `exact` is the share of right calls in `n`, and `speed` is in tokens a second: None where no scorecard measured it.
    """

    size: int = 0
    is_made: bool = False
    exact: float | None = None
    n: int = 0
    speed: float | None = None

    @property
    def memory_gb(self) -> float:
        """What it takes in memory, with what it has read, in GB of 10^9 bytes."""
        return (self.size * _RUNNING + _CONTEXT_BYTES) / 1e9

    @property
    def size_words(self) -> str:
        """The size, said to be about right where it is an estimate."""
        if self.is_made:
            return size_text(self.size)
        return translate("Quant", "about {size}").format(size=size_text(self.size)) if self.size else ""


def figures(project: Project, trained: Run) -> dict[str, Figures]:
    """What is known of a training run's student, in each quantisation."""
    full = _sixteen_bit_size(project, trained)
    measured = _measured(project, trained)
    found = {}
    for quant in (*QUANTS, SIXTEEN_BIT):
        made = made_size(project, trained.id, quant)
        exact, n, speed = measured.get(quant, (None, 0, None))
        found[quant] = Figures(made or round(full * _BITS[quant] / 16), made > 0, exact, n, speed)
    return found


def made_size(project: Project, trained: str, quant: str) -> int:
    """How large the file is that a scorecard or an export has made of a student; 0 where there is none."""
    made = project.run_folder(trained) / f"student-{quant}.gguf"
    return made.stat().st_size if made.is_file() else 0


def _sixteen_bit_size(project: Project, trained: Run) -> int:
    if made := made_size(project, trained.id, SIXTEEN_BIT):
        return made
    try:
        folder = find_student(trained.spec["params"]["student"]).folder
    except (StillroomError, OSError):
        return 0  # its weights are not there any more
    return sum(path.stat().st_size for path in folder.glob("*.safetensors"))


def _measured(project: Project, trained: Run) -> dict[str, tuple[float, int, float | None]]:
    """By quantisation: the exact share, of how many calls, and tokens a second, from the newest scorecard that has it."""
    found: dict[str, tuple[float, int, float | None]] = {}
    for run in project.store.runs("evaluate"):
        if run.state != "done" or run.result.get("run") != trained.id:
            continue
        quants = {"student": SIXTEEN_BIT, "quantised": run.spec["params"].get("quant", DEFAULT_QUANT)}
        for arm, quant in quants.items():
            score = run.result["arms"].get(arm, {})
            exact = score.get("exact")
            if exact and exact["value"] is not None:
                found.setdefault(quant, (exact["value"], exact["n"], score.get("tokens_per_second") or None))
    return found


def advice(quant: str, known: dict[str, Figures], memory_gb: float | None) -> str:
    """Whether to take a quantisation, in words: by the memory of the PC where it is to run, and by what was measured.

    `memory_gb` is None where that PC's memory is not known.
    """
    if memory_gb is not None and known[quant].memory_gb > memory_gb:
        words = translate("Quant", "Too much for this PC, which has {size}. Choose a smaller one.")
        return words.format(size=gigabytes(memory_gb))
    here, full = known[quant].exact, known[SIXTEEN_BIT].exact
    if quant == SIXTEEN_BIT:
        return translate("Quant", "16 bits for each number: nothing is lost, and the file is the largest.")
    if here is not None and full is not None:
        points = round(100 * full) - round(100 * here)
        if points <= 0:
            return translate("Quant", "Measured: no loss against 16 bit.")
        if points >= _MUCH:
            return translate("Quant", "Measured: it loses %n point(s) against 16 bit. Try a larger one.", "", points)
        return translate("Quant", "Measured: it loses %n point(s) against 16 bit.", "", points)
    match quant:
        case "Q4_K_M":
            return translate("Quant", "Recommended: the smallest and quickest, and mostly hardly less exact.")
        case "Q5_K_M":
            return translate("Quant", "A little larger, and nearer to what was trained.")
        case "Q6_K":
            return translate("Quant", "Mostly hard to tell from what was trained.")
    return translate("Quant", "About half the size of 16 bit, and hardly any loss.")


class QuantChoice(QWidget):
    """The choice, and the figures of what is chosen. `changed` comes with every choice."""

    changed = Signal()

    def __init__(self, size_help: str) -> None:
        super().__init__()
        self._size_help = size_help
        self._known = {quant: Figures() for quant in _BITS}
        self._memory_gb: float | None = None
        self.select = Select([(quant, quant) for quant in _BITS])
        self.select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToContents)
        self.select.set_value(DEFAULT_QUANT)
        self.select.changed.connect(self._chosen)
        self.row = LabelledRow(
            self.tr("Quantisation"),
            self.select,
            help=self.tr(
                "How many bits each of the model's numbers keeps. Fewer make the file smaller and quicker, "
                "and the student a little less exact."
            ),
        )
        self._facts = Facts()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.row)
        whole.addWidget(self._facts)
        self._show()

    @property
    def value(self) -> str:
        """The quantisation that is chosen."""
        return self.select.value

    @property
    def chosen(self) -> Figures:
        """What is known of it."""
        return self._known[self.value]

    def show_figures(self, known: dict[str, Figures], memory_gb: float | None) -> None:
        """Say what each quantisation costs and how well it does, for a PC with so much memory."""
        if (known, memory_gb) != (self._known, self._memory_gb):
            self._known, self._memory_gb = known, memory_gb
            self.select.set_options([(quant, _option(quant, known[quant])) for quant in _BITS])
            self._show()

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.row.set_note(advice(self.value, self._known, self._memory_gb))
        here = self.chosen
        later = self.tr("known when it is made")
        memory = gigabytes(here.memory_gb)
        unmeasured = self.tr("not measured yet")
        speed = QLocale().toString(here.speed, "f", 0) if here.speed else ""
        self._facts.set(
            [
                Fact(self.tr("Size"), here.size_words or later, self._size_help),
                Fact(
                    self.tr("Memory to run"),
                    self.tr("about {size}").format(size=memory) if here.size else later,
                    self.tr(
                        "What a computer needs free for the model and what it reads, in its graphics card or beside."
                    ),
                ),
                Fact(
                    self.tr("Speed"),
                    self.tr("{number} tokens/s").format(number=speed) if speed else unmeasured,
                    self.tr("A token is a word or a part of one. The scorecard measured it on this PC."),
                ),
                Fact(
                    self.tr("Exact calls"),
                    unmeasured
                    if here.exact is None
                    else self.tr("{rate} of {n}").format(rate=percent(here.exact), n=here.n),
                    self.tr(
                        "How many held-out calls it made with the right tool and the right values, in the scorecard."
                    ),
                ),
            ]
        )


def _option(quant: str, known: Figures) -> str:
    """A quantisation as a line to choose: its size, and how well it was measured to do."""
    name = translate("Quant", "16 bit") if quant == SIXTEEN_BIT else quant
    exact = "" if known.exact is None else translate("Quant", "{rate} exact").format(rate=percent(known.exact))
    return ", ".join(filter(None, (name, known.size_words, exact)))
