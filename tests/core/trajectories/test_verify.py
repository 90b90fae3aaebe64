"""What verification refuses, at which stage and why."""

from typing import Any

import pytest

from stillroom.conversation import Message, ToolCall, Trajectory
from stillroom.store import AnswerCheck, Check, Execution, Task, Verdict, WorkedCall
from stillroom.tools import read_tools
from stillroom.trajectories import Rollout, verify
from stillroom_resources import resource

TOOLS = read_tools(resource("samples", "cipher_desk", "tools.json"))
COUNT = WorkedCall("count_words", {"text": "a b"})
HASH = WorkedCall("hash_text", {"text": "a", "algorithm": "md5"})
STAGES = ["format", "schema", "execution", "check"]
ALL_WELL = [Verdict(stage, True) for stage in STAGES]


def step(*calls: WorkedCall, ok: bool = True, result: str = "2") -> list[Message | Execution]:
    """An assistant's turn of calls, with their executions."""
    made = tuple(ToolCall(f"call-{place}", call.name, call.arguments) for place, call in enumerate(calls))
    ran = [Execution(call.id, call.name, call.arguments, ok, result, 0.0) for call in made]
    return [Message("assistant", tool_calls=made), *ran]


def verdicts(task: Task, *parts: Message | Execution, answer: str = "Two.", **rollout: Any) -> list[Verdict]:
    """The verdicts on a conversation of these turns and executions."""
    messages: list[Message] = [Message("user", task.turns[0])]
    executions = []
    for part in parts:
        if isinstance(part, Execution):
            executions.append(part)
        messages.append(
            part if isinstance(part, Message) else Message("tool", part.result, tool_call_id=part.call, name=part.name)
        )
    if answer:
        messages.append(Message("assistant", answer))
    played = Rollout(tuple(messages), tuple(executions), **rollout)
    return verify(task, Trajectory("trajectory-1", task.id, "agent", "", played.messages), played, TOOLS)


def asking(**fields: Any) -> Task:
    return Task("task-1", "How many words has a b?", **fields)


def refused(stage: str, reason: str) -> list[Verdict]:
    """All stages before it said yes, and none came after it."""
    before = STAGES[: STAGES.index(stage)]
    return [*(Verdict(each, True) for each in before), Verdict(stage, False, reason)]


def test_what_is_right_passes_all_stages() -> None:
    task = asking(solution=((COUNT,),), results=((2,),), check=Check(answer=AnswerCheck(matches="Two")))
    assert verdicts(task, *step(COUNT)) == ALL_WELL
    assert verdicts(asking(kind="chat", solution=())) == ALL_WELL


def test_a_problem_of_the_rollout_is_refused_as_it_was_told() -> None:
    assert verdicts(asking(), problem="A tool call was begun and not ended.") == refused(
        "format", "A tool call was begun and not ended."
    )


@pytest.mark.parametrize("answer", ["", " \n"])
def test_without_an_answer_it_is_refused(answer: str) -> None:
    assert verdicts(asking(), *step(COUNT), answer=answer) == refused("format", "There is no answer.")


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (WorkedCall("count", {}), "There is no tool count."),
        (WorkedCall("count_words", {}), 'count_words: count_words needs the argument "text".'),
        (WorkedCall("hash_text", {"text": "a", "algorithm": "md6"}), "algorithm"),
    ],
)
def test_a_call_that_fits_no_tool_is_refused(call: WorkedCall, reason: str) -> None:
    *_, last = verdicts(asking(), *step(call, ok=False), *step(COUNT))
    assert (last.stage, last.ok) == ("schema", False)
    assert reason in last.reason


def test_a_conversation_whose_last_call_failed_is_refused() -> None:
    assert verdicts(asking(), *step(COUNT), *step(HASH, ok=False, result="Error: no.")) == refused(
        "execution", "hash_text: Error: no."
    )


def test_a_failed_call_that_was_made_good_is_kept() -> None:
    assert verdicts(asking(), *step(COUNT, ok=False, result="Error: no."), *step(COUNT)) == ALL_WELL


@pytest.mark.parametrize(
    ("solution", "made", "reason"),
    [
        (((COUNT,),), [HASH], "hash_text was called, expected count_words"),
        (((COUNT,),), [], "no call was made, expected count_words"),
        (((COUNT,), (HASH,)), [COUNT], "hash_text was not called"),
        ((), [COUNT], "count_words was called, but no call was needed"),
    ],
)
def test_other_calls_than_the_solution_has_are_refused(solution: Any, made: list[WorkedCall], reason: str) -> None:
    task = asking(kind="call" if solution else "chat", solution=solution)
    assert verdicts(task, *(part for call in made for part in step(call))) == refused("check", reason)


def test_the_calls_of_a_check_stand_before_those_of_the_solution() -> None:
    task = asking(solution=((COUNT,),), check=Check(calls=(HASH,)))
    assert verdicts(task, *step(HASH)) == ALL_WELL
    assert verdicts(task, *step(COUNT)) == refused("check", "count_words was called, expected hash_text")
    assert verdicts(asking(check=Check(calls=())), *step(COUNT)) == refused(
        "check", "count_words was called, but no call was needed"
    )


