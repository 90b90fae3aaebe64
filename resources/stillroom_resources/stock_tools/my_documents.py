"""Searches a folder of documents: Markdown, text and PDF, ranked by BM25 (SQLite's FTS5).

The index is kept beside other caches of the user's, and looked over once in a conversation: only files that are new or have changed
are read again. PDF needs the package pypdf.
"""

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = "{folder}"
INDEX = "{index}"
FILES = 5000
BYTES = 20_000_000
PART = 1500  # characters

SCHEMA = """
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, problem TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS parts
    USING fts5 (text, path UNINDEXED, place UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2');
"""


class Documents:
    def __init__(self) -> None:
        self._index: sqlite3.Connection | None = None

    def search_documents(self, query: str, count: int = 4) -> dict[str, Any]:
        if self._index is None:
            self._index = open_index()
            look_over(self._index)
        words = re.findall(r"\w+", query)
        if not words:
            raise ValueError("Write some words to search for.")
        rows = self._index.execute(
            "SELECT path, place, snippet(parts, 0, '', '', ' … ', 60) FROM parts WHERE parts MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{word}"' for word in words), max(1, min(count, 20))),
        ).fetchall()
        answer: dict[str, Any] = {
            "found": [{"file": path, "place": place, "text": " ".join(text.split())} for path, place, text in rows]
        }
        problems = self._index.execute(
            "SELECT path, problem FROM files WHERE problem != '' ORDER BY path LIMIT 5"
        ).fetchall()
        if problems:
            answer["not_read"] = [f"{path}: {problem}" for path, problem in problems]
        return answer


def open_index() -> sqlite3.Connection:
    """The index on disk, made anew if it is broken; where it cannot be kept, one in memory."""
    path = Path(INDEX) / "index.db"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    for place in (path, path, ":memory:"):
        try:
            index = sqlite3.connect(place, timeout=30, isolation_level=None)
            index.execute("PRAGMA synchronous = OFF")  # what a power cut would break can be made again
            index.executescript(SCHEMA)
            return index
        except sqlite3.OperationalError:  # no room, no permission
            continue
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                path.unlink()
    raise ValueError("The documents cannot be indexed here.")


def look_over(index: sqlite3.Connection) -> None:
    """Bring the index up to date, file by file, so that what was done is kept where there is no time for all."""
    there = dict(list_files())
    known = dict(index.execute("SELECT path, stamp FROM files"))
    for path in known.keys() - there.keys():
        replace(index, path, None, "", [])
    for path, stamp in there.items():
        if known.get(path) != stamp:
            problem, parts = "", []
            try:
                parts = list(read_parts(Path(FOLDER) / path))
            except ImportError:
                problem = "the package pypdf is missing"
            except Exception as error:  # noqa: BLE001 - a broken file of whatever kind is passed over
                problem = str(error) or type(error).__name__
            replace(index, path, stamp, problem, parts)


def list_files() -> Iterator[tuple[str, str]]:
    """Each document's path within the folder, with what changes when it does. Links and hidden files are passed over."""
    left = FILES
    for folder, folders, files in os.walk(FOLDER):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if (
                name.startswith(".")
                or path.suffix.lower() not in (".md", ".markdown", ".txt", ".rst", ".pdf")
                or path.is_symlink()
            ):
                continue
            facts = path.stat()
            if facts.st_size <= BYTES and left:
                left -= 1
                yield path.relative_to(FOLDER).as_posix(), f"{facts.st_mtime_ns} {facts.st_size}"


def replace(
    index: sqlite3.Connection, path: str, stamp: str | None, problem: str, parts: list[tuple[str, str]]
) -> None:
    index.execute("BEGIN IMMEDIATE")
    index.execute("DELETE FROM parts WHERE path = ?", (path,))
    index.execute("DELETE FROM files WHERE path = ?", (path,))
    if stamp is not None:
        index.execute("INSERT INTO files VALUES (?, ?, ?)", (path, stamp, problem))
    index.executemany("INSERT INTO parts VALUES (?, ?, ?)", [(text, path, place) for place, text in parts])
    index.execute("COMMIT")


def read_parts(path: Path) -> Iterator[tuple[str, str]]:
    """The parts of a document, each with its place: a heading, a page, or a line."""
    if path.suffix.lower() == ".pdf":
        import pypdf

        for number, page in enumerate(pypdf.PdfReader(path).pages, start=1):
            if text := page.extract_text().strip():
                yield f"page {number}", text
        return
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    heading, start, lines, fenced = "", 1, list[str](), False
    for number, line in enumerate([*text.split("\n"), "# "], start=1):
        fenced ^= line.startswith("```")
        title = (
            re.fullmatch(r"#{1,6}\s+(.*?)[\s#]*", line)
            if path.suffix.lower() in (".md", ".markdown") and not fenced
            else None
        )
        full = not line.strip() and sum(map(len, lines)) > PART
        if title or full or number > text.count("\n") + 1:
            if any(each.strip() for each in lines):
                yield heading or f"line {start}", "\n".join(lines).strip()
            lines, start = [], number
            heading = title[1] if title else heading
        lines.append(line)
