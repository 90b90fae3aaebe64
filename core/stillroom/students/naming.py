"""What a student can be called, and where its files lie."""

import os
import re
from pathlib import Path

import msgspec

from stillroom.conversation import digest
from stillroom.paths import cache_folder
from stillroom.settings import Settings
from stillroom.students.catalogue import listed

SMOLLM2 = "smollm2-135m-instruct"
"""The sample's student, which comes in a Python package and is prepared into the cache."""

SMOLLM2_ON_THE_HUB = "HuggingFaceTB/SmolLM2-135M-Instruct"
"""What others know it by."""

_PART = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_ON_THE_HUB = re.compile(rf"({_PART}/{_PART})(?::({_PART}\.gguf))?")


class HubName(msgspec.Struct, frozen=True):
    """A model on the hub: its id there, and the one file of it that is meant, "" for the whole."""

    hub: str
    file: str = ""

    def __str__(self) -> str:
        return f"{self.hub}:{self.file}" if self.file else self.hub

    @property
    def folder(self) -> str:
        """What its folder is called here. No id on the hub has two hyphens in a row."""
        name = self.hub.replace("/", "--")
        return f"{name}--{Path(self.file).stem}" if self.file else name


def student_name(given: str) -> str:
    """A student's name as projects and runs keep it: of what lies on this computer the whole path, of all else what was given."""
    path = Path(given).expanduser()
    if is_short_name(given) or (on_the_hub(given) and not path.exists()):
        return given
    return os.path.normpath(path.absolute())  # one name for one folder, and a link keeps its own


def is_short_name(name: str) -> bool:
    """Whether it is SMOLLM2 or a short name of the catalogue."""
    found = listed(name)
    return name == SMOLLM2 or (found is not None and found.name == name)


def is_gguf(name: str) -> bool:
    """Whether a name is that of a GGUF file, here or on the hub."""
    return name.lower().endswith(".gguf")


def on_the_hub(name: str) -> HubName | None:
    """What a student is on the hub, by a short name of the catalogue, ORG/NAME or ORG/NAME:FILE.gguf; None for all others."""
    if name == SMOLLM2:
        return None
    if found := listed(name):
        return HubName(found.hub)
    parts = _ON_THE_HUB.fullmatch(name)
    return None if parts is None or (is_gguf(name) and not parts[2]) else HubName(parts[1], parts[2] or "")


def cached(folder: str) -> Path:
    """Where a student's folder of that name lies in the cache."""
    return cache_folder() / "students" / folder


def student_folder(name: str) -> Path:
    """Where the student of that name lies in Hugging Face format, or will lie once it is downloaded or prepared.

    A downloaded one lies in the cache; one that was brought into the folder of the setting `students_folder` is used there.
    """
    if name == SMOLLM2:
        return cached(SMOLLM2)
    if hub := on_the_hub(name):
        own = cached(hub.folder)
        return own if own.is_dir() or hub.file else _brought(hub) or own
    path = Path(name).expanduser().absolute()
    if is_gguf(name) and path.is_file():
        state = path.stat()
        return cached(f"{path.stem}-{digest([str(path), state.st_size, state.st_mtime_ns])[:8]}")
    return path


def _brought(hub: HubName) -> Path | None:
    """A model's folder among those that were brought along: as ORG--NAME, as ORG/NAME, or as Hugging Face's own cache keeps it."""
    students: Path = Settings().get("students_folder")
    kept = students / f"models--{hub.folder}"
    branch = kept / "refs" / "main"
    commit = branch.read_text(encoding="utf-8").strip() if branch.is_file() else ""
    there = [students / hub.folder, students / hub.hub, *([kept / "snapshots" / commit] if commit else [])]
    return next((folder for folder in there if any(folder.glob("*.safetensors"))), None)
