"""A secret goes where it is meant to go and nowhere else: not into the project, whatever happens."""

import json
import shutil
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, get_args
from urllib.parse import quote

import msgspec
import pytest
from click.testing import CliRunner

from stillroom import work
from stillroom.cli.app import stillroom
from stillroom.export import FileKind, FilesParams
from stillroom.jobs import Finished, JobProcess, run_here
from stillroom.project import Project
from stillroom.store import Run, Task, WorkedCall
from stillroom.training import Recipe, TrainParams
from stillroom.trajectories import TeachParams

SECRET = 'pl4nted/"s3cret'
ECHO = """
import json, os, sys
for line in sys.stdin:
    request = json.loads(line)
    if "id" not in request:
        continue
    key = os.environ["DESK_KEY"]
    answer = {"error": {"code": -32601, "message": f"no {request['method']}, says {key}"}}
    if request["method"] == "initialize":
        answer = {"result": {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": key, "version": "1"}}}
    if request["method"] == "tools/call":
        print(key, file=sys.stderr, flush=True)
        print(f"this is no JSON: {key}", flush=True)
        if request["params"]["arguments"]["text"] == "leave":
            os._exit(1)
        answer = {"result": {"content": [{"type": "text", "text": f"the key is {key}"}]}}
    print(json.dumps({"jsonrpc": "2.0", "id": request["id"]} | answer), flush=True)
"""


def export(project: Project, student: Path, adapter: Path, out: Path) -> None:
    """Everything that leaves the project as files. The student's training is made up."""
    params = msgspec.to_builtins(TrainParams(str(student), Recipe()))
    project.store.start_run(Run("train-1", "train", "done", time.time(), spec={"params": params}))
    shutil.copytree(adapter, project.run_folder("train-1") / "adapter")
    out.mkdir()
    for what in get_args(FileKind):
        [*_, last] = run_here(work.export_files(project, FilesParams(what, str(out / what))))
        assert isinstance(last, Finished), last
    exported = ["review", "export", str(out / "solutions.jsonl"), "--project", str(project.folder)]
    assert CliRunner().invoke(stillroom, exported).exit_code == 0


def test_a_planted_secret_is_found_nowhere_in_the_project_and_in_nothing_that_is_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_student: Path, tiny_adapter: Path
) -> None:
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(f"{self.headers['X-Key']} {self.path}")
            body = json.dumps({"you sent": seen[-1]}).encode()
            self.send_response(200 if "fine" in self.path else 401)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    monkeypatch.setenv("STILLROOM_SECRET_DESK", SECRET)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    (tmp_path / "server.py").write_text(ECHO)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    parameters = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
    http = {
        "kind": "http", "method": "GET", "url": f"http://127.0.0.1:{server.server_port}/{{text}}",
        "query": {"key": "{secret:desk}"}, "headers": {"X-Key": "{secret:desk}"},
    }  # fmt: skip
    command = ["python3", "-S", str(tmp_path / "server.py")]
    mcp = {"kind": "mcp", "tool": "look", "server": {"command": command, "environment": {"DESK_KEY": "{secret:desk}"}}}
    try:
        with Project.create(tmp_path / "project") as project:
            project.store.set_tools(
                [
                    {"name": name, "description": "Look it up.", "parameters": parameters, "implementation": kind}
                    for name, kind in (("ask_server", http), ("ask_desk", mcp))
                ]
            )
            calls = [(name, text) for name in ("ask_server", "ask_desk") for text in ("fine", "leave", "{secret:desk}")]
            project.store.add_tasks(
                Task(
                    f"task-{number}",
                    f"Look {number}.",
                    solution=((WorkedCall(name, {"text": text}),),),
                    thoughts=("Look.", "Done."),
                    answer="Done.",
                )
                for number, (name, text) in enumerate(calls)
            )
            with JobProcess.start(work.teach(project, TeachParams(concurrency=1))) as job:
                events = list(job.events())
            assert isinstance(events[-1], Finished), events[-1]
            results = [
                execution.result
                for row in project.store.taught_rows()
                for execution in project.store.executions(row.trajectory)
            ]
            project.store.add_review(True, *(row.trajectory for row in project.store.taught_rows()))  # errors and all
            export(project, tiny_student, tiny_adapter, tmp_path / "exported")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert len(results) == 6
    assert sum("{secret:desk}" in result for result in results) >= 5
    assert [each.split(" ")[0] for each in seen] == [SECRET] * 3
    written, exported = (
        b"".join(path.read_bytes() for path in (tmp_path / folder).rglob("*") if path.is_file())
        for folder in ("project", "exported")
    )
    for form in (SECRET, quote(SECRET, safe=""), json.dumps(SECRET)[1:-1], "pl4nted"):
        assert form.encode() not in written + exported
        assert form not in str(events)
    assert b"secret:desk" in written
    given = [(tmp_path / "exported" / name).read_text(encoding="utf-8") for name in ("data", "solutions.jsonl")]
    assert all(text.count("\n") == 6 and "{secret:desk}" in text for text in given)
