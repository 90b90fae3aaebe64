"""Refusals, real ones where the system gives them, put into words."""

import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from stillroom.errors import (
    BugError,
    KnownError,
    ProjectError,
    StillroomError,
    from_exception,
    from_os_error,
    from_sqlite_error,
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "some.db", timeout=0, isolation_level=None)
    connection.execute("CREATE TABLE t (x INTEGER PRIMARY KEY)")
    yield connection
    connection.close()


def refusal(connection: sqlite3.Connection, *statements: str) -> sqlite3.Error:
    with pytest.raises(sqlite3.Error) as refused:
        for statement in statements:
            connection.execute(statement)
    return refused.value


def test_an_error_is_title_message_and_hint() -> None:
    error = KnownError("Too little room", "It needs 2 GB.", "Free some.")
    assert error.to_json() == {"title": "Too little room", "message": "It needs 2 GB.", "hint": "Free some."}
    assert str(error) == "Too little room: It needs 2 GB."
    assert from_exception(error) is error


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk() -> None:
    with pytest.raises(OSError, match="No space") as refused, Path("/dev/full").open("wb", buffering=0) as file:
        file.write(b"x")
    shown = from_os_error(refused.value, Path("project.db"))
    assert shown.title == "The disk is full"
    assert "project.db" in shown.message
    assert "Free some space" in shown.hint
    assert "kept" in shown.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as refused:
        (tmp_path / "nothing.txt").read_text()
    shown = from_exception(refused.value)
    assert isinstance(shown, KnownError)
    assert (shown.title, shown.message) == ("Not found", f"{tmp_path / 'nothing.txt'} does not exist.")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_no_permission(number: int) -> None:
    shown = from_os_error(OSError(number, "words of the system", "/some/where"))
    assert shown.title == "No permission"
    assert "/some/where" in shown.message
    assert shown.hint


def test_any_other_refusal_gives_the_systems_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory") as refused:
        tmp_path.read_text()
    shown = from_exception(refused.value)
    assert isinstance(shown, KnownError)
    assert str(tmp_path) in shown.message
    assert "directory" in shown.message.lower()


def test_a_database_on_a_full_disk(connection: sqlite3.Connection) -> None:
    error = refusal(
        connection, "PRAGMA max_page_count = 3", "CREATE TABLE a (x)", "CREATE TABLE b (x)", "CREATE TABLE c (x)"
    )
    assert from_sqlite_error(error).title == "The disk is full"


def test_a_database_that_may_not_be_written(connection: sqlite3.Connection) -> None:
    shown = from_sqlite_error(refusal(connection, "PRAGMA query_only = 1", "DELETE FROM t"), Path("my.db"))
    assert (type(shown), shown.title) == (ProjectError, "No permission")
    assert "my.db" in shown.message


def test_a_database_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as refused:
        sqlite3.connect(tmp_path / "no" / "folder.db")
    assert from_exception(refused.value).title == "No permission"


def test_a_database_that_another_holds(connection: sqlite3.Connection, tmp_path: Path) -> None:
    connection.execute("BEGIN EXCLUSIVE")
    second = sqlite3.connect(tmp_path / "some.db", timeout=0)
    shown = from_sqlite_error(refusal(second, "SELECT * FROM t"))
    second.close()
    assert shown.title == "The project is busy"
    assert "Another process" in shown.message


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear database, " * 100)
    connection = sqlite3.connect(tmp_path / "letter.db")
    shown = from_sqlite_error(refusal(connection, "SELECT * FROM t"), tmp_path / "letter.db")
    connection.close()
    assert shown.title == "Not a project database"


@pytest.mark.parametrize(
    ("code", "title"),
    [(sqlite3.SQLITE_IOERR_READ, "The project is gone"), (sqlite3.SQLITE_IOERR_SHMSIZE, "The disk is full")],
)
def test_a_disk_that_fails(code: int, title: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    assert from_sqlite_error(error).title == title


@pytest.mark.parametrize("statement", ["INSERT INTO t VALUES (1), (1)", "SELECT * FROM nothing", "nonsense"])
def test_what_only_a_mistake_of_ours_can_cause_is_called_that(connection: sqlite3.Connection, statement: str) -> None:
    assert isinstance(from_sqlite_error(refusal(connection, statement)), BugError)


def test_a_closed_database_is_a_mistake_of_ours(connection: sqlite3.Connection) -> None:
    connection.close()
    assert isinstance(from_exception(refusal(connection, "SELECT 1")), BugError)


def test_what_is_not_known_is_a_bug_with_its_type_and_text() -> None:
    shown = from_exception(ZeroDivisionError("by zero"))
    assert isinstance(shown, BugError)
    assert isinstance(shown, StillroomError)
    assert shown.message == "ZeroDivisionError: by zero"
    assert "report" in shown.hint
