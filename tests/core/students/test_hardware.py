"""What the computer is said to have."""

import os
import sys
from pathlib import Path

import psutil
import pytest

from stillroom.students import look


def test_memory_and_cores_are_those_of_this_computer() -> None:
    hardware = look()
    assert hardware.memory_gb == pytest.approx(psutil.virtual_memory().total / 1e9, abs=0.06)
    assert 1 <= hardware.cores <= (os.cpu_count() or 1)
    assert (hardware.gpu is None) == (hardware.gpu_memory_gb is None)


@pytest.mark.skipif(sys.platform == "win32", reason="a program in a test is a shell script")
@pytest.mark.parametrize(
    ("script", "gpu"),
    [
        ("echo 'NVIDIA GeForce RTX 4070, 12282'", ("NVIDIA GeForce RTX 4070", 12.9)),
        ("echo 'NVIDIA A, B, 1000'; echo 'NVIDIA second, 2000'", ("NVIDIA A, B", 1.0)),
        ("echo 'NVIDIA H200, [N/A]'", (None, None)),
        ("echo 'No devices were found'; exit 6", (None, None)),
        ("echo 'Driver mismatch' >&2; exit 18", (None, None)),
        ("true", (None, None)),
        (None, (None, None)),
    ],
)
def test_the_gpu_is_what_the_driver_s_program_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, gpu: tuple[str | None, float | None]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if script is not None:
        (tmp_path / "nvidia-smi").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "nvidia-smi").chmod(0o755)
    hardware = look()
    assert (hardware.gpu, hardware.gpu_memory_gb) == gpu
