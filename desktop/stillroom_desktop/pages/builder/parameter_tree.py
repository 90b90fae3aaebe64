"""The parameters of a tool as a tree of rows, edited in place, by mouse and by keys alike."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from stillroom_desktop.pages.builder.parameter_cells import (
    DEFAULT,
    NAME,
    REQUIRED,
    ROW,
    TYPE,
    Index,
    ParameterDelegate,
)
from stillroom_desktop.pages.builder.parameters import Parameter
from stillroom_desktop.theme import font, theme

_HEAD = 32
_NARROW = 560  # px, below which the default is shown beside the table only
_PARAMETER = Qt.ItemDataRole.UserRole


class ParameterTree(QTreeWidget):
    """The rows. `edited` tells that something in a parameter was changed, `chosen` the current parameter.

    Enter or F2 writes in a cell, the space bar ticks, Alt with the arrow keys moves a parameter up, down, into the object above
    it and out again; Insert adds one, Delete takes it away (`asked` tells those).
    """

    edited = Signal()
    chosen = Signal(object)
    asked = Signal(str)  # "add", "remove", "up", "down", "in", "out"
    dropped = Signal(object, object, bool)  # what was dragged, where to: before this parameter, or into it

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(5)
        self.setHeaderLabels(
            [self.tr("Parameter"), self.tr("Type"), self.tr("Required"), self.tr("Default"), self.tr("Description")]
        )
        self.setAccessibleName(self.tr("Parameters"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(18)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setStyleSheet(
            "QTreeWidget { background: transparent; } QHeaderView::section:first { padding-left: 18px; }"
        )
        self.setItemDelegate(ParameterDelegate(self))
        self._set_up_header()
        self.warned: frozenset[Parameter] = frozenset()
        self.currentItemChanged.connect(lambda now: self.chosen.emit(_parameter(now) if now else None))
        theme.changed.connect(self.viewport().update)

    def _set_up_header(self) -> None:
        header = self.header()
        header.setFont(font(12, 500))
        header.setFixedHeight(_HEAD)
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(48)
        for column, width in ((NAME, 142), (TYPE, 132), (REQUIRED, 84), (DEFAULT, 84)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)

    # What is shown

    def show_parameters(self, root: Parameter, current: Parameter | None = None) -> None:
        """Show those below `root`; `current` is the one to stand on."""
        self.blockSignals(True)
        self.clear()
        self._add(None, root.children)
        self.expandAll()
        self.blockSignals(False)
        self.fit()
        found = self._item(current) if current else None
        if found:
            self.setCurrentItem(found, NAME)
        self.chosen.emit(self.current)

    def fit(self) -> None:
        """Be as high as all rows."""
        rows = self._count(self.invisibleRootItem())
        self.setFixedHeight(_HEAD + rows * ROW if rows else 0)
        self.setVisible(bool(rows))

    @property
    def current(self) -> Parameter | None:
        item = self.currentItem()
        return _parameter(item) if item else None

    def write_name(self) -> None:
        """Begin to write the current parameter's name."""
        if item := self.currentItem():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentItem(item, NAME)
            self._write_in(self.currentIndex())

    def refresh_rows(self) -> None:
        """Draw the rows again: a parameter was changed from elsewhere."""
        self.viewport().update()

    def parameter(self, index: Index) -> Parameter:
        """The parameter of a row."""
        found = index.sibling(index.row(), 0).data(_PARAMETER)
        assert isinstance(found, Parameter)
        return found

    def _add(self, above: QTreeWidgetItem | None, parameters: Sequence[Parameter]) -> None:
        for parameter in parameters:
            item = QTreeWidgetItem()
            item.setData(0, _PARAMETER, parameter)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if above:
                above.addChild(item)
            else:
                self.addTopLevelItem(item)
            self._add(item, parameter.children)

    def _count(self, item: QTreeWidgetItem) -> int:
        return sum(1 + self._count(child) for child in _children(item))

    def _item(self, wanted: Parameter, above: QTreeWidgetItem | None = None) -> QTreeWidgetItem | None:
        above = above or self.invisibleRootItem()
        for item in _children(above):
            if _parameter(item) is wanted:
                return item
            if found := self._item(wanted, item):
                return found
        return None

    # Changes in place

    def may_edit(self, index: Index) -> bool:
        """An item of a list has neither a name of its own nor is it required."""
        is_item = not self.parameter(index).name
        return not (is_item and index.column() in (NAME, REQUIRED, DEFAULT)) and index.column() != REQUIRED

    def toggle_required(self, index: QModelIndex) -> None:
        parameter = self.parameter(index)
        if parameter.name:
            parameter.required = not parameter.required
            self.edited.emit()
            self.viewport().update()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        """Tab goes on writing in the next cell of the row, Shift+Tab in the one before."""
        step = {
            QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
        }.get(hint)
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if step is None:
            return
        column = self.currentColumn() + step if self.currentIndex().isValid() else -1
        while 0 <= column < 5:
            index = self.currentIndex().siblingAtColumn(column)
            if not self.isColumnHidden(column) and self.may_edit(index):
                self.setCurrentIndex(index)
                self._write_in(index)
                return
            column += step

    def _write_in(self, index: QModelIndex) -> None:
        if index.isValid() and self.state() == QAbstractItemView.State.NoState:
            self.edit(index)

    def edit_now(self) -> None:
        """Write in the current cell, or tick it."""
        index = self.currentIndex()
        if index.column() == REQUIRED:
            self.toggle_required(index)
        elif self.may_edit(index):
            self._write_in(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        index = self.currentIndex()
        moves = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Right: "in", Qt.Key.Key_Left: "out"}
        key = Qt.Key(event.key())
        match key:
            case _ if self.state() == QAbstractItemView.State.EditingState:
                event.ignore()  # what a cell that is written in leaves over
            case _ if key in moves and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.asked.emit(moves[key])
            case Qt.Key.Key_Insert:
                self.asked.emit("add")
            case Qt.Key.Key_Delete:
                self.asked.emit("remove")
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2 if index.isValid():
                self.edit_now()
            case Qt.Key.Key_Space if index.isValid():
                self.toggle_required(index)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if index.isValid():
                self._go_sideways(-1 if key == Qt.Key.Key_Left else 1)
            case _:
                super().keyPressEvent(event)

    def _go_sideways(self, by: int) -> None:
        column = self.currentColumn() + by
        while 0 <= column < 5 and self.isColumnHidden(column):
            column += by
        if 0 <= column < 5:
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(column))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and index.column() == REQUIRED and event.button() == Qt.MouseButton.LeftButton:
            self.toggle_required(index)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        target = self.itemAt(event.position().toPoint())
        dragged = self.current
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the tree is drawn anew: Qt must take nothing out of it
        event.accept()
        if target and dragged:
            inside = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.OnItem
            below = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem
            where = self.itemBelow(target) if below else target
            self.dropped.emit(dragged, _parameter(where) if where else None, inside)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802 - Qt's name
        """Nothing: all is open, and the indent says enough."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and (first := self.topLevelItem(0)):
            self.setCurrentItem(first, NAME)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize:
            self.setColumnHidden(DEFAULT, self.viewport().width() < _NARROW)
        return super().viewportEvent(event)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for place in range(item.childCount()) if (child := item.child(place))]


def _parameter(item: QTreeWidgetItem) -> Parameter:
    found = item.data(0, _PARAMETER)
    assert isinstance(found, Parameter)
    return found
