"""Overview: what it offers next at every point of the way, and what it shows of the rest."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fake_jobs import HARDWARE
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, Trajectory
from stillroom.jobs import HeldOut, Progress, Stage, Step
from stillroom.store import Verdict
from stillroom_desktop.pages.next_step import what_next
from stillroom_desktop.pages.overview import OverviewPage
from stillroom_desktop.pages.so_far import Figure, _Entry
from stillroom_desktop.steps import STEPS
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.new_project import NewProjectDialog
from stillroom_desktop.widgets.this_pc import ThisPc
from stillroom_desktop.widgets.way import WayCard, WayRow
from stillroom_desktop.workspace import Workspace


@pytest.fixture
def page(show_page: Callable[..., OverviewPage], workspace: Workspace) -> OverviewPage:
    return show_page(OverviewPage, workspace, 1100, 800)


def banner(page: OverviewPage) -> tuple[str, str, str]:
    """The banner's title, its text, and the word on its button."""
    notice = page.findChild(Notice)
    return notice.accessibleName(), notice.accessibleDescription(), button(page).text()


def button(page: OverviewPage) -> Button:
    found = page.findChild(QPushButton, "overview_next")
    assert isinstance(found, Button)
    return found


def teach_all(workspace: Workspace, fake: Any) -> None:
    """Let the teacher have solved every task, the last one wrongly."""
    workspace.teach()
    job = fake.job("teach")
    tools = workspace.store.keep_tool_set(())
    tasks = list(workspace.store.tasks())
    for task in tasks:
        trajectory = Trajectory(f"t-{task.id}", task.id, "agent", tools, (Message("user", "?"),))
        verdict = Verdict("check", task is not tasks[-1], "" if task is not tasks[-1] else "another answer")
        workspace.store.add_trajectory(trajectory, job.spec.run, verdicts=[verdict])
    job.finish({"tasks": len(tasks), "accepted": len(tasks) - 1, "failed": {}})


def train(workspace: Workspace, fake: Any) -> None:
    workspace.train()
    job = fake.job("train")
    job.finish({"run": job.spec.run, "steps": 71, "seconds": 300.0, "loss": 0.2})


def test_the_way_from_the_sample_to_the_export(page: OverviewPage, workspace: Workspace, fake: Any) -> None:
    asked: list[str] = []
    workspace.go.connect(asked.append)
    assert banner(page)[0] == "Next: let the teacher solve the tasks"
    button(page).click()
    assert fake.started("teach")
    assert asked == ["teach"]
    assert banner(page)[0] == "Teaching is running"
    button(page).click()  # shows it, and starts nothing more
    assert asked == ["teach", "teach"]
    assert len(fake.started("teach")) == 1
    fake.job("teach").finish({"tasks": 1, "accepted": 0, "failed": {}})

    teach_all(workspace, fake)
    title, text, word = banner(page)
    assert (title, word) == ("Next: train your student", "Train the student")
    assert "SmolLM2 135M" in text
    assert "this PC's processor" in text
    button(page).click()
    fake.job("train").finish({"run": fake.job("train").spec.run, "steps": 71, "seconds": 300.0, "loss": 0.2})

    assert banner(page)[2] == "Score it"
    button(page).click()
    assert fake.started("evaluate")
    trained = fake.job("train").spec.run
    fake.job("evaluate").finish({"run": trained, "tasks": 65, "arms": {"student": {"exact": {"value": 0.6}}}})

    assert banner(page)[2] == "Try it"
    button(page).click()
    assert asked[-1] == "chat"
    workspace.chat("student")
    fake.job("chat").finish({"arm": "student"})

    assert banner(page)[2] == "Export"
    workspace.export_gguf(Path("out"), "Q4_K_M")
    fake.job("export").finish({"run": trained, "quant": "Q4_K_M", "files": [{"path": "a.gguf", "bytes": 5}]})
    assert banner(page)[0] == "Your student is ready"


def test_an_empty_project_begins_with_tools(page: OverviewPage, workspace: Workspace, tmp_path: Path) -> None:
    asked: list[str] = []
    workspace.go.connect(asked.append)
    assert workspace.create(tmp_path / "mine")
    assert banner(page)[2] == "Add tools"
    button(page).click()
    assert asked == ["tools"]


def test_a_job_that_runs_tells_how_far_it_is(page: OverviewPage, workspace: Workspace, fake: Any) -> None:
    workspace.teach()
    fake.job("teach").feed(Stage("Teaching", 8, "tasks"), Progress(2, 8, 42.0))
    assert banner(page) == ("Teaching is running", "25 %, 40 s left", "Show it")


def test_a_training_that_was_cut_off_is_said_and_resumed(page: OverviewPage, workspace: Workspace, fake: Any) -> None:
    teach_all(workspace, fake)
    workspace.train()
    job = fake.job("train")
    step = Step(40, 71, 0.4, 1e-3, 5640.0, 3.1, 40.0)
    job.feed(Stage("Training", 71, "steps"), step, HeldOut(40, 0.3))
    job.cancelled("It ended before it could say so.")
    assert banner(page)[0] == "Training paused at step 40 of 71"
    assert banner(page)[2] == "Resume"
    button(page).click()
    assert fake.job("train") is not job
    assert fake.job("train").spec.run == job.spec.run
    assert fake.job("train").spec.params["resume"]


