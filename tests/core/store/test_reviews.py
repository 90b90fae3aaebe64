"""What a person decides of a teacher's trajectories stands above the verdicts, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stillroom.conversation import Message, Trajectory
from stillroom.errors import ProjectError
from stillroom.store import Chosen, Execution, Run, Store, Task, Verdict

YES, NO = Verdict("format", True), Verdict("check", False, "Wrong.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "project.db", create=True)
    for kind in ("teach", "review", "evaluate"):
        store.start_run(Run(kind, kind, "done", 0.0))
    store.keep_tool_set([])
    store.add_tasks([Task("a", "Do a.", split="held_out"), Task("b", "Do b.", kind="chat"), Task("c", "Do c.")])
    yield store
    store.close()


def add(
    store: Store,
    id: str,
    *verdicts: Verdict,
    run: str = "teach",
    tools: tuple[str, ...] = (),
    ok: bool = True,
    method: str = "agent",
    parent: str = "",
) -> None:
    """A trajectory whose task is the first letter of its id."""
    executions = [Execution("call", tool, {}, ok, "", 0.0) for tool in tools]
    trajectory = Trajectory(id, id[0], method, store.keep_tool_set([]), (Message("user", "?"),), parent)
    store.add_trajectory(trajectory, run, executions, verdicts)


def learnt(store: Store) -> list[str]:
    return [trajectory.id for split in ("train", "held_out") for trajectory in store.taught_trajectories(split)]


def shown(store: Store, chosen: Chosen | None = None, after: int = 0, limit: int = -1) -> list[str]:
    return [row.trajectory for row in store.taught_rows(chosen, after=after, limit=limit)]


def test_a_decision_stands_above_the_verdicts_until_it_is_taken_back(store: Store) -> None:
    add(store, "b1", YES, NO)
    add(store, "c1", YES)
    assert learnt(store) == ["c1"]
    store.add_review(True, "b1", note="It is right all the same.")
    store.add_review(False, "c1", note="Too long.")
    assert learnt(store) == ["b1"]
    assert store.taught_counts() == (1, 1)
    assert store.taught_tasks(accepted_only=True) == {"b"}
    store.add_review(None, "b1", note="Look at it again.")
    [row, other] = store.taught_rows()
    assert (row.accepted, row.reviewed, row.note, row.stage) == (True, True, "Look at it again.", None)
    assert (other.accepted, other.reviewed, other.reason) == (False, False, "Too long.")
    store.add_review(False, "b1")
    assert learnt(store) == []
    assert [(review.accepted, review.note) for review in store.reviews("b1")] == [
        (True, "It is right all the same."),
        (None, "Look at it again."),
        (False, ""),
    ]
    assert store.undo_review("b1")
    assert learnt(store) == ["b1"]
    assert store.undo_review("b1") and store.undo_review("b1") and store.undo_review("c1")
    assert not store.undo_review("b1")
    assert learnt(store) == ["c1"]
    assert store.review_counts() == {"accepted": 1, "rejected": 1, "open": 0, "reviewed": 0}


def test_without_verdicts_or_a_decision_it_is_open(store: Store) -> None:
    add(store, "b1")
    store.add_review(True, "b1")
    store.undo_review("b1")
    assert store.review_counts() == {"accepted": 0, "rejected": 0, "open": 1, "reviewed": 0}


def test_an_edited_one_is_the_newest_and_where_it_is_rejected_the_old_one_is_learnt(store: Store) -> None:
    add(store, "b1", YES)
    add(store, "b2", YES, NO, run="review")
    assert (shown(store), learnt(store)) == (["b2"], ["b1"])
    store.add_review(True, "b2")
    assert learnt(store) == ["b2"]


def test_what_a_student_did_is_not_reviewed(store: Store) -> None:
    add(store, "b1", run="evaluate")
    assert (shown(store), store.taught_tasks()) == ([], set())
    for id in ("b1", "b", "gone"):
        with pytest.raises(ProjectError, match=id):
            store.find_taught(id)


def test_one_is_found_by_its_id_or_as_the_newest_of_its_task(store: Store) -> None:
    add(store, "b1", YES)
    add(store, "b2", YES)
    assert [store.find_taught(id) for id in ("b1", "b2", "b")] == ["b1", "b2", "b2"]


def test_the_list_is_chosen_from_and_comes_in_pages(store: Store) -> None:
    add(store, "a1", YES, tools=("hash",))
    add(store, "b1", YES, NO)
    add(store, "c1", Verdict("schema", False, "No."), tools=("hash", "note"))
    store.add_review(False, "c1")
    chosen = {
        "a1 c1": Chosen(tool="hash"),
        "c1": Chosen(tool="note"),
        "b1 c1": Chosen("rejected"),
        "b1": Chosen("needs_look"),
        "a1": Chosen(split="held_out"),
    }
    assert {ids: " ".join(shown(store, choice)) for ids, choice in chosen.items()} == {ids: ids for ids in chosen}
    assert (shown(store, Chosen(stage="check")), shown(store, Chosen(stage="schema"))) == (["b1"], ["c1"])
    assert shown(store, Chosen("reviewed")) == ["c1"]
    assert shown(store, Chosen("accepted", kind="chat")) == []
    assert (shown(store, limit=2), shown(store, after=2, limit=2)) == (["a1", "b1"], ["c1"])
    assert store.review_counts() == {"accepted": 1, "rejected": 2, "open": 0, "reviewed": 1}


def test_how_they_stand_is_counted_and_chosen_by(store: Store) -> None:
    add(store, "a1", YES, tools=("hash",), ok=False)
    add(store, "b1", YES, NO, tools=("hash", "hash"))
    add(store, "b2", YES, run="review", parent="b1")
    add(store, "c1", NO, tools=("note",))
    add(store, "c2", YES, method="cot")
    store.add_review(None, "c1", note="Look at it.")
    choices = store.review_choices()
    assert choices.states == {
        "accepted": 2, "rejected": 1, "needs_look": 1, "reviewed": 0, "edited": 1, "noted": 1, "recovered": 1,
    }  # fmt: skip
    assert (choices.stages, choices.tools) == ({"check": 1}, {"hash": 1, "note": 1})
    assert (choices.kinds, choices.methods) == ({"call": 2, "chat": 1}, {"agent": 3, "cot": 1})
    for state, count in choices.states.items():
        assert len(store.taught_ids(Chosen(state))) == count
    assert store.taught_ids(Chosen("recovered")) == ["a"]
    assert store.taught_ids(Chosen(method="cot")) == ["c"]
    assert store.review_choices("cot").states["accepted"] == 1
    store.add_review(None, "c1")
    assert store.taught_ids(Chosen("noted")) == []
    assert store.rows_of(["c"])[0].note == ""
    assert [row.failed for row in store.rows_of(["c", "a", "gone"])] == [0, 1]


def test_they_come_in_other_orders_and_are_found_by_what_they_say(store: Store) -> None:
    store.add_tasks([Task("d", ("Grüße AN ALLE.", "Danke."), family="letters")])
    for id in ("b1", "a1", "d1"):
        add(store, id, YES)
    add(store, "c1", Verdict("schema", False, "No such tool."))
    assert [store.taught_ids(Chosen(), order) for order in ("number", "newest")] == [
        ["a", "b", "c", "d"],
        ["c", "d", "a", "b"],
    ]
    store.add_review(None, "b1", note="Very ODD.")
    texts = {"GRÜSSE an": "d", "do A": "a", "odd": "b", "such tool": "c", "LETTERS": "d"}
    assert {text: "".join(store.taught_ids(Chosen(text=text))) for text in texts} == texts
    assert store.taught_ids(Chosen(family="letters")) == ["d"]


def test_the_tries_that_agree_least_come_first(store: Store) -> None:
    for id, agreement in (("a1", 1.0), ("b1", 0.25), ("c1", None)):
        trajectory = Trajectory(id, id[0], "agent", store.keep_tool_set([]), (Message("user", "?"),))
        store.add_trajectory(trajectory, "teach", [], [YES], agreement)
    assert store.taught_ids(Chosen(), "agreement") == ["b", "a", "c"]
    assert [row.agreement for row in store.rows_of(["b", "c"])] == [0.25, None]


def test_what_was_said_of_many_is_taken_back_at_once(store: Store) -> None:
    for id in ("a1", "b1", "c1"):
        add(store, id, YES)
    store.add_review(False, "b1")
    store.add_review(False, *store.newest(["a", "b", "gone"]))
    assert store.taught_counts() == (1, 2)
    assert store.undo_review("a1", "b1")
    assert store.taught_counts() == (2, 1)
    stamp = store.stamp()
    assert store.stamp() == stamp
    store.add_review(None, "a1", note="Well.")
    assert store.stamp() != stamp


def test_the_versions_of_an_edited_one_are_found_from_each(store: Store) -> None:
    add(store, "b0", YES)
    add(store, "b1", YES, NO)
    add(store, "b2", YES, NO, run="review", parent="b1")
    add(store, "b3", YES, run="review", parent="b2")
    for id in ("b1", "b2", "b3"):
        assert [(each.trajectory, each.parent) for each in store.versions(id)] == [
            ("b1", ""), ("b2", "b1"), ("b3", "b2"),
        ]  # fmt: skip
    assert [each.trajectory for each in store.versions("b0")] == ["b0"]
    first, last = store.row("b1"), store.row("b3")
    assert first and last and (first.accepted, first.stage, last.parent) == (False, "check", "b2")
    assert store.row("gone") is None
