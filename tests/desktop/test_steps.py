"""Where the steps stand, from an empty project to one whose student is taken away."""

import time
from pathlib import Path
from typing import Any, get_args

import pytest
from fake_jobs import FakeRunner

from stillroom.conversation import Trajectory
from stillroom.store import RunKind, Task, Verdict
from stillroom_desktop.steps import STEPS, StepKey, next_step, step_of, step_states, title
from stillroom_desktop.workspace import Workspace

State = tuple[str, str]


def states(workspace: Workspace) -> dict[str, State]:
    return {step.key: (step.state, step.note) for step in step_states(workspace)}


def state(workspace: Workspace, key: StepKey) -> State:
    return states(workspace)[key]


def teach(workspace: Workspace, fake: FakeRunner, *, rejected: int = 0, only: int | None = None) -> None:
    """As if the teacher had played the sample's tasks, or the first few of them."""
    workspace.teach()
    store = workspace.store
    tool_set = store.keep_tool_set([])
    tasks = list(store.tasks())[:only]
    for number, task in enumerate(tasks):
        verdict = Verdict("format", number >= rejected, "" if number >= rejected else "no")
        trajectory = Trajectory(f"trajectory-{number}", task.id, "agent", tool_set, ())
        store.add_trajectory(trajectory, fake.job("teach").spec.run, (), [verdict])


def finish(fake: FakeRunner, kind: RunKind, **result: Any) -> None:
    fake.job(kind).finish(result)


def test_every_step_has_a_title_and_every_job_a_step() -> None:
    assert tuple(key for key in get_args(StepKey) if key != "settings") == STEPS
    titles = [title(key) for key in get_args(StepKey)]
    assert len(set(titles)) == len(titles) == 12
    assert {step_of(kind) for kind in get_args(RunKind)} <= set(STEPS)


def test_without_a_project(empty_workspace: Workspace) -> None:
    assert states(empty_workspace) == dict.fromkeys(STEPS, ("empty", ""))
    assert next_step(empty_workspace) == "tools"


def test_an_empty_project_wants_tools_then_tasks(empty_workspace: Workspace, tmp_path: Path) -> None:
    assert empty_workspace.create(tmp_path / "mine")
    found = states(empty_workspace)
    assert found.pop("overview") == ("ready", "")
    assert found.pop("teacher") == ("done", "script")
    assert found.pop("tools") == ("ready", "start")
    assert found.pop("student") == ("done", "SmolLM2 135M")
    assert found == dict.fromkeys(found, ("empty", ""))
    assert next_step(empty_workspace) == "tools"
    empty_workspace.store.set_tools([{"name": "add"}])
    assert state(empty_workspace, "tools") == ("attention", "1 to mend")
    add = {"kind": "python", "source": "def add(): ...", "entry": "add"}
    written = {"name": "add", "description": "Adds.", "parameters": {"type": "object"}, "implementation": add}
    empty_workspace.store.set_tools([written])
    assert state(empty_workspace, "tools")[0] == "done"
    assert state(empty_workspace, "tasks") == ("ready", "start")
    assert next_step(empty_workspace) == "tasks"
    empty_workspace.store.add_tasks([Task("one", "Say one."), Task("two", "Say two.")])
    assert state(empty_workspace, "tasks") == ("done", "2")
    assert state(empty_workspace, "teach") == ("ready", "start")
    empty_workspace.store.set_fact("student", str(tmp_path / "students" / "tiny"))
    assert state(empty_workspace, "student") == ("done", "tiny")


