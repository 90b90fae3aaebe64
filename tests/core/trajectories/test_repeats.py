"""Which accepted trajectory repeats another: the same calls, in nearly the same words, about the same."""

from typing import Any

import pytest

from stillroom.conversation import Message, ToolCall, Trajectory
from stillroom.store import Split, Verdict
from stillroom.trajectories.agent import Rollout
from stillroom.trajectories.repeats import Repeats, sift
from stillroom.trajectories.samples import Sample

YES = Verdict("check", True)


def solved(
    id: str,
    asked: str = "Please shout hello to the whole of the street.",
    thought: str = "The user wants it loud, so I write hello in capitals.",
    arguments: dict[str, Any] | None = None,
    result: str = "HELLO",
    answer: str = "Here it is, as loud as it gets: HELLO",
) -> Trajectory:
    call = ToolCall(f"call-{id}", "shout", arguments or {"text": "hello", "times": 1})
    messages = (
        Message("system", "Use tools."),
        Message("user", asked),
        Message("assistant", thought=thought, tool_calls=(call,)),
        Message("tool", result, tool_call_id=call.id, name="shout"),
        Message("assistant", answer),
    )
    return Trajectory(id, f"task-{id}", "agent", "digest", messages)


@pytest.mark.parametrize(
    ("other", "repeats"),
    [
        (solved("b"), True),
        (solved("b", asked="Please, shout hello to the whole of the street!"), True),
        (solved("b", arguments={"times": 1, "text": "hello"}), True),
        (solved("b", arguments={"text": "hello", "times": 2}), False),
        (solved("b", arguments={"text": "world", "times": 1}), False),
        (solved("b", result="HELLO HELLO"), False),
        (solved("b", asked='Please shout "hello" to the whole of the street.'), False),
        (solved("b", answer="Here it is, as loud as it gets: HELLO 2"), False),
        (solved("b", thought="Capitals.", asked="How would hello look, were it cried out?"), False),
    ],
)
def test_what_says_and_does_the_same_repeats_it(other: Trajectory, repeats: bool) -> None:
    seen = Repeats([("train", solved("a"))])
    verdict = seen.verdict("train", other)
    assert verdict.ok is not repeats
    if repeats:
        assert verdict.reason == "It makes the same calls and says nearly the same as a, of the task task-a."


def test_each_is_judged_beside_those_of_its_own_side() -> None:
    seen = Repeats()
    sides: list[Split] = ["train", "held_out", "train", "held_out"]
    assert [seen.verdict(side, solved(str(place))).ok for place, side in enumerate(sides)] == [True, True, False, False]


def test_what_was_rejected_as_a_repetition_is_not_what_others_repeat() -> None:
    """Else a chain of small differences would lead from one trajectory to quite another, and that would be lost."""
    words = [f"word{letter}{other}" for letter in "abcdefg" for other in "abcdefg"]
    spoken = (
        " ".join(words[start : start + 40]) for start in (0, 3, 6)
    )  # alike by 0.85, the first and the last by 0.73
    seen = Repeats()
    assert [seen.verdict("train", solved(asked[:6], asked=asked)).ok for asked in spoken] == [True, False, True]


def sample(*verdicts: Verdict) -> Sample:
    return Sample(Rollout((), ()), verdicts)


def test_of_several_samples_only_those_that_count_are_judged() -> None:
    no = Verdict("check", False, "Wrong.")
    best, same, other = (
        solved("best"),
        solved("same"),
        solved("other", thought="Loud!", asked="Cry hello. Who hears it?"),
    )
    samples = [(solved("wrong"), sample(no)), (other, sample(YES)), (same, sample(YES)), (best, sample(YES))]

    def outcome(every: bool, *standing: Trajectory) -> list[tuple[str, tuple[bool, ...]]]:
        seen = Repeats(("train", each) for each in standing)
        sifted = sift(seen, "train", samples, every=every)
        return [(trajectory.id, tuple(verdict.ok for verdict in each.verdicts)) for trajectory, each in sifted]

    assert outcome(False) == [("wrong", (False,)), ("other", (True,)), ("same", (True,)), ("best", (True, True))]
    assert outcome(True) == [
        ("wrong", (False,)),
        ("same", (True, False)),
        ("other", (True, True)),
        ("best", (True, True)),
    ]
    # The best repeats what stands already; so does the next; the one after it is the best that is left.
    assert outcome(False, solved("there")) == [
        ("wrong", (False,)),
        ("same", (True, False)),
        ("best", (True, False)),
        ("other", (True, True)),
    ]
