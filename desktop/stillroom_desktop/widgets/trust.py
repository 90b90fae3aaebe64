"""The question whether a project's tools may run, with the names of what would."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate

_SHOWN = 8  # names, beyond which they are only counted


class TrustDialog(MessageDialog):
    """Asked before the tools of a project from elsewhere run for the first time. `act` is what they are wanted for."""

    def __init__(self, workspace: Workspace, act: Callable[[], object], parent: QWidget) -> None:
        super().__init__(
            parent,
            translate("TrustDialog", "May this project's tools run?"),
            translate(
                "TrustDialog",
                "They are programs that can read and change your files. Let them run only if you trust who wrote them. "
                "You are asked again if they change.",
            ),
            icon="shield",
            role="warn",
        )
        self.setObjectName("trust")
        self._workspace, self._act = workspace, act
        names = [str(tool["name"]) for tool in workspace.store.tools()]
        shown = ", ".join(names[:_SHOWN])
        if (more := len(names) - _SHOWN) > 0:
            shown = self.tr("{names} and %n more", "", more).format(names=shown)
        self.names = Label(shown, size=12, mono=True, wrap=True)
        self.names.setContentsMargins(40, 0, 0, 0)  # below the words, which stand beside the icon
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.names)
        self.add_button(self.tr("See the code"), self._see).setObjectName("trust_see")
        not_now = self.add_button(self.tr("Not now"))
        not_now.setObjectName("trust_not_now")
        go_on = self.add_button(self.tr("Trust and go on"), self._go_on, kind="primary")
        go_on.setObjectName("trust_go_on")
        go_on.setDefault(False)  # a stray Enter or space never trusts
        not_now.setFocus()
        workspace.closed.connect(self.reject)

    def _see(self) -> None:
        self._workspace.go.emit("tools")

    def _go_on(self) -> None:
        if self._workspace.trust():
            self._act()
