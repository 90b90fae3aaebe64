"""Which build of PyTorch fits this machine: the CPU build, one of the CUDA builds of PyTorch's own index, or Apple's."""

from __future__ import annotations

import shutil
import subprocess
from typing import NamedTuple

TORCH = "2.13.0"
INDEX = "https://download.pytorch.org/whl/"
QUERY = ["--query-gpu=name,memory.total,driver_version,compute_cap", "--format=csv,noheader,nounits"]


class Gpu(NamedTuple):
    name: str
    memory_gb: float  # 0 where the GPU shares the machine's memory
    driver: int  # the NVIDIA driver's major version
    capability: tuple[int, int]  # CUDA compute capability


class TorchBuild(NamedTuple):
    requirement: str
    index_url: str  # "" is pip's own
    download_gb: float
    disk_gb: float  # the whole .venv with this build
    reason: str  # one sentence for the user


def find_gpus() -> list[Gpu]:
    """The NVIDIA GPUs that the driver sees; none where there is no driver or it does not answer."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    try:
        answer = subprocess.run([program, *QUERY], capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    return parse_gpus(answer)


def parse_gpus(answer: str) -> list[Gpu]:
    """One line a GPU, as in `NVIDIA GeForce RTX 4070, 12282, 580.65.06, 8.9`; unreadable lines are left out."""
    gpus = []
    for line in answer.splitlines():
        try:
            name, memory, driver, capability = (part.strip() for part in line.rsplit(",", 3))
            major, minor = capability.split(".")
            megabytes = float(memory) if memory[:1].isdigit() else 0.0
            gpus.append(Gpu(name, megabytes / 1024, int(driver.split(".")[0]), (int(major), int(minor))))
        except ValueError:
            continue
    return gpus


def choose(system: str, gpus: list[Gpu]) -> TorchBuild:
    """The build for a system, named as `platform.system()` names it, after its largest GPU.

    PyTorch 2.13 has CUDA 13.0 builds (GPUs from Turing on, driver 580 or newer) and CUDA 12.6 builds (Maxwell to Hopper,
    driver 528 or newer); see the release matrix in PyTorch's RELEASE.md.
    """
    if system == "Darwin":
        return TorchBuild(f"torch=={TORCH}", "", 0.1, 3.0, "Apple silicon: PyTorch with Metal, for the Mac's own GPU")
    if not gpus:
        return _cpu(system, "no NVIDIA GPU was found")
    gpu = max(gpus, key=lambda one: one.memory_gb)
    memory = f" with {gpu.memory_gb:.0f} GB" if gpu.memory_gb else ""
    if gpu.driver >= 580 and gpu.capability >= (7, 5):
        return _cuda(system, "cu130", f"{gpu.name}{memory}, driver {gpu.driver}: PyTorch for CUDA 13.0")
    if gpu.driver >= 528 and (5, 0) <= gpu.capability <= (9, 0):
        return _cuda(system, "cu126", f"{gpu.name}{memory}, driver {gpu.driver}: PyTorch for CUDA 12.6")
    if gpu.capability < (5, 0):
        return _cpu(system, f"{gpu.name} is older than PyTorch {TORCH} supports")
    return _cpu(
        system,
        f"{gpu.name} needs an NVIDIA driver 580 or newer, and this one is {gpu.driver};"
        " after updating it, delete the folder .venv and run this again",
    )


def _cpu(system: str, why: str) -> TorchBuild:
    reason = f"PyTorch for the CPU, because {why}"
    if system == "Windows":  # the build on the Python package index is the CPU one here, on Linux it is a CUDA one
        return TorchBuild(f"torch=={TORCH}", "", 0.12, 3.0, reason)
    return TorchBuild(f"torch=={TORCH}+cpu", INDEX + "cpu", 0.2, 3.0, reason)


def _cuda(system: str, tag: str, reason: str) -> TorchBuild:
    download, disk = (2.0, 7.0) if system == "Windows" else (3.0, 9.0)
    return TorchBuild(f"torch=={TORCH}+{tag}", INDEX + tag, download, disk, reason)
