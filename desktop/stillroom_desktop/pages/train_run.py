"""A training run on the page Train: its figures, its loss, its recipe, and what happened; live, or as its journal tells."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.jobs import Step
from stillroom.store import Run
from stillroom.students import Hardware
from stillroom.training import TrainParams
from stillroom_desktop.pages.train_cards import HappenedCard, RecipeCard
from stillroom_desktop.pages.training.load_watch import LoadWatch
from stillroom_desktop.pages.training_log import TrainingLog
from stillroom_desktop.stages import stage_words
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.cards import FigureCell, Figures
from stillroom_desktop.words import NOTHING, moment, percent, took

if TYPE_CHECKING:
    from stillroom_desktop.widgets.loss_card import LossCard

_TRACE = 120
"""Points of a sparkline at most."""


class TrainRun(QWidget):
    """Figures above, the loss at the left, recipe and what happened at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.step = FigureCell(self.tr("Step"))
        self.speed = FigureCell(
            self.tr("Speed"),
            help=self.tr(
                "A token is a piece of a word, and all of a solution counts, the tools' descriptions too. Those are the "
                "same in every solution, so they are computed only once a step."
            ),
        )
        self.memory = FigureCell(
            self.tr("Memory"),
            help=self.tr("The most that the training has used so far, and how busy what computes it is just now."),
        )
        self.load = LoadWatch(self)
        self.time = FigureCell(self.tr("Time"))
        self.recipe = RecipeCard()
        self.happened = HappenedCard()
        self._loss: LossCard | None = None
        self._drawn: Step | None = None
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(GAP)
        side.addWidget(self.recipe)
        side.addWidget(self.happened, 1)
        self._row.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(Figures([self.step, self.speed, self.memory, self.time]))
        whole.addLayout(self._row, 1)

    @property
    def loss(self) -> "LossCard":
        """The card of the plot, made when it is first asked for: pyqtgraph takes a while to load."""
        if self._loss is None:
            from stillroom_desktop.widgets.loss_card import LossCard

            self._loss = LossCard()
            self._row.insertWidget(0, self._loss, 1)
        return self._loss

    def show_live(
        self, log: TrainingLog, params: TrainParams, hardware: Hardware | None, started: float, *, stopping: bool
    ) -> None:
        """Draw a run that is going on since `started`, or that saves because it was told to stop."""
        running = self.tr("Running for {time}").format(time=took(max(time.time() - started, 0)))
        self._show_common(log, params, hardware, running)
        last = log.last
        if last is None:
            stage = stage_words(log.stage.name) if log.stage else self.tr("Starting ...")
            self.step.set(NOTHING, "", stage)
            # Steps would renew how long it has run for; until there are some, nothing does.
            self.time.set(NOTHING, "", self.tr("Started {when}").format(when=moment(started)))
            return
        if stopping:
            self.time.set(NOTHING, "", self.tr("Saving ..."), share=last.step / last.total)
            return
        number, _, unit = took(last.seconds_left).partition(" ")
        caption = self.tr("Done about {when}").format(when=moment(time.time() + last.seconds_left))
        self.time.set(
            number,
            self.tr("{unit} left").format(unit=unit),
            caption,
            share=last.step / last.total,
        )

    def show_past(self, log: TrainingLog, params: TrainParams, hardware: Hardware | None, run: Run) -> None:
        """Draw a run that has ended, as `log` tells."""
        self._show_common(log, params, hardware)
        if log.last is None:
            self.step.set(NOTHING, "", self.tr("No step was done"))
        if seconds := run.result.get("seconds"):
            number, _, unit = took(seconds).partition(" ")
            resumed = self.tr("Since it was resumed") if run.result.get("resumed_from") else self.tr("In all")
            self.time.set(number, unit, f"{resumed} · {moment(run.started)}")
        else:
            self.time.set(NOTHING, "", self.tr("Started {when}").format(when=moment(run.started)))

    def _show_common(self, log: TrainingLog, params: TrainParams, hardware: Hardware | None, running: str = "") -> None:
        plot = self.loss.plot
        fresh = self._fresh(log.steps)
        if fresh is None:
            plot.set_steps(log.steps)
        for step in fresh or ():
            plot.add(step)
        self._drawn = log.last
        plot.set_held_out(log.held_out)
        self.loss.show_values()
        self.recipe.show_params(params)
        self.happened.show_rows(log.happened)
        self._show_step(log, params, running)
        self._show_speed(log)
        self._show_memory(log, hardware)

    def _fresh(self, steps: Sequence[Step]) -> list[Step] | None:
        """The steps that the plot does not have yet; None where it shows others, of another run or done again."""
        fresh: list[Step] = []
        for step in reversed(steps):
            if step is self._drawn:
                return fresh[::-1]
            fresh.append(step)
        return None

    def _show_step(self, log: TrainingLog, params: TrainParams, running: str) -> None:
        if (last := log.last) is None:
            return
        recipe = params.recipe
        epoch = self.tr("Epoch {epoch} of {epochs}").format(
            epoch=(last.step - 1) * recipe.epochs // last.total + 1, epochs=recipe.epochs
        )
        self.step.set(
            QLocale().toString(last.step),
            self.tr("of {total}").format(total=QLocale().toString(last.total)),
            # How long an epoch is cannot be seen where all ends early.
            epoch if recipe.epochs > 1 and not recipe.max_steps else running,
            share=last.step / last.total,
        )

    def _show_speed(self, log: TrainingLog) -> None:
        if (last := log.last) is None:
            self.speed.set(NOTHING)
            return
        seconds = log.seconds_per_step
        caption = self.tr("{seconds} s a step").format(seconds=QLocale().toString(seconds, "f", 1)) if seconds else ""
        every = 1 + len(log.steps) // _TRACE
        self.speed.set(
            QLocale().toString(last.tokens_per_second, "f", 0),
            self.tr("tokens/s"),
            caption,
            history=[step.tokens_per_second for step in log.steps[::-every]][::-1],
        )

    def _show_memory(self, log: TrainingLog, hardware: Hardware | None) -> None:
        if (last := log.last) is None:
            self.memory.set(NOTHING)
            return
        number = QLocale().toString(last.memory_gb, "f", 1)
        whole = (hardware.gpu_memory_gb or hardware.memory_gb) if hardware else None
        if hardware is None or whole is None:
            self.memory.set(number, "GB", self.tr("At most so far"))
            return
        caption = self.tr("Of the graphics card, at most so far") if hardware.gpu else self.tr("At most so far")
        if self.load.share is not None:
            caption = self.tr("Graphics card {share}") if hardware.gpu else self.tr("Processor {share}")
            caption = caption.format(share=percent(self.load.share))
        unit = self.tr("of {whole} GB").format(whole=QLocale().toString(whole, "f", 0))
        self.memory.set(number, unit, caption, share=last.memory_gb / whole)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._side.setFixedWidth(272 if self.width() >= 900 else 232 if self.width() >= 640 else 212)
