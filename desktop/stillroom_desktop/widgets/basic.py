"""Words, buttons and the "?": the smallest parts of every page."""

import re
from html import escape
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stillroom_desktop.theme import CONTROL, CONTROL_SMALL, ICON, RADIUS_SMALL, font, theme
from stillroom_desktop.widgets import icons

Kind = Literal["normal", "primary", "quiet", "danger"]

_LONG = 24  # signs without a space, which may be wider than the column they stand in
_LONG_WORD = re.compile(rf"\S{{{_LONG},}}")
_PART = re.compile(rf"[^/\\]{{,{_LONG}}}[/\\]?")


class Label(QLabel):
    """Words in the colour of a role. `wrap` breaks lines, `elide` cuts the end off where it is narrow, `selectable` lets it be copied."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 13,
        weight: int = 400,
        role: str = "text",
        mono: bool = False,
        tabular: bool = False,
        wrap: bool = False,
        elide: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__()
        self._text = ""
        self._breaks = wrap and not selectable  # what is copied has no breaks of ours in it
        # What a teacher, a tool or a file says is shown here too, and must never be read as markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, weight, mono=mono, tabular=tabular))
        self.setWordWrap(wrap)
        self._elide = elide
        if elide:
            self.setMinimumWidth(24)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setProperty("role", role)
        self.setText(text)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        self._text = text
        super().setText(_LONG_WORD.sub(_with_breaks, text) if self._breaks else text)

    def set_role(self, role: str) -> None:
        """Show it in another role's colour."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self._elide:
            super().paintEvent(event)
            return
        cut = self._cut()
        self.setToolTip(self.text() if cut != self.text() else "")
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.color(str(self.property("role"))))
        painter.drawText(self.contentsRect(), self.alignment(), cut)

    def _cut(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())


class Button(QPushButton):
    """A button with a word, an icon or both; one without a word needs a `name`, which is its tool tip too."""

    def __init__(
        self, text: str, icon: str = "", *, kind: Kind = "normal", small: bool = False, name: str = ""
    ) -> None:
        super().__init__(text)
        self._icon = icon
        self.setFont(font(12 if small else 13, 500))
        self.setFixedHeight(CONTROL_SMALL if small else CONTROL)
        self.setProperty("small", small)
        self.setProperty("kind", kind)
        self.setProperty("bare", not text)
        self.setAutoDefault(False)
        # A click leaves the focus where it was, so that the ring is seen by those who use the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if not text:
            if not name:
                raise ValueError("a button without a word needs a name")
            self.setFixedWidth(self.height())
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        self._show_icon()

    def set_kind(self, kind: Kind) -> None:
        """Make it the page's primary button, or no longer."""
        if self.property("kind") == kind:
            return
        self.setProperty("kind", kind)
        restyle(self)
        self._show_icon()

    def set_icon(self, name: str) -> None:
        """Show another icon, or none."""
        if name != self._icon:
            self._icon = name
            self._show_icon()

    def _show_icon(self) -> None:
        if not self._icon:
            self.setIcon(QIcon())
            return
        role = {"primary": "on_accent", "danger": "bad", "quiet": "text2", "normal": "text2"}[self.property("kind")]
        self.setIcon(icons.icon(self._icon, role))
        side = ICON - 2 if self.property("small") else ICON
        self.setIconSize(QSize(side if self.property("bare") else side + 4, side))


class HairLine(QFrame):
    """A line of one pixel between parts."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Help(QAbstractButton):
    """The "?" beside a term of art: hovering, a click or the space bar shows its explanation."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setFixedSize(18, 18)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"<qt>{escape(text)}</qt>")
        self.setAccessibleName(self.tr("What is this? {}").format(text))
        self.clicked.connect(self._open)
        theme.changed.connect(self.update)

    def _open(self) -> None:
        shown = HelpText(self, self._text)
        shown.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        shown.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:  # noqa: N802
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.hasFocus()
        inside = self.rect().toRectF()
        icons.paint_icon(painter, inside.adjusted(2, 2, -2, -2), "help", "accent_text" if lit else "text3")
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawEllipse(inside.adjusted(1, 1, -1, -1))


class HelpText(QFrame):
    """The small pop-up of a "?"; any click or Escape closes it."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # its corners are round
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 11, 14, 12)
        words = Label(text, wrap=True)
        words.setFixedWidth(300)
        inside.addWidget(words)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)


def _with_breaks(word: re.Match[str]) -> str:
    """A path or the like, with places to break it after each folder, of which nothing is seen."""
    return "\u200b".join(_PART.findall(word[0]))


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
