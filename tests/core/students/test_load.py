"""How busy the graphics card or the processor is, as their own programs say."""

import sys
from pathlib import Path

import pytest

from stillroom.students import Hardware, busy_share

PLAIN = Hardware(gpu=None, gpu_memory_gb=None, memory_gb=16.0, cores=8)


def _card(kind: str) -> Hardware:
    return Hardware(gpu="A card", gpu_memory_gb=24.0, memory_gb=64.0, cores=8, gpu_kind=kind)  # type: ignore[arg-type]


def test_without_a_card_it_is_the_processors() -> None:
    share = busy_share(PLAIN)
    assert share is not None and 0 <= share <= 1


@pytest.mark.skipif(sys.platform == "win32", reason="a program in a test is a shell script")
@pytest.mark.parametrize(
    ("kind", "program", "says", "share"),
    [
        ("cuda", "nvidia-smi", "93\n4\n", 0.93),
        ("cuda", "nvidia-smi", "[N/A]\n", None),
        ("rocm", "rocm-smi", '{"card0": {"GPU use (%)": "57"}, "system": "x"}', 0.57),
        ("rocm", "rocm-smi", "no card", None),
    ],
)
def test_a_card_is_as_busy_as_its_driver_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, program: str, says: str, share: float | None
) -> None:
    path = tmp_path / program
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{says}\nEND\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert busy_share(_card(kind)) == share


def test_nobody_says_it_of_apples() -> None:
    assert busy_share(_card("apple")) is None
