"""What a file of tasks holds, row by row, before it is known to be tasks: JSON lines, a table, or prompts as plain text."""

import contextlib
import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any

import msgspec

from stillroom.conversation import canonical_json, read_json
from stillroom.errors import KnownError, from_os_error

FIELDS = (
    "prompt", "kind", "family", "split", "initial_state", "solution", "results", "thoughts", "answer", "check", "user", "id",
)  # fmt: skip
"""The fields of a task line."""

_ALSO_CALLED = ("question", "request", "instruction", "query", "input", "text", "task")
"""What a column is called that is not named `prompt`, but likely holds what is asked."""

_TABLES = (".csv", ".tsv")
_JSON_FIELDS = frozenset({"initial_state", "solution", "results", "thoughts", "check"})
_LISTS_TOO = frozenset({"prompt", "answer"})  # a text, or a list of them for several user turns


Row = dict[str, Any] | KnownError
"""A row, or why it is none."""


class Preview(msgspec.Struct, frozen=True):
    """What is in a file, to choose from: its columns, which field each of them seems to be, and its first rows as texts.

    `separator` stands between the cells of a table; "" where it is none.
    """

    columns: tuple[str, ...]
    mapping: dict[str, str]
    rows: tuple[tuple[str, ...], ...]
    separator: str = ""


def preview(path: Path, count: int = 5) -> Preview:
    """Look at the first rows of a file whose columns are to be mapped to fields. A column of a field's name is that field.

    Where none is named `prompt`, one that is called as such columns often are is taken for it.

    Raises:
        KnownError: the file cannot be read.
    """
    good = (row for _, row in _raw_rows(path) if isinstance(row, dict))
    rows = list(islice(good, count))
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    named = {name.strip().lower(): name for name in reversed(columns)}
    mapping = {field: named[field] for field in FIELDS if field in named}
    if guess := next((named[name] for name in _ALSO_CALLED if name in named), ""):
        mapping.setdefault("prompt", guess)
    return Preview(
        columns,
        mapping,
        tuple(tuple(_as_text(row.get(name, "")) for name in columns) for row in rows),
        _separator(path),
    )


def read_rows(path: Path, mapping: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    """The rows of a file as task lines, each with words for where it stands. A text becomes what its field holds.

    A field that is mapped to "" is in no column, not even in the one that bears its name.

    Raises:
        KnownError: the file cannot be read, or a column is not there.
    """
    if unknown := mapping.keys() - set(FIELDS):
        raise KnownError(
            "No such field", f"A task has no field {min(unknown)}.", f"Its fields are {', '.join(FIELDS)}."
        )
    columns = {field: name for field in FIELDS if (name := mapping.get(field, field))}
    prompt = columns.get("prompt", "")
    seen: dict[str, None] = {}
    for where, row in _raw_rows(path):
        if isinstance(row, KnownError):
            yield where, row
            continue
        seen |= dict.fromkeys(row)
        if path.suffix.lower() in _TABLES and prompt not in row:
            raise _no_column(path, prompt, seen)
        try:
            line = {
                field: _value(field, row[name], where) for field, name in columns.items() if row.get(name, "") != ""
            }
        except KnownError as error:
            yield where, error
        else:
            yield where, line
    for name in filter(None, mapping.values()):
        if seen and name not in seen:
            raise _no_column(path, name, seen)


def read_text(text: str) -> Iterator[tuple[str, Row]]:
    """What was typed or pasted: a prompt a line, or a task line where it begins with a brace."""
    return _prompts(text.splitlines(), "")


def no_task(message: str) -> KnownError:
    """The error of a line that is no task."""
    return KnownError(
        "A line is no task", message, "Correct the line, then import the file again; nothing was imported."
    )


def _raw_rows(path: Path) -> Iterator[tuple[str, Row]]:
    of_path = f" of {path}"
    try:
        # A table's cells may hold line ends, which its reader must see as they are.
        with path.open(encoding="utf-8-sig", newline="") as lines:
            match path.suffix.lower():
                case ".csv" | ".tsv":
                    yield from _table(lines, path)
                case ".txt":
                    yield from _prompts(lines, of_path)
                case _:
                    for number, line in enumerate(lines, start=1):
                        if line.strip():
                            where = f"Line {number}{of_path}"
                            yield where, _object(line, where)
    except OSError as error:
        raise from_os_error(error, path) from error
    except UnicodeDecodeError as error:
        raise KnownError(
            "The file is no text", f"{path} is not written in UTF-8.", "Save it as UTF-8, then try again."
        ) from error


def _table(lines: IO[str], path: Path) -> Iterator[tuple[str, Row]]:
    """Rows by the names in the first line, whose most frequent separator is the table's: comma, semicolon or tab."""
    header = lines.readline()
    lines.seek(0)
    reader = csv.reader(lines, delimiter=_most_frequent(header), strict=True)
    try:
        names = next(reader, [])
        if len(set(names)) < len(names):
            raise no_task(f"Line 1 of {path} names two columns alike.")
        start = reader.line_num + 1
        for cells in reader:
            where = f"Line {start} of {path}"
            start = reader.line_num + 1
            if any(cells):
                if len(cells) != len(names):
                    yield where, no_task(f"{where} has {len(cells)} cells, but there are {len(names)} columns.")
                else:
                    yield where, dict(zip(names, cells, strict=True))
    except csv.Error as error:
        raise no_task(f"Line {reader.line_num} of {path}: {error}.") from error


def _separator(path: Path) -> str:
    if path.suffix.lower() not in _TABLES:
        return ""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return _most_frequent(lines.readline())


def _most_frequent(header: str) -> str:
    return max(",;\t", key=header.count)


def _prompts(lines: Iterable[str], of_path: str) -> Iterator[tuple[str, Row]]:
    for number, line in enumerate(lines, start=1):
        where = f"Line {number}{of_path}"
        if line.strip():
            yield where, _object(line, where) if line.lstrip().startswith("{") else {"prompt": line.strip()}


def _object(line: str, where: str) -> Row:
    try:
        value: Any = read_json(line)
    except ValueError as error:
        return no_task(f"{where} is no JSON: {error}.")
    return value if isinstance(value, dict) else no_task(f"{where} is no JSON object.")


def _value(field: str, value: Any, where: str) -> Any:
    """What a field holds: of a text where it is no text, what that is as JSON."""
    if isinstance(value, str):
        if field in _JSON_FIELDS:
            try:
                return read_json(value)
            except ValueError as error:
                raise no_task(f"{where}: `{field}` is no JSON: {error}.") from error
        if field in _LISTS_TOO and value.lstrip().startswith("["):
            with contextlib.suppress(ValueError):
                return read_json(value)
    return value


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else canonical_json(value)


def _no_column(path: Path, column: str, columns: Iterable[str]) -> KnownError:
    return KnownError(
        "No such column",
        f"{path} has no column {column}; it has {', '.join(columns)}.",
        f"Say which column holds what, for example --map prompt={next(iter(columns))}. Nothing was imported.",
    )
