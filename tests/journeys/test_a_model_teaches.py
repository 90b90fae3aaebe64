"""A model teaches, a stand-in on the loopback, in real child processes: killed wherever it is, it goes on with a click, and no task is
taught twice or lost."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psutil
import pytest
from clicking import User
from pytestqt.qtbot import QtBot
from standins.providers.server import Asked, ProviderStandIn, Says

from stillroom import work
from stillroom.jobs import Spending, Taught
from stillroom.project import Project
from stillroom.tasks import make_project
from stillroom.teacher import Price, Teacher, keep_teacher
from stillroom.trajectories import TeachParams
from stillroom.trust import let_send, trust

WINDOW = """
import sys, msgspec
from stillroom.jobs import JobProcess, JobSpec
with JobProcess.start(msgspec.json.decode(sys.argv[1], type=JobSpec)) as job:
    list(job.events())
"""
"""What a window does with a job, as far as the job sees it."""

WORKING_MS = 90_000
TASKS = 40


def says(asked: Asked) -> Says:
    """One in two answers is right for a task without a call; all the others are rejected."""
    return Says("Hello.", delay=0.1)


@pytest.fixture
def teacher(home: Path) -> Iterator[Teacher]:
    """A teacher that costs something, so that what is counted can be seen."""
    with ProviderStandIn(says) as server:
        teacher = Teacher("stand-in", "custom", "stand-in", server.base_url, price=Price(10.0, 100.0))
        keep_teacher(teacher)
        yield teacher


def make(folder: Path, teacher: Teacher) -> None:
    """The sample, taught by the stand-in, whose tools the user trusts and who may be sent all of it."""
    with make_project(folder, "cipher-desk") as project:
        work.choose_teacher(project, teacher.name)
        trust(folder, project.store.tools())
        let_send(folder, teacher.address)


def taught(user: User) -> list[str]:
    """The tasks as they were taught, over all starts; one that was taught twice is there twice."""
    workspace = user.workspace
    events = [event for run in workspace.store.runs("teach") for event in workspace.journal(run)]
    return [event.task for event in events if isinstance(event, Taught)]


def goes_on(user: User, qtbot: QtBot, run: str) -> None:
    """Click, and see that in the end each task was taught once, in the same run, and paid for once."""
    before = user.workspace.store.taught_in(run)
    assert 0 < len(before) < TASKS
    with qtbot.waitSignal(user.workspace.job_ended, timeout=WORKING_MS):
        user.click("teach_resume")
    assert [each.id for each in user.workspace.store.runs("teach")] == [run]
    done = taught(user)
    assert len(set(done)) == len(done) == len(user.workspace.store.taught_in(run)) == TASKS
    [spent] = user.workspace.store.spent(run)
    told = [
        event for event in user.workspace.journal(user.workspace.store.runs("teach")[0]) if isinstance(event, Spending)
    ]
    assert (told[-1].cost_usd, spent.calls >= TASKS) == (pytest.approx(spent.cost_usd), True)


def open_project(open_window: Callable[..., User], folder: Path) -> User:
    user = open_window()
    assert user.workspace.open(folder)
    user.go("teach")
    return user


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_where_the_child_is_killed_it_goes_on_with_a_click(
    open_window: Callable[..., User], teacher: Teacher, home: Path, qtbot: QtBot
) -> None:
    make(home / "desk", teacher)
    user = open_project(open_window, home / "desk")
    user.page.setup.form.limit.setText(str(TASKS))
    user.click("teach_start")
    job = user.workspace.running("teach")
    assert job
    qtbot.waitUntil(lambda: sum(isinstance(told, Taught) for told in job.history) > 4, timeout=WORKING_MS)
    [child] = [each for each in psutil.Process().children() if "stillroom.jobs.child" in each.cmdline()]
    with qtbot.waitSignal(user.workspace.job_ended, timeout=WORKING_MS):
        child.kill()
    assert user.sees("The job ended early")
    goes_on(user, qtbot, job.spec.run)


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_where_window_and_child_are_killed_the_next_window_says_so_and_goes_on_with_a_click(
    open_window: Callable[..., User], teacher: Teacher, home: Path, qtbot: QtBot
) -> None:
    make(home / "desk", teacher)
    with Project.open(home / "desk", writer=True) as project:
        spec = work.teach(project, TeachParams(teacher=teacher, limit=TASKS))
        with subprocess.Popen([sys.executable, "-c", WINDOW, msgspec.json.encode(spec)]) as window:
            qtbot.waitUntil(lambda: len(project.store.taught_in(spec.run)) > 4, timeout=WORKING_MS)
            [child] = psutil.Process(window.pid).children()
            window.kill()
            child.kill()
            child.wait()
    user = open_project(open_window, home / "desk")
    done = len(user.workspace.store.taught_in(spec.run))
    assert user.sees(f"Paused at {done} of ")
    user.go("overview")
    assert user.sees(f"Teaching paused at {done} of ")
    user.go("teach")
    goes_on(user, qtbot, spec.run)
