"""The losses of several trainings in one plot: smoothed, with what was measured on held-out tasks."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from stillroom_desktop.pages.training.past_runs import ROLES, PastRun
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.curves import smoothed, thinned
from stillroom_desktop.widgets.plot_frame import PlotFrame, Reading, line_pen, set_line

SYMBOLS = ("o", "s", "t", "d", "p")
"""The marks of the held-out losses, a form of its own for each run."""

_START = 0.15
"""The steps at the beginning, as a share of all, that may be cut off at the top: there every loss is high."""


class OverlayPlot(PlotFrame):
    """A colour for each run. Its training loss is a line, its held-out losses are marks on a dashed one."""

    def __init__(self) -> None:
        super().__init__("", rows=len(ROLES))
        self.setAccessibleName(self.tr("Losses of the chosen trainings"))
        self._runs: list[PastRun] = []
        self._means: list[dict[int, float]] = []
        self._lines: list[Any] = []
        self._held_out: list[Any] = []
        for symbol in SYMBOLS:
            self._lines.append(self.items.plot([]))
            self._held_out.append(self.items.plot([], symbol=symbol, symbolSize=8))
        theme.changed.connect(self._paint_roles)
        self._paint_roles()
        self._draw_now()

    def show_runs(self, runs: Sequence[PastRun]) -> None:
        """Draw these, as many as there are colours at most."""
        self._runs = list(runs)
        self._means = []
        for past in runs:
            steps = past.log.steps
            means = smoothed([step.loss for step in steps], max(4.0, (steps[-1].total if steps else 0) / 20))
            self._means.append({step.step: mean for step, mean in zip(steps, means, strict=True)})
        self._draw_now()

    def steps_drawn(self) -> Sequence[int]:
        known = {step for means in self._means for step in means}
        return sorted(known.union(*({step for step, _ in past.log.held_out} for past in self._runs)))

    def draw(self) -> None:
        for at, (line, held_out) in enumerate(zip(self._lines, self._held_out, strict=True)):
            there = at < len(self._runs)
            set_line(line, thinned([*self._means[at].items()]) if there else [])
            set_line(held_out, self._runs[at].log.held_out if there else [])
        last = max(self.steps_drawn(), default=1)
        self.set_range(last, self._top(last), self.tr("nats per token"))

    def reading(self, step: int) -> Reading:
        rows: list[tuple[str, str, str]] = []
        points: list[tuple[float, float, str]] = []
        for role, past, means in zip(ROLES, self._runs, self._means, strict=False):
            loss, held_out = means.get(step), dict(past.log.held_out).get(step)
            values = [f"{loss:.3f}"] if loss is not None else []
            if held_out is not None:
                values.append(self.tr("held-out {loss}").format(loss=f"{held_out:.3f}"))
            points += [(step, value, role) for value in (loss, held_out) if value is not None]
            if values:
                rows.append((role, self.tr("Run {number}").format(number=past.number), ", ".join(values)))
        return Reading(self.tr("Step {step}").format(step=step), rows, points)

    def _top(self, last: int) -> float:
        """As high as the losses after the very first steps, so that they can be told apart."""
        after = _START * last
        values = [mean for means in self._means for step, mean in means.items() if step >= after]
        values += [loss for past in self._runs for step, loss in past.log.held_out if step >= after]
        return max(values, default=1.0)

    def _paint_roles(self) -> None:
        for role, line, held_out in zip(ROLES, self._lines, self._held_out, strict=True):
            colour = QColor(theme.color(role))
            line.setPen(line_pen(colour, 2))
            held_out.setPen(line_pen(colour, 1, Qt.PenStyle.DashLine))
            held_out.setSymbolPen(line_pen(colour, 2))
            held_out.setSymbolBrush(theme.color("card"))
