"""Commands that are stopped: with Ctrl-C, and by a kill."""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from stillroom.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends the signals of Unix")

TASKS = 60


@pytest.fixture
def slow(workshop: Any) -> Path:
    """A project whose tasks take a while."""
    folder: Path = workshop.project([workshop.wait(0.1)], [workshop.task(n) for n in range(TASKS)])
    return folder


def all_gone(processes: list[psutil.Process], seconds: float) -> bool:
    """Whether they all end in that time; in a container nobody may collect those whose parent died."""
    patience = time.monotonic() + seconds
    while time.monotonic() < patience:
        if not [each for each in processes if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]:
            return True
        time.sleep(0.05)
    return False


def interrupt(process: Any) -> None:
    """Ctrl-C, as a terminal sends it: to the whole group in the foreground."""
    os.killpg(process.pid, signal.SIGINT)


def test_ctrl_c_keeps_what_was_finished_and_the_same_command_goes_on(stillroom: Any, workshop: Any, slow: Path) -> None:
    process = stillroom.start("teach", slow, "--json")
    workshop.wait_for_taught(slow, 6)
    below = psutil.Process(process.pid).children(recursive=True)
    assert len(below) >= 2
    interrupt(process)
    stopped = stillroom.end(process)
    assert stopped.code == 130
    kept = workshop.taught(slow)
    assert 6 <= len(kept) < TASKS
    assert stopped.error["title"] == "Stopped"
    assert f"{len(kept)} of {TASKS} tasks" in stopped.error["message"]
    assert "kept" in stopped.error["message"]
    assert "same command" in stopped.error["hint"]
    assert "Stopping" in stopped.err
    assert all_gone(below, 5)
    with Project.open(slow, writer=True) as project:
        assert [run.state for run in project.store.runs()] == ["cancelled"]
    rest = stillroom("teach", slow, "--json").json
    assert (rest["tasks"], rest["accepted"]) == (TASKS - len(kept), TASKS - len(kept))
    assert workshop.taught(slow) == sorted(f"task-{n}" for n in range(TASKS))


def test_ctrl_c_in_words(stillroom: Any, workshop: Any, slow: Path) -> None:
    process = stillroom.start("teach", slow)
    workshop.wait_for_taught(slow, 1)
    interrupt(process)
    stopped = stillroom.end(process)
    assert (stopped.code, stopped.out) == (130, "")
    assert (
        stopped.err.splitlines()[-1]
        == f"Stopped after {len(workshop.taught(slow))} of {TASKS} tasks; all of them are kept. Run it again to go on."
    )


def test_a_second_ctrl_c_does_not_wait(stillroom: Any, workshop: Any) -> None:
    folder = workshop.project([workshop.wait(50, time_limit=55)], [workshop.task(1)])
    process = stillroom.start("teach", folder)
    for line in process.stderr:
        if line.startswith("Teaching"):
            break
    patience = time.monotonic() + 20
    while len(below := psutil.Process(process.pid).children(recursive=True)) < 2:
        assert time.monotonic() < patience
        time.sleep(0.05)
    interrupt(process)
    assert process.stderr.readline().startswith("Stopping")
    started = time.monotonic()
    interrupt(process)
    assert stillroom.end(process).code == 130
    assert time.monotonic() - started < 10
    assert all_gone(below, 5)
    with Project.open(folder, writer=True) as project:
        assert [run.state for run in project.store.runs()] == ["cancelled"]


def test_a_kill_leaves_nothing_running_and_loses_nothing(stillroom: Any, workshop: Any, slow: Path) -> None:
    process = stillroom.start("teach", slow)
    workshop.wait_for_taught(slow, 3)
    below = psutil.Process(process.pid).children(recursive=True)
    assert len(below) >= 2
    process.kill()
    stillroom.end(process)
    assert all_gone(below, 10)
    kept = workshop.taught(slow)
    assert 3 <= len(kept) < TASKS
    with Project.open(slow, writer=False) as project:
        assert [run.state for run in project.store.runs()] == ["cancelled"]
    rest = stillroom("teach", slow, "--json").json
    assert rest["accepted"] == TASKS - len(kept)
    assert workshop.taught(slow) == sorted(f"task-{n}" for n in range(TASKS))


def test_ctrl_c_in_a_tool_test(stillroom: Any, workshop: Any) -> None:
    folder = workshop.project([workshop.wait(50, time_limit=55)], [])
    process = stillroom.start("tools", "test", "wait", "--args", '{"n": 1}', "--project", folder, "--json")
    patience = time.monotonic() + 20
    while not (below := psutil.Process(process.pid).children(recursive=True)):
        assert time.monotonic() < patience
        time.sleep(0.05)
    interrupt(process)
    stopped = stillroom.end(process)
    assert stopped.code == 130
    assert stopped.error["title"] == "Stopped"
    assert all_gone(below, 5)
