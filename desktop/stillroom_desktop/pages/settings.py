"""The settings: drawn from their declarations, and beside them what cannot be set but should be known."""

import sys
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from stillroom.paths import config_folder
from stillroom.settings import FILE, SETTINGS
from stillroom_desktop.pages.page import Page
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.cache_card import CacheCard
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.facts import Fact, Facts
from stillroom_desktop.widgets.form import Form
from stillroom_desktop.words import home_path
from stillroom_desktop.workspace import Workspace

_WIDE = 980  # px of the page, from which on there is room for two columns


class SettingsPage(Page):
    """Every change is kept at once; there is nothing to confirm."""

    key = "settings"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Settings"),
            self.tr("For this computer and all projects. Every change is kept at once."),
        )
        self.forms: dict[str, Form] = {}
        self.cache = CacheCard()
        self.cache.failed.connect(workspace.failed)
        self.cache.cleaned.connect(self._cleaned)
        workspace.settings_changed.connect(self._setting_changed)
        chosen, known = QVBoxLayout(), QVBoxLayout()
        for column in (chosen, known):
            column.setSpacing(GAP)
        for group in dict.fromkeys(setting.group for setting in SETTINGS):
            chosen.addWidget(self._make_group(group))
        chosen.addWidget(self._make_privacy())
        chosen.addStretch(1)
        known.addWidget(self.cache)
        known.addWidget(self._make_limits())
        known.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(GAP)
        self._columns.addLayout(chosen, 1)
        self._columns.addLayout(known, 1)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    def _make_group(self, group: str) -> Card:
        settings = [setting for setting in SETTINGS if setting.group == group]
        form = Form(settings, self.workspace.settings.get)
        form.changed.connect(self._set)
        for setting in settings:
            self.forms[setting.name] = form
        card = Card(QCoreApplication.translate("Settings", group))
        card.body.addWidget(form)
        return card

    def _make_privacy(self) -> Card:
        card = Card(self.tr("Privacy"))
        card.body.addWidget(Label(self.tr("There is no telemetry."), weight=500, wrap=True))
        card.body.addWidget(
            Label(
                self.tr(
                    "Stillroom sends nothing anywhere by itself: no figures, no reports, no question whether there is a new version. "
                    "Training, scoring and chat run on this computer, and so does teaching, unless you choose a teacher elsewhere: "
                    "then you are asked before anything is sent. What you make stays in your projects' folders, and these settings "
                    "in {file}."
                ).format(file=home_path(config_folder() / FILE)),
                role="text2",
                wrap=True,
            )
        )
        return card

    def _make_limits(self) -> Card:
        card = Card(
            self.tr("Limits of a tool's call"),
            help=self.tr(
                "Tools run in processes of their own, where a mistake can do little harm. What this system cannot keep off, "
                "the page Tools says after a try. Add only tools that you trust."
            ),
        )
        unlimited = self.tr("not limited on this system")
        linux, windows = sys.platform == "linux", sys.platform == "win32"
        facts = [
            Fact(self.tr("Time"), self.tr("5 s, unless the tool says otherwise")),
            Fact(self.tr("What it returns"), self.tr("64 KiB at most")),
            Fact(self.tr("Memory"), self.tr("1 GiB for each process") if linux else unlimited),
            Fact(self.tr("A file that it writes"), unlimited if windows else self.tr("64 MiB at most")),
            Fact(self.tr("What it starts"), self.tr("128 programs and threads") if linux else unlimited),
            Fact(
                self.tr("Your files"),
                self.tr("only folders that the tool names") if linux else self.tr("not kept off"),
            ),
            Fact(
                self.tr("Network"),
                self.tr("none, unless the tool needs it") if linux else self.tr("not kept off"),
            ),
        ]
        card.body.addWidget(Facts(facts))
        return card

    def _set(self, name: str, value: Any) -> None:
        if not self.workspace.set_setting(name, value):
            self._setting_changed(name)  # it could not be kept: show what holds

    def _setting_changed(self, name: str) -> None:
        """Show a value, also where a menu changed it."""
        self.forms[name].show_value(name, self.workspace.settings.get(name))

    def _cleaned(self) -> None:
        if self.workspace.project:
            self.workspace.touch()

    def refresh(self) -> None:
        self.cache.set_busy(bool(self.workspace.jobs))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.cache.look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
