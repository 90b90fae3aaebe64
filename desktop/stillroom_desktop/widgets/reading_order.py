"""The Tab key: in forms whose parts come and go it goes as one reads, and what it comes to is seen."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_read(whole: QWidget, anchor: QWidget) -> None:
    """Let Tab come to the controls in `whole` in the order of its layouts; `anchor` is one that was there from the first."""
    controls = [widget for widget in _laid_out(whole) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in zip([anchor, *controls], controls, strict=False):
        if before is not after:
            QWidget.setTabOrder(before, after)


def show_focused(inside: QWidget, before: QWidget | None, now: QWidget | None) -> None:
    """Let the scroll areas in `inside` show what Tab has come to from outside of them; within one, Qt does that itself."""
    by_mouse = now is not None and now.underMouse()
    if not (before and now) or by_mouse or not inside.isAncestorOf(now):
        return
    around = now.parentWidget()
    while around:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(now)
        around = None if around is inside else around.parentWidget()


def _laid_out(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None:
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    elif isinstance(widget, QScrollArea):
        yield from _laid_out(widget.widget())
    elif layout := widget.layout():
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item
        if widget := item.widget():
            yield from _laid_out(widget)
        elif inner := item.layout():
            yield from _in_layout(inner)
