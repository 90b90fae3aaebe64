"""What an import found, to choose from: a box to tick, the name, and what it becomes."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.cells import paint_box, paint_ground, paint_text

_ROW = 46
_ENTRY = Qt.ItemDataRole.UserRole


class Found(msgspec.Struct, frozen=True):
    """One thing to choose: its name, what it becomes, and what there is to say of it."""

    name: str
    becomes: str
    text: str
    warns: bool = False


class FoundList(QListWidget):
    """The entries; the space bar or a click ticks one. `ticked` tells every change."""

    ticked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListWidget { background: transparent; }")
        self.itemClicked.connect(self._toggle)
        theme.changed.connect(self.viewport().update)

    def set_entries(self, entries: Sequence[Found], chosen: Sequence[str]) -> None:
        """Show these, with those of the chosen names ticked."""
        self.clear()
        for entry in entries:
            item = QListWidgetItem(f"{entry.name}, {entry.becomes}, {entry.text}")
            item.setData(_ENTRY, entry)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(entry.text)
            self._tick(item, entry.name in chosen)
            self.addItem(item)
        self.ticked.emit()

    @property
    def chosen(self) -> list[str]:
        """The names that are ticked."""
        items = [self.item(row) for row in range(self.count())]
        return [item.data(_ENTRY).name for item in items if item.data(_ENTRY + 1)]

    def tick_all(self, ticked: bool) -> None:
        for row in range(self.count()):
            self._tick(self.item(row), ticked)
        self.ticked.emit()

    def filter_text(self, text: str) -> None:
        """Show only entries that hold this text."""
        wanted = text.strip().casefold()
        for row in range(self.count()):
            item = self.item(row)
            item.setHidden(wanted not in item.text().casefold())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            self._toggle(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _toggle(self, item: QListWidgetItem) -> None:
        self._tick(item, not item.data(_ENTRY + 1))
        self.ticked.emit()

    def _tick(self, item: QListWidgetItem, ticked: bool) -> None:
        item.setData(_ENTRY + 1, ticked)
        state = self.tr("chosen") if ticked else self.tr("not chosen")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {state}")


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: FoundList) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(_ENTRY)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and self._view.hasFocus()
        painter.save()
        paint_ground(painter, option.rect, selected=selected, focused=focused, hovered=False, first=True)
        inside = option.rect.adjusted(16, 5, -12, -6)
        paint_box(painter, inside, ticked=bool(index.data(_ENTRY + 1)))
        inside.adjust(28, 0, 0, 0)
        half = inside.height() // 2
        upper = QRect(inside.left(), inside.top(), inside.width(), half)
        mono = font(12, 500, mono=True)
        paint_text(painter, upper, entry.name, "text", mono)
        at = painter.fontMetrics().horizontalAdvance(entry.name) + 12
        paint_text(painter, upper.adjusted(at, 0, 0, 0), entry.becomes, "text3", font(12))
        lower = QRect(inside.left(), inside.top() + half, inside.width(), half)
        paint_text(painter, lower, entry.text, "warn" if entry.warns else "text2", font(12))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, _ROW)
