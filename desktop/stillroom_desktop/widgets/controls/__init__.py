"""What a person works with: tabs, switches, fields, a bar that fills."""

from stillroom_desktop.widgets.controls.fields import Field, LabelledRow, NumberField, SearchField, Select
from stillroom_desktop.widgets.controls.progress import ProgressBar
from stillroom_desktop.widgets.controls.segmented import Segmented
from stillroom_desktop.widgets.controls.switch import Switch

__all__ = ["Field", "LabelledRow", "NumberField", "ProgressBar", "SearchField", "Segmented", "Select", "Switch"]
