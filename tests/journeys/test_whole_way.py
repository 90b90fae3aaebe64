"""One small journey on real weights, as a user makes it in a terminal: new, teach, train, export, chat."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_COMMAND = [sys.executable, "-c", "from stillroom.cli import main; main()"]


def _stillroom(*words: str) -> dict[str, Any]:
    """Run a command with --json and return its object; a failure shows what it printed."""
    done = subprocess.run([*_COMMAND, *words, "--json"], capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["ok"] is True
    return answer


@pytest.mark.timeout(600)
def test_twelve_tasks_three_steps_a_gguf_and_a_chat(tmp_path: Path) -> None:
    project = tmp_path / "my project"
    _stillroom("new", str(project), "--sample", "cipher-desk")
    taught = _stillroom("teach", str(project), "--limit", "12")
    assert (taught["tasks"], taught["accepted"], taught["rejected"]) == (12, 12, {})

    trained = _stillroom("train", str(project), "--set", "max_steps=3", "--set", "batch_size=4")
    assert trained["steps"] == 3
    assert 0 < trained["loss"] < 3
    assert trained["peak_memory_gb"] > 0.5

    out = tmp_path / "out" / "student.gguf"
    exported = _stillroom("export", "gguf", str(out), "--project", str(project))
    assert [file["path"] for file in exported["files"]] == [str(out)]
    assert 60e6 < out.stat().st_size == exported["files"][0]["bytes"] < 140e6
    assert out.read_bytes()[:4] == b"GGUF"

    chatted = _stillroom("chat", str(project), "--arm", "quantised", "--prompt", "Hello there!")
    roles = [message["role"] for message in chatted["trajectory"]]
    assert roles[:3] == ["system", "user", "assistant"]
    assert chatted["trajectory"][2]["content"] or chatted["trajectory"][2]["tool_calls"]
    assert chatted["backend"] == "llama.cpp, Q4_K_M"

    assert not [
        path for path in tmp_path.rglob("*") if path.name.startswith(".") and path.is_file() and path.suffix == ".gguf"
    ]
    assert not list((project / "exports").iterdir())
