"""What may be wrong with a project, its disk and its tools: a clear sentence each, with what to do, and nothing lost."""

import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stillroom.errors import KnownError
from stillroom.project import Project

needs_root = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can become another user"
)
# What Python imports late may lie where another user cannot read, so a project is made first.
BECOME = """
import tempfile
from pathlib import Path
from stillroom.tasks import make_project
with tempfile.TemporaryDirectory() as folder:
    make_project(Path(folder)).close()
os.setgroups([]); os.setresgid({id}, {id}, {id}); os.setresuid({id}, {id}, {id})
"""
NOBODY = BECOME.format(id=65534)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every user can reach, unlike the tests' own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def fill(disk: Path) -> None:
    """Take all the room that is left."""
    with pytest.raises(OSError, match="No space"), (disk / "filler").open("ab", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def commands(project: Path, files: Path) -> list[list[str]]:
    """Every command that works on a project."""
    (files / "tool.json").write_text(
        '{"name": "a", "description": "A.", "parameters": {"type": "object"}, "implementation": {"kind": "python", "source": "def a(): 1", "entry": "a"}}'
    )
    (files / "tasks.jsonl").write_text('{"prompt": "Hello.", "kind": "chat"}\n')
    lines = [
        ["tools", "list"], ["tools", "show", "a"], ["tools", "add", str(files / "tool.json")], ["tools", "remove", "a"], ["tools", "test", "a"],
        ["tasks", "list"], ["tasks", "import", str(files / "tasks.jsonl")], ["teach"], ["train"], ["evaluate"], ["chat", "--prompt", "Hello."],
        ["export", "gguf", str(files / "out")],
    ]  # fmt: skip
    return [[*line, "--project", str(project), "--json"] for line in lines]


def damage(project: Path, how: str) -> None:
    database = project / "project.db"
    if how == "none":
        database.unlink()
        return
    if how == "no database":
        database.write_bytes(b"Dear database, " * 500)
        return
    if how == "another program's":
        database.unlink()
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 99" if how == "newer" else "CREATE TABLE songs (title TEXT)")
    connection.close()


@pytest.mark.parametrize(
    ("how", "title", "hint"),
    [
        ("none", "Not a project", "stillroom new"),
        ("newer", "Made by a newer Stillroom", "Update Stillroom"),
        ("no database", "Not a project database", "Restore it from a copy"),
        ("another program's", "Not a project database", "stillroom new"),
    ],
)
def test_every_command_refuses_a_folder_that_is_no_project(
    how: str, title: str, hint: str, stillroom: Any, workshop: Any, tmp_path: Path
) -> None:
    project = workshop.project([], [])
    damage(project, how)
    before = {path.name: path.read_bytes() for path in project.iterdir() if path.name.startswith("project.db")}
    lines = commands(project, tmp_path)
    if how != "none":
        lines.append(["demo", str(project), "--json"])
    for line, ran in zip(lines, stillroom.many(lines, cwd=tmp_path), strict=True):
        assert ran.code == 1, line
        assert ran.error["title"] == title, line
        assert str(project) in ran.error["message"], line
        assert hint in ran.error["hint"], line
    assert {path.name: path.read_bytes() for path in project.iterdir() if path.name.startswith("project.db")} == before


def test_a_project_is_made_only_in_a_new_or_empty_folder(stillroom: Any, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear")
    (tmp_path / "empty").mkdir()
    lines = [
        ["new", name, "--json"] for name in ("full", "full/letter.txt", "empty", "empty", "full/letter.txt/deeper")
    ] + [["demo", "full", "--json"]]
    full, file, made, again, below, demo = stillroom.many(lines, cwd=tmp_path)
    assert full.error["title"] == "The folder is not empty"
    assert file.error["title"] == "Not a folder"
    assert made.code == 0
    assert again.error["title"] == "A project is there already"
    assert below.code == 1
    assert "letter.txt" in below.error["message"]
    assert demo.error["title"] == "The folder is not empty"
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_a_second_writer_is_told_who_holds_it(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([workshop.wait(0)], [workshop.task(1)])
    with Project.open(project, writer=True):
        reading = {"tools list", "tools show", "tools test", "tasks list"}
        lines = [line for line in commands(project, tmp_path) if " ".join(line[:2]) not in reading] + [
            ["demo", str(project), "--json"]
        ]
        for line, ran in zip(lines, stillroom.many(lines), strict=True):
            assert ran.code == 1, line
            assert ran.error["title"] == "Someone else is writing", line
            assert f"Process {os.getpid()} of" in ran.error["message"], line
            assert "wait" in ran.error["hint"], line
        assert (
            stillroom("tools", "test", "wait", "--args", '{"n": 5}', "--project", project, "--json").json["result"]
            == "5"
        )
        (listed,) = stillroom.many([["tasks", "list", "--project", str(project), "--json"]])
        assert listed.json["counts"] == {"call": {"train": 1}}
    assert stillroom("teach", project, "--json").json["accepted"] == 1


def test_a_teacher_at_work_is_the_one_who_holds_it(stillroom: Any, workshop: Any) -> None:
    project = workshop.project([workshop.wait(0.1)], [workshop.task(n) for n in range(40)])
    process = stillroom.start("teach", project, "--json", "--concurrency", 1)
    workshop.wait_for_taught(project, 1)
    refused = stillroom("teach", project, "--json")
    assert f"Process {process.pid} of" in refused.error["message"]
    process.kill()
    stillroom.end(process)
    assert stillroom("teach", project, "--limit", 1, "--json").json["accepted"] == 1


def test_a_full_disk_while_a_project_is_made(stillroom: Any, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("256k")
    command = ("new", disk / "desk", "--sample", "cipher-desk", "--json")
    for prepare in (lambda: None, lambda: fill(disk)):
        prepare()
        refused = stillroom(*command)
        assert refused.error["title"] == "The disk is full"
        assert "Free some space" in refused.error["hint"]
        assert not (disk / "desk").exists() or list((disk / "desk").iterdir()) == []
    (disk / "filler").unlink()
    small_disk("8m")
    assert stillroom(*command).code == 0
    (listed,) = stillroom.many([["tasks", "list", "--project", str(disk / "desk"), "--json"]])
    assert sum(sum(sides.values()) for sides in listed.json["counts"].values()) >= 240


def test_a_full_disk_while_a_project_is_opened(workshop: Any, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("1m")
    project = workshop.project([], [], disk / "project")
    fill(disk)
    for writer in (True, False):
        with pytest.raises(KnownError, match="The disk is full"):
            Project.open(project, writer=writer)
    (disk / "filler").unlink()
    Project.open(project, writer=True).close()


def test_a_full_disk_while_teaching(stillroom: Any, workshop: Any, small_disk: Callable[[str], Path]) -> None:
    count = 40
    wordy = workshop.tool("wordy", "def wordy(n):\n    return str(n) + 'x' * 30_000")
    tasks = [workshop.task(n, "wordy", f"{n}{'x' * 30_000}") for n in range(count)]
    disk = small_disk("16m")
    project = workshop.project([wordy], tasks, disk / "project")
    used = shutil.disk_usage(disk).used
    small_disk(f"{used // 1024 + 1024}k")
    refused = stillroom("teach", project, "--json")
    assert refused.error["title"] == "The disk is full"
    assert "Free some space" in refused.error["hint"]
    assert "kept" in refused.error["hint"]
    fill(disk)
    for command in (["teach", str(project), "--json"], ["tools", "list", "--project", str(project), "--json"]):
        again = stillroom(*command)
        assert again.code == 0 or again.error["title"] == "The disk is full", command
    (disk / "filler").unlink()
    small_disk("16m")
    kept = workshop.taught(project)
    assert 0 < len(kept) < count
    rest = stillroom("teach", project, "--json").json
    assert (rest["tasks"], rest["accepted"]) == (count - len(kept), count - len(kept))
    assert workshop.taught(project) == sorted(f"task-{n}" for n in range(count))
    with Project.open(project, writer=True) as opened:
        assert [run.state for run in opened.store.runs()][-1] in ("failed", "cancelled")
        assert opened.store._value("PRAGMA integrity_check") == "ok"


@needs_root
def test_no_permission(stillroom: Any, workshop: Any, place: Path, tmp_path: Path) -> None:
    project = workshop.project([workshop.wait(0)], [workshop.task(1)], place / "project")
    (place / "secret.jsonl").write_text('{"prompt": "Hello.", "kind": "chat"}\n')
    (place / "secret.jsonl").chmod(0o600)
    for line in (
        ["new", place / "mine"],
        ["teach", project],
        ["tools", "list", "--project", project],
        ["tools", "remove", "wait", "--project", project],
    ):
        refused = stillroom(*line, "--json", before=NOBODY, cwd=place)
        assert refused.error["title"] == "No permission", line
        assert str(place) in refused.error["message"], line
        assert "permissions" in refused.error["hint"], line
    assert not (place / "mine").exists()
    assert stillroom("teach", project, "--json").json["accepted"] == 1
    place.chmod(0o777)
    assert stillroom("new", place / "mine", "--json", before=NOBODY, cwd=place).code == 0
    refused = stillroom(
        "tasks", "import", place / "secret.jsonl", "--project", place / "mine", "--json", before=NOBODY, cwd=place
    )
    assert refused.error["title"] == "No permission"
    assert "secret.jsonl" in refused.error["message"]


@needs_root
def test_a_user_without_a_name(stillroom: Any, place: Path) -> None:
    place.chmod(0o777)
    nameless = 'for name in ("LOGNAME", "USER", "LNAME", "USERNAME"): os.environ.pop(name, None)\n'
    nameless += BECOME.format(id=54321)
    assert stillroom("new", place / "mine", "--json", before=nameless, cwd=place).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a folder go that is in use")
def test_a_project_that_is_moved_away_while_it_works(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([workshop.wait(0.1)], [workshop.task(n) for n in range(30)])
    process = stillroom.start("teach", project, "--json")
    workshop.wait_for_taught(project, 3)
    moved = project.rename(tmp_path / "moved away")
    ended = stillroom.end(process)
    assert ended.code == 0 or ended.error["hint"]
    assert not project.exists()
    kept = workshop.taught(moved)
    assert len(kept) >= 3
    again = stillroom("teach", project, "--json")
    assert again.error["title"] == "Not a project"
    rest = stillroom("teach", moved, "--json").json
    assert len(kept) + rest["accepted"] == 30
    assert workshop.taught(moved) == sorted(f"task-{n}" for n in range(30))


def test_tools_that_fail_are_rejected_with_their_reason(stillroom: Any, workshop: Any) -> None:
    tools = [
        workshop.wait(0),
        workshop.tool("broken", "def broken(n):\n    raise ValueError('out of ink')"),
        workshop.tool("endless", "def endless(n):\n    while True: pass", time_limit=0.5),
        workshop.tool("suicidal", "import os\ndef suicidal(n): os._exit(3)"),
    ]
    names = ("wait", "broken", "wait", "endless", "suicidal", "unheard_of", "wait")
    tasks = [workshop.task(n, name) for n, name in enumerate(names)] + [
        workshop.task(7, result=8),
        {"id": "unsolved", "prompt": "Hm?"},
    ]
    project = workshop.project(tools, tasks)
    ran = stillroom("teach", project, "--json")
    result = ran.json
    assert (result["tasks"], result["accepted"], result["rejected"]) == (
        8,
        3,
        {"execution": 3, "schema": 1, "check": 1},
    )
    assert result["failed"] == {"no worked solution": 1}
    for reason in (
        "Rejected task-1: broken: Error: ValueError: out of ink (line 2)",
        "Rejected task-3: endless: Error: endless took longer than 0.5 s and was stopped.",
        "Rejected task-4: suicidal: Error: the process of suicidal ended before it returned.",
        "Rejected task-5: There is no tool unheard_of.",
        "Rejected task-7: wait returned 7, but the solution says 8.",
    ):
        assert reason in ran.err.splitlines()
    words = stillroom("teach", project, "--retry-failed")
    assert (words.code, words.err.count("Rejected")) == (0, 5)
    assert words.out.startswith("0 of 5 tasks solved and verified")
    assert all(
        part in words.out
        for part in (
            "3 rejected at execution",
            "1 rejected at schema",
            "1 rejected at check",
            "1 not solved (no worked solution)",
        )
    )
    assert stillroom("teach", project, "--json").json["tasks"] == 0


def test_a_tool_that_fails_when_it_is_tried(stillroom: Any, workshop: Any) -> None:
    broken = workshop.tool("broken", "def broken(n):\n    raise ValueError('out of ink')")
    endless = workshop.tool("endless", "def endless(n):\n    while True: pass", time_limit=0.5)
    project = workshop.project([broken, endless], [])
    tried = stillroom("tools", "test", "broken", "--args", '{"n": 1}', "--project", project, "--json").json
    assert (tried["worked"], tried["result"]) == (False, "Error: ValueError: out of ink (line 2)")
    tried = stillroom("tools", "test", "endless", "--args", '{"n": 1}', "--project", project, "--json").json
    assert (tried["worked"], tried["result"]) == (False, "Error: endless took longer than 0.5 s and was stopped.")
    assert 0.5 <= tried["seconds"] < 5
    tried = stillroom("tools", "test", "broken", "--project", project)
    assert "needs the argument" in tried.out


def test_a_project_with_nothing_to_teach(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    assert stillroom("teach", workshop.project([workshop.wait(0)], []), "--json").error["title"] == "No tasks"
    refused = stillroom("teach", workshop.project([], [workshop.task(1)], tmp_path / "second"), "--json")
    assert refused.error["title"] == "No tools"
    assert "stillroom tools add" in refused.error["hint"]


def test_files_that_cannot_be_added(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([workshop.wait(0)], [workshop.task(1)])
    bad = {
        "no.json": "{",
        "empty.json": "[]",
        "nameless.json": "{}",
        "no.jsonl": '{"prompt": "One."}\n\nnonsense\n',
        "kind.jsonl": '{"prompt": "One."}\n{"prompt": "Two.", "kind": "song"}\n',
        "twice.jsonl": json.dumps(workshop.task(2)) + "\n" + json.dumps(workshop.task(3) | {"id": "task-1"}) + "\n",
    }
    for name, text in bad.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "latin.jsonl").write_bytes('{"prompt": "Käse."}\n'.encode("latin-1"))
    names = [*bad, "latin.jsonl", "missing.json", "missing.jsonl"]
    lines = [
        ["tools" if name.endswith(".json") else "tasks", "add" if name.endswith(".json") else "import", name]
        for name in names
    ]
    ran = stillroom.many([[*line, "--project", str(project), "--json"] for line in lines], cwd=tmp_path)
    said = {name: each.error["message"] for name, each in zip(names, ran, strict=True)}
    assert all(each.error["hint"] for each in ran), said
    assert all(name in said[name] for name in names if name not in ("nameless.json", "twice.jsonl")), said
    assert "Line 3" in said["no.jsonl"]
    assert "Line 2" in said["kind.jsonl"]
    assert "task-1" in said["twice.jsonl"]
    with Project.open(project, writer=False) as opened:
        assert [task.id for task in opened.store.tasks()] == ["task-1"]
        assert [tool["name"] for tool in opened.store.tools()] == ["wait"]


def test_tools_that_are_not_there(stillroom: Any, workshop: Any) -> None:
    project = str(workshop.project([workshop.wait(0)], []))
    for ran in stillroom.many(
        [["tools", word, "gone", "--project", project, "--json"] for word in ("show", "remove", "test")]
    ):
        assert ran.error["title"] == "No such tool"
        assert "wait" in ran.error["hint"]


def test_work_that_needs_a_trained_student(stillroom: Any, workshop: Any) -> None:
    project = str(workshop.project([workshop.wait(0)], [workshop.task(1)]))
    lines = [
        ["train", "--resume"],
        ["evaluate"],
        ["evaluate", "--arms", "student"],
        ["evaluate", "--run", "train-gone"],
    ]
    resume, *scored, gone = stillroom.many([[*line, "--project", project, "--json"] for line in lines])
    assert resume.error["title"] == "Nothing to resume"
    for ran in scored:
        assert ran.error["title"] == "No trained student"
        assert "stillroom train" in ran.error["hint"]
    assert "train-gone" in gone.error["message"]
