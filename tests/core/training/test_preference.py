"""Right and wrong solutions of a task: which make a pair, what of them counts, and that a student learns to tell them apart."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

from stillroom import work
from stillroom.conversation import Message, ToolCall, Trajectory
from stillroom.jobs import Cancelled, Event, Failed, Finished, Note, Progress, Stage, run_here
from stillroom.project import Project
from stillroom.store import Run, Verdict
from stillroom.students import find_student
from stillroom.training import ADAPTER, Recipe
from stillroom.training.pairs import Pair, count_pairs, make_pairs

RECIPE = Recipe(
    epochs=1, batch_size=4, learning_rate=2e-3, rank=4, weights="fp32", max_steps=4, preference=4, preference_rate=2e-3
)
WRONG = (Verdict("check", False, "Another key."),)


@pytest.fixture
def project(few_taught: Path, tmp_path: Path) -> Iterator[Project]:
    """A few tasks, taught; a teacher's run for what a test adds."""
    shutil.copytree(few_taught, tmp_path / "project")
    with work.open_to_write(tmp_path / "project") as project:
        project.store.start_run(Run("teach-2", "teach", "done", 1.0))
        yield project


def mistaken(right: Trajectory, id: str, **changes: Any) -> Trajectory:
    """The same solution with other arguments in its first call."""
    messages = list(right.messages)
    at = next(place for place, message in enumerate(messages) if message.tool_calls)
    first, *others = messages[at].tool_calls
    wrong = ToolCall(first.id, first.name, first.arguments | {"key": "wrong", **changes})
    messages[at] = msgspec.structs.replace(messages[at], tool_calls=(wrong, *others))
    messages[at + 1] = msgspec.structs.replace(messages[at + 1], content="Error: no such key")
    return msgspec.structs.replace(right, id=id, messages=tuple(messages), parent="")


def add_mistakes(project: Project, count: int) -> list[Trajectory]:
    """Each of so many training tasks was solved wrongly as well."""
    rights = list(project.store.taught_trajectories("train"))[:count]
    for number, right in enumerate(rights):
        project.store.add_trajectory(mistaken(right, f"wrong-{number}"), "teach-2", (), WRONG)
    return rights


def test_what_differs_in_calls_or_answer_is_a_pair_and_each_difference_is_one(project: Project) -> None:
    store = project.store
    right, other, third = list(store.taught_trajectories("train"))[:3]
    assert count_pairs(store) == 0
    store.add_trajectory(mistaken(right, "wrong"), "teach-2", (), WRONG)
    store.add_trajectory(mistaken(right, "wrong-again"), "teach-2", (), WRONG)  # the same mistake
    assert count_pairs(store) == 1
    store.add_trajectory(mistaken(right, "another", text="?"), "teach-2", (), WRONG)
    assert count_pairs(store) == 2
    said = (*other.messages[:-1], Message("assistant", "It is done."))
    store.add_trajectory(msgspec.structs.replace(other, id="said", messages=said), "teach-2", (), WRONG)
    assert count_pairs(store) == 3
    same = msgspec.structs.replace(third, id="same")
    store.add_trajectory(same, "teach-2", (), WRONG)  # rejected for its words alone
    repeated = (Verdict("near-duplicate", False, "It repeats another."),)
    store.add_trajectory(mistaken(third, "repeats"), "teach-2", (), repeated)
    assert count_pairs(store) == 3


def test_held_out_tasks_other_tools_and_other_methods_make_no_pairs(project: Project) -> None:
    store = project.store
    held_out = next(iter(store.taught_trajectories("held_out")))
    store.add_trajectory(mistaken(held_out, "held-out"), "teach-2", (), WRONG)
    right = next(iter(store.taught_trajectories("train")))
    tools = store.keep_tool_set(
        [msgspec.structs.replace(tool, description="?") for tool in store.tool_set(right.tool_set)]
    )
    store.add_trajectory(msgspec.structs.replace(mistaken(right, "tools"), tool_set=tools), "teach-2", (), WRONG)
    store.add_trajectory(msgspec.structs.replace(mistaken(right, "cot"), method="cot"), "teach-2", (), WRONG)
    assert count_pairs(store) == 0


def test_a_correction_stands_beside_what_it_corrects_and_a_person_s_word_counts(project: Project) -> None:
    store = project.store
    right = next(iter(store.taught_trajectories("train")))
    store.add_trajectory(mistaken(right, "wrong"), "teach-2", (), WRONG)
    corrected = msgspec.structs.replace(mistaken(right, "corrected", key="7"), parent="wrong")
    store.add_trajectory(corrected, "teach-2", (), (Verdict("check", True),))
    store.add_trajectory(mistaken(right, "newer", key="8"), "teach-2", (), (Verdict("check", True),))
    assert store.right_and_wrong() == [("corrected", "wrong")]
    store.add_review(True, "wrong")
    assert store.right_and_wrong() == []
    store.add_review(False, "newer")
    assert store.right_and_wrong() == [("corrected", "newer")]


def test_only_the_students_own_turns_after_the_first_difference_count(project: Project, tiny_student: Path) -> None:
    from stillroom.training.preference import _rows

    add_mistakes(project, 1)
    student = find_student(str(tiny_student))
    [pair] = make_pairs(project.store, student, RECIPE)
    assert pair.right.ids[: pair.common] == pair.wrong.ids[: pair.common]
    assert pair.right.ids[pair.common] != pair.wrong.ids[pair.common]
    rows = _rows([(pair.right, pair.common), (pair.wrong, pair.common)])
    assert rows["input_ids"].shape == rows["completion_mask"].shape
    for row, sample in zip(range(2), (pair.right, pair.wrong), strict=True):
        counted = rows["completion_mask"][row].bool()
        assert not counted[: pair.common].any() and not counted[len(sample.ids) :].any()
        assert counted[: len(sample.ids)][pair.common :].tolist() == list(sample.learned[pair.common :])
        assert rows["attention_mask"][row].sum() == len(sample.ids)
    assert not all(pair.wrong.learned[pair.common :])  # "Error: no such key" is read and not learned
    too_short = msgspec.structs.replace(RECIPE, max_tokens=len(pair.wrong.ids) - 1)
    assert make_pairs(project.store, student, too_short) == []


