"""What this computer has for the work: GPU, memory, disk, and an Ollama that runs. Nothing of it loads torch.

What a maker's program says is read as it stands: `nvidia-smi` (its query options), `rocm-smi --json` or, where that is
not installed, Linux's /sys/class/drm (amdgpu's mem_info_vram_total), and `sysctl` on a Mac.
"""

import contextlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import msgspec
import psutil

from stillroom.paths import cache_folder
from stillroom.students.ollama import ollama_version

_SECONDS = 20  # that a maker's program gets

_DRM = Path("/sys/class/drm")
_CPU = Path("/proc/cpuinfo")
_AMD, _NVIDIA = "0x1002", "0x10de"  # vendors on the PCI bus
_LEAST_BYTES = 3e9  # of an AMD card's memory: those within processors have a little of their own

GpuKind = Literal["cuda", "rocm", "apple"]


class Hardware(msgspec.Struct, frozen=True):
    """`gpu` is None where there is none that training can use; memory in GB of 10^9 bytes.

    `ollama` is the version of the Ollama that answers, None where none does. `gpu_kind` is how the GPU is talked to; Apple's has no
    memory of its own: `gpu_memory_gb` is the computer's. `bf16`: what trains multiplies in it. `disk_free_gb` is where the students
    lie, None where that cannot be told. `problems`: what keeps a GPU from being used, each in a sentence or two.
    """

    gpu: str | None
    gpu_memory_gb: float | None
    memory_gb: float
    cores: int
    ollama: str | None = None
    gpu_kind: GpuKind | None = None
    bf16: bool = True
    disk_free_gb: float | None = None
    problems: tuple[str, ...] = ()


class _Gpu(msgspec.Struct, frozen=True):
    """A graphics card that was seen. `cuda` is the newest CUDA that its driver can do, "" where that is not said."""

    kind: GpuKind
    name: str
    bytes: float
    cuda: str = ""
    bf16: bool = True


class _Torch(msgspec.Struct, frozen=True):
    """What the installed torch was built for: versions of CUDA and of ROCm's HIP, "" where it was not built for them."""

    cuda: str
    hip: str


def look() -> Hardware:
    """Look at the hardware without loading torch."""
    memory = psutil.virtual_memory().total
    problems: list[str] = []
    gpu = _apple(memory) if sys.platform == "darwin" else _nvidia(problems) or _amd(problems)
    if gpu is not None and (problem := _unusable(gpu, _torch())):
        problems.append(problem)
        gpu = None
    return Hardware(
        gpu.name if gpu else None,
        round(gpu.bytes / 1e9, 1) if gpu else None,
        round(memory / 1e9, 1),
        psutil.cpu_count(logical=False) or psutil.cpu_count() or 1,
        ollama_version(),
        gpu.kind if gpu else None,
        gpu.bf16 if gpu else _processor_knows_bf16(),
        _disk_free(),
        tuple(problems),
    )


def _unusable(gpu: _Gpu, torch: _Torch | None) -> str:
    """Why the installed torch cannot use a graphics card; "" where it can, or is not there yet."""
    if torch is None or gpu.kind == "apple":
        return ""
    if gpu.kind == "cuda" and not torch.cuda:
        return f"There is a {gpu.name}, but the PyTorch that is installed is not built for CUDA, so training runs on the processor."
    if gpu.kind == "rocm" and not torch.hip:
        return f"There is a {gpu.name}, but the PyTorch that is installed is not built for ROCm, so training runs on the processor."
    # Within a major version of CUDA any driver does (NVIDIA, CUDA Compatibility, "Minor Version Compatibility").
    if gpu.kind == "cuda" and gpu.cuda and _major(gpu.cuda) < _major(torch.cuda):
        return (
            f"The driver of the {gpu.name} can do CUDA {gpu.cuda}, and the PyTorch that is installed needs {_major(torch.cuda)}.0: "
            "install a newer driver."
        )
    return ""


def _torch() -> _Torch | None:
    """What the installed torch was built for, read from its version.py: to import it would take seconds. None where there is none."""
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        return None
    try:
        text = Path(spec.origin).with_name("version.py").read_text(encoding="utf-8")
    except OSError:
        return None
    built = dict(re.findall(r"^(cuda|hip)\b[^=\n]*= *'([^']*)'", text, re.MULTILINE))
    return _Torch(built.get("cuda", ""), built.get("hip", ""))


