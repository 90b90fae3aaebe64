"""What the computer is said to have, and what is said of a graphics card that cannot be used."""

import json
import os
import shutil
import sys
from pathlib import Path

import psutil
import pytest

from stillroom.paths import cache_folder
from stillroom.students import Hardware, hardware, look

_NO_TORCH = None
_FOR_CUDA = "cuda: Optional[str] = '13.0'\nhip: Optional[str] = None\n"
_FOR_ROCM = "cuda: Optional[str] = None\nhip: Optional[str] = '7.1.25424'\n"
_FOR_PROCESSORS = "cuda: Optional[str] = None\nhip: Optional[str] = None\n"

programs = pytest.mark.skipif(sys.platform == "win32", reason="a program in a test is a shell script")


class _Computer:
    """A computer with the programs, the torch and the devices that a test gives it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        for name in ("bin", "drm", "torch"):
            (folder / name).mkdir()
        monkeypatch.setenv("PATH", str(folder / "bin"))
        monkeypatch.setattr(hardware, "_DRM", folder / "drm")
        monkeypatch.setattr(hardware, "_CPU", folder / "cpuinfo")
        monkeypatch.setattr(hardware.importlib.util, "find_spec", self._find_spec)
        self.torch: str | None = _NO_TORCH

    def program(self, name: str, script: str) -> None:
        (self._folder / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
        (self._folder / "bin" / name).chmod(0o755)

    def device(self, vendor: str, memory: str | None = None) -> None:
        device = self._folder / "drm" / f"card{len(list((self._folder / 'drm').iterdir()))}" / "device"
        device.mkdir(parents=True)
        (device / "vendor").write_text(f"{vendor}\n")
        if memory:
            (device / "mem_info_vram_total").write_text(f"{memory}\n")

    def processor(self, flags: str) -> None:
        (self._folder / "cpuinfo").write_text(f"processor: 0\nflags\t\t: fpu vme {flags}\n")

    def _find_spec(self, name: str) -> object:
        if self.torch is None:
            return None
        (self._folder / "torch" / "version.py").write_text(f"__version__ = '2.13.0'\n{self.torch}")
        return type("Spec", (), {"origin": str(self._folder / "torch" / "__init__.py")})


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Computer:
    return _Computer(tmp_path, monkeypatch)


def _gpu(seen: Hardware) -> tuple[str | None, float | None, str | None]:
    return seen.gpu, seen.gpu_memory_gb, seen.gpu_kind


def test_memory_cores_and_disk_are_those_of_this_computer() -> None:
    seen = look()
    assert seen.memory_gb == pytest.approx(psutil.virtual_memory().total / 1e9, abs=0.06)
    assert 1 <= seen.cores <= (os.cpu_count() or 1)
    assert seen.disk_free_gb == pytest.approx(shutil.disk_usage(cache_folder()).free / 1e9, abs=2)
    assert (seen.gpu is None) == (seen.gpu_memory_gb is None) == (seen.gpu_kind is None)


def test_a_disk_that_cannot_be_looked_at_is_not_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "file"))
    assert look().disk_free_gb is None


@programs
@pytest.mark.parametrize(
    ("script", "gpu", "problem"),
    [
        ("echo 'NVIDIA GeForce RTX 4070, 12282'", ("NVIDIA GeForce RTX 4070", 12.9, "cuda"), ""),
        ("echo 'NVIDIA A, B, 1000'; echo 'NVIDIA second, 2000'", ("NVIDIA A, B", 1.0, "cuda"), ""),
        ("echo 'NVIDIA H200, [N/A]'", (None, None, None), ""),
        ("echo 'No devices were found'; exit 6", (None, None, None), "nvidia-smi: No devices were found"),
        ("echo 'Driver/library version mismatch.' >&2; exit 18", (None, None, None), "version mismatch)"),
        ("exit 9", (None, None, None), "nvidia-smi: status 9"),
        ("true", (None, None, None), ""),
    ],
)
def test_nvidia_s_card_is_what_its_driver_s_program_says(
    computer: _Computer, script: str, gpu: tuple[str | None, float | None, str | None], problem: str
) -> None:
    computer.program("nvidia-smi", script)
    seen = look()
    assert _gpu(seen) == gpu
    assert len(seen.problems) == bool(problem)
    assert problem in "".join(seen.problems)


@programs
def test_a_program_that_says_nothing_is_a_problem_and_no_hang(
    computer: _Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hardware, "_SECONDS", 0.3)
    computer.program("nvidia-smi", "exec /bin/sleep 60")
    seen = look()
    assert "said nothing for 0.3 seconds" in seen.problems[0]


@programs
@pytest.mark.parametrize(
    ("torch", "able", "usable", "problem"),
    [
        (_NO_TORCH, "13.0", True, ""),
        (_FOR_CUDA, "13.0", True, ""),
        (_FOR_CUDA, "13.2", True, ""),
        (_FOR_CUDA, "12.8", False, "can do CUDA 12.8, and the PyTorch that is installed needs 13.0"),
        (_FOR_PROCESSORS, "13.0", False, "not built for CUDA"),
        (_FOR_ROCM, "13.0", False, "not built for CUDA"),
    ],
)
def test_a_card_counts_only_where_the_installed_torch_can_use_it(
    computer: _Computer, torch: str | None, able: str, usable: bool, problem: str
) -> None:
    computer.torch = torch
    table = f"echo '| NVIDIA-SMI 575.51    Driver Version: 575.51    CUDA Version: {able}     |'"
    computer.program("nvidia-smi", f"if [ $# = 0 ]; then {table}; else echo 'NVIDIA GeForce RTX 3060, 12288'; fi")
    seen = look()
    assert seen.gpu == ("NVIDIA GeForce RTX 3060" if usable else None)
    assert len(seen.problems) == (not usable)
    assert problem in "".join(seen.problems)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows its devices so")
def test_a_card_without_its_maker_s_driver_is_a_problem(computer: _Computer) -> None:
    computer.device("0x10de")
    assert look().problems == ("There is an NVIDIA graphics card, but NVIDIA's driver is not installed: install it.",)


@programs
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has none of these")
@pytest.mark.parametrize(
    ("torch", "usable"), [(_NO_TORCH, True), (_FOR_ROCM, True), (_FOR_PROCESSORS, False), (_FOR_CUDA, False)]
)
def test_amd_s_card_is_what_rocm_s_program_says(computer: _Computer, torch: str | None, usable: bool) -> None:
    computer.torch = torch
    said = {
        "card0": {"VRAM Total Memory (B)": "536870912", "Card Series": "AMD Radeon Graphics"},
        "card1": {"VRAM Total Memory (B)": "17163091968", "Card Series": "AMD Radeon RX 7800 XT"},
    }
    computer.program("rocm-smi", f"echo '{json.dumps(said)}'")
    seen = look()
    assert _gpu(seen) == (("AMD Radeon RX 7800 XT", 17.2, "rocm") if usable else (None, None, None))
    assert ["not built for ROCm" in problem for problem in seen.problems] == [True] * (not usable)


@programs
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has none of these")
@pytest.mark.parametrize("script", ['echo \'{"system": {"Driver version": "6.8"}, "card0": 1}\'', "echo WARNING"])
def test_what_rocm_s_program_says_besides_is_no_card(computer: _Computer, script: str) -> None:
    computer.program("rocm-smi", script)
    seen = look()
    assert (_gpu(seen), seen.problems) == ((None, None, None), ())


@programs
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has none of these")
def test_a_driver_of_amd_s_that_fails_is_a_problem(computer: _Computer) -> None:
    computer.program("rocm-smi", "echo 'ERROR: Driver not initialized' >&2; exit 2")
    assert look().problems == (
        "AMD's driver does not answer (rocm-smi: ERROR: Driver not initialized): install it again, and restart the computer.",
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows its devices so")
@pytest.mark.parametrize(("memory", "seen"), [("17163091968", "AMD graphics card"), ("536870912", None), (None, None)])
def test_without_rocm_s_program_linux_says_what_memory_amd_s_card_has(
    computer: _Computer, memory: str | None, seen: str | None
) -> None:
    computer.device("0x8086")
    computer.device("0x1002", memory)
    assert look().gpu == seen


@programs
@pytest.mark.parametrize(("chip", "kind"), [("Apple M2 Pro", "apple"), ("Intel(R) Core(TM) i7-9750H", None)])
def test_an_apple_chip_shares_the_computer_s_memory(
    computer: _Computer, monkeypatch: pytest.MonkeyPatch, chip: str, kind: str | None
) -> None:
    monkeypatch.setattr(hardware.sys, "platform", "darwin")
    computer.program("sysctl", f'[ "$*" = "-n machdep.cpu.brand_string" ] && echo "{chip}"')
    seen = look()
    assert seen.gpu_kind == kind
    assert seen.gpu == (chip if kind else None)
    assert seen.gpu_memory_gb == (seen.memory_gb if kind else None)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows its processors so")
@pytest.mark.parametrize(
    ("flags", "knows"),
    [
        ("avx avx2 fma", False),
        ("avx2 avx512f avx512dq avx512bw avx512vl avx512_bf16", True),
        ("avx2 avx512f avx512dq", False),
        ("avx2 avx_vnni avx_ne_convert", True),
        ("asimd bf16 i8mm", True),
        (None, True),
    ],
)
def test_whether_a_processor_multiplies_in_bf16_is_told_by_its_flags(
    computer: _Computer, flags: str | None, knows: bool
) -> None:
    if flags is not None:
        computer.processor(flags)
    assert look().bf16 == knows


def test_this_processor_is_judged_as_torch_judges_it() -> None:
    torch = pytest.importorskip("torch")
    assert hardware._processor_knows_bf16() == torch.ops.mkldnn._is_mkldnn_bf16_supported()


@programs
@pytest.mark.parametrize(("able", "knows"), [("7.5", False), ("8.6", True), ("12.0", True), ("[N/A]", True)])
def test_an_older_card_of_nvidia_s_knows_no_bf16(computer: _Computer, able: str, knows: bool) -> None:
    computer.processor("avx2")
    card = "echo 'NVIDIA GeForce RTX 2080, 8192'"
    computer.program("nvidia-smi", f'case "$1" in *compute_cap) echo "{able}";; --query*) {card};; esac')
    seen = look()
    assert (seen.gpu, seen.bf16) == ("NVIDIA GeForce RTX 2080", knows)