def likelihood_gap(model: Any, pairs: Sequence[Pair]) -> float:
    """How much likelier the right solutions are than the wrong ones, in nats: the mean over pairs."""
    gaps = []
    for pair in pairs:
        sums = []
        for sample in (pair.right, pair.wrong):
            ids = torch.tensor([sample.ids])
            with torch.no_grad():
                chances = model(input_ids=ids).logits.log_softmax(-1)[0, :-1].gather(1, ids[0, 1:, None])[:, 0]
            counts = [learned and place >= pair.common for place, learned in enumerate(sample.learned)]
            sums.append(float(chances[torch.tensor(counts[1:])].sum()))
        gaps.append(sums[0] - sums[1])
    return sum(gaps) / len(gaps)


def adapted(folder: Path, student: Path) -> Any:
    return PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(student), folder).eval()


def train(
    project: Project, student: Path, stop: threading.Event | None = None, recipe: Recipe = RECIPE
) -> Iterator[Event]:
    return run_here(work.train(project, recipe, str(student)), stop)


def test_the_gap_between_right_and_wrong_grows(project: Project, tiny_student: Path) -> None:
    add_mistakes(project, 8)
    pairs = make_pairs(project.store, find_student(str(tiny_student)), RECIPE)
    assert len(pairs) == 8
    without = list(train(project, tiny_student, recipe=msgspec.structs.replace(RECIPE, preference=0)))[-1]
    events = list(train(project, tiny_student))
    finished = events[-1]
    assert isinstance(without, Finished) and isinstance(finished, Finished), finished
    assert without.result["preference"] is None
    told = finished.result["preference"]
    assert (told["pairs"], told["steps"]) == (8, 8) and told["gained"] > 0.9 and told["margin"] > 0
    assert 0 < told["held_out_loss"] < 12
    assert any(isinstance(event, Note) and event.text.startswith("8 pairs of a right") for event in events)
    [at] = [
        place
        for place, event in enumerate(events)
        if isinstance(event, Stage) and event.name == "Telling right from wrong"
    ]
    assert [event.done for event in events[at:] if isinstance(event, Progress)] == list(range(1, 9))
    before, after = (
        likelihood_gap(adapted(project.run_folder(done.result["run"]) / ADAPTER, tiny_student), pairs)
        for done in (without, finished)
    )
    assert after - before > 0.5
    # What TRL tells is what can be computed from the two adapters without it, but for the steps of its last pass.
    assert 0 < told["margin"] < 1.5 * (after - before)
    assert [
        path.name for path in (project.run_folder(finished.result["run"]) / ADAPTER).iterdir() if path.is_dir()
    ] == []


@pytest.mark.slow
def test_stopped_in_the_second_stage_it_goes_on_to_the_same_end(project: Project, tiny_student: Path) -> None:
    add_mistakes(project, 8)
    unbroken = list(train(project, tiny_student))[-1]
    stop = threading.Event()
    for event in (first := train(project, tiny_student, stop)):
        if isinstance(event, Progress) and event.done == 3:
            stop.set()
    assert isinstance(event, Cancelled) and "telling right from wrong" in event.message
    assert list(first) == []
    again = list(run_here(work.resume_training(project)))
    finished = again[-1]
    assert isinstance(unbroken, Finished) and isinstance(finished, Finished)
    done = [event.done for event in again if isinstance(event, Progress)]
    assert done[-1] == 8 and done[0] in (4, 5)
    one, two = (
        load_file(project.run_folder(end.result["run"]) / ADAPTER / "adapter_model.safetensors")
        for end in (unbroken, finished)
    )
    assert one.keys() == two.keys() and all(one[name].allclose(two[name], rtol=1e-4, atol=1e-6) for name in one)


def test_without_pairs_it_refuses_before_anything_is_trained(project: Project, tiny_student: Path) -> None:
    events = list(train(project, tiny_student))
    assert isinstance(events[-1], Failed) and events[-1].title == "No pairs to tell apart"
    assert not any(isinstance(event, Stage) and event.name == "Training" for event in events)


def test_where_memory_does_not_suffice_the_student_stays_as_it_was_trained(
    project: Project, tiny_student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stillroom.training.preference import PairTrainer

    def run_out(trainer: PairTrainer, *_: Any) -> None:
        tried.append(bool(trainer.args.activation_checkpointing))
        raise RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory")

    tried: list[bool] = []
    add_mistakes(project, 2)
    monkeypatch.setattr(PairTrainer, "training_step", run_out)
    finished = list(train(project, tiny_student))[-1]
    assert isinstance(finished, Finished) and finished.result["preference"] == {"pairs": 2, "steps": 0}
    assert tried == [False, True]
    without = list(train(project, tiny_student, recipe=msgspec.structs.replace(RECIPE, preference=0)))[-1]
    assert isinstance(without, Finished)
    one, two = (
        load_file(project.run_folder(end.result["run"]) / ADAPTER / "adapter_model.safetensors")
        for end in (finished, without)
    )
    assert all(one[name].equal(two[name]) for name in two)
