"""Task lines, as users write them."""

import json
from pathlib import Path
from typing import Any

import pytest

from stillroom.conversation import Message, ToolCall, Trajectory
from stillroom.errors import KnownError
from stillroom.store import AnswerCheck, Check, Task, WorkedCall
from stillroom.tasks import compare_solution, read_tasks, result_text, worked_conversation, worked_turns

CALL = {"name": "count_words", "arguments": {"text": "a b"}}


def read(folder: Path, *lines: Any) -> list[Task]:
    path = folder / "tasks.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return list(read_tasks(path))


def test_a_line_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    line = {
        "id": "one",
        "prompt": "How many words has a b?",
        "kind": "call",
        "family": "counting",
        "split": "held_out",
        "initial_state": {"desk": 1},
        "solution": [[CALL]],
        "results": [[{"words": 2}]],
        "thoughts": ["Count."],
        "answer": "Two.",
        "check": {"answer": {"number": 2}, "calls": [CALL]},
    }
    call = WorkedCall("count_words", {"text": "a b"})
    check = Check(calls=(call,), answer=AnswerCheck(number=2))
    expected = Task(
        "one",
        line["prompt"],
        "call",
        "counting",
        "held_out",
        {"desk": 1},
        ((call,),),
        (({"words": 2},),),
        ("Count.",),
        "Two.",
        check,
    )
    assert read(tmp_path, line) == [expected]


def test_an_id_comes_from_the_prompt_alone(tmp_path: Path) -> None:
    first, same, other, several = read(
        tmp_path,
        {"prompt": "a"},
        {"prompt": "a", "family": "f", "split": "held_out"},
        {"prompt": "b"},
        {"prompt": ["a"]},
    )
    assert first.id == same.id
    assert first.id.startswith("task-")
    assert len({first.id, other.id, several.id}) == 3


def test_a_prompt_may_be_several_turns_of_the_user(tmp_path: Path) -> None:
    one, several = read(tmp_path, {"prompt": "Hello"}, {"prompt": ["Hello", "Bye"]})
    assert (one.turns, several.turns) == (("Hello",), ("Hello", "Bye"))


def test_empty_lines_and_the_mark_that_windows_puts_first_are_passed_over(tmp_path: Path) -> None:
    assert [task.prompt for task in read(tmp_path, '\ufeff{"prompt": "a"}', "", "  ", '{"prompt": "ü"}', "")] == [
        "a",
        "ü",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is no JSON"),
        ("[" * 5000, "is no JSON"),
        ('{"prompt": "\\ud800"}', "is no JSON"),
        ('{"prompt": "a", "solution": [[{"name": "t", "arguments": {"n": NaN}}]]}', "is no JSON"),
        ('"prompt"', "is no JSON object"),
        ({}, "prompt"),
        ({"prompt": 3}, "$.prompt"),
        ({"prompt": " "}, "has an empty prompt"),
        ({"prompt": []}, "has an empty prompt"),
        ({"prompt": ["a", ""]}, "has an empty prompt"),
        ({"prompt": "a", "id": 3}, "$.id"),
        ({"prompt": "a", "kind": "calls"}, "calls"),
        ({"prompt": "a", "split": "test"}, "test"),
        ({"prompt": "a", "solution": [CALL]}, "$.solution"),
        ({"prompt": "a", "solution": [[{"name": "t"}]]}, "arguments"),
        ({"prompt": "a", "solution": []}, "is of kind call and has no call in its solution"),
        ({"prompt": "a", "solution": [[]]}, "is of kind call and has no call in its solution"),
        ({"prompt": "a", "kind": "parallel", "solution": []}, "is of kind parallel and has no call"),
        ({"prompt": "a", "kind": "chat", "solution": [[CALL]]}, "is of kind chat and has calls in its solution"),
        ({"prompt": "a", "kind": "ask_back", "solution": [[CALL]]}, "is of kind ask_back and has calls"),
        ({"prompt": ["a", "b"], "solution": [[[CALL]]]}, "`solution` is no list of 2 lists"),
        ({"prompt": ["a", "b"], "solution": [[CALL], [CALL]]}, "$.solution"),
        ({"prompt": ["a", "b"], "solution": [[[CALL]], []], "results": [[2]]}, "`results` is no list of 2 lists"),
        ({"prompt": ["a", "b"], "thoughts": ["one", "two"]}, "`thoughts` is no list of 2 lists"),
        ({"prompt": ["a", "b"], "answer": ["one"]}, "`answer` is a list of 1 for 2 user turns"),
        ({"prompt": "a", "answer": ["one", "two"]}, "`answer` is a list of 2 for 1 user turns"),
        ({"prompt": ["a", "b"], "kind": "ask_back", "solution": [[[CALL]], []]}, "is of kind ask_back and has calls"),
        ({"prompt": ["a", "b"], "kind": "chat", "solution": [[], [[CALL]]]}, "is of kind chat and has calls"),
        ({"prompt": "a", "check": {"answer": {"matches": "("}}}, "no regular expression"),
        ({"prompt": "a", "check": {"answer": {"number": "2"}}}, "$.check.answer.number"),
    ],
)
def test_a_line_that_is_no_task_is_named(tmp_path: Path, line: Any, said: str) -> None:
    with pytest.raises(KnownError) as refused:
        read(tmp_path, {"prompt": "right"}, "", line, {"prompt": "right as well"})
    assert refused.value.message.startswith(f"Line 3 of {tmp_path / 'tasks.jsonl'}")
    assert said in refused.value.message
    assert "nothing was imported" in refused.value.hint


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "tasks.jsonl").write_bytes(b'{"prompt": "\xff"}')
    with pytest.raises(KnownError, match="UTF-8"):
        list(read_tasks(tmp_path / "tasks.jsonl"))
    with pytest.raises(KnownError, match=r"none\.jsonl"):
        list(read_tasks(tmp_path / "none.jsonl"))


