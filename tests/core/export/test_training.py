"""A training written out as a folder, really run there by its own program, and taken back as a run of the project."""

import json
import os
import runpy
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from safetensors.torch import load_file, save_file

from stillroom import work
from stillroom.errors import KnownError
from stillroom.export import TrainingFolderParams
from stillroom.export.training import pins
from stillroom.jobs import Event, Failed, Finished, Note, run_here
from stillroom.project import Project
from stillroom.tasks import make_project
from stillroom.training import ADAPTER, Recipe

RECIPE = Recipe(
    epochs=1,
    batch_size=4,
    learning_rate=2e-3,
    rank=4,
    weights="fp32",
    masking=0.4,
    evaluate_steps=2,
    checkpoint_steps=2,
    max_steps=5,
)


@pytest.fixture
def project(few_taught: Path, tmp_path: Path) -> Any:
    shutil.copytree(few_taught, tmp_path / "cipher")
    with work.open_to_write(tmp_path / "cipher") as project:
        yield project


@pytest.fixture
def student(tiny_student: Path, tmp_path: Path) -> Path:
    """The tiny student in a folder that a test may change."""
    return Path(shutil.copytree(tiny_student, tmp_path / "tiny"))


def export(project: Project, student: Path, out: Path, *, base: bool = True, recipe: Recipe = RECIPE) -> Event:
    params = TrainingFolderParams(str(out), work.training(project, recipe, str(student)), base)
    return list(run_here(work.export_training(project, params)))[-1]


def adopt(project: Project, folder: Path) -> Event:
    return list(run_here(work.adopt(project, folder)))[-1]


