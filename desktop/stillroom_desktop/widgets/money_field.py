"""A field for an amount of money."""

from math import isfinite

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtGui import QResizeEvent

from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.controls import Field

_WIDTH = 150
_EDGE = 9  # px right of the unit


class MoneyField(Field):
    """US dollars, or nothing where it is empty. `chosen` tells an amount (None: nothing) once it is written; what is none is
    marked, and not told.
    """

    chosen = Signal(object)

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(placeholder)
        self.setAccessibleName(QCoreApplication.translate("MoneyField", "{name}, in US dollars").format(name=name))
        self.setFont(font(tabular=True))
        self.setFixedWidth(_WIDTH)
        self._unit = Label("USD", size=12, role="text3")
        self._unit.setParent(self)
        self._unit.adjustSize()
        self.setTextMargins(0, 0, self._unit.width() + _EDGE, 0)
        self._told: float | None = None
        self.textChanged.connect(self._check)
        self.editingFinished.connect(self._tell)

    @property
    def usable(self) -> bool:
        """Whether it is an amount, or empty."""
        return not self.text().strip() or self._read() is not None

    @property
    def amount(self) -> float | None:
        """What is written; None where that is nothing, or no amount."""
        return self._read()

    def set_amount(self, dollars: float | None) -> None:
        """Show an amount, without telling it."""
        self._told = dollars
        if dollars != self._read() or not self.usable:
            self.setText("" if dollars is None else _written(dollars))

    def _read(self) -> float | None:
        for locale in (QLocale(), QLocale.c()):
            # "2.500" is 2500 in Germany: a limit that is taken for less is mended sooner than one that is taken for more.
            locale.setNumberOptions(QLocale.NumberOption.RejectGroupSeparator)
            value, good = locale.toDouble(self.text().strip())
            if good and isfinite(value) and value >= 0:
                return value
        return None

    def _check(self) -> None:
        self.set_invalid(not self.usable)

    def _tell(self) -> None:
        if self.usable and self._read() != self._told:
            self._told = self._read()
            self.chosen.emit(self._told)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._unit.move(self.width() - self._unit.width() - _EDGE, (self.height() - self._unit.height()) // 2)


def _written(dollars: float) -> str:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    cents = locale.toString(dollars, "f", 2)
    return cents if locale.toDouble(cents)[0] == dollars else locale.toString(dollars, "g", 6)
