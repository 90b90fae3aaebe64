"""The packages of a project's tools: the list, and the job that installs them."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.jobs import Note
from stillroom_desktop.pages.builder.packages_card import PackagesCard
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.workspace import Workspace

Fake = Any  # FakeRunner of conftest.py, which no test can import


@pytest.fixture
def card(workspace: Workspace, qtbot: QtBot) -> PackagesCard:
    card = PackagesCard(workspace)
    workspace.job_started.connect(card.follow)
    qtbot.addWidget(card)
    card.resize(340, 300)
    card.show()
    card.refresh()
    return card


def words(card: PackagesCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def add(card: PackagesCard, qtbot: QtBot, text: str) -> None:
    card.field.setFocus()
    qtbot.keyClicks(card.field, text)
    qtbot.keyClick(card.field, Qt.Key.Key_Return)


def test_packages_are_listed_and_taken_away(card: PackagesCard, workspace: Workspace, qtbot: QtBot) -> None:
    assert not card.state.isVisible()
    add(card, qtbot, "pypdf>=6, requests ")
    assert workspace.store.fact("packages") == ["pypdf>=6", "requests"]
    assert card.field.text() == ""
    assert "Not installed yet: tools that need them cannot run." in words(card)
    [gone] = [each for each in card.findChildren(QPushButton) if each.accessibleName() == "Remove requests"]
    qtbot.mouseClick(gone, Qt.MouseButton.LeftButton)
    assert workspace.store.fact("packages") == ["pypdf>=6"]
    assert "requests" not in words(card)


def test_what_is_no_package_is_said_and_stays_to_be_mended(
    card: PackagesCard, workspace: Workspace, qtbot: QtBot
) -> None:
    add(card, qtbot, "-r evil.txt")
    assert workspace.store.fact("packages", []) == []
    assert card.field.text() == "-r evil.txt"
    assert any("is no name of a package" in word for word in words(card))


def test_they_are_installed_after_asking(card: PackagesCard, fake: Fake, qtbot: QtBot) -> None:
    add(card, qtbot, "pypdf")
    qtbot.mouseClick(card.install, Qt.MouseButton.LeftButton)
    [dialog] = card.findChildren(MessageDialog)
    assert fake.jobs == []
    [yes] = [each for each in dialog.findChildren(QPushButton) if each.text() == "Install"]
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    job = fake.job("packages")
    assert job.spec.params == {"packages": ("pypdf",)}
    job.feed(Note("Collecting pypdf"))
    assert "Collecting pypdf" in words(card)
    assert not card.state.isVisible()
    job.fail("No such package", "There is none of that name.", "Correct it.")
    assert "No such package" in words(card)
    assert card.install.isVisible()
    card._workspace.install_packages()
    fake.job("packages").cancelled()
    assert "Stopped. Nothing was installed." in words(card)


def test_installed_ones_need_no_button(card: PackagesCard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stillroom_desktop.pages.builder.packages_card.tool_environment", lambda packages: "python")
    add(card, qtbot, "pypdf")
    assert "Installed" in words(card)
    assert not card.install.isVisible()
