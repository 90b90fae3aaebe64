"""The export of one GGUF file: what llama.cpp reads is compared before it is written."""

import hashlib
from pathlib import Path

from tiny import make_gguf

from stillroom import work
from stillroom.export import GgufParams
from stillroom.jobs import Failed, Finished, run_here
from stillroom.project import Project
from stillroom.templates import CHATML


def test_it_is_compared_and_written_whole(project: Project, tiny_gguf: Path, tmp_path: Path) -> None:
    last = list(run_here(work.export_gguf(project, GgufParams(str(tmp_path / "out")))))[-1]
    assert isinstance(last, Finished), last
    [file] = last.result["files"]
    assert last.result["parity"] is True
    assert Path(file["path"]) == tmp_path / "out" / "cipher-Q4_K_M.gguf"
    assert Path(file["path"]).read_bytes() == tiny_gguf.read_bytes()
    assert file["sha256"] == hashlib.sha256(tiny_gguf.read_bytes()).hexdigest()


def test_a_file_that_reads_other_tokens_is_not_written(project: Project, tiny_student: Path, tmp_path: Path) -> None:
    make_gguf(project.run_folder("train-1") / "student-Q4_K_M.gguf", tiny_student, CHATML, wrong=True)
    last = list(run_here(work.export_gguf(project, GgufParams(str(tmp_path / "out")))))[-1]
    assert isinstance(last, Failed)
    assert last.title == "llama.cpp reads another text"
    assert "'a first turn', at token" in last.message
    assert not (tmp_path / "out").exists()
