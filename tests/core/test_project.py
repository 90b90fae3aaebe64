"""Project folders, and who may write in them: asked of real second processes."""

import contextlib
import getpass
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from stillroom.errors import KnownError, ProjectError
from stillroom.project import Project, copy_project
from stillroom.store import Task, database

HOLD = """
import sys
from pathlib import Path
from stillroom.project import Project
with Project.open(Path(sys.argv[1]), writer=sys.argv[2] == "writer") as project:
    print(len(list(project.store.tasks())), flush=True)
    sys.stdin.readline()
"""


def other_process(folder: Path, role: str) -> tuple["subprocess.Popen[str]", str]:
    """A process that has the project open until it is sent a line, and what it says: how many tasks it sees."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), role],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, process.stdout.readline()


def let_go(process: "subprocess.Popen[str]") -> str:
    """End it in good order, and return what it said on stderr."""
    return process.communicate("\n", timeout=30)[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a closed project with one task."""
    with Project.create(tmp_path / "project") as project:
        project.store.add_tasks([Task("a", "?")])
    return tmp_path / "project"


@pytest.mark.parametrize("name", ["plain", "with space", "Schlüssel 漢字 'x'", "deep/er/still"])
def test_a_project_is_made_and_opened(name: str, tmp_path: Path) -> None:
    with Project.create(tmp_path / name) as project:
        project.store.add_tasks([Task("a", "?")])
        assert project.folder == tmp_path / name
        assert {path.name for path in project.folder.iterdir() if not path.name.startswith((".", "project.db-"))} == {
            "project.db",
            "runs",
            "exports",
        }
        assert project.run_folder("teach-1") == tmp_path / name / "runs" / "teach-1"
        assert project.exports_folder == tmp_path / name / "exports"
    with Project.open(tmp_path / name, writer=True) as project:
        assert [task.id for task in project.store.tasks()] == ["a"]


def test_paths_are_absolute_wherever_one_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Project.create(Path("here")) as project:
        monkeypatch.chdir("/")
        assert project.folder == tmp_path / "here"
        project.run_folder("x").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    with Project.open(Path("~/here"), writer=False) as project:
        assert project.run_folder("x").is_dir()


def test_an_empty_folder_becomes_a_project(tmp_path: Path) -> None:
    Project.create(tmp_path).close()
    Project.open(tmp_path, writer=True).close()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(ProjectError) as refused:
        Project.create(tmp_path)
    assert refused.value.title == "The folder is not empty"
    assert refused.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(ProjectError, match="is a file"):
        Project.create(tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "Dear"


def test_a_project_is_not_made_over_another(folder: Path) -> None:
    with pytest.raises(ProjectError, match="A project is there already") as refused:
        Project.create(folder)
    assert f"--project {folder}" in refused.value.hint
    with Project.open(folder, writer=False) as project:
        assert project.store.task("a")


@pytest.mark.parametrize("kind", ["folder", "file", "missing", "inside"])
def test_a_folder_that_is_no_project(kind: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    place = folder / "runs" if kind == "inside" else tmp_path / kind
    for writer in (True, False):
        with pytest.raises(ProjectError) as refused:
            Project.open(place, writer=writer)
        assert refused.value.title == "Not a project"
        assert str(place) in refused.value.message
        assert "stillroom new" in refused.value.hint
    assert not (tmp_path / "missing").exists()
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_second_writer_is_told_who_holds_it(folder: Path) -> None:
    first, _ = other_process(folder, "writer")
    for _ in range(2):
        with pytest.raises(ProjectError) as refused:
            Project.open(folder, writer=True)
        assert refused.value.title == "Someone else is writing"
        assert f"Process {first.pid} of {getpass.getuser()} on" in refused.value.message
        assert str(folder) in refused.value.message
        assert refused.value.hint
    second, _ = other_process(folder, "writer")
    assert f"Process {first.pid}" in let_go(second)
    assert second.returncode == 1
    assert let_go(first) == ""
    assert first.returncode == 0
    with Project.open(folder, writer=True) as project:
        assert project.store.task("a")


def test_a_second_writer_in_the_same_process(folder: Path) -> None:
    with Project.open(folder, writer=True), pytest.raises(ProjectError, match=f"Process {os.getpid()}"):
        Project.open(folder, writer=True)


def test_readers_are_welcome_beside_a_writer(folder: Path) -> None:
    with Project.open(folder, writer=True) as project:
        project.store.add_tasks([Task("b", "?")])
        reader, said = other_process(folder, "reader")
        assert said == "2\n"
        project.store.add_tasks([Task("c", "?")])
        assert let_go(reader) == ""
        with pytest.raises(ProjectError, match=f"Process {os.getpid()}"):
            Project.open(folder, writer=True)


def test_a_holder_that_is_killed_lets_go(folder: Path) -> None:
    holder, _ = other_process(folder, "writer")
    holder.kill()
    holder.communicate(timeout=30)
    with Project.open(folder, writer=True) as project:
        assert project.store.task("a")
        with pytest.raises(ProjectError, match=f"Process {os.getpid()}"):
            Project.open(folder, writer=True)


def test_without_a_note_of_the_holder_it_is_refused_all_the_same(folder: Path) -> None:
    with Project.open(folder, writer=True):
        (folder / ".writer.json").write_text("{")
        with pytest.raises(ProjectError, match="Another Stillroom works on"):
            Project.open(folder, writer=True)


def test_a_project_that_cannot_be_opened_is_not_held(folder: Path) -> None:
    def set_version(version: int) -> None:
        with sqlite3.connect(folder / "project.db") as connection:
            connection.execute(f"PRAGMA user_version = {version}")
        connection.close()

    set_version(99)
    with pytest.raises(ProjectError, match="newer Stillroom"):
        Project.open(folder, writer=True)
    set_version(database.VERSION)
    Project.open(folder, writer=True).close()


def test_a_discarded_project_leaves_its_folder_empty_for_another_try(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "project")
    (project.run_folder("x")).mkdir()
    (project.run_folder("x") / "log.txt").touch()
    project.discard()
    assert list((tmp_path / "project").iterdir()) == []
    Project.create(tmp_path / "project").close()


def test_a_reader_updates_an_older_project_only_while_nobody_writes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tables() -> set[str]:
        with contextlib.closing(sqlite3.connect(folder / "project.db")) as connection:
            return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}

    with Project.open(folder, writer=True):
        monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, "CREATE TABLE more (x)"))
        monkeypatch.setattr(database, "VERSION", database.VERSION + 1)
        with pytest.raises(ProjectError, match="Someone else is writing"):
            Project.open(folder, writer=False)
        assert "more" not in tables()
    with Project.open(folder, writer=False), Project.open(folder, writer=True):
        assert "more" in tables()


