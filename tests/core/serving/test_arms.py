"""The arms of a comparison: which they are, and when they can be had."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stillroom.errors import KnownError, NotBuiltError, ProjectError, StudentError
from stillroom.jobs import Stage
from stillroom.project import Project
from stillroom.serving import Arm, ArmName, arm_name, open_arm, trained_run
from stillroom.store import Run, RunState
from stillroom.templates import CHATML
from stillroom.trajectories import COT_PROMPT


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        yield project


def record(
    project: Project, id: str, student: str = "none", state: RunState = "done", kind: str = "train", **params: str
) -> None:
    spec = {"params": {"student": student} | params}
    project.store.start_run(Run(id, kind, state, time.time(), spec=spec))  # type: ignore[arg-type]


def opened(project: Project, name: ArmName, run: str | None = None, quant: str = "Q8_0") -> tuple[list[str], Arm]:
    """The stages it took, and the arm."""
    stages, events = [], open_arm(project, name, run, quant, threading.Event())
    while True:
        try:
            event = next(events)
        except StopIteration as done:
            return stages, done.value
        if isinstance(event, Stage):
            stages.append(event.name)


@pytest.mark.parametrize("name", ["base", "icl", "student", "quantised"])
def test_an_arm_s_name_is_what_it_is(name: str) -> None:
    assert arm_name(name) == name


def test_an_arm_that_is_still_to_come_says_so() -> None:
    with pytest.raises(NotBuiltError, match="teacher") as refused:
        arm_name("teacher")
    assert "base, icl, student, quantised" in refused.value.hint


@pytest.mark.parametrize("name", ["", "Base", "quantized"])
def test_another_name_is_refused_with_the_right_ones(name: str) -> None:
    with pytest.raises(KnownError) as refused:
        arm_name(name)
    assert not isinstance(refused.value, NotBuiltError)
    assert "base, icl, student, quantised" in refused.value.hint


def test_without_a_finished_training_run_there_is_no_student(project: Project) -> None:
    record(project, "train-1", state="cancelled")
    record(project, "train-2", state="failed")
    record(project, "teach-1", kind="teach")
    with pytest.raises(ProjectError, match="No student has been trained yet") as refused:
        trained_run(project, None)
    assert "stillroom train" in refused.value.hint
    for run in ("train-1", "teach-1", "train-9"):
        with pytest.raises(ProjectError, match=f"no finished training run {run}"):
            trained_run(project, run)
    for arm in ("student", "quantised"):
        with pytest.raises(ProjectError):
            opened(project, arm)  # type: ignore[arg-type]


def test_the_newest_finished_training_run_is_taken_or_the_one_that_is_named(project: Project) -> None:
    for id in ("train-1", "train-2"):
        record(project, id)
    record(project, "train-3", state="cancelled")
    assert trained_run(project, None).id == "train-2"
    assert trained_run(project, "train-1").id == "train-1"


def test_the_base_is_the_one_that_the_compared_student_began_with(project: Project, tmp_path: Path) -> None:
    def base(run: str | None) -> str:
        with pytest.raises(StudentError) as refused:  # no such folder is there, and it is named
            opened(project, "base", run)
        return refused.value.message

    project.store.set_fact("student", str(tmp_path / "chosen"))
    assert "chosen" in base(None)
    record(project, "train-1", str(tmp_path / "older"))
    record(project, "train-2", str(tmp_path / "newer"))
    assert "newer" in base(None)
    assert "older" in base("train-1")
    with pytest.raises(ProjectError, match="train-9"):
        opened(project, "base", "train-9")


def test_a_student_is_quantised_once(project: Project, tiny_student: Path, tiny_gguf: Path) -> None:
    record(project, "train-1", str(tiny_student), method="cot")
    folder = project.run_folder("train-1")
    folder.mkdir(parents=True)
    sixteen = shutil.copy(tiny_gguf, folder / "student-F16.gguf")
    stages, student = opened(project, "student")
    assert (stages, student.path, student.run, student.backend) == ([], sixteen, "train-1", "llama.cpp, F16")
    assert (student.method, student.system) == ("cot", COT_PROMPT)  # it is asked as it was trained
    stages, quantised = opened(project, "quantised")
    assert stages == ["Quantising the student to Q8_0"]
    assert (quantised.path, quantised.run, quantised.backend) == (
        folder / "student-Q8_0.gguf",
        "train-1",
        "llama.cpp, Q8_0",
    )
    assert quantised.path.stat().st_size < sixteen.stat().st_size
    assert opened(project, "quantised") == ([], quantised)
    assert opened(project, "quantised", quant="F16")[1].path == sixteen


def test_files_with_a_chat_template_of_before_are_made_anew(
    project: Project, tiny_student: Path, tiny_gguf: Path
) -> None:
    record(project, "train-1", str(tiny_student))
    folder = project.run_folder("train-1")
    (folder / "merged").mkdir(parents=True)
    template = folder / "merged" / "chat_template.jinja"
    template.write_text("of an earlier Stillroom", encoding="utf-8")
    for name in ("student-F16.gguf", "student-Q8_0.gguf"):
        shutil.copy(tiny_gguf, folder / name)
    with pytest.raises(
        KnownError, match="converter"
    ):  # it begins again from the merged model, of which there is nothing here
        opened(project, "quantised")
    assert list(folder.glob("*.gguf")) == []
    assert template.read_text(encoding="utf-8") == CHATML.chat_template
    shutil.copy(tiny_gguf, folder / "student-F16.gguf")
    assert opened(project, "student")[0] == []


def test_where_no_run_is_named_the_chosen_student_s_newest_is_meant(project: Project) -> None:
    for id, student in (("train-1", "one"), ("train-2", "one"), ("train-3", "other")):
        record(project, id, student)
    assert trained_run(project, None).id == "train-3"  # none of the chosen one is trained: the newest of all
    project.store.set_fact("student", "one")
    assert trained_run(project, None).id == "train-2"
