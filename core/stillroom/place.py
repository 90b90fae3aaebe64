"""Writing a file or a folder to its place: whole or not at all, and only where there is room."""

import contextlib
import glob
import hashlib
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from stillroom.errors import KnownError, from_os_error


@contextmanager
def whole(out: Path, size: int) -> Iterator[Path]:
    """A name beside `out` for a file or folder of at most `size` bytes, which becomes `out` once the block ends well.

    What a process left unfinished that was killed is removed by the next that writes there.

    Raises:
        KnownError: there is no room or no permission, or `out` is a folder that holds something.
    """
    out = out.absolute()
    unfinished = out.parent / f".{out.name}.{os.getpid()}-{threading.get_ident()}.unfinished"
    try:
        if out.is_dir() and any(out.iterdir()):
            raise KnownError("The folder is not empty", f"{out} holds files already.", "Choose a new folder.")
        out.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(out)
        check_room(out, size)
        yield unfinished
        if out.is_dir():
            out.rmdir()
        unfinished.replace(out)
    except OSError as error:
        raise from_os_error(error, out) from error
    finally:
        _remove(unfinished)


def check_room(out: Path, size: int) -> None:
    """Make sure that `size` bytes fit where `out` will be; its folder must be there.

    Raises:
        KnownError: they do not.
    """
    free = shutil.disk_usage(out.parent).free
    if free < size:
        raise KnownError(
            "Too little room",
            f"{out} needs {size / 1e9:.2f} GB; {free / 1e9:.2f} GB are free.",
            "Free some space, or choose another folder.",
        )


def check_free(out: Path) -> None:
    """Make sure that a file can be written without writing over another.

    Raises:
        KnownError: there is one.
    """
    if out.is_file():
        raise KnownError("The file is there", f"{out} exists.", "Choose another name, or add --replace.")


def sha256_of(path: Path) -> str:
    """A file's SHA-256 as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_abandoned(out: Path) -> None:
    for path in out.parent.glob(f".{glob.escape(out.name)}.*.unfinished"):
        process = path.name.removeprefix(f".{out.name}.").partition("-")[0]
        if process.isdigit() and not psutil.pid_exists(int(process)):
            _remove(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # its folder may be none, or closed to us
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
