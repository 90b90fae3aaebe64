"""Keyrings for tests: real backends of `keyring`, one that keeps its secrets in memory and some that do not work."""

from typing import Any

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps secrets as long as it lives."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("There is none.")


class PlainTextKeyring(MemoryKeyring):
    """As unsafe as its priority says: one that writes files in plain text has such a one."""

    priority = 0.5  # type: ignore[assignment]


class LockedKeyring(MemoryKeyring):
    """Refuses everything."""

    def _refuse(self, *_: Any) -> Any:
        raise KeyringLocked("The collection is locked.")

    get_password = set_password = delete_password = _refuse