def test_a_result_other_than_the_solution_says_is_refused_with_both() -> None:
    task = asking(solution=((COUNT,), (HASH,)), results=((2,), ("x",)))
    assert verdicts(task, *step(COUNT, result="2"), *step(HASH, result="x")) == ALL_WELL
    assert verdicts(task, *step(COUNT, result="2"), *step(HASH, result="y")) == refused(
        "check", "hash_text returned y, but the solution says x."
    )


@pytest.mark.parametrize(
    ("check", "answer"),
    [
        (AnswerCheck(equals="Two."), " Two.\n"),
        (AnswerCheck(matches=r"^T\w+\.$"), "Two."),
        (AnswerCheck(matches="wo"), "Two."),
        (AnswerCheck(number=2), "There are 2."),
        (AnswerCheck(number=-1234.5), "From 3 to -1,234.5 degrees."),
        (AnswerCheck(number=218.3333, tolerance=0.05), "About 218.3 degrees."),
        (AnswerCheck(number=0), "It is 0"),
        (AnswerCheck(equals="2", matches="2", number=2), "2"),
    ],
)
def test_an_answer_that_passes_its_check(check: AnswerCheck, answer: str) -> None:
    assert verdicts(asking(check=Check(answer=check)), answer=answer) == ALL_WELL


@pytest.mark.parametrize(
    ("check", "answer", "reason"),
    [
        (AnswerCheck(equals="Two."), "two.", "The answer is not: Two."),
        (AnswerCheck(equals=""), "Two.", "The answer is not: "),
        (AnswerCheck(matches="^wo"), "Two.", "The answer does not match: ^wo"),
        (AnswerCheck(number=2), "There are 3, or 22, or -2.", "The answer does not give 2."),
        (AnswerCheck(number=2), "Two.", "The answer does not give 2."),
        (AnswerCheck(number=218.3333, tolerance=0.03), "About 218.3 degrees.", "The answer does not give 218.333."),
        (AnswerCheck(equals="2", matches="3"), "2", "The answer does not match: 3"),
    ],
)
def test_an_answer_that_does_not_pass_its_check(check: AnswerCheck, answer: str, reason: str) -> None:
    assert verdicts(asking(check=Check(answer=check)), answer=answer) == refused("check", reason)


def test_what_no_judge_has_looked_at_is_not_accepted() -> None:
    last = verdicts(asking(solution=((COUNT,),), check=Check(judge="Is it kind?")), *step(COUNT))[-1]
    assert (last.stage, last.ok, last.reason) == ("judge", False, "No judge has looked at it.")


DOOR = {"Door": {"open": True, "knocks": [1, 2]}}


@pytest.mark.parametrize(
    ("check", "state", "reason"),
    [
        ({"open": True}, DOOR, ""),
        ({"Door": {"knocks": [1, 2]}}, DOOR, ""),
        ({"open": 1}, DOOR, "In the final state Door.open is true, expected 1."),
        ({"Door": {"knocks": [1]}}, DOOR, "In the final state Door.knocks is [1,2], expected [1]."),
        ({"shut": False}, DOOR, "In the final state Door.shut is not there, expected false."),
        ({"Lamp": {"on": True}}, DOOR | {"Lamp": {}}, "In the final state Lamp.on is not there, expected true."),
        ({"open": True}, {}, "The final state cannot be checked: there are no stateful tools."),
    ],
)
def test_the_final_state_is_as_a_check_says(check: dict[str, Any], state: dict[str, Any], reason: str) -> None:
    found = verdicts(asking(check=Check(state=check)), state=state)
    assert found == (refused("check", reason) if reason else ALL_WELL)


def test_the_final_state_is_the_one_that_the_worked_solution_leads_to() -> None:
    task = asking(solution=((COUNT,),))
    assert verdicts(task, *step(COUNT), state=DOOR, worked_state=DOOR) == ALL_WELL
    other = {"Door": DOOR["Door"] | {"open": False}}
    assert verdicts(task, *step(COUNT), state=DOOR, worked_state=other) == refused(
        "check", "In the final state Door.open is true, expected false."
    )


def test_the_results_of_a_step_come_in_any_order_as_its_calls_do() -> None:
    task = asking(solution=((COUNT, HASH),), results=((2, "0c"),))
    count, hashed = step(COUNT), step(HASH, result="0c")
    for first, second in ((count, hashed), (hashed, count)):
        assert verdicts(task, *first, *second) == ALL_WELL
    wrong = "hash_text returned 1, but the solution says 0c."
    assert verdicts(task, *step(HASH, result="1"), *count) == refused("check", wrong)


def test_a_call_that_was_made_to_fail_does_not_count() -> None:
    failed = Message("assistant", tool_calls=(ToolCall("call-7", COUNT.name, COUNT.arguments),))
    said = "Error: count_words did not answer in time."
    fault = Execution("call-7", COUNT.name, COUNT.arguments, False, said, 0.0, fault=True)
    task = asking(solution=((COUNT,),), results=((2,),))
    assert verdicts(task, failed, fault, *step(COUNT)) == ALL_WELL
    assert verdicts(task, failed, fault) == refused("execution", f"count_words: {said}")