def train_there(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> dict[str, Any]:
    """Run the folder's own program in this process: what it says at the end."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    monkeypatch.setattr(sys, "argv", ["train.py", *words])
    runpy.run_path(str(folder / "train.py"), run_name="__main__")
    result: dict[str, Any] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return result


@pytest.fixture(scope="module")
def came_back(few_taught: Path, tiny_student: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose training folder, in its exports, was trained from; to be copied."""
    folder = tmp_path_factory.mktemp("came-back") / "cipher"
    shutil.copytree(few_taught, folder)
    with work.open_to_write(folder) as project, pytest.MonkeyPatch.context() as patch:
        out = folder / "exports" / "training"
        assert isinstance(export(project, tiny_student, out), Finished)
        train_there(out, patch)
    return folder


@pytest.fixture
def returned(came_back: Path, tmp_path: Path) -> Any:
    shutil.copytree(came_back, tmp_path / "cipher")
    with work.open_to_write(tmp_path / "cipher") as project:
        yield project


def test_the_folder_holds_what_it_takes_and_names_no_place_on_this_computer(
    project: Project, student: Path, tmp_path: Path
) -> None:
    out = tmp_path / "training"
    finished = export(project, student, out)
    assert isinstance(finished, Finished), finished
    assert {path.name for path in out.iterdir()} == {
        *("README.md", "base", "data.jsonl", "held_out.jsonl", "plan.json", "requirements.txt", "spec.json", "train.py")
    }
    assert {path.name for path in (out / "base").iterdir()} >= {"config.json", "model.safetensors", "tokenizer.json"}
    spec = json.loads((out / "spec.json").read_text(encoding="utf-8"))
    assert msgspec.convert(spec["recipe"], Recipe) == RECIPE
    assert spec["base"]["name"] == "tiny" and spec["adapter"]["r"] == 4
    for path in out.rglob("*"):
        assert path.is_dir() or str(tmp_path).encode() not in path.read_bytes()
    lines = [json.loads(line) for line in (out / "data.jsonl").read_text(encoding="utf-8").splitlines()]
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    assert [len(step) for step in plan] == [4] * 5
    assert {place for step in plan for place in step} == set(range(len(lines)))
    assert [{lines[place]["masked"] for place in step} for step in plan].count({True}) == 2
    for line in lines:
        assert len(line["input_ids"]) == len(line["assistant_masks"])
        assert line["messages"][0]["role"] == "system"
    readme = (out / "README.md").read_text(encoding="utf-8")
    assert (
        "scp -r training me@gpu-box:" in readme and "accelerate launch --multi_gpu --num_processes 2 train.py" in readme
    )
    files = {file["path"]: file["bytes"] for file in finished.result["files"]}
    assert files == {str(path): path.stat().st_size for path in out.rglob("*") if path.is_file()}


def test_the_pins_are_those_of_the_locks() -> None:
    locks = Path(__file__).parents[3] / "packaging" / "locks"
    locked = {
        line.partition(" ")[0] for name in ("app.txt", "train.txt") for line in (locks / name).read_text().splitlines()
    }
    assert {pin for pin in pins() if not pin.startswith("torch==")} <= locked
    assert [pin for pin in pins() if pin.startswith("torch==")] == ["torch==2.13.0"]


def test_the_same_project_gives_the_same_bytes(project: Project, student: Path, tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        finished = export(project, student, tmp_path / name / "training", base=False)
        assert isinstance(finished, Finished)
        digests.append([file["sha256"] for file in finished.result["files"]])
        assert not (tmp_path / name / "training" / "base").exists()
    assert digests[0] == digests[1]


def test_what_was_trained_there_is_taken_back_as_a_run(returned: Project) -> None:
    folder = returned.folder / "exports" / "training"
    finished = adopt(returned, folder)
    assert isinstance(finished, Finished), finished
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    for name in ("steps", "loss", "held_out_loss", "seconds", "tokens_per_second", "weights", "processes"):
        assert finished.result[name] == result[name]
    assert result["steps"] == 5 and result["processes"] == 1 and 0 < result["held_out_loss"] < 12
    run = work.trained_run(returned, None)
    assert msgspec.convert(run.spec["params"]["recipe"], Recipe) == RECIPE
    kept = load_file(returned.run_folder(run.id) / ADAPTER / "adapter_model.safetensors")
    there = load_file(folder / "adapter" / "adapter_model.safetensors")
    assert kept.keys() == there.keys() and all(kept[name].equal(there[name]) for name in there)
    assert any(weight.any() for name, weight in kept.items() if "lora_B" in name)  # it has learnt something


def test_it_learns_what_a_training_here_learns(returned: Project, tiny_student: Path) -> None:
    events = list(run_here(work.train(returned, RECIPE, str(tiny_student))))
    here = events[-1]
    assert isinstance(here, Finished), here
    there = adopt(returned, returned.folder / "exports" / "training")
    assert isinstance(there, Finished)
    # Other batches: here of one tool set each, there in the same order; the first loss is of the very same samples.
    assert there.result["held_out_loss"] == pytest.approx(here.result["held_out_loss"], rel=0.02)


def _of_another_recipe(folder: Path) -> None:
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    (folder / "result.json").write_text(json.dumps(result | {"spec": "0" * 64}), encoding="utf-8")


def _torn(folder: Path) -> None:
    weights = folder / "adapter" / "adapter_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])


def _pickled(folder: Path) -> None:
    (folder / "adapter" / "adapter_model.safetensors").rename(folder / "adapter" / "adapter_model.bin")


def _only_half(folder: Path) -> None:
    (folder / "result.json").unlink()


def _broken_result(folder: Path) -> None:
    (folder / "result.json").write_text("{", encoding="utf-8")


def _rewrite(folder: Path, change: Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]]) -> None:
    """Other weights, of which result.json says that they are those that were trained."""
    import hashlib

    weights = folder / "adapter" / "adapter_model.safetensors"
    save_file(change(load_file(weights)), weights)
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    result["adapter"] = hashlib.sha256(weights.read_bytes()).hexdigest()
    (folder / "result.json").write_text(json.dumps(result), encoding="utf-8")


def _other_shapes(folder: Path) -> None:
    _rewrite(folder, lambda weights: {name: weight[:, :2].clone() for name, weight in weights.items()})


def _not_a_number(folder: Path) -> None:
    _rewrite(folder, lambda weights: {name: weight / 0 for name, weight in weights.items()})


def _other_strength(folder: Path) -> None:
    config = folder / "adapter" / "adapter_config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"lora_alpha": 64}), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "title"),
    [
        (_of_another_recipe, "Trained by another recipe"),
        (_torn, "What came back is torn"),
        (_pickled, "Pickled weights"),
        (_only_half, "Nothing came back yet"),
        (_broken_result, "What came back is torn"),
        (_other_shapes, "Trained by another recipe"),
        (_other_strength, "Trained by another recipe"),
        (_not_a_number, "The training broke down"),
    ],
)
def test_what_it_must_not_be_is_refused_and_no_run_is_resumed_from_it(
    returned: Project, change: Callable[[Path], None], title: str
) -> None:
    change(returned.folder / "exports" / "training")
    before = [run.id for run in returned.store.runs("train") if run.state == "done"]
    failed = adopt(returned, returned.folder / "exports" / "training")
    assert isinstance(failed, Failed) and failed.title == title
    assert [run.id for run in returned.store.runs("train") if run.state == "done"] == before
    with pytest.raises(KnownError, match="Nothing to resume"):
        work.resume_training(returned)


