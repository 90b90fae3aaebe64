"""The question whether a project's tools may run, with what each of them would do."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stillroom_desktop.what_runs import what_runs
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.widgets.scrolled import Scrolled
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate

_ROW, _SHOWN = 52, 5  # px of a tool, and how many are seen without scrolling


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
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self._tools())
        self.add_button(self.tr("See the code"), self._see).setObjectName("trust_see")
        not_now = self.add_button(self.tr("Not now"))
        not_now.setObjectName("trust_not_now")
        go_on = self.add_button(self.tr("Trust and go on"), self._go_on, kind="primary")
        go_on.setObjectName("trust_go_on")
        go_on.setDefault(False)  # a stray Enter or space never trusts
        not_now.setFocus()
        workspace.closed.connect(self.reject)

    def _tools(self) -> Scrolled:
        """Each tool with what it does; as many as there are, scrolled where they are many."""
        tools = self._workspace.store.tools()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for place, tool in enumerate(tools):
            if place:
                column.addWidget(HairLine())
            column.addWidget(Label(str(tool["name"]), size=12, weight=500, mono=True, elide=True))
            runs = Label(what_runs(tool), size=12, role="text2", elide=True)
            runs.setToolTip(what_runs(tool))
            column.addWidget(runs)
        column.addStretch(1)
        area = Scrolled(content, down=True)
        area.setFixedHeight(_ROW * min(len(tools), _SHOWN))
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setAccessibleName(self.tr("What would run"))
        return area

    def _see(self) -> None:
        self._workspace.go.emit("tools")

    def _go_on(self) -> None:
        if self._workspace.trust():
            self._act()
