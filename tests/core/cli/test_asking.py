"""A job that asks whether a tool may change something, answered on a terminal."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stillroom.project import Project

TOYS = Path(__file__).parents[1] / "jobs"
ASK = """
import sys
from stillroom.cli.run import run_job
from stillroom.jobs import JobSpec
print(run_job(JobSpec("toy_jobs:ask", "chat", sys.argv[1], "chat-1")))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("typed", "allowed"), [("y\n", True), ("Yes\n", True), ("n\n", False), ("\n", False), ("\x04", False)]
)
def test_a_question_is_answered_on_the_terminal(tmp_path: Path, typed: str, allowed: bool) -> None:
    Project.create(tmp_path / "project").close()
    keyboard, terminal = pty.openpty()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TOYS), os.environ.get("PYTHONPATH", "")])}
    process = subprocess.Popen(
        [sys.executable, "-c", ASK, str(tmp_path / "project")],
        stdin=terminal, stdout=subprocess.PIPE, stderr=terminal, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    shown, patience = b"", time.monotonic() + 30
    while b"[y/N]" not in shown and time.monotonic() < patience:
        shown += os.read(keyboard, 4096)
    os.write(keyboard, typed.encode())
    out, _ = process.communicate(timeout=30)
    os.close(keyboard)
    assert b'write_note {"text":"hi"}' in shown
    assert out.decode().strip().endswith(f"'allowed': {allowed}}}")
