"""What every page inherits: when it is drawn, which jobs it follows, and its header."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.page import Page
from stillroom_desktop.widgets.basic import Button
from stillroom_desktop.workspace import Workspace


class TeachingPage(Page):
    key = "teach"
    follows = ("teach",)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.drawn = 0
        self.followed: list[RunningJob] = []

    def refresh(self) -> None:
        self.drawn += 1

    def follow(self, job: RunningJob) -> None:
        self.followed.append(job)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> TeachingPage:
    made = TeachingPage(workspace)
    qtbot.addWidget(made)
    return made


def test_it_is_drawn_when_shown_and_on_changes_while_visible(page: TeachingPage, workspace: Workspace) -> None:
    workspace.changed.emit()
    assert page.drawn == 0
    page.show()
    assert page.drawn == 1
    workspace.changed.emit()
    assert page.drawn == 2
    page.hide()
    workspace.changed.emit()
    assert page.drawn == 2
    workspace.close()
    assert page.drawn == 3


def test_retired_it_hears_nothing_more(page: TeachingPage, workspace: Workspace) -> None:
    page.retire()
    workspace.close()
    assert page.drawn == 0


def test_a_job_is_followed_once(page: TeachingPage, workspace: Workspace, fake: Any) -> None:
    page.show()
    job = workspace.teach()
    workspace.train()
    page.hide()
    page.show()
    assert page.followed == [job]
    fake.job("teach").finish()
    again = workspace.teach()
    assert page.followed == [job, again]


def test_a_job_that_runs_already_is_followed_when_the_page_is_shown(qtbot: QtBot, workspace: Workspace) -> None:
    job = workspace.teach()
    page = TeachingPage(workspace)
    qtbot.addWidget(page)
    page.show()
    assert page.followed == [job]


def test_buttons_come_and_go(page: TeachingPage) -> None:
    start, stop = Button("Start", kind="primary"), Button("Stop")
    page.set_header("Teach", "Let a teacher solve the tasks.")
    page.set_buttons(start)
    page.show()
    assert start.isVisible()
    page.set_buttons(stop, start)
    QApplication.processEvents()
    assert start.isVisible()
    assert stop.isVisible()
    assert stop.x() < start.x()
    page.set_buttons()
    assert not start.isVisible()
    assert page.accessibleName() == "Teach"
