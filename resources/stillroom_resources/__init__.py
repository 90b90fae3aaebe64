"""What Stillroom brings along: sample projects, icons, the catalogue of students, translations."""

from importlib.resources import files
from pathlib import Path

__all__ = ["resource"]


def resource(*parts: str) -> Path:
    """The path of a file or folder of this package, such as `resource("samples", "cipher_desk", "tools.json")`."""
    return Path(str(files(__name__).joinpath(*parts)))
