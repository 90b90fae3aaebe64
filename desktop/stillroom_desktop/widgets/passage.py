"""A passage of text: it wraps, anywhere if need be, takes the height it needs, and can be selected."""

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextCursor, QTextDocument, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from stillroom_desktop.theme import font, theme


class Passage(QTextEdit):
    """Plain text as it was said. A label cannot break a digest or a path that is wider than its column; this does."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 13,
        weight: int = 400,
        role: str = "text",
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._measure = QTextDocument(self)
        self.setReadOnly(True)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._set_font(font(size, weight, mono=mono))
        self.set_text(text)
        theme.changed.connect(self._paint_role)

    def set_text(self, text: str) -> None:
        self._measure.setPlainText(text)
        self.setPlainText(text)
        self.setAccessibleName(text)
        self._paint_role()
        self.updateGeometry()

    def set_role(self, role: str) -> None:
        self._role = role
        self._paint_role()

    def _set_font(self, chosen: QFont) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        for document in (self._measure, self.document()):
            document.setDocumentMargin(0)
            document.setDefaultFont(chosen)
        self._measure.setDefaultTextOption(option)
        self.setFont(chosen)

    def _paint_role(self) -> None:
        """The colour stands in the text's own format, which no style sheet overrides."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        format = cursor.charFormat()
        format.setForeground(theme.color(self._role))
        cursor.mergeCharFormat(format)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        self._measure.setTextWidth(width)
        return ceil(self._measure.size().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line for each line of the text."""
        self._measure.setTextWidth(-1)
        return QSize(ceil(self._measure.idealWidth()) + 1, ceil(self._measure.size().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(48, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.verticalScrollBar().setValue(0)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()  # the transcript scrolls, not the passage in it
