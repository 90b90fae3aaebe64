"""The job `teach`, on real projects with really running tools."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from stillroom.jobs import Cancelled, Event, Failed, Finished, JobSpec, Note, Progress, Stage, Taught, run_here
from stillroom.project import Project
from stillroom.store import Check, Task, WorkedCall
from stillroom.tools import RAN

TOOL = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    "implementation": {"kind": "python", "source": "def shout(text):\n    return text.upper()\n", "entry": "shout"},
}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        project.store.set_tools([TOOL])
        yield project


def worked(text: str, result: str | None = None, **fields: Any) -> Task:
    """A task to shout a text; its solution is wrong where another result is given."""
    call = WorkedCall("shout", {"text": text})
    solution = {
        "solution": ((call,),),
        "results": ((result or text.upper(),),),
        "thoughts": ("Loudly.",),
        "answer": f"{text.upper()}!",
    }
    return Task(f"task-{text}", f"Shout {text}.", **solution | fields)


def teaching(
    project: Project, run: str = "teach-1", stop: threading.Event | None = None, **params: Any
) -> Iterator[Event]:
    return run_here(JobSpec("stillroom.trajectories.teach:teach", "teach", str(project.folder), run, params), stop)


def taught(project: Project, run: str = "teach-1", **params: Any) -> tuple[list[str], dict[str, Any]]:
    """The tasks that were taught, and the result of the job."""
    events = list(teaching(project, run, **params))
    assert isinstance(events[-1], Finished), events[-1]
    return [event.task for event in events if isinstance(event, Taught)], events[-1].result


def test_what_is_right_is_accepted_what_is_not_rejected_and_what_has_no_solution_failed(project: Project) -> None:
    project.store.add_tasks(
        [worked("a"), worked("b", result="b"), Task("task-c", "Shout c."), worked("d", split="held_out")]
    )
    events = list(teaching(project, concurrency=1))
    right, wrong, held_out = [event for event in events if isinstance(event, Taught)]
    assert (right.task, right.accepted, right.reason) == ("task-a", True, "")
    assert (wrong.task, wrong.accepted, wrong.reason) == ("task-b", False, "shout returned B, but the solution says b.")
    assert (held_out.task, held_out.accepted) == ("task-d", True)
    assert isinstance(events[0], Note) and "not a model" in events[0].text
    assert events[1] == Stage("Teaching", 3, "tasks")
    assert [(event.done, event.total) for event in events if isinstance(event, Progress)] == [(1, 3), (2, 3), (3, 3)]
    assert list(project.store.fact(RAN)) == ["shout"]
    assert isinstance(events[-1], Finished)
    result = events[-1].result
    assert {name: result[name] for name in ("tasks", "accepted", "rejected", "failed", "cost_usd", "tokens")} == {
        "tasks": 3,
        "accepted": 2,
        "rejected": {"check": 1},
        "failed": {"no worked solution": 1},
        "cost_usd": 0.0,
        "tokens": 0,
    }
    assert "not a model" in result["teacher"]
    run = project.store.run("teach-1")
    assert run is not None and (run.state, run.result) == ("done", result)


def test_each_trajectory_is_stored_with_its_executions_and_verdicts(project: Project) -> None:
    project.store.add_tasks([worked("a"), worked("b", result="b")])
    events = list(teaching(project))
    ids = {event.task: event.trajectory for event in events if isinstance(event, Taught)}
    [accepted] = project.store.taught_trajectories("train")
    assert (accepted.id, accepted.task, accepted.method, accepted.answer) == (ids["task-a"], "task-a", "agent", "A!")
    assert [message.role for message in accepted.messages] == ["system", "user", "assistant", "tool", "assistant"]
    assert accepted.messages[2].thought == "Loudly."
    assert [tool.name for tool in project.store.tool_set(accepted.tool_set)] == ["shout"]
    [execution] = project.store.executions(ids["task-b"])
    assert (execution.name, execution.arguments, execution.ok, execution.result) == ("shout", {"text": "b"}, True, "B")
    assert [(verdict.stage, verdict.ok) for verdict in project.store.verdicts(ids["task-b"])] == [
        ("format", True),
        ("schema", True),
        ("execution", True),
        ("check", False),
    ]


def test_a_conversation_of_several_user_turns_is_played_and_verified_turn_by_turn(project: Project) -> None:
    a, b = (WorkedCall("shout", {"text": text}) for text in "ab")
    steps = {"solution": ((a,), (b,)), "results": (("A",), ("B",)), "turn_steps": (1, 1)}
    project.store.add_tasks(
        [
            Task("both", ("Shout a.", "Now b."), answer=("A!", "B!"), **steps),
            Task("unanswered", ("Shout a!", "Thanks."), answer=("", "Welcome."), **steps | {"turn_steps": (2, 0)}),
            Task("mute", ("Say a.", "Thanks."), kind="chat", solution=(), turn_steps=(0, 0), answer="Welcome."),
        ]
    )
    reasons = {event.task: event.reason for event in teaching(project) if isinstance(event, Taught)}
    assert reasons == {"both": "", "unanswered": "", "mute": "There is no answer."}
    both, unanswered = project.store.taught_trajectories("train")
    assert "".join(message.role[0] for message in both.messages) == "suatauata"
    assert [message.content for message in unanswered.messages if message.role == "assistant"] == [
        "",
        "",
        "B",
        "Welcome.",
    ]


def test_tasks_that_begin_with_the_same_words_have_each_their_own_solution(project: Project) -> None:
    project.store.add_tasks([worked("a"), msgspec.structs.replace(worked("b"), prompt="Shout a.")])
    assert taught(project)[1]["accepted"] == 2


def test_a_worked_solution_may_take_more_steps_than_a_model_is_given(project: Project) -> None:
    calls = tuple((WorkedCall("shout", {"text": str(number)}),) for number in range(8))
    project.store.add_tasks([Task("long", "Shout eight numbers.", kind="chain", solution=calls, answer="Done.")])
    assert taught(project)[1]["accepted"] == 1


def test_only_what_is_missing_is_taught(project: Project) -> None:
    project.store.add_tasks([worked("a"), worked("b", result="b")])
    assert sorted(taught(project)[0]) == ["task-a", "task-b"]
    again, result = taught(project, "teach-2")
    assert (again, result["tasks"], result["accepted"]) == ([], 0, 0)
    project.store.add_tasks([worked("c")])
    assert taught(project, "teach-3")[0] == ["task-c"]


def test_what_was_rejected_is_taught_again_on_request(project: Project) -> None:
    project.store.add_tasks([worked("a"), worked("b", result="b")])
    taught(project)
    again, result = taught(project, "teach-2", retry_failed=True)
    assert again == ["task-b"]
    assert (result["tasks"], result["rejected"]) == (1, {"check": 1})


def test_a_limit_takes_training_tasks_first_and_goes_on_from_there(project: Project) -> None:
    project.store.add_tasks(
        [worked("a", split="held_out"), worked("b"), Task("task-c", "Shout c."), worked("d"), worked("e")]
    )
    assert [taught(project, f"teach-{number}", limit=2, concurrency=1)[0] for number in range(3)] == [
        ["task-b", "task-d"],
        ["task-e", "task-a"],
        [],
    ]


def test_a_stopped_job_keeps_what_is_done_and_the_next_does_the_rest(project: Project) -> None:
    names = [f"w{number}" for number in range(12)]
    project.store.add_tasks([worked(name) for name in names])
    stop = threading.Event()
    first = []
    for event in teaching(project, stop=stop, concurrency=2):
        if isinstance(event, Taught):
            first.append(event.task)
            stop.set()
    assert isinstance(event, Cancelled)
    assert event.message.startswith(f"Stopped after {len(first)} of 12 tasks")
    assert 0 < len(first) < 12
    run = project.store.run("teach-1")
    assert run is not None and run.state == "cancelled"
    assert project.store.taught_tasks() == set(first)
    rest, result = taught(project, "teach-1")
    assert sorted([*first, *rest]) == sorted(f"task-{name}" for name in names)
    assert result["accepted"] == 12 - len(first)


def test_a_stop_that_comes_too_late_changes_nothing(project: Project) -> None:
    project.store.add_tasks([worked("a")])
    stop = threading.Event()
    for event in teaching(project, stop=stop):
        if isinstance(event, Taught):
            stop.set()
    assert isinstance(event, Finished)


def test_a_tool_that_breaks_is_the_reason_why_it_is_rejected(project: Project) -> None:
    source = "def shout(text):\n    raise ValueError('My throat hurts.')\n"
    project.store.set_tools([TOOL | {"implementation": {"kind": "python", "source": source, "entry": "shout"}}])
    project.store.add_tasks([worked("a")])
    [event] = [event for event in teaching(project) if isinstance(event, Taught)]
    assert not event.accepted
    assert event.reason.startswith("shout: Error: ") and "My throat hurts." in event.reason


@pytest.mark.parametrize(("tools", "tasks", "title"), [([TOOL], [], "No tasks"), ([], [worked("a")], "No tools")])
def test_without_tasks_or_tools_it_says_what_to_do(
    project: Project, tools: list[Any], tasks: list[Task], title: str
) -> None:
    project.store.set_tools(tools)
    project.store.add_tasks(tasks)
    *_, last = teaching(project)
    assert isinstance(last, Failed)
    assert (last.title, last.hint.startswith("Add some with: stillroom ")) == (title, True)


def test_tools_that_do_nothing_yet_are_not_taught_with(project: Project) -> None:
    project.store.set_tools([TOOL | {"implementation": {"kind": "none"}}])
    project.store.add_tasks([worked("a")])
    *_, last = teaching(project)
    assert isinstance(last, Failed)
    assert (last.title, "shout" in last.message) == ("Tools that do nothing yet", True)


COUNTER = """
class Counter:
    def __init__(self, count=0): self.count = count
    def add(self, by):
        self.count += by
        return self.count
