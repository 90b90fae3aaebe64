"""The command line as a real process, and small projects to use it on."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from stillroom.project import Project
from stillroom.store import Task
from stillroom.tools import tool_from_json, tool_to_json

# A test run in the background of a shell passes on that Ctrl-C is ignored.
START = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from stillroom.cli import main
{before}
main()
"""

# Runs `main` once for each list of words on stdin.
MANY = """
import contextlib, io, json, sys
from stillroom.cli import main
ran = []
for words in json.load(sys.stdin):
    sys.argv = ["stillroom", *words]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as left:
            ran.append((left.code, out.getvalue(), err.getvalue()))
json.dump(ran, sys.stdout)
"""


@dataclass
class Ran:
    """A command that has ended. None may ever show a traceback."""

    code: int
    out: str
    err: str

    def __post_init__(self) -> None:
        assert "Traceback" not in self.out + self.err, self.out + self.err

    @property
    def json(self) -> Any:
        """What stdout holds: one JSON object and nothing else."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        assert value["ok"] is (self.code == 0)
        return value

    @property
    def error(self) -> dict[str, str]:
        assert self.code != 0, self.out
        error = self.json["error"]
        assert set(error) == {"title", "message", "hint"}
        assert error["title"]
        assert error["message"]
        return error


class Stillroom:
    """Runs `stillroom` in processes of its own, with a cache of its own; `before` is Python that runs first."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache

    def start(
        self, *words: object, cwd: Path | None = None, before: str = "", env: dict[str, str] | None = None, **more: Any
    ) -> "subprocess.Popen[str]":
        """Start a command in a session of its own, as a terminal would have it."""
        command = [
            sys.executable,
            "-W",
            "error::DeprecationWarning:stillroom",
            "-c",
            START.format(before=before),
            *map(str, words),
        ]
        streams: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
        } | more
        environment = os.environ | {"STILLROOM_CACHE": str(self.cache)} | (env or {})
        return subprocess.Popen(command, cwd=cwd, env=environment, encoding="utf-8", start_new_session=True, **streams)

    def end(self, process: "subprocess.Popen[str]") -> Ran:
        out, err = process.communicate(timeout=60)
        return Ran(process.returncode, out, err)

    def __call__(self, *words: object, **options: Any) -> Ran:
        return self.end(self.start(*words, **options))

    def many(self, commands: list[list[str]], cwd: Path | None = None) -> list[Ran]:
        """Run commands that start no jobs one after another in one process, which is quicker."""
        done = subprocess.run(
            [sys.executable, "-c", MANY],
            input=json.dumps(commands),
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return [Ran(*each) for each in json.loads(done.stdout)]


@pytest.fixture
def stillroom(tmp_path: Path) -> Stillroom:
    return Stillroom(tmp_path / "cache")


class Workshop:
    """Makes small projects, with tools and tasks whose worked solutions are known to hold, and looks into them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def tool(self, name: str, source: str, **fields: Any) -> dict[str, Any]:
        """A tool of one Python function of its own name, which takes a number `n`."""
        parameters = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
        code = {"kind": "python", "source": source, "entry": name}
        return {
            "name": name,
            "description": f"What {name} does.",
            "parameters": parameters,
            "implementation": code,
        } | fields

    def wait(self, seconds: float, **fields: Any) -> dict[str, Any]:
        """A tool `wait` that takes its time and returns the number it was given."""
        return self.tool("wait", f"import time\ndef wait(n):\n    time.sleep({seconds})\n    return n", **fields)

    def task(self, n: int, name: str = "wait", result: Any = None) -> dict[str, Any]:
        """A task whose worked solution calls a tool once with `n`, and expects `result`, or `n` back."""
        call = {"name": name, "arguments": {"n": n}}
        expected = n if result is None else result
        return {
            "id": f"task-{n}",
            "prompt": f"Take number {n}.",
            "solution": [[call]],
            "results": [[expected]],
            "answer": "Done.",
        }

    def project(self, tools: list[dict[str, Any]], tasks: list[dict[str, Any]], folder: Path | None = None) -> Path:
        with Project.create(folder or self.folder / "project") as project:
            project.store.set_tools([tool_to_json(tool_from_json(each)) for each in tools])
            project.store.add_tasks(msgspec.convert(each, Task) for each in tasks)
            return project.folder

    def taught(self, folder: Path) -> list[str]:
        """The tasks that have a teacher's trajectory, each as often as it has one."""
        with Project.open(folder, writer=False) as project:
            return [row["task"] for row in project.store._rows("SELECT task FROM trajectories ORDER BY task")]

    def wait_for_taught(self, folder: Path, count: int) -> None:
        """Wait until so many tasks are taught."""
        patience = time.monotonic() + 30
        while len(self.taught(folder)) < count:
            assert time.monotonic() < patience, "it did not happen in time"
            time.sleep(0.05)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)
