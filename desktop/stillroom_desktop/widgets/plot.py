"""The loss of a training run as a plot: every step faint, smoothed over it, held-out points, and a crosshair that reads values."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QWidget

from stillroom.jobs import Step
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.curves import smoothed, thinned
from stillroom_desktop.widgets.plot_frame import PlotFrame, Reading, line_pen, set_line

Quantity = Literal["loss", "learning_rate"]


class LossPlot(PlotFrame):
    """Nats per token (or the learning rate) on the y axis. Of the held-out points the best one is filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        import pyqtgraph

        self.setAccessibleName(self.tr("Loss at each training step"))
        self._steps: list[Step] = []
        self._means: list[float] = []
        self._held_out: list[tuple[int, float]] = []
        self._total = 1
        self._quantity: Quantity = "loss"
        self._raw: Any = self.items.plot([])
        self._held_line: Any = self.items.plot([], symbol="o", symbolSize=9)
        self._mean: Any = self.items.plot([])
        self._now: Any = pyqtgraph.InfiniteLine(angle=90)
        self._now.setVisible(False)
        self.items.addItem(self._now, ignoreBounds=True)
        theme.changed.connect(self._paint_roles)
        self._paint_roles()
        self._draw_now()

    @property
    def steps(self) -> Sequence[Step]:
        return self._steps

    @property
    def held_out(self) -> Sequence[tuple[int, float]]:
        return self._held_out

    @property
    def mean(self) -> float | None:
        """The newest smoothed loss, None before the first step."""
        return self._means[-1] if self._means else None

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps and no others."""
        self._steps = []
        self._at = None
        for step in steps:
            self.add(step)
        self._draw_now()

    def add(self, step: Step) -> None:
        """Show one step more; one that was there is done again by a resumed run, and replaces it and all after it."""
        while self._steps and self._steps[-1].step >= step.step:
            self._steps.pop()
        self._steps.append(step)
        self._total = step.total
        self.draw_soon()

    def set_held_out(self, points: Sequence[tuple[int, float]]) -> None:
        """Show the losses on held-out trajectories, each after how many steps."""
        self._held_out = list(points)
        self.draw_soon()

    def show_quantity(self, quantity: Quantity) -> None:
        self._quantity = quantity
        self._draw_now()

    def save_png(self, path: Path) -> bool:
        """Write what is seen as a picture, on the card's colour; False if it could not be written."""
        self._draw_now()
        return self.grab().save(str(path), "PNG")

    def save_csv(self, path: Path) -> None:
        """Write a row for each step: loss and held-out loss in nats, learning rate, tokens per second.

        Raises:
            OSError: the file cannot be written.
        """
        held_out = dict(self._held_out)
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["step", "loss", "held_out_loss", "learning_rate", "tokens_per_second"])
            for step in self._steps:
                held = held_out.get(step.step, "")
                rows.writerow([step.step, step.loss, held, step.learning_rate, step.tokens_per_second])

    # As a PlotFrame

    def steps_drawn(self) -> Sequence[int]:
        return [step.step for step in self._steps]

    def draw(self) -> None:
        steps = self.steps_drawn()
        values = [step.loss if self._quantity == "loss" else step.learning_rate for step in self._steps]
        self._means = smoothed([step.loss for step in self._steps], max(4.0, self._total / 20))
        lines = self._means if self._quantity == "loss" else values
        held_out = self._held_out if self._quantity == "loss" else []
        set_line(self._raw, thinned(list(zip(steps, values, strict=True))))
        set_line(self._mean, thinned(list(zip(steps, lines, strict=True))))
        self._draw_held_out(held_out)
        last = self._steps[-1].step if self._steps else 0
        self._now.setVisible(0 < last < self._total)
        self._now.setValue(last)
        top = max([*values, *(loss for _, loss in held_out)], default=1.0)
        unit = self.tr("nats per token") if self._quantity == "loss" else self.tr("learning rate")
        self.set_range(max(self._total, last), top, unit)

    def reading(self, step: int) -> Reading:
        at = next(at for at, known in enumerate(self._steps) if known.step == step)
        known, held = self._steps[at], dict(self._held_out).get(step)
        title = self.tr("Step {step}").format(step=step)
        if self._quantity != "loss":
            rows = [("accent", self.tr("Learning rate"), f"{known.learning_rate:.2e}")]
            return Reading(title, rows, [(step, known.learning_rate, "accent")])
        rows = [
            ("accent", self.tr("This step"), f"{known.loss:.3f}"),
            ("", self.tr("Smoothed"), f"{self._means[at]:.3f}"),
        ]
        points = [(float(step), self._means[at], "accent")]
        if held is not None:
            rows.append(("fill_info", self.tr("Held-out"), f"{held:.3f}"))
            points.append((step, held, "fill_info"))
        return Reading(title, rows, points)

    def _draw_held_out(self, points: Sequence[tuple[int, float]]) -> None:
        best = min((loss for _, loss in points), default=None)
        filled = [theme.color("fill_info" if loss == best and len(points) > 1 else "card") for _, loss in points]
        self._held_line.setData([step for step, _ in points], [loss for _, loss in points], symbolBrush=filled)

    def _paint_roles(self) -> None:
        accent, info = theme.color("accent"), theme.color("fill_info")
        faint = QColor(accent)
        faint.setAlphaF(0.32)
        self._raw.setPen(QPen(faint, 0))
        self._mean.setPen(line_pen(accent, 2))
        self._held_line.setPen(line_pen(info, 2))
        self._held_line.setSymbolPen(line_pen(info, 2))
        self._now.setPen(line_pen(theme.color("line2"), 1, Qt.PenStyle.DashLine))
        self._draw_now()
