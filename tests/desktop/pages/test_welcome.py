"""The greeting: its doors, the projects of lately, and what this PC can do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.students import Hardware
from stillroom_desktop.pages.welcome import RecentRow, WelcomePage
from stillroom_desktop.widgets.this_pc import FactRow
from stillroom_desktop.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, empty_workspace: Workspace) -> WelcomePage:
    made = WelcomePage(empty_workspace)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("button", "signal"), [("open_sample", "sample_asked"), ("start_own", "new_asked")])
def test_the_doors_ask(page: WelcomePage, qtbot: QtBot, button: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        page.findChild(QPushButton, button).click()


def test_a_project_of_lately_is_asked_for_and_a_missing_one_says_so(
    page: WelcomePage, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = page.workspace
    assert page.findChildren(RecentRow) == []
    assert workspace.create(tmp_path / "mine")
    workspace.close()
    workspace.recent.append(tmp_path / "gone")
    page.refresh()
    QApplication.processEvents()
    mine, gone = [row for row in page.findChildren(RecentRow) if row.isVisible()]
    assert not gone.isEnabled()
    assert "Missing" in gone.accessibleDescription()
    with qtbot.waitSignal(page.recent_asked) as told:
        mine.click()
    assert told.args == [tmp_path / "mine"]


def facts(page: WelcomePage) -> str:
    return "\n".join(row.accessibleName() for row in page.findChildren(FactRow))


def test_this_pc_is_described_in_plain_words(page: WelcomePage) -> None:
    assert "none for training" in facts(page)
    assert "16 GB, 8 cores" in facts(page)
    assert "Enough to train" in facts(page)
    assert "GB free" in facts(page)


@pytest.mark.parametrize(
    ("hardware", "words"),
    [
        (Hardware("NVIDIA RTX 4070", 12.0, 32.0, 16), "NVIDIA RTX 4070, 12 GB Students are trained on it."),
        (Hardware(None, None, 3.9, 2), "3.9 GB, 2 cores Training needs about 8 GB."),
    ],
)
def test_other_pcs(qtbot: QtBot, make_workspace: Callable[..., Workspace], hardware: Hardware, words: str) -> None:
    page = WelcomePage(make_workspace(look_at_hardware=lambda: hardware))
    qtbot.addWidget(page)
    page.show()
    assert words in facts(page)