def test_what_was_broken_off_comes_before_an_earlier_step(page: OverviewPage, workspace: Workspace, fake: Any) -> None:
    workspace.train()
    fake.job("train").cancelled("It ended before it could say so.")
    assert banner(page)[0] == "Training is paused"


def test_a_failure_is_said_with_what_to_do(page: OverviewPage, workspace: Workspace, fake: Any) -> None:
    workspace.teach()
    fake.job("teach").fail("The disk is full", "There was no room.", "Free some space.")
    assert banner(page) == ("Teaching failed: The disk is full", "There was no room. Free some space.", "Try again")
    button(page).click()
    assert len(fake.started("teach")) == 2


def test_a_failed_training_starts_anew_where_nothing_was_learned(
    page: OverviewPage, workspace: Workspace, fake: Any
) -> None:
    teach_all(workspace, fake)
    workspace.train()
    first = fake.job("train")
    first.fail("Not a student", "It has no tokenizer.")
    button(page).click()
    assert fake.job("train").spec.run != first.spec.run


def test_the_cards_show_every_step_and_lead_there(
    page: OverviewPage, workspace: Workspace, fake: Any, qtbot: QtBot
) -> None:
    teach_all(workspace, fake)
    rows = {row.key: row for row in page.findChildren(WayRow)}
    assert tuple(rows) == STEPS[1:]
    assert "script" in rows["teacher"].accessibleDescription()
    assert rows["teach"].accessibleName() == "Teach, Done"
    assert rows["review"].accessibleName() == "Review, Needs you"
    assert "held out" in rows["tasks"].accessibleDescription()
    with qtbot.waitSignal(workspace.go) as told:
        rows["review"].click()
    assert told.args == ["review"]


def test_so_far_counts_and_remembers(page: OverviewPage, workspace: Workspace, fake: Any) -> None:
    teach_all(workspace, fake)
    train(workspace, fake)
    workspace.evaluate()
    fake.job("evaluate").finish(
        {"run": fake.job("train").spec.run, "tasks": 65, "arms": {"student": {"exact": {"value": 0.64}}}}
    )
    QApplication.processEvents()
    figures = [figure.accessibleName() for figure in page.findChildren(Figure)]
    kept, _ = workspace.store.taught_counts()
    assert figures[0].startswith(str(kept))
    assert figures[2].startswith("64 %")
    entries = [entry.accessibleName() for entry in page.findChildren(_Entry) if entry.isVisible()]
    assert entries[0].startswith("Scored on 65 tasks")
    assert entries[1].startswith("Trained 71 steps in 5 min")
    assert entries[-1] == "Made from the sample"


def test_the_folder_is_shown(page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not shown.append(url))
    [folder] = [found for found in page.findChildren(QPushButton) if found.text() == "Open folder"]
    folder.click()
    assert [Path(url.toLocalFile()) for url in shown] == [tmp_path / "project"]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    with qtbot.waitSignal(page.workspace.failed):
        folder.click()


def test_the_project_is_copied_where_the_user_says(
    page: OverviewPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = page.findChild(QPushButton, "copy_project")
    copy.click()
    dialog = page.findChild(NewProjectDialog)
    assert dialog.folder == tmp_path / "project-copy"
    with qtbot.waitSignal(workspace.copied):
        dialog.make.click()
        assert (copy.text(), copy.isEnabled()) == ("Copying …", False)
    qtbot.waitUntil(copy.isEnabled)
    assert copy.text() == "Copy project"
    assert (tmp_path / "project-copy" / "project.db").is_file()


def test_this_pc_is_checked_again(page: OverviewPage, workspace: Workspace, qtbot: QtBot) -> None:
    ollama = page.findChild(ThisPc)._ollama
    assert ollama.accessibleName().startswith("Ollama not running")
    workspace._look_at_hardware = lambda: msgspec.structs.replace(HARDWARE, ollama="0.33.0")
    again = page.findChild(QPushButton, "check_again")
    with qtbot.waitSignal(workspace.hardware_seen):
        again.click()
        assert not again.isEnabled()
        assert ollama.accessibleName() == "Ollama Looking ..."
    assert again.isEnabled()
    assert ollama.accessibleName().startswith("Ollama 0.33.0 is running")


def test_where_there_is_no_ollama_its_page_is_a_click_away(
    page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toString()))  # and says it did not
    [link] = [found for found in page.findChildren(QPushButton) if found.text() == "ollama.com"]
    with qtbot.waitSignal(page.workspace.failed) as told:
        link.click()
    assert shown == ["https://ollama.com"]
    assert "https://ollama.com" in told.args[0].message


def test_a_narrow_window_has_two_columns(page: OverviewPage) -> None:
    cards = page.findChildren(WayCard)
    assert len({card.y() for card in cards}) == 1
    page.resize(700, 800)
    QApplication.processEvents()
    assert len({card.y() for card in cards}) == 2


def test_without_a_project_there_is_nothing_to_draw(page: OverviewPage, workspace: Workspace) -> None:
    workspace.close()
    assert page.isVisible()


def test_what_is_next_is_about_the_step_it_names(workspace: Workspace) -> None:
    assert what_next(workspace).key == "teach"
