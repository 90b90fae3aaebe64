"""Students compared and chosen on the command line, with a tiny one really asked in llama.cpp."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from stillroom.students.gguf import base_gguf_file


def test_a_student_is_chosen_and_probed(
    stillroom: Any,
    workshop: Any,
    tiny_student: Path,
    tiny_gguf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STILLROOM_CACHE", str(stillroom.cache))
    made = base_gguf_file(tiny_student)  # llama.cpp's converter does not know its tokenizer
    made.parent.mkdir(parents=True)
    shutil.copy(tiny_gguf, made)
    tasks = [workshop.task(n) | {"answer": f"{n}.", "split": split} for n, split in ((1, "train"), (2, "held_out"))]
    project = workshop.project([workshop.wait(0)], tasks)
    refused = stillroom("students", "choose", tmp_path / "nothing", "--project", project, "--json")
    assert (refused.code, refused.error["title"]) == (1, "No such student")
    later = stillroom("students", "choose", "Qwen/Qwen3-0.6B", "--project", project).out
    assert later == (
        "qwen3-0.6b is this project's student. It is not on this computer yet: stillroom students get qwen3-0.6b\n"
    )
    chosen = stillroom("students", "choose", tiny_student, "--project", project, "--json").json
    assert (chosen["student"], chosen["here"]) == (str(tiny_student), True)
    probed = stillroom("students", "probe", "--project", project, "--json").json
    [row] = probed["students"]
    assert (row["name"], row["fits"], probed["tasks"], probed["examples"]) == (str(tiny_student), "easily", 1, 1)
    assert (row["probe"]["exact"]["n"], row["probe"]["no_call"]["n"]) == (1, 0)
