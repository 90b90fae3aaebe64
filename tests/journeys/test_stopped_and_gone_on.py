"""Work that is broken off, with clicks and real child processes: it says so, it goes on with a click, and nothing is done twice."""

from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from clicking import User
from PySide6.QtWidgets import QPushButton, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from stillroom.jobs import Event, Step, Taught
from stillroom.project import Project
from stillroom.store import RunKind
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.welcome import WelcomePage

LEARN, HELD_OUT = 50, 10
TOOL_SECONDS = 0.1
"""What a tool takes: the teacher, who only plays, would be done before anyone could click."""

WORKING_MS = 90_000
"""Milliseconds for what takes seconds, on a computer that is busy with other things, too."""

OpenWindow = Callable[..., User]
MakeSample = Callable[..., int]


def begun(user: User, qtbot: QtBot, kind: RunKind, event: type[Event]) -> RunningJob:
    """The job of a kind, once it has told the first of these events."""
    job = user.workspace.running(kind)
    assert job
    qtbot.waitUntil(lambda: any(isinstance(told, event) for told in job.history), timeout=WORKING_MS)
    return job


def taught_tasks(user: User) -> list[str]:
    """The tasks as they were taught, over all runs; one that was taught twice is there twice."""
    workspace = user.workspace
    events = [event for run in workspace.store.runs("teach") for event in workspace.journal(run)]
    return [event.task for event in events if isinstance(event, Taught)]


def start_teaching(user: User, qtbot: QtBot) -> RunningJob:
    user.click("open_sample")
    user.click("overview_next")
    return begun(user, qtbot, "teach", Taught)


def go_on_teaching(user: User, qtbot: QtBot, tasks: int) -> None:
    """Click where it goes on, and see that in the end each task was taught, and once."""
    with qtbot.waitSignal(user.workspace.job_ended, timeout=WORKING_MS):
        user.click("Resume")
    assert user.sees(f"{tasks} of {tasks} tasks solved and verified")
    assert user.workspace.store.taught_counts() == (tasks, 0)
    assert len(set(taught_tasks(user))) == len(taught_tasks(user)) == tasks


def test_cancelled_halfway_it_says_so_and_goes_on_with_a_click(
    open_window: OpenWindow, make_sample: MakeSample, qtbot: QtBot
) -> None:
    tasks = make_sample(LEARN, HELD_OUT, seconds=TOOL_SECONDS)
    user = open_window()
    job = start_teaching(user, qtbot)
    with qtbot.waitSignal(user.workspace.job_ended, timeout=WORKING_MS):
        user.click("Cancel: Teaching")
        assert job.state == "stopping"
        assert user.sees("Stopping, saving ...")
    assert 0 < len(taught_tasks(user)) < tasks
    assert user.sees("Paused")
    assert user.sees(f"Stopped after {len(taught_tasks(user))} of {tasks} tasks")
    assert user.sees("Teaching was stopped; what was finished is kept.")
    go_on_teaching(user, qtbot, tasks)


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # of the platform without a screen
def test_without_a_tray_the_window_may_stay_and_with_one_the_work_goes_on_behind_it(
    open_window: OpenWindow, make_sample: MakeSample, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = make_sample(LEARN, HELD_OUT, seconds=TOOL_SECONDS)
    user = open_window()
    job = start_teaching(user, qtbot)
    assert not user.window.close()
    assert user.sees("Teaching is running", user.question)
    assert user.question.findChild(QPushButton, "keep_running") is None
    enter = user.question.focusWidget()
    assert enter
    assert enter.objectName() == "save_and_stop"
    user.click("stay", user.question)
    assert user.window.isVisible()
    assert job.state == "running"

    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda _: True)
    assert not user.window.close()
    with qtbot.waitSignal(user.workspace.job_ended, timeout=WORKING_MS):
        user.click("keep_running", user.question)
        assert not user.window.isVisible()
    assert job.state == "done"
    user.window.closing.come_back()
    assert user.sees(f"{tasks} of {tasks} tasks solved and verified")


