"""The window's left side: which project, the way through it, what works on it, and the settings."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from stillroom.students import Hardware
from stillroom_desktop.theme import HEADER, ICON, RADIUS_SMALL, SIDEBAR, font, theme
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.icons import paint_icon
from stillroom_desktop.widgets.logo import paint_logo
from stillroom_desktop.widgets.step_list import StepList

_EDGE = 12


class Sidebar(QWidget):
    """`chosen` tells the key of the step that the user goes to, the settings among them."""

    chosen = Signal(str)

    def __init__(self, switcher: QMenu) -> None:
        super().__init__()
        self.setFixedWidth(SIDEBAR)
        self._head = _Head(switcher)
        self.steps = StepList()
        self.steps.chosen.connect(self.chosen)
        self._settings = _SettingsRow(self.tr("Settings"))
        self._settings.clicked.connect(lambda: self.chosen.emit("settings"))
        self._hardware = Label(size=12, weight=500, role="text2")
        self._leaves = Label(size=12, role="text3")
        self.set_leaves(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(self.steps, 1000)
        whole.addStretch(1)  # where the steps are hidden
        whole.addWidget(self._hardware_line())
        line = QHBoxLayout()
        line.setContentsMargins(_EDGE + 4, 0, _EDGE + 4, 0)
        line.addWidget(HairLine())
        whole.addLayout(line)
        whole.addWidget(self._settings)
        theme.changed.connect(self.update)

    def _hardware_line(self) -> QWidget:
        line = QWidget()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._hardware)
        words.addWidget(self._leaves)
        row = QHBoxLayout(line)
        row.setContentsMargins(20, 10, 12, 10)
        row.setSpacing(11)
        row.addWidget(Picture("chip", "text2"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        return line

    def set_project(self, title: str, note: str) -> None:
        """Name the open project, with a few words under it."""
        self._head.set(title, note)

    def set_hardware(self, hardware: Hardware | None) -> None:
        """Say what trains and runs the students."""
        if hardware is None:
            words = self.tr("Looking at this PC ...")
        elif hardware.gpu and hardware.gpu_memory_gb:
            name = hardware.gpu.removeprefix("NVIDIA ").removeprefix("GeForce ")
            words = self.tr("{gpu}, {memory} GB").format(gpu=name, memory=round(hardware.gpu_memory_gb))
        else:
            words = self.tr("{cores} cores, {memory} GB, no GPU").format(
                cores=hardware.cores, memory=round(hardware.memory_gb)
            )
        self._hardware.setText(words)

    def set_leaves(self, leaves: bool) -> None:
        """Say whether the open project's teacher is on another computer."""
        self._leaves.setText(self.tr("Only the teacher is elsewhere") if leaves else self.tr("Nothing leaves this PC"))

    def set_current(self, key: str) -> None:
        """Mark what is shown: a step, the settings, or nothing."""
        self.steps.set_current(key)
        self._settings.setChecked(key == "settings")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("side"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))


class _Row(QAbstractButton):
    """A painted button as wide as the sidebar."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(SIDEBAR, self.height())

    def paint_ground(self, painter: QPainter, inside: QRectF) -> None:
        """Draw what tells that the button is chosen, under the mouse, or has the focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked() or self.underMouse() or self.isDown() or self.hasFocus()
        if lit:
            edge = "accent" if self.hasFocus() else "line" if self.isChecked() else "track"
            painter.setPen(QPen(theme.color(edge), 1.5 if self.hasFocus() else 1))
            painter.setBrush(theme.color("card" if self.isChecked() else "track"))
            painter.drawRoundedRect(inside, RADIUS_SMALL, RADIUS_SMALL)


class _Head(_Row):
    """The project's name; it opens the menu of projects."""

    def __init__(self, switcher: QMenu) -> None:
        super().__init__(HEADER - 8)
        self._switcher = switcher
        self._note = ""
        self.clicked.connect(self._open)

    def set(self, title: str, note: str) -> None:
        self.setText(title.replace("&", "&&"))
        self._title, self._note = title, note
        self.setAccessibleName(self.tr("Project: {title}").format(title=title))
        self.setAccessibleDescription(self.tr("Opens the menu of projects"))
        self.setToolTip(note)
        self.update()

    def _open(self) -> None:
        self._switcher.setMinimumWidth(self.width() - 16)
        self._switcher.popup(self.mapToGlobal(QPoint(8, self.height() - 4)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        self.paint_ground(painter, QRectF(6.5, 8.5, self.width() - 13, self.height() - 15))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2 + 1
        paint_logo(painter, QRectF(_EDGE + 1, middle - 14, 28, 28))
        paint_icon(painter, QRectF(self.width() - 31, middle - 7, 14, 14), "chevron_up_down", "text2")
        left, width = 50, self.width() - 50 - 36
        for words, made, role, top in (
            (self._title, font(13, 600), "text", middle - 19),
            (self._note, font(12), "text3", middle + 1),
        ):
            painter.setFont(made)
            painter.setPen(theme.color(role))
            shown = QFontMetrics(made).elidedText(words, Qt.TextElideMode.ElideMiddle, width)
            painter.drawText(QRectF(left, top, width, 18), Qt.AlignmentFlag.AlignVCenter, shown)


class _SettingsRow(_Row):
    """The way to the settings, with its keys beside it."""

    def __init__(self, word: str) -> None:
        super().__init__(50)
        self.setText(word)
        self.setCheckable(True)
        self.setAccessibleName(word)

    def nextCheckState(self) -> None:  # noqa: N802
        """A click does not check it: what is shown does."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        self.paint_ground(painter, QRectF(8.5, 8.5, self.width() - 17, self.height() - 17))
        middle = self.height() / 2
        paint_icon(painter, QRectF(20, middle - ICON / 2, ICON, ICON), "settings", "text2")
        painter.setFont(font(13, 600 if self.isChecked() else 500))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(48, 0, 120, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        self._paint_keys(painter, QKeySequence("Ctrl+,").toString(QKeySequence.SequenceFormat.NativeText), middle)

    def _paint_keys(self, painter: QPainter, keys: str, middle: float) -> None:
        made = font(11, 500)
        width = QFontMetrics(made).horizontalAdvance(keys) + 12
        cap = QRectF(self.width() - width - 18.5, middle - 9.5, width, 19)
        painter.setPen(theme.color("line2"))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(made)
        painter.setPen(theme.color("text2"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