def test_the_whole_way(workspace: Workspace, fake: FakeRunner) -> None:
    learnt, held_out = (len(list(workspace.store.tasks(split))) for split in ("train", "held_out"))
    assert state(workspace, "tasks") == ("done", f"{learnt} + {held_out}")
    assert next_step(workspace) == "teach"
    assert state(workspace, "train") == ("empty", "")
    teach(workspace, fake)
    assert state(workspace, "teach") == ("running", "running")
    finish(fake, "teach", failed={})
    assert state(workspace, "teach") == ("done", f"{learnt + held_out} kept")
    assert state(workspace, "review") == ("done", "")
    assert next_step(workspace) == "train"
    assert state(workspace, "evaluate") == ("empty", "")
    workspace.train()
    assert state(workspace, "train") == ("running", "running")
    finish(fake, "train", run=fake.job("train").spec.run, steps=70)
    assert state(workspace, "train")[0] == "done"
    assert [state(workspace, key) for key in ("evaluate", "chat", "export")] == [("ready", "start")] * 3
    assert next_step(workspace) == "evaluate"
    workspace.evaluate()
    run = fake.job("train").spec.run
    finish(fake, "evaluate", run=run, arms={"base": {"exact": {"value": 0.0}}, "student": {"exact": {"value": 0.636}}})
    assert state(workspace, "evaluate") == ("done", "64 %")
    assert next_step(workspace) == "chat"
    workspace.chat("student")
    assert state(workspace, "chat") == ("running", "")
    finish(fake, "chat")
    assert state(workspace, "chat") == ("done", "")
    assert next_step(workspace) == "export"
    workspace.export_gguf(Path("student.gguf"), "Q4_K_M")
    finish(fake, "export", run=run, quant="Q4_K_M")
    assert state(workspace, "export") == ("done", "Q4_K_M")
    assert next_step(workspace) == "overview"
    assert state(workspace, "overview") == ("done", "")


def test_a_new_student_wants_to_be_scored_and_exported_again(workspace: Workspace, fake: FakeRunner) -> None:
    workspace.train()
    finish(fake, "train", run=fake.job("train").spec.run)
    first = fake.job("train").spec.run
    workspace.evaluate()
    finish(fake, "evaluate", run=first, arms={})
    assert state(workspace, "evaluate") == ("done", "")
    workspace.train()
    finish(fake, "train", run=fake.job("train").spec.run)
    assert state(workspace, "evaluate") == ("ready", "start")


def test_rejected_solutions_want_to_be_read_and_hold_up_nothing(workspace: Workspace, fake: FakeRunner) -> None:
    teach(workspace, fake, rejected=3)
    finish(fake, "teach", failed={})
    assert state(workspace, "review") == ("attention", "3 rejected")
    assert state(workspace, "teach")[0] == "done"
    assert next_step(workspace) == "train"


def test_tasks_without_a_worked_solution_do_not_keep_teaching_from_being_done(
    workspace: Workspace, fake: FakeRunner
) -> None:
    tasks = len(list(workspace.store.tasks()))
    teach(workspace, fake, only=tasks - 2)
    finish(fake, "teach", failed={"no worked solution": 2})
    assert state(workspace, "teach")[0] == "done"
    workspace.store.add_tasks([Task("another", "Do it.")])
    assert state(workspace, "teach") == ("ready", "start")
    assert next_step(workspace) == "teach"


@pytest.mark.parametrize("kind", ["teach", "train", "evaluate", "export"])
def test_what_was_stopped_or_failed(workspace: Workspace, fake: FakeRunner, kind: Any) -> None:
    start = {
        "teach": workspace.teach, "train": workspace.train, "evaluate": workspace.evaluate,
        "export": lambda: workspace.export_gguf(Path("student.gguf"), "Q4_K_M"),
    }[kind]  # fmt: skip
    if kind in ("evaluate", "export"):
        workspace.train()
        finish(fake, "train", run=fake.job("train").spec.run)
    start()
    fake.job(kind).cancelled()
    assert state(workspace, kind) == ("ready", "start" if kind == "export" else "paused")
    start()
    fake.job(kind).fail("The disk is full", "There was no room.", "Free some.")
    assert state(workspace, kind) == ("attention", "failed")
    assert next_step(workspace) in (kind, "teach")


def test_it_is_quick_on_a_project_with_many_runs(workspace: Workspace, fake: FakeRunner) -> None:
    """It is asked for up to ten times a second, in the thread of the window."""
    teach(workspace, fake)
    finish(fake, "teach", failed={})
    for _ in range(100):
        workspace.chat("base")
        finish(fake, "chat", trajectory=[{"role": "assistant", "content": "word " * 200}] * 10)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        step_states(workspace)
        times.append(time.perf_counter() - started)
    print(f"step_states: {min(times) * 1000:.1f} ms")
    assert min(times) < 0.02
