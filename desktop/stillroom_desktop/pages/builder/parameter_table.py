"""The parameters of a tool: the rows, what can be done with them, and beside them the rest of the one that is chosen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.tools import Advice
from stillroom_desktop.engine_words import said
from stillroom_desktop.pages.builder.parameter_rest import ParameterRest
from stillroom_desktop.pages.builder.parameter_tree import ParameterTree
from stillroom_desktop.pages.builder.parameters import Parameter, read_parameters
from stillroom_desktop.widgets.basic import Button, Help, Label


class ParameterTable(QWidget):
    """The parameters, to change. `changed` gives their JSON Schema after every change."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._root = Parameter(kind="object")
        self._given: dict[str, Any] = {}
        self._told: dict[str, Any] = {}
        self._drawn: Any = None
        self._advice: dict[Parameter, list[Advice]] = {}
        self.tree = ParameterTree()
        # Later: rows are drawn anew where a parameter has other parts, and the cell that tells it must be closed by then.
        self.tree.edited.connect(self.flush, Qt.ConnectionType.QueuedConnection)
        self.tree.chosen.connect(self._show_rest)
        self.tree.asked.connect(self.do)
        self.tree.dropped.connect(self._drop)
        self.add = Button(self.tr("Add parameter"), "plus", small=True)
        self.add.clicked.connect(lambda: self.do("add"))
        self.inside = Button(self.tr("Add inside"), "plus", kind="quiet", small=True)
        self.inside.clicked.connect(lambda: self.do("inside"))
        self._up = Button("", "chevron_up", kind="quiet", small=True, name=self.tr("Move up"))
        self._up.clicked.connect(lambda: self.do("up"))
        self._down = Button("", "chevron_down", kind="quiet", small=True, name=self.tr("Move down"))
        self._down.clicked.connect(lambda: self.do("down"))
        self._remove = Button("", "trash", kind="quiet", small=True, name=self.tr("Remove the parameter"))
        self._remove.clicked.connect(lambda: self.do("remove"))
        self._fault = Label(size=12, role="bad", wrap=True)
        self._none = Label(self.tr("It takes no arguments."), size=12, role="text3")
        self.rest = ParameterRest()
        self.rest.edited.connect(self.flush)
        self._lay_out()
        self._show_rest(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(19, 10, 15, 8)
        head.setSpacing(6)
        head.addWidget(Label(self.tr("Parameters"), weight=600))
        head.addWidget(
            Help(
                self.tr(
                    "What a model fills in. By keys: Enter writes in a cell, the space bar ticks Required, Insert adds, Delete"
                    " removes, Alt with the arrow keys moves up, down, into the object above and out again."
                )
            )
        )
        head.addStretch(1)
        for button in (self._up, self._down, self._remove, self.inside, self.add):
            head.addWidget(button)
        below = QVBoxLayout()
        below.setContentsMargins(19, 0, 19, 0)
        below.addWidget(self._none)
        below.addWidget(self._fault)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 10)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.tree)
        whole.addLayout(below)
        whole.addWidget(self.rest)
        self._fault.hide()

    def set_schema(self, schema: dict[str, Any]) -> None:
        """Show these parameters; where they are what was told last, all stays as it is."""
        if schema in (self._given, self._told):
            return
        self._given = schema
        self._root = read_parameters(schema)
        if self._root.kind != "object":
            self._root = Parameter(kind="object")
        self._told = self._root.schema()  # it may be written in other words: that is no change by the user
        self._say("")
        self._draw(None)

    @property
    def parameters(self) -> Parameter:
        """An object whose children are the parameters."""
        return self._root

    def set_advice(self, advice: Sequence[Advice]) -> None:
        """Mark the parameters that there is advice for, and show it with the one that is chosen."""
        self._advice = {}
        places = dict(_places(self._root, "parameters"))
        for each in advice:
            if parameter := places.get(each.field):
                self._advice.setdefault(parameter, []).append(each)
        self.tree.warned = frozenset(
            parameter for parameter, said in self._advice.items() if any(each.level == "warn" for each in said)
        )
        self.tree.refresh_rows()
        self.rest.show_advice(self._advice_now())

    def _advice_now(self) -> str:
        now = self.tree.current
        return advice_words(self._advice.get(now, ())) if now else ""

    def do(self, what: str) -> None:
        """Add, remove or move a parameter."""
        now = self.tree.current
        above = self._above(now) if now else self._root
        match what:
            case "add":
                where = above if not now or above.kind == "object" else self._root
                place = where.children.index(now) + 1 if now and above is where else len(where.children)
                self._insert(where, place)
            case "inside" if now and (holder := _holder(now)):
                self._insert(holder, len(holder.children))
            case "remove" if now and above.kind == "object":
                place = above.children.index(now)
                del above.children[place]
                rest = above.children
                self._moved(rest[min(place, len(rest) - 1)] if rest else above if above is not self._root else None)
            case "up" | "down" if now and above.kind == "object":
                place = above.children.index(now)
                to = place + (1 if what == "down" else -1)
                if 0 <= to < len(above.children):
                    above.children.insert(to, above.children.pop(place))
                    self._moved(now)
            case "in" if now and above.kind == "object" and (place := above.children.index(now)):
                if holder := _holder(above.children[place - 1]):
                    self._put(now, above, holder, len(holder.children))
            case "out" if now and above is not self._root and above.kind == "object":
                outer = self._above(above)
                while outer.kind != "object":  # an item of a list: out of the list too
                    above, outer = outer, self._above(outer)
                self._put(now, self._above(now), outer, outer.children.index(above) + 1)

    def _drop(self, dragged: Parameter, target: Parameter | None, inside: bool) -> None:
        above = self._above(dragged)
        if above.kind != "object" or target is dragged or (target and _is_below(target, dragged)):
            return
        if inside and target and (holder := _holder(target)):
            self._put(dragged, above, holder, len(holder.children))
        elif target is None:
            self._put(dragged, above, self._root, len(self._root.children))
        elif (where := self._above(target)).kind == "object":
            self._put(dragged, above, where, where.children.index(target))

    def _put(self, moved: Parameter, above: Parameter, where: Parameter, place: int) -> None:
        """Take it out of one object and into another, before the place that is counted with it still there."""
        if any(child.name == moved.name for child in where.children if child is not moved):
            self._say(self.tr("There is a parameter {name} already.").format(name=moved.name))
            return
        at = above.children.index(moved)
        del above.children[at]
        where.children.insert(place - (above is where and at < place), moved)
        self._moved(moved)

    def _insert(self, where: Parameter, place: int) -> None:
        names = {child.name for child in where.children}
        name, number = "parameter", 1
        while name in names:
            number += 1
            name = f"parameter_{number}"
        new = Parameter(name, required=True)
        where.children.insert(place, new)
        self._moved(new)
        self.tree.write_name()

    def _moved(self, current: Parameter | None) -> None:
        self._draw(current)
        self.flush()

    def flush(self) -> None:
        """Tell what was changed, if anything was."""
        if same := _same_names(self._root):
            self._say(self.tr("There are two parameters {name}: give one another name.").format(name=same))
            return
        self._say("")
        schema = self._root.schema()
        if schema == self._told:
            return
        self._told = self._given = schema
        now = self.tree.current
        if self._drawn != _shape(self._root):
            self._draw(now)
        self.tree.refresh_rows()
        self._show_rest(now)
        self.changed.emit(schema)

    def _draw(self, current: Parameter | None) -> None:
        self._drawn = _shape(self._root)
        self.tree.show_parameters(self._root, current)
        self._none.setVisible(not self._root.children)

    def _show_rest(self, now: Parameter | None) -> None:
        movable = now is not None and self._above(now).kind == "object"
        for button in (self._up, self._down, self._remove):
            button.setVisible(movable)
        self.inside.setVisible(now is not None and _holder(now) is not None)
        self.rest.show_parameter(now)
        self.rest.show_advice(self._advice_now())

    def _say(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def _above(self, wanted: Parameter, inside: Parameter | None = None) -> Parameter:
        """What it is a part of."""
        inside = inside or self._root
        for child in inside.children:
            if child is wanted:
                return inside
            if child.children and (found := self._above(wanted, child)) is not self._root:
                return found
        return self._root


def advice_words(advice: Iterable[Advice]) -> str:
    """Advice in the window's language, a line each."""
    return "\n".join(said(each.text) for each in advice)


def _places(parameter: Parameter, place: str) -> Iterator[tuple[str, Parameter]]:
    """The parameters below it by their place, as advice names it; an item of a list has that of its list."""
    for child in parameter.children:
        here = f"{place}.{child.name}" if child.name else place
        if child.name:
            yield here, child
        yield from _places(child, here)


def _holder(parameter: Parameter) -> Parameter | None:
    """The object that parameters can be put into: itself, or the items of a list."""
    if parameter.kind == "array":
        return _holder(parameter.children[0])
    return parameter if parameter.kind == "object" else None


def _is_below(parameter: Parameter, above: Parameter) -> bool:
    return any(child is parameter or _is_below(parameter, child) for child in above.children)


def _same_names(parameter: Parameter) -> str:
    """A name that two parameters of one object have; "" if all differ."""
    names = [child.name for child in parameter.children if child.name]
    same = next((name for name in names if names.count(name) > 1), "")
    return same or next(filter(None, map(_same_names, parameter.children)), "")


def _shape(parameter: Parameter) -> Any:
    """Which rows there are."""
    return id(parameter), [_shape(child) for child in parameter.children]
