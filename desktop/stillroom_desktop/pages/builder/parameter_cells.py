"""How the cells of the parameters' tree are painted, and what they are written with."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from stillroom_desktop.pages.builder.parameters import KINDS, Parameter, kind_word
from stillroom_desktop.pages.builder.values import read, written
from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.cells import paint_box, paint_ground, paint_text
from stillroom_desktop.widgets.chips import paint_chip
from stillroom_desktop.widgets.controls import Select

if TYPE_CHECKING:
    from stillroom_desktop.pages.builder.parameter_tree import ParameterTree

translate = QCoreApplication.translate

NAME, TYPE, REQUIRED, DEFAULT, DESCRIPTION = range(5)
ROW = 34
_KINDS, _OPENS_MS = 170, 120
Index = QModelIndex | QPersistentModelIndex


class ParameterDelegate(QStyledItemDelegate):
    """Paints a cell, and makes what it is written with."""

    def __init__(self, tree: "ParameterTree") -> None:
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
            kinds.view().setMinimumWidth(_KINDS)
            kinds.activated.connect(lambda: self._finish(kinds))
            # Not before the second click of two is over, which would close it again.
            opens = QTimer(kinds, interval=_OPENS_MS, singleShot=True)
            opens.timeout.connect(kinds.showPopup)
            opens.start()
            return kinds
        line = QLineEdit(parent)
        line.setFont(font(12, mono=index.column() != DESCRIPTION))
        line.setFrame(False)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        parameter = self._tree.parameter(index)
        if isinstance(editor, Select):
            editor.set_value(parameter.kind)
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
        size.setHeight(ROW)
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
