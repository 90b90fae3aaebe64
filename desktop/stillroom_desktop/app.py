"""The application around the window: its look, its language, and what happens to a mistake of ours."""

import signal
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from stillroom.errors import StillroomError, report
from stillroom_desktop.motion import ask_for_motion
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.logo import app_icon
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.window import Window
from stillroom_desktop.workspace import Workspace
from stillroom_resources import resource


def run(folder: Path | None, *, sample: bool) -> int:
    """Show the window until it is closed; the exit status of the program.

    `folder` is a project to open, `sample` asks for the sample; without either, the project that was open last is.
    """
    app = make_application()
    mistakes = Mistakes()
    mistakes.watch()
    try:
        workspace = Workspace()
    except StillroomError as error:
        theme.apply(app, "system")
        MessageDialog.of_error(None, error).exec()
        return 1
    speak(app, workspace.settings.get("language"))
    theme.apply(app, workspace.settings.get("appearance"))
    window = Window(workspace)
    mistakes.made.connect(window.show_error)
    window.left.connect(app.quit)
    window.show()
    # The window is there first: what cannot be opened is said in it.
    QTimer.singleShot(0, window, lambda: window.begin(folder, sample=sample))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C in the terminal ends the window; jobs see that, save and end
    return app.exec()


def make_application() -> QApplication:
    """The one QApplication, with its names."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Stillroom")
    app.setApplicationDisplayName("Stillroom")
    app.setDesktopFileName("stillroom")
    app.setWindowIcon(app_icon())
    ask_for_motion(app)
    app.setQuitOnLastWindowClosed(False)  # hidden, the window lets work go on; it says itself when it is left
    return app


def speak(app: QApplication, language: str) -> None:
    """Load the words of a language ("system", "en", "de"); where there are none, everything is in English, numbers too."""
    locale = QLocale.system() if language == "system" else QLocale(language)
    folder = str(resource("translations"))
    ours = QTranslator(app)
    if not ours.load(locale, "stillroom", "_", folder):
        ours.load("stillroom_en", folder)
    app.installTranslator(ours)
    # A system may have several languages, and not the first be spoken.
    if (spoken := QLocale(ours.language())).language() != locale.language():
        locale = spoken
    qts = QTranslator(app)
    if qts.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qts)
    QLocale.setDefault(locale)


class Mistakes(QObject):
    """Takes what no code expected, in slots and threads too: kept in the log, and told by `made` in words."""

    made = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[tuple[type[BaseException], str]] = set()

    def watch(self) -> None:
        """From now on, every exception that nobody catches comes here."""
        sys.excepthook = self._take
        threading.excepthook = lambda lost: self._take(lost.exc_type, lost.exc_value, lost.exc_traceback)

    def _take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            return
        # What goes wrong while painting goes wrong with every frame: it is told once.
        if (what := (kind, str(error))) in self._seen:
            return
        self._seen.add(what)
        self.made.emit(report(error))
