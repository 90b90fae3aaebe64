"""A user of the window, who works with what can be seen, and only with that."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from stillroom_desktop.pages.train import TrainPage
from stillroom_desktop.steps import StepKey
from stillroom_desktop.widgets.controls import Field
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.widgets.passage import Passage
from stillroom_desktop.window import Window
from stillroom_desktop.workspace import Workspace


class User:
    """Clicks on a window, and counts it."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window = window
        self.clicks = 0
        self._qtbot = qtbot

    @property
    def workspace(self) -> Workspace:
        return self.window.workspace

    @property
    def page(self) -> Any:
        return self.window.page

    @property
    def question(self) -> MessageDialog:
        """The one message that stands over the window."""
        [asked] = [dialog for dialog in self.window.findChildren(MessageDialog) if dialog.isVisible()]
        return asked

    def sees(self, words: str, inside: QWidget | None = None) -> bool:
        """Whether these words can be read somewhere."""
        shown = inside or self.window
        texts: list[tuple[QWidget, str]] = [(label, label.text()) for label in shown.findChildren(QLabel)]
        texts += [(passage, passage.toPlainText()) for passage in shown.findChildren(Passage)]
        return any(widget.isVisible() and words in text for widget, text in texts)

    def click(self, name: str, inside: QWidget | None = None) -> None:
        """Click on the one button of that name, or with that on it, once there is one and nothing lies over it."""
        shown = inside or self.window

        def under_the_pointer() -> list[QAbstractButton]:
            return [
                button
                for button in shown.findChildren(QAbstractButton)
                if name in (button.objectName(), button.text(), button.accessibleName())
                and button.isVisible()
                and button.isEnabled()
                and shown.childAt(button.mapTo(shown, button.rect().center())) is button
            ]

        self._qtbot.waitUntil(lambda: len(under_the_pointer()) == 1)
        self._qtbot.mouseClick(under_the_pointer()[0], Qt.MouseButton.LeftButton)
        self.clicks += 1

    def go(self, key: StepKey) -> None:
        """Click on a step at the window's left."""
        steps = self.window.sidebar.steps
        model = steps.model()
        [row] = [index for at in range(model.rowCount()) if (index := model.index(at, 0)).data(_STEP).key == key]
        self._qtbot.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=steps.visualRect(row).center())
        self.clicks += 1
        assert self.window.current == key

    def write(self, field: Field, text: str) -> None:
        """Click into a field and write this in place of what is there."""
        self._qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        field.selectAll()
        self._qtbot.keyClicks(field, text)
        self.clicks += 1

    def choose_recipe(self, **values: str) -> None:
        """Write values of the recipe, also those that are shown on asking only."""
        page = self.page
        assert isinstance(page, TrainPage)
        page._area.ensureWidgetVisible(page.setup.form.more)  # what will happen stands above it in a narrow window
        self.click("All values")
        for name, text in values.items():
            field = page.setup.form.controls[name]
            assert isinstance(field, Field)
            self.write(field, text)


_STEP = Qt.ItemDataRole.UserRole
