"""The window: the way at the left, the step at the right, what runs at the bottom."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stillroom.errors import StillroomError
from stillroom.paths import config_folder
from stillroom.project import DATABASE
from stillroom.teacher import leaves_this_computer
from stillroom_desktop.asking import Sending
from stillroom_desktop.closing import Closing
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.menus import Menus
from stillroom_desktop.pages.catalogue import make_page
from stillroom_desktop.pages.page import Page
from stillroom_desktop.pages.welcome import WelcomePage
from stillroom_desktop.steps import STEPS, StepKey, step_of, step_states
from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.activity import ActivityStrip
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.widgets.new_project import NewProjectDialog
from stillroom_desktop.widgets.sending import SendingDialog
from stillroom_desktop.widgets.sidebar import Sidebar
from stillroom_desktop.widgets.trust import TrustDialog
from stillroom_desktop.words import home_path, project_title
from stillroom_desktop.workspace import Workspace

SAMPLE = "cipher-desk"


class Window(QMainWindow):
    """Stillroom's one window. It owns nothing of the work: `workspace` does, and says when something changed.

    Pages are made when they are first shown, and anew for each project, so that nothing of another one is left on them.
    `left` tells that the window was closed for good, not only hidden.
    """

    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._pages: dict[StepKey, Page] = {}
        self._current: StepKey = "overview"
        self._state = QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)
        self.closing = Closing(self)
        self.menus = Menus(self)
        self.sidebar = Sidebar(self.menus.switcher)
        self.strip = ActivityStrip(workspace)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._lay_out()
        self._connect()
        self._restore()
        self._project_changed()

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.sidebar)
        upper.addWidget(self._stack, 1)
        centre = QWidget()
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.strip)
        self.setCentralWidget(centre)
        self.setMinimumSize(860, 560)

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.opened.connect(self._project_changed)
        workspace.closed.connect(self._project_changed)
        workspace.changed.connect(self._show_states)
        workspace.job_started.connect(self._job_started)
        workspace.job_ended.connect(self._show_states)
        workspace.settings_changed.connect(self._setting_changed)
        workspace.hardware_seen.connect(self._show_hardware)
        workspace.failed.connect(self.show_error)
        workspace.trust_asked.connect(self._ask_trust)
        workspace.sending_asked.connect(self._ask_sending)
        workspace.copied.connect(self._offer_copy)
        workspace.go.connect(self.go)
        self.sidebar.chosen.connect(self.go)
        self.strip.asked.connect(self.go)
        self._show_hardware()

    # Where we are

    @property
    def current(self) -> StepKey:
        """The step that is shown; without a project, "overview" is the greeting."""
        return self._current

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def go(self, key: str) -> None:
        """Show a step. Without a project there are only the greeting and the settings."""
        known: StepKey = next((step for step in STEPS if step == key), "settings" if key == "settings" else "overview")
        self._current = known if self.workspace.project or known == "settings" else "overview"
        if self._current not in self._pages:
            welcomes = self._current == "overview" and not self.workspace.project
            self._pages[self._current] = page = (
                self._make_welcome() if welcomes else make_page(self._current, self.workspace)
            )
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[self._current])
        self.menus.page_changed()
        self._place_focus()
        self.sidebar.set_current(self._current)

    def _place_focus(self) -> None:
        """Keep the focus off what no one has reached with the keyboard yet: then there is no ring around it."""
        focused = self.focusWidget()
        if focused in (None, self._stack) or not focused.isVisibleTo(self):
            (self.sidebar.steps if self.workspace.project else self._stack).setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_welcome(self) -> Page:
        page = WelcomePage(self.workspace)
        page.sample_asked.connect(self.open_sample)
        page.new_asked.connect(self.new_project)
        page.open_asked.connect(self.open_project)
        page.recent_asked.connect(self.open_folder)
        return page

    def begin(self, folder: Path | None, *, sample: bool) -> None:
        """Open what the user started with, or else the project that was open when the window was closed."""
        if self.workspace.settings.problem:
            self.show_error(self.workspace.settings.problem)
        left_open = self._state.value("window/project", "")
        if sample:
            self.open_sample()
        elif folder:
            self.workspace.open(folder)
        elif left_open and (Path(str(left_open)) / DATABASE).is_file():
            self.workspace.open(Path(str(left_open)))
            self.go(str(self._state.value("window/step", "overview")))

    def _project_changed(self) -> None:
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.retire()
        self._pages.clear()
        project = self.workspace.project
        if project:
            name = project_title(project)
            self.sidebar.set_project(name, home_path(project.folder))
            self.setWindowTitle(name)
            self._state.setValue(
                "window/project", str(project.folder)
            )  # at once: a window that is killed comes back to it
            self._state.sync()
        else:
            self.sidebar.set_project(self.tr("Stillroom"), self.tr("No project is open"))
            self.setWindowTitle("")
        self.sidebar.steps.setVisible(project is not None)
        self.menus.project_changed()
        self._show_states()
        self.go("overview")

    def _show_states(self) -> None:
        if self.workspace.project is None:
            self.sidebar.set_leaves(False)
            return
        self.sidebar.steps.set_states(step_states(self.workspace))
        teacher = self.workspace.teachers.chosen
        self.sidebar.set_leaves(teacher is not None and leaves_this_computer(teacher))
        self.sidebar.set_current(self._current)
        self._show_shares()

    def _show_shares(self) -> None:
        """How far the jobs are: told with their events, and quicker than to look what all steps have come to."""
        jobs = [job for job in self.workspace.jobs if job.share is not None and job.kind != "chat"]
        self.sidebar.steps.set_shares({step_of(job.kind): job.share or 0.0 for job in jobs})

    def _show_hardware(self) -> None:
        self.sidebar.set_hardware(self.workspace.hardware)

    def _job_started(self, job: RunningJob) -> None:
        job.events.connect(self._show_shares)
        self._show_states()

    def _setting_changed(self, name: str) -> None:
        if name == "appearance":
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply(app, self.workspace.settings.get("appearance"))

    def show_error(self, error: StillroomError) -> None:
        """Say what went wrong and what to do."""
        MessageDialog.of_error(self, error).open()

    def _ask_trust(self, act: Callable[[], object]) -> None:
        TrustDialog(self.workspace, act, self).open()

    def _ask_sending(self, sending: Sending, act: Callable[[], object]) -> None:
        SendingDialog(self.workspace, sending, act, self).open()

    # Projects

    def new_project(self) -> None:
        """Ask for a name and a place, and make an empty project there."""
        dialog = NewProjectDialog(self.workspace.settings.get("projects_folder"), self)
        dialog.chosen.connect(lambda folder: self.closing.when_still(lambda: self.workspace.create(folder)))
        dialog.open()

    def open_project(self) -> None:
        """Ask for a project's folder and open it."""
        start = self.workspace.settings.get("projects_folder")
        folder = QFileDialog.getExistingDirectory(self, self.tr("Open a project"), str(start))
        if folder:
            self.open_folder(Path(folder))

    def open_folder(self, folder: Path) -> None:
        """Open the project in a folder."""
        self.closing.when_still(lambda: self.workspace.open(folder))

    def open_sample(self) -> None:
        """Open the sample project; it is made where it is not there yet."""
        folder = self.workspace.settings.get("projects_folder") / SAMPLE
        if (folder / DATABASE).is_file():
            self.open_folder(folder)
        else:
            self.closing.when_still(lambda: self.workspace.create(folder, SAMPLE))

    def _offer_copy(self, folder: Path) -> None:
        dialog = MessageDialog(
            self, self.tr("The project is copied"), home_path(folder), icon="check_circle", role="ok"
        )
        dialog.setObjectName("copied")
        dialog.add_button(self.tr("Stay here"))
        dialog.add_button(self.tr("Open the copy"), partial(self.open_folder, folder), kind="primary")
        dialog.open()

    def close_project(self) -> None:
        """Go back to the greeting."""
        self.closing.when_still(self.workspace.close)

    # Coming and going

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self.workspace.jobs or self.workspace.copying:
            event.ignore()
            self.closing.ask()
            return
        self._remember()
        self.workspace.close()
        self.closing.done()
        super().closeEvent(event)
        self.left.emit()

    def _restore(self) -> None:
        geometry = self._state.value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1280, room.width()), min(820, room.height()))

    def _remember(self) -> None:
        project = self.workspace.project
        self._state.setValue("window/geometry", self.saveGeometry())
        self._state.setValue("window/project", str(project.folder) if project else "")
        self._state.setValue("window/step", self._current)
        self._state.sync()
