"""Every page in its states in the smallest window that is meant: no word is cut, nothing lies outside, nothing scrolls sideways,
and what the engine says is said in the window's language."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from controls import described, seen
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)
from scenes import Scene

from stillroom_desktop.engine_words import said
from stillroom_desktop.pages.page import Page
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.chips import Chip

SCALE = "QT_SCALE_FACTOR"
LITTLE = 40
"""A page that scrolls by less, in px, should not scroll at all."""


class StrayWindows(QObject):
    """Notes what is shown as a window of its own, if only for a moment, and is neither the window nor a dialog."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(thing, QLabel) and thing.isWindow():
            self.seen.append(described(thing))
        return False


@pytest.mark.parametrize("language", ["en", pytest.param("de", marks=pytest.mark.slow)])
def test_all_of_it_is_seen(
    walk: Callable[[int, int], Iterator[Scene]], speak: Callable[[str], None], qapp: QApplication, language: str
) -> None:
    speak(language)
    strays = StrayWindows(qapp)
    found = {scene.name: sorted(set(faults(scene.shown))) for scene in walk(1024, 700)}
    assert len(found) > 60
    assert not {name: words for name, words in found.items() if words}
    assert not strays.seen


@pytest.mark.skipif(SCALE in os.environ, reason="this is the run that it starts")
@pytest.mark.slow
def test_all_of_it_is_seen_where_the_screen_is_fine() -> None:
    """At 200 %, where glyphs have other widths. The factor holds for a process from its start."""
    test = f"{__file__}::{test_all_of_it_is_seen.__name__}[de]"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", test],
        env=os.environ | {SCALE: "2"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def faults(shown: QWidget) -> Iterator[str]:
    if (shown.width(), shown.height()) != (1024, 700) and not isinstance(shown, QDialog):
        yield f"the window has become {shown.width()} x {shown.height()}"
    for widget in seen(shown):
        if widget.visibleRegion().isEmpty() and widget.width() * widget.height() and not in_scroll_area(widget, shown):
            yield f"hidden behind or outside: {described(widget)}"
        if words := cut(widget):
            yield f"{type(widget).__name__} {words}"
        yield from (f"the engine's own words: {words}" for words in texts(widget) if said(words) != words)
        yield from outside(widget)


def texts(widget: QWidget) -> Iterator[str]:
    """What a label or a table says; a table's rows as far as they would ever be looked at."""
    match widget:
        case QLabel():
            yield widget.text()
        case QTableView():
            model = widget.model()
            for row in range(min(model.rowCount(), 50)):
                yield from (str(model.index(row, column).data() or "") for column in range(model.columnCount()))


def in_scroll_area(widget: QWidget, shown: QWidget) -> bool:
    inside = widget.parentWidget()
    while inside and inside is not shown:
        if isinstance(inside, QAbstractScrollArea):
            return True
        inside = inside.parentWidget()
    return False


def cut(widget: QWidget) -> str:
    """What has less room than its words need."""
    match widget:
        case QPushButton() | Chip() | QComboBox() if less(widget):
            return f"cut: {described(widget)} {getattr(widget, 'text', str)()}"
        case QLabel() if widget.text().strip() and label_cut(widget):
            return f"cut: {widget.text()}"
        case QScrollArea() if (
            isinstance(widget.parentWidget(), Page) and 0 < widget.verticalScrollBar().maximum() < LITTLE
        ):
            return f"scrolls by {widget.verticalScrollBar().maximum()} px only"
        case QScrollArea() if widget.horizontalScrollBar().maximum():
            return f"scrolls sideways: {type(widget.widget()).__name__}"
    return ""


def less(widget: QWidget) -> bool:
    return widget.width() < widget.sizeHint().width() or widget.height() < widget.minimumSizeHint().height()


def label_cut(label: QLabel) -> bool:
    if label.wordWrap():
        words = re.split(r"[\s\u200b]+", QLabel.text(label))  # with the places where a path may be broken
        longest = max(label.fontMetrics().horizontalAdvance(word) for word in words)
        return label.height() < label.heightForWidth(label.width()) or label.width() < longest
    if label.height() < label.fontMetrics().height():
        return True
    return label.width() < label.sizeHint().width() and not (isinstance(label, Label) and label._elide)


def outside(widget: QWidget) -> Iterator[str]:
    """Whether it reaches out of what it stands in; what scrolls is larger than its viewport, downwards only."""
    inside = widget.parentWidget()
    if widget.isWindow() or inside is None or not widget.width():
        return
    scrolls = isinstance(inside.parentWidget(), QAbstractScrollArea)
    room = inside.rect()
    if not scrolls and not room.contains(widget.geometry()):
        yield f"{described(widget)} {widget.geometry()} is larger than {described(inside)} {room}"
