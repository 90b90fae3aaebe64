"""What a person edits is executed and verified anew, as a child of what was there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from standins.providers.server import Asked, ProviderStandIn, Refuses, Says, openai_error

from stillroom.conversation import Message, Trajectory
from stillroom.jobs import Failed, Finished, JobSpec, run_here
from stillroom.project import Project
from stillroom.store import Check, Execution, Task, Verdict, WorkedCall
from stillroom.teacher import teacher_at

SOURCE = "def shout(text):\n    return text.upper()\n"
TOOL: dict[str, Any] = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    "implementation": {"kind": "python", "source": SOURCE, "entry": "shout"},
}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        project.store.set_tools([TOOL])
        call = WorkedCall("shout", {"text": "b"})
        task = Task("a", ("Shout a.", "Thanks."), solution=((call,),), turn_steps=(1, 0), answer=("B!", "Welcome."))
        check = Check(calls=(WorkedCall("shout", {"text": "a"}),))
        project.store.add_tasks([msgspec.structs.replace(task, check=check)])
        list(run_here(JobSpec("stillroom.trajectories.teach:teach", "teach", str(project.folder), "teach-1")))
        yield project


def edited(project: Project, turn: int, of: str = "a", **params: Any) -> dict[str, Any]:
    params |= {"turn": turn, "trajectory": project.store.find_taught(of)}
    *_, last = run_here(
        JobSpec("stillroom.trajectories.edit:edit", "review", str(project.folder), f"edit-{turn}", params)
    )
    assert isinstance(last, Finished), last
    return last.result


def turns(project: Project, trajectory: str) -> list[tuple[str, str]]:
    found = project.store.trajectory(trajectory)
    assert found
    return [
        (message.role, message.content or " ".join(call.arguments["text"] for call in message.tool_calls))
        for message in found.messages[1:]
    ]


def test_a_call_is_edited_and_what_follows_is_executed(project: Project) -> None:
    store = project.store
    [parent] = store.taught_rows()
    assert (parent.accepted, parent.stage) == (False, "check")
    result = edited(project, 0, thought="It is a.", calls=[{"name": "shout", "arguments": {"text": "a"}}])
    assert (result["accepted"], result["reason"], result["parent"]) == (True, "", parent.trajectory)
    child = store.trajectory(result["trajectory"])
    assert child and (child.parent, child.method) == (parent.trajectory, "agent")
    assert child.messages[2].thought == "It is a."
    assert turns(project, child.id) == [
        ("user", "Shout a."), ("assistant", "a"), ("tool", "A"), ("assistant", "B!"),
        ("user", "Thanks."), ("assistant", "Welcome."),
    ]  # fmt: skip
    assert [execution.result for execution in store.executions(child.id)] == ["A"]
    assert [trajectory.id for trajectory in store.taught_trajectories("train")] == [child.id]
    answered = edited(project, 1, content="A!")
    assert [said for _, said in turns(project, answered["trajectory"])] == [
        "Shout a.",
        "a",
        "A",
        "A!",
        "Thanks.",
        "Welcome.",
    ]


def test_calls_become_an_answer_and_an_answer_calls(project: Project) -> None:
    silent = edited(project, 0, calls=[], content="No.")
    assert [said for _, said in turns(project, silent["trajectory"])] == ["Shout a.", "No.", "Thanks.", "Welcome."]
    assert not silent["accepted"]
    late = edited(project, 1, calls=[{"name": "shout", "arguments": {"text": "a"}}])
    assert [said for _, said in turns(project, late["trajectory"])] == [
        "Shout a.", "No.", "Thanks.", "a", "A", "Welcome.",
    ]  # fmt: skip
    assert late["accepted"]


def test_a_teacher_goes_on_from_the_edited_turn(project: Project) -> None:
    def says(asked: Asked) -> Says:
        last = asked.body["messages"][-1]
        return Says(f"It is {last['content']}!" if last["role"] == "tool" else "Gladly.", thought="Told.")

    with ProviderStandIn(says) as server:
        teacher = msgspec.to_builtins(teacher_at(server.base_url, "m"))
        result = edited(project, 0, calls=[{"name": "shout", "arguments": {"text": "a"}}], teacher=teacher)
    assert [said for _, said in turns(project, result["trajectory"])] == [
        "Shout a.", "a", "A", "It is A!", "Thanks.", "Gladly.",
    ]  # fmt: skip
    assert (result["accepted"], result["tokens"]) == (True, 240)
    assert [spent.purpose for spent in project.store.spent()] == ["correct"]
    assert {row["task"] for row in project.store._rows("SELECT task FROM payments")} == {"a"}

    def refuses(asked: Asked) -> Refuses:
        return Refuses(401, openai_error("Wrong key."))

    with ProviderStandIn(refuses) as server:
        params = {
            "turn": 0,
            "trajectory": project.store.find_taught("a"),
            "teacher": msgspec.to_builtins(teacher_at(server.base_url, "m")),
        }
        *_, last = run_here(
            JobSpec("stillroom.trajectories.edit:edit", "review", str(project.folder), "edit-2", params)
        )
    assert isinstance(last, Failed)


def test_what_was_called_stays_as_it_was_where_no_call_is_edited(project: Project) -> None:
    broken = TOOL | {"implementation": TOOL["implementation"] | {"source": "def shout(text):\n    return 'other'\n"}}
    project.store.set_tools([broken])
    kept = edited(project, 1, content="B?")
    assert [said for _, said in turns(project, kept["trajectory"])][2] == "B"


def test_what_cannot_be_edited_is_named(project: Project) -> None:
    found = project.store.find_taught("a")
    for turn, trajectory, said in ((3, found, "3 turns"), (-1, found, "3 turns"), (0, "gone", "no trajectory gone")):
        spec = JobSpec(
            "stillroom.trajectories.edit:edit",
            "review",
            str(project.folder),
            "edit",
            {"turn": turn, "trajectory": trajectory},
        )
        *_, last = run_here(spec)
        assert isinstance(last, Failed) and said in last.message
        assert last.hint


def test_what_was_made_to_fail_fails_again(project: Project) -> None:
    """Twice the same call: the first was made to fail, the second really ran. However many times it failed, an answer may come."""
    store = project.store
    parent = store.trajectory(store.find_taught("a"))
    assert parent
    said, user, called, ran, answered, *rest = parent.messages
    [call] = called.tool_calls
    error = "Error: shout did not answer in time."
    messages, executions = [said, user], []
    for number in range(6):
        again = msgspec.structs.replace(call, id=f"call-{number // 2}")  # some servers use an id twice
        fault = number < 5
        result = error if fault else ran.content
        messages.append(msgspec.structs.replace(called, tool_calls=(again,)))
        messages.append(msgspec.structs.replace(ran, content=result, tool_call_id=again.id))
        executions.append(Execution(again.id, "shout", call.arguments, not fault, result, 0.0, fault=fault))
    failing = msgspec.structs.replace(parent, id="failing", messages=(*messages, answered, *rest))
    store.add_trajectory(failing, "teach-1", executions, store.verdicts(parent.id))

    def results(of: str) -> list[tuple[str, bool]]:
        return [(done.result, done.fault) for done in store.executions(of)]

    for turn, params, last in (
        (6, {"content": "B?"}, "B"),  # no call is made again
        (5, {"calls": [{"name": "shout", "arguments": {"text": "a"}}]}, "A"),
    ):
        result = edited(project, turn, of="failing", **params)
        assert results(result["trajectory"]) == [(error, True)] * 5 + [(last, False)]
    assert result["accepted"]


def test_a_judge_is_asked_where_the_task_has_a_rubric(project: Project) -> None:
    store = project.store
    call = WorkedCall("shout", {"text": "c"})
    check = Check(calls=(call,), judge="It is polite.")
    store.add_tasks([Task("c", "Shout c.", solution=((call,),), answer="C!", check=check)])
    list(run_here(JobSpec("stillroom.trajectories.teach:teach", "teach", str(project.folder), "teach-2")))
    assert not edited(project, 1, of="c", content="There you are: C!")["accepted"]

    def judges(asked: Asked) -> Says:
        told = asked.body["messages"][1]["content"]
        return Says('{"reason": "It greets.", "meets": %s}' % ("true" if "Gladly" in told else "false"))

    with ProviderStandIn(judges) as server:
        judge = msgspec.to_builtins(teacher_at(server.base_url, "m"))
        refused = edited(project, 1, of="c", content="C.", judge=judge)
        accepted = edited(project, 1, of="c", content="Gladly: C!", judge=judge)
    assert (refused["accepted"], refused["reason"], accepted["accepted"]) == (False, "It greets.", True)
    assert [verdict.stage for verdict in store.verdicts(accepted["trajectory"])][-1] == "judge"
    assert [spent.purpose for spent in store.spent()] == ["judge"]


def test_a_thought_without_tools_stays_one(project: Project) -> None:
    store = project.store
    messages = (Message("system", "Think."), Message("user", "Shout a."), Message("assistant", "b", "A is a letter."))
    messages += (Message("user", "Thanks."), Message("assistant", "Welcome."))
    cot = Trajectory("cot", "a", "cot", store.keep_tool_set([]), messages)
    store.add_trajectory(cot, "teach-1", [], [Verdict("check", False, "Wrong.")])
    child = store.trajectory(edited(project, 0, of="cot", content="B!", thought="So loud.")["trajectory"])
    assert child and child.method == "cot"
    assert child.messages == (*messages[:2], Message("assistant", "B!", "So loud."), *child.messages[3:])
