"""The way through the project as a painted list: where each step stands at a glance, and which one is shown."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from stillroom_desktop.steps import StepKey, StepState, title
from stillroom_desktop.theme import ICON, RADIUS_SMALL, STEP_ROW, font, theme
from stillroom_desktop.widgets.icons import paint_icon
from stillroom_desktop.widgets.step_mark import NOTE_ROLES, paint_mark, state_word

_STEP = Qt.ItemDataRole.UserRole
_SIDE = 8  # pixels between the sidebar's edge and a row's ground
_CENTRE = 28  # where the marks stand
_WORDS = 48  # where the titles begin
_RADIUS = 7.5

_Index = QModelIndex | QPersistentModelIndex


class StepList(QListView):
    """The steps; `chosen` tells the key of the one that the user goes to, with the mouse or the arrow keys."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = _Steps(self)
        self._quiet = False
        self.by_keyboard = False
        self.setModel(self._model)
        self.setItemDelegate(_StepDelegate(self))
        self.setAccessibleName(self.tr("The way"))
        self.setAccessibleDescription(self.tr("The steps of the project, from tools to a student of your own"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("StepList { background: transparent; }")
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self.viewport().update)

    def set_states(self, states: list[StepState]) -> None:
        """Show where the steps stand."""
        self._model.set_states(states)

    def set_shares(self, shares: dict[StepKey, float]) -> None:
        """Show how far (0 to 1) those steps are that run, where that is known."""
        if shares != self._model.shares:
            self._model.shares = shares
            self.viewport().update()

    def share(self, key: StepKey) -> float | None:
        """How far a step that runs is."""
        return self._model.shares.get(key)

    def set_current(self, key: str) -> None:
        """Mark a step as the one that is shown, without telling; a key that is no step marks none."""
        self._quiet = True
        self.setCurrentIndex(self._model.index_of(key))
        if not self.currentIndex().isValid():
            self.clearSelection()
        self._quiet = False

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(current.data(_STEP).key)

    # The mark of the focus is for those who use the keyboard, as in a browser.

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.by_keyboard = True
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.by_keyboard = False
        super().mousePressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self._model.rowCount() * STEP_ROW)


class _Steps(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.states: list[StepState] = []
        self.shares: dict[StepKey, float] = {}

    def set_states(self, states: list[StepState]) -> None:
        if [state.key for state in states] != [state.key for state in self.states]:
            self.beginResetModel()
            self.states = states
            self.endResetModel()
        elif states != self.states:
            self.states = states
            self.dataChanged.emit(self.index(0), self.index(len(states) - 1))

    def index_of(self, key: str) -> QModelIndex:
        return next((self.index(row) for row, state in enumerate(self.states) if state.key == key), QModelIndex())

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.states)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        step = self.states[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title(step.key)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, [title(step.key), state_word(step.state), step.note]))
            case Qt.ItemDataRole.UserRole:
                return step
            case _:
                return None


class _StepDelegate(QStyledItemDelegate):
    def __init__(self, view: StepList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        return QSize(0, STEP_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        step: StepState = index.data(_STEP)
        row, state = option.rect, option.state
        shown = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown or state & QStyle.StateFlag.State_MouseOver:
            self._paint_ground(painter, row, shown)
        if step.key == "overview":
            square = QRectF(_CENTRE - ICON / 2, row.center().y() - ICON / 2 + 0.5, ICON, ICON)
            paint_icon(painter, square, "home", "accent_text" if shown else "text2")
        else:
            self._paint_connectors(painter, row, index, step)
            share = self._view.share(step.key)
            paint_mark(painter, QPointF(_CENTRE, row.center().y() + 0.5), _RADIUS, step.state, share)
        self._paint_words(painter, row, step, shown)
        painter.restore()

    def _paint_ground(self, painter: QPainter, row: QRect, shown: bool) -> None:
        ground = QRectF(row).adjusted(_SIDE + 0.5, 1.5, -_SIDE - 0.5, -1.5)
        ringed = shown and self._view.by_keyboard and self._view.hasFocus()
        painter.setPen(QPen(theme.color("accent"), 1.5) if ringed else theme.color("line" if shown else "track"))
        painter.setBrush(theme.color("card" if shown else "track"))
        painter.drawRoundedRect(ground, RADIUS_SMALL, RADIUS_SMALL)

    def _paint_connectors(self, painter: QPainter, row: QRect, index: _Index, step: StepState) -> None:
        """The line to the next step, half of it in each row; green where this step is done."""
        middle, reach = row.center().y() + 0.5, _RADIUS + 2.5
        above: StepState | None = index.sibling(index.row() - 1, 0).data(_STEP)
        if above and above.key != "overview":
            painter.setPen(_line(above))
            painter.drawLine(QPointF(_CENTRE, row.top()), QPointF(_CENTRE, middle - reach))
        if index.sibling(index.row() + 1, 0).isValid():
            painter.setPen(_line(step))
            painter.drawLine(QPointF(_CENTRE, middle + reach), QPointF(_CENTRE, row.bottom() + 1))

    def _paint_words(self, painter: QPainter, row: QRect, step: StepState, shown: bool) -> None:
        words = QRect(row).adjusted(_WORDS, 0, -_SIDE - 12, 0)
        centred = Qt.AlignmentFlag.AlignVCenter
        title_font, note_font = font(13, 600 if shown else 500), font(12, tabular=True)
        name = title(step.key)
        painter.setFont(title_font)
        painter.setPen(theme.color("text3" if step.state == "empty" and not shown else "text"))
        painter.drawText(words, centred | Qt.AlignmentFlag.AlignLeft, name)
        # A note may be a name that the user gave.
        words.setLeft(words.left() + QFontMetrics(title_font).horizontalAdvance(name) + 8)
        painter.setFont(note_font)
        painter.setPen(theme.color(NOTE_ROLES[step.state]))
        note = QFontMetrics(note_font).elidedText(step.note, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, centred | Qt.AlignmentFlag.AlignRight, note)


def _line(step: StepState) -> QPen:
    return QPen(theme.color("ok" if step.state == "done" else "line2"), 1.8)