"""
ADD = {
    "name": "add",
    "description": "Count on.",
    "parameters": {"type": "object", "properties": {"by": {"type": "integer"}}, "required": ["by"]},
    "implementation": {"kind": "python", "source": COUNTER, "entry": "add", "owner": "Counter"},
}


def counting(id: str, start: int, result: int, **fields: Any) -> Task:
    """A task to count 2 on from `start`, of which `result` is said to come."""
    solution = {"solution": ((WorkedCall("add", {"by": 2}),),), "results": ((result,),), "answer": f"{result}."}
    return Task(id, f"Count 2 on, {id}.", initial_state={"count": start}, **solution | fields)


def test_stateful_tools_begin_in_the_task_s_initial_state_and_end_in_the_one_that_is_checked(project: Project) -> None:
    project.store.set_tools([ADD])
    checks = [Check(state={"count": 7}), Check(state={"Counter": {"count": 8}})]
    tasks = [counting("task-a", 5, 7), counting("task-b", 1, 3)]
    tasks += [counting(f"task-{place}", 5, 7, check=check) for place, check in enumerate(checks)]
    project.store.add_tasks(tasks)
    reasons = {event.task: event.reason for event in teaching(project) if isinstance(event, Taught)}
    assert reasons == {
        "task-a": "",
        "task-b": "",
        "task-0": "",
        "task-1": "In the final state Counter.count is 7, expected 8.",
    }


def test_calls_that_are_made_to_fail_are_made_again_and_the_record_says_so(project: Project) -> None:
    project.store.add_tasks([worked(f"text {number}") for number in range(12)])
    _, result = taught(project, faults=0.4)
    trajectories = list(project.store.taught_trajectories("train"))
    ran = [project.store.executions(trajectory.id) for trajectory in trajectories]
    faults = [[done.fault for done in each] for each in ran]
    assert result["accepted"] == len(trajectories) > 6
    assert all(not each[-1] and all(each[:-1]) for each in faults)
    assert 0 < sum(len(each) > 1 for each in faults) < 12
    recovered = next(trajectory for trajectory, each in zip(trajectories, ran, strict=True) if len(each) > 1)
    roles = [message.role for message in recovered.messages]
    assert roles[:6] == ["system", "user", "assistant", "tool", "assistant", "tool"]
    first, second = recovered.calls[:2]
    assert (first[0].arguments, first[0].id != second[0].id) == (second[0].arguments, True)
