"""A sample project with a trained student of tiny weights, and a student that knows everything."""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from stillroom import work
from stillroom.jobs import run_here
from stillroom.project import Project
from stillroom.store import Run
from stillroom.tasks import make_project
from stillroom.templates import CHATML
from stillroom.training import Recipe, TrainParams
from stillroom.trajectories import TeachParams


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, tiny_student: Path, tiny_gguf: Path) -> Path:
    """The sample, taught, with a trained student whose files are there already: those of the tiny model."""
    folder = tmp_path_factory.mktemp("taught") / "cipher"
    make_project(folder, "cipher-desk").close()
    with work.open_to_write(folder) as project:
        list(run_here(work.teach(project, TeachParams(concurrency=16))))
        params = msgspec.to_builtins(TrainParams(str(tiny_student), Recipe()))
        project.store.start_run(Run("train-1", "train", "running", time.time(), spec={"params": params}))
        project.store.end_run("train-1", "done", {})
        for name in ("student-F16.gguf", "student-Q4_K_M.gguf"):
            project.run_folder("train-1").mkdir(parents=True, exist_ok=True)
            shutil.copy(tiny_gguf, project.run_folder("train-1") / name)
    return folder


@pytest.fixture
def project(taught: Path, tmp_path: Path) -> Iterator[Project]:
    shutil.copytree(taught, tmp_path / "cipher")
    with work.open_to_write(tmp_path / "cipher") as project:
        yield project


@pytest.fixture
def scholar(project: Project) -> Callable[[str, Mapping[str, Any]], str]:
    """Replies as a student would that has learned everything: what the teacher wrote after the same prompt."""
    tools = {
        task.tool_set: project.store.tool_set(task.tool_set) for task in project.store.taught_trajectories("held_out")
    }
    texts = [
        CHATML.render(known.messages, tools[known.tool_set], reply=False)
        for known in project.store.taught_trajectories("held_out")
    ]

    def reply(prompt: str, _: Mapping[str, Any]) -> str:
        for text in texts:
            if text.startswith(prompt):
                return text.removeprefix(prompt).partition(CHATML.end_of_turn)[0]
        return "I do not know."

    return reply
