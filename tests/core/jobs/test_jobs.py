"""Jobs in real child processes, on real projects."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import psutil
import pytest

from stillroom.conversation import Message, ToolCall
from stillroom.errors import KnownError, ProjectError
from stillroom.jobs import (
    Cancelled,
    Event,
    Failed,
    Finished,
    JobProcess,
    JobSpec,
    Lost,
    Note,
    Progress,
    Ran,
    Said,
    Spending,
    Stage,
    is_last,
    read_journal,
    read_timed_journal,
    run_here,
    settle_runs,
)
from stillroom.jobs.journal import Journal
from stillroom.project import Project
from stillroom.store import Execution, Run, RunState

HERE = Path(__file__).parent

SpecMaker = Callable[..., JobSpec]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        yield project


@pytest.fixture
def spec(project: Project, monkeypatch: pytest.MonkeyPatch) -> SpecMaker:
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")])))

    def make(job: str, **params: object) -> JobSpec:
        return JobSpec(f"toy_jobs:{job}", "teach", str(project.folder), "teach-1", params)

    return make


def run_child(spec: JobSpec) -> list[Event]:
    with JobProcess.start(spec) as job:
        return list(job.events())


def folder(project: Project) -> Path:
    return project.run_folder("teach-1")


def log(project: Project) -> str:
    return (folder(project) / "log.txt").read_text(encoding="utf-8")


def record(project: Project) -> Run:
    run = project.store.run("teach-1")
    assert run
    return run


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    """Whether the process has ended; in a container nobody may collect it after that."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("run", [run_child, lambda spec: list(run_here(spec))], ids=["child", "here"])
def test_events_come_in_order_and_are_journalled(
    run: Callable[[JobSpec], list[Event]], project: Project, spec: SpecMaker
) -> None:
    events = run(spec("count", count=2))
    assert events == [
        Stage("Counting", 2, "numbers"),
        Progress(1, 2),
        Progress(2, 2),
        Finished({"type": "Settings", "count": 2}),
    ]
    assert list(read_journal(folder(project))) == events
    done = record(project)
    assert (done.state, done.result) == ("done", {"type": "Settings", "count": 2})
    assert done.kind == "teach"
    assert done.spec["params"] == {"count": 2}
    assert done.finished is not None
    assert done.started <= done.finished


def test_every_event_keeps_its_parts_in_the_journal(project: Project) -> None:
    call = ToolCall("call-1", "encrypt_text", {"text": "né\n"})
    events: list[Event] = [
        Said(Message("assistant", thought="Encrypt it.", tool_calls=(call,))),
        Ran(Execution("call-1", "encrypt_text", {"text": "né\n"}, True, "aé", 0.5)),
        Finished({"deep": {"list": [1, 2.5, None]}}),
    ]
    with Journal(project.folder) as journal:
        for event in events:
            journal.append(event)
    assert list(read_journal(project.folder)) == events


def test_the_journal_knows_when_an_event_was_written(project: Project) -> None:
    (project.folder / "events.jsonl").write_bytes(b'{"type":"Note","text":"from an older Stillroom"}\n')
    with Journal(project.folder) as journal:
        journal.append(Note("now"))
    (old, never), (new, when) = read_timed_journal(project.folder)
    assert (old, never, new) == (Note("from an older Stillroom"), None, Note("now"))
    assert when is not None and abs(when - time.time()) < 5


def test_of_the_journal_only_some_kinds_may_be_read(project: Project) -> None:
    told = [Note("Lost"), Lost("a", "Nobody answered.", "No answer"), Spending(0.5, 100), Note("Spending")]
    with Journal(project.folder) as journal:
        for event in told:
            journal.append(event)
    assert list(read_journal(project.folder, Lost, Spending)) == told[1:3]
    assert list(read_journal(project.folder)) == told


def test_spec_is_kept_for_people(project: Project, spec: SpecMaker) -> None:
    run_child(spec("count", count=1))
    assert msgspec.json.decode((folder(project) / "spec.json").read_bytes(), type=JobSpec) == spec("count", count=1)


