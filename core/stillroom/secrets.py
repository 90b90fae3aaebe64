"""Keys and passwords: kept by the system's keyring alone, asked for by name where they are used, and never written anywhere else.

Where there is no keyring, `STILLROOM_SECRET_<NAME>` in the environment gives one to read. Nothing of ours ever holds a secret's
value but the request that it goes into: tools, executions, journals and messages know its name.
"""

import json
import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from stillroom.errors import KnownError

if TYPE_CHECKING:  # loading a keyring takes 50 ms, which most starts can do without
    from keyring.backend import KeyringBackend

SERVICE = "stillroom"
_SAFE = 1  # keyring's own measure: below it are backends that keep nothing, or keep it as plain text


def get_secret(name: str) -> str | None:
    """The secret of that name; None if there is none, or the keyring cannot be asked. This may wait for the user to unlock it."""
    from keyring.errors import KeyringError

    backend = _backend()
    try:
        secret = backend.get_password(SERVICE, name) if backend else None
    except KeyringError:
        secret = None
    return secret or os.environ.get(variable(name)) or None


def get_secrets(names: Iterable[str]) -> dict[str, str]:
    """The secrets of these names.

    Raises:
        KnownError: one is missing; it says which.
    """
    secrets = {}
    for name in names:
        secret = get_secret(name)
        if secret is None:
            message = f"There is no secret {name} here. {keyring_works()}".strip()
            raise KnownError("A secret is missing", message, f"Keep it in the keyring, or set {variable(name)}.")
        secrets[name] = secret
    return secrets


def set_secret(name: str, value: str) -> None:
    """Keep a secret; blank space around it, which copying brings along, is left out.

    Raises:
        KnownError: it is empty, or the keyring does not take it.
    """
    from keyring.errors import KeyringError

    if not value.strip():
        raise KnownError("The secret is empty", f"There is nothing to keep as {name}.", "Give its value.")
    backend = _backend()
    if backend is None:
        raise _refused(name, _NO_KEYRING)
    try:
        backend.set_password(SERVICE, name, value.strip())
    except KeyringError as error:
        raise _refused(name, _words(error)) from error


def delete_secret(name: str) -> None:
    """Forget a secret; nothing happens where there is none.

    Raises:
        KnownError: the keyring does not let it go.
    """
    from keyring.errors import KeyringError, PasswordDeleteError

    backend = _backend()
    if backend is None:
        return
    try:
        backend.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return  # there is none
    except KeyringError as error:
        raise _refused(name, _words(error)) from error


def keyring_works() -> str:
    """What keeps secrets from being kept here, in words; "" if nothing does."""
    from keyring.errors import KeyringError

    backend = _backend()
    if backend is None:
        return _NO_KEYRING
    try:
        backend.get_password(SERVICE, "a name that nobody uses")
    except KeyringError as error:
        return f"The system's keyring refuses: {_words(error)}"
    return ""


def variable(name: str) -> str:
    """The environment variable that gives a secret where there is no keyring."""
    return f"STILLROOM_SECRET_{re.sub('[^A-Za-z0-9]', '_', name).upper()}"


def hide(text: str, secrets: dict[str, str]) -> str:
    """The text with each of these secrets, also as a URL or JSON writes it, replaced by its name: for what a server says."""
    for name, value in secrets.items():
        for form in {value, quote(value, safe=""), quote(value), json.dumps(value)[1:-1]}:
            text = text.replace(form, f"{{secret:{name}}}") if form else text
    return text


_NO_KEYRING = "This system has no keyring that keeps secrets safe."


def _backend() -> "KeyringBackend | None":
    """The keyring to use: one that is safe, since `keyring` takes one that writes plain text where there is no other."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    found = keyring.get_keyring()
    backends: list[KeyringBackend] = list(found.backends) if isinstance(found, ChainerBackend) else [found]
    return next((each for each in backends if each.priority >= _SAFE), None)


def _refused(name: str, reason: str) -> KnownError:
    return KnownError(
        "The secret was not kept",
        f"{name}: {reason}",
        f"Unlock or set up the system's keyring, or set the environment variable {variable(name)} for Stillroom.",
    )


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
