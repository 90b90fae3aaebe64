"""What this computer has for the work: GPU, memory, and an Ollama that runs."""

import shutil
import subprocess

import msgspec
import psutil

from stillroom.students.ollama import ollama_version


class Hardware(msgspec.Struct, frozen=True):
    """`gpu` is None where there is none that training can use; memory in GB of 10^9 bytes.

    `ollama` is the version of the Ollama that answers, None where none does.
    """

    gpu: str | None
    gpu_memory_gb: float | None
    memory_gb: float
    cores: int
    ollama: str | None = None


def look() -> Hardware:
    """Look at the hardware without loading torch."""
    gpu, gpu_memory = _nvidia()
    return Hardware(
        gpu,
        gpu_memory,
        round(psutil.virtual_memory().total / 1e9, 1),
        psutil.cpu_count(logical=False) or psutil.cpu_count() or 1,
        ollama_version(),
    )


def _nvidia() -> tuple[str | None, float | None]:
    program = shutil.which("nvidia-smi")
    if program is None:
        return None, None
    query = [program, "--query-gpu=name,memory.total", "--format=csv,noheader,nounits"]
    try:
        lines = subprocess.run(query, capture_output=True, text=True, timeout=20, check=True).stdout.splitlines()
        name, mebibytes = lines[0].rsplit(",", 1)
        return name.strip(), round(float(mebibytes) * 2**20 / 1e9, 1)
    except (subprocess.SubprocessError, OSError, IndexError, ValueError):
        return None, None
