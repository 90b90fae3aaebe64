"""What went wrong in teaching: each cause with its count and an example. A click on one shows its tasks alone."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stillroom_desktop.engine_words import said
from stillroom_desktop.pages.taught import Cause
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.scrolled import Scrolled
from stillroom_desktop.widgets.verdicts import stage_title
from stillroom_desktop.words import count

translate = QCoreApplication.translate


def cause_title(cause: Cause) -> str:
    """A cause in a few words."""
    if cause.failed:
        return said(cause.key)
    return stage_title(cause.key) if cause.key else translate("TeachCauses", "Rejected in the review")  # type: ignore[arg-type]


class CausesCard(Card):
    """The causes, rejected ones before failed ones, and a button at the foot to try them again.

    `chosen` tells the cause that was clicked, as (failed, key), or None once it was clicked again.
    """

    chosen = Signal(object)

    def __init__(self, retry: Button) -> None:
        super().__init__(translate("TeachCauses", "What went wrong"), " ", flush=True)
        self.rows: dict[tuple[bool, str], CauseRow] = {}
        self._heads = {failed: _Head(failed=failed) for failed in (False, True)}
        self._none = Label(self.tr("No solution was rejected."), role="text2", wrap=True)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setSpacing(2)
        self._column.addWidget(self._none)
        self._column.setContentsMargins(11, 12, 11, 12)
        for head in self._heads.values():
            self._column.addWidget(head)
        self._column.addStretch(1)
        self._retry = retry
        self._area = Scrolled(content, down=True)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(15, 12, 15, 12)
        foot.addWidget(retry)
        self._line = HairLine()
        self.body.setSpacing(0)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._line)
        self.body.addWidget(self._foot)
        self.show_causes([], 0)

    def show_causes(self, causes: Sequence[Cause], of_all: int) -> None:
        """Show these, of so many tasks that were taught; what is shown already only counts on."""
        wrong = sum(cause.count for cause in causes)
        self.set_note(self.tr("{wrong} of {all}").format(wrong=count(wrong), all=count(of_all)) if wrong else " ")
        self._none.setVisible(not causes)
        for part in (self._line, self._foot):
            part.setVisible(bool(causes))
        most = max((cause.count for cause in causes), default=1)
        for failed, head in self._heads.items():
            head.set_count(sum(cause.count for cause in causes if cause.failed == failed))
        for cause in causes:
            key = (cause.failed, cause.key)
            if key not in self.rows:
                self.rows[key] = row = CauseRow()
                row.clicked.connect(lambda _=False, key=key: self._choose(key))
                row.focused.connect(lambda row=row: self._area.ensureWidgetVisible(row))
                if before := self._retry.previousInFocusChain():
                    QWidget.setTabOrder(before, row)
                last = self._column.indexOf(self._heads[True]) if not cause.failed else self._column.count() - 1
                self._column.insertWidget(last, row)
            self.rows[key].set(cause, most)
        for key in set(self.rows) - {(cause.failed, cause.key) for cause in causes}:
            row = self.rows.pop(key)
            if row.isChecked():
                self.chosen.emit(None)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def forget_choice(self) -> None:
        """Let none be chosen, without telling it."""
        for row in self.rows.values():
            row.setChecked(False)

    def _choose(self, key: tuple[bool, str]) -> None:
        for other, row in self.rows.items():
            if other != key:
                row.setChecked(False)
        self.chosen.emit(key if self.rows[key].isChecked() else None)


class _Head(QWidget):
    """How many tasks were rejected, or failed."""

    def __init__(self, *, failed: bool) -> None:
        super().__init__()
        chip = (
            Chip(translate("TeachCauses", "Failed"), "bad", "cross")
            if failed
            else Chip(translate("TeachCauses", "Rejected"), "warn", "warning")
        )
        self._count = Label(weight=500, tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 6)
        row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self._count)

    def set_count(self, number: int) -> None:
        self.setVisible(number > 0)
        self._count.setText(count(number))


class CauseRow(QAbstractButton):
    """One cause: its name, how many, a bar against the most frequent one, and an example. It is checked while it filters."""

    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(self.tr("Show these tasks alone"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._said: tuple[Cause, int] | None = None
        self._title = Label(weight=500, wrap=True)
        self._count = Label(weight=500, tabular=True)
        self._bar = ProgressBar(height=4)
        self._example = Label(size=12, role="text3", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._example)
        for part in (self._title, self._count, self._bar, self._example):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def set(self, cause: Cause, most: int) -> None:
        """Show a cause; the most frequent one stands for so many tasks."""
        if (cause, most) == self._said:
            return
        self._said = (cause, most)
        title, example = cause_title(cause), said(cause.example)
        if example.removesuffix(".") == title:
            example = ""
        self._title.setText(title)
        self._count.setText(count(cause.count))
        self._bar.set(cause.count / most, "bad" if cause.failed else "warn")
        self._bar.setAccessibleName("")
        self._example.setText(example if len(example) <= _LONG else f"{example[:_LONG]} …")
        self._example.setToolTip(example if len(example) > _LONG else "")
        self._example.setVisible(bool(example))
        self.setAccessibleName(f"{title}: {count(cause.count)}. {example}")

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.focused.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection" if self.isChecked() else "inset"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.isChecked():
            painter.setBrush(theme.color("accent"))
            painter.drawRect(QRectF(0, 6, 2, self.height() - 12))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


_LONG = 160
"""Signs of an example that are shown; its tool tip has the rest."""
