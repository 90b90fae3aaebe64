"""Tasks in the database: counted by the grid's cells, chosen, ordered, and put in one another's place."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stillroom.conversation import Message, Trajectory
from stillroom.errors import ProjectError
from stillroom.store import Cell, Check, Made, Run, Score, Store, Task, TaskChoice, TaskOrder, WorkedCall
from stillroom.store import database as databases
from stillroom.store.migrations import MIGRATIONS
from stillroom.tasks import cell_of, read_tasks
from stillroom_resources import resource

CALL = ((WorkedCall("shout", {"text": "a"}),),)
WRITTEN = Made("make-1", Cell("chain", "count", "hard", "brief"))
TASKS = (
    Task("a", "Shout “100 %_done”, please.", "call", "loud", "train", solution=CALL),
    Task("b", ("Count it.", "The second."), "ask_back", "count", "held_out", solution=()),
    Task("c", "Äpfel zählen.", "chain", "count", "held_out", made=WRITTEN),
    Task("d", "Say hello.", "chat", "", "train", check=Check(calls=(WorkedCall("greet", {}),))),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "project.db", create=True)) as store:
        store.add_tasks(TASKS)
        yield store


def teach(store: Store, task: str) -> None:
    """Let there be a trajectory and a score of a task."""
    store.start_run(Run("run", "teach", "done", 0.0))
    trajectory = Trajectory(f"of-{task}", task, "agent", store.keep_tool_set(()), (Message("user", "Hello."),))
    store.add_trajectory(trajectory, "run")
    store.add_score("run", Score("base", task, trajectory.id, True, True, "", 1, 0.1))


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (TaskChoice(), "abcd"),
        (TaskChoice(split="held_out"), "bc"),
        (TaskChoice(kind="call"), "a"),
        (TaskChoice(tool="count"), "c"),
        (TaskChoice(tool=""), "b"),
        (TaskChoice(family="count", split="held_out", kind="chain"), "c"),
        (TaskChoice(difficulty="hard", persona="brief"), "c"),
        (TaskChoice(checked=True), "abd"),
        (TaskChoice(checked=False), "c"),
        (TaskChoice(text="SECOND"), "b"),
        (TaskChoice(text="100 %_d"), "a"),
        (TaskChoice(text="100 %%d"), ""),
        (TaskChoice(text="greet"), "d"),
        (TaskChoice(text="prompt"), ""),
        (TaskChoice(text="lou"), "a"),
    ],
)
def test_tasks_are_chosen(store: Store, choice: TaskChoice, ids: str) -> None:
    assert "".join(TASKS[place].id for place in store.task_places(choice)) == ids


@pytest.mark.parametrize(
    ("order", "descending", "ids"),
    [
        ("position", True, "dcba"),
        ("prompt", False, "bdac"),
        ("family", False, "dbca"),
        ("split", True, "adbc"),
        ("tool", False, "bcda"),
    ],
)
def test_tasks_are_ordered(store: Store, order: TaskOrder, descending: bool, ids: str) -> None:
    assert "".join(TASKS[place].id for place in store.task_places(None, order, descending=descending)) == ids


def test_they_are_read_by_their_places(store: Store) -> None:
    assert store.tasks_at([3, 9, 0]) == {0: TASKS[0], 3: TASKS[3]}
    assert [store.task_place(id) for id in ("c", "none")] == [2, None]
    assert store.task_families() == {"count": "held_out", "loud": "train"}


def test_the_cells_are_those_of_the_grid(store: Store) -> None:
    store.add_tasks(read_tasks(resource("samples", "cipher_desk", "tasks.jsonl")))
    counted = Counter((cell_of(task), task.split) for task in store.tasks())
    worked = sum(task.solution is not None for task in store.tasks())
    cells = store.task_cells()
    assert {(each.cell, each.split): each.count for each in cells} == counted
    assert sum(each.worked for each in cells) == worked


def test_a_swap_is_undone_by_the_one_that_it_returns(store: Store) -> None:
    new = Task("e", "Whisper.", family="quiet")
    back = store.swap_tasks(["b", "none", "c"], [(2, new)])
    assert [task.id for task in store.tasks()] == ["a", "e", "d"]
    again = store.swap_tasks(back.gone, back.come)
    assert list(store.tasks()) == list(TASKS)
    store.swap_tasks(again.gone, again.come)
    assert [task.id for task in store.tasks()] == ["a", "e", "d"]


def test_a_swap_that_cannot_be_changes_nothing(store: Store) -> None:
    with pytest.raises(ProjectError, match="There is a task d already"):
        store.swap_tasks(["a"], [(0, Task("d", "Other."))])
    with pytest.raises(ProjectError, match="on the other side"):
        store.swap_tasks(["a"], [(0, Task("e", "Other.", family="count", split="train"))])
    assert list(store.tasks()) == list(TASKS)


def test_where_a_place_is_taken_a_task_comes_last(store: Store) -> None:
    back = store.swap_tasks(["d"], ())
    store.add_tasks([Task("e", "Whisper.")])
    store.swap_tasks(back.gone, back.come)
    assert [task.id for task in store.tasks()] == ["a", "b", "c", "e", "d"]


def test_what_was_taught_counts_no_more_until_the_task_is_back(store: Store) -> None:
    teach(store, "a")
    assert store.taught_rows()
    back = store.swap_tasks(["a"], ())
    assert not store.taught_rows()
    assert len(store.scores("run")) == 1
    assert [task.id for task in store.former_tasks()] == ["a"]
    store.swap_tasks(back.gone, back.come)
    assert store.taught_rows()
    assert list(store.former_tasks()) == []


def test_a_family_of_which_something_was_taught_keeps_its_side_for_good(store: Store) -> None:
    teach(store, "a")
    store.swap_tasks(["a", "b", "c"], ())
    with pytest.raises(ProjectError, match="on the other side"):
        store.add_tasks([Task("e", "Whisper.", family="loud", split="held_out")])
    store.add_tasks([Task("e", "Whisper.", family="count", split="train")])  # nothing was taught of it


def test_a_project_of_before_keeps_its_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    old = next(number for number, script in enumerate(MIGRATIONS) if "former_tasks" in script)
    with monkeypatch.context() as before:
        before.setattr(databases, "MIGRATIONS", MIGRATIONS[:old])
        before.setattr(databases, "VERSION", old)
        with closing(Store(path, create=True)) as store:
            store.add_tasks(TASKS)
            store.start_run(Run("run", "teach", "done", 0.0))
            digest = store.keep_tool_set(())
            # As it was written then, whatever stands beside it today.
            write = store._connection.execute
            columns = "id, task, parent, method, tool_set, run, created, messages"
            write(
                f"INSERT INTO trajectories ({columns}) VALUES ('of-a', 'a', '', 'agent', ?, 'run', 0.0, '[]')",
                (digest,),
            )
            write("INSERT INTO scores VALUES ('run', 'base', 'a', 'of-a', 1, 1, '', 1, 0.1)")
    with closing(Store(path)) as store:
        assert len(store.scores("run")) == 1
        assert store.task_places(TaskChoice(tool="shout")) == [0]
        store.swap_tasks(["a"], ())
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
