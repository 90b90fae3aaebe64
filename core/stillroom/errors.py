"""What may go wrong, in words for a person.

StillroomError          has a title, a message (what happened) and a hint (what to do)
 +- KnownError          the world is not as needed: a missing file, a full disk, a wrong key
 |   +- ProjectError    the project folder or its database
 |   +- StudentError    a student's weights or tokenizer
 |   +- ToolError       a tool could not be run at all (a tool that ran and failed is an observation)
 |   +- NotBuiltError   a part of the command line that is still to come
 +- BugError            Stillroom itself went wrong; the hint asks for a report
"""

import contextlib
import errno
import sqlite3
import traceback
from pathlib import Path

from stillroom.paths import cache_folder


class StillroomError(Exception):
    """An error that is safe and useful to show: `title` names it, `message` says what happened, `hint` what to do."""

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        super().__init__(f"{title}: {message}")
        self.title = title
        self.message = message
        self.hint = hint

    def to_json(self) -> dict[str, str]:
        return {"title": self.title, "message": self.message, "hint": self.hint}


class KnownError(StillroomError):
    """The world is not as needed; the user can mend it."""


class ProjectError(KnownError):
    """The project folder or its database cannot be used."""


class StudentError(KnownError):
    """A student's weights or tokenizer cannot be used."""


class ToolError(KnownError):
    """A tool could not be run at all."""


class NotBuiltError(KnownError):
    """A part of the command line that is still to come."""


class BugError(StillroomError):
    """Stillroom itself went wrong."""


def from_os_error(error: OSError, path: Path | None = None) -> StillroomError:
    """Put an operating system's refusal into words; `path` is used where the error names no file itself."""
    where = error.filename or path or "the disk"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return _disk_full(where)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return KnownError(
                "No permission",
                f"{where} may not be read or written by you.",
                "Choose another folder, or change its permissions.",
            )
        case errno.ENOENT:
            return KnownError("Not found", f"{where} does not exist.", "Check the path.")
    return KnownError("The system refused", f"{where}: {error.strerror or error}.", "")


def _disk_full(where: Path | str) -> KnownError:
    return KnownError(
        "The disk is full",
        f"There was no room left to write {where}.",
        "Free some space, then run the same command again: everything finished is kept.",
    )


def from_sqlite_error(error: sqlite3.Error, path: Path | None = None) -> StillroomError:
    """Put a refusal of SQLite into words; `path` is the database, where it is known."""
    where = path or "the project's database"
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE)  # Python's own refusals have none
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE):
        return _disk_full(where)
    match code & 0xFF:
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return ProjectError(
                "No permission",
                f"{where} may not be written by you ({error}).",
                "Change the folder's permissions, or copy the project to a folder of yours.",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ProjectError(
                "The project is busy",
                f"Another process kept {where} for too long ({error}).",
                "Wait until it is done, then try again.",
            )
        case sqlite3.SQLITE_IOERR:
            return ProjectError(
                "The project is gone",
                f"{where} can no longer be reached ({error}).",
                "Was its folder moved, or its drive pulled out? Put it back, then start again.",
            )
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return ProjectError(
                "Not a project database",
                f"{where} cannot be used as a database ({error}).",
                "Restore it from a copy; a copy made before an update is named project.v1.db.",
            )
    return _bug(error)


def from_exception(error: BaseException) -> StillroomError:
    """Any exception as one that can be shown; what is not known is called a bug, with its type and text."""
    if isinstance(error, StillroomError):
        return error
    if isinstance(error, OSError):
        return from_os_error(error)
    if isinstance(error, sqlite3.Error):
        return from_sqlite_error(error)
    if isinstance(error, MemoryError):
        return KnownError(
            "Memory is not enough",
            "There was no memory left to go on with.",
            "Close other programs, then start it again: what was finished is kept.",
        )
    return _bug(error)


def report(error: BaseException) -> StillroomError:
    """Any exception as one to show the user; of our own mistakes, the log keeps what a developer needs, and the hint names it."""
    shown = from_exception(error)
    log = _keep_traceback(error) if isinstance(shown, BugError) else None
    if log is None:
        return shown
    return BugError(shown.title, shown.message, f"Please report it with the file {log}. What was finished is kept.")


def _keep_traceback(error: BaseException) -> Path | None:
    with contextlib.suppress(OSError):
        log = cache_folder() / "stillroom.log"
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
        return log
    return None


def _bug(error: BaseException) -> BugError:
    return BugError(
        "Stillroom made a mistake",
        f"{type(error).__name__}: {error}",
        "Please report it with the log of the run. What was finished is kept.",
    )
