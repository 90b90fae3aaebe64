"""The user's teachers: which model of which provider, kept as `teachers.json` in the configuration folder. It holds no key."""

import json
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from stillroom.errors import KnownError, from_os_error
from stillroom.paths import config_folder, replace_file
from stillroom.secrets import get_secret, variable
from stillroom.teacher.prices import Price
from stillroom.teacher.providers import PROVIDERS, Provider, provider, provider_at

FILE = "teachers.json"
MAX_TOKENS = 4096
"""Of one reply, thoughts included, unless a teacher says otherwise."""

_NAME = re.compile(r"(?!sk-)[A-Za-z_][A-Za-z0-9_.-]{0,59}")


class Teacher(msgspec.Struct, frozen=True, omit_defaults=True):
    """A model that teaches. Empty fields stand for the provider's own; `key_env` is the environment variable of a key.

    `price` overrides the list price. `temperature` is sent only where it is given: many models refuse any.
    """

    name: str
    provider: str
    model: str
    base_url: str = ""
    key: str = ""
    key_env: str = ""
    price: Price | None = None
    max_tokens: int = MAX_TOKENS
    temperature: float | None = None

    @property
    def offered_by(self) -> Provider:
        return provider(self.provider)

    @property
    def address(self) -> str:
        return (self.base_url or self.offered_by.base_url).rstrip("/")

    @property
    def terms(self) -> str:
        """What is said of its provider's terms before it is told anything."""
        link = self.offered_by.terms
        return f"What its answers may be used for stands in its terms{f': {link}' if link else ''}."

    @property
    def secret(self) -> str:
        """The name of its key; "" where it needs none."""
        return self.key_env or self.key or self.offered_by.key

    @property
    def has_key(self) -> bool:
        return bool(self._look_up())

    def _look_up(self) -> str:
        value = os.environ.get(self.key_env) if self.key_env else get_secret(self.secret) if self.secret else None
        return (value or "").strip()

    def read_key(self) -> str | None:
        """Its key, from the environment variable or the keyring; None where it needs none.

        Raises:
            KnownError: it needs one, and there is none.
        """
        if not self.secret:
            return None
        if value := self._look_up():
            return value
        if self.key_env:
            raise KnownError(
                "No key",
                f"The environment variable {self.key_env} is empty.",
                f"Set {self.key_env} to the key of {self.address}, then start again.",
            )
        raise KnownError(
            "No key",
            f"There is no key {self.secret} for {self.name}.",
            f"Keep it with: stillroom teachers set-key {self.name}. Without a keyring, set {variable(self.secret)}.",
        )


def teacher_at(base_url: str, model: str, key_env: str = "") -> Teacher:
    """A teacher that is named on the command line alone.

    Raises:
        KnownError: the address is none.
    """
    found = provider_at(base_url)
    return check(Teacher(model, found.name, model, base_url, key_env=key_env))


def check(teacher: Teacher) -> Teacher:
    """The teacher as it is, if it can be one.

    Raises:
        KnownError: there is no such provider, or its address or model is missing.
    """
    names = [each.name for each in PROVIDERS]
    if teacher.provider not in names:
        raise KnownError("No such provider", f"There is no provider {teacher.provider}.", f"Choose {', '.join(names)}.")
    if not _is_address(teacher.address):
        raise KnownError(
            "No address",
            f"{teacher.address} is no address of a server."
            if teacher.address
            else "There is no address of the server.",
            "Give one with --base-url, for example http://127.0.0.1:8080/v1.",
        )
    if any(name and not _NAME.fullmatch(name) for name in (teacher.key, teacher.key_env)):
        raise KnownError(
            "No name of a key",
            "What was given as the name of a key, or of its environment variable, is none; it was not kept.",
            "Give a name, not the key itself: stillroom teachers set-key NAME asks for that.",
        )
    if not teacher.model:
        raise KnownError("No model", f"{teacher.name} has no model.", "Give one with --model.")
    return teacher


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def read_teachers() -> list[Teacher]:
    """The user's teachers, by their names.

    Raises:
        KnownError: the file is there and cannot be read.
    """
    path = config_folder() / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[Teacher])
    except FileNotFoundError:
        return []
    except OSError as error:
        raise from_os_error(error, path) from error
    except msgspec.DecodeError as error:
        raise KnownError(
            "The teachers could not be read", f"{path} is not valid: {error}.", "Correct the file, or delete it."
        ) from error


def find_teacher(name: str) -> Teacher:
    """The user's teacher of that name.

    Raises:
        KnownError: there is none.
    """
    teachers = read_teachers()
    for teacher in teachers:
        if teacher.name == name:
            return check(teacher)
    names = ", ".join(["worked-solutions", *(teacher.name for teacher in teachers)])
    raise KnownError(
        "No such teacher",
        f"There is no teacher {name}.",
        f"Choose one of {names}, or add one with: stillroom teachers add NAME --provider PROVIDER --model MODEL",
    )


def keep_teacher(teacher: Teacher) -> None:
    """Add a teacher; one of the same name is replaced.

    Raises:
        KnownError: it cannot be a teacher, or the file cannot be written.
    """
    check(teacher)
    others = [each for each in read_teachers() if each.name != teacher.name]
    _write([*others, teacher])


def forget_teacher(name: str) -> None:
    """Remove a teacher; its key stays in the keyring, since others may use it.

    Raises:
        KnownError: there is none of that name, or the file cannot be written.
    """
    find_teacher(name)
    _write([each for each in read_teachers() if each.name != name])


def _write(teachers: list[Teacher]) -> None:
    path: Path = config_folder() / FILE
    teachers = sorted(teachers, key=lambda teacher: teacher.name)
    content = json.dumps(msgspec.to_builtins(teachers), indent=2, ensure_ascii=False) + "\n"
    try:
        replace_file(path, content.encode())
    except OSError as error:
        raise from_os_error(error, path) from error
