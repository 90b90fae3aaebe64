"""The export into Ollama where something goes wrong on the way: each a clear sentence, and nothing of the user's is lost."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from exporting import VERSIONS, export, failed, make_model, remove
from standins.ollama.server import OllamaStandIn
from standins.ollama.small_gguf import write_gguf

from stillroom import work
from stillroom.export import OllamaParams
from stillroom.jobs import Failed, Finished, run_here
from stillroom.project import Project
from stillroom.students.ollama import ollama_version
from stillroom.templates import CHATML, Family


def test_someone_else_s_model_is_named_so_kept_and_never_removed(
    project: Project, scholar: Any, tiny_gguf: Path, tmp_path: Path
) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        make_model(server, "cipher", tiny_gguf, "Mine")
        mine = server.models["cipher:latest"]
        error = failed(export(project, server))
        assert "Stillroom did not make" in error.message
        assert "Someone else made cipher:latest" in failed([remove(project, server, "cipher")]).message
        assert server.models == {"cipher:latest": mine}
        assert isinstance(export(project, server, replace=True)[-1], Finished)
        assert server.models["cipher:previous"].licenses == ["Mine"]


def test_an_old_version_is_refused_before_anything_is_sent(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", version="0.11.7", reply=scholar) as server:
        error = failed(export(project, server))
        assert error.title == "This Ollama is too old"
        assert "0.11.8" in error.hint
        assert [path for _, path, _ in server.requests] == ["/api/version"]


def test_a_proxy_in_front_of_another_computer_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(407, b"login first") as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy)
        monkeypatch.setenv("NO_PROXY", "")
        params = OllamaParams("cipher", "http://ollama.home.arpa:11434")
        error = list(run_here(work.export_ollama(project, params)))[-1]
    assert isinstance(error, Failed)
    assert error.title == "Ollama is behind a door"
    assert "proxy" in error.hint


@pytest.mark.parametrize("spared", [False, True])
def test_another_computer_is_reached_through_the_proxy_unless_it_is_spared(
    project: Project, scholar: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spared: bool
) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server, forwarding(server.address) as (proxy, seen):
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, proxy)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.setenv(name, "home.arpa" if spared else "")
        monkeypatch.setattr("socket.getaddrinfo", no_such_host(socket.getaddrinfo, "ollama.home.arpa"))
        last = export(project, server, host="http://ollama.home.arpa:11434")[-1]
        if spared:
            assert isinstance(last, Failed) and last.title == "Ollama does not answer"
            assert "the proxy" in last.hint
        else:
            assert isinstance(last, Finished), last
            assert set(server.models) == {"cipher:latest"}
        assert ("http://ollama.home.arpa:11434/api/version" in seen) != spared


def test_this_computer_s_own_is_never_asked_through_a_proxy(
    project: Project, scholar: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # where nothing answers
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.address)
        assert ollama_version() == server.version
        assert isinstance(export(project, server)[-1], Finished)


def no_such_host(real: Callable[..., Any], unknown: str) -> Callable[..., Any]:
    """The look-up of names without the network: one name is unknown."""

    def look_up(host: Any, *words: Any, **more: Any) -> Any:
        if host in (unknown, unknown.encode()):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *words, **more)

    return look_up


@contextmanager
def forwarding(address: str) -> Iterator[tuple[str, list[str]]]:
    """A proxy that hands everything on to one server, and what it was asked for."""
    seen: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
            path = re.sub("^http://[^/]+", "", self.path)
            answer = httpx.request(self.command, address + path, content=body, timeout=20, trust_env=False)
            self.send_response(answer.status_code)
            self.send_header("Content-Type", answer.headers.get("Content-Type", "text/plain"))
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.content)

        do_POST = do_DELETE = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    with serving(Proxy) as proxy:
        yield proxy, seen


def test_a_model_that_gets_the_name_meanwhile_is_not_written_over(
    project: Project, scholar: Any, tiny_gguf: Path, tmp_path: Path
) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        events = []
        for event in run_here(work.export_ollama(project, OllamaParams("cipher", server.address, tasks=3))):
            events.append(event)
            if getattr(event, "name", "") == "Comparing the prompt":
                make_model(server, "cipher", tiny_gguf, "Mine")
        assert failed(events).title == "The name is taken"
        assert set(server.models) == {"cipher:latest"}
        assert server.models["cipher:latest"].licenses == ["Mine"]


def test_calls_that_come_as_plain_text_are_no_success(
    project: Project, scholar: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule 6: without the `if` the prompt is the same and the model is listed as a tool caller, but its calls stay text."""
    bare = CHATML.ollama_template.replace("{{- if .ToolCalls }}", "{{- if true }}")
    assert bare != CHATML.ollama_template
    monkeypatch.setattr(Family, "ollama_template", bare)
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        error = failed(export(project, server))
        assert error.title == "No tool call came through"
        assert "3 of 3 calls as plain text" in error.message
        assert server.models == {}


