"""What a file of tasks holds, row by row, before it is known to be tasks: JSON lines, a table, or prompts as plain text."""

import contextlib
import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import msgspec

from stillroom.conversation import canonical_json, read_json
from stillroom.errors import KnownError, from_os_error

FIELDS = (
    "prompt", "kind", "family", "split", "initial_state", "solution", "results", "thoughts", "answer", "check", "id",
)  # fmt: skip
"""The fields of a task line."""

_TABLES = (".csv", ".tsv")
_JSON_FIELDS = frozenset({"initial_state", "solution", "results", "thoughts", "check"})
_LISTS_TOO = frozenset({"prompt", "answer"})  # a text, or a list of them for several user turns


class Preview(msgspec.Struct, frozen=True):
    """What is in a file, to choose from: its columns, which field each of them seems to be, and its first rows as texts."""

    columns: tuple[str, ...]
    mapping: dict[str, str]
    rows: tuple[tuple[str, ...], ...]


def preview(path: Path, count: int = 5) -> Preview:
    """Look at the first rows of a file whose columns are to be mapped to fields. A column of a field's name is that field.

    Raises:
        KnownError: the file cannot be read.
    """
    rows = [row for (_, row), _ in zip(_raw_rows(path), range(count), strict=False)]
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    named = {name.strip().lower(): name for name in reversed(columns)}
    return Preview(
        columns,
        {field: named[field] for field in FIELDS if field in named},
        tuple(tuple(_as_text(row.get(name, "")) for name in columns) for row in rows),
    )


def read_rows(path: Path, mapping: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a file as task lines, each with words for where it stands. A text becomes what its field holds.

    Raises:
        KnownError: the file cannot be read, a column is not there, or a row is none; the message names the line.
    """
    if unknown := mapping.keys() - set(FIELDS):
        raise KnownError(
            "No such field", f"A task has no field {min(unknown)}.", f"Its fields are {', '.join(FIELDS)}."
        )
    columns = {field: mapping.get(field, field) for field in FIELDS}
    seen: dict[str, None] = {}
    for where, row in _raw_rows(path):
        seen |= dict.fromkeys(row)
        if path.suffix.lower() in _TABLES and columns["prompt"] not in row:
            raise _no_column(path, columns["prompt"], seen)
        yield (
            where,
            {field: _value(field, row[name], where) for field, name in columns.items() if row.get(name, "") != ""},
        )
    for name in mapping.values():
        if seen and name not in seen:
            raise _no_column(path, name, seen)


def read_text(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was typed or pasted: a prompt a line, or a task line where it begins with a brace.

    Raises:
        KnownError: such a line is no JSON object; the message names it.
    """
    return _prompts(text.splitlines(), "")


def no_task(message: str) -> KnownError:
    """The error of a line that is no task."""
    return KnownError(
        "A line is no task", message, "Correct the line, then import the file again; nothing was imported."
    )


def _raw_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
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


def _table(lines: IO[str], path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows by the names in the first line, whose most frequent separator is the table's: comma, semicolon or tab."""
    header = lines.readline()
    lines.seek(0)
    reader = csv.reader(lines, delimiter=max(",;\t", key=header.count), strict=True)
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
                    raise no_task(f"{where} has {len(cells)} cells, but there are {len(names)} columns.")
                yield where, dict(zip(names, cells, strict=True))
    except csv.Error as error:
        raise no_task(f"Line {reader.line_num} of {path}: {error}.") from error


def _prompts(lines: Iterable[str], of_path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        where = f"Line {number}{of_path}"
        if line.strip():
            yield where, _object(line, where) if line.lstrip().startswith("{") else {"prompt": line.strip()}


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        value: Any = read_json(line)
    except ValueError as error:
        raise no_task(f"{where} is no JSON: {error}.") from error
    if not isinstance(value, dict):
        raise no_task(f"{where} is no JSON object.")
    return value


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
