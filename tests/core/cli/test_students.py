"""Students on the command line: got, paused, shown and removed, from a hub on the loopback."""

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from standins.hub import Hub

MODEL = "ours/tiny-1b"
TOKEN = "hf_nobodys"


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signals of Unix")
def test_a_student_is_got_with_a_pause_shown_and_removed(stillroom: Any, tiny_student: Path, tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in tiny_student.iterdir()}
    size = sum(map(len, files.values()))
    with Hub({MODEL: files}) as hub:
        own: dict[str, Any] = {"cwd": tmp_path, "env": {"HF_ENDPOINT": hub.url, "HF_HUB_OFFLINE": "0"}}
        hub.hold = threading.Event()
        process = stillroom.start("students", "get", MODEL, "--json", **own)
        assert hub.half_sent.wait(30)
        part = stillroom.cache / "students" / ".ours--tiny-1b.partial" / "model.safetensors.part"
        patience = time.monotonic() + 20
        while part.stat().st_size < len(files["model.safetensors"]) // 2:
            assert time.monotonic() < patience
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        hub.hold.set()
        paused = stillroom.end(process)
        assert (paused.code, paused.error["title"]) == (130, "Stopped")
        hub.hold = None
        begun = stillroom("students", "kept", **own).out
        assert begun.startswith(f"{MODEL}: ") and begun.endswith(f" of {size / 1e6:.1f} MB, not complete\n")
        got = stillroom("students", "get", MODEL, **own)
        folder = stillroom.cache / "students" / "ours--tiny-1b"
        assert got.out == f"{MODEL} is ready in {folder}.\n"
        assert f"Downloading the student: {size / 1e6:.1f} MB" in got.err
        assert f"{size / 1e6:.1f} MB of {size / 1e6:.1f} MB" in got.err
        assert hub.fetched()[-1][1].startswith("bytes=")
        missing = stillroom("students", "get", "ours/none", "--json", **own)
        assert (missing.code, missing.error["title"]) == (1, "No such model on the hub")
    [whole] = stillroom("students", "kept", "--json", **own).json["students"]
    assert whole["of"] is None
    assert stillroom("students", "remove", MODEL, "--json", **own).json == {"ok": True, "freed_bytes": whole["bytes"]}
    assert stillroom("students", "kept", **own).out == "None.\n"


def test_a_token_is_kept_in_the_keyring_alone(stillroom: Any, tmp_path: Path) -> None:
    keyring = "import keyring\nfrom standins.keyrings import MemoryKeyring\nkeyring.set_keyring(MemoryKeyring())"
    env = {"STILLROOM_CONFIG": str(tmp_path / "config"), "PYTHONPATH": str(Path(__file__).parents[2])}
    read, write = os.pipe()
    os.write(write, f"{TOKEN}\n".encode())
    os.close(write)
    with os.fdopen(read) as stdin:
        kept = stillroom.end(stillroom.start("students", "set-token", "--json", before=keyring, env=env, stdin=stdin))
    assert kept.json == {"ok": True, "secret": "hub-huggingface.co"}
    assert TOKEN not in kept.out + kept.err
    assert list((tmp_path / "config").glob("*")) == []
