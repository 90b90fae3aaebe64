"""Lists, reads and writes text files in one folder, and never outside it."""

from pathlib import Path

FOLDER = "{folder}"
FILES = 500
BYTES = 50_000


def list_files(folder: str = "") -> list[dict[str, str | int]]:
    place = _within(folder)
    if not place.is_dir():
        raise ValueError(f"There is no folder {folder}.")
    found = sorted(place.iterdir(), key=lambda path: path.name.lower())[:FILES]
    return [
        {"name": path.name, "kind": "folder"}
        if path.is_dir()
        else {"name": path.name, "kind": "file", "bytes": path.lstat().st_size}
        for path in found
    ]


def read_file(path: str) -> str:
    place = _within(path)
    if not place.is_file():
        raise ValueError(f"There is no file {path}.")
    if place.stat().st_size > BYTES:
        raise ValueError(f"{path} has more than {BYTES} bytes.")
    try:
        return place.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is no text.") from None


def write_file(path: str, text: str) -> str:
    place = _within(path)
    if place == _within("") or place.is_dir():
        raise ValueError(f"{path or 'That'} is a folder.")
    if len(text.encode()) > BYTES:
        raise ValueError(f"The text has more than {BYTES} bytes.")
    there = place.exists()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.encode())
    return f"{'Replaced' if there else 'Wrote'} {path}."


def _within(path: str) -> Path:
    """The place that a path names, with every link followed."""
    folder = Path(FOLDER).resolve()
    place = (folder / path.replace("\\", "/")).resolve()
    if "\0" in path or not place.is_relative_to(folder):
        raise ValueError(f"{path} lies outside the folder.")
    return place
