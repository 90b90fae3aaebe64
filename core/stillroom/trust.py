"""Whose tools may run: the user's word for it, kept in their own configuration. A project could bring its own word along.

It is given to a folder with the very tools that it holds, by the digest of all that is stored of them, their code too.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from stillroom.errors import from_os_error
from stillroom.paths import config_folder, replace_file

FILE = "trusted.json"
_KEPT = 200  # of a folder's digests: each change that the user makes to their own tools adds one


def is_trusted(folder: Path, tools: Sequence[dict[str, Any]]) -> bool:
    """Whether these tools, as the project in `folder` stores them, may run; where there are none, nothing would."""
    return not tools or _digest(tools) in _given().get(str(folder.resolve()), ())


def trust(folder: Path, tools: Sequence[dict[str, Any]]) -> None:
    """Let them run from now on, as long as they stay as they are.

    Raises:
        KnownError: it cannot be written down.
    """
    given = _given()
    digests = given.setdefault(str(folder.resolve()), [])
    if (digest := _digest(tools)) not in digests:
        digests.append(digest)
        del digests[:-_KEPT]
    try:
        replace_file(config_folder() / FILE, msgspec.json.encode(given))
    except OSError as error:
        raise from_os_error(error) from error


def _given() -> dict[str, list[str]]:
    """The digests that are trusted, by folder; none where the list cannot be read."""
    try:
        return msgspec.json.decode((config_folder() / FILE).read_bytes(), type=dict[str, list[str]])
    except (OSError, msgspec.DecodeError):
        return {}


def _digest(tools: Sequence[dict[str, Any]]) -> str:
    # Not `conversation.digest`, which refuses half a surrogate pair: these tools are anyone's.
    return hashlib.sha256(json.dumps(tools, sort_keys=True).encode()).hexdigest()
