"""What the row of a parameter has no room for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stillroom_desktop.pages.builder.parameter_cells import default_text, set_default
from stillroom_desktop.pages.builder.parameters import Parameter
from stillroom_desktop.pages.builder.values import read, read_list, written, written_list
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.controls import Field


class ParameterRest(QWidget):
    """What the row of a parameter has no room for: its description whole, its values, an example."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._parameter: Parameter | None = None
        self._fields: dict[str, tuple[Label, Field]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        words = {
            "values": (self.tr("Values"), self.tr("celsius, kelvin")),
            "schema": (self.tr("JSON Schema"), ""),
            "description": (self.tr("Description"), self.tr("What a model should put here")),
            "default": (self.tr("Default"), self.tr("none")),
            "example": (self.tr("Example"), self.tr("a value as it may be")),
        }
        for row, (key, (word, hint)) in enumerate(words.items()):
            field = Field(hint)
            field.setAccessibleName(word)
            field.setFont(font(12, mono=key != "description"))
            field.textEdited.connect(lambda text, key=key: self._take(key, text))
            label = Label(word, size=12, role="text2")
            beside = key == "example"  # of the default
            grid.addWidget(label, row - beside, 2 * beside)
            grid.addWidget(field, row - beside, 1 + 2 * beside, 1, 1 if key in ("default", "example") else 3)
            self._fields[key] = label, field
        self._advice = Label(size=12, role="warn", wrap=True)
        grid.addWidget(self._advice, len(words), 1, 1, 3)
        inside = QWidget()
        inside.setLayout(grid)
        grid.setContentsMargins(19, 12, 19, 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(HairLine())
        whole.addWidget(inside)

    def show_advice(self, words: str) -> None:
        self._advice.setText(words)
        self._advice.setVisible(bool(words))

    def field(self, key: str) -> Field:
        return self._fields[key][1]

    def show_parameter(self, parameter: Parameter | None) -> None:
        self._parameter = parameter
        self.setVisible(parameter is not None)
        if parameter is None:
            return
        schema = parameter.schema()
        texts = {
            "values": written_list(parameter.values) if parameter.kind == "enum" else None,
            "schema": written({}, parameter.rest) if parameter.kind == "other" else None,
            "description": parameter.description,
            "default": default_text(parameter) if parameter.name else None,
            "example": written(schema, parameter.examples[0]) if parameter.examples else "",
        }
        for key, text in texts.items():
            for part in self._fields[key]:
                part.setVisible(text is not None)
            field = self.field(key)
            if not field.hasFocus() and field.text() != (text or ""):
                field.setText(text or "")
                field.setCursorPosition(0)

    def _take(self, key: str, text: str) -> None:
        parameter = self._parameter
        if parameter is None:
            return
        text = text.strip()
        match key:
            case "values":
                parameter.values = read_list(text)
            case "schema":
                value = read({}, text)
                self.field("schema").set_invalid(not isinstance(value, dict))
                if isinstance(value, dict):
                    parameter.rest = value
            case "description":
                parameter.description = text
            case "default":
                set_default(parameter, text)
            case "example":
                example = read(parameter.schema(), text)
                parameter.examples = [*([example] if text else []), *parameter.examples[1:]]
        self.edited.emit()
