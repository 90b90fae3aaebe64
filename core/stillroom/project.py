"""A project: a folder with `project.db`, `runs/` and `exports/`, and at most one writer at a time."""

import contextlib
import getpass
import json
import os
import platform
import shutil
import sqlite3
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from stillroom.errors import ProjectError, from_os_error, from_sqlite_error
from stillroom.place import whole
from stillroom.store import Store, is_outdated

DATABASE = "project.db"
_LOCK, _HOLDER = ".writer.lock", ".writer.json"
_ANOTHER_FOLDER = "Choose a new or empty folder."
_PIECE = 4 * 1024 * 1024


class Project:
    """An open project. Use it in a `with` block, or call `close`."""

    def __init__(self, folder: Path, store: Store, lock: FileLock | None) -> None:
        self.folder = folder
        self.store = store
        self._lock = lock

    @classmethod
    def create(cls, folder: Path) -> "Project":
        """Make a project in a new or empty folder, and hold it for writing.

        Raises:
            ProjectError: the folder holds something already.
            KnownError: the folder cannot be made or written.
        """
        folder = folder.expanduser().absolute()
        try:
            if (folder / DATABASE).exists():
                raise ProjectError(
                    "A project is there already",
                    f"{folder} holds a project.",
                    f"Work on it with --project {folder}, or choose another folder.",
                )
            _check_room(folder)
            folder.mkdir(parents=True, exist_ok=True)
            lock = _hold(folder)
            try:
                for part in ("runs", "exports"):
                    (folder / part).mkdir()
                return cls(folder, Store(folder / DATABASE, create=True), lock)
            except BaseException:
                lock.release()
                _empty(folder)
                raise
        except OSError as error:
            raise from_os_error(error, folder) from error

    @classmethod
    def open(cls, folder: Path, *, writer: bool) -> "Project":
        """Open a project; a `writer` holds it until `close`. A job's child process is no writer: the one who started it is.

        A project of an older Stillroom is brought up to date first; for that, a reader holds it too.

        Raises:
            ProjectError: the folder is no project, a newer Stillroom made it, or someone else holds it for writing.
        """
        folder = folder.expanduser().absolute()
        if not (folder / DATABASE).is_file():
            raise ProjectError(
                "Not a project",
                f"{folder} holds no {DATABASE}.",
                "Give a project's folder with --project DIR, or make one with: stillroom new DIR",
            )
        lock = _hold(folder) if writer or is_outdated(folder / DATABASE) else None
        try:
            store = Store(folder / DATABASE)
        except BaseException:
            _let_go(folder, lock)
            raise
        if not writer:
            _let_go(folder, lock)
        return cls(folder, store, lock if writer else None)

    def run_folder(self, run: str) -> Path:
        """Where a run's files lie: its spec, journal, log, checkpoints and products."""
        return self.folder / "runs" / run

    @property
    def exports_folder(self) -> Path:
        return self.folder / "exports"

    def close(self) -> None:
        self.store.close()
        _let_go(self.folder, self._lock)
        self._lock = None

    def discard(self) -> None:
        """Close a project that was just made and could not be filled, and leave its folder empty."""
        self.close()
        _empty(self.folder)

    def __enter__(self) -> "Project":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def copy_project(source: Path, folder: Path) -> Generator[tuple[int, int], None, None]:
    """Copy a project, which may be open, into a new or empty folder. It needs no lock: nothing may be writing to its runs.

    Yields how many bytes are copied, and of how many. The folder is there once all of it is: to close the generator before
    leaves nothing behind, and what a process that was killed leaves is no project and goes with the next copy to that place.

    Raises:
        ProjectError: the folder holds something already, or lies in the project.
        KnownError: something cannot be read or written, or there is no room; nothing is left of the copy.
    """
    source, folder = source.expanduser().absolute(), folder.expanduser().absolute()
    if folder.resolve().is_relative_to(source.resolve()):
        raise ProjectError("The copy would lie in itself", f"{folder} is a part of {source}.", _ANOTHER_FOLDER)
    try:
        _check_room(folder)
        parts = list(_parts(source))
        size = sum(size for _, size in parts) + (source / DATABASE).stat().st_size
        done = 0
        yield done, size
        with whole(folder, size) as unfinished:
            unfinished.mkdir()
            for part, _ in parts:
                for written in _copy_part(source / part, unfinished / part):
                    done += written
                    yield done, size
            # Last, so that a copy that is broken off is no project.
            Store.copy(source / DATABASE, unfinished / DATABASE)
            yield size, size
    except OSError as error:
        raise from_os_error(error, folder) from error
    except sqlite3.Error as error:
        raise from_sqlite_error(error, folder / DATABASE) from error


def _parts(source: Path) -> Iterator[tuple[Path, int]]:
    """A project's folders, files and links, with their sizes in bytes: all but the database and who holds it."""
    left_out = {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", _LOCK, _HOLDER}
    for place, folders, files in os.walk(source):
        here = Path(place)
        for name in (*folders, *files):
            path = here / name
            if here != source or name not in left_out:
                yield path.relative_to(source), path.lstat().st_size if path.is_file() else 0


def _copy_part(source: Path, target: Path) -> Iterator[int]:
    """Copy one part, and yield the bytes of each piece. Links stay links, so that nothing from outside gets into the copy."""
    if source.is_symlink():
        target.symlink_to(source.readlink())
    elif source.is_dir():
        target.mkdir()
    else:
        with source.open("rb") as read, target.open("wb") as written:
            while piece := read.read(_PIECE):
                yield written.write(piece)
        shutil.copystat(source, target)


def _check_room(folder: Path) -> None:
    """Make sure that a project can be made in a folder.

    Raises:
        ProjectError: it holds something already.
    """
    if folder.exists() and not folder.is_dir():
        raise ProjectError("Not a folder", f"{folder} is a file.", _ANOTHER_FOLDER)
    if folder.exists() and any(folder.iterdir()):
        raise ProjectError("The folder is not empty", f"{folder} holds other things.", _ANOTHER_FOLDER)


def _holder(folder: Path) -> Path:
    return folder / _HOLDER


def _hold(folder: Path) -> FileLock:
    """Take the writer's lock, which the system frees when its process ends, however it ends."""
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise ProjectError(
            "Someone else is writing",
            f"{_who(folder)} works on {folder}.",
            "Close the other Stillroom, or wait until it is done.",
        ) from None
    except OSError as error:
        raise from_os_error(error, folder) from error
    me = {"pid": os.getpid(), "user": _user(), "computer": platform.node(), "since": time.time()}
    with contextlib.suppress(OSError):  # a full disk: then a second writer is not told who we are
        _holder(folder).write_text(json.dumps(me))
    return lock


def _let_go(folder: Path, lock: FileLock | None) -> None:
    if lock:
        with contextlib.suppress(OSError):  # the folder may be gone; on Windows, someone may just read who we are
            _holder(folder).unlink()
        lock.release()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # in a container, a user may have no name
        return "an unknown user"


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _who(folder: Path) -> str:
    with contextlib.suppress(OSError, ValueError, KeyError):
        holder = json.loads(_holder(folder).read_text())
        since = time.strftime("%H:%M", time.localtime(holder["since"]))
        return f"Process {holder['pid']} of {holder['user']} on {holder['computer']}, since {since},"
    return "Another Stillroom"
