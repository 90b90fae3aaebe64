"""The decisions of packaging/run.py; the set-up itself is what the test command has just done."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import PySide6
import pytest

import run
import system_libraries
import torch_build
from torch_build import Gpu

ROOT = Path(run.__file__).parent.parent


@pytest.mark.parametrize(
    ("words", "programs"),
    [
        ([], [["stillroom", "demo"]]),
        (["demo", "--json"], [["stillroom", "demo", "--json"]]),
        (["tools", "test", "hash_text"], [["stillroom", "tools", "test", "hash_text"]]),
    ],
)
def test_words_pass_through(words: list[str], programs: list[list[str]]) -> None:
    assert run.commands(words, display=False) == programs
    assert not words or run.commands(words, display=True) == programs


def test_with_a_display_the_main_job_is_a_window_on_the_sample() -> None:
    [program] = run.commands([], display=True)
    assert program[0] == "python"
    assert program[-3:] == ["-m", "stillroom_desktop", "--sample"]


@pytest.mark.parametrize(
    ("system", "name", "value", "there"),
    [
        ("Linux", "DISPLAY", ":0", True),
        ("Linux", "WAYLAND_DISPLAY", "wayland-0", True),
        ("Linux", "DISPLAY", "", False),
        ("Windows", "DISPLAY", "", True),
        ("Darwin", "DISPLAY", "", True),
    ],
)
def test_where_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch, system: str, name: str, value: str, there: bool
) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(run.platform, "system", lambda: system)
    assert run.has_display() is there


def test_test_runs_every_check_and_hands_further_words_to_pytest() -> None:
    programs = run.commands(["test", "-m", "slow"], display=True)
    assert [program[0] for program in programs] == ["ruff", "ruff", "mypy", "lint-imports", "pytest"]
    assert programs[-1] == ["pytest", "-m", "slow"]
    assert run.commands(["test"], display=False)[-1] == ["pytest"]


@pytest.mark.parametrize(
    ("machine", "word"),
    [
        (((3, 10), 64, "Linux", "x86_64"), "3.11 or newer"),
        (((3, 12), 32, "Windows", "AMD64"), "64-bit"),
        (((3, 12), 64, "Darwin", "x86_64"), "Intel"),
        (((3, 12), 64, "Windows", "ARM64"), "ARM"),
    ],
)
def test_a_machine_that_cannot_run_it_is_told_why(machine: tuple[tuple[int, int], int, str, str], word: str) -> None:
    assert word in run.machine_problem(*machine)


@pytest.mark.parametrize(
    ("system", "machine"), [("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64"), ("Windows", "AMD64")]
)
def test_machines_that_can(system: str, machine: str) -> None:
    assert run.machine_problem((3, 11), 64, system, machine) == ""


@pytest.mark.parametrize(
    ("system", "gpus", "requirement", "index"),
    [
        ("Linux", [], "torch==2.13.0+cpu", "cpu"),
        ("Windows", [], "torch==2.13.0", ""),
        ("Darwin", [], "torch==2.13.0", ""),
        ("Linux", [Gpu("RTX 4070", 12, 580, (8, 9))], "torch==2.13.0+cu130", "cu130"),
        ("Windows", [Gpu("RTX 5060", 8, 581, (12, 0))], "torch==2.13.0+cu130", "cu130"),
        ("Linux", [Gpu("RTX 3060", 12, 550, (8, 6))], "torch==2.13.0+cu126", "cu126"),
        ("Windows", [Gpu("GTX 1080", 8, 580, (6, 1))], "torch==2.13.0+cu126", "cu126"),
        ("Linux", [Gpu("GTX 1050", 2, 580, (6, 1)), Gpu("RTX 4090", 24, 580, (8, 9))], "torch==2.13.0+cu130", "cu130"),
    ],
)
def test_torch_fits_the_gpu(system: str, gpus: list[Gpu], requirement: str, index: str) -> None:
    build = torch_build.choose(system, gpus)
    assert build.requirement == requirement
    assert build.index_url.rpartition("/")[2] == index
    assert all(gpu.name in build.reason for gpu in gpus[-1:])


@pytest.mark.parametrize(
    ("gpu", "why"),
    [
        (Gpu("RTX 5090", 32, 570, (12, 0)), "driver 580 or newer, and this one is 570"),
        (Gpu("RTX 2080", 8, 470, (7, 5)), "driver 580 or newer, and this one is 470"),
        (Gpu("GTX 780", 3, 470, (3, 5)), "older than PyTorch"),
    ],
)
def test_a_gpu_that_cannot_be_used_is_named_and_the_cpu_build_taken(gpu: Gpu, why: str) -> None:
    build = torch_build.choose("Linux", [gpu])
    assert build.requirement == "torch==2.13.0+cpu"
    assert gpu.name in build.reason
    assert why in build.reason


def test_gpus_are_read_from_nvidia_smi() -> None:
    answer = (
        "NVIDIA GeForce RTX 4070, 12288, 580.65.06, 8.9\nNVIDIA GB10, [N/A], 580.95.05, 12.1\nNo devices were found\n"
    )
    assert torch_build.parse_gpus(answer) == [
        Gpu("NVIDIA GeForce RTX 4070", 12.0, 580, (8, 9)),
        Gpu("NVIDIA GB10", 0.0, 580, (12, 1)),
    ]


def test_the_second_set_up_does_nothing_and_a_change_does_what_it_needs(tmp_path: Path) -> None:
    wanted = run.wanted_stamp(gpu_driver=False)
    stamp = tmp_path / "set-up.json"
    assert run.steps_to_do(run.read_stamp(stamp), wanted) == "everything"
    stamp.write_text('{"packages": "cut off', encoding="utf-8")
    assert run.steps_to_do(run.read_stamp(stamp), wanted) == "everything"
    stamp.write_text(json.dumps(wanted), encoding="utf-8")
    assert run.steps_to_do(run.read_stamp(stamp), wanted) == "nothing"
    assert run.steps_to_do(run.read_stamp(stamp), wanted | {"project": "changed"}) == "project"
    assert run.steps_to_do(run.read_stamp(stamp), run.wanted_stamp(gpu_driver=True)) == "everything"


def test_ldd_names_what_is_missing() -> None:
    output = """/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
