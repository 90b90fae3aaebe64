"""The loss plot: what it draws of a trace, what its crosshair reads, what it saves, and that it costs the window little."""

import csv
import math
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom.jobs import Step
from stillroom_desktop.widgets.curves import smoothed, thinned
from stillroom_desktop.widgets.loss_card import LossCard
from stillroom_desktop.widgets.plot import LossPlot


def make_step(step: int, total: int = 10, loss: float | None = None) -> Step:
    return Step(step, total, math.exp(-step / total) if loss is None else loss, 1e-3 * step, 500.0 + step, 3.0, 1.0)


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    plot = LossPlot()
    qtbot.addWidget(plot)
    plot.resize(600, 320)
    plot.show()
    return plot


def test_smoothing_keeps_what_is_flat_and_lags_neither_way() -> None:
    assert smoothed([0.5] * 9, 4) == pytest.approx([0.5] * 9)
    line = [float(value) for value in range(101)]
    assert smoothed(line, 8)[50] == pytest.approx(50)
    noise = [1.0 if at % 2 else 0.0 for at in range(101)]
    assert all(0.3 < value < 0.7 for value in smoothed(noise, 8)[10:90])
    assert smoothed([], 8) == []


def test_a_long_trace_is_thinned_and_keeps_its_peaks() -> None:
    points = [(float(x), 0.0) for x in range(5000)]
    points[1234] = (1234.0, 9.0)
    shown = thinned(points)
    assert len(shown) <= 800
    assert (1234.0, 9.0) in shown
    assert shown == sorted(shown)
    assert thinned(points[:700]) == points[:700]


def test_a_step_done_again_replaces_it_and_what_came_after(plot: LossPlot) -> None:
    plot.set_steps([make_step(at) for at in range(1, 6)])
    plot.add(make_step(4, loss=0.25))
    assert [step.step for step in plot.steps] == [1, 2, 3, 4]
    assert plot.steps[-1].loss == 0.25


def test_the_crosshair_reads_the_nearest_step_by_keyboard_and_mouse(plot: LossPlot, qtbot: QtBot) -> None:
    plot.set_steps([make_step(at) for at in range(1, 11)])
    plot.set_held_out([(10, 0.4)])
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.accessibleDescription().startswith("Step 10, This step 0.368")
    assert plot.accessibleDescription().endswith("Held-out 0.400")
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.accessibleDescription().startswith("Step 9")
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.accessibleDescription().startswith("Step 1,")
    qtbot.keyClick(plot, Qt.Key.Key_PageUp)
    assert plot.accessibleDescription().startswith("Step 10,")
    plot.read_at(400)
    assert plot.accessibleDescription().startswith("Step 10,")
    plot.add(make_step(11, total=11))
    plot.read_at(11)
    assert plot.accessibleDescription().startswith("Step 11,")


def test_it_draws_nothing_without_steps_and_the_learning_rate_on_demand(plot: LossPlot, qtbot: QtBot) -> None:
    plot.read_at(3)
    plot.set_steps([make_step(at) for at in range(1, 11)])
    plot.show_quantity("learning_rate")
    plot.read_at(3)
    assert plot.accessibleDescription() == "Step 3, Learning rate 3.00e-03"


def test_it_is_saved_as_a_picture_and_as_values(qtbot: QtBot, tmp_path: Path) -> None:
    card = LossCard()
    qtbot.addWidget(card)
    card.resize(600, 400)
    card.show()
    card.plot.set_steps([make_step(at) for at in range(1, 11)])
    card.plot.set_held_out([(10, 0.4)])
    card.show_values()
    card.save(tmp_path / "loss.png")
    card.save(tmp_path / "loss.csv")
    assert QImage(str(tmp_path / "loss.png")).width() >= 500
    rows = list(csv.DictReader((tmp_path / "loss.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["step"] for row in rows] == [str(step) for step in range(1, 11)]
    assert rows[-1]["held_out_loss"] == "0.4"
    assert rows[0]["held_out_loss"] == ""


def test_a_picture_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    card = LossCard()
    qtbot.addWidget(card)
    card.show()
    for name in ("loss.png", "loss.csv"):
        card.save(tmp_path / "no folder" / name)
        assert card.failed.isVisible()
    card.save(tmp_path / "loss.csv")
    assert not card.failed.isVisible()


def test_an_update_at_two_thousand_steps_is_quick(plot: LossPlot, qtbot: QtBot) -> None:
    plot.set_steps([make_step(at, 2000) for at in range(1, 2000)])
    plot.grab()
    started = time.perf_counter()
    plot.add(make_step(2000, 2000))
    QApplication.processEvents()
    plot.grab()
    print(f"one update at 2000 steps: {1000 * (time.perf_counter() - started):.1f} ms")


def test_the_page_does_not_load_pyqtgraph() -> None:
    code = "import sys; from stillroom_desktop.pages import train, evaluate; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
