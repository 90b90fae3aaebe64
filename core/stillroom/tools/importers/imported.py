"""What an import comes to: tools, what was left out, and how both get into a project."""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from stillroom.errors import StillroomError, ToolError, from_os_error
from stillroom.tools.reading import tool_from_json
from stillroom.tools.tool import Tool, Unattached, tool_to_json


class Remark(NamedTuple):
    """What is to be known of one thing that was imported, or was not: its name there, and a sentence or two."""

    name: str
    reason: str


class Imported(msgspec.Struct, frozen=True):
    """What an import found. `skipped` could not become a tool; `notes` say what a tool lacks, or what was guessed of it."""

    tools: tuple[Tool, ...] = ()
    skipped: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()

    def chosen(self, names: Sequence[str]) -> "Imported":
        """Only the tools of these names; all of them if none is given.

        Raises:
            ToolError: there is no tool of one of the names.
        """
        if not names:
            return self
        there = {tool.name: tool for tool in self.tools}
        reasons = {remark.name: remark.reason for remark in self.skipped}
        for name in names:
            if name not in there:
                raise ToolError(
                    "No such tool",
                    f"{name} cannot be imported: {reasons[name]}" if name in reasons else f"There is no {name} in it.",
                    f"It has: {', '.join(there) or 'none'}.",
                )
        return Imported(
            tuple(there[name] for name in dict.fromkeys(names)),
            (),
            tuple(note for note in self.notes if note.name in names),
        )


def checked(tools: Iterable[Tool], skipped: Iterable[Remark] = (), notes: Iterable[Remark] = ()) -> Imported:
    """The import of these tools: those that Stillroom could not read back are skipped, in the words of that error."""
    good, bad = [], list(skipped)
    for tool in tools:
        try:
            good.append(tool_from_json(tool_to_json(tool)))
        except StillroomError as error:
            bad.append(Remark(tool.name, f"{error.message} {error.hint}"))
    return Imported(tuple(good), tuple(bad), tuple(notes))


def add_tools(written: Sequence[dict[str, Any]], new: Sequence[Tool], *, replace: bool) -> list[dict[str, Any]]:
    """A project's tools with new ones behind them, as its store keeps them.

    A tool that is replaced by its schema alone is told to models anew, and keeps what does the work, and its limits.

    Raises:
        ToolError: a tool of one of these names is there already, and `replace` is False.
    """
    names = [tool.name for tool in new]
    taken = [tool["name"] for tool in written if tool["name"] in names]
    if taken and not replace:
        raise ToolError(
            "The name is taken",
            f"The project already has {', '.join(taken)}.",
            "Replace what is there with --replace, choose others with --choose, or remove those first.",
        )
    old = {tool["name"]: tool for tool in written}
    return [
        *(tool for tool in written if tool["name"] not in names),
        *(_over(old.get(tool.name), tool) for tool in new),
    ]


def _over(old: dict[str, Any] | None, tool: Tool) -> dict[str, Any]:
    new = tool_to_json(tool)
    if old is None or not isinstance(tool.implementation, Unattached):
        return new
    return old | {field: new[field] for field in ("description", "parameters")}


def tool_name(text: str) -> str:
    """A name that a tool may have, made of any text: letters, digits and `_`, at most 64 of them; "" if none is left."""
    name = re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_")[:64].strip("_")
    return f"_{name}"[:64] if name[:1].isdigit() else name


def distinct(name: str, taken: Iterable[str]) -> str:
    """The name itself, or with the first number behind it that makes it one that is not taken."""
    there = set(taken)
    number, candidate = 2, name
    while candidate in there:
        ending = f"_{number}"
        candidate = name[: 64 - len(ending)] + ending
        number += 1
    return candidate


def in_words(name: str) -> str:
    """An identifier as words: `get_userName` is "Get user name"."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_\W]+", " ", name).strip().lower()
    return words[:1].upper() + words[1:]


def read_json_file(path: Path) -> Any:
    """Read a JSON file; one that holds an object in each line, as many data sets do, is a list of those.

    Raises:
        ToolError: it is no JSON.
        KnownError: it cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise from_os_error(error, path) from error
    except UnicodeDecodeError as error:
        raise ToolError("The file is no JSON", f"{path} is no text in UTF-8.", "Save it as UTF-8.") from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            if len(lines) > 1:
                return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            pass
        raise ToolError(
            "The file is no JSON", f"{path}: {error}.", "Correct it at that place, then try again."
        ) from error
