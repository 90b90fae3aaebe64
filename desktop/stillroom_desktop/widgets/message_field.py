"""Where the user writes a message: a field that grows with its lines, beside it what sends it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from stillroom_desktop.theme import RADIUS, font, theme
from stillroom_desktop.widgets.basic import Button, Label

_MOST_LINES = 5


class MessageField(QWidget):
    """A message to write. Enter and Ctrl+Enter send it, Shift+Enter begins a new line."""

    sent = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._may_send = True
        self.text_field = QPlainTextEdit()
        self.text_field.setProperty("bare", True)
        self.text_field.setFont(font())
        self.text_field.setTabChangesFocus(True)
        self.text_field.document().setDocumentMargin(0)
        self.text_field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text_field.setAccessibleName(self.tr("Message"))
        self.text_field.installEventFilter(self)
        self.send_button = Button(self.tr("Send"), "arrow_right", kind="primary")
        self.send_button.setObjectName("chat_send")
        self.send_button.clicked.connect(self.send)
        self.note = Label(self.tr("Enter sends it"), size=12, role="text3")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 9, 9)
        row.setSpacing(12)
        row.addWidget(self.text_field, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.note, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.send_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.note.setFixedHeight(self.send_button.height())
        self.text_field.textChanged.connect(self._show_state)
        self.text_field.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.setFocusProxy(self.text_field)
        theme.changed.connect(self.update)
        self._fit()
        self._show_state()

    @property
    def text(self) -> str:
        return self.text_field.toPlainText().strip()

    def set_text(self, text: str) -> None:
        self.text_field.setPlainText(text)

    def set_placeholder(self, text: str) -> None:
        self.text_field.setPlaceholderText(text)

    def set_may_send(self, may: bool) -> None:
        """Whether a message can be sent now; it can be written all the same."""
        self._may_send = may
        self._show_state()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.send()
                return True
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def send(self) -> None:
        """Send what is written, if it can be sent."""
        if self.send_button.isEnabled():
            text = self.text
            self.text_field.clear()
            self.sent.emit(text)

    def _show_state(self) -> None:
        self.send_button.setEnabled(self._may_send and bool(self.text))

    def _fit(self) -> None:
        """As high as its lines, up to five; more of them scroll."""
        lines = round(self.text_field.document().size().height())  # a plain text's layout counts in lines
        height = self.text_field.fontMetrics().lineSpacing()
        self.text_field.setFixedHeight(max(1, min(lines, _MOST_LINES)) * height + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus = self.text_field.hasFocus()
            painter.setPen(QPen(theme.color("accent" if focus else "line"), 2 if focus else 1))
            painter.setBrush(theme.color("card"))
            inset = 1.0 if focus else 0.5
            painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
