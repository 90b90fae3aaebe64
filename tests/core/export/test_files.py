"""The adapter, the model folder, the training data and the card, from a project with a finished run."""

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

from stillroom import work
from stillroom.evaluation import arm_score
from stillroom.export import FileKind, FilesParams
from stillroom.jobs import Failed, Finished, run_here
from stillroom.project import Project
from stillroom.store import Run, Score
from stillroom.tasks import make_project
from stillroom.training import Recipe, TrainParams
from stillroom.trajectories import TeachParams


@pytest.fixture
def project(tmp_path: Path, tiny_student: Path, tiny_adapter: Path) -> Iterator[Project]:
    """The sample with six tasks taught, a student trained and scored; the training's and the scoring's records are made up."""
    make_project(tmp_path / "cipher", "cipher-desk").close()
    with work.open_to_write(tmp_path / "cipher") as project:
        list(run_here(work.teach(project, TeachParams(limit=6))))
        params = msgspec.to_builtins(TrainParams(str(tiny_student), Recipe(rank=4)))
        result: dict[str, Any] = {"samples": 6, "held_out_loss": 0.25}
        project.store.start_run(Run("train-1", "train", "running", time.time(), spec={"params": params}))
        project.store.end_run("train-1", "done", result)
        shutil.copytree(tiny_adapter, project.run_folder("train-1") / "adapter")
        yield project


def export(project: Project, what: FileKind, out: Path) -> Finished | Failed:
    last = list(run_here(work.export_files(project, FilesParams(what, str(out)))))[-1]
    assert isinstance(last, Finished | Failed)
    return last


def test_the_adapter_loads_beside_the_base_and_names_no_place_on_this_computer(
    project: Project, tiny_student: Path, tmp_path: Path
) -> None:
    assert isinstance(export(project, "adapter", tmp_path / "adapter"), Finished)
    base = AutoModelForCausalLM.from_pretrained(tiny_student)
    assert PeftModel.from_pretrained(base, tmp_path / "adapter").peft_config["default"].r == 4
    config = (tmp_path / "adapter" / "adapter_config.json").read_text(encoding="utf-8")
    assert json.loads(config)["base_model_name_or_path"] == tiny_student.name
    assert str(tiny_student.parent) not in config


def test_the_folder_is_a_model_that_transformers_loads_and_renders_with(project: Project, tmp_path: Path) -> None:
    assert isinstance(export(project, "folder", tmp_path / "model"), Finished)
    AutoModelForCausalLM.from_pretrained(tmp_path / "model")
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "model")
    text = tokenizer.apply_chat_template([{"role": "user", "content": "Hello"}], tokenize=False)
    assert text == "<|im_start|>user\nHello<|im_end|>\n"
    assert (tmp_path / "model" / "README.md").read_text(encoding="utf-8").startswith("---\n")


def test_the_data_are_the_accepted_trajectories_of_the_training_side(project: Project, tmp_path: Path) -> None:
    assert isinstance(export(project, "data", tmp_path / "data.jsonl"), Finished)
    lines = [json.loads(line) for line in (tmp_path / "data.jsonl").read_text(encoding="utf-8").splitlines()]
    trained = {trajectory.task for trajectory in project.store.taught_trajectories("train")}
    assert {line["task"] for line in lines} == trained
    assert 0 < len(lines) <= 6
    for line in lines:
        assert line["messages"][0]["role"] == "system"
        assert line["messages"][-1]["role"] == "assistant"
        assert {tool["function"]["name"] for tool in line["tools"]} == {tool["name"] for tool in project.store.tools()}


def test_the_card_says_what_it_is_and_gives_the_scores_of_this_run_alone(project: Project, tmp_path: Path) -> None:
    assert isinstance(export(project, "card", tmp_path / "card.md"), Finished)
    card = (tmp_path / "card.md").read_text(encoding="utf-8")
    assert "Not measured." in card
    assert "rank 4" in card
    assert "0.250" in card
    assert all(f"`{tool['name']}`" in card for tool in project.store.tools())

    task = next(task for task in project.store.tasks("held_out") if task.needs_call)
    score = Score("student", task.id, "trajectory-1", True, True, "", 10, 1.0)
    arms = msgspec.to_builtins({"student": arm_score([(task, score)], "llama.cpp, F16")})
    for run, trained, name in (("evaluate-1", "train-1", "student"), ("evaluate-2", "train-2", "quantised")):
        project.store.start_run(Run(run, "evaluate", "running", time.time()))
        project.store.end_run(run, "done", {"arms": {name: arms["student"]}, "run": trained})
    export(project, "card", tmp_path / "card.md")
    card = (tmp_path / "card.md").read_text(encoding="utf-8")
    assert "| trained, 16 bit (llama.cpp, F16) | 100% (1/1, 21%-100%) | 100% (1/1, 21%-100%) | - |" in card
    assert "quantised" not in card


def test_the_card_of_a_run_that_ended_early_says_after_which_step(project: Project, tmp_path: Path) -> None:
    result = next(run for run in project.store.runs("train") if run.id == "train-1").result
    project.store.end_run("train-1", "done", result | {"steps": 30, "planned_steps": 71, "kept_step": 20})
    export(project, "card", tmp_path / "card.md")
    card = (tmp_path / "card.md").read_text(encoding="utf-8")
    assert "It was trained for 30 of 71 steps; kept is the student after step 20." in card


@pytest.mark.parametrize("what", get_args(FileKind))
def test_the_same_run_gives_the_same_bytes(project: Project, tmp_path: Path, what: FileKind) -> None:
    sums = []
    for name in ("first", "second"):
        out = tmp_path / name
        finished = export(project, what, out)
        assert isinstance(finished, Finished)
        files = sorted(out.iterdir()) if out.is_dir() else [out]
        assert [file["bytes"] for file in finished.result["files"]] == [path.stat().st_size for path in files]
        sums.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in files])
        shutil.rmtree(project.run_folder("train-1") / "merged", ignore_errors=True)
    assert sums[0] == sums[1]


def test_a_folder_that_holds_something_is_left_as_it_is(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("Dear Zoë", encoding="utf-8")
    failed = export(project, "folder", out)
    assert isinstance(failed, Failed)
    assert "not empty" in failed.title
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


def test_without_a_trained_student_it_says_so(tmp_path: Path) -> None:
    make_project(tmp_path / "cipher", "cipher-desk").close()
    with work.open_to_write(tmp_path / "cipher") as project:
        failed = list(run_here(work.export_files(project, FilesParams("card", str(tmp_path / "card.md")))))[-1]
    assert isinstance(failed, Failed)
    assert "stillroom train" in failed.hint
    assert not (tmp_path / "card.md").exists()


def test_a_full_disk_leaves_nothing_half_written(project: Project, tmp_path: Path, small_disk: Any) -> None:
    disk = small_disk("200k")
    failed = export(project, "folder", disk / "model")
    assert isinstance(failed, Failed)
    assert failed.title in ("Too little room", "The disk is full")
    assert list(disk.iterdir()) == []
