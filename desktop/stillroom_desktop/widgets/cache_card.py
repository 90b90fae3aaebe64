"""The card of what Stillroom keeps beside projects: where, how large, and a way to be rid of it."""

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout

from stillroom.errors import StillroomError
from stillroom.paths import cache_folder
from stillroom_desktop.background import Background
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.facts import Fact, Facts, size_text
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.words import home_path

translate = QCoreApplication.translate

_PARTS = ("students", "gguf")  # folders of the cache that can be made anew at any time


class CacheCard(Card):
    """The sizes are found beside the window's thread, each time that `look` is called."""

    failed = Signal(object)  # a StillroomError: what is in the cache could not all be deleted
    cleaned = Signal()

    def __init__(self) -> None:
        super().__init__(
            translate("CacheCard", "Prepared models"),
            help=translate(
                "CacheCard",
                "Students in the form that training needs, and their GGUF files. They are shared by all projects, and lie in "
                "the cache: a folder for what can be made again.",
            ),
        )
        self._cleans = False
        self._busy_elsewhere = False
        self._sizes: dict[str, int] | None = None
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._facts = Facts()
        self._note = Label(size=12, role="text3", wrap=True)
        self.clean = Button(self.tr("Clean up …"), "trash")
        self.clean.clicked.connect(self._ask)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.clean)
        self.body.addWidget(self._facts)
        self.body.addLayout(foot)
        self._show()

    def look(self) -> None:
        """Find out how large it is now."""
        if not self._background.busy:
            self._background.call(_sizes)

    def set_busy(self, busy: bool) -> None:
        """While jobs run, which may use what is here, nothing is deleted."""
        self._busy_elsewhere = busy
        self._show()

    def _ask(self) -> None:
        dialog = MessageDialog(
            self,
            self.tr("Delete {size} of prepared models?").format(size=size_text(sum((self._sizes or {}).values()))),
            self.tr(
                "What was downloaded has to be downloaded again before it can learn or be talked to. The rest is made again when "
                "it is next needed, which takes a while. Projects, trained students and exports stay as they are."
            ),
            icon="trash",
            role="text2",
        )
        dialog.setObjectName("cleaning")
        dialog.add_button(self.tr("Cancel"), kind="primary")
        dialog.add_button(self.tr("Delete"), self._clean, kind="danger").setObjectName("clean_up")
        dialog.open()

    def _clean(self) -> None:
        self._cleans = True
        self._background.call(_delete)
        self._show()

    def _on_done(self, outcome: Any) -> None:
        cleaned, self._cleans = self._cleans, False
        if isinstance(outcome, StillroomError):
            self._sizes = None
            self.failed.emit(outcome)
            if cleaned:
                self.look()
        else:
            self._sizes = outcome
        self._show()
        if cleaned:
            self.cleaned.emit()

    def _show(self) -> None:
        sizes = self._sizes
        unknown = self.tr("looking …") if self._background.busy else self.tr("not known")
        named = {
            "students": self.tr("Students, ready to be trained"),
            "gguf": self.tr("GGUF files of untrained students"),
        }
        folder = cache_folder()
        self._facts.set(
            [
                *(Fact(named[part], unknown if sizes is None else size_text(sizes[part])) for part in _PARTS),
                Fact(self.tr("Folder"), home_path(folder), copied=str(folder)),
            ]
        )
        self.clean.setEnabled(bool(sizes and sum(sizes.values())) and not self._cleans and not self._busy_elsewhere)
        self.clean.setText(self.tr("Cleaning up …") if self._cleans else self.tr("Clean up …"))
        if self._busy_elsewhere:
            self._note.setText(self.tr("Not while work is running: it may need them."))
        else:
            self._note.setText(self.tr("STILLROOM_CACHE, an environment variable, moves the folder to another drive."))


def _sizes() -> dict[str, int]:
    """How many bytes each part takes."""
    return {part: _size(cache_folder() / part) for part in _PARTS}


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _delete() -> dict[str, int]:
    """Delete the parts, and say what is left of them.

    Raises:
        OSError: a file cannot be deleted, for example because a program uses it.
    """
    for part in _PARTS:
        folder = cache_folder() / part
        if folder.exists():
            shutil.rmtree(folder)
    return _sizes()
