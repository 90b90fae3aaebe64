"""Running out of memory: the rungs, what is kept of them, and runs that ran out and end where unbroken ones do."""

from pathlib import Path

import msgspec
import psutil
import pytest
import torch

from stillroom.errors import KnownError
from stillroom.jobs import Event, Note
from stillroom.training.marks import Mark, make_mark, ran_out_since
from stillroom.training.memory import Ladder, Reload, Rung, ran_out
from stillroom.training.samples import Sample
from stillroom.training.weights import Held

FOOT = Rung(at_once=8, activation_checkpointing=False, weights="bf16")
NO_MORE = KnownError("No more", "There is no rung left.")


@pytest.fixture(autouse=True)
def nothing_to_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """To look through all that tests have loaded takes long."""
    monkeypatch.setattr("stillroom.training.memory.release", lambda: None)


def _ladder(
    folder: Path, prefix: int = 10, foot: Rung = FOOT, lengths: tuple[int, ...] = (110,) * 8
) -> tuple[Ladder, list[Event]]:
    """A ladder of a run of one step, and what it says."""
    said: list[Event] = []
    return Ladder(folder, foot, [_step(prefix, lengths)], said.append, lambda: NO_MORE), said


def _step(prefix: int, lengths: tuple[int, ...]) -> list[Sample]:
    """Samples of so many tokens that share their first ones."""
    return [
        Sample(
            f"task-{number}",
            (0,) * prefix + (number + 1,) * (length - prefix),
            (False,) * (length - 1) + (True,),
            tool_set="tools",
        )
        for number, length in enumerate(lengths)
    ]


def _climb(ladder: Ladder, tokens: int | None = None) -> list[Rung]:
    """All rungs from here on."""
    rungs = []
    while True:
        try:
            ladder.climb(tokens)
        except Reload:
            pass
        except KnownError as error:
            assert error is NO_MORE
            return rungs
        rungs.append(ladder.rung)


def _changes(rungs: list[Rung], foot: Rung = FOOT) -> list[dict[str, object]]:
    """What each rung changes."""
    steps = zip([foot, *rungs], rungs, strict=False)
    return [
        {name: new for name, new in msgspec.structs.asdict(after).items() if new != getattr(before, name)}
        for before, after in steps
    ]


def test_with_a_short_prefix_a_step_is_parted_first(tmp_path: Path) -> None:
    ladder, said = _ladder(tmp_path)
    assert _changes(_climb(ladder)) == [
        {"at_once": 4},
        {"at_once": 2},
        {"at_once": 1},
        {"activation_checkpointing": True},
    ]
    assert [event.text.partition(":")[0] for event in said if isinstance(event, Note)] == [
        "Memory ran out. From now on 4 samples of a step are computed at a time",
        "Memory ran out. From now on 2 samples of a step are computed at a time",
        "Memory ran out. From now on each sample of a step is computed by itself",
        "Memory ran out. From now on intermediate results are computed twice instead of kept",
    ]


def test_with_a_long_prefix_activations_are_computed_twice_first(tmp_path: Path) -> None:
    """Parts read the prefix again: two of 1,000 + 4 x 50 tokens instead of one of 1,000 + 8 x 50."""
    ladder, _ = _ladder(tmp_path, prefix=1000, lengths=(1050,) * 8)
    first, *rest = _changes(_climb(ladder))
    assert first == {"activation_checkpointing": True}
    assert rest == [{"at_once": 4}, {"at_once": 2}, {"at_once": 1}]


def test_without_a_shared_prefix_a_step_is_parted_first(tmp_path: Path) -> None:
    ladder, _ = _ladder(tmp_path, prefix=1000, lengths=(1050,) * 8)
    ladder.in_one_row = False
    assert _changes(_climb(ladder))[0] == {"at_once": 4}


def test_a_graphics_card_has_more_rungs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "stillroom.training.memory.choose", lambda wanted: Held("nf4", device="cuda", dtype=torch.bfloat16)
    )
    foot = Rung(1, activation_checkpointing=True, weights="bf16")
    with pytest.raises(Reload):
        _ladder(tmp_path, foot=foot)[0].climb()
    (tmp_path / "memory.json").unlink()
    ladder, said = _ladder(tmp_path, foot=foot)
    assert _changes(_climb(ladder), foot) == [{"weights": "nf4"}, {"offload": True}]
    assert "weights of 4 bits" in str(said[0])


def test_at_last_the_longest_samples_are_left_out_but_never_half_of_them(tmp_path: Path) -> None:
    foot = Rung(1, activation_checkpointing=True, weights="bf16")
    lengths = tuple(range(100, 120))
    ladder, said = _ladder(tmp_path, foot=foot, lengths=lengths)
    assert [rung.longest for rung in _climb(ladder)] == [117, 115, 113, 112, 111, 110, 109]
    assert said[:3] == [
        Note("Memory ran out. From now on samples of more than 117 tokens are left out."),
        Note("Left out task-18: It has 118 tokens; memory is enough for 117."),
        Note("Left out task-19: It has 119 tokens; memory is enough for 117."),
    ]
    assert sum(str(event).count("Left out") for event in said) == 10


