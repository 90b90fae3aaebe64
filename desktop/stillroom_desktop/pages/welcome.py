"""The greeting, while no project is open: two doors, the projects of lately, and what this PC can do."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from stillroom.project import DATABASE
from stillroom.tasks import SAMPLES
from stillroom_desktop.pages.page import Page
from stillroom_desktop.steps import StepKey
from stillroom_desktop.theme import GAP, RADIUS_SMALL, theme
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.this_pc import ThisPc
from stillroom_desktop.words import home_path, sample_sentence
from stillroom_desktop.workspace import Workspace

_SHOWN = 5


class WelcomePage(Page):
    """It only asks; the window opens what is asked for."""

    key: StepKey = "overview"
    sample_asked = Signal()
    new_asked = Signal()
    open_asked = Signal()
    recent_asked = Signal(Path)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Welcome to Stillroom"),
            self.tr("Distil a large model's tool use into a small model of your own, on this PC."),
        )
        another = Button(self.tr("Open a project"), "folder")
        another.clicked.connect(self.open_asked)
        self.set_buttons(another)
        sample = Button(self.tr("Open the sample"), "flask", kind="primary")
        sample.setObjectName("open_sample")
        sample.clicked.connect(self.sample_asked)
        own = Button(self.tr("Start from my tools"), "tools")
        own.setObjectName("start_own")
        own.clicked.connect(self.new_asked)
        doors = QHBoxLayout()
        doors.setSpacing(GAP)
        doors.addWidget(
            Door(
                "flask",
                self.tr("See how it works"),
                self.tr(
                    "{sample} It goes the whole way in minutes, without a key, a graphics card or a network."
                ).format(sample=sample_sentence(SAMPLES[0])),
                sample,
            ),
            1,
        )
        doors.addWidget(
            Door(
                "tools",
                self.tr("Make my own agent"),
                self.tr(
                    "An empty project. Add the tools that your agent shall call and the things that people ask of it; "
                    "the rest is the same way."
                ),
                own,
            ),
            1,
        )
        self._recent = Card(self.tr("Recent projects"), flush=True)
        self._recent.body.setContentsMargins(8, 8, 8, 8)
        self._recent.body.setSpacing(2)
        self._shown: list[tuple[Path, bool]] | None = None
        self._way = TheWay()
        self._pc = ThisPc(workspace)
        lower = QHBoxLayout()
        lower.setSpacing(GAP)
        for card in (self._recent, self._way, self._pc):
            lower.addWidget(card, 1)
        self.body.addLayout(doors)
        self.body.addLayout(lower)
        self.body.addStretch(1)
        workspace.hardware_seen.connect(self.redraw)

    def refresh(self) -> None:
        self._pc.show_hardware(self.workspace.settings.get("projects_folder"))
        found = [(folder, (folder / DATABASE).is_file()) for folder in self.workspace.recent[:_SHOWN]]
        self._recent.setVisible(bool(found))
        self._way.setVisible(not found)
        if found == self._shown:
            return
        self._shown = found
        rows = self._recent.body
        while item := rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for folder, there in found:
            row = RecentRow(folder, there=there)
            row.clicked.connect(lambda _=False, folder=folder: self.recent_asked.emit(folder))
            rows.addWidget(row)
        rows.addStretch(1)


class Door(Card):
    """A way into Stillroom: what it is, in two sentences, and its button."""

    def __init__(self, icon: str, title: str, text: str, button: Button) -> None:
        super().__init__()
        self.body.setContentsMargins(23, 20, 23, 20)
        self.body.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Picture(icon, "accent_text", size=26))
        head.addWidget(Label(title, size=20, weight=600), 1)
        self.body.addLayout(head)
        words = Label(text, role="text2", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(words, 1)
        self.body.addSpacing(6)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class TheWay(Card):
    """What Stillroom does, in four steps: for those who see it for the first time."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("TheWay", "How it goes"), flush=True)
        self.body.setSpacing(0)
        steps = (
            ("graduation", self.tr("Teach"), self.tr("A teacher solves tasks with your tools, which really run.")),
            ("flame", self.tr("Train"), self.tr("A small model, the student, learns from what passed every check.")),
            ("gauge", self.tr("Evaluate"), self.tr("It is scored on tasks that it never saw, before and after.")),
            (
                "export",
                self.tr("Export"),
                self.tr("You take it home: one file, for llama.cpp and all that is built on it."),
            ),
        )
        for number, (icon, name, text) in enumerate(steps):
            if number:
                self.body.addWidget(HairLine())
            words = QVBoxLayout()
            words.setSpacing(3)
            words.addWidget(Label(name, weight=600))
            words.addWidget(Label(text, size=12, role="text2", wrap=True))
            row = QHBoxLayout()
            row.setContentsMargins(20, 8, 20, 8)
            row.setSpacing(14)
            row.addWidget(Picture(icon, "text2", size=18), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            self.body.addLayout(row)
        self.body.addStretch(1)


class RecentRow(QAbstractButton):
    """A project that was open lately; one whose folder is gone says so and cannot be chosen."""

    def __init__(self, folder: Path, *, there: bool) -> None:
        super().__init__()
        self.setFixedHeight(50)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEnabled(there)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)
        place = home_path(folder.parent)
        note = place if there else self.tr("Missing: {place}").format(place=place)
        self.setAccessibleName(folder.name)
        self.setAccessibleDescription(note)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(Label(folder.name, weight=600, role="text" if there else "text3", elide=True))
        words.addWidget(Label(note, size=12, role="text3" if there else "warn", elide=True))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(14)
        row.addWidget(Picture("folder" if there else "warning", "text2" if there else "warn", size=18))
        row.addLayout(words, 1)
        row.addWidget(Picture("chevron_right" if there else "minus", "text3"))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self.isEnabled() or not (self.underMouse() or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("inset"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)
