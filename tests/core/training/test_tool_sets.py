"""A dataset whose solutions know different tools: each step reads those of one tool set, behind their own prefix."""

import itertools
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
import torch

from stillroom.conversation import ToolSpec
from stillroom.jobs import Finished, JobSpec, run_here
from stillroom.project import Project
from stillroom.store import Verdict
from stillroom.students import find_student
from stillroom.training import Recipe, Sample, TrainParams
from stillroom.training.plan import plan_steps
from stillroom.training.samples import common_prefixes
from stillroom.training.train import make_samples

RECIPE = Recipe(epochs=2, batch_size=5, rank=4, learning_rate=2e-3, weights="fp32")
OTHER = ToolSpec(
    "tell_time",
    "Tell what time it is in a city.",
    {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
)


@pytest.fixture(scope="module")
def two_sets(few_taught: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which eighteen tasks were taught again once there was another tool."""
    folder = tmp_path_factory.mktemp("two-sets") / "project"
    shutil.copytree(few_taught, folder, ignore=shutil.ignore_patterns("runs"))
    with Project.open(folder, writer=True) as project:
        store = project.store
        for trajectory in list(store.taught_trajectories("train"))[:18]:
            both = store.keep_tool_set([*store.tool_set(trajectory.tool_set), OTHER])
            again = msgspec.structs.replace(trajectory, id=f"again-{trajectory.id}", tool_set=both)
            store.add_trajectory(again, "teach-1", (), [Verdict("format", True)])
    return folder


def _tools(step: Sequence[Sample]) -> set[str]:
    return {sample.tool_set for sample in step}


def test_a_step_reads_one_tool_set_and_what_is_left_over_makes_smaller_ones(two_sets: Path, tiny_student: Path) -> None:
    with Project.open(two_sets, writer=False) as project:
        student, store = find_student(str(tiny_student)), project.store
        samples, _, _ = make_samples(store, student, RECIPE)
        plan = plan_steps(store, student, samples, RECIPE)
    counts = Counter(sample.tool_set for sample in samples)
    prefixes = common_prefixes(samples)
    (few, count), (many, rest) = sorted(counts.items(), key=lambda item: item[1])
    assert count == 18
    assert prefixes[few] > prefixes[many] + 20  # the tokens that tell of the other tool
    assert all(len(_tools(step)) == 1 for step in plan)
    for epoch in (plan[: len(plan) // 2], plan[len(plan) // 2 :]):
        seen = Counter(sample.trajectory for step in epoch for sample in step)
        assert seen == Counter(sample.trajectory for sample in samples)
        for tools, whole in ((few, count), (many, rest)):
            sizes = sorted(len(step) for step in epoch if _tools(step) == {tools})
            assert sizes == [*([whole % 5] if whole % 5 else []), *[5] * (whole // 5)]
    order = [step[0].tool_set for step in plan]
    assert sum(one != other for one, other in itertools.pairwise(order)) > 1  # among one another


def test_each_step_s_loss_is_that_of_its_samples_read_alone(two_sets: Path, tiny_student: Path, tmp_path: Path) -> None:
    from stillroom.training.batches import make_batch
    from stillroom.training.trainer import adapted_loss, add_adapter, load_base
    from stillroom.training.weights import choose

    with Project.open(two_sets, writer=False) as project:
        student, store = find_student(str(tiny_student)), project.store
        samples, held_out, _ = make_samples(store, student, RECIPE)
        plan = plan_steps(store, student, samples, RECIPE)
    prefixes = common_prefixes([*samples, *held_out])
    model = add_adapter(load_base(student, choose("fp32")), RECIPE)
    smallest = {next(iter(_tools(step))): step for step in sorted(plan, key=len, reverse=True)}
    assert len(smallest) == 2
    with torch.no_grad():
        for tools, step in smallest.items():
            together = float(adapted_loss(model, make_batch(step, prefixes[tools])))
            alone = sum(float(adapted_loss(model, make_batch([sample], 1))) for sample in step)
            assert together == pytest.approx(alone, rel=1e-5)


def test_a_run_learns_both(two_sets: Path, tiny_student: Path) -> None:
    recipe = msgspec.structs.replace(RECIPE, epochs=1, masking=0.3)
    params = msgspec.to_builtins(TrainParams(str(tiny_student), recipe))
    *events, last = run_here(JobSpec("stillroom.training:train", "train", str(two_sets), "both", params))
    assert isinstance(last, Finished), last
    assert any("have 2 sets of tools" in str(event) for event in events)
    assert last.result["steps"] == 4 + -(-(last.result["samples"] - 18) // 5)