@pytest.mark.timeout(300)  # it loads torch twice
def test_closed_while_it_trains_it_saves_and_the_next_window_goes_on_with_a_click(
    open_window: OpenWindow, make_sample: MakeSample, tiny_student: Path, qtbot: QtBot
) -> None:
    make_sample(20, 2, student=tiny_student)
    before = set(psutil.Process().children(recursive=True))
    user = open_window()
    user.click("open_sample")
    with qtbot.waitSignal(user.workspace.job_ended, timeout=WORKING_MS):
        user.click("overview_next")
    user.go("train")
    user.choose_recipe(batch_size="2")
    planned = user.page.setup.work.value
    user.click("train_start")
    job = begun(user, qtbot, "train", Step)
    assert user.workspace.project
    folder = user.workspace.project.folder

    assert not user.window.close()
    with qtbot.waitSignal(user.window.left, timeout=WORKING_MS):
        user.click("save_and_stop", user.question)
        assert user.window.closing._saving
        assert user.sees("What is running saves what it has.", user.window.closing._saving)
    assert not user.window.isVisible()
    assert job.state == "cancelled"
    assert not set(psutil.Process().children(recursive=True)) - before
    with Project.open(folder, writer=True) as project:  # nobody holds it any more
        [run] = project.store.runs("train")
        assert run.state == "cancelled"

    user = open_window()
    assert user.window.current == "train"
    [run] = user.workspace.store.runs("train")
    last = job.step
    assert last
    assert planned.startswith(f"{last.total} step")
    assert user.sees(f"Paused at step {last.step} of {last.total}")
    user.go("overview")
    assert user.sees(f"Training paused at step {last.step} of {last.total}")
    with qtbot.waitSignal(user.workspace.job_ended, timeout=WORKING_MS):
        user.click("Resume")
        assert user.window.current == "train"
    assert user.sees(f"Trained {last.total} steps in")
    steps = [event.step for event in user.workspace.journal(run) if isinstance(event, Step)]
    assert steps == list(range(1, last.total + 1))


def test_a_full_disk_is_said_and_with_room_again_it_goes_on_with_a_click(
    small_disk: Callable[[str], Path], open_window: OpenWindow, make_sample: MakeSample, qtbot: QtBot
) -> None:
    tasks = make_sample(LEARN, HELD_OUT)
    disk = small_disk("64m")
    user = open_window()
    user.workspace.set_setting("projects_folder", str(disk))
    user.click("open_sample")
    used = sum(file.stat().st_blocks * 512 for file in disk.rglob("*"))
    small_disk(f"{used // 1024 + 128}k")
    with qtbot.waitSignal(user.workspace.job_ended, timeout=WORKING_MS):
        user.click("overview_next")
    assert user.sees("The disk is full")
    assert user.sees("Free some space")
    small_disk("64m")
    go_on_teaching(user, qtbot, tasks)


def test_a_project_that_is_pulled_away_is_said_and_goes_on_when_it_is_back(
    open_window: OpenWindow, make_sample: MakeSample, home: Path, qtbot: QtBot
) -> None:
    tasks = make_sample(LEARN, HELD_OUT, seconds=TOOL_SECONDS)
    user = open_window()
    start_teaching(user, qtbot)
    assert user.workspace.project
    folder = user.workspace.project.folder
    with qtbot.waitSignal(user.workspace.job_ended, timeout=WORKING_MS):
        folder.rename(home / "pulled out")
        user.click("Cancel: Teaching")
    assert user.question.title == "The project is gone"
    assert user.sees("Put it back, then open it again.", user.question)
    user.click("Close", user.question)
    assert isinstance(user.page, WelcomePage)

    (home / "pulled out").rename(folder)
    user.click("open_sample")
    assert user.sees("Teaching paused at ")
    user.go("teach")
    go_on_teaching(user, qtbot, tasks)
