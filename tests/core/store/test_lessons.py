"""Where teaching stands, by method: the newest trajectory of each task is the one that counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stillroom.conversation import Message, Trajectory
from stillroom.store import Execution, Payment, Run, Store, Task, Verdict, WorkedCall

YES, NO = Verdict("format", True), Verdict("schema", False, "Wrong.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "project.db", create=True)
    for run in ("teach", "evaluate"):
        store.start_run(Run(run, run, "done", 0.0))
    store.add_tasks(
        [
            Task("a", "Do a.", family="f", split="held_out", solution=()),
            Task("b", ("Do b.", "And again."), family="g", solution=((WorkedCall("clock", {}),),)),
            Task("c", "Do c.", family="g"),
        ]
    )
    yield store
    store.close()


def add(store: Store, id: str, *verdicts: Verdict, run: str = "teach", method: str = "agent", ok: bool = True) -> None:
    """A trajectory whose task is the first letter of its id, with one call."""
    executions = [Execution("call", "clock", {}, ok, "noon", 0.5)]
    trajectory = Trajectory(id, id[0], method, store.keep_tool_set([]), (Message("user", "?"),))
    store.add_trajectory(trajectory, run, executions, verdicts, 0.5)


def test_the_newest_trajectory_of_each_task_by_a_method_is_counted(store: Store) -> None:
    add(store, "a1", YES, NO)
    add(store, "a2", YES)
    add(store, "b1", YES, NO)
    add(store, "c1", YES, method="cot")
    add(store, "c2", YES, run="evaluate")
    assert (store.lesson_counts(), store.lesson_counts("cot")) == ((1, 1), (1, 0))
    assert (store.kept_held_out(), store.kept_held_out("cot")) == (1, 0)
    assert store.rejections() == {"b": "schema"}
    assert ([store.is_taught(task) for task in "abc"], store.is_taught("c", "cot")) == ([True, True, False], True)
    assert (store.unworked(), store.unworked("cot")) == (1, 0)
    store.add_review(False, "a2")
    assert (store.rejections(), store.kept_held_out()) == ({"a": None, "b": "schema"}, 0)
    assert store.taught_in("evaluate") == {"c"}


def test_the_newest_lessons_say_what_they_took(store: Store) -> None:
    add(store, "b1", YES)
    add(store, "a1", YES, ok=False)
    for cost, task in ((0.25, "a"), (0.5, "a"), (None, "b")):
        store.add_payment("teach", Payment("teach", "openai", "m", 1, 1, cost, 2.0, task))
    store.add_payment("other", Payment("teach", "openai", "m", 1, 1, 9.0, 9.0, "a"))
    newest, older = store.newest_lessons(5)
    assert (newest.task, newest.cost_usd, newest.seconds, newest.recovered) == ("a", 0.75, 4.5, True)
    assert (older.prompt, older.cost_usd, older.seconds, older.tools) == ("Do b.", None, 2.5, ("clock",))
    assert [lesson.task for lesson in store.newest_lessons(1)] == ["a"]
    assert store.cost_of_kept() == (None, 2, 0.5)


def test_of_a_task_there_is_a_line_and_of_all_their_families(store: Store) -> None:
    assert store.task_line("b") == {"number": 2, "kind": "call", "split": "train", "prompt": "Do b."}
    assert store.task_line("z") is None
    assert store.families() == {"f": 1, "g": 2}