def test_a_worked_solution_becomes_the_turns_of_a_conversation() -> None:
    first, second, third = (WorkedCall("count_words", {"text": text}) for text in "abc")
    task = Task("one", "a", solution=((first,), (second, third)), thoughts=("First a.", "Then both."), answer="Done.")
    assert worked_turns(task) == (
        Message("assistant", thought="First a.", tool_calls=(ToolCall("call-0-0", "count_words", {"text": "a"}),)),
        Message(
            "assistant",
            thought="Then both.",
            tool_calls=(
                ToolCall("call-1-0", "count_words", {"text": "b"}),
                ToolCall("call-1-1", "count_words", {"text": "c"}),
            ),
        ),
        Message("assistant", "Done."),
    )


def test_a_solution_of_several_user_turns_is_a_list_for_each(tmp_path: Path) -> None:
    line = {
        "prompt": ["Count a b, then c.", "Thanks.", "Now d."],
        "solution": [[[CALL], [CALL, CALL]], [], [[CALL]]],
        "results": [[[{"words": 2}], [1, 1]], [], [[1]]],
        "thoughts": [["First.", "Both."], [], ["Last.", "Done."]],
        "answer": ["Two and one.", "You are welcome.", "One."],
    }
    [task] = read(tmp_path, line)
    assert [len(steps) for steps in task.solution_by_turn] == [2, 0, 1]
    turns = worked_turns(task)
    assert [(turn.thought, len(turn.tool_calls), turn.content) for turn in turns] == [
        ("First.", 1, ""),
        ("Both.", 2, ""),
        ("", 0, "Two and one."),
        ("", 0, "You are welcome."),
        ("Last.", 1, ""),
        ("Done.", 0, "One."),
    ]
    assert len({call.id for turn in turns for call in turn.tool_calls}) == 4
    conversation = worked_conversation(task)
    assert "".join(message.role[0] for message in conversation) == "uatattauauata"
    assert [message.content for message in conversation if message.role == "tool"] == ['{"words":2}', "1", "1", "1"]


def test_of_several_turns_one_answer_is_the_last_and_one_turn_may_be_written_as_several(tmp_path: Path) -> None:
    two, one = read(
        tmp_path,
        {"prompt": ["a", "b"], "solution": [[[CALL]], [[CALL]]], "answer": "Done."},
        {"prompt": ["c"], "solution": [[[CALL], [CALL]]], "answer": ["Done."]},
    )
    assert two.answers == ("", "Done.")
    assert [len(steps) for steps in one.solution_by_turn] == [2]


def test_a_task_that_asks_back_may_call_once_the_user_has_answered(tmp_path: Path) -> None:
    line = {"prompt": ["Count.", "Count a b."], "kind": "ask_back", "solution": [[], [[CALL]]]}
    asked, never = read(tmp_path, line, {"prompt": "Count.", "kind": "ask_back", "solution": []})
    assert (asked.needs_call, never.needs_call) == (True, False)


def test_calls_are_compared_within_their_user_turn(tmp_path: Path) -> None:
    line = {"prompt": ["Count.", "Count a b."], "kind": "ask_back", "solution": [[], [[CALL]]]}
    [task] = read(tmp_path, line)
    user = [Message("user", text) for text in task.turns]
    call = Message("assistant", tool_calls=(ToolCall("1", "count_words", {"text": "a b"}),))
    answer = Message("assistant", "Which?")

    def reason(*messages: Message) -> str:
        comparison = compare_solution(task, Trajectory("t", task.id, "agent", "", messages), [])
        assert comparison.exact == comparison.name == (not comparison.reason)
        return comparison.reason

    assert reason(user[0], answer, user[1], call, answer) == ""
    assert reason(user[0], call, answer, user[1], answer) == "Turn 1: count_words was called, but no call was needed"
    assert reason(user[0], answer) == "Turn 2: no call was made, expected count_words"


def test_where_no_call_is_right_the_thought_stands_before_the_answer() -> None:
    task = Task("one", "Hello", kind="chat", solution=(), thoughts=("A greeting.",), answer="Hello!")
    assert worked_turns(task) == (Message("assistant", "Hello!", thought="A greeting."),)


@pytest.mark.parametrize(
    ("result", "text"),
    [("as it is", "as it is"), (2.0, "2.0"), ({"b": 1, "a": "é"}, '{"a":"é","b":1}'), (None, "null")],
)
def test_a_result_is_shown_as_the_sandbox_shows_it(result: Any, text: str) -> None:
    assert result_text(result) == text