\tlibEGL.so.1 => not found
"""
    assert system_libraries.missing_in(output) == {"libxcb-cursor.so.0", "libEGL.so.1"}


def test_the_line_to_type_is_exact() -> None:
    assert (
        system_libraries.apt_line(["libegl1", "libgl1"], root=False)
        == "sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    )
    assert system_libraries.apt_line(["libegl1"], root=True) == "apt-get install -y --no-install-recommends libegl1"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ldd is Linux's")
def test_the_package_of_whatever_is_missing_here_is_known() -> None:
    site_packages = Path(PySide6.__file__).parent.parent
    assert all(list(site_packages.glob(pattern)) for pattern in system_libraries.LOADERS)
    assert system_libraries.missing_libraries(site_packages) <= set(system_libraries.PACKAGES)


def test_the_locks_name_exact_versions_and_no_place() -> None:
    for lock in run.LOCKS.glob("*.txt"):
        for line in lock.read_text(encoding="utf-8").splitlines():
            assert line.startswith("#") or re.match(r"[A-Za-z0-9._-]+==[0-9][^ @:/]*( ; .+)?$", line), line
            assert not re.match(r"(torch|triton|nvidia-.*|cuda-.*|llama-cpp-python)==", line), line
            assert "://" not in line


def test_torch_is_the_one_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    series = torch_build.TORCH.rpartition(".")[0]
    assert f"torch=={series}.*" in project["optional-dependencies"]["train"]


@pytest.mark.parametrize("name", ["run.py", "torch_build.py", "system_libraries.py"])
def test_an_older_python_can_read_as_far_as_the_sentence_that_refuses_it(name: str) -> None:
    ast.parse((ROOT / "packaging" / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_set_up_loads_nothing_but_the_standard_library() -> None:
    """Under -S there are no site packages, as on a fresh machine."""
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'packaging')!r}); import run"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)
