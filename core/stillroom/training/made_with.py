"""What a run was made with, kept in its folder from its first start on: libraries, device, and the form of the weights."""

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from stillroom.training.checkpoints import write_durably

_FILE = "made_with.json"
_LIBRARIES = ("torch", "transformers", "peft", "trl", "bitsandbytes")


def made_with(folder: Path, device: str, weights: str) -> tuple[dict[str, Any], list[str]]:
    """What this start of a run is made with, and in words what of it is not as at the first start, which is written down.

    Raises:
        OSError: the folder cannot be written.
    """
    now: dict[str, Any] = {"libraries": _versions(), "device": device, "weights": weights}
    path = folder / _FILE
    if not path.exists():
        write_durably(path, now)
    first = json.loads(path.read_text(encoding="utf-8"))
    before, after = ({**made.pop("libraries"), **made} for made in (first, dict(now)))
    return now, [
        f"{name} {before.get(name)}, now {found}" for name, found in after.items() if before.get(name) != found
    ]


def _versions() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = None
    return found
