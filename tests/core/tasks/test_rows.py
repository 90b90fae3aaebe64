"""Files of tasks: tables whose columns are mapped, plain prompts, JSON lines."""

from pathlib import Path

import pytest

from stillroom.errors import KnownError
from stillroom.store import AnswerCheck, Check, WorkedCall
from stillroom.tasks import TaskLine, preview, read_lines, read_typed

TABLE = """question;label;tool set;Family
"How many
words?";2;"[[{""name"": ""count"", ""arguments"": {""text"": ""a; b""}}]]";counting

Hello;;;
"""
MAPPING = {"prompt": "question", "answer": "label", "solution": "tool set", "family": "Family"}


def lines(path: Path, text: str, **mapping: str) -> list[TaskLine]:
    path.write_text(text, encoding="utf-8")
    return list(read_lines(path, mapping))


def test_a_table_whose_columns_are_mapped(tmp_path: Path) -> None:
    first, second = (line.task for line in lines(tmp_path / "tasks.csv", TABLE, **MAPPING))
    assert (first.prompt, first.answer, first.family) == ("How many\nwords?", "2", "counting")
    assert first.solution == ((WorkedCall("count", {"text": "a; b"}),),)
    assert (second.prompt, second.answer, second.solution, second.family) == ("Hello", "", None, "")


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.CSV", "\t"), ("a.tsv", "\t")])
def test_columns_of_the_fields_names_need_no_mapping(tmp_path: Path, name: str, mark: str) -> None:
    check = '"{""answer"": {""number"": 2}}"'
    rows = [
        ["prompt", "kind", "split", "check", "ours"],
        ["Two?", "call", "held_out", check, "x"],
        ["Hi", "chat", "", "", ""],
    ]
    first, second = lines(tmp_path / name, "\ufeff" + "\r\n".join(map(mark.join, rows)))
    assert (first.task.check, first.side) == (Check(answer=AnswerCheck(number=2)), "held_out")
    assert (second.task.kind, second.side) == ("chat", None)


def test_a_cell_may_hold_several_user_turns(tmp_path: Path) -> None:
    several, one = lines(tmp_path / "a.csv", 'prompt\n"[""One"", ""Two""]"\n[not a list\n')
    assert (several.task.turns, one.task.turns) == (("One", "Two"), ("[not a list",))


def test_keys_of_json_lines_are_mapped_too(tmp_path: Path) -> None:
    [line] = lines(tmp_path / "a.jsonl", '{"prompt": "no", "query": "yes", "answer": "a"}', prompt="query")
    assert (line.task.prompt, line.task.answer) == ("yes", "a")


@pytest.mark.parametrize(
    ("name", "text", "mapping", "said"),
    [
        ("a.csv", "question\nOne\n", {}, "has no column prompt; it has question."),
        ("a.csv", "question\nOne\n", {"prompt": "questions"}, "has no column questions; it has question."),
        ("a.csv", "prompt\nOne\n", {"answer": "label"}, "has no column label; it has prompt."),
        ("a.jsonl", '{"prompt": "One"}', {"answer": "label"}, "has no column label; it has prompt."),
        ("a.csv", "prompt\nOne\n", {"answers": "prompt"}, "no field answers"),
        ("a.csv", "prompt,prompt\nOne,Two\n", {}, "Line 1 of {path} names two columns alike."),
        ("a.csv", "prompt,kind\nOne,call\nTwo\n", {}, "Line 3 of {path} has 1 cells, but there are 2 columns."),
        ("a.csv", "prompt,kind\nOne,song\n", {}, "Line 2 of {path}: Invalid enum value"),
        ("a.csv", 'prompt,check\n"One\nand a half",\nTwo,{x\n', {}, "Line 4 of {path}: `check` is no JSON"),
        ("a.csv", 'prompt\n"One" two\n', {}, "Line 2 of {path}: "),
        ("a.txt", 'One\n{"prompt"\n', {}, "Line 2 of {path} is no JSON"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, mapping: dict[str, str], said: str
) -> None:
    with pytest.raises(KnownError) as refused:
        lines(tmp_path / name, text, **mapping)
    assert said.format(path=tmp_path / name) in refused.value.message
    assert refused.value.hint


def test_typed_text_is_a_prompt_a_line(tmp_path: Path) -> None:
    text = '  One.  \n\n{"prompt": "Two.", "kind": "chat"}\n'
    typed = list(read_typed(text))
    assert [(line.task.prompt, line.task.kind) for line in typed] == [("One.", "call"), ("Two.", "chat")]
    assert [line.task for line in lines(tmp_path / "a.txt", text)] == [line.task for line in typed]
    with pytest.raises(KnownError, match="Line 2 is no JSON"):
        list(read_typed("One.\n{two}"))


def test_the_same_prompt_in_another_state_is_another_task(tmp_path: Path) -> None:
    [one, two, again] = read_typed('Read it.\n{"prompt": "Read it.", "initial_state": {"mail": 1}}\nRead it.')
    assert one.task.id == again.task.id != two.task.id


def test_a_preview_shows_columns_and_rows_and_guesses_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    seen = preview(tmp_path / "a.csv", 1)
    assert seen.columns == ("question", "label", "tool set", "Family")
    assert seen.mapping == {"family": "Family", "prompt": "question"}
    assert [row[:2] for row in seen.rows] == [("How many\nwords?", "2")]
    (tmp_path / "a.jsonl").write_text('{"prompt": ["a", "b"]}\n{"Kind": "chat"}\n', encoding="utf-8")
    seen = preview(tmp_path / "a.jsonl")
    assert (seen.columns, seen.mapping) == (("prompt", "Kind"), {"prompt": "prompt", "kind": "Kind"})
    assert seen.rows == (('["a","b"]', ""), ("", "chat"))
