"""What the user has said of a project, kept in their own configuration, because a project could bring its own word along.

That its tools may run: given to a folder with the very tools that it holds, by the digest of all that is stored of them, their
code too. And where what it holds may be sent: given to a folder with the address of a teacher's server.
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
SENT = "sent.json"
_KEPT = 200  # of a folder's digests: each change that the user makes to their own tools adds one


def is_trusted(folder: Path, tools: Sequence[dict[str, Any]]) -> bool:
    """Whether these tools, as the project in `folder` stores them, may run; where there are none, nothing would."""
    return not tools or _digest(tools) in _given(FILE).get(str(folder.resolve()), ())


def trust(folder: Path, tools: Sequence[dict[str, Any]]) -> None:
    """Let them run from now on, as long as they stay as they are.

    Raises:
        KnownError: it cannot be written down.
    """
    _give(FILE, folder, _digest(tools))


def may_send(folder: Path, address: str) -> bool:
    """Whether what the project in `folder` holds may be sent to the server at an address."""
    return address in _given(SENT).get(str(folder.resolve()), ())


def let_send(folder: Path, address: str) -> None:
    """Let it be sent there from now on.

    Raises:
        KnownError: it cannot be written down.
    """
    _give(SENT, folder, address)


def stop_sending(folder: Path, address: str) -> None:
    """Let nothing of it be sent there before the user has said so again.

    Raises:
        KnownError: it cannot be written down.
    """
    given = _given(SENT)
    given[str(folder.resolve())] = [each for each in given.get(str(folder.resolve()), ()) if each != address]
    _write(SENT, given)


def _give(file: str, folder: Path, word: str) -> None:
    given = _given(file)
    words = given.setdefault(str(folder.resolve()), [])
    if word not in words:
        words.append(word)
        del words[:-_KEPT]
    _write(file, given)


def _write(file: str, given: dict[str, list[str]]) -> None:
    try:
        replace_file(config_folder() / file, msgspec.json.encode(given))
    except OSError as error:
        raise from_os_error(error) from error


def _given(file: str) -> dict[str, list[str]]:
    """What was given, by folder; nothing where the list cannot be read."""
    try:
        return msgspec.json.decode((config_folder() / file).read_bytes(), type=dict[str, list[str]])
    except (OSError, msgspec.DecodeError):
        return {}


def _digest(tools: Sequence[dict[str, Any]]) -> str:
    # Not `conversation.digest`, which refuses half a surrogate pair: these tools are anyone's.
    return hashlib.sha256(json.dumps(tools, sort_keys=True).encode()).hexdigest()
