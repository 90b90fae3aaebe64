"""Jobs as the window sees them, in real child processes: nothing lost, nothing blocked, every end in words."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_jobs import FakeJob
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from stillroom.jobs import (
    Cancelled,
    Event,
    Failed,
    Finished,
    JobSpec,
    Note,
    Progress,
    Stage,
    Step,
    read_journal,
)
from stillroom.project import Project
from stillroom_desktop.jobs import BATCH_MS, BUFFERED, JobThread, RunningJob, run_in_child

ToySpec = Callable[..., JobSpec]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        yield project


class Watched:
    """A job with all that it told, and when."""

    def __init__(self, job: RunningJob) -> None:
        self.job = job
        self.batches: list[list[Event]] = []
        self.times: list[float] = []
        self.order: list[str] = []
        self.states: list[str] = []
        job.events.connect(self._on_events)
        job.ended.connect(lambda _: self.order.append("ended"))
        job.state_changed.connect(self.states.append)

    def _on_events(self, batch: list[Event]) -> None:
        self.batches.append(batch)
        self.times.append(time.monotonic())
        self.order.append("events")

    @property
    def events(self) -> list[Event]:
        return [event for batch in self.batches for event in batch]


@pytest.fixture
def run(qtbot: QtBot) -> Iterator[Callable[[JobSpec], Watched]]:
    jobs: list[RunningJob] = []

    def start(spec: JobSpec) -> Watched:
        jobs.append(run_in_child(spec))
        return Watched(jobs[-1])

    yield start
    for job in jobs:
        job.drop()


def ended(qtbot: QtBot, watched: Watched) -> list[Event]:
    """Wait for the job's end, and return all of its events."""
    if watched.job.state in ("running", "stopping"):
        with qtbot.waitSignal(watched.job.ended, timeout=20_000):
            pass
    return watched.events


def first_event(qtbot: QtBot, watched: Watched) -> Event:
    qtbot.waitUntil(lambda: bool(watched.batches), timeout=20_000)
    return watched.events[0]


