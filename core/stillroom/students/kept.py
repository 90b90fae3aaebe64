"""What the cache holds of students: which are whole, which were begun, how much room they take, and removing them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from stillroom.errors import KnownError, StudentError, from_os_error
from stillroom.paths import cache_folder, replace_file
from stillroom.students.gguf import base_gguf_file
from stillroom.students.naming import on_the_hub, student_name
from stillroom.students.offer import Offer

SOURCE = "source.json"
PART = ".part"
_UNFINISHED = ".partial"


class Source(msgspec.Struct, frozen=True):
    """Where the files of a folder are from, as it is kept in them: the student's name, and the hub's offer they are fetched by."""

    name: str
    offer: Offer | None = None


class Kept(msgspec.Struct, frozen=True):
    """A student in the cache: the `bytes` that it takes, and how many it will have where its download was not ended."""

    name: str
    folder: Path
    bytes: int
    of: int | None = None


def unfinished(target: Path) -> Path:
    """Where the files of a folder lie while they are not complete."""
    return target.with_name(f".{target.name}{_UNFINISHED}")


def keep_source(folder: Path, source: Source) -> None:
    """Write down in a folder where its files are from."""
    replace_file(folder / SOURCE, msgspec.json.encode(source))


def read_source(folder: Path) -> Source | None:
    """Where a folder's files are from; None where that is not known."""
    try:
        return msgspec.json.decode((folder / SOURCE).read_bytes(), type=Source)
    except (OSError, msgspec.DecodeError):
        return None


def received(partial: Path, offer: Offer) -> int:
    """How many bytes of an offer are in a folder."""
    return sum(_size(partial / file.name) or _size(partial / f"{file.name}{PART}") for file in offer.files)


def kept_students() -> tuple[Kept, ...]:
    """All students in the cache, also those whose download was begun and not ended."""
    students = cache_folder() / "students"
    folders = sorted(students.iterdir()) if students.is_dir() else []
    found = [_kept(folder) for folder in folders if folder.is_dir()]
    return tuple(each for each in found if each)


def kept_student(name: str) -> Kept | None:
    """The student of that name in the cache; None where nothing of it is there."""
    return next((kept for kept in kept_students() if kept.name == _full_name(name)), None)


def remove_student(name: str) -> int:
    """Remove a student from the cache, with the GGUF that was made of it; how many bytes that freed.

    Raises:
        StudentError: nothing of it is in the cache.
        KnownError: it is being downloaded, or a file of it cannot be deleted.
    """
    found = [kept for kept in kept_students() if kept.name == _full_name(name)]
    if not found:
        raise StudentError(
            "Nothing to remove",
            f"Nothing of {name} is in the cache.",
            "What lies in a folder of your own is yours to delete.",
        )
    for kept in found:
        try:
            with alone(kept.folder):
                base_gguf_file(kept.folder).unlink(missing_ok=True)
                shutil.rmtree(kept.folder)
        except OSError as error:
            raise from_os_error(error, kept.folder) from error
    return sum(kept.bytes for kept in found)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a student's folder, whole or not, for one process.

    Raises:
        KnownError: another has it.
    """
    name = folder.name.removeprefix(".").removesuffix(_UNFINISHED)
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder.with_name(f".{name}.lock"), timeout=0):
            yield
    except Timeout as error:
        raise KnownError(
            "It is being downloaded already",
            f"Another process is at work on {name}.",
            "Wait until it is done, or stop it.",
        ) from error


def _full_name(name: str) -> str:
    hub = on_the_hub(name)
    return str(hub) if hub else student_name(name)


def _kept(folder: Path) -> Kept | None:
    hidden = folder.name.startswith(".")
    if hidden and not folder.name.endswith(_UNFINISHED):
        return None
    source = read_source(folder)
    if source and source.offer and hidden:
        return Kept(source.name, folder, received(folder, source.offer), source.offer.size)
    files = [base_gguf_file(folder), *folder.iterdir()]
    return Kept(source.name if source else folder.name, folder, sum(_size(file) for file in files))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
