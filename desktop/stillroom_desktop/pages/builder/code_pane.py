"""A tool written in Python: the code, which of its functions runs, and what is wrong with it."""

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu

from stillroom.errors import StillroomError
from stillroom.tools.importers import import_python
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.pages.builder.lint import functions, problems
from stillroom_desktop.pages.builder.pane import Pane, Written, column
from stillroom_desktop.pages.builder.parameters import Parameter
from stillroom_desktop.pages.builder.signature import with_signature
from stillroom_desktop.widgets.basic import Button, HairLine, Help, Label
from stillroom_desktop.widgets.code_editor import CodeEditor, Mark
from stillroom_desktop.widgets.controls import Select

_HEIGHT = 300


class CodePane(Pane):
    """The editor, and a line above it. `read` gives description and parameters that were read from the code."""

    read = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._written: Written = {"kind": "python", "source": "", "entry": ""}
        self._parameters = Parameter(kind="object")
        self._description = ""
        self._checker = Background(self, daemon=True)
        self._checker.done.connect(self._show_problems)
        self._first: Mark | None = None
        self.function = Select([], name=self.tr("The function that runs"))
        self.function.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.function.setMinimumContentsLength(10)
        self.function.changed.connect(self._choose_function)
        self.state = Button(self.tr("No errors"), "check", kind="quiet", small=True)
        self.state.clicked.connect(self._go_to_problem)
        self.match = Button(self.tr("Match parameters"), "chevron_up_down", small=True)
        menu = QMenu(self)
        self.to_code = menu.addAction(self.tr("Write the function's header for these parameters"), self._write_header)
        self.from_code = menu.addAction(self.tr("Read description and parameters from the code"), self._read_header)
        self.match.setMenu(menu)
        self.shared = Label(size=12, role="text3", wrap=True)
        self._fault = Label(size=12, role="bad", wrap=True)
        self.code = CodeEditor()
        self.code.setAccessibleName(self.tr("Code"))
        self.code.setMinimumHeight(_HEIGHT)
        self.code.edited.connect(self._take_code)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(19, 8, 15, 8)
        line.setSpacing(8)
        line.addWidget(Label(self.tr("Runs"), size=12, role="text2"))
        line.addWidget(self.function, 1)
        line.addStretch(1)
        line.addWidget(self.match)
        notes = column(self.shared, self._fault)
        notes.setContentsMargins(19, 0, 19, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 4, 15, 4)
        foot.addWidget(self.state)
        foot.addStretch(1)
        foot.addWidget(
            Help(
                self.tr(
                    "Tab and Shift+Tab indent, Ctrl+/ makes comments, Ctrl+Return runs the tool. To leave by keys: Escape, then"
                    " Tab."
                )
            )
        )
        whole = column(line, notes, HairLine(), self.code, HairLine(), foot)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    # What is shown

    def show_implementation(self, written: Written) -> None:
        self._written = written
        if written.get("source", "") != self.code.told:  # what is written and not told yet stays
            self.code.set_text(written.get("source", ""))
            self.code.show_line(f"def {written.get('entry', '')}(")
        self._say("")
        self._check()

    def show_tool(self, description: str, parameters: Parameter, sharers: list[str]) -> None:
        """What the header is made from, and the other tools that have this very code."""
        self._description, self._parameters = description, parameters
        words = self.tr("This code is also that of {names}: a change here is one for all of them.")
        self.shared.setText(words.format(names=", ".join(sharers)))
        self.shared.setVisible(bool(sharers))

    def show_run_line(self, line: int | None) -> None:
        """Mark the line at which the last run failed."""
        self.code.mark_run(line if line and line <= self.code.blockCount() else 0)
        if self.code.run_line:
            self._show_state()

    def flush(self) -> None:
        self.code.tell()

    def _show_functions(self) -> None:
        names = functions(self.code.toPlainText())
        now = _joined(self._written)
        if now and now not in names:
            names.insert(0, now)
        self.function.set_options([(name, name) for name in names])
        self.function.blockSignals(True)
        self.function.set_value(now)
        self.function.blockSignals(False)

    # What is changed

    def _take_code(self, source: str) -> None:
        self._written = self._written | {"source": source}
        self._say("")
        self._check()
        self.changed.emit(self._written)

    def _choose_function(self, name: str) -> None:
        owner, _, entry = name.rpartition(".")
        self._written = {key: value for key, value in self._written.items() if key != "owner"} | {"entry": entry}
        if owner:
            self._written["owner"] = owner
        self.changed.emit(self._written)

    def _write_header(self) -> None:
        source = self.code.toPlainText()
        made = with_signature(
            source, self._written["entry"], self._written.get("owner", ""), self._parameters, self._description
        )
        if made != source:
            self.code.replace_text(made)

    def _read_header(self) -> None:
        try:
            description, parameters = _read_from(self.code.toPlainText(), self._written)
        except StillroomError as error:
            self._say(failure_words(error.to_json())[1])
            return
        self._say("")
        self.read.emit(description, parameters)

    # What is wrong

    def _check(self) -> None:
        self._show_functions()
        self._checker.call(partial(problems, self.code.toPlainText()))

    def _show_problems(self, found: Any) -> None:
        if not isinstance(found, list):
            return
        self.code.set_marks(found)
        self._first = next((mark for mark in found if mark.state == "bad"), next(iter(found), None))
        self._show_state()

    def _show_state(self) -> None:
        if self.code.run_line:
            self.state.setText(self.tr("The last run failed in line {line}").format(line=self.code.run_line))
            self.state.set_icon("cross")
        elif self._first is None:
            self.state.setText(self.tr("No errors"))
            self.state.set_icon("check")
        else:
            words = self.tr("Line {line}: {text}")
            text = self._first.text if len(self._first.text) < 60 else f"{self._first.text[:58]}…"
            self.state.setText(words.format(line=self._first.line, text=text))
            self.state.set_icon("cross" if self._first.state == "bad" else "warning")
        self.state.setAccessibleName(self.state.text())
        self.state.setToolTip("")

    def _go_to_problem(self) -> None:
        if self.code.run_line:
            self.code.go_to(self.code.run_line)
        elif self._first:
            self.code.go_to(self._first.line, self._first.column)

    def _say(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))


def _joined(written: Written) -> str:
    return ".".join(filter(None, (written.get("owner", ""), written.get("entry", ""))))


def _read_from(source: str, written: Written) -> tuple[str, dict[str, Any]]:
    """Description and parameters of the function that runs, as an import of the file would read them.

    Raises: StillroomError, in words.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "tool.py")
        file.write_text(source, encoding="utf-8")
        imported = import_python(file, written.get("owner") or written["entry"])
        tool = next(
            (tool for tool in imported.tools if getattr(tool.implementation, "entry", "") == written["entry"]),
            None,
        )
        if tool is None:
            imported.chosen([written["entry"]])  # says why
        assert tool
        return tool.description, tool.parameters
