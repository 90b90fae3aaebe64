"""A task changed by hand: the same place and side, and another task once something else is asked or right."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from stillroom.errors import ProjectError
from stillroom.store import Cell, Check, Made, Store, Task, WorkedCall
from stillroom.tasks import change_task

STEPS = ((WorkedCall("encrypt", {"text": "tea"}),),)
TASKS = (
    Task("one", "Please encrypt the old recipe for my grandmother.", family="recipes", solution=STEPS),
    Task("two", "How many words are in this long letter?", family="letters", split="held_out"),
    Task("three", "What is the weather like in the mountains?", family="weather"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "project.db", create=True)) as store:
        store.add_tasks(TASKS)
        yield store


def changed(store: Store, task: Task, **fields: Any) -> Task:
    now, _ = change_task(store, task, msgspec.structs.replace(task, **fields))
    assert [each.id for each in store.tasks()].index(now.id) == TASKS.index(task)
    assert now.split == task.split
    assert store.task(now.id) == now
    return now


def test_where_the_same_is_asked_and_right_it_stays_the_same_task(store: Store) -> None:
    now = changed(store, TASKS[0], kind="chain", family="kitchen")
    assert (now.id, now.kind, now.family) == ("one", "chain", "kitchen")
    assert changed(store, TASKS[2], family="").family == "weather"


@pytest.mark.parametrize(
    "fields",
    [
        {"prompt": "Please encrypt the secret of the blue door."},
        {"prompt": (TASKS[0].prompt, "With the key 3.")},
        {"initial_state": {"key": 3}},
        {"solution": ((WorkedCall("encrypt", {"text": "coffee"}),),)},
        {"check": Check(judge="It is friendly.")},
        {"answer": "Done."},
    ],
)
def test_where_something_else_is_asked_or_right_it_is_another_task(store: Store, fields: dict[str, Any]) -> None:
    now = changed(store, TASKS[0], **fields)
    assert now.id not in {task.id for task in TASKS}
    assert now.family == "recipes"


def test_a_change_is_undone(store: Store) -> None:
    _, back = change_task(store, TASKS[0], msgspec.structs.replace(TASKS[0], prompt="Sing.", family=""))
    store.swap_tasks(back.gone, back.come)
    assert list(store.tasks()) == list(TASKS)


def test_it_stays_on_its_side(store: Store) -> None:
    now = changed(store, TASKS[1], prompt="Count the letters of my name.", split="train", family="")
    assert now.split == "held_out"


def test_no_family_of_the_other_side_takes_it(store: Store) -> None:
    with pytest.raises(ProjectError, match="on the other side"):
        changed(store, TASKS[0], family="letters")
    with pytest.raises(ProjectError, match="no family may stand on both"):
        changed(store, TASKS[0], prompt="Sing a song.", family="letters")


def test_what_another_task_asks_is_refused(store: Store) -> None:
    for prompt in (TASKS[2].prompt, "So what is the weather like in the mountains?", TASKS[1].prompt):
        with pytest.raises(ProjectError, match="nearly the same"):
            changed(store, TASKS[0], prompt=prompt)
    assert list(store.tasks()) == list(TASKS)


def test_a_written_task_stands_in_the_cell_of_what_it_is_now(store: Store) -> None:
    made = Made("make-1", Cell("call", "encrypt", "hard", "brief"))
    task = Task("made", "Encrypt all of it.", family="all", solution=STEPS, made=made)
    store.add_tasks([task])
    now, _ = change_task(store, task, msgspec.structs.replace(task, kind="chat", solution=()))
    assert now.made
    assert now.made.cell == Cell("chat", "", "hard", "brief")


def test_one_that_is_gone_is_told(store: Store) -> None:
    with pytest.raises(ProjectError, match="no task none"):
        change_task(store, Task("none", "Gone."), Task("none", "Still gone."))