def test_a_setting_that_does_not_fit_is_named(project: Project, spec: SpecMaker) -> None:
    (event,) = run_child(spec("count", count="many"))
    assert isinstance(event, Failed)
    assert event.title == "A setting does not fit"
    assert "$.count" in event.message
    assert record(project).state == "failed"


def test_an_unknown_job_is_a_failure_in_words(spec: SpecMaker) -> None:
    (event,) = run_here(spec("no_such_job"))
    assert isinstance(event, Failed)
    assert "no_such_job" in event.message


def test_a_folder_that_is_no_project_is_refused_before_anything_starts(tmp_path: Path) -> None:
    spec = JobSpec("toy_jobs:count", "teach", str(tmp_path), "teach-1")
    with pytest.raises(ProjectError, match="Not a project"):
        JobProcess.start(spec)
    (event,) = run_here(spec)
    assert isinstance(event, Failed)
    assert event.title == "Not a project"
    assert list(tmp_path.iterdir()) == []


def test_a_closed_folder_is_no_permission(project: Project, spec: SpecMaker) -> None:
    runs = project.folder / "runs"
    runs.chmod(0o500)
    if os.access(runs, os.W_OK):
        pytest.skip("nothing is closed to this user")
    with pytest.raises(KnownError, match="No permission"):
        JobProcess.start(spec("count"))


def test_cancel_saves_and_the_same_run_resumes(project: Project, spec: SpecMaker) -> None:
    def start_and_cancel() -> list[Event]:
        with JobProcess.start(spec("until_stopped")) as job:
            events = []
            for event in job.events():
                events.append(event)
                if isinstance(event, Progress):
                    job.cancel()
                    job.cancel()
            return events

    first = start_and_cancel()
    saved = int((folder(project) / "state.txt").read_text())
    assert first[-1] == Cancelled(f"saved at {saved}")
    assert (record(project).state, record(project).result) == ("cancelled", {"message": f"saved at {saved}"})
    second = start_and_cancel()
    assert second[0] == Note(f"from {saved}")
    assert list(read_journal(folder(project))) == first + second


