"""A call to write: which tool, and its arguments as a form or as JSON."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from stillroom.conversation import ToolSpec
from stillroom.store import WorkedCall
from stillroom.tools import argument_problem
from stillroom_desktop.engine_words import said
from stillroom_desktop.pages.builder.arguments import ArgumentsEditor, pretty
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Button, HairLine
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.controls import Select

_MARGIN = 12


class CallEditor(Card):
    """One call of a step. `gone` asks to take it out."""

    gone = Signal(object)

    def __init__(self, tools: Mapping[str, ToolSpec], name: str, arguments: dict[str, Any]) -> None:
        super().__init__(flush=True)
        self._tools = tools
        names = list(dict.fromkeys([*tools, name] if name else tools))
        self.name = Select([(each, each) for each in names], name=self.tr("Tool"))
        self.name.setFont(font(12, 600, mono=True))
        self.name.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.name.setMinimumContentsLength(8)
        self.name.set_value(name or names[0])
        self.name.changed.connect(self._change_tool)
        self.arguments = ArgumentsEditor()
        remove = Button("", "minus", kind="quiet", small=True, name=self.tr("Remove this call"))
        remove.clicked.connect(lambda: self.gone.emit(self))
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 8, 8, 8)
        head.setSpacing(8)
        head.addWidget(Picture("wrench", "accent_text"))
        head.addWidget(self.name, 1)
        head.addWidget(self.arguments.how)
        head.addWidget(remove)
        inside = QHBoxLayout()
        inside.setContentsMargins(_MARGIN, 10, _MARGIN, 12)
        inside.addWidget(self.arguments)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(HairLine())
        self.body.addLayout(inside)
        self._show(arguments, made=bool(name))

    def call(self) -> WorkedCall:
        """The call as it is written.

        Raises:
            ValueError: it cannot be made so; the card says why.
        """
        self.arguments.say("")
        try:
            arguments = self.arguments.arguments()
            spec = self._tools.get(self.name.value)
            problem = argument_problem(spec, arguments) if spec else self.tr("This tool is not there any more.")
            if problem:
                raise ValueError(said(problem))
        except ValueError as error:
            self.arguments.say(str(error))
            raise
        return WorkedCall(self.name.value, arguments)

    def written(self) -> WorkedCall:
        """The same, right or wrong."""
        return WorkedCall(self.name.value, self.arguments.written())

    def _change_tool(self) -> None:
        self.arguments.say("")
        self._show(self.arguments.written())

    def _show(self, arguments: dict[str, Any], *, made: bool = False) -> None:
        spec = self._tools.get(self.name.value)
        parameters = spec.parameters if spec else {}
        self.arguments.set_parameters(parameters, arguments, made=made)
        # A form has no place for what the tool does not know, and JSON has.
        if not arguments.keys() <= parameters.get("properties", {}).keys():
            self.arguments.how.set_value("json")
        if self.arguments.how.value == "json":
            self.arguments.json.set_text(pretty(arguments))
