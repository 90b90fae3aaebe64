"""The activity strip: what it says of jobs that run, and of what came out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.jobs import Progress, Stage, Step
from stillroom.serving import CHATTING
from stillroom_desktop import copying
from stillroom_desktop.widgets.activity import ActivityStrip, JobRow
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.workspace import Workspace


@pytest.fixture
def strip(qtbot: QtBot, workspace: Workspace) -> ActivityStrip:
    shown = ActivityStrip(workspace)
    qtbot.addWidget(shown)
    shown.resize(1000, shown.height())
    shown.show()
    return shown


def said(strip: ActivityStrip) -> str:
    """All words that can be seen, from left to right."""
    QApplication.processEvents()
    words = [
        widget
        for kind in (Label, QPushButton)
        for widget in strip.findChildren(kind)
        if widget.isVisible() and widget.text()
    ]
    return " | ".join(widget.text() for widget in sorted(words, key=lambda word: word.mapTo(strip, word.pos()).x()))


def test_while_nothing_ran_it_says_so(strip: ActivityStrip) -> None:
    assert said(strip) == "Nothing is running. Everything is saved."


def test_a_job_shows_what_how_far_and_how_long(strip: ActivityStrip, workspace: Workspace, fake: Any) -> None:
    workspace.teach()
    assert "Starting ..." in said(strip)
    fake.job("teach").feed(Stage("Teaching", 200, "tasks"), Progress(50, 200, 130.0))
    for words in ("Teaching", "25 %", "50 of 200 tasks", "2 min left", "Cancel"):
        assert words in said(strip)


def test_training_tells_its_step_and_its_speed(strip: ActivityStrip, workspace: Workspace, fake: Any) -> None:
    workspace.train()
    fake.job("train").feed(Stage("Training", 71, "steps"), Step(40, 71, 0.4, 1e-3, 5640.4, 3.1, 40.0))
    words = said(strip).replace(",", "")
    assert "56 %" in words
    assert "step 40 of 71 · 5640 tokens/s" in words
    fake.job("train").feed(Stage("Measuring the loss on held-out tasks"))
    assert "Measuring the loss on held-out tasks" in said(strip)
    assert "%" not in said(strip)


def test_cancel_asks_nothing_and_says_that_it_saves(strip: ActivityStrip, workspace: Workspace, fake: Any) -> None:
    workspace.teach()
    cancel = strip.findChild(JobRow)._cancel
    cancel.click()
    assert fake.job("teach").cancel_asked
    assert not cancel.isEnabled()
    assert "Stopping, saving ..." in said(strip)
    fake.job("teach").cancelled()
    assert said(strip).startswith("Teaching was stopped; what was finished is kept.")


@pytest.mark.parametrize(
    ("kind", "result", "sentence"),
    [
        ("teach", {"tasks": 8, "accepted": 7}, "Teaching ended: 7 of 8 solutions kept."),
        ("teach", {"tasks": 0, "accepted": 0}, "Every task was taught before."),
        ("train", {"steps": 56, "seconds": 627.0, "loss": 0.1234}, "Trained 56 steps in 10 min, loss 0.123."),
        (
            "evaluate",
            {"tasks": 66, "arms": {"base": {"exact": {"value": 0.0}}, "student": {"exact": {"value": 0.64}}}},
            "Scored on 66 tasks, exact calls: student 64 %, base 0 %.",
        ),
        ("export", {"files": [{"path": "/x/mine.gguf", "bytes": 105_000_000}]}, "Wrote mine.gguf, 105 MB."),
        ("evaluate", {}, "Scoring is done."),
    ],
)
def test_what_came_out_is_a_sentence(
    strip: ActivityStrip, workspace: Workspace, fake: Any, kind: Any, result: dict[str, Any], sentence: str
) -> None:
    start = {
        "teach": workspace.teach,
        "train": workspace.train,
        "evaluate": lambda: workspace.start(spec(workspace, "evaluate")),
        "export": lambda: workspace.start(spec(workspace, "export")),
    }
    start[kind]()
    fake.job(kind).finish(result)
    assert said(strip).startswith(sentence)


def spec(workspace: Workspace, kind: Any) -> Any:
    """A spec of a job whose preconditions the sample project does not meet yet."""
    from stillroom.jobs import JobSpec

    assert workspace.project
    return JobSpec("nowhere:job", kind, str(workspace.project.folder), f"{kind}-1")


def test_a_failure_is_said_with_its_title(strip: ActivityStrip, workspace: Workspace, fake: Any) -> None:
    workspace.teach()
    fake.job("teach").fail("The disk is full", "No room.")
    assert said(strip).startswith("Teaching failed: The disk is full.")


def test_jobs_stand_side_by_side_and_lead_to_their_pages(
    strip: ActivityStrip, workspace: Workspace, fake: Any, qtbot: QtBot
) -> None:
    workspace.teach()
    workspace.chat("base")
    fake.job("chat").feed(Stage(CHATTING))
    assert len(strip.findChildren(JobRow)) == 2
    assert "The model before training is loaded" in said(strip)
    [name] = [button for button in strip.findChildren(QPushButton) if button.text() == "Chat"]
    with qtbot.waitSignal(strip.asked) as told:
        name.click()
    assert told.args == ["chat"]
    fake.job("chat").finish({"arm": "base"})
    fake.job("teach").finish()
    assert "Chat" not in said(strip)


def test_a_closed_project_leaves_nothing_behind(strip: ActivityStrip, workspace: Workspace, fake: Any) -> None:
    workspace.teach()
    fake.job("teach").finish({"tasks": 8, "accepted": 7})
    workspace.close()
    assert said(strip) == "Nothing is running. Everything is saved."


def test_a_copy_shows_how_far_it_is_and_can_be_stopped(
    strip: ActivityStrip, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(source: Path, folder: Path) -> Iterator[tuple[int, int]]:
        yield 30_000_000, 120_000_000
        while not workspace.copier.stopping:
            yield 60_000_000, 120_000_000

    monkeypatch.setattr(copying, "copy_project", slow)
    workspace.copy(tmp_path / "copy")
    qtbot.waitUntil(lambda: "50 %" in said(strip))
    assert said(strip) == "Copying the project | 50 % | 60 MB of 120 MB | Cancel"
    strip.findChild(QPushButton, "cancel_copy").click()
    qtbot.waitUntil(lambda: not workspace.copying)
    assert said(strip) == "Nothing is running. Everything is saved."
