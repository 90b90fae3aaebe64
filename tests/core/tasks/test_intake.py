"""What is taken in as a task: near-duplicates, families, and the split that stays as it is."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from stillroom.errors import ProjectError
from stillroom.project import Project
from stillroom.store import Split, Store, Task, WorkedCall
from stillroom.tasks import Intake, TaskLine, add_lines, read_tasks
from stillroom.tasks.likeness import wording
from stillroom_resources import resource

SHIFT = 'Please encrypt "hello" for me with a Caesar shift of 3.'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Project.create(tmp_path / "project") as project:
        yield project.store


def line(
    prompt: str | tuple[str, ...], side: Split | None = None, family: str = "", text: str | None = None
) -> TaskLine:
    """A task line; `text` is the argument of its one expected call."""
    solution = None if text is None else ((WorkedCall("shout", {"text": text}),),)
    return TaskLine(Task(f"task-{prompt}", prompt, family=family, split=side or "train", solution=solution), side)


def outcome(store: Store, *lines: TaskLine) -> dict[str, int]:
    return add_lines(store, lines)[1]


@pytest.mark.parametrize(
    ("prompt", "reason"),
    [
        (SHIFT, "duplicate"),
        ('Please encrypt "hello" for me, with a Caesar shift of 3!', "near-duplicate"),
        ("please encrypt “hello” for me with a caesar shift of 3 now", "near-duplicate"),
        ('Please encrypt "world" for me with a Caesar shift of 3.', None),
        ('Please encrypt "hello" for me with a Caesar shift of 4.', None),
        ('Please decrypt "hello" with the Vigenère key 3.', None),
        ((SHIFT, "Thanks."), None),
    ],
)
def test_what_is_nearly_the_same_is_dropped_with_its_reason(
    store: Store, prompt: str | tuple[str, ...], reason: str | None
) -> None:
    assert outcome(store, line(SHIFT, "train")) == {}
    expected = {reason: 1} if reason else {}
    assert outcome(store, line(prompt, "train")) == expected
    assert len(list(store.tasks())) == 2 - len(expected)


def test_across_the_split_as_well(store: Store) -> None:
    dropped = outcome(store, line(SHIFT, "train"), line(SHIFT, "held_out"), line(f"{SHIFT} Please.", "held_out"))
    assert dropped == {"duplicate across the split": 1, "near-duplicate across the split": 1}
    assert [task.split for task in store.tasks()] == ["train"]


def test_the_same_words_in_another_state_or_for_other_calls_are_another_task(store: Store) -> None:
    there = Task("one", "Read my mail aloud, all of it.", initial_state={"mail": 1})
    here = Task("two", "Read my mail aloud, all of it.", initial_state={"mail": 2})
    assert outcome(store, TaskLine(there, None), TaskLine(here, None)) == {}
    assert (
        outcome(store, line("Shout A for me, would you", text="A"), line("shout a for me, would you", text="a")) == {}
    )
    assert outcome(store, line("Shout A for me, would you?", text="A")) == {"near-duplicate": 1}


def test_a_task_without_a_family_joins_the_one_that_is_worded_alike(store: Store) -> None:
    prompts = [f'Please encrypt "{text}" for me with a Caesar shift of {key}.' for key, text in enumerate("abcd")]
    add_lines(store, [*map(line, prompts), line("Good morning to you")])
    shift, *others, greeting = (task.family for task in store.tasks())
    assert (shift, set(others), greeting) == ("please-encrypt-for-me", {shift}, "good-morning-to-you")


def test_of_new_families_some_are_held_out_and_no_family_is_torn(store: Store) -> None:
    words = "apple river stone cloud brass candle window garden silver carpet marble pepper".split()
    add_lines(store, [line(f"{word} {other} {word} 1") for word in words for other in words if word != other])
    sides = defaultdict(set)
    for task in store.tasks():
        sides[task.family].add(task.split)
    assert all(len(each) == 1 for each in sides.values())
    tasks = list(store.tasks())
    assert 0.10 < sum(task.split == "held_out" for task in tasks) / len(tasks) <= 0.15


@pytest.mark.parametrize(
    ("sizes", "held_out"),
    [
        ((100,), ()), ((100, 100), ()), ((100, 100, 90), (2,)), ((50, 5, 40), (1,)), ((8, 8, 8), (0,)), ((3, 3, 3), ()),
        ((5,) * 20, (6, 13, 19)), ((400, 70, 70), (1,)),
    ],
)  # fmt: skip
def test_a_family_is_held_out_whole_and_none_that_is_too_large(
    store: Store, sizes: tuple[int, ...], held_out: tuple[int, ...]
) -> None:
    words = [f"{a}{b}{c}" for a in "bdfgklm" for b in "aeiou" for c in "nprst"]
    lines = [
        line(f"Sing {words[n]} the number {k} out loud", family=words[n])
        for n, size in enumerate(sizes)
        for k in range(size)
    ]
    add_lines(store, lines)
    assert {task.family for task in store.tasks("held_out")} == {words[n] for n in held_out}


def test_what_is_held_out_is_never_more_than_enough() -> None:
    intake = Intake(
        Task(str(n), f"Number {n} {chr(97 + n % 26)}", split="held_out" if n < 60 else "train") for n in range(900)
    )
    taken = intake.take(Task("new", "Quite another thing"), None)
    assert isinstance(taken, Task) and taken.split == "train"


def test_few_tasks_are_all_to_be_learnt_from(store: Store) -> None:
    words = "apple river stone cloud brass candle window".split()
    add_lines(store, [line(word) for word in words])
    assert [task.split for task in store.tasks()] == ["train"] * 6 + ["held_out"]


def test_later_tasks_join_the_side_of_their_family_and_nothing_moves_across(store: Store) -> None:
    add_lines(store, [line("One thing", "held_out", "things"), line("Another matter", "train", "matters")])
    assert outcome(store, line("A second thing", None, "things"), line("Quite a different one", "train", "things")) == {
        "family on the other side": 1
    }
    assert [(task.prompt, task.split) for task in store.tasks("held_out")] == [
        ("One thing", "held_out"),
        ("A second thing", "held_out"),
    ]


def test_the_side_that_a_file_names_holds_for_the_lines_before_it(store: Store) -> None:
    assert outcome(store, line("One thing", None, "things"), line("Another thing", "held_out", "things")) == {}
    assert {task.split for task in store.tasks()} == {"held_out"}


def test_twins_in_wording_on_both_sides_are_two_families(store: Store) -> None:
    add_lines(store, [line("Say the number 1 aloud", "train"), line("Say the number 2 aloud", "held_out")])
    assert [task.family for task in store.tasks()] == ["say-the-number-aloud", "say-the-number-aloud-2"]


def test_a_task_like_one_without_a_family_joins_its_side(store: Store) -> None:
    store.add_tasks(
        [Task(f"old-{n}", f"Some old task about {word}", split="train") for n, word in enumerate("abcdefgh")]
    )
    store.add_tasks([Task("old", "Say the number 1 aloud", split="train")])
    add_lines(store, [line("Say the number 2 aloud"), line("Say the number 3 aloud"), line("Something else entirely")])
    new = [(task.family, task.split) for task in store.tasks()][9:]
    assert new == [("say-the-number-aloud", "train")] * 2 + [("something-else-entirely", "held_out")]


def test_the_store_itself_tears_no_family(store: Store) -> None:
    store.add_tasks([Task("a", "One", family="f")])
    with pytest.raises(ProjectError, match="family f"):
        store.add_tasks([Task("b", "Two"), Task("c", "Three", family="f", split="held_out")])
    assert [task.id for task in store.tasks()] == ["a"]
    with pytest.raises(Exception, match="keeps its side"):
        store._connection.execute("UPDATE tasks SET split = 'held_out'")


def test_a_wrong_line_or_an_id_that_is_taken_adds_nothing(store: Store) -> None:
    store.add_tasks([Task("a", "One")])
    with pytest.raises(ProjectError, match="task a already"):
        add_lines(store, [line("Two"), TaskLine(Task("a", "Three"), None)])
    assert [task.id for task in store.tasks()] == ["a"]


def test_of_the_sample_nothing_is_dropped() -> None:
    intake = Intake([])
    for task in read_tasks(resource("samples", "cipher_desk", "tasks.jsonl")):
        assert intake.take(task, task.split) == task


def test_masked_texts_and_numbers_are_kept_apart() -> None:
    said = wording(['Shift "don\'t" by -12.5 and `x`', "it's 3"])
    assert said.words == ("shift", "q", "by", "n", "and", "q", "it's", "n")
    assert said.values == ("-12.5", "3", "don't", "x")
    assert wording(["?!"]).trigrams == {("?!",)}