def test_events_come_in_order_and_the_end_comes_last(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    watched = run(toy_spec(project, "count", count=3))
    job = watched.job
    assert (job.kind, job.state) == ("teach", "running")
    assert time.time() - job.started < 10
    events = ended(qtbot, watched)
    assert events == list(read_journal(project.run_folder("teach-1")))
    assert events == [Stage("Counting", 3, "numbers"), *(Progress(n, 3) for n in (1, 2, 3)), job.last]
    assert job.history == events
    assert isinstance(job.last, Finished)
    assert watched.order[-1] == "ended"
    assert watched.order.count("ended") == 1
    assert (job.state, watched.states) == ("done", ["done"])


def test_a_flood_comes_whole_ten_batches_a_second_and_bounded(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    watched = run(toy_spec(project, "count", count=3000))
    events = ended(qtbot, watched)
    assert [event.done for event in events if isinstance(event, Progress)] == list(range(1, 3001))
    assert max(map(len, watched.batches)) <= BUFFERED
    assert len(watched.batches) > 6
    seconds = watched.times[-1] - watched.times[0]
    assert len(watched.batches) - 1 <= seconds / (BATCH_MS / 1000) * 1.1 + 1


def test_a_window_that_takes_nothing_makes_the_child_wait_and_not_the_window(
    project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    thread = JobThread(toy_spec(project, "big", count=3 * BUFFERED, size=20_000))
    thread.start()
    journal = project.run_folder("teach-1") / "events.jsonl"
    qtbot.waitUntil(lambda: journal.exists() and journal.stat().st_size > BUFFERED * 20_000, timeout=20_000)
    qtbot.wait(300)
    size = journal.stat().st_size
    qtbot.wait(200)
    assert journal.stat().st_size == size < 1.2 * BUFFERED * 20_000
    events: list[Event] = []
    while not thread.isFinished():
        taken = thread.take()
        assert len(taken) <= BUFFERED
        events += taken
        qtbot.wait(10)
    events += thread.take()
    assert [int(event.text.split()[0]) for event in events if isinstance(event, Note)] == list(range(3 * BUFFERED))
    assert events[-1] == Finished({})
    thread.wait()


def test_cancel_saves_and_says_so_at_once(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    watched = run(toy_spec(project, "until_stopped", seconds=0.3))
    first_event(qtbot, watched)
    started = time.monotonic()
    watched.job.cancel()
    watched.job.cancel()
    assert time.monotonic() - started < 0.05
    assert (watched.job.state, watched.states) == ("stopping", ["stopping"])
    *_, last = ended(qtbot, watched)
    assert isinstance(last, Cancelled)
    assert last.message.startswith("saved at")
    assert (watched.job.state, watched.states) == ("cancelled", ["stopping", "cancelled"])
    again = run(toy_spec(project, "until_stopped"))
    assert first_event(qtbot, again) == Note(last.message.replace("saved at", "from"))


def test_what_is_asked_before_the_child_is_there_reaches_it(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    watched = run(toy_spec(project, "echo"))
    watched.job.send({"text": "one"})
    watched.job.send({"text": "two"})
    watched.job.cancel()
    assert ended(qtbot, watched) == [Note("ready"), Note("one"), Note("two"), Cancelled("no more")]


def test_kill_ends_a_deaf_job_at_once(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    watched = run(toy_spec(project, "deaf", seconds=60))
    first_event(qtbot, watched)
    watched.job.cancel()
    watched.job.kill()
    started = time.monotonic()
    *_, last = ended(qtbot, watched)
    assert time.monotonic() - started < 5
    assert isinstance(last, Cancelled)


def test_a_child_that_is_killed_from_outside_is_a_failure_in_words(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    watched = run(toy_spec(project, "deaf", seconds=60))
    pid = first_event(qtbot, watched)
    assert isinstance(pid, Note)
    os.kill(int(pid.text), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    *_, last = ended(qtbot, watched)
    assert isinstance(last, Failed)
    assert (watched.job.state, last.title) == ("failed", "The job ended early")
    assert last.hint


def test_a_project_that_is_pulled_away_is_a_failure_in_words(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    watched = run(toy_spec(project, "until_stopped"))
    first_event(qtbot, watched)
    project.folder.rename(project.folder.with_name("moved"))
    watched.job.cancel()
    *_, last = ended(qtbot, watched)
    assert isinstance(last, Failed)
    assert last.title == "The project is gone"
    assert str(project.folder) in last.message
    assert "Put it back" in last.hint


def test_a_project_that_is_gone_before_the_start_is_a_failure_in_words(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    spec = toy_spec(project, "count")
    shutil.rmtree(project.folder)
    (last,) = ended(qtbot, run(spec))
    assert isinstance(last, Failed)
    assert last.title == "Not a project"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_failure_in_words(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    folder = project.run_folder("teach-1")
    folder.mkdir()
    (folder / "events.jsonl").symlink_to("/dev/full")
    *_, last = ended(qtbot, run(toy_spec(project, "count")))
    assert isinstance(last, Failed)
    assert last.title == "The disk is full"


def test_dropping_a_job_ends_it_without_another_word(
    run: Callable[[JobSpec], Watched], project: Project, toy_spec: ToySpec, qtbot: QtBot
) -> None:
    watched = run(toy_spec(project, "big", count=10 * BUFFERED, size=10_000))
    first_event(qtbot, watched)
    watched.job.drop()
    told = len(watched.batches)
    qtbot.wait(3 * BATCH_MS)
    assert len(watched.batches) == told
    assert "ended" not in watched.order
    assert not watched.job.findChildren(QTimer)[0].isActive()


def test_what_a_job_is_at(project: Project, toy_spec: ToySpec, qapp: object) -> None:
    job = FakeJob(toy_spec(project, "count"))
    job.feed(Stage("Preparing"))
    assert (job.stage, job.share, job.seconds_left) == (Stage("Preparing"), None, None)
    job.feed(Stage("Training", 4, "steps"))
    assert job.share == 0.0
    step = Step(1, 4, 2.0, 1e-3, 100.0, 1.0, 30.0)
    job.feed(step)
    assert (job.step, job.share, job.seconds_left) == (step, 0.25, 30.0)
    job.feed(Stage("Measuring", 2, "tasks"))
    assert (job.step, job.share, job.seconds_left, job.progress) == (step, 0.0, None, None)
    job.feed(Progress(1, 2, 5.0))
    assert (job.share, job.seconds_left) == (0.5, 5.0)
    job.finish()
    assert (job.share, job.seconds_left, job.state) == (None, None, "done")


def test_a_run_that_is_gone_on_with_does_not_seem_to_be_at_its_start(
    project: Project, toy_spec: ToySpec, qapp: object
) -> None:
    job = FakeJob(toy_spec(project, "count", "train", resume=True))
    job.feed(Stage("Training", 4, "steps"))
    assert job.share is None
    job.feed(Step(3, 4, 2.0, 1e-3, 100.0, 1.0, 30.0))
    assert job.share == 0.75
    job.finish()
