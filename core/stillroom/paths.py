"""Where Stillroom keeps what is not in a project: prepared weights in the user's cache, settings in the configuration folder.

`STILLROOM_CACHE` and `STILLROOM_CONFIG` move them, for another drive and for tests.
"""

import os
from pathlib import Path

import platformdirs


def cache_folder() -> Path:
    """The folder of prepared student weights; made if it is missing."""
    return _made(os.environ.get("STILLROOM_CACHE") or platformdirs.user_cache_dir("stillroom", appauthor=False))


def config_folder() -> Path:
    """The folder of the user's settings; made if it is missing."""
    return _made(os.environ.get("STILLROOM_CONFIG") or platformdirs.user_config_dir("stillroom", appauthor=False))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole, or leave the old one as it was."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _made(folder: str) -> Path:
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    return path
