"""What a job may not begin without: the user's word that texts of the project may be sent to its teacher."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_jobs import FakeRunner

from stillroom import work
from stillroom.tasks import MakeParams
from stillroom.teacher import Price, Teacher
from stillroom.trajectories import TeachParams
from stillroom.trust import let_send
from stillroom_desktop.asking import Sending
from stillroom_desktop.workspace import Workspace

FAR = Teacher("gpt", "openai", "gpt-4o-mini")
OTHER = Teacher("claude", "anthropic", "claude-sonnet-4-5")
HERE = Teacher("here", "ollama", "qwen3")
Asked = list[tuple[Sending, Callable[[], Any]]]


@pytest.fixture
def asked(workspace: Workspace) -> Asked:
    """What was asked, each time."""
    asked: Asked = []
    workspace.sending_asked.connect(lambda *words: asked.append(words))
    return asked


def teach(workspace: Workspace, **params: Any) -> None:
    assert workspace.project
    workspace.start(work.teach(workspace.project, TeachParams(**params)))


def test_a_teacher_elsewhere_is_told_nothing_before_the_user_agrees(
    workspace: Workspace, asked: Asked, fake: FakeRunner
) -> None:
    assert workspace.project
    folder = workspace.project.folder
    params = MakeParams(10, FAR, budget=1.5)
    assert workspace.start(work.make_tasks(workspace.project, params)) is None
    [(sending, act)] = asked
    assert sending == Sending(folder, FAR, 1.5)
    let_send(folder, FAR.address)
    act()
    assert fake.job("make_tasks").spec.params["teacher"]["model"] == "gpt-4o-mini"
    teach(workspace, teacher=FAR)
    assert len(asked) == 1
    assert fake.job("teach").spec.params["teacher"]["name"] == "gpt"


def test_a_judge_is_asked_for_too_and_one_after_the_other(workspace: Workspace, asked: Asked, fake: FakeRunner) -> None:
    teach(workspace, teacher=FAR, judge=OTHER)
    for teacher in (FAR, OTHER):
        sending, act = asked[-1]
        assert sending.teacher == teacher
        let_send(sending.folder, teacher.address)
        act()
    assert len(asked) == 2
    assert len(fake.started("teach")) == 1


def test_what_stays_here_and_costs_nothing_is_not_asked_for(
    workspace: Workspace, asked: Asked, fake: FakeRunner
) -> None:
    teach(workspace)
    fake.job("teach").cancelled()
    teach(workspace, teacher=HERE)
    fake.job("teach").cancelled()
    assert len(fake.started("teach")) == 2
    proxy = Teacher("proxy", "custom", "m", "http://127.0.0.1:4000/v1", price=Price(1.0, 2.0))
    teach(workspace, teacher=proxy)
    assert [sending.teacher for sending, _ in asked] == [proxy]


def test_a_copied_project_is_asked_for_anew(workspace: Workspace, asked: Asked, tmp_path: Path) -> None:
    assert workspace.project
    let_send(workspace.project.folder, FAR.address)
    assert workspace.create(tmp_path / "other", "cipher-desk")
    teach(workspace, teacher=FAR)
    assert len(asked) == 1
