"""Checkpoints that are whole or passed over, and what held-out tasks said."""

from pathlib import Path

import pytest

from stillroom.training.checkpoints import HeldOutLosses, last_checkpoint, seal, step_of


def _checkpoint(folder: Path, step: int) -> Path:
    checkpoint = folder / f"checkpoint-{step}"
    checkpoint.mkdir(parents=True)
    for name in ("adapter_model.safetensors", "optimizer.pt", "trainer_state.json"):
        (checkpoint / name).write_bytes(name.encode() * step)
    return checkpoint


def test_the_newest_whole_one_counts_and_the_others_go(tmp_path: Path) -> None:
    assert last_checkpoint(tmp_path) is None
    first = _checkpoint(tmp_path, 8)
    assert last_checkpoint(tmp_path) is None  # killed before it was sealed
    seal(first)
    second = _checkpoint(tmp_path, 12)
    assert last_checkpoint(tmp_path) == first
    seal(second)
    assert last_checkpoint(tmp_path) == second and step_of(second) == 12
    assert not first.exists()


@pytest.mark.parametrize("name", ["adapter_model.safetensors", "optimizer.pt", "trainer_state.json", "whole.json"])
@pytest.mark.parametrize("left", [None, 3])
def test_one_with_a_file_that_is_torn_or_gone_is_passed_over(tmp_path: Path, name: str, left: int | None) -> None:
    torn = _checkpoint(tmp_path, 12)
    seal(torn)
    older = _checkpoint(tmp_path, 8)
    seal(_checkpoint(tmp_path / "other", 8))
    (tmp_path / "other" / "checkpoint-8" / "whole.json").rename(older / "whole.json")
    assert last_checkpoint(tmp_path) == torn
    file = torn / name
    file.write_bytes(file.read_bytes()[:left]) if left else file.unlink()
    assert last_checkpoint(tmp_path) == older


def _save(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "adapter").write_text(folder.name, encoding="utf-8")


def test_the_best_adapter_is_kept_alone_and_a_killed_run_comes_to_it_again(tmp_path: Path) -> None:
    losses = HeldOutLosses(tmp_path)
    assert (losses.best, losses.without_a_better(40)) == (None, 0)
    for step, loss in ((10, 0.9), (20, 0.5), (30, 0.5), (40, 0.7)):
        losses.add(step, loss, _save)
    again = HeldOutLosses(tmp_path)
    assert again.by_step == losses.by_step
    assert again.best == tmp_path / "best-20"
    assert [path.name for path in tmp_path.glob("best-*")] == ["best-20"]
    assert [again.without_a_better(step) for step in (10, 20, 30, 40)] == [0, 0, 1, 2]


def test_an_adapter_that_was_saved_without_its_figure_is_saved_anew(tmp_path: Path) -> None:
    losses = HeldOutLosses(tmp_path)
    losses.add(10, 0.9, _save)
    (tmp_path / "best-20").mkdir()  # killed while it was written
    (tmp_path / "best-20" / "adapter").write_text("be", encoding="utf-8")
    again = HeldOutLosses(tmp_path)
    assert again.best == tmp_path / "best-10"
    again.add(20, 0.5, _save)
    assert (tmp_path / "best-20" / "adapter").read_text(encoding="utf-8") == "best-20"
    assert not (tmp_path / "best-10").exists()
