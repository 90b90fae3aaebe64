"""Writing to where the user wants it: whole or not at all, and only where there is room."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stillroom.errors import KnownError, from_os_error


@contextmanager
def whole(out: Path, size: int) -> Iterator[Path]:
    """A name beside `out` for a file or folder of at most `size` bytes, which becomes `out` once the block ends well.

    Raises:
        KnownError: there is no room or no permission, or `out` is a folder that holds something.
    """
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        if out.is_dir() and any(out.iterdir()):
            raise KnownError("The folder is not empty", f"{out} holds files already.", "Choose a new folder.")
        out.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(out.parent).free
        if free < size:
            raise KnownError(
                "Too little room",
                f"{out} needs {size / 1e9:.2f} GB; {free / 1e9:.2f} GB are free.",
                "Free some space, or choose another folder.",
            )
        _remove(unfinished)
        yield unfinished
        if out.is_dir():
            out.rmdir()
        unfinished.replace(out)
    except OSError as error:
        raise from_os_error(error, out) from error
    finally:
        _remove(unfinished)


def described(path: Path) -> dict[str, Any]:
    """A file as the command line tells of it."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": str(path), "bytes": path.stat().st_size, "sha256": sha256}


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
