"""The Tab key in forms whose parts come and go: it goes as one reads."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_read(whole: QWidget, anchor: QWidget) -> None:
    """Let Tab come to the controls in `whole` in the order of its layouts; `anchor` is one that was there from the first."""
    controls = [widget for widget in _laid_out(whole) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in zip([anchor, *controls], controls, strict=False):
        if before is not after:
            QWidget.setTabOrder(before, after)


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