def test_what_ran_out_is_left_out_too(tmp_path: Path) -> None:
    foot = Rung(1, activation_checkpointing=True, weights="bf16")
    ladder, _ = _ladder(tmp_path, foot=foot, lengths=tuple(range(100, 120)))
    ladder.climb(114)
    assert ladder.rung.longest == 113
    with pytest.raises(KnownError):  # without that one, less than half would be left
        ladder.climb(105)


def test_a_run_goes_on_where_its_ladder_stood(tmp_path: Path) -> None:
    ladder, said = _ladder(tmp_path)
    assert said == []
    with ladder.going_on(said.append):
        ladder.mark()
        ladder.climb()
    again, said = _ladder(tmp_path)
    assert again.rung == ladder.rung == msgspec.structs.replace(FOOT, at_once=4)
    assert said == [
        Note(
            "Memory ran out in an earlier start of this run. "
            "From now on 4 samples of a step are computed at a time: slower, with the same outcome."
        )
    ]


def test_a_run_that_never_ran_out_leaves_nothing_behind(tmp_path: Path) -> None:
    ladder, said = _ladder(tmp_path)
    with ladder.going_on(said.append):
        ladder.mark()
        assert [path.name for path in tmp_path.iterdir()] == ["memory.json"]
    assert (list(tmp_path.iterdir()), said) == ([], [])


def test_where_memory_runs_out_outside_of_a_step_the_run_goes_on_from_a_checkpoint(tmp_path: Path) -> None:
    ladder, said = _ladder(tmp_path)
    told: list[Event] = []
    with pytest.raises(Reload), ladder.going_on(told.append):
        raise torch.OutOfMemoryError("CUDA out of memory.")
    assert (ladder.rung.at_once, said, len(told)) == (4, [], 1)
    with pytest.raises(RuntimeError, match="shapes"), ladder.going_on(told.append):
        raise RuntimeError("shapes")


def test_a_record_that_cannot_be_written_ends_nothing(tmp_path: Path) -> None:
    ladder, said = _ladder(tmp_path)
    (tmp_path / "memory.json").mkdir()
    with ladder.going_on(said.append):
        ladder.mark()
        ladder.climb()
    assert (ladder.rung.at_once, len(said)) == (4, 1)


@pytest.mark.parametrize("content", [b"", b"{", b'{"rung": 3}'])
def test_a_torn_record_is_the_foot(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "memory.json").write_bytes(content)
    assert _ladder(tmp_path)[0].rung == FOOT


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (Mark(("boot", 3), 0.5), True),  # Linux has ended a process since
        (Mark(("boot", 4), 0.5), False),  # somebody's `kill -9`
        (Mark(("earlier boot", 3), 0.5), False),  # a power cut
        (Mark(("earlier boot", 3), 0.01), True),  # the computer hung for want of memory, and was switched off
        (Mark(None, 0.5), False),
        (Mark(None, 0.01), True),
    ],
)
def test_who_was_ended_for_want_of_memory_is_known(
    mark: Mark, expected: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "boot_id").write_text("boot\n")
    (tmp_path / "vmstat").write_text("nr_free_pages 12\noom_kill 4\n")
    monkeypatch.setattr("stillroom.training.marks._BOOT", tmp_path / "boot_id")
    monkeypatch.setattr("stillroom.training.marks._COUNTS", tmp_path / "vmstat")
    assert ran_out_since(mark) is expected


def test_a_mark_says_how_much_was_free_at_the_peak(monkeypatch: pytest.MonkeyPatch) -> None:
    memory, own = psutil.virtual_memory(), psutil.Process().memory_info().rss
    monkeypatch.setattr("stillroom.training.marks.peak_bytes", lambda: own + memory.available // 2)
    assert make_mark().spare == pytest.approx(memory.available / memory.total / 2, abs=0.05)


def test_a_run_ended_for_want_of_memory_goes_on_with_the_next_rung(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ladder(tmp_path)[0].mark()
    unharmed, said = _ladder(tmp_path)
    assert (unharmed.rung, said) == (FOOT, [])
    monkeypatch.setattr("stillroom.training.memory.ran_out_since", lambda mark: True)
    ended, said = _ladder(tmp_path)
    assert ended.rung.at_once == 4
    assert str(said).count("The system ended the run at once, most likely because memory ran out. From now on 4") == 1
    again, _ = _ladder(tmp_path)
    assert again.rung.at_once == 4


def test_it_is_known_what_running_out_looks_like() -> None:
    with pytest.raises(RuntimeError) as caught:
        torch.empty(1 << 60)
    assert ran_out(caught.value)
    assert ran_out(torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."))
    assert ran_out(MemoryError())
    assert not ran_out(RuntimeError("mat1 and mat2 shapes cannot be multiplied"))
    assert not ran_out(ValueError("out of memory"))


def test_work_is_tried_again_until_it_fits(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ladder, _ = _ladder(tmp_path)

    def work() -> int:
        if ladder.rung.at_once > 2:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return ladder.rung.at_once

    assert ladder.within(work) == 2
    assert capfd.readouterr().err.count("OutOfMemoryError: CUDA out of memory.") == 2
    with pytest.raises(RuntimeError, match="shapes"):
        ladder.within(lambda: torch.ones(2, 3) @ torch.ones(2, 3))
