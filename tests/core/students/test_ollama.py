"""Looking for an Ollama: a real server on this computer, and what else may be there."""

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from stillroom.students import look, ollama_address, start_ollama
from stillroom.students.ollama import _started, ollama_version

Serve = Callable[[int, bytes], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers that answer `/api/version`, and nothing else, with a status and a body; gives their addresses."""
    with ExitStack() as stack:

        def start(status: int, body: bytes) -> str:
            class Handler(BaseHTTPRequestHandler):
                def do_GET(self) -> None:
                    right = self.path == "/api/version"
                    self.send_response(status if right else 404)
                    self.end_headers()
                    self.wfile.write(body if right else b"")

                def log_message(self, *_: Any) -> None:
                    pass

            server = stack.enter_context(HTTPServer(("127.0.0.1", 0), Handler))
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            stack.callback(thread.join, 5)
            stack.callback(server.shutdown)
            return f"127.0.0.1:{server.server_port}"

        yield start


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        (":8080", "http://127.0.0.1:8080"),
        ("[::]:8080", "http://127.0.0.1:8080"),
        ("[::1]", "http://[::1]:11434"),
        (' "desk:11500" ', "http://desk:11500"),
        ("http://desk", "http://desk:80"),
        ("https://desk/", "https://desk:443"),
    ],
)
def test_its_address_is_read_as_ollama_reads_it(monkeypatch: pytest.MonkeyPatch, given: str, address: str) -> None:
    monkeypatch.setenv("OLLAMA_HOST", given)
    assert ollama_address() == address


def test_one_that_runs_says_its_version_and_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    monkeypatch.setenv("OLLAMA_HOST", serve(200, b'{"version": "0.33.1"}'))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert ollama_version() == "0.33.1"
    assert look().ollama == "0.33.1"


@pytest.mark.parametrize(
    ("status", "body"),
    [(404, b'{"version": "1"}'), (200, b"<html>"), (200, b'["version"]'), (200, b'{"version": 3}'), (200, b"\xff")],
)
def test_something_else_there_is_no_ollama(
    monkeypatch: pytest.MonkeyPatch, serve: Serve, status: int, body: bytes
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", serve(status, body))
    assert ollama_version() is None


def test_what_answers_may_not_fill_the_window(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    monkeypatch.setenv("OLLAMA_HOST", serve(200, json.dumps({"version": "9" * 500}).encode()))
    assert ollama_version() == "9" * 40


def test_a_port_where_nobody_answers_is_given_up_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{silent.getsockname()[1]}")
        started = time.monotonic()
        assert ollama_version() is None
        assert time.monotonic() - started < 3


@pytest.mark.parametrize("given", ["no:port:at all", "127.0.0.1:1", "http://[", "gopher://desk"])
def test_none_is_found_at_no_address(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("OLLAMA_HOST", given)
    assert ollama_version() is None


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a first line of its own is no program there")
def test_an_ollama_that_is_installed_is_started_and_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = tmp_path / "ollama"
    program.write_text(
        f"""#!{sys.executable}
import sys, time, http.server, threading
assert sys.argv[1:] == ["serve"]
class Version(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{{"version": "0.33.0"}}')
        threading.Timer(0.3, server.shutdown).start()
time.sleep(0.5)
server = http.server.HTTPServer(("127.0.0.1", {port}), Version)
server.serve_forever()
""",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{port}")
    assert ollama_version() is None
    assert start_ollama()
    _started.pop().wait(5)


def test_without_an_ollama_nothing_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not start_ollama()
