"""What a tool may do, and for how long: the last lines of its form."""

from typing import Any

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom_desktop.pages.builder.pane import Rows
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Button, Help, Label
from stillroom_desktop.widgets.controls import Field, Segmented, Switch

_SANDBOXED = ("python", "command")


class Limits(QWidget):
    """Effects, time, network and folders. `changed` gives the fields of a tool that these are."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._folders: list[dict[str, Any]] = []
        self.effects = Segmented(
            [("reads", self.tr("Reads only")), ("changes", self.tr("Changes things"))], name=self.tr("Effect")
        )
        self.asks = Switch(self.tr("Chat asks before it runs"))
        self._asks = QWidget()
        self.time = Field()
        self.time.setAccessibleName(self.tr("Stops after, in seconds"))
        self.time.setFont(font(tabular=True))
        self.time.setFixedWidth(72)
        self._time_fault = Label(size=12, role="bad")
        self.network = Switch(self.tr("May use the network"))
        self.list = QVBoxLayout()
        self.list.setSpacing(6)
        self.add_folder = Button(self.tr("Add a folder"), "plus", kind="quiet", small=True)
        self.add_folder.clicked.connect(self._choose_folder)
        self._lay_out()
        self.effects.changed.connect(self._tell)
        self.asks.clicked.connect(self._tell)
        self.network.clicked.connect(self._tell)
        self.time.textEdited.connect(self._tell)

    def _lay_out(self) -> None:
        asks = _line(self.asks, Label(self.tr("Chat asks before it runs"), size=12))
        asks.setContentsMargins(0, 0, 0, 0)
        self._asks.setLayout(asks)
        effects = QVBoxLayout()
        effects.setSpacing(8)
        effects.addLayout(_line(self.effects))
        effects.addWidget(self._asks)
        time = _line(self.time, Label(self.tr("seconds"), size=12, role="text2"), self._time_fault)
        self._network = QWidget()
        network = _line(
            self.network,
            Label(self.tr("May use the network"), size=12),
            Help(
                self.tr(
                    "Code and programs run in a sandbox: a process of its own, with limits and without your keys. What it can"
                    " keep off depends on the system; Settings says what holds on this one."
                )
            ),
        )
        network.setContentsMargins(0, 0, 0, 0)
        self._network.setLayout(network)
        self._folder_part = QWidget()
        folders = QVBoxLayout(self._folder_part)
        folders.setContentsMargins(0, 0, 0, 0)
        folders.setSpacing(4)
        folders.addLayout(self.list)
        folders.addLayout(_line(self.add_folder))
        rows = Rows()
        rows.add(self.tr("Effect"), effects)
        rows.add(self.tr("Stops after"), time)
        rows.add(self.tr("Network"), self._network)
        rows.add(self.tr("Folders"), self._folder_part)
        self._rows = rows
        self.setLayout(rows)

    def show_tool(self, tool: dict[str, Any]) -> None:
        """Show a tool's, as it is kept."""
        self.blockSignals(True)
        changes = tool.get("effects", "reads") == "changes"
        self.effects.set_value("changes" if changes else "reads")
        self.asks.setChecked(bool(tool.get("ask", True)))
        self._asks.setVisible(changes)
        if not self.time.hasFocus():
            self.time.setText(_number(tool.get("time_limit", 5.0)))
            self._check_time()
        self.network.setChecked(bool(tool.get("network", False)))
        self._folders = [dict(folder) for folder in tool.get("folders", ())]
        self._show_folders()
        sandboxed = tool["implementation"].get("kind") in _SANDBOXED
        for part in (self._network, self._folder_part):
            self._rows.set_shown(part, sandboxed)
        self.blockSignals(False)

    def _tell(self) -> None:
        changes = self.effects.value == "changes"
        self._asks.setVisible(changes)
        fields: dict[str, Any] = {"effects": self.effects.value, "ask": self.asks.isChecked()}
        if (seconds := self._check_time()) is not None:
            fields["time_limit"] = seconds
        self.changed.emit(fields | {"network": self.network.isChecked(), "folders": self._folders})

    def _check_time(self) -> float | None:
        seconds, good = QLocale().toDouble(self.time.text().strip())
        good = good and 0 < seconds < 1e6
        self.time.set_invalid(not good)
        self._time_fault.setText("" if good else self.tr("A number above 0"))
        return seconds if good else None

    def _choose_folder(self) -> None:
        if path := QFileDialog.getExistingDirectory(self, self.tr("A folder that the tool may use")):
            self.take_folder(path)

    def take_folder(self, path: str) -> None:
        """Let the tool read this folder."""
        if path not in [folder["path"] for folder in self._folders]:
            self._folders = [*self._folders, {"path": path}]
            self._show_folders()
            self._tell()

    def _show_folders(self) -> None:
        while item := self.list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for place, folder in enumerate(self._folders):
            self.list.addWidget(self._folder_row(place, folder))

    def _folder_row(self, place: int, folder: dict[str, Any]) -> QWidget:
        line = QWidget()
        path = Label(folder["path"], size=12, mono=True, elide=True)
        path.setMinimumHeight(22)
        may = Segmented([("read", self.tr("Read")), ("write", self.tr("Write too"))], name=folder["path"])
        may.set_value("write" if folder.get("write") else "read")
        may.changed.connect(lambda value: self._set_write(place, value == "write"))
        gone = Button("", "minus", kind="quiet", small=True, name=self.tr("Take the folder away"))
        gone.clicked.connect(lambda: self._drop_folder(place))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(path, 1)
        row.addWidget(may)
        row.addWidget(gone)
        return line

    def _set_write(self, place: int, write: bool) -> None:
        path = self._folders[place]["path"]
        self._folders[place] = {"path": path, "write": True} if write else {"path": path}
        self._tell()

    def _drop_folder(self, place: int) -> None:
        del self._folders[place]
        self._show_folders()
        self._tell()


def _line(*parts: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(8)
    for part in parts:
        made.addWidget(part)
    made.addStretch(1)
    return made


def _number(value: float) -> str:
    return QLocale().toString(float(value), "g", 6)
