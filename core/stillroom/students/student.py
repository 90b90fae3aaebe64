"""A student's base: a folder in Hugging Face format, checked before anything is loaded from it."""

import json
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import digest
from stillroom.errors import StudentError
from stillroom.paths import cache_folder
from stillroom.templates import Family, family_of

SMOLLM2 = "smollm2-135m-instruct"
"""The sample's student, which comes in a Python package and is prepared into the cache."""

SMOLLM2_ON_THE_HUB = "HuggingFaceTB/SmolLM2-135M-Instruct"
"""What others know it by."""

_WHOLE = "Choose a folder that holds a model in Hugging Face format: config.json, tokenizer.json and *.safetensors."


class Student(msgspec.Struct, frozen=True):
    """A base model that can learn: its name as the user gave it, its folder, and how it writes conversations."""

    name: str
    folder: Path
    family: Family

    @property
    def digest(self) -> str:
        """What identifies its files without reading them whole: their names, sizes and times of change."""
        files = sorted(path for path in self.folder.iterdir() if path.is_file())
        return digest([[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in files])


def find_student(name: str) -> Student:
    """The student of that name, or in that folder.

    Raises:
        StudentError: there is no such student, it is not prepared yet, or its files cannot or must not be used.
    """
    folder = cache_folder() / "students" / SMOLLM2 if name == SMOLLM2 else Path(name).expanduser().absolute()
    if not folder.is_dir():
        if name == SMOLLM2:
            raise StudentError(
                "Not prepared yet",
                f"{SMOLLM2} is not in the cache.",
                f"Prepare it with: stillroom students get {SMOLLM2}",
            )
        raise StudentError(
            "No such student",
            f"There is no student {name}, and no folder {folder}.",
            f"Give {SMOLLM2}, or a folder that holds a model in Hugging Face format.",
        )
    _check_weights(folder)
    return Student(name, folder, family_of(folder))


def is_prepared(name: str) -> bool:
    return name != SMOLLM2 or (cache_folder() / "students" / SMOLLM2).is_dir()


def _check_weights(folder: Path) -> None:
    # A tokenizer can bring code as well, and llama.cpp's converter would run it.
    for path in (folder / "config.json", *folder.glob("tokenizer_config.json")):
        if _settings(path).get("auto_map"):
            raise StudentError(
                "It would run its own code",
                f"The model in {folder} brings Python code of its own, which Stillroom never runs.",
                "Choose a model that transformers knows.",
            )
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
