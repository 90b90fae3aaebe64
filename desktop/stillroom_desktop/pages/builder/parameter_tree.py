"""The parameters of a tool as a tree of rows, edited in place, by mouse and by keys alike."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from stillroom_desktop.pages.builder.parameters import KINDS, Parameter, kind_word
from stillroom_desktop.pages.builder.values import read, written
from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.cells import paint_box, paint_ground, paint_text
from stillroom_desktop.widgets.chips import paint_chip
from stillroom_desktop.widgets.controls import Select

translate = QCoreApplication.translate

NAME, TYPE, REQUIRED, DEFAULT, DESCRIPTION = range(5)
_ROW, _HEAD = 34, 32
_NARROW = 460  # px, below which the default is shown beside the table only
_PARAMETER = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


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
        self.setItemDelegate(_Delegate(self))
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
        for column, width in ((NAME, 150), (TYPE, 118), (REQUIRED, 84), (DEFAULT, 84)):
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
        self.setFixedHeight(_HEAD + rows * _ROW if rows else 0)
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
            self.editItem(item, NAME)

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
        column = self.currentColumn() + step
        while 0 <= column < 5:
            index = self.currentIndex().siblingAtColumn(column)
            if not self.isColumnHidden(column) and self.may_edit(index):
                self.setCurrentIndex(index)
                self.edit(index)
                return
            column += step

    def edit_now(self) -> None:
        """Write in the current cell, or tick it."""
        index = self.currentIndex()
        if index.column() == REQUIRED:
            self.toggle_required(index)
        elif self.may_edit(index):
            self.edit(index)

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


class _Delegate(QStyledItemDelegate):
    """Paints a cell, and makes what it is written with."""

    def __init__(self, tree: ParameterTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        parameter = self._tree.parameter(index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and self._tree.hasFocus()
        painter.save()
        whole = option.rect
        if index.column() == NAME:
            whole = whole.adjusted(-whole.left(), 0, 0, 0)
        paint_ground(painter, whole, selected=selected, focused=False, hovered=False, first=index.column() == NAME)
        if focused and self._tree.currentIndex() == index:
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        inside = option.rect.adjusted(18 if index.column() == NAME else 10, 0, -6, 0)
        painter.setClipRect(option.rect)
        self._paint_value(painter, inside, index.column(), parameter)
        painter.restore()

    def _paint_value(self, painter: QPainter, inside: QRect, column: int, parameter: Parameter) -> None:
        mono = font(12, mono=True)
        match column:
            case 0:
                name = parameter.name or translate("ParameterTree", "each item")
                paint_text(
                    painter, inside, name, "text" if parameter.name else "text3", mono if parameter.name else font(12)
                )
                if parameter in self._tree.warned:
                    at = painter.fontMetrics().horizontalAdvance(name) + inside.left() + 10
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(theme.color("fill_warn"))
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                    painter.drawEllipse(at, inside.center().y() - 2, 6, 6)
            case 1:
                paint_chip(
                    painter,
                    inside.toRectF(),
                    parameter.type_word,
                    "accent" if parameter.kind == "enum" else "info",
                    mono=True,
                )
            case 2 if parameter.name:
                paint_box(painter, inside, ticked=parameter.required)
            case 3 if parameter.default:
                paint_text(painter, inside, default_text(parameter), "text2", mono)
            case 4:
                paint_text(painter, inside, _with_values(parameter), "text", font(12))
            case _:
                pass

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:  # type: ignore[override] # noqa: N802 - Qt's name
        if not self._tree.may_edit(index):
            return None
        if index.column() == TYPE:
            kinds = Select([(kind, kind_word(kind)) for kind in KINDS], name=translate("ParameterTree", "Type"))
            kinds.setParent(parent)
            kinds.activated.connect(lambda: self._finish(kinds))
            return kinds
        line = QLineEdit(parent)
        line.setFont(font(12, mono=index.column() != DESCRIPTION))
        line.setFrame(False)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        parameter = self._tree.parameter(index)
        if isinstance(editor, Select):
            editor.set_value(parameter.kind)
            if not editor.property("opened"):  # Qt asks for the data again later
                editor.setProperty("opened", True)
                editor.showPopup()
        elif isinstance(editor, QLineEdit):
            texts = {NAME: parameter.name, DEFAULT: default_text(parameter), DESCRIPTION: parameter.description}
            editor.setText(texts[index.column()])
            editor.setAccessibleName(str(self._tree.headerItem().text(index.column())))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - Qt's name
        parameter = self._tree.parameter(index)
        before = parameter.schema() | {"name": parameter.name}
        if isinstance(editor, Select):
            if editor.value in KINDS:
                parameter.set_kind(next(kind for kind in KINDS if kind == editor.value))
        elif isinstance(editor, QLineEdit):
            text = editor.text().strip()
            match index.column():
                case 0:
                    parameter.name = text or parameter.name
                case 3:
                    set_default(parameter, text)
                case 4:
                    parameter.description = text
        if before != parameter.schema() | {"name": parameter.name}:
            self._tree.edited.emit()

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        size = super().sizeHint(option, index)
        size.setHeight(_ROW)
        return size


def default_text(parameter: Parameter) -> str:
    """A parameter's default as it is written; "" for none."""
    return written(parameter.schema(), parameter.default[0]) or '""' if parameter.default else ""


def set_default(parameter: Parameter, text: str) -> None:
    """Take a default as it is written; "" takes it away, and two quotes are an empty text."""
    value = "" if text == '""' and parameter.kind == "string" else read(parameter.schema(), text)
    parameter.default = [value] if text else []


def _with_values(parameter: Parameter) -> str:
    if parameter.kind != "enum":
        return parameter.description
    listed = ", ".join(map(str, parameter.values))
    return f"{parameter.description} ({listed})" if parameter.description else listed


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for place in range(item.childCount()) if (child := item.child(place))]


def _parameter(item: QTreeWidgetItem) -> Parameter:
    found = item.data(0, _PARAMETER)
    assert isinstance(found, Parameter)
    return found