def test_calls_that_are_swallowed_are_no_success(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        server.swallow_calls = True
        error = failed(export(project, server))
        assert error.title == "No tool call came through"
        assert "made no call in 3 tasks" in error.message
        assert server.models == {}


def test_another_prompt_than_training_s_is_no_success(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        server.render_wrong = True
        error = failed(export(project, server))
        assert error.title == "Ollama reads another text"
        assert "training reads" in error.message
        assert server.models == {}


def test_a_chat_that_fails_after_a_create_that_succeeded_is_no_success(
    project: Project, scholar: Any, tmp_path: Path
) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        server.chat_error = "unknown model architecture: 'new'"
        error = failed(export(project, server))
        assert error.title == "This Ollama does not know the model"
        assert "unknown model architecture" in error.message
        assert server.models == {}


def test_a_full_disk_over_there(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        server.disk_full = True
        error = failed(export(project, server))
        assert error.title == "Ollama's disk is full"
        assert server.models == {}


def test_a_connection_that_breaks_while_sending(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        server.cut_upload_after = 1000
        error = failed(export(project, server))
        assert error.title in ("Ollama is gone", "Ollama does not answer")
        assert "not sent twice" in error.hint
        server.cut_upload_after = None
        assert isinstance(export(project, server)[-1], Finished)


@pytest.mark.parametrize("requests", [1, 4, 7, 12])
def test_a_server_that_goes_in_the_middle(project: Project, scholar: Any, tmp_path: Path, requests: int) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        server.gone_after = requests
        assert failed(export(project, server)).title in ("Ollama is gone", "Ollama does not answer")
        assert "cipher:latest" not in server.models


@pytest.mark.parametrize("name", ["Bad Name!", "", "a/b/c/d/e", "-x"])
def test_a_name_that_it_refuses(project: Project, scholar: Any, tmp_path: Path, name: str) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        assert failed(export(project, server, name=name)).title == "Ollama refuses the name"
        assert server.models == {}


def test_a_file_that_is_cut_short(project: Project, scholar: Any, tmp_path: Path) -> None:
    file = project.run_folder("train-1") / "student-Q4_K_M.gguf"
    whole = file.read_bytes()
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        for length in (3, 5000, len(whole) - 1):
            file.write_bytes(whole[:length])
            assert failed(export(project, server)).title == "The model's file is damaged"
        assert server.models == {}


@pytest.mark.parametrize("version", VERSIONS)
def test_an_architecture_that_it_does_not_know(project: Project, scholar: Any, tmp_path: Path, version: str) -> None:
    """Its create succeeds, and its prompt is right; only a chat shows it (rule 2)."""
    file = project.run_folder("train-1") / "student-Q4_K_M.gguf"
    write_gguf(file, {"general.architecture": "brandnew", "tokenizer.chat_template": CHATML.chat_template})
    with OllamaStandIn(tmp_path / "ollama", version=version, reply=scholar) as server:
        error = failed(export(project, server))
        assert error.title == "This Ollama does not know the model"
        assert "Update Ollama" in error.hint
        assert server.models == {}


def test_a_computer_with_too_little_memory(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        server.chat_error = "model requires more system memory (9.1 GiB) than is available (3.8 GiB)"
        error = failed(export(project, server))
        assert error.title == "Too little memory there"
        assert "9.1 GiB" in error.message


def test_without_ollama_it_says_how_to_start_it(project: Project) -> None:
    error = list(run_here(work.export_ollama(project, OllamaParams("cipher", "http://127.0.0.1:9"))))[-1]
    assert isinstance(error, Failed)
    assert error.title == "Ollama does not answer"
    assert "ollama serve" in error.hint


def test_something_else_at_that_address(project: Project) -> None:
    with answering(200, b"<html>Hello</html>") as address:
        error = list(run_here(work.export_ollama(project, OllamaParams("cipher", address))))[-1]
    assert isinstance(error, Failed)
    assert error.title == "This is no Ollama"


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    """The address of a server that says the same to everything."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with serving(Answer) as address:
        yield address


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
