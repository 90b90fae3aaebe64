"""Files and folders that come to their place whole or not at all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stillroom.errors import KnownError
from stillroom.place import check_free, sha256_of, whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_it_takes_its_name_when_it_is_whole(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "new" / "out[1]"
    with whole(out, 10) as unfinished:
        if kind == "file":
            unfinished.write_bytes(b"all of it")
        else:
            unfinished.mkdir()
        assert not out.exists()
    assert out.is_file() == (kind == "file")
    assert names(out.parent) == ["out[1]"]


def test_what_ends_badly_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("before")
    with pytest.raises(ValueError, match="no"), whole(out, 10) as unfinished:
        unfinished.write_text("half")
        raise ValueError("no")
    assert out.read_text() == "before"
    assert names(tmp_path) == ["out"]


def test_a_folder_that_holds_something_and_a_full_disk_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    with pytest.raises(KnownError, match="not empty"), whole(tmp_path / "full", 1):
        pass
    free = shutil.disk_usage(tmp_path)._replace(free=9)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free)
    with pytest.raises(KnownError, match="Too little room"), whole(tmp_path / "out", 10):
        pass
    assert names(tmp_path) == ["full"]


def test_a_place_in_what_is_no_folder_is_refused_and_so_is_one_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KnownError), whole(tmp_path / "file" / "out", 1):
        pass
    for folder in (Path(), Path("/")):
        with pytest.raises(KnownError, match="not empty"), whole(folder, 1):
            pass
    with pytest.raises(KnownError, match="The file is there"):
        check_free(tmp_path / "file")
    check_free(tmp_path / "other")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot kill like this")
def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "out[1]"
    code = (
        "import os, pathlib, sys\nfrom stillroom.place import whole\n"
        "with whole(pathlib.Path(sys.argv[1]), 1) as unfinished:\n"
        "    unfinished.mkdir(); (unfinished / 'part').touch()\n    os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, out]).returncode == -9
    [left] = names(tmp_path)
    alive = tmp_path / f".{out.name}.{os.getpid()}-1.unfinished"
    alive.touch()
    (tmp_path / ".out[1].mine.unfinished").touch()
    with whole(out, 1) as unfinished:
        unfinished.touch()
    assert left not in names(tmp_path)
    assert names(tmp_path) == [alive.name, ".out[1].mine.unfinished", out.name]


def test_a_digest(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    assert sha256_of(tmp_path / "file").startswith("ba7816bf")
