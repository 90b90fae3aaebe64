"""A field that grows with what is written."""

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextDocument, QTextOption, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from stillroom_desktop.theme import CONTROL, font
from stillroom_desktop.widgets.basic import restyle

_LINES = 6


class TextArea(QPlainTextEdit):
    """Text in one or more lines, as high as it needs up to six of them. Tab leaves it."""

    def __init__(self, placeholder: str = "", *, mono: bool = False) -> None:
        super().__init__()
        self._measure = QTextDocument(self)
        self.setFont(font(12 if mono else 13, mono=mono))
        self._measure.setDefaultFont(self.font())
        self._measure.setDocumentMargin(0)
        self.document().setDocumentMargin(2)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)
        self._fit()

    def set_text(self, text: str) -> None:
        """Show another text, without telling it."""
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._fit()

    def text(self) -> str:
        return self.toPlainText()

    def set_invalid(self, invalid: bool) -> None:
        """Mark what is written as not usable; the words for it stand beside the field."""
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            restyle(self)

    def _fit(self) -> None:
        self._measure.setPlainText(self.toPlainText() or " ")
        option = QTextOption()
        option.setWrapMode(self.wordWrapMode())
        self._measure.setDefaultTextOption(option)
        self._measure.setTextWidth(max(self.viewport().width() - 4, 80))
        line = self.fontMetrics().lineSpacing()
        height = min(ceil(self._measure.size().height()), _LINES * line)
        self.setFixedHeight(max(CONTROL, height + 16))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(240, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(80, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()  # the page scrolls
