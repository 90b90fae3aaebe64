"""The queue of trainings in the window: one after the other, kept through closing, and stopped with the user's own stop."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from stillroom.jobs import Step
from stillroom.training import PRESETS
from stillroom_desktop.workspace import Workspace

if TYPE_CHECKING:
    from fake_jobs import FakeRunner

STEP = Step(1, 10, 1.0, 1e-3, 500.0, 2.0, 9.0)


def _wait(workspace: Workspace, count: int) -> None:
    for _ in range(count):
        workspace.queue.add(PRESETS["quick"])


def _waiting(workspace: Workspace) -> list[str]:
    return [run.id for run in workspace.queue.runs]


def test_trainings_follow_one_another_and_one_that_fails_does_not_stop_them(
    workspace: Workspace, fake: "FakeRunner", qtbot: QtBot
) -> None:
    workspace.train()
    _wait(workspace, 2)
    first, second = _waiting(workspace)
    fake.job("train").finish()
    qtbot.waitUntil(lambda: fake.job("train").spec.run == first)
    assert _waiting(workspace) == [second]
    fake.job("train").fail("The disk is full", "There was no room left.")
    qtbot.waitUntil(lambda: fake.job("train").spec.run == second)
    assert workspace.queue.failed == [first]
    fake.job("train").finish()
    qtbot.wait(20)
    assert len(fake.jobs) == 3
    assert not workspace.queue.going


def test_what_the_user_stops_stops_the_queue_until_they_go_on(
    workspace: Workspace, fake: "FakeRunner", qtbot: QtBot
) -> None:
    workspace.train()
    _wait(workspace, 1)
    fake.job("train").cancelled()
    qtbot.wait(20)
    assert len(fake.jobs) == 1
    workspace.queue.go_on()
    assert len(fake.jobs) == 2
    assert _waiting(workspace) == []


def test_the_queue_survives_closing_and_starts_nothing_by_itself(
    workspace: Workspace, fake: "FakeRunner", qtbot: QtBot, tmp_path: Path
) -> None:
    _wait(workspace, 2)
    waiting = _waiting(workspace)
    workspace.close()
    assert workspace.open(tmp_path / "project")
    qtbot.wait(20)
    assert (_waiting(workspace), fake.jobs) == (waiting, [])


def test_it_waits_for_what_must_run_alone(workspace: Workspace, fake: "FakeRunner", qtbot: QtBot) -> None:
    workspace.chat("base")
    _wait(workspace, 1)
    workspace.queue.go_on()
    assert not fake.started("train")
    fake.job("chat").cancelled()
    qtbot.waitUntil(lambda: len(fake.started("train")) == 1)


def test_the_order_is_changed_and_what_was_removed_comes_back_to_its_place(workspace: Workspace) -> None:
    _wait(workspace, 3)
    queue = workspace.queue
    a, b, c = _waiting(workspace)
    queue.move(c, -2)
    assert _waiting(workspace) == [c, a, b]
    queue.move(c, -1)
    queue.move(a, 5)
    assert _waiting(workspace) == [c, b, a]
    queue.remove(b)
    assert _waiting(workspace) == [c, a]
    queue.restore()
    assert _waiting(workspace) == [c, b, a]
    assert queue.removed is None


def test_stopped_to_be_kept_it_ends_so_and_the_next_one_begins(
    workspace: Workspace, fake: "FakeRunner", qtbot: QtBot
) -> None:
    workspace.train()
    _wait(workspace, 1)
    stopped = fake.job("train")
    stopped.feed(STEP)
    workspace.queue.stop_and_keep()
    assert stopped.cancel_asked
    stopped.cancelled()
    qtbot.waitUntil(lambda: len(fake.jobs) == 2)
    keeping = fake.job("train")
    assert (keeping.spec.run, keeping.spec.params["keep"]) == (stopped.spec.run, True)
    keeping.finish()
    qtbot.waitUntil(lambda: len(fake.jobs) == 3)
    assert not fake.job("train").spec.params["keep"]


@pytest.mark.parametrize("save", [True, False])
def test_a_window_that_closes_starts_no_other(
    workspace: Workspace, fake: "FakeRunner", qtbot: QtBot, *, save: bool
) -> None:
    workspace.train()
    _wait(workspace, 1)
    with qtbot.waitSignal(workspace.all_stopped):
        workspace.stop_all(save)
        fake.job("train").finish()  # it was just done
    workspace.close()
    qtbot.wait(20)
    assert len(fake.jobs) == 1