def test_a_copy_opens_elsewhere(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    with Project.open(folder, writer=True), Project.open(tmp_path / "copy", writer=True) as copy:
        assert copy.store.task("a")


def test_a_project_is_copied_whole_while_it_is_open(tmp_path: Path) -> None:
    with Project.create(tmp_path / "Größe 1") as project:
        project.store.add_tasks([Task("a", "?")])
        run = project.run_folder("train-1")
        (run / "checkpoints").mkdir(parents=True)
        (run / "events.jsonl").write_text("{}\n")
        (project.folder / "elsewhere").symlink_to(tmp_path / "nothing")
        steps = list(copy_project(project.folder, tmp_path / "copies" / "2"))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[0][0] == 0 and steps[-1][0] == steps[-1][1] > 0
    copied = tmp_path / "copies" / "2"
    assert {path.name for path in copied.iterdir()} == {"project.db", "runs", "exports", "elsewhere"}
    assert (copied / "elsewhere").is_symlink()
    assert (copied / "runs" / "train-1" / "events.jsonl").read_text() == "{}\n"
    assert (copied / "runs" / "train-1" / "checkpoints").is_dir()
    with Project.open(copied, writer=True) as project:
        assert [task.id for task in project.store.tasks()] == ["a"]


def test_a_project_is_not_copied_over_other_things_or_into_itself(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").touch()
    (tmp_path / "file").touch()
    for target in (tmp_path / "full", tmp_path / "file", folder, folder / "exports" / "copy"):
        with pytest.raises(ProjectError):
            list(copy_project(folder, target))
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter"]
    assert not (folder / "exports" / "copy").exists()


def test_nothing_is_left_of_a_copy_that_fails(folder: Path, tmp_path: Path) -> None:
    (folder / "exports" / "model.gguf").touch()
    (folder / "project.db").write_bytes(b"no database, but long enough to be taken for one" * 100)
    with pytest.raises(KnownError):
        list(copy_project(folder, tmp_path / "copies" / "copy"))
    (folder / "project.db").unlink()
    with pytest.raises(KnownError):
        list(copy_project(folder, tmp_path / "copies" / "copy"))
    assert not (folder / "project.db").exists()
    assert list((tmp_path / "copies").iterdir()) == []


def test_nothing_is_left_of_a_copy_that_is_broken_off(folder: Path, tmp_path: Path) -> None:
    (folder / "exports" / "model.gguf").write_bytes(b"x" * 9_000_000)
    steps = copy_project(folder, tmp_path / "copies" / "copy")
    while next(steps)[0] < 5_000_000:
        assert not (tmp_path / "copies" / "copy").exists()
    steps.close()
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_a_killed_copy_left_is_no_project_and_goes_with_the_next(folder: Path, tmp_path: Path) -> None:
    (folder / "exports" / "model.gguf").write_bytes(b"x" * 9_000_000)
    script = f"""
import os
from pathlib import Path
from stillroom.project import copy_project
for done, _ in copy_project(Path({str(folder)!r}), Path({str(tmp_path / "copies" / "copy")!r})):
    if done > 5_000_000:
        os._exit(1)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 1
    [left] = (tmp_path / "copies").iterdir()
    assert left.name.startswith(".") and not (left / "project.db").exists()
    list(copy_project(folder, tmp_path / "copies" / "copy"))
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy"]


def test_a_folder_that_is_moved_while_open_can_be_closed(folder: Path, tmp_path: Path) -> None:
    with Project.open(folder, writer=True) as project:
        folder.rename(tmp_path / "moved")
        project.store.set_fact("late", 1)
    assert not folder.exists()
    with Project.open(tmp_path / "moved", writer=True) as project:
        assert project.store.fact("late") == 1
