"""The user's settings: each declared once in `SETTINGS`, kept as JSON in the configuration folder. Forms are drawn from the declarations."""

import contextlib
import json
import os
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from stillroom.errors import KnownError, from_os_error
from stillroom.paths import config_folder, replace_file

FILE = "settings.json"
BROKEN = "settings.broken.json"


class Setting(msgspec.Struct, frozen=True):
    """One value that the user may choose: a word of `choices` (value and label), a whole number within bounds, a folder,
    or the address of a server, which may be empty and then is `otherwise`.

    `help` says in one or two plain sentences what it does.
    """

    name: str
    type: Literal["choice", "number", "folder", "address"]
    default: str | int
    group: str
    label: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    minimum: int = 0
    maximum: int = 0
    otherwise: str = ""

    def check(self, value: Any) -> Any:
        """The value as the program uses it: a str, an int, or an absolute Path.

        Raises:
            KnownError: it does not fit.
        """
        match self.type:
            case "choice":
                words = [word for word, _ in self.choices]
                if value in words:
                    return value
                wanted = f"one of {', '.join(words)}"
            case "number":
                if type(value) is int and self.minimum <= value <= self.maximum:  # a bool is an int too
                    return value
                wanted = f"a whole number from {self.minimum} to {self.maximum}"
            case "folder":
                path = _folder(value)
                if path is not None:
                    return path
                wanted = "the full path of a folder"
            case "address":
                address = str(value).strip().rstrip("/")
                if not address or _is_address(address):
                    return address
                wanted = "the address of a server, such as https://huggingface.co, or empty"
        message = f"{self.label} cannot be {value if value != '' else 'left empty'}; it must be {wanted}."
        raise KnownError("The value does not fit", message, "Give another value.")


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "appearance",
        "choice",
        "system",
        "Appearance",
        "Colours",
        "Light paper, dark charcoal, or whichever your system uses at the moment.",
        (("system", "Like the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    Setting(
        "language",
        "choice",
        "system",
        "Appearance",
        "Language",
        "The language of the window. It changes when Stillroom starts the next time.",
        (("system", "Like the system"), ("en", "English"), ("de", "Deutsch")),
    ),
    Setting(
        "projects_folder",
        "folder",
        "~/Stillroom",
        "Folders",
        "New projects",
        "Where a new project's folder is made, unless you choose another place. Projects that exist stay where they are.",
    ),
    Setting(
        "concurrency",
        "number",
        4,
        "Teaching",
        "Tasks at a time",
        "How many tasks the teacher works on at once. More is quicker while this computer has processor cores to spare.",
        minimum=1,
        maximum=256,
    ),
    Setting(
        "hub",
        "address",
        "",
        "Students",
        "Model hub",
        "Where students are downloaded from. Leave it empty for huggingface.co, or give the address of a mirror of it.",
        otherwise="https://huggingface.co",
    ),
    Setting(
        "students_folder",
        "folder",
        "~/Stillroom/students",
        "Students",
        "Brought along",
        "Models that came to this computer in another way: what lies here as ORG--NAME, or as in Hugging Face's own cache, is used and never downloaded.",
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings:
    """The values that the user chose. `problem` says what was wrong with the file, if anything was."""

    def __init__(self) -> None:
        """Read the file. One that cannot be used is kept aside, and the defaults hold.

        Raises:
            KnownError: the file is there and may not be read.
        """
        self.problem: KnownError | None = None
        self._path = config_folder() / FILE
        self._values = self._read()

    def get(self, name: str) -> Any:
        """The value of a setting as `Setting.check` returns it; its default where none was chosen.

        Raises:
            KeyError: there is no such setting.
        """
        setting = _BY_NAME[name]
        value = self._values.get(name, setting.default)
        # Not checked again: what fitted when it was chosen may not fit now, and that is for those to say who use it.
        return Path(value).expanduser() if setting.type == "folder" else value

    def set(self, name: str, value: Any) -> None:
        """Choose a value and write the file.

        Raises:
            KeyError: there is no such setting.
            KnownError: the value does not fit, or the file cannot be written.
        """
        checked = _BY_NAME[name].check(value)
        values = self._values | {name: str(checked) if isinstance(checked, Path) else checked}
        try:
            replace_file(self._path, (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode())
        except OSError as error:
            raise from_os_error(error, self._path) from error
        self._values = values

    def _read(self) -> dict[str, Any]:
        """The values of the file; those of settings that only a newer Stillroom knows are kept in it."""
        try:
            values = json.loads(self._path.read_bytes())
            if not isinstance(values, dict):
                raise ValueError("it holds no JSON object")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise from_os_error(error, self._path) from error
        except (ValueError, RecursionError) as error:
            aside = self._path.with_name(BROKEN)
            with contextlib.suppress(OSError):  # where it cannot be moved, the next `set` writes over it
                self._path.replace(aside)
            self.problem = KnownError(
                "The settings could not be read",
                f"{self._path} is not valid: {error}. The defaults are used.",
                f"The old file is kept as {aside}.",
            )
            return {}
        for name in _BY_NAME.keys() & values.keys():
            try:
                _BY_NAME[name].check(values[name])
            except KnownError as error:
                self.problem = KnownError("A setting was not used", error.message, f"The default is used for {name}.")
                del values[name]
        return values


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, text))
    except ValueError:  # half of an IPv6 address
        return False


def _folder(value: Any) -> Path | None:
    """An absolute path that is a folder or can become one; else None."""
    if not isinstance(value, str | os.PathLike) or not os.fspath(value) or "\0" in str(value):
        return None
    try:
        path = Path(value).expanduser()
        return None if not path.is_absolute() or path.is_file() else path
    except (OSError, RuntimeError, ValueError):  # no home folder, a name too long
        return None
