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


def add(store: Store, id: str, *verdicts: Verdict, run: str = "teach", tools: tuple[str, ...] = ()) -> None:
    """A trajectory whose task is the first letter of its id."""
    executions = [Execution("call", tool, {}, True, "", 0.0) for tool in tools]
    trajectory = Trajectory(id, id[0], "agent", store.keep_tool_set([]), (Message("user", "?"),))
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
        "b1 c1": Chosen(accepted=False),
        "a1": Chosen(split="held_out"),
        "b1": Chosen(stage="check"),
    }
    assert {ids: " ".join(shown(store, choice)) for ids, choice in chosen.items()} == {ids: ids for ids in chosen}
    assert shown(store, Chosen(reviewed=False)) == ["c1"]
    assert shown(store, Chosen(kind="chat", accepted=True)) == []
    assert (shown(store, limit=2), shown(store, after=2, limit=2)) == (["a1", "b1"], ["c1"])
    assert store.review_counts() == {"accepted": 1, "rejected": 2, "open": 0, "reviewed": 1}
