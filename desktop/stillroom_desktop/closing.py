"""Leaving while something runs: it may go on without the window, or save and stop first."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QSystemTrayIcon, QVBoxLayout

from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.controls import ProgressBar
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.words import job_title, outcome

if TYPE_CHECKING:
    from stillroom_desktop.window import Window


class Closing(QObject):
    """What happens between the wish to leave a project or the window, and the moment when nothing runs any more."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._then: Callable[[], object] | None = None
        self._saving: SavingDialog | None = None
        self._tray: QSystemTrayIcon | None = None
        self._workspace.all_stopped.connect(self._stopped)
        self._workspace.job_ended.connect(self._tell_in_tray)

    def ask(self) -> None:
        """The window is to be closed while something runs: ask what is to become of it."""
        if self._workspace.copying:
            self._ask_about_copy()
            return
        if self._only_chats():
            self._stop(self._window.close)
            return
        dialog = self._dialog(self.tr("Close the window?"))
        if QSystemTrayIcon.isSystemTrayAvailable():
            dialog.add_button(self.tr("Keep running"), self.keep_running).setObjectName("keep_running")
        self._offer_to_stop(dialog, self._window.close)
        dialog.open()

    def when_still(self, then: Callable[[], object]) -> None:
        """Do something with the open project as soon as nothing runs on it; ask first where something does."""
        if not self._workspace.jobs:
            then()
        elif self._only_chats():
            self._stop(then)
        else:
            dialog = self._dialog(self.tr("Leave the project?"))
            self._offer_to_stop(dialog, then)
            dialog.open()

    def keep_running(self) -> None:
        """Hide the window; an icon in the system's tray brings it back."""
        self._tray = self._tray or self._make_tray()
        self._tray.show()
        self._window.hide()

    def come_back(self) -> None:
        """Show the window again."""
        if self._tray:
            self._tray.hide()
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)  # and maximised if it was
        window.show()
        window.raise_()
        window.activateWindow()
        window.sidebar.steps.setFocus(Qt.FocusReason.OtherFocusReason)  # hidden, it lost it as if by Tab

    def done(self) -> None:
        """The window closes: take the icon away."""
        if self._tray:
            self._tray.hide()

    def _only_chats(self) -> bool:
        return all(job.kind == "chat" for job in self._workspace.jobs)

    def _ask_about_copy(self) -> None:
        text = self.tr("A project is being copied. Broken off now, nothing is left of the copy.")
        dialog = MessageDialog(self._window, self.tr("Close the window?"), text, icon="help", role="accent_text")
        dialog.setObjectName("leaving")
        dialog.add_button(self.tr("Stay")).setObjectName("stay")
        stop = dialog.add_button(self.tr("Stop copying"), self._stop_copy, kind="primary")
        stop.setObjectName("stop_copy")
        self._workspace.copier.ended.connect(dialog.reject)  # then nothing is in the way any more
        dialog.open()

    def _stop_copy(self) -> None:
        copier = self._workspace.copier
        if copier.busy:
            copier.ended.connect(self._window.close, Qt.ConnectionType.SingleShotConnection)
            copier.stop()
        else:
            self._window.close()

    def _dialog(self, question: str) -> MessageDialog:
        what = ", ".join(job_title(job.kind) for job in self._workspace.jobs)
        text = self.tr("{what} is running. Stopped now, it saves what it has, and can go on later.").format(what=what)
        dialog = MessageDialog(self._window, question, text, icon="help", role="accent_text")
        dialog.setObjectName("leaving")
        dialog.add_button(self.tr("Stay")).setObjectName("stay")
        return dialog

    def _offer_to_stop(self, dialog: MessageDialog, then: Callable[[], object]) -> None:
        stop = dialog.add_button(self.tr("Save and stop"), partial(self._stop, then), kind="primary")
        stop.setObjectName("save_and_stop")

    def _stop(self, then: Callable[[], object]) -> None:
        self._then = then
        self._saving = SavingDialog(self._window)
        self._saving.end_now.clicked.connect(lambda: self._workspace.stop_all(save=False))
        if self._window.isVisible():
            self._saving.open()
        self._workspace.stop_all()

    def _stopped(self) -> None:
        if self._saving:
            self._saving.accept()
            self._saving = None
        if then := self._then:
            self._then = None
            then()

    def _make_tray(self) -> QSystemTrayIcon:
        menu = QMenu(self._window)
        menu.addAction(self.tr("Show Stillroom"), self.come_back)
        menu.addAction(self.tr("Save, stop and quit"), lambda: self._stop(self._window.close))
        tray = QSystemTrayIcon(self._window.windowIcon(), self)
        tray.setToolTip(self.tr("Stillroom works on"))
        tray.setContextMenu(menu)
        tray.activated.connect(
            lambda why: self.come_back() if why == QSystemTrayIcon.ActivationReason.Trigger else None
        )
        tray.messageClicked.connect(self.come_back)
        return tray

    def _tell_in_tray(self, job: RunningJob) -> None:
        if self._tray and self._tray.isVisible() and self._workspace.project:
            run = self._workspace.store.run(job.spec.run)
            if run:
                self._tray.showMessage(self.tr("Stillroom"), outcome(run)[1])


class SavingDialog(QDialog):
    """Says that everything is being saved, until it is."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Saving ..."))
        bar = ProgressBar()
        bar.set(None)
        self.end_now = Button(self.tr("End now"), kind="danger")
        self.end_now.setToolTip(self.tr("Ends it at once: what it did since it saved last is lost"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.end_now)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(Label(self.tr("Saving ..."), size=15, weight=600))
        whole.addWidget(Label(self.tr("What is running saves what it has. This takes a moment."), role="text2"))
        whole.addWidget(bar)
        whole.addLayout(buttons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()  # and not on the button, which a stray key would press

    def reject(self) -> None:
        """Escape does not end it: the jobs do."""