def test_another_base_is_refused_there_and_here(
    project: Project, student: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "training"
    assert isinstance(export(project, student, out, base=False), Finished)
    weights = load_file(student / "model.safetensors")
    save_file(
        {name: weight + 1e-3 for name, weight in weights.items()}, student / "model.safetensors", {"format": "pt"}
    )
    with pytest.raises(SystemExit, match=r"another base than spec\.json means: model\.safetensors"):
        train_there(out, monkeypatch, "--base", str(student))
    with pytest.raises(SystemExit, match="name its folder with --base"):
        train_there(out, monkeypatch)
    (out / "adapter").mkdir()
    save_file({}, out / "adapter" / "adapter_model.safetensors")
    said = {
        "spec": "",
        "adapter": "",
        "steps": 1,
        "seconds": 1,
        "tokens_per_second": 1,
        "weights": "",
        "processes": 1,
        "device": "",
    }
    said["spec"] = work.spec_digest(out)
    (out / "result.json").write_text(json.dumps(said), encoding="utf-8")
    failed = adopt(project, out)
    assert isinstance(failed, Failed) and failed.title == "The adapter is of another base"


def test_a_folder_of_another_project_is_refused(returned: Project, few_taught: Path, tmp_path: Path) -> None:
    shutil.copytree(few_taught, tmp_path / "another")
    with work.open_to_write(tmp_path / "another") as another, pytest.raises(KnownError, match="another project"):
        work.adopt(another, returned.folder / "exports" / "training")
    with pytest.raises(KnownError, match="Not a training folder"):
        work.adopt(returned, tmp_path)


def test_without_solutions_and_with_samples_left_out_it_says_so(
    tmp_path: Path, student: Path, project: Project
) -> None:
    make_project(tmp_path / "fresh", "cipher-desk").close()
    with work.open_to_write(tmp_path / "fresh") as fresh:
        failed = export(fresh, student, tmp_path / "training")
    assert isinstance(failed, Failed) and "stillroom teach" in failed.hint
    recipe = msgspec.structs.replace(RECIPE, max_tokens=10)
    params = TrainingFolderParams(str(tmp_path / "training"), work.training(project, recipe, str(student)))
    events = list(run_here(work.export_training(project, params)))
    assert isinstance(events[-1], Failed)
    assert sum(isinstance(event, Note) and "the limit is 10" in event.text for event in events) == 48
    assert not (tmp_path / "training").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "launcher",
    [[], ["-m", "accelerate.commands.launch", "--multi_gpu", "--num_processes", "2"]],
    ids=["plain", "accelerate"],
)
def test_the_program_runs_by_itself_and_among_processes_and_goes_on_after_a_kill(
    returned: Project, tmp_path: Path, launcher: list[str]
) -> None:
    """Two processes, each with half of a step's samples, learn what one does."""
    trained, fresh = returned.folder / "exports" / "training", tmp_path / "fresh"
    shutil.copytree(trained, fresh, ignore=shutil.ignore_patterns("adapter", "checkpoints", "result.json"))
    environment = os.environ | {"PYTHONPATH": "", "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    command = [sys.executable, *launcher, "train.py"]
    if not launcher:
        with subprocess.Popen(command, cwd=fresh, env=environment, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and not list(fresh.glob("checkpoints/checkpoint-*/trainer_state.json")):
                time.sleep(0.02)
            process.kill()
        assert not (fresh / "result.json").exists()
    done = subprocess.run(command, cwd=fresh, env=environment, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr[-3000:]
    one, other = (json.loads((folder / "result.json").read_text(encoding="utf-8")) for folder in (trained, fresh))
    assert other["processes"] == (2 if launcher else 1) and other["steps"] == one["steps"]
    assert other["held_out_loss"] == pytest.approx(one["held_out_loss"], rel=1e-4)
    weights, others = (load_file(folder / "adapter" / "adapter_model.safetensors") for folder in (trained, fresh))
    assert all(weights[name].allclose(others[name], atol=1e-4) for name in weights)
    assert isinstance(adopt(returned, fresh), Finished)
