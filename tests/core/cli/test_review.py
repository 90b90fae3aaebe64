"""The command `review`."""

import json
from pathlib import Path
from typing import Any


def test_reviewing_on_the_command_line(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    folder = workshop.project([workshop.wait(0)], [workshop.task(1), workshop.task(2, result=3), workshop.task(4)])
    place = ("--project", str(folder), "--json")
    assert stillroom("teach", folder).code == 0

    def ask(*commands: str) -> list[Any]:
        return [ran.json for ran in stillroom.many([["review", *words.split(), *place] for words in commands])]

    listed, chosen, page, looked, found, other, accepted, rejected, noted, shown, *undone, all_rejected = ask(
        "list",
        "list --state rejected --tool wait",
        "list --after 1 --limit 1",
        "list --state needs-look --family nothing",
        "list --text task-2 --state needs-look",
        "list --method cot",
        "accept task-2 task-1 --note Right.",
        "reject task-4",
        "note task-4 --note Odd.",
        "show task-4",
        *["undo task-4"] * 3,
        "reject --tool wait --kind call",
    )
    assert listed["counts"] == {"accepted": 2, "rejected": 1, "open": 0, "reviewed": 0}
    assert [row["task"] for row in listed["trajectories"]] == ["task-1", "task-2", "task-4"]
    assert [[row["task"] for row in each["trajectories"]] for each in (chosen, page)] == [["task-2"], ["task-2"]]
    assert [each["more"] for each in (listed, chosen, page)] == [False, False, True]
    assert accepted["counts"] == {"accepted": 3, "rejected": 0, "open": 0, "reviewed": 2}
    assert [[row["task"] for row in each["trajectories"]] for each in (looked, found, other)] == [[], ["task-2"], []]
    assert (rejected["counts"]["rejected"], noted["counts"]["reviewed"]) == (1, 3)
    assert [(each["accepted"], each["note"]) for each in shown["reviews"]] == [(False, ""), (None, "Odd.")]
    assert [each["stage"] for each in shown["verdicts"]] == ["format", "schema", "execution", "check", "near-duplicate"]
    assert [each["undone"] for each in undone] == [True, True, False]
    assert (len(all_rejected["trajectories"]), all_rejected["counts"]["rejected"]) == (3, 3)

    edited = stillroom("review", "edit", "task-1", "--turn", 2, "--answer", "It is one.", *place).json
    assert edited["accepted"]
    *_, shown, exported = ask(
        "undo task-2",
        "undo task-4",
        f"show {edited['trajectory']}",
        f"export {tmp_path / 'out.jsonl'} --state accepted",
    )
    assert shown["messages"][-1]["content"] == "It is one."
    assert (exported["written"], exported["counts"]["accepted"]) == (3, 3)
    words, kept, over = stillroom.many(
        [
            ["review", "list", "--limit", "2", *place[:2]],
            ["review", "export", str(tmp_path / "out.jsonl"), *place],
            ["review", "export", str(tmp_path / "out.jsonl"), "--replace", "--state", "accepted", *place],
        ]
    )
    assert words.out.splitlines()[-2] == "There are more: --after 2"
    assert (kept.error["title"], over.code) == ("The file is there", 0)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["task"], line["reviewed"], line["note"]) for line in lines] == [
        ("task-1", None, ""),
        ("task-2", True, "Right."),
        ("task-4", None, ""),
    ]
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
