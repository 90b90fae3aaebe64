"""What the engine is at, in the window's language: its stages, and what they count."""

import re

from PySide6.QtCore import QCoreApplication

from stillroom_desktop.engine_words import said
from stillroom_desktop.words import arm_title

translate = QCoreApplication.translate


def stage_words(name: str) -> str:
    """The name of a stage. One that nothing is known of here stays as the engine says it."""
    if told := re.fullmatch(r"Scoring (\w+) \((.+)\)", name):
        words = translate("Engine", "Scoring the {arm} ({backend})")
        return words.format(arm=arm_title(told[1]), backend=said(told[2]))
    return said(name)


def unit_words(unit: str) -> str:
    """What a stage counts, of more than one."""
    return translate("Engine", "parts of the weights") if unit == "parts" else said(unit)
