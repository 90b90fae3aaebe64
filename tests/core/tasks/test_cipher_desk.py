"""The sample's data: natural, varied, split by situation, and right."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from stillroom.jobs import Finished, JobSpec, Taught, run_here
from stillroom.project import Project
from stillroom.store import NO_CALL_KINDS, Kind, Task
from stillroom.tasks import make_project, read_tasks, result_text, sample_facts
from stillroom.tasks.likeness import wording
from stillroom.tools import argument_problem, read_tools
from stillroom_resources import resource

FOLDER = resource("samples", "cipher_desk")
TASKS = list(read_tasks(FOLDER / "tasks.jsonl"))
TRAIN = [task for task in TASKS if task.split == "train"]
HELD_OUT = [task for task in TASKS if task.split == "held_out"]


def test_there_are_enough_tasks_of_every_kind_on_both_sides() -> None:
    assert len(TASKS) >= 240
    assert len(HELD_OUT) >= 60
    assert len({task.id for task in TASKS}) == len(TASKS)
    assert {task.kind for task in TRAIN} == {task.kind for task in HELD_OUT} == set(get_args(Kind))
    assert 0.15 <= sum(task.kind in NO_CALL_KINDS for task in TASKS) / len(TASKS) <= 0.20
    assert sum(task.kind in NO_CALL_KINDS for task in HELD_OUT) >= 20  # of fewer, restraint could hardly be read


def test_no_situation_is_on_both_sides() -> None:
    assert all(task.family for task in TASKS)
    assert not {task.family for task in TRAIN} & {task.family for task in HELD_OUT}


def test_the_facts_of_the_sample_are_true() -> None:
    facts = sample_facts("cipher-desk")
    assert str(len(TASKS)) in facts["sentence"]
    assert facts["case"] not in {turn for task in TASKS for turn in task.turns}


def test_no_two_prompts_are_alike() -> None:
    """At most 60 % of the word trigrams are shared: by the sets of trigrams, over the smaller of the two.

    Quoted text and numbers are masked, so that the same sentence around another text is seen as the same.
    """
    trigrams = {task.id: wording(task.turns).trigrams for task in TASKS}
    alike = [
        (first, second)
        for (first, some), (second, others) in combinations(trigrams.items(), 2)
        if len(some & others) > 0.6 * min(len(some), len(others))
    ]
    assert alike == []
    assert not {_plain(task) for task in HELD_OUT} & {_plain(task) for task in TRAIN}


def test_calls_fit_their_tools_and_their_texts_stand_in_the_prompt() -> None:
    """A text argument is copied from the prompt or from an earlier step's result, letter by letter."""
    tools = {tool.name: tool.spec for tool in read_tools(FOLDER / "tools.json")}
    texts = 0
    for task in TASKS:
        earlier: list[str] = []
        assert task.solution is not None and task.results is not None
        assert [len(step) for step in task.solution] == [len(step) for step in task.results], task.id
        assert len(task.thoughts) == len(task.solution) + 1, task.id
        assert task.answer, task.id
        for step, results in zip(task.solution, task.results, strict=True):
            for call in step:
                assert argument_problem(tools[call.name], call.arguments) == "", task.id
                if "text" in call.arguments:
                    texts += 1
                    assert call.arguments["text"] in earlier or call.arguments["text"] in task.turns[0], task.id
            earlier += map(result_text, results)
    assert texts > 200


def test_every_tool_is_used_and_every_shape_of_solution_is_there() -> None:
    used = Counter(call.name for task in TASKS for step in task.solution or () for call in step)
    assert set(used) == {tool.name for tool in read_tools(FOLDER / "tools.json")}
    for task in TASKS:
        steps = [len(step) for step in task.solution or ()]
        match task.kind:
            case "call":
                assert steps == [1], task.id
            case "chain":
                assert len(steps) >= 2, task.id
            case "parallel":
                assert len(steps) == 1 and steps[0] >= 2, task.id


def test_every_worked_solution_really_runs_and_is_right(tmp_path: Path) -> None:
    with make_project(tmp_path / "project", "cipher-desk") as project:
        taught, result = _teach(project)
    assert [event for event in taught if not event.accepted] == []
    assert (result["tasks"], result["accepted"], result["rejected"], result["failed"]) == (
        len(TASKS),
        len(TASKS),
        {},
        {},
    )


def test_a_wrong_result_is_rejected_with_both_values(tmp_path: Path) -> None:
    task = next(task for task in TRAIN if task.kind == "call" and task.results and isinstance(task.results[0][0], str))
    assert task.results
    right = task.results[0][0]
    reason = _rejection(tmp_path, msgspec.structs.replace(task, results=(("something else",),)))
    assert right in reason
    assert "something else" in reason


def test_a_wrong_argument_in_a_second_step_is_rejected_with_both_values(tmp_path: Path) -> None:
    task = next(
        task for task in TRAIN if task.kind == "chain" and task.solution and "text" in task.solution[1][0].arguments
    )
    assert task.solution and task.results
    call = task.solution[1][0]
    broken = msgspec.structs.replace(call, arguments=call.arguments | {"text": "a text of nobody"})
    reason = _rejection(
        tmp_path, msgspec.structs.replace(task, solution=(task.solution[0], (broken,), *task.solution[2:]))
    )
    said = re.fullmatch(rf"{call.name} returned (.+), but the solution says (.+)\.", reason)
    assert said, reason
    assert said[2] == result_text(task.results[1][0])
    assert said[1] != said[2]


@pytest.mark.parametrize("sample", [None, "cipher-desk"])
def test_a_project_is_made_with_or_without_the_sample(tmp_path: Path, sample: str | None) -> None:
    make_project(tmp_path / "project", sample).close()
    with Project.open(tmp_path / "project", writer=True) as project:
        assert list(project.store.tasks()) == (TASKS if sample else [])
        assert [tool["name"] for tool in project.store.tools()] == (
            [tool.name for tool in read_tools(FOLDER / "tools.json")] if sample else []
        )
        assert project.store.fact("student") == (sample_facts("cipher-desk")["student"] if sample else None)


def _teach(project: Project) -> tuple[list[Taught], dict[str, Any]]:
    events = list(run_here(JobSpec("stillroom.trajectories.teach:teach", "teach", str(project.folder), "teach-1")))
    assert isinstance(events[-1], Finished), events[-1]
    return [event for event in events if isinstance(event, Taught)], events[-1].result


def _rejection(folder: Path, task: Task) -> str:
    """Teach this one task with the sample's tools; the reason for which it was rejected."""
    with make_project(folder / "project") as project:
        with make_project(folder / "sample", "cipher-desk") as sample:
            project.store.set_tools(sample.store.tools())
        project.store.add_tasks([task])
        taught, result = _teach(project)
    assert (result["accepted"], result["rejected"]) == (0, {"check": 1})
    return taught[0].reason


def _plain(task: Task) -> str:
    return " ".join(re.findall(r"\w+", " ".join(task.turns).lower()))
