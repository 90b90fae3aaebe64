"""The projects that were opened lately, kept in the configuration folder."""

import contextlib
from pathlib import Path

import msgspec

from stillroom.paths import config_folder

FILE = "recent.json"
_KEPT = 8


def read_recent() -> list[Path]:
    """The projects that were opened lately, the newest first, also those that are not there now. A broken list is an empty one."""
    try:
        folders = msgspec.json.decode((config_folder() / FILE).read_bytes(), type=list[str])
    except (OSError, msgspec.DecodeError):
        return []
    return [Path(folder) for folder in folders]


def remember(folder: Path, recent: list[Path]) -> list[Path]:
    """The list with this project first, written down."""
    folders = [folder, *(each for each in recent if each != folder)][:_KEPT]
    with contextlib.suppress(OSError):  # a convenience, for which no one is kept from working
        (config_folder() / FILE).write_bytes(msgspec.json.encode([str(each) for each in folders]))
    return folders
