"""The command `review`."""

import json
from pathlib import Path
from typing import Any


def test_reviewing_on_the_command_line(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    folder = workshop.project([workshop.wait(0)], [workshop.task(1), workshop.task(2, result=3), workshop.task(4)])
    place = ("--project", str(folder), "--json")
    assert stillroom("teach", folder).code == 0

    def ask(*words: str) -> Any:
        (ran,) = stillroom.many([["review", *words, *place]])
        return ran.json

    listed = ask("list")
    assert listed["counts"] == {"accepted": 2, "rejected": 1, "open": 0, "reviewed": 0}
    assert [row["task"] for row in listed["trajectories"]] == ["task-1", "task-2", "task-4"]
    assert [row["task"] for row in ask("list", "--state", "rejected", "--tool", "wait")["trajectories"]] == ["task-2"]
    assert [row["task"] for row in ask("list", "--after", "1", "--limit", "1")["trajectories"]] == ["task-2"]

    accepted = ask("accept", "task-2", listed["trajectories"][0]["trajectory"], "--note", "Right.")
    assert accepted["counts"] == {"accepted": 3, "rejected": 0, "open": 0, "reviewed": 2}
    assert ask("reject", "task-4")["counts"]["rejected"] == 1
    assert ask("note", "task-4", "--note", "Odd.")["counts"]["reviewed"] == 3
    shown = ask("show", "task-4")
    assert [(each["accepted"], each["note"]) for each in shown["reviews"]] == [(False, ""), (None, "Odd.")]
    assert [each["stage"] for each in shown["verdicts"]] == ["format", "schema", "execution", "check"]
    assert (ask("undo", "task-4")["undone"], ask("undo", "task-4")["undone"], ask("undo", "task-4")["undone"]) == (
        True, True, False,
    )  # fmt: skip

    assert ask("reject", "--tool", "wait", "--kind", "call")["counts"]["rejected"] == 3
    for task in ("task-1", "task-2", "task-4"):
        assert ask("undo", task)["undone"]

    edited = stillroom("review", "edit", "task-1", "--turn", 2, "--answer", "It is one.", *place).json
    assert edited["accepted"]
    assert ask("show", edited["trajectory"])["messages"][-1]["content"] == "It is one."

    exported = ask("export", str(tmp_path / "out.jsonl"), "--state", "accepted")
    assert (exported["written"], exported["counts"]["accepted"]) == (3, 3)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["task"], line["reviewed"], line["note"]) for line in lines] == [
        ("task-1", None, ""), ("task-2", True, "Right."), ("task-4", None, ""),
    ]  # fmt: skip
    assert lines[0]["messages"][-1]["content"] == "It is one."
    assert lines[0]["tools"][0]["function"]["name"] == "wait"


def test_what_is_not_there_or_makes_no_sense(stillroom: Any, workshop: Any) -> None:
    place = ("--project", str(workshop.project([workshop.wait(0)], [workshop.task(1)])))
    commands = [["review", *words, *place] for words in (["accept", "task-1"], ["undo", "gone"], ["show", "gone"])]
    for ran in stillroom.many([[*words, "--json"] for words in commands]):
        assert ran.error["title"] == "No such solution"
    wrong = [["accept"], ["accept", "task-1", "--kind", "call"], ["note", "task-1"], ["edit", "task-1"], ["edit", "task-1", "--turn", "1"],
             ["edit", "task-1", "--turn", "1", "--calls", "{}"], ["edit", "task-1", "--turn", "0"], ["list", "--state", "good"]]  # fmt: skip
    for ran in stillroom.many([["review", *words, *place] for words in wrong]):
        assert ran.code == 2, ran.out
