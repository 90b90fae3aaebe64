"""What tests of the pages need."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from stillroom_desktop.pages.page import Page
from stillroom_desktop.workspace import Workspace


@pytest.fixture
def show_page(qtbot: QtBot) -> Callable[..., Any]:
    """Makes a page and shows it: `show_page(TrainPage, workspace)`."""

    def show(kind: type[Page], workspace: Workspace, width: int = 1000, height: int = 760) -> Page:
        page = kind(workspace)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        return page

    return show
