"""The scorecard as a table: each arm's rate as a dot on its 95 % interval, beside the figures."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QLineF, QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from stillroom.evaluation import ArmScore, Rate
from stillroom_desktop.theme import font, theme
from stillroom_desktop.widgets.cells import paint_text
from stillroom_desktop.widgets.fixed_table import (
    CENTRE,
    GAP,
    LEFT,
    MARGIN,
    RIGHT,
    FixedDelegate,
    FixedHeader,
    FixedTable,
    Index,
    blend,
    value_of,
)
from stillroom_desktop.words import NOTHING, percent

_NAME, _BAND, _EXACT, _RESTRAINT, _SPEED = range(5)
_BAND_INSET = 26
_EDGE = MARGIN - GAP  # what the last column leaves at the card's edge, more than others between them
_ROOM_FOR_ALL, _ROOM_FOR_QUARTERS = 640, 150  # px


def interval_text(rate: Rate) -> str:
    """For example "71 to 91 %"; empty where nothing was scored."""
    if rate.interval is None:
        return ""
    low, high = (round(100 * bound) for bound in rate.interval)
    return QCoreApplication.translate("Scorecard", "{low} to {high} %").format(low=low, high=high)


def count_text(rate: Rate | None) -> str:
    """For example "45 of 54"; a dash where nothing was scored."""
    if rate is None or rate.value is None:
        return NOTHING
    return QCoreApplication.translate("Scorecard", "{right} of {n}").format(right=right_count(rate), n=rate.n)


def right_count(rate: Rate) -> int:
    """How many were right."""
    return round((rate.value or 0) * rate.n)


class ScoreRow(msgspec.Struct, frozen=True):
    """An arm: its name, the colour role of its dot, and how it did. An `inner` one is the row above in another form."""

    name: str
    role: str
    score: ArmScore
    inner: bool = False


class IntervalTable(FixedTable):
    """A row for each arm: its name and what ran it, a dot on its interval, exact calls, restraint, tokens per second."""

    def __init__(self) -> None:
        super().__init__(_Header(RIGHT), _Delegate(), 46)
        self.setAccessibleName(self.tr("Scorecard"))

    def set_rows(self, rows: Sequence[ScoreRow]) -> None:
        titles = [
            self.tr("Arm"),
            self.tr("95 % interval"),
            self.tr("Exact calls"),
            self.tr("Restraint"),
            self.tr("Tokens/s"),
        ]
        self._show(titles, [_words(row) for row in rows], list(rows))

    def _share_out(self) -> None:
        width = self.viewport().width()
        self.setColumnHidden(_SPEED, width < _ROOM_FOR_ALL)
        for column, wide in ((_EXACT, 112), (_RESTRAINT, 108), (_SPEED, 94 + _EDGE)):
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, wide)
                width -= wide
        self.setColumnWidth(_NAME, min(max(190, width // 3), 280))
        self.setColumnWidth(_BAND, max(120, width - self.columnWidth(_NAME)))


def _words(row: ScoreRow) -> list[str]:
    score = row.score
    return [
        ", ".join(filter(None, (row.name, score.backend))),
        interval_text(score.exact),
        f"{_share(score.exact)}, {count_text(score.exact)}",
        count_text(score.no_call),
        _speed(score),
    ]


def _share(rate: Rate) -> str:
    return NOTHING if rate.value is None else percent(rate.value)


def _speed(score: ArmScore) -> str:
    return QLocale().toString(score.tokens_per_second, "f", 0) if score.tokens_per_second else NOTHING


def _scale(rect: QRect) -> QRectF:
    """Where 0 to 100 % lie within the band's column."""
    return rect.toRectF().adjusted(_BAND_INSET, 0, -_BAND_INSET, 0)


class _Header(FixedHeader):
    """Over the bands stands their scale."""

    def paint_title(self, painter: QPainter, rect: QRect, column: int) -> None:
        if column != _BAND:
            super().paint_title(painter, rect.adjusted(0, 0, -_EDGE if column == _SPEED else 0, 0), column)
            return
        scale = _scale(rect)
        for share in (0, 0.25, 0.5, 0.75, 1) if scale.width() > _ROOM_FOR_QUARTERS else (0, 1):
            middle = round(scale.left() + scale.width() * share)
            text = percent(share) if share == 1 else str(round(100 * share))
            where = QRect(middle - 30, rect.top(), 60, rect.height())
            paint_text(painter, where, text, "text2", font(12, 500, tabular=True), CENTRE)


class _Delegate(FixedDelegate):
    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row: ScoreRow = value_of(index)
        column = index.column()
        if column == _BAND:
            _paint_band(painter, rect, row)
            return
        if index.row():
            _paint_rule(painter, rect, column)
        inside = rect.adjusted(0, 0, -MARGIN if column == _SPEED else -GAP, 0)
        match column:
            case 0:
                if row.inner:
                    _paint_branch(painter, QPointF(rect.left() + MARGIN + 3.5, rect.center().y() - 8.5))
                left = MARGIN + (16 if row.inner else 0)
                _paint_lines(painter, rect.adjusted(left, 0, -6, 0), row.name, row.score.backend, LEFT)
            case 2:
                _paint_lines(painter, inside, _share(row.score.exact), interval_text(row.score.exact), RIGHT, 15, 600)
            case _:
                paint_text(painter, inside, str(index.data()), "text2", font(tabular=True), RIGHT)


def _paint_rule(painter: QPainter, rect: QRect, column: int) -> None:
    painter.setPen(theme.color("line"))
    left = rect.left() + (MARGIN if column == _NAME else 0)
    right = rect.right() + 1 - (MARGIN if column == _SPEED else 0)
    painter.drawLine(QLineF(left, rect.top() + 0.5, right, rect.top() + 0.5))


def _paint_branch(painter: QPainter, corner: QPointF) -> None:
    painter.setPen(theme.color("line2"))
    painter.drawPolyline([corner - QPointF(0, 7), corner, corner + QPointF(7, 0)])


def _paint_band(painter: QPainter, rect: QRect, row: ScoreRow) -> None:
    scale, middle = _scale(rect), rect.toRectF().center().y()
    painter.setPen(theme.color("line"))
    for quarter in range(5):
        x = round(scale.left() + scale.width() * quarter / 4) + 0.5
        painter.drawLine(QLineF(x, rect.top(), x, rect.bottom() + 1))
    rate = row.score.exact
    if rate.value is None or rate.interval is None:
        return
    low, high = (scale.left() + scale.width() * bound for bound in rate.interval)
    dot = theme.color(row.role)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(blend(dot, 0.38))
    painter.drawRoundedRect(QRectF(low, middle - 5, max(high - low, 10.0), 10), 4, 4)
    painter.setPen(theme.color("card"))
    painter.setBrush(dot)
    painter.drawEllipse(QPointF(scale.left() + scale.width() * rate.value, middle), 7, 7)


def _paint_lines(
    painter: QPainter,
    rect: QRect,
    first: str,
    second: str,
    align: Qt.AlignmentFlag,
    size: int = 13,
    weight: int = 500,
) -> None:
    middle = rect.height() // 2
    upper = rect.adjusted(0, 4, 0, -middle + 1) if second else rect
    paint_text(painter, upper, first, "text", font(size, weight, tabular=True), align)
    if second:
        paint_text(painter, rect.adjusted(0, middle, 0, -4), second, "text2", font(12, tabular=True), align)
