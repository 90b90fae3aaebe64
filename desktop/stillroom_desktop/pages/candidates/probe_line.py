"""What a probe measured of a student: its exact calls as a dot on their 95 % interval, and the figures beside it."""

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from stillroom.evaluation import Probed, Rate
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.fixed_table import blend
from stillroom_desktop.widgets.intervals import count_text, interval_text
from stillroom_desktop.words import percent

translate = QCoreApplication.translate

_SIDE = 7.0  # px of the dot, and left free at both ends of the scale


class IntervalBar(QWidget):
    """A rate's interval on a scale from 0 to 100 %."""

    def __init__(self) -> None:
        super().__init__()
        self._rate: Rate | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set(self, rate: Rate) -> None:
        if rate != self._rate:
            self._rate = rate
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(120, 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        scale = self.rect().toRectF().adjusted(_SIDE, 0, -_SIDE, 0)
        middle = scale.center().y()
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(QRectF(scale.left(), middle - 2, scale.width(), 4), 2, 2)
        if self._rate is None or self._rate.value is None or self._rate.interval is None:
            return
        dot = theme.color("accent")
        low, high = (scale.left() + scale.width() * bound for bound in self._rate.interval)
        painter.setBrush(blend(dot, 0.38))
        painter.drawRoundedRect(QRectF(low, middle - 4, max(high - low, 8.0), 8), 4, 4)
        painter.setPen(theme.color("card"))
        painter.setBrush(dot)
        painter.drawEllipse(QPointF(scale.left() + scale.width() * self._rate.value, middle), _SIDE - 1, _SIDE - 1)


class ProbeLine(QWidget):
    """A student's probe, or that there was none."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label(self.tr("Probe"), size=12, weight=500, role="text2")
        self._value = Label(weight=500, tabular=True)
        self._bar = IntervalBar()
        self._more = Label(size=12, role="text3", tabular=True, wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._bar, 0, 1)
        grid.addWidget(self._value, 0, 2)
        grid.addWidget(self._more, 1, 0, 1, 3)

    def set(self, known: Probed | None, *, comparable: bool) -> None:
        """Show a probe; one that is not `comparable` asked for other things than the newest."""
        measured = known is not None and known.exact.value is not None
        self._bar.setVisible(measured)
        self._value.setText(percent(known.exact.value or 0.0) if known and measured else self.tr("not yet"))
        self._value.set_role("text" if measured else "text3")
        self._more.setText(_figures(known, comparable=comparable) if known else "")
        self._more.setVisible(known is not None)
        if known and measured:
            self._bar.set(known.exact)
        self.setAccessibleName(" ".join([self._name.text(), self._value.text(), self._more.text()]))


def _figures(known: Probed, *, comparable: bool) -> str:
    exact = translate("ProbeLine", "Exact calls {count} ({interval})").format(
        count=count_text(known.exact), interval=interval_text(known.exact)
    )
    parts = [exact] if known.exact.n else []
    if known.no_call.n:
        parts.append(translate("ProbeLine", "restraint {count}").format(count=count_text(known.no_call)))
    seconds = QLocale().toString(known.seconds, "f", 1)
    parts.append(translate("ProbeLine", "{seconds} s a task").format(seconds=seconds))
    words = ", ".join(parts) + "."
    return words if comparable else f"{words} {translate('ProbeLine', 'On other tasks than the newest probe.')}"