def test_leaving_the_block_cancels_and_waits(project: Project, spec: SpecMaker) -> None:
    with JobProcess.start(spec("until_stopped")) as job:
        next(job.events())
    assert is_gone(job.pid)
    assert record(project).state == "cancelled"
    job.kill()
    job.cancel()
    job.send({"text": "too late"})
    assert list(job.events()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_signals_of_the_terminal_and_of_a_shutdown(number: str, project: Project, spec: SpecMaker) -> None:
    with JobProcess.start(spec("until_stopped")) as job:
        events = job.events()
        next(events)
        os.kill(job.pid, signal.Signals[number])
        time.sleep(0.1)
        if number == "SIGINT":  # it is the parent's to cancel
            assert all(isinstance(next(events), Progress) for _ in range(20))
            job.cancel()
        assert isinstance(list(events)[-1], Cancelled)


def test_a_killed_parent_leaves_no_child_and_the_child_saves(project: Project, spec: SpecMaker) -> None:
    slow = spec("until_stopped", seconds=0.5)
    script = """
import sys, msgspec
from stillroom.jobs import JobProcess, JobSpec
job = JobProcess.start(msgspec.json.decode(sys.argv[1], type=JobSpec))
events = job.events()
next(events)
print(job.pid, flush=True)
for event in events: pass
"""
    with subprocess.Popen(
        [sys.executable, "-c", script, msgspec.json.encode(slow).decode()], stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.kill()
    # While the orphan still saves, whoever resumes the run waits for it, and goes on from what it saved.
    settle_runs(project)
    resumed = JobProcess.start(slow)
    with resumed:
        note = next(resumed.events())
    wait_until(lambda: is_gone(pid))
    events = list(read_journal(folder(project)))
    ends = [event for event in events if is_last(event)]
    assert len(ends) == 2
    assert all(isinstance(event, Cancelled) for event in ends)
    assert isinstance(ends[0], Cancelled)
    assert note == Note(ends[0].message.replace("saved at", "from"))
    assert all(
        later.done == earlier.done + 1 for earlier, later in pairwise(e for e in events if isinstance(e, Progress))
    )
    assert record(project).state == "cancelled"


def test_a_child_that_does_not_stop_is_ended(project: Project, spec: SpecMaker) -> None:
    script = "from stillroom.jobs import child; child.SECONDS_TO_SAVE = 0.2; child.main()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        out, err = child.communicate(msgspec.json.encode(spec("deaf", seconds=60)) + b"\n", timeout=20)
    assert child.returncode == 75
    assert out.count(b"\n") == 1
    assert b"did not end within" in err
    assert record(project).state == "running"
    settle_runs(project)
    assert record(project).state == "cancelled"


def test_a_parent_that_dies_before_it_asks_leaves_nothing(project: Project) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "stillroom.jobs.child"],
        input=b'{"job": "toy',
        capture_output=True,
        timeout=20,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_child_that_the_system_kills_is_a_failure_in_words(project: Project, spec: SpecMaker) -> None:
    with JobProcess.start(spec("deaf", seconds=60)) as job:
        events = job.events()
        next(events)
        os.kill(job.pid, signal.SIGKILL)
        (last,) = events
    assert isinstance(last, Failed)
    assert last.title == "The job ended early"
    assert "memory ran out" in last.message
    assert (record(project).state, record(project).result["message"]) == ("failed", last.message)
    assert list(read_journal(folder(project)))[-1] == last


def test_a_crash_gives_the_last_words_of_this_start(project: Project, spec: SpecMaker) -> None:
    *_, last = run_child(spec("break_off"))
    assert isinstance(last, Failed)
    assert last.message == "It ended with exit code 7 and did not say why. Its log ends with: the last words"
    assert record(project).state == "failed"


def test_a_child_that_cannot_even_start_is_a_failure_in_words(
    project: Project, spec: SpecMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "msgspec.py").write_text("raise ImportError('a broken installation')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ["PYTHONPATH"]]))
    (last,) = run_child(spec("count"))
    assert isinstance(last, Failed)
    assert "a broken installation" in last.message
    assert record(project).state == "failed"


def test_modules_in_the_current_folder_are_not_run(
    project: Project, spec: SpecMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "msgspec.py").write_text("raise ImportError('a trap')")
    monkeypatch.chdir(tmp_path)
    assert isinstance(run_child(spec("count"))[-1], Finished)


def test_kill_ends_at_once(project: Project, spec: SpecMaker) -> None:
    with JobProcess.start(spec("deaf", seconds=60)) as job:
        events = job.events()
        next(events)
        job.kill()
        (last,) = events
    assert isinstance(last, Cancelled)
    assert is_gone(job.pid)
    assert record(project).state == "cancelled"


def test_an_error_is_words_for_the_user_and_a_traceback_in_the_log(project: Project, spec: SpecMaker) -> None:
    note, last = run_child(spec("fail"))
    assert note == Note("so far")
    assert isinstance(last, Failed)
    assert last.message == "RuntimeError: the cat sat on it"
    assert "Traceback" not in (folder(project) / "events.jsonl").read_text()
    assert "Traceback" in log(project)
    assert record(project).result == {"title": last.title, "message": last.message, "hint": last.hint}


@pytest.mark.parametrize("job", ["leave", "say_nothing", "unspeakable"])
def test_a_job_that_ends_wrongly_has_failed(job: str, project: Project, spec: SpecMaker) -> None:
    last = list(run_here(spec(job)))[-1]
    assert isinstance(last, Failed)
    assert list(read_journal(folder(project)))[-1] == last
    assert record(project).state == "failed"


def test_only_one_event_is_the_last(project: Project, spec: SpecMaker) -> None:
    assert list(run_here(spec("say_too_much"))) == [Finished({"of": "one"})]
    assert (folder(project) / "tidied.txt").exists()


def test_chatter_goes_to_the_log(project: Project, spec: SpecMaker) -> None:
    assert run_child(spec("chatter")) == [Finished({"read": 0})]
    assert sorted(log(project).split("\n")) == ["", "grandchild", "grumbled", "printed", "written by native code"]


def test_a_slow_reader_makes_the_child_wait_and_nothing_is_lost(project: Project, spec: SpecMaker) -> None:
    with JobProcess.start(spec("big", count=40, size=200_000)) as job:
        events = job.events()
        next(events)
        journal = folder(project) / "events.jsonl"
        time.sleep(0.3)
        assert journal.stat().st_size < 2_000_000
        rest = list(events)
    numbers = [event.text.split()[0] for event in rest if isinstance(event, Note)]
    assert numbers == [str(number) for number in range(1, 40)]
    assert rest[-1] == Finished({})


def test_leaving_the_block_does_not_wait_for_a_reader(spec: SpecMaker) -> None:
    with JobProcess.start(spec("big", count=40, size=200_000)) as job:
        next(job.events())
    assert is_gone(job.pid)


def test_messages_reach_the_inbox(spec: SpecMaker) -> None:
    with JobProcess.start(spec("echo")) as job:
        events = job.events()
        assert next(events) == Note("ready")
        for text in ("one", "zwei\nlines", "x" * 300_000):
            job.send({"text": text})
            assert next(events) == Note(text)
        job.cancel()
        assert list(events) == [Cancelled("no more")]


def test_cancel_in_this_process(spec: SpecMaker) -> None:
    stop = threading.Event()
    stop.set()
    assert list(run_here(spec("until_stopped"), stop)) == [Note("from 0"), Cancelled("saved at 0")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("job", ["count", "say_too_much"])
def test_a_full_disk_still_reaches_the_parent(job: str, project: Project, spec: SpecMaker) -> None:
    folder(project).mkdir()
    (folder(project) / "events.jsonl").symlink_to("/dev/full")
    (last,) = run_child(spec(job))
    assert isinstance(last, Failed)
    assert last.title == "The disk is full"
    assert record(project).state == "failed"


def test_a_cut_line_is_passed_over_and_a_resumed_run_goes_on_after_it(project: Project, spec: SpecMaker) -> None:
    assert list(read_journal(folder(project))) == []
    folder(project).mkdir()
    with (folder(project) / "events.jsonl").open("wb") as journal:
        journal.write(b'{"type":"Note","text":"whole"}\n{"type":"Note","te')
    assert list(read_journal(folder(project))) == [Note("whole")]
    events = list(run_here(spec("count")))
    assert list(read_journal(folder(project))) == [Note("whole"), *events]


@pytest.mark.parametrize(
    ("journal", "state", "result"),
    [
        (b'{"type":"Note","text":"on"}\n{"type":"Finished","result":{"steps":3}}\n', "done", {"steps": 3}),
        (b'{"type":"Cancelled","message":"at 3"}\n', "cancelled", {"message": "at 3"}),
        (
            b'{"type":"Failed","title":"t","message":"m","hint":"h"}\n',
            "failed",
            {"title": "t", "message": "m", "hint": "h"},
        ),
        (b'{"type":"Cancelled","message":"at 3"}\n{"type":"Note","text":"on"}\n', "cancelled", None),
        (b'{"type":"Note","text":"on"}\n{"type":"Fini', "cancelled", None),
        (None, "cancelled", None),
    ],
)
def test_interrupted_runs_are_settled(
    journal: bytes | None, state: RunState, result: dict[str, object] | None, project: Project
) -> None:
    if journal is not None:
        folder(project).mkdir()
        (folder(project) / "events.jsonl").write_bytes(journal)
    project.store.start_run(Run("teach-1", "teach", "running", time.time()))
    project.store.start_run(Run("teach-0", "teach", "running", time.time()))
    project.store.end_run("teach-0", "failed", {"title": "old"})
    settle_runs(project)
    assert record(project).state == state
    assert record(project).result == (
        result or {"message": "It ended before it could say so. Start it again to go on."}
    )
    settled = project.store.run("teach-0")
    assert settled
    assert settled.result == {"title": "old"}
