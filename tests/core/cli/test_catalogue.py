"""The commands that show which students there are, and what they take on this computer."""

import sys
from pathlib import Path
from typing import Any

import pytest

from stillroom.students import catalogue


def test_the_catalogue_says_of_each_what_it_takes_and_asks(stillroom: Any, tmp_path: Path) -> None:
    students = stillroom("students", "list", "--json", cwd=tmp_path).json["students"]
    assert [student["name"] for student in students] == [model.name for model in catalogue()]
    for student in students:
        assert student["fits"] in ("easily", "tight", "no")
        assert student["because"].startswith("Training takes about ")
        assert student["train_gb"] > student["run_gb"] > 0.2
    llama = next(student for student in students if student["name"] == "llama-3.1-8b-instruct")
    assert (llama["here"], llama["download_gb"], llama["context"]) == (False, 16.06, 131072)
    assert llama["licence"]["gated"] and "Meta" in llama["licence"]["asks"]
    lines = stillroom("students", "list", cwd=tmp_path).out.splitlines()
    assert len(lines) == len(students) + 1
    assert lines[0].split() == "NAME PARAMETERS DOWNLOAD CONTEXT TRAINS IN RUNS IN FITS LICENCE".split()
    assert max(map(len, lines)) < 132
    row = next(line for line in lines if line.startswith("llama-3.1-8b-instruct"))
    assert "8.0B   16.1 GB  131,072" in row and row.endswith("Llama 3.1 Community License, gated")


def test_fit_takes_names_folders_a_recipe_and_a_context(stillroom: Any, tiny_student: Path) -> None:
    whole = stillroom("students", "fit", "qwen3-0.6b", str(tiny_student), "--json").json
    assert [student["name"] for student in whole["students"]] == ["qwen3-0.6b", str(tiny_student)]
    first = whole["students"][0]
    assert first["train_gb"] == pytest.approx(sum(first["parts"].values()), abs=0.01)
    changed = stillroom("students", "fit", "qwen3-0.6b", "--json", "--set", "rank=8", "--context", "32768").json[
        "students"
    ][0]
    assert changed["parts"]["adapter"] == pytest.approx(first["parts"]["adapter"] / 4, abs=0.001)
    assert changed["run_gb"] > first["run_gb"] + 3
    words = stillroom("students", "fit", "qwen3-0.6b").out
    assert words.startswith("qwen3-0.6b: ") and "Running takes about" in words
    assert stillroom("students", "fit", "nonsense", "--json").error["title"] == "No such student"
    assert stillroom("students", "fit", "--set", "rank=none at all").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a program in a test is a shell script")
def test_doctor_says_why_a_graphics_card_is_not_used(stillroom: Any, tmp_path: Path) -> None:
    (tmp_path / "nvidia-smi").write_text("#!/bin/sh\necho 'Driver/library version mismatch'; exit 18\n")
    (tmp_path / "nvidia-smi").chmod(0o755)
    ran = stillroom("doctor", "--json", env={"PATH": str(tmp_path)}).json
    assert (ran["gpu"], ran["gpu_kind"], ran["gpu_memory_gb"]) == (None, None, None)
    check = next(check for check in ran["checks"] if check["name"] == "GPU")
    assert not check["ok"]
    assert "Driver/library version mismatch" in check["hint"]
