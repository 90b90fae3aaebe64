"""The folders in which tools work, and how they are removed, whatever a tool has left in them."""

import contextlib
import os
import stat
import sys
import tempfile
import time
import uuid
from pathlib import Path

from stillroom.errors import ToolError

_OF_A_SANDBOX = "stillroom-tool-"
_WEEK = 7 * 24 * 3600


def make_scratch(within: Path | None = None) -> Path:
    """A new, empty folder in another, or among the system's temporary files.

    Raises:
        ToolError: there is no room for one.
    """
    try:
        return Path(tempfile.mkdtemp(prefix="session-" if within else _OF_A_SANDBOX, dir=within)).resolve()
    except OSError as error:
        raise ToolError(
            "Tools cannot run here",
            f"No folder could be made for them to work in: {error.strerror or error}.",
            "Free some disk space, then try again.",
        ) from error


def remove_left_behind() -> None:
    """Remove the folders that a Stillroom left which was killed: those in which no session has begun or ended for a week.

    Only folders that this user alone may enter: in another's, what is removed could be swapped for something else meanwhile.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{_OF_A_SANDBOX}*"):
        with contextlib.suppress(OSError):
            found = folder.lstat()
            ours = sys.platform == "win32" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)
            if stat.S_ISDIR(found.st_mode) and ours and time.time() - found.st_mtime > _WEEK:
                remove_scratch(folder)


def remove_scratch(folder: Path) -> None:
    """Remove a folder with all that is in it. Nothing may run in it any more.

    A tool may have nested folders deeper than a path can be long, or closed them to their owner: so each one is moved up
    beside the others, and all are emptied there. Links are removed, never followed.
    """
    mark = uuid.uuid4().hex
    places = [folder]
    for place in places:
        with contextlib.suppress(OSError):
            place.chmod(stat.S_IRWXU)
            for number, entry in enumerate(list(place.iterdir())):
                with contextlib.suppress(OSError):
                    if entry.is_symlink() or not entry.is_dir():
                        _unlink(entry)
                    elif place == folder:
                        places.append(entry)
                    else:
                        entry.chmod(stat.S_IRWXU)  # to move it is to write into it
                        places.append(entry.rename(folder / f"{mark}-{len(places)}-{number}"))
    for place in reversed(places):
        with contextlib.suppress(OSError):
            place.rmdir()


def _unlink(path: Path) -> None:
    if sys.platform == "win32":
        path.chmod(stat.S_IWRITE)
    path.unlink()
