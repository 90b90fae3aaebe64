"""The arguments of a call to write, as a form or as JSON; what is written is taken along from one to the other."""

import json
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stillroom.conversation import read_json
from stillroom_desktop.pages.builder.argument_form import ArgumentForm
from stillroom_desktop.pages.builder.parameters import read_parameters
from stillroom_desktop.widgets.basic import Label
from stillroom_desktop.widgets.code_editor import CodeEditor
from stillroom_desktop.widgets.controls import Segmented

_HEIGHT = 120


class ArgumentsEditor(QWidget):
    """A form made of a tool's parameters, or JSON. The tabs `how` that choose which stand wherever they are put."""

    def __init__(self) -> None:
        super().__init__()
        self._parameters: dict[str, Any] = {}
        self._made = False
        self.how = Segmented(
            [("form", self.tr("Form")), ("json", "JSON")], name=self.tr("How the arguments are written")
        )
        self.how.changed.connect(self._change_how)
        self.form = ArgumentForm()
        self.json = json_editor(self.tr("Arguments as JSON"), _HEIGHT)
        self.json.hide()
        self._problem = Label(size=12, role="bad", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.form, self.json, self._problem):
            column.addWidget(part)
        self.say("")

    def set_parameters(self, parameters: dict[str, Any], values: dict[str, Any], *, made: bool = False) -> None:
        """Ask for the arguments of these parameters (a JSON Schema), which begin as `values`: with `made` those of a call, and no others."""
        self._parameters, self._made = parameters, made
        self.form.set_parameters(read_parameters(parameters), values, made=made)
        self.json.set_text(pretty(self.form.arguments()))

    def arguments(self) -> dict[str, Any]:
        """What is written.

        Raises:
            ValueError: it is no JSON object, in words.
        """
        if self.how.value == "form":
            return self.form.arguments()
        return json_object(self.json.toPlainText(), self.tr("This is no JSON object: {error}"))

    def written(self) -> dict[str, Any]:
        """The same, and nothing where it cannot be read."""
        try:
            return self.arguments()
        except ValueError:
            return {}

    def say(self, problem: str) -> None:
        """Say what is wrong; "" for nothing."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _change_how(self, how: str) -> None:
        """Take what is written along."""
        self.say("")
        if how == "json":
            self.json.set_text(pretty(self.form.arguments()))
        else:
            try:
                values = json_object(self.json.toPlainText(), self.tr("This is no JSON object: {error}"))
            except ValueError as error:
                self.say(str(error))
            else:
                self.form.set_parameters(read_parameters(self._parameters), values, made=self._made)
        self.form.setVisible(how == "form")
        self.json.setVisible(how == "json")


def json_editor(name: str, height: int) -> CodeEditor:
    """A field for JSON."""
    editor = CodeEditor(language="json")
    editor.setProperty("bare", False)
    editor.setAccessibleName(name)
    editor.setFixedHeight(height)
    return editor


def pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def json_object(text: str, fault: str) -> dict[str, Any]:
    """Raises: ValueError, with the fault in words; `{error}` in it is what is wrong."""
    if not text.strip():
        return {}
    try:
        value = read_json(text)
    except ValueError as error:
        raise ValueError(fault.format(error=error)) from error
    if not isinstance(value, dict):
        raise ValueError(fault.format(error=type(value).__name__))
    return value
