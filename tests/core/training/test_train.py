"""The job `train` on a tiny student: it learns, it stops with a checkpoint, and it goes on to where an unbroken run ends."""

import shutil
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import AutoConfig, Lfm2Config, Lfm2ForCausalLM

from stillroom.conversation import Message, Trajectory
from stillroom.jobs import Cancelled, Event, Failed, Finished, HeldOut, JobSpec, Note, Step, run_here
from stillroom.project import Project
from stillroom.store import Verdict
from stillroom.students import find_student
from stillroom.tasks import make_project
from stillroom.training import ADAPTER, Recipe, TrainParams
from stillroom.training.plan import plan_steps
from stillroom.training.samples import common_prefix
from stillroom.training.train import make_samples
from stillroom.training.weights import choose
from stillroom.trajectories import COT_PROMPT

RECIPE = Recipe(epochs=2, batch_size=8, learning_rate=2e-3, rank=4, checkpoint_steps=3, max_steps=9)


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with forty taught tasks, to be read or copied."""
    folder = tmp_path_factory.mktemp("taught") / "project"
    with make_project(folder, "cipher-desk"):
        list(run_here(JobSpec("stillroom.trajectories:teach", "teach", str(folder), "teach-1", {"limit": 40})))
    return folder


def _spec(folder: Path, student: Path, run: str, *, resume: bool = False, recipe: Recipe = RECIPE) -> JobSpec:
    return JobSpec(
        "stillroom.training:train",
        "train",
        str(folder),
        run,
        msgspec.to_builtins(TrainParams(str(student), recipe, resume)),
    )


def _steps(events: list[Event]) -> list[Step]:
    return [event for event in events if isinstance(event, Step)]


def _adapter(folder: Path, run: str) -> dict[str, Any]:
    return load_file(folder / "runs" / run / ADAPTER / "adapter_model.safetensors")


def _same(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return left.keys() == right.keys() and all(torch.equal(left[name], right[name]) for name in left)


@pytest.fixture(scope="module")
def unbroken(taught: Path, tiny_student: Path) -> list[Event]:
    return list(run_here(_spec(taught, tiny_student, "unbroken")))


def test_samples_without_a_call_are_seen_as_often_as_the_recipe_says(taught: Path, tiny_student: Path) -> None:
    with Project.open(taught, writer=False) as project:
        student, store = find_student(str(tiny_student)), project.store
        once, _, _ = make_samples(store, student, RECIPE)
        thrice, _, _ = make_samples(store, student, msgspec.structs.replace(RECIPE, restraint=3))
        calling = {trajectory.task for trajectory in store.taught_trajectories("train") if trajectory.calls}
    tasks = [sample.task for sample in once]
    assert 0 < len(calling) < len(tasks) == len(set(tasks))
    assert [sample.task for sample in thrice] == [task for task in tasks for _ in range(1 if task in calling else 3)]


def test_masked_steps_read_the_same_samples_under_names_of_their_own(taught: Path, tiny_student: Path) -> None:
    recipe = msgspec.structs.replace(RECIPE, masking=0.4, max_steps=None)
    with Project.open(taught, writer=False) as project:
        student, store = find_student(str(tiny_student)), project.store
        samples, _, _ = make_samples(store, student, recipe)
        plain, masked, again = (
            plan_steps(store, student, samples, msgspec.structs.replace(recipe, **change))
            for change in ({"masking": 0.0}, {}, {})
        )
        other = plan_steps(store, student, samples, msgspec.structs.replace(recipe, max_tokens=len(samples[0].ids)))
    assert masked == again != plain
    assert [[sample.trajectory for sample in step] for step in masked] == [
        [sample.trajectory for sample in step] for step in plain
    ]
    changed = [step for step, before in zip(masked, plain, strict=True) if step != before]
    assert (len(masked), len(changed)) == (10, 4)
    assert len({sample.tool_set for step in changed for sample in step}) == 4
    tokenizer = Tokenizer.from_file(str(student.folder / "tokenizer.json"))
    for step in changed:
        assert common_prefix(step) > 0.8 * min(sample.learned.index(True) for sample in step)
        text = tokenizer.decode(step[0].ids, skip_special_tokens=False)
        assert "encrypt_text" not in text and "<tools>" in text
    assert {sample.tool_set for step in other for sample in step} == {
        samples[0].tool_set
    }  # masked, all would be too long


def test_a_run_with_masked_steps_goes_on_to_where_an_unbroken_one_ends(taught: Path, tiny_student: Path) -> None:
    recipe = msgspec.structs.replace(RECIPE, masking=0.5, max_steps=4, checkpoint_steps=2)
    whole = list(run_here(_spec(taught, tiny_student, "masked", recipe=recipe)))
    assert any(event == Note("In 2 of 4 steps the tools have other names.") for event in whole)
    stop = threading.Event()
    for event in run_here(_spec(taught, tiny_student, "masked-stopped", recipe=recipe), stop):
        if isinstance(event, Step) and event.step == 2:
            stop.set()
    assert isinstance(event, Cancelled)
    list(run_here(_spec(taught, tiny_student, "masked-stopped", recipe=recipe, resume=True)))
    assert _same(_adapter(taught, "masked"), _adapter(taught, "masked-stopped"))


def test_chains_of_thought_are_a_method_of_their_own(taught: Path, tiny_student: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(taught, folder, ignore=shutil.ignore_patterns("runs"))
    params = TrainParams(str(tiny_student), msgspec.structs.replace(RECIPE, max_steps=2), method="cot")
    spec = JobSpec("stillroom.training:train", "train", str(folder), "cot", msgspec.to_builtins(params))
    *_, nothing = run_here(spec)
    assert isinstance(nothing, Failed)
    assert (nothing.message, "--method cot" in nothing.hint) == ("The project has no accepted chains of thought.", True)
    with Project.open(folder, writer=True) as project:
        tool_set = project.store.keep_tool_set([])
        for task in project.store.tasks("train"):
            said = (
                Message("system", COT_PROMPT),
                Message("user", task.turns[0]),
                Message("assistant", "So.", thought="Think."),
            )
            chain = Trajectory(f"cot-{task.id}", task.id, "cot", tool_set, said)
            project.store.add_trajectory(chain, "teach-1", (), [Verdict("format", True)])
        samples, _, _ = make_samples(project.store, find_student(str(tiny_student)), params.recipe, "cot")
        assert {sample.trajectory[:4] for sample in samples} == {"cot-"}
    *_, last = run_here(spec)
    assert isinstance(last, Finished)
    assert (last.result["method"], last.result["steps"]) == ("cot", 2)


def test_a_student_whose_layers_carry_a_state_is_trained_and_says_what_that_costs(
    taught: Path, unbroken: list[Event], tiny_student: Path, tmp_path: Path
) -> None:
    shutil.copytree(tiny_student, tmp_path, dirs_exist_ok=True)
    torch.manual_seed(0)
    Lfm2ForCausalLM(
        Lfm2Config(
            vocab_size=AutoConfig.from_pretrained(tiny_student).vocab_size,
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            layer_types=["conv", "full_attention"],
        )
    ).save_pretrained(tmp_path)
    events = list(run_here(_spec(taught, tmp_path, "carrying", recipe=msgspec.structs.replace(RECIPE, max_steps=2))))
    told = [
        any(isinstance(event, Note) and "each is read whole" in event.text for event in each)
        for each in (unbroken, events)
    ]
    assert told == [False, True]
    assert isinstance(events[-1], Finished)
    assert events[-1].result["steps"] == 2
    assert {name.partition("layers.")[2].split(".")[1] for name in _adapter(taught, "carrying")} == {
        "conv",
        "self_attn",
        "feed_forward",
    }


def test_only_the_upper_layers_learn_where_the_recipe_says_so(taught: Path, tiny_student: Path) -> None:
    recipe = msgspec.structs.replace(RECIPE, depth=0.5, max_steps=1)
    list(run_here(_spec(taught, tiny_student, "upper", recipe=recipe)))
    adapted = {name.partition("layers.")[2][0] for name in _adapter(taught, "upper")}
    assert adapted == {"1"}  # of the tiny student's two layers, counted from 0


def test_a_run_tells_its_steps_and_ends_with_its_figures(unbroken: list[Event], taught: Path) -> None:
    steps = _steps(unbroken)
    assert [step.step for step in steps] == list(range(1, 10))
    assert steps[-1].loss < steps[0].loss
    assert all(step.tokens_per_second > 0 and step.memory_gb > 0 for step in steps)
    last = unbroken[-1]
    assert isinstance(last, Finished)
    assert last.result["steps"] == 9
    assert last.result["resumed_from"] is None
    assert last.result["libraries"]["torch"] == torch.__version__
    assert (last.result["device"], last.result["weights"]) == (choose("auto").device, choose("auto").weights)
    assert last.result["held_out_loss"] is None  # forty tasks are all of the training side
    with Project.open(taught, writer=False) as project:
        run = project.store.run("unbroken")
        assert run is not None
        assert run.state == "done"
        assert msgspec.convert(run.spec["params"]["recipe"], Recipe) == RECIPE


def test_a_stopped_run_goes_on_to_where_an_unbroken_one_ends(
    unbroken: list[Event], taught: Path, tiny_student: Path
) -> None:
    stop = threading.Event()
    first: list[Event] = []
    for event in run_here(_spec(taught, tiny_student, "stopped"), stop):
        first.append(event)
        if isinstance(event, Step) and event.step == 4:
            stop.set()
    assert isinstance(first[-1], Cancelled)
    done = len(_steps(first))
    assert 4 <= done < 9
    rest = list(run_here(_spec(taught, tiny_student, "stopped", resume=True)))
    last = rest[-1]
    assert isinstance(last, Finished)
    assert last.result["resumed_from"] == f"checkpoint-{done}"
    assert [step.loss for step in _steps(first) + _steps(rest)] == [step.loss for step in _steps(unbroken)]
    assert _same(_adapter(taught, "stopped"), _adapter(taught, "unbroken"))


def test_held_out_loss_is_measured_where_held_out_tasks_were_taught(few_taught: Path, tiny_student: Path) -> None:
    recipe = msgspec.structs.replace(RECIPE, max_steps=1)
    events = list(run_here(_spec(few_taught, tiny_student, "train-1", recipe=recipe)))
    measured = [event.loss for event in events if isinstance(event, HeldOut)]
    assert len(measured) == 1
    assert 0 < measured[0] < 12
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.result["held_out_loss"] == measured[0]
    with Project.open(few_taught, writer=False) as project:
        assert last.result["samples"] == sum(
            row["count"] for row in project.store.task_counts() if row["split"] == "train"
        )


def test_without_solutions_it_says_what_to_do(tmp_path: Path, tiny_student: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, "cipher-desk").close()
    events = list(run_here(_spec(folder, tiny_student, "train-1")))
    last = events[-1]
    assert isinstance(last, Failed)
    assert "stillroom teach" in last.hint


def test_a_sample_beyond_the_limit_is_left_out_and_told(taught: Path, tiny_student: Path) -> None:
    recipe = msgspec.structs.replace(RECIPE, max_tokens=10)
    events = list(run_here(_spec(taught, tiny_student, "short", recipe=recipe)))
    last = events[-1]
    assert isinstance(last, Failed)
    assert "the limit is 10" in last.message
    assert "max_tokens" in last.hint
    assert sum("Left out" in str(event) for event in events) == 40
