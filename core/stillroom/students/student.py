"""A student's base: a folder in Hugging Face format, checked before anything is loaded from it."""

import json
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import digest
from stillroom.errors import StudentError
from stillroom.students.naming import SMOLLM2, is_gguf, is_short_name, on_the_hub, student_folder
from stillroom.templates import Family, family_of

_WHOLE = "Choose a folder that holds a model in Hugging Face format: config.json, tokenizer.json and *.safetensors."


class Student(msgspec.Struct, frozen=True):
    """A base model that can learn: its name as the user gave it, its folder, and how it writes conversations."""

    name: str
    folder: Path
    family: Family

    @property
    def title(self) -> str:
        """Its name for people: without its makers on the hub, or where a file lies."""
        if is_gguf(self.name):
            return Path(self.name.rpartition(":")[2]).stem
        hub = on_the_hub(self.name)
        return hub.hub.partition("/")[2] if hub else self.folder.name

    @property
    def digest(self) -> str:
        return files_digest(self.folder)


def files_digest(folder: Path) -> str:
    """What identifies a student's files without reading them whole: their names, sizes and times of change."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return digest([[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in files])


def find_student(name: str) -> Student:
    """The student of that name: SMOLLM2, one of the catalogue, ORG/NAME or ORG/NAME:FILE.gguf on the hub, a GGUF file, or a folder.

    Raises:
        StudentError: there is no such student, it is not downloaded or prepared yet, or its files cannot or must not be used.
    """
    folder = student_folder(name)
    if not folder.is_dir():
        raise _absent(name, folder)
    check_settings(folder)
    _check_weights(folder)
    return Student(name, folder, family_of(folder))


def is_prepared(name: str) -> bool:
    """Whether nothing has to be downloaded or made before the student can be used; a folder of the user's is as it is."""
    return student_folder(name).is_dir() or not _can_be_made(name)


def _can_be_made(name: str) -> bool:
    return is_short_name(name) or on_the_hub(name) is not None or is_gguf(name)


def _absent(name: str, folder: Path) -> StudentError:
    if on_the_hub(name):
        return StudentError(
            "Not downloaded yet",
            f"{name} is not on this computer.",
            f"Download it with: stillroom students get {name}",
        )
    if name == SMOLLM2 or (is_gguf(name) and Path(name).expanduser().is_file()):
        return StudentError(
            "Not prepared yet", f"{name} is not in the cache.", f"Prepare it with: stillroom students get {name}"
        )
    called = Path(name).name  # what was given may be a whole path by now
    return StudentError(
        "No such student",
        f"There is no student {called} in the catalogue, and no folder {folder}.",
        f"Give {SMOLLM2} or another of `stillroom students list`, ORG/NAME of the hub, a GGUF file, or a folder that holds a model in"
        " Hugging Face format.",
    )


def check_settings(folder: Path) -> None:
    """What a model's settings must not ask for; its weights need not be there yet.

    Raises:
        StudentError: it would run its own code, its weights are packed already, or the settings cannot be read.
    """
    # A tokenizer can bring code as well, and llama.cpp's converter would run it.
    for path in (folder / "config.json", *folder.glob("tokenizer_config.json")):
        settings = _settings(path)
        if settings.get("auto_map"):
            raise StudentError(
                "It would run its own code",
                f"{path.name} of the model in {folder} names Python code of its own, which Stillroom never runs.",
                "Choose a model that transformers knows. If it knows this one, take `auto_map` out of the file, and the code is never asked for.",
            )
        if packed := settings.get("quantization_config"):
            how = packed.get("quant_method", "fewer bits") if isinstance(packed, dict) else "fewer bits"
            raise StudentError(
                "Packed weights",
                f"The weights in {folder} are packed already ({how}), and nothing can be learned beside them here.",
                "Choose the same model in 16 bit: it is packed while it learns, where memory asks for it.",
            )


def _check_weights(folder: Path) -> None:
    if list(folder.glob("*.safetensors")):
        return
    if pickled := [*folder.glob("*.bin"), *folder.glob("*.pt"), *folder.glob("*.pth")]:
        raise StudentError(
            "Pickled weights",
            f"{pickled[0].name} in {folder} could run code when it is loaded, so it is refused.",
            "Get the model as safetensors.",
        )
    raise StudentError("No weights", f"{folder} holds no *.safetensors.", _WHOLE)


def _settings(path: Path) -> dict[str, Any]:
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StudentError("Not a model folder", f"{path.parent} has no readable {path.name}.", _WHOLE) from error
    if not isinstance(settings, dict):
        raise StudentError("Not a model folder", f"{path} holds no JSON object.", _WHOLE)
    return settings
