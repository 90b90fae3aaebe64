"""Trainings side by side: differences of their recipes first, losses in one plot, what they took, scorecards."""

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stillroom.evaluation import ArmScore
from stillroom.evaluation.intervals import rate
from stillroom.jobs import HeldOut, Step
from stillroom.store import Run
from stillroom.training import PRESETS
from stillroom_desktop.pages.training.compare_dialog import CompareDialog
from stillroom_desktop.workspace import Workspace

if TYPE_CHECKING:
    from fake_jobs import FakeRunner


def _train(workspace: Workspace, fake: "FakeRunner", loss: float, **changes: Any) -> str:
    workspace.train(msgspec.structs.replace(PRESETS["quick"], **changes))
    job = fake.job("train")
    job.feed(*(Step(at, 20, loss / at, 1e-3, 500.0, 2.5, 20.0 - at) for at in range(1, 21)), HeldOut(20, loss / 10))
    job.finish({"steps": 20, "seconds": 60.0, "held_out_loss": loss / 10, "peak_memory_gb": 2.75})
    return job.spec.run


@pytest.fixture
def compared(workspace: Workspace, fake: "FakeRunner", qtbot: QtBot) -> CompareDialog:
    """Three trainings, the second one scored."""
    _train(workspace, fake, 1.0)
    scored = _train(workspace, fake, 2.0, rank=16)
    share = rate(8, 10)
    score = ArmScore(share, share, share, {}, {}, {}, 40.0, "llama.cpp, F16")
    result = {"run": scored, "arms": {"student": msgspec.to_builtins(score)}}
    workspace.store.start_run(Run("evaluate-1", "evaluate", "running", 1.0))
    workspace.store.end_run("evaluate-1", "done", result)
    workspace.train()
    fake.job("train").fail("The disk is full", "There was no room left.")
    dialog = CompareDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _words(table: Any) -> list[list[str]]:
    return [line.split("\t") for line in table.cells.as_text().splitlines()]


def test_the_newest_two_that_are_done_are_compared_at_first(compared: CompareDialog) -> None:
    assert compared.runs.count() == 3
    assert compared.runs.chosen == ["Run 2", "Run 1"]
    assert _words(compared.recipe) == [["Value", "Run 1", "Run 2"], ["Adapter rank", "32", "16"]]
    assert compared.same.text().startswith(f"{len(PRESETS['quick'].__struct_fields__)} ")  # the student among them


def test_what_they_took_and_what_their_students_score(compared: CompareDialog) -> None:
    rows = {name: values for name, *values in _words(compared.outcome)}
    assert rows["Held-out loss"] == ["0.100", "0.200"]
    assert rows["Steps"] == ["20 of 20", "20 of 20"]
    assert rows["Memory at most"] == ["2.8 GB", "2.8 GB"]
    assert len(_words(compared.scores)) == 2
    assert "80" in " ".join(_words(compared.scores)[1])
    assert compared.unscored.text() == "Not scored yet: Run 1."


def test_the_crosshair_reads_every_run_by_keyboard(compared: CompareDialog, qtbot: QtBot) -> None:
    compared.plot.setFocus()
    qtbot.keyClick(compared.plot, Qt.Key.Key_End)
    said = compared.plot.accessibleDescription()
    assert said.startswith("Step 20, Run 1 ") and "Run 2 " in said
    assert said.endswith("held-out 0.200")


def test_runs_are_ticked_with_the_space_bar(compared: CompareDialog, qtbot: QtBot) -> None:
    compared.runs.setCurrentRow(0)
    qtbot.keyClick(compared.runs, Qt.Key.Key_Space)
    assert _words(compared.outcome)[0] == ["", "Run 1", "Run 2", "Run 3"]
    assert {name: values for name, *values in _words(compared.outcome)}["State"] == ["done", "done", "failed"]
    compared.runs.tick_all(False)
    assert compared.told.text().startswith("Tick two or more")
    assert compared.plot.steps_drawn() == []
