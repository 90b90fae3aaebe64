"""What a person works with: tabs, switches, fields, a bar that fills."""

from stillroom_desktop.widgets.controls.field_rows import FieldRows
from stillroom_desktop.widgets.controls.fields import Field, LabelledRow, NumberField, SearchField, Select
from stillroom_desktop.widgets.controls.growing_rows import GrowingRows
from stillroom_desktop.widgets.controls.progress import ProgressBar
from stillroom_desktop.widgets.controls.segmented import Segmented
from stillroom_desktop.widgets.controls.switch import Switch
from stillroom_desktop.widgets.controls.text_area import TextArea

__all__ = [
    "Field",
    "FieldRows",
    "GrowingRows",
    "LabelledRow",
    "NumberField",
    "ProgressBar",
    "SearchField",
    "Segmented",
    "Select",
    "Switch",
    "TextArea",
]
