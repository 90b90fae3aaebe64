"""How a table's cells and headers are painted: one delegate that knows every kind of column."""

from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.chips import chip_width, paint_chip
from stillroom_desktop.widgets.icons import paint_icon
from stillroom_desktop.widgets.rows import VALUE, Column

PADDING, FIRST_PADDING = 12, 18  # the first column stands under the title of the card around the table
HEADER_HEIGHT = 34
ROW_HEIGHT = 36
_EDGE = 2
_BOX = 16
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight


def paint_ground(painter: QPainter, rect: QRect, *, selected: bool, focused: bool, hovered: bool, first: bool) -> None:
    """A cell's ground: soft where selected, with an accent edge on the first one; a hairline below, of accent with the focus."""
    if selected or hovered:
        painter.fillRect(rect, theme.color("selection" if selected else "inset"))
    if selected and first:
        painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), theme.color("accent"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("accent" if focused else "line"))


def paint_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: str,
    look: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text, with an ellipsis where it is too long."""
    painter.setFont(look)
    painter.setPen(theme.color(role))
    line = QFontMetrics(look).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)


def paint_box(painter: QPainter, place: QRect, *, ticked: bool) -> None:
    """A box to tick, at the left of a place and in its middle."""
    box = QRectF(place.left(), place.center().y() - _BOX / 2 + 0.5, _BOX, _BOX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent" if ticked else "line2"), 1))
    painter.setBrush(theme.color("accent" if ticked else "card"))
    painter.drawRoundedRect(box, 4, 4)
    if ticked:
        paint_icon(painter, box.adjusted(2.5, 2.5, -2.5, -2.5), "check", "on_accent")


class CellDelegate(QStyledItemDelegate):
    """Paints a cell by the kind of its column."""

    def __init__(self, columns: tuple[Column, ...], view: QTableView) -> None:
        super().__init__(view)
        self._columns = columns
        self._view = view
        self.hovered_row = -1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column = self._columns[index.column()]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        first = self._view.horizontalHeader().visualIndex(index.column()) == 0
        painter.save()
        paint_ground(
            painter,
            option.rect,
            selected=selected,
            focused=selected and self._view.hasFocus(),
            hovered=index.row() == self.hovered_row,
            first=first,
        )
        painter.setClipRect(option.rect)
        self.paint_value(painter, _inside(option.rect, first=first), column, index)
        painter.restore()

    def paint_value(
        self, painter: QPainter, rect: QRect, column: Column, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        value = index.data(VALUE)
        if column.kind in ("chip", "type"):
            if value:
                paint_chip(painter, QRectF(rect), *value, mono=column.kind == "type")
        elif column.kind == "tools" and value:
            self._paint_tools(painter, rect, value)
        else:
            mono = column.kind == "mono"
            quiet = column.kind in ("muted", "tools")
            look = font(12 if mono else 13, mono=mono, tabular=column.kind in ("number", "time"))
            align = column.alignment & Qt.AlignmentFlag.AlignHorizontal_Mask
            paint_text(painter, rect, index.data() or "", "text2" if quiet else "text", look, align)

    def _paint_tools(self, painter: QPainter, rect: QRect, names: tuple[str, ...]) -> None:
        """As many tools as there is room for, at least one, then how many more there are."""
        left = rect.left()
        for place, name in enumerate(names):
            more = len(names) - place - 1
            room = rect.right() - left - (26 if more else 0)
            if place and chip_width(name, "", mono=True) > room:
                more += 1
                paint_text(painter, QRect(left + 2, rect.top(), 26, rect.height()), f"+{more}", "text2", font(12))
                return
            area = QRectF(left, rect.top(), max(room, 0), rect.height())
            left = round(paint_chip(painter, area, name, "mute", mono=True).right()) + 6

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        column = self._columns[index.column()]
        value = index.data(VALUE)
        if column.kind in ("chip", "type") and value:
            width = chip_width(value[0], value[2] if column.kind == "chip" else "", column.kind == "type")
        elif column.kind == "tools" and value:
            width = sum(chip_width(name, "", mono=True) + 6 for name in value)
        else:
            width = QFontMetrics(font()).horizontalAdvance(index.data() or "")
        return QSize(round(width) + 2 * PADDING, ROW_HEIGHT)

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show whole what is cut off."""
        cut = index.isValid() and self.sizeHint(option, index).width() > option.rect.width()
        QToolTip.showText(event.globalPos(), f"<qt>{escape(index.data())}</qt>" if cut else "", view)
        return True


class Header(QHeaderView):
    """Column titles; the sorted one has an arrow."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.setFixedHeight(HEADER_HEIGHT)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setFont(font(12, 500))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:  # noqa: N802 - Qt's name
        painter.save()
        column = self._columns[logical_index]
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        inner = _inside(rect, first=self.visualIndex(logical_index) == 0)
        sorted_by = self.sortIndicatorSection() == logical_index
        right = bool(column.alignment & _ALIGN_RIGHT)
        if sorted_by:
            self._paint_arrow(painter, inner, column, right=right)
        align = _ALIGN_RIGHT if right else Qt.AlignmentFlag.AlignLeft
        paint_text(painter, inner, column.title, "text" if sorted_by else "text2", font(12, 500), align)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, inner: QRect, column: Column, *, right: bool) -> None:
        width = QFontMetrics(font(12, 500)).horizontalAdvance(column.title)
        left = inner.right() - width - 15 if right else min(inner.left() + width + 3, inner.right() - 2)
        area = QRectF(-6, -6, 12, 12)
        painter.save()
        painter.translate(left + 6, inner.center().y() + 1)
        if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder:
            painter.rotate(180)
        paint_icon(painter, area, "chevron_down", "text2")
        painter.restore()


def _inside(rect: QRect, *, first: bool) -> QRect:
    return rect.adjusted(FIRST_PADDING if first else PADDING, 0, -PADDING, 0)
