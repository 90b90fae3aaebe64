"""The database on real files, with other real processes at work in it."""

import contextlib
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory
from stillroom.errors import KnownError, ProjectError
from stillroom.store import (
    AnswerCheck,
    Check,
    Execution,
    Run,
    Score,
    Store,
    Task,
    TaughtRow,
    Verdict,
    WorkedCall,
    database,
)
from stillroom.store.database import VERSION

SPECS = (
    ToolSpec("look_up", "Looks a word up.", {"type": "object", "properties": {"word": {"type": "string"}}}),
    ToolSpec("ping", "Pings.", {"type": "object"}),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "project.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store(path, create=True)
    yield store
    store.close()


def task(id: str, **fields: object) -> Task:
    return msgspec.convert({"id": id, "prompt": f"Do {id}."} | fields, Task)


def trajectory(id: str, task: str, tool_set: str) -> Trajectory:
    call = ToolCall("call-1", "look_up", {"word": 'Käse "x" \n 漢字', "deep": {"list": [1, 2.5, None, True]}})
    messages = (
        Message("user", "?"),
        Message("assistant", thought="Hm.", tool_calls=(call,)),
        Message("tool", "!", tool_call_id="call-1", name="look_up"),
    )
    return Trajectory(id, task, "agent", tool_set, (*messages, Message("assistant", "Cheese.")), parent="trajectory-0")


def other_process(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """A process that has opened the database at its first argument as `store`."""
    start = "import sys; from pathlib import Path; from stillroom.store import *; store = Store(Path(sys.argv[1]))\n"
    return subprocess.Popen(
        [sys.executable, "-c", start + code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_it_is_made_from_nothing(path: Path, store: Store) -> None:
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    assert (list(store.tasks()), store.tools(), store.runs(), store.task_counts()) == ([], [], [], [])
    assert store.fact("student") is None
    assert store.task("x") is None
    assert store.run("x") is None
    assert store.trajectory("x") is None
    assert store.tool_set("x") == ()


def test_it_is_opened_again_with_what_it_held(path: Path) -> None:
    first = Store(path, create=True)
    first.add_tasks([task("a")])
    first.close()
    again = Store(path)
    assert list(again.tasks()) == [task("a")]
    again.close()


def test_a_newer_version_is_refused_and_not_touched(path: Path) -> None:
    Store(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ProjectError) as refused:
        Store(path)
    assert refused.value.title == "Made by a newer Stillroom"
    assert f"version {VERSION + 1}" in refused.value.message
    assert "Update Stillroom" in refused.value.hint
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["project.db"]


@pytest.mark.parametrize("version", [0, VERSION, VERSION + 7])
def test_a_database_of_another_program_is_refused_and_not_touched(path: Path, version: int) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="database of another program"):
        Store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"no database " * 1000, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_refused_and_not_touched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ProjectError) as refused:
        Store(path)
    assert refused.value.title == "Not a project database"
    assert str(path) in refused.value.message
    assert refused.value.hint
    assert path.read_bytes() == content


def test_a_missing_file_is_not_made(path: Path) -> None:
    with pytest.raises(ProjectError, match=r"no project\.db"):
        Store(path)
    assert not path.exists()


def test_an_older_version_is_copied_and_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Store(path, create=True)
    old.add_tasks([task("a")])
    old.close()
    monkeypatch.setattr(
        database, "MIGRATIONS", (*database.MIGRATIONS, "CREATE TABLE more (x); INSERT INTO more VALUES (1)")
    )
    monkeypatch.setattr(database, "VERSION", VERSION + 1)
    new = Store(path)
    assert list(new.tasks()) == [task("a")]
    new.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT x FROM more").fetchall() == [(1,)]
    connection.close()
    monkeypatch.undo()
    copy = Store(path.with_name(f"project.v{VERSION}.db"))
    assert list(copy.tasks()) == [task("a")]
    copy.close()
    with pytest.raises(ProjectError, match="newer"):
        Store(path)


def test_an_update_that_fails_leaves_the_old_version(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Store(path, create=True)
    old.add_tasks([task("a")])
    old.close()
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, "DELETE FROM tasks; CREATE TABLE tasks (x)"))
        patch.setattr(database, "VERSION", VERSION + 1)
        with pytest.raises(Exception, match="already exists"):
            Store(path)
    again = Store(path)
    assert list(again.tasks()) == [task("a")]
    again.close()


def test_facts(store: Store) -> None:
    for value in ("smollm2", {"a": [1, None]}, "漢字", False):
        store.set_fact("fact", value)
        assert store.fact("fact", "default") == value
    assert store.fact("other", "default") == "default"


def test_tools_are_read_once_and_again_where_another_process_wrote(store: Store, path: Path) -> None:
    store.set_tools([{"name": "a", "n": 1}, {"name": "b"}, {"name": "c"}])
    first, second, third = store.tools()
    assert store.tools()[0] is first
    writes = store.stamp()[1]
    store.set_tools([{"name": "a", "n": True}, second, third])  # 1 == True, and yet they are not the same in JSON
    assert store.tools()[0]["n"] is True
    assert store.tools()[1] is second
    assert store.stamp()[1] == writes + 2  # one row out, one in
    store.set_tools([third, second])
    assert [tool["name"] for tool in store.tools()] == ["c", "b"]
    with contextlib.closing(Store(path)) as other:
        assert [tool["name"] for tool in other.tools()] == ["c", "b"]
        other.set_tools([{"name": "c", "n": 2}, *other.tools()[1:]])
    assert store.tools()[0] == {"name": "c", "n": 2}
    assert store.tools()[1] is second


def test_tools_keep_their_order_and_are_replaced_as_a_whole(store: Store) -> None:
    tools = [{"name": name, "description": "é"} for name in ("b", "a", "c")]
    store.set_tools(tools)
    assert store.tools() == tools
    store.set_tools(tools[1:])
    assert store.tools() == tools[1:]
    with pytest.raises(sqlite3.IntegrityError):
        store.set_tools([tools[0], tools[0]])
    assert store.tools() == tools[1:]


def test_a_tool_set_is_kept_once(path: Path, store: Store) -> None:
    digest = store.keep_tool_set(SPECS)
    assert store.keep_tool_set(SPECS) == digest
    assert store.keep_tool_set(SPECS[::-1]) != digest
    assert store.tool_set(digest) == SPECS
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM tool_sets").fetchone() == (2,)
    connection.close()


def test_tasks(store: Store) -> None:
    full = Task(
        id="full",
        prompt=('Encrypt "né".', "And 漢字?"),
        kind="chain",
        family="post",
        split="held_out",
        initial_state={"rooms": {"a": [1]}},
        solution=((WorkedCall("a", {"x": 1}), WorkedCall("b", {})), (WorkedCall("c", {"y": [None]}),)),
        results=((1.5, "text"), ({"z": False},)),
        thoughts=("first", "then"),
        answer="done",
        check=Check((WorkedCall("a", {}),), AnswerCheck("x", "^x$", 3.0, 0.1), {"s": 1}, "be kind"),
    )
    others = [task("plain"), task("wish", kind="no_tool", split="held_out"), task("plain 2")]
    store.add_tasks([others[0], full])
    store.add_tasks(others[1:])
    assert list(store.tasks()) == [others[0], full, others[1], others[2]]
    assert list(store.tasks("held_out")) == [full, others[1]]
    assert store.task("full") == full
    assert store.task_counts() == [
        {"kind": "call", "split": "train", "count": 2},
        {"kind": "chain", "split": "held_out", "count": 1},
        {"kind": "no_tool", "split": "held_out", "count": 1},
    ]


def test_tasks_are_added_all_or_none(store: Store) -> None:
    store.add_tasks([task("a")])
    with pytest.raises(ProjectError, match="There is a task a already") as twice:
        store.add_tasks([task("b"), task("a"), task("c")])
    assert twice.value.hint

    def broken() -> Iterator[Task]:
        yield task("d")
        raise KnownError("A line is no task", "Line 2.")

    with pytest.raises(KnownError, match="Line 2"):
        store.add_tasks(broken())
    assert list(store.tasks()) == [task("a")]
    store.add_tasks([task("b")])
    assert list(store.tasks()) == [task("a"), task("b")]


def test_runs(store: Store) -> None:
    first, second = (
        Run("teach-1", "teach", "running", 10.0, spec={"params": {"limit": 3}}),
        Run("train-1", "train", "running", 20.0),
    )
    store.start_run(first)
    store.start_run(second)
    assert store.runs() == [second, first]
    assert store.runs("teach") == [first]
    before = time.time()
    store.end_run("teach-1", "failed", {"title": "t"})
    ended = store.run("teach-1")
    assert ended
    assert ended.finished
    assert before <= ended.finished <= time.time()
    assert msgspec.structs.replace(first, state="failed", finished=ended.finished, result={"title": "t"}) == ended
    resumed = msgspec.structs.replace(first, started=30.0)
    store.start_run(resumed)
    assert store.runs() == [resumed, second]


def test_a_trajectory_with_what_stands_beside_it(store: Store) -> None:
    store.add_tasks([task("a")])
    store.start_run(Run("teach-1", "teach", "running", 1.0))
    kept = trajectory("trajectory-1", "a", store.keep_tool_set(SPECS))
    executions = [
        Execution("call-1", "look_up", {"word": "é"}, True, "!", 0.25),
        Execution("call-2", "ping", {}, False, "Error: no", 1.0, fault=True),
    ]
    verdicts = [Verdict("format", True), Verdict("check", False, "It returned 1, not 2.")]
    store.add_trajectory(kept, "teach-1", executions, verdicts)
    assert store.trajectory("trajectory-1") == kept
    assert store.executions("trajectory-1") == executions
    assert store.verdicts("trajectory-1") == verdicts
    assert store.executions("other") == []
    score = Score("student", "a", "trajectory-1", False, True, "key: 3 is not 4", 31, 0.5)
    store.add_score("teach-1", score)
    assert store.scores("teach-1") == [score]
    assert store.scores("other") == []


def test_a_trajectory_is_stored_whole_or_not_at_all(store: Store) -> None:
    store.start_run(Run("teach-1", "teach", "running", 1.0))
    kept = trajectory("trajectory-1", "a", store.keep_tool_set(SPECS))
    with pytest.raises(sqlite3.IntegrityError):
        store.add_trajectory(kept, "teach-1", (), [Verdict("check", True), Verdict("check", True)])
    assert store.trajectory("trajectory-1") is None
    store.add_trajectory(kept, "teach-1")
    assert store.trajectory("trajectory-1") == kept


def test_what_is_learned_from_is_the_newest_accepted_of_a_teacher(store: Store) -> None:
    store.add_tasks(
        [task("b"), task("a"), task("rejected"), task("open"), task("untaught"), task("aside", split="held_out")]
    )
    for run in (Run("teach-1", "teach", "done", 1.0), Run("evaluate-1", "evaluate", "done", 2.0)):
        store.start_run(run)
    tool_set = store.keep_tool_set(SPECS)
    yes, no = (
        [Verdict("format", True), Verdict("check", True)],
        [Verdict("format", True), Verdict("check", False, "no")],
    )
    for number, (about, run, verdicts) in enumerate(
        [
            ("a", "teach-1", yes),
            ("b", "teach-1", yes),
            ("a", "teach-1", yes),
            ("a", "teach-1", no),
            ("a", "evaluate-1", yes),
            ("rejected", "teach-1", no),
            ("open", "teach-1", []),
            ("untaught", "evaluate-1", yes),
            ("aside", "teach-1", yes),
        ]
    ):
        store.add_trajectory(trajectory(f"trajectory-{number}", about, tool_set), run, (), verdicts)
        time.sleep(0.002)  # the newest is told by the clock
    assert [learned.id for learned in store.taught_trajectories("train")] == ["trajectory-1", "trajectory-2"]
    assert [learned.task for learned in store.taught_trajectories("held_out")] == ["aside"]
    assert store.taught_tasks() == {"a", "b", "rejected", "open", "aside"}
    assert store.taught_tasks(accepted_only=True) == {"a", "b", "aside"}


def test_it_is_read_while_another_process_writes(path: Path, store: Store) -> None:
    store.add_tasks([task("old")])
    code = """
def slowly():
    for number in range(3):
        yield Task(f"new-{number}", "?")
    print("midway", flush=True)
    input()
store.add_tasks(slowly())
print("done", flush=True)
"""
    with other_process(code, path) as writer:
        assert writer.stdin
        assert writer.stdout
        assert writer.stdout.readline() == "midway\n"
        started = time.monotonic()
        assert [each.id for each in store.tasks()] == ["old"]
        assert time.monotonic() - started < 1
        writer.stdin.write("go on\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "done\n"
        assert len(list(store.tasks())) == 4


def test_two_processes_that_write_lose_nothing(path: Path, store: Store) -> None:
    code = """
print("ready", flush=True)
input()
for number in range(300):
    id = f"{sys.argv[2]}-{number}"
    store.set_fact(id, number)
    store.add_tasks([Task(id, "?")])
    store.start_run(Run(id, "teach", "running", 1.0))
    store.end_run(id, "done", {})
"""
    with other_process(code, path, "a") as first, other_process(code, path, "b") as second:
        for process in (first, second):
            assert process.stdout
            process.stdout.readline()
        for process in (first, second):
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
    assert (first.returncode, second.returncode) == (0, 0)
    names = {f"{process}-{number}" for process in "ab" for number in range(300)}
    assert {each.id for each in store.tasks()} == names
    assert {run.id for run in store.runs() if run.state == "done"} == names
    assert all(store.fact(name) is not None for name in names)


def test_a_writer_killed_midway_leaves_no_half(path: Path, store: Store) -> None:
    code = """
import time
def slowly():
    yield Task("half", "?")
    print("midway", flush=True)
    time.sleep(60)
store.add_tasks(slowly())
"""
    with other_process(code, path) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "midway\n"
        writer.kill()
    store.add_tasks([task("whole")])
    assert [each.id for each in store.tasks()] == ["whole"]


def test_a_full_disk_is_the_error_that_is_raised_and_loses_nothing(path: Path, store: Store) -> None:
    store.add_tasks([task("a")])
    pages = store._value("PRAGMA page_count")
    store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        store.add_tasks(task(f"big {number}", answer="x" * 3000) for number in range(20))
    store._connection.execute("PRAGMA max_page_count = 100000")
    store.add_tasks([task("b")])
    assert [each.id for each in store.tasks()] == ["a", "b"]


def test_what_was_taught_is_told_line_by_line(store: Store) -> None:
    store.add_tasks(
        [task("untaught"), task("b", prompt=["Turn 1.", "Turn 2."], split="held_out"), task("a"), task("open")]
    )
    for run in (Run("teach-1", "teach", "done", 1.0), Run("evaluate-1", "evaluate", "done", 2.0)):
        store.start_run(run)
    assert store.taught_rows() == []
    assert store.taught_counts() == (0, 0)
    tool_set = store.keep_tool_set(SPECS)
    yes = [Verdict("format", True), Verdict("schema", True)]
    no = [Verdict("format", True), Verdict("schema", False, "No."), Verdict("check", False, "Nor this.")]
    ran = [Execution(f"call-{at}", name, {}, True, "!", 0.25) for at, name in enumerate(("ping", "look_up", "ping"))]
    for number, (about, run, executions, verdicts) in enumerate(
        [
            ("a", "teach-1", ran, no),
            ("a", "teach-1", [], yes),
            ("a", "evaluate-1", ran, no),
            ("b", "teach-1", [], yes),
            ("b", "teach-1", ran, no),
            ("open", "teach-1", [], []),
        ]
    ):
        store.add_trajectory(trajectory(f"trajectory-{number}", about, tool_set), run, executions, verdicts)
        time.sleep(0.002)  # the newest is told by the clock
    rows = [msgspec.structs.replace(row, created=0.0, parent="") for row in store.taught_rows()]
    called = ("ping", "look_up", "ping")
    assert rows == [
        TaughtRow("trajectory-4", "b", 2, "Turn 1.", "call", "held_out", called, 0.75, False, "schema", "No.", 0.0),
        TaughtRow("trajectory-1", "a", 3, "Do a.", "call", "train", (), 0.0, True, None, "", 0.0),
        TaughtRow("trajectory-5", "open", 4, "Do open.", "call", "train", (), 0.0, None, None, "", 0.0),
    ]
    assert time.time() - 60 < store.taught_rows()[0].created <= time.time()
    assert store.taught_counts() == (1, 1)
