"""Stock tools: ready ones that a user adds to a project, and may then change like any other.

Each is a JSON file of `stillroom_resources/stock_tools`, with its Python code beside it.
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import digest
from stillroom.errors import KnownError, from_os_error
from stillroom.paths import cache_folder
from stillroom.tools.reading import tool_from_json
from stillroom.tools.tool import Tool
from stillroom_resources import resource

_KEYS = ("python_interpreter", "my_documents", "web_page", "calculator", "date_and_time", "folder_files", "encryption")
_FOLDER = resource("stock_tools")


class StockTool(msgspec.Struct, frozen=True):
    """One ready tool, or a few that belong together, before it is added.

    `asks` are the folders that the user chooses then, each as the answer's name and a question. `packages` are what its code
    needs on this system.
    """

    key: str
    title: str
    sentence: str
    asks: tuple[tuple[str, str], ...]
    packages: tuple[str, ...]


def stock_tools() -> list[StockTool]:
    """All of them, in the order to show them in."""
    return [_stock_tool(key) for key in _KEYS]


def make(key: str, answers: dict[str, str]) -> list[Tool]:
    """The tools of a stock tool, with the user's answers in them.

    Raises:
        KnownError: there is no such stock tool, or an answer is missing or no folder.
    """
    if key not in _KEYS:
        raise KnownError("No such stock tool", f"There is no stock tool {key}.", f"There are {', '.join(_KEYS)}.")
    chosen = {name: _folder(question, answers.get(name, "")) for name, question in _stock_tool(key).asks}
    if key == "my_documents":
        chosen["index"] = _index(chosen["folder"])
    return [_tool(written, chosen) for written in _read(key)["tools"]]


def _tool(written: dict[str, Any], chosen: dict[str, str]) -> Tool:
    code = written["implementation"]
    source = (_FOLDER / code["file"]).read_text(encoding="utf-8")
    for name, path in chosen.items():
        source = source.replace(f'"{{{name}}}"', json.dumps(path, ensure_ascii=False))
    folders = [folder | {"path": chosen[folder["path"].strip("{}")]} for folder in written.get("folders", ())]
    plain = {field: value for field, value in code.items() if field != "file"}
    return tool_from_json(written | {"folders": folders, "implementation": plain | {"source": source}})


def _stock_tool(key: str) -> StockTool:
    read = _read(key)
    packages = (package for package, system in read.get("packages", ()) if system in ("", sys.platform))
    asks = tuple((name, question) for name, question in read.get("asks", ()))
    return StockTool(key, read["title"], read["sentence"], asks, tuple(packages))


def _read(key: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((_FOLDER / f"{key}.json").read_bytes())
    return read


def _folder(question: str, answer: str) -> str:
    if not answer:
        raise KnownError("A folder is needed", question, "Choose one.")
    try:
        folder = Path(answer).expanduser().resolve()
        if folder.is_dir():
            return str(folder)
    except (OSError, RuntimeError, ValueError):  # no home folder, a name that cannot be
        pass
    raise KnownError("No such folder", f"{answer} is no folder.", "Choose one that exists.")


def _index(folder: str) -> str:
    """Where the index of a folder's documents is kept."""
    place = cache_folder() / "documents" / digest(folder)[:16]
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os_error(error, place) from error
    return str(place.absolute())
