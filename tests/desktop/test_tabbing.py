"""Every page in its states by the Tab key alone: it comes to all that a mouse can use, shows where it is, and comes round."""

from collections.abc import Callable, Iterator

import pytest
from controls import CONTROLS, described, is_part, seen
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget
from scenes import Scene

from stillroom_desktop.widgets.controls import Segmented

CLICKS = ("mousePressEvent", "mouseReleaseEvent", "mouseDoubleClickEvent")
MOST = 100
"""How often Tab is pressed before it is given up that the focus comes round."""


@pytest.mark.slow
def test_tab_comes_to_all_that_a_mouse_can_use(walk: Callable[[int, int], Iterator[Scene]]) -> None:
    found = {scene.name: list(faults(scene.shown)) for scene in walk(1024, 700)}
    assert len(found) > 60
    assert not {name: words for name, words in found.items() if words}


def faults(shown: QWidget) -> Iterator[str]:
    shown.activateWindow()
    if not QTest.qWaitForWindowActive(shown, 1000):
        yield "it does not become the active window"
        return
    press(Qt.Key.Key_Tab)  # no one has reached by keyboard what has the focus at first
    start = QApplication.focusWidget()
    tabbed(Qt.Key.Key_Tab)  # a table that the focus comes to has a row from then on, and what can be done with it
    forward, back = tabbed(Qt.Key.Key_Tab), tabbed(Qt.Key.Key_Backtab)
    if QApplication.focusWidget() is not start:
        yield "the focus does not come round"
    if back[1:] != forward[:0:-1]:
        yield f"Shift+Tab goes another way: {[described(widget) for widget in back]}"
    yield from (f"Tab does not come to {described(widget)}" for widget in by_mouse(shown) - set(map(group, forward)))


def press(key: Qt.Key) -> QWidget | None:
    """What has the focus after a key."""
    QTest.keyClick(QApplication.focusWidget(), key)
    return QApplication.focusWidget()


def tabbed(key: Qt.Key) -> list[QWidget]:
    """All that the focus comes to with this key, until it is back where it began."""
    reached = [QApplication.focusWidget()]
    while (at := press(key)) is not reached[0] and len(reached) < MOST:
        if not at or at.visibleRegion().isEmpty():
            break
        reached.append(at)
    return reached


def by_mouse(shown: QWidget) -> set[QWidget]:
    """What does something where it is clicked, and is no text to be read and selected."""
    return {
        group(widget)
        for widget in seen(shown)
        if widget.isEnabled() and answers_clicks(widget) and not is_part(widget) and not is_text(widget)
    }


def answers_clicks(widget: QWidget) -> bool:
    ours = [kind for kind in type(widget).__mro__ if kind.__module__.startswith("stillroom_desktop")]
    return isinstance(widget, CONTROLS) or any(name in vars(kind) for kind in ours for name in CLICKS)


def is_text(widget: QWidget) -> bool:
    return isinstance(widget, (QPlainTextEdit, QTextEdit)) and widget.isReadOnly()


def group(widget: QWidget) -> QWidget:
    """What takes the focus for it: of a row of segments, one does for all."""
    inside = widget.parentWidget()
    return inside if isinstance(inside, Segmented) else widget
