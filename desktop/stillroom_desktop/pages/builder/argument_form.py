"""A form made of a tool's parameters: fields, lists to choose from, lists that grow, objects in objects."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.tools import Tool
from stillroom_desktop.pages.builder.parameters import Parameter, read_parameters
from stillroom_desktop.pages.builder.values import is_text, read, written
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.controls import Field, Select

translate = QCoreApplication.translate

_DEEPEST = 2  # levels of objects and lists in each other; what is deeper is written as JSON
_NAME = 110

Given = tuple[bool, Any]
"""Whether a value was given, and the value."""


class ArgumentForm(QWidget):
    """The arguments of a call. What is left empty is left out, but for a text that must be given."""

    def __init__(self) -> None:
        super().__init__()
        self.controls: dict[str, Field | Select] = {}  # by their place: "text", "place.city", "items.0"
        self._whole: _Object | None = None
        self._begun: tuple[dict[str, Any], dict[str, Any]] | None = (
            None  # a call that was made: as it is read, and itself
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def set_tool(self, tool: Tool, example: dict[str, Any]) -> None:
        """Ask for this tool's arguments; they begin as those of an example, or with their defaults."""
        self.set_parameters(read_parameters(tool.parameters), example)

    def set_parameters(self, parameters: Parameter, values: dict[str, Any], *, made: bool = False) -> None:
        """Ask for these parameters' values. Those of a call that was `made` begin without defaults, and change by hand alone."""
        if self._whole:
            self._whole.hide()
            self._whole.deleteLater()
            self._layout.removeWidget(self._whole)
        self.controls = {}
        self._whole = _Object(_bare(parameters) if made else parameters, values, self.controls, "", 0)
        self._layout.addWidget(self._whole)
        self._begun = (self._whole.given()[1], values) if made else None

    def arguments(self) -> dict[str, Any]:
        """The arguments as they are written."""
        value: dict[str, Any] = self._whole.given()[1] if self._whole else {}
        if self._begun is None:
            return value
        read, values = self._begun
        # What the form has no place for stays as it was, and all does where nothing was written.
        return values if value == read else {name: each for name, each in values.items() if name not in read} | value


def _bare(parameter: Parameter) -> Parameter:
    """A parameter without what it begins with where nothing is given."""
    return replace(parameter, default=[], examples=[], children=list(map(_bare, parameter.children)))


class _Object(QWidget):
    """A row for each part."""

    def __init__(
        self, parameter: Parameter, values: Any, controls: dict[str, Field | Select], place: str, depth: int
    ) -> None:
        super().__init__()
        self._parameter = parameter
        self._parts: dict[str, Callable[[], Given]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0 if not depth else 14, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        known = values if isinstance(values, dict) else {}
        for row, child in enumerate(parameter.children):
            start = known.get(child.name, child.default[0] if child.default else None)
            label = Label(child.name, size=12, role="text2", mono=True, elide=True)
            label.setToolTip(child.description)
            where = f"{place}{child.name}"
            if _is_nested(child, depth):
                part = _nested(child, start, controls, where, depth)
                block = QVBoxLayout()
                block.setSpacing(6)
                block.addWidget(label)
                block.addWidget(part)
                grid.addLayout(block, row, 0, 1, 2)
                self._parts[child.name] = part.given
                continue
            label.setMaximumWidth(_NAME)
            label.setMinimumWidth(min(label.sizeHint().width(), _NAME))
            control = _control(child, start, where)
            controls[where] = control
            grid.addWidget(label, row, 0)
            grid.addWidget(control, row, 1)
            self._parts[child.name] = lambda child=child, control=control: _given(child, control)  # type: ignore[misc]

    def given(self) -> Given:
        made = {name: part() for name, part in self._parts.items()}
        value = {name: value for name, (given, value) in made.items() if given}
        return bool(value) or self._parameter.required, value


class _List(QWidget):
    """A row for each item, and a button for one more."""

    def __init__(
        self, parameter: Parameter, values: Any, controls: dict[str, Field | Select], place: str, depth: int
    ) -> None:
        super().__init__()
        self._parameter, self._controls, self._place, self._depth = parameter, controls, place, depth
        self._item = parameter.children[0]
        self._items: list[tuple[QWidget, Callable[[], Given]]] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        more = Button(translate("ArgumentForm", "Add an item"), "plus", kind="quiet", small=True)
        more.setAccessibleName(translate("ArgumentForm", "Add an item to {name}").format(name=parameter.name))
        more.clicked.connect(self._add_by_hand)
        below = QHBoxLayout()
        below.addWidget(more)
        below.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._rows)
        whole.addLayout(below)
        for value in values if isinstance(values, list) else ():
            self._add(value)

    def given(self) -> Given:
        made = [value for _, item in self._items for given, value in [item()] if given]
        return bool(made) or self._parameter.required, made

    def _add(self, value: Any) -> None:
        where = f"{self._place}.{len(self._items)}"
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        item: Callable[[], Given]
        if _is_nested(self._item, self._depth):
            nested = _nested(self._item, value, self._controls, where, self._depth)
            row.addWidget(nested, 1)
            item = nested.given
        else:
            control = self._controls[where] = _control(self._item, value, where)
            row.addWidget(control, 1)
            item = lambda: _given(self._item, control)  # noqa: E731 - as short as a function of one line
        gone = Button(
            "", "minus", kind="quiet", small=True, name=translate("ArgumentForm", "Remove {name}").format(name=where)
        )
        gone.clicked.connect(lambda: self._drop(line))
        row.addWidget(gone)
        self._items.append((line, item))
        self._rows.addWidget(line)

    def _add_by_hand(self) -> None:
        self._add(None)
        line, _ = self._items[-1]
        if field := next(iter([*line.findChildren(Field), *line.findChildren(Select)]), None):
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, line: QWidget) -> None:
        self._items = [each for each in self._items if each[0] is not line]
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()


def _nested(
    parameter: Parameter, value: Any, controls: dict[str, Field | Select], place: str, depth: int
) -> "_Object | _List":
    if parameter.kind == "array":
        return _List(parameter, value, controls, place, depth + 1)
    return _Object(parameter, value, controls, f"{place}.", depth + 1)


def _is_nested(parameter: Parameter, depth: int) -> bool:
    """Whether it is shown as parts; an object of free keys, and what lies too deep, are written as JSON."""
    return depth < _DEEPEST and (parameter.kind == "array" or (parameter.kind == "object" and bool(parameter.children)))


def _control(parameter: Parameter, value: Any, place: str) -> Field | Select:
    schema = parameter.schema()
    options = parameter.values or ([True, False] if parameter.kind == "boolean" else [])
    control: Field | Select
    if options:
        words = [(written(schema, each), written(schema, each)) for each in options]
        control = Select(words if parameter.required else [("", translate("ArgumentForm", "left out")), *words])
    else:
        hint = parameter.description or ("" if parameter.required else translate("ArgumentForm", "optional"))
        if not hint and parameter.kind in ("object", "array", "other"):
            hint = translate("ArgumentForm", "as JSON")
        control = Field(hint)
        control.setFont(font(12, mono=True))
    control.setAccessibleName(place)
    control.setToolTip(parameter.description)
    if value is None and parameter.examples and parameter.required:
        value = parameter.examples[0]
    if value is not None:
        text = written(schema, value)
        control.set_value(text) if isinstance(control, Select) else control.setText(text)
    return control


def _given(parameter: Parameter, control: Field | Select) -> Given:
    text = control.value if isinstance(control, Select) else control.text()
    schema = parameter.schema()
    return bool(text) or (parameter.required and is_text(schema)), read(schema, text)