def _nvidia(problems: list[str]) -> _Gpu | None:
    said, failure = ask_program("nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader,nounits")
    if failure:
        problems.append(f"NVIDIA's driver does not answer ({failure}): install it again, and restart the computer.")
    elif not said and _cards(_NVIDIA):
        problems.append("There is an NVIDIA graphics card, but NVIDIA's driver is not installed: install it.")
    try:
        name, mebibytes = said.splitlines()[0].rsplit(",", 1)
        memory = float(mebibytes) * 2**20
    except (IndexError, ValueError):
        return None
    table, _ = ask_program("nvidia-smi")
    found = re.search(r"CUDA Version: *(\d[\d.]*)", table)
    able, _ = ask_program("nvidia-smi", "--query-gpu=compute_cap", "--format=csv,noheader")
    old = re.match(r"[1-7]\.\d", able) is not None  # before Ampere
    return _Gpu("cuda", name.strip(), memory, found[1] if found else "", bf16=not old)


def _processor_knows_bf16() -> bool:
    """Whether PyTorch multiplies in bf16 on this processor, as it asks itself (`_is_mkldnn_bf16_supported`): with AVX-512, or an
    ARM with bf16."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.IsProcessorFeaturePresent(41))  # PF_AVX512F_INSTRUCTIONS_AVAILABLE
    if sys.platform == "darwin":
        return False
    try:
        said = set(_CPU.read_text(encoding="utf-8", errors="replace").split())
    except OSError:
        return True
    return bool(said & {"bf16", "avx_ne_convert"}) or {"avx512bw", "avx512vl", "avx512dq"} <= said


def _amd(problems: list[str]) -> _Gpu | None:
    said, failure = ask_program("rocm-smi", "--showproductname", "--showmeminfo", "vram", "--json")
    if failure:
        problems.append(f"AMD's driver does not answer ({failure}): install it again, and restart the computer.")
    cards = [card for card in read_json(said).values() if isinstance(card, dict)] or _cards(_AMD)
    card = max(cards, key=_amd_bytes, default={})
    if _amd_bytes(card) < _LEAST_BYTES:
        return None
    return _Gpu(
        "rocm", str(card.get("Card Series") or card.get("Card series") or "AMD graphics card"), _amd_bytes(card)
    )


def _amd_bytes(card: dict[str, Any]) -> int:
    size = str(card.get("VRAM Total Memory (B)", ""))
    return int(size) if size.isdigit() else 0


def _cards(vendor: str) -> list[dict[str, str]]:
    """The graphics cards of a maker that Linux itself knows, as `rocm-smi` describes them: their memory is told for AMD's alone."""
    found = []
    for device in sorted(_DRM.glob("card*/device")):
        with contextlib.suppress(OSError):
            if (device / "vendor").read_text().strip() == vendor:
                memory = device / "mem_info_vram_total"
                found.append({"VRAM Total Memory (B)": memory.read_text().strip() if memory.exists() else ""})
    return found


def _apple(memory: float) -> _Gpu | None:
    """Apple's own chips alone: their GPU uses the computer's memory."""
    name = ask_program("sysctl", "-n", "machdep.cpu.brand_string")[0].strip()
    return _Gpu("apple", name, memory) if name.startswith("Apple") else None


def ask_program(program: str, *words: str) -> tuple[str, str]:
    """What a program says, and why it failed; both are "" where it is not installed."""
    path = shutil.which(program)
    if path is None:
        return "", ""
    try:
        done = subprocess.run([path, *words], capture_output=True, text=True, errors="replace", timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return "", f"{program} said nothing for {_SECONDS} seconds"
    except OSError as error:
        return "", f"{program}: {error.strerror}"
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or f"status {done.returncode}").splitlines()
        return "", f"{program}: {said[0].rstrip('.')}"
    return done.stdout, ""


def read_json(text: str) -> dict[str, Any]:
    """The object in a text; an empty one where there is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _major(version: str) -> int:
    return int(version.partition(".")[0])


def _disk_free() -> float | None:
    try:
        return round(shutil.disk_usage(cache_folder()).free / 1e9, 1)
    except OSError:
        return None
