"""The export into Ollama, against the strict stand-in, and what it does where something goes wrong on the way."""

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import msgspec
import ollama
import pytest
from standins.ollama.server import OllamaStandIn
from standins.ollama.small_gguf import write_gguf

from stillroom import work
from stillroom.conversation import Message
from stillroom.export import OllamaParams, RemoveParams
from stillroom.export.ours import names_of
from stillroom.jobs import Cancelled, Event, Failed, Finished, Note, Progress, run_here
from stillroom.project import Project
from stillroom.store import Run
from stillroom.students.ollama import ollama_version
from stillroom.tasks import make_project
from stillroom.templates import CHATML, Family
from stillroom.tools import tool_from_json
from stillroom.training import Recipe, TrainParams
from stillroom.trajectories import SYSTEM_PROMPT, TeachParams

VERSIONS = ("0.24.0", "0.33.0-rc2")


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, tiny_student: Path, tiny_gguf: Path) -> Path:
    """The sample, taught, with a trained student whose files are there already: those of the tiny model."""
    folder = tmp_path_factory.mktemp("taught") / "cipher"
    make_project(folder, "cipher-desk").close()
    with work.open_to_write(folder) as project:
        list(run_here(work.teach(project, TeachParams(concurrency=16))))
        params = msgspec.to_builtins(TrainParams(str(tiny_student), Recipe()))
        project.store.start_run(Run("train-1", "train", "running", time.time(), spec={"params": params}))
        project.store.end_run("train-1", "done", {})
        for name in ("student-F16.gguf", "student-Q4_K_M.gguf"):
            project.run_folder("train-1").mkdir(parents=True, exist_ok=True)
            shutil.copy(tiny_gguf, project.run_folder("train-1") / name)
    return folder


@pytest.fixture
def project(taught: Path, tmp_path: Path) -> Iterator[Project]:
    shutil.copytree(taught, tmp_path / "cipher")
    with work.open_to_write(tmp_path / "cipher") as project:
        yield project


@pytest.fixture
def scholar(project: Project) -> Callable[[str, Mapping[str, Any]], str]:
    """Replies as a student would that has learned everything: what the teacher wrote after the same prompt."""
    tools = {
        task.tool_set: project.store.tool_set(task.tool_set) for task in project.store.taught_trajectories("held_out")
    }
    texts = [
        CHATML.render(known.messages, tools[known.tool_set], reply=False)
        for known in project.store.taught_trajectories("held_out")
    ]

    def reply(prompt: str, _: Mapping[str, Any]) -> str:
        for text in texts:
            if text.startswith(prompt):
                return text.removeprefix(prompt).partition(CHATML.end_of_turn)[0]
        return "I do not know."

    return reply


def export(project: Project, server: OllamaStandIn, **changes: Any) -> list[Event]:
    params = OllamaParams(**({"name": "cipher", "host": server.address, "tasks": 3} | changes))
    return list(run_here(work.export_ollama(project, params)))


def remove(project: Project, server: OllamaStandIn, name: str) -> Event:
    return list(run_here(work.remove_ollama(project, RemoveParams(name, server.address))))[-1]


def make_model(server: OllamaStandIn, name: str, file: Path, licence: str) -> None:
    """A model that an export of this project did not make, or did and was killed."""
    client = ollama.Client(server.address)
    client.create(name, files={"mine.gguf": client.create_blob(file)}, license=licence)
    client.close()  # type: ignore[no-untyped-call]


def failed(events: list[Event]) -> Failed:
    assert isinstance(events[-1], Failed), events[-1]
    return events[-1]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_student_is_made_compared_tried_and_only_then_named(
    project: Project, scholar: Any, tmp_path: Path, version: str
) -> None:
    with OllamaStandIn(tmp_path / "ollama", version=version, reply=scholar) as server:
        events = export(project, server)
        assert isinstance(events[-1], Finished), events[-1]
        result = events[-1].result
        assert result["model"] == "cipher:latest"
        assert result["version"] == version
        assert "tools" in result["capabilities"]
        assert result["verified"] == {"right": 6, "n": 6}
        assert result["per_way"] == {"plain": {"right": 3, "n": 3}, "streamed": {"right": 3, "n": 3}}
        assert result["previous"] is None
        assert set(server.models) == {"cipher:latest"}
        assert "Licence:" in server.models["cipher:latest"].licenses[0]
        assert not server.models["cipher:latest"].native  # it runs by our template of Go, and not by the GGUF's
        sent = [event for event in events if isinstance(event, Progress)]
        assert sent[0].total == (project.run_folder("train-1") / "student-Q4_K_M.gguf").stat().st_size
        stored = {score.arm for score in project.store.scores(project.store.runs("export")[0].id)}
        assert stored == {"ollama, plain", "ollama, streamed"}


@pytest.mark.parametrize("program", ["In Python", "As an agent of LangChain"])
def test_the_examples_of_the_report_work_as_pasted(
    project: Project, scholar: Any, tmp_path: Path, program: str
) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        last = export(project, server)[-1]
        assert isinstance(last, Finished), last
        report = Path(last.result["report"]).read_text(encoding="utf-8")
        code = report.partition(f"## {program}\n```python\n")[2].partition("```")[0]
        pasted = tmp_path / "pasted.py"
        pasted.write_text(code, encoding="utf-8")
        ran = subprocess.run([sys.executable, "-P", str(pasted)], capture_output=True, text=True, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert project.store.tools()[0]["name"] in ran.stdout
    assert server.requests[-1][1] == "/api/chat"


def test_a_model_that_is_there_is_kept_and_only_replaced_when_asked(
    project: Project, scholar: Any, tmp_path: Path
) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        export(project, server)
        first = server.models["cipher:latest"]
        error = failed(export(project, server))
        assert error.title == "The name is taken"
        assert "earlier export of Stillroom" in error.message
        assert "kept as cipher:previous." in error.message
        assert "--replace" in error.hint
        assert server.models == {"cipher:latest": first}
        last = export(project, server, replace=True)[-1]
        assert isinstance(last, Finished)
        assert last.result["previous"] == "cipher:previous"
        assert set(server.models) == {"cipher:latest", "cipher:previous"}
        kept = server.models["cipher:previous"]
        assert "kept as cipher:previous-2." in failed(export(project, server)).message
        last = export(project, server, replace=True)[-1]
        assert isinstance(last, Finished)
        assert last.result["previous"] == "cipher:previous-2"  # what was kept before is not written over
        assert server.models["cipher:previous"] is kept


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


def test_what_stillroom_made_can_be_removed_and_nothing_else(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        export(project, server, name="mine:v2")
        last = remove(project, server, "other")
        assert isinstance(last, Finished) and not last.result["was_there"]
        last = remove(project, server, "mine:v2")
        assert isinstance(last, Finished)
        assert last.result == {"removed": "mine:v2", "host": server.address, "was_there": True}
        assert server.models == {}


def test_what_a_killed_export_left_is_removed_by_the_next_and_nothing_else(
    project: Project, scholar: Any, tiny_gguf: Path, tmp_path: Path
) -> None:
    ours = names_of("earlier", project.folder).candidate
    of_another_project = names_of("cipher", tmp_path / "other").candidate
    someone_s = ours.replace("earlier", "someone-s")
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        for name in (ours, of_another_project, "stillroom"):
            make_model(server, name, tiny_gguf, "Exported by Stillroom, project cipher, run r.")
        make_model(server, someone_s, tiny_gguf, "Mine")
        events = export(project, server)
        assert isinstance(events[-1], Finished), events[-1]
        assert set(server.models) == {of_another_project, "stillroom:latest", someone_s, "cipher:latest"}
    notes = [event.text for event in events if isinstance(event, Note)]
    assert [note for note in notes if "left behind" in note] == [
        f"Removed {ours}, which an earlier export had left behind."
    ]


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


def test_cancelled_while_it_sends_or_tries_nothing_is_left(project: Project, scholar: Any, tmp_path: Path) -> None:
    for stage in ("Sending", "Trying"):
        stop = threading.Event()
        with OllamaStandIn(tmp_path / stage, reply=scholar) as server:
            events = run_here(work.export_ollama(project, OllamaParams("cipher", server.address, tasks=3)), stop)
            last = None
            for last in events:
                if getattr(last, "name", "").startswith(stage):
                    stop.set()
            assert isinstance(last, Cancelled), last
            assert "Nothing was changed" in last.message
            assert server.models == {}


def test_a_project_without_held_out_tasks_has_nothing_to_prove_it_with(tmp_path: Path) -> None:
    make_project(tmp_path / "empty").close()
    with work.open_to_write(tmp_path / "empty") as project:
        error = list(run_here(work.export_ollama(project, OllamaParams("cipher"))))[-1]
    assert isinstance(error, Failed)
    assert error.title == "Nothing to prove it with"


def test_the_steps_of_the_server_are_told(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        notes = [event.text for event in export(project, server) if isinstance(event, Note)]
    assert "success" in notes
    assert "writing manifest" in notes


def test_the_case_is_told_by_the_stock_model_and_by_the_student(
    project: Project, tiny_gguf: Path, scholar: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LangChain's real agent: the stock model is refused its tools, the student calls one, which really runs."""
    monkeypatch.setattr("stillroom.export.ollama.stock_gguf", lambda: tiny_gguf)
    prompts: list[str] = []

    def reply(prompt: str, options: Any) -> str:
        if "the old mill" not in prompt:
            return str(scholar(prompt, options))
        prompts.append(prompt)
        if result := re.search(r"<\|im_start\|>tool\n(.*)<\|im_end\|>", prompt):
            return f"Thought: Done.\nEncrypted: {result[1]}"
        arguments = '{"cipher":"caesar","key":"3","text":"meet me at the old mill"}'
        return f'Thought: Encrypt.\n<tool_call>{{"name": "encrypt_text", "arguments": {arguments}}}</tool_call>'

    # From 0.30 on the tiny file's own template would give the stock model tools: it is Stillroom's.
    with OllamaStandIn(tmp_path / "ollama", version="0.24.0", reply=reply) as server:
        last = export(project, server, case=True)[-1]
        assert isinstance(last, Finished), last
        assert set(server.models) == {"cipher:latest"}
    case = last.result["case"]
    assert "does not support tools" in case["stock"][-1]["content"]
    assert case["student"][-1]["content"].endswith("phhw ph dw wkh rog ploo")
    calls = [call["function"]["name"] for message in case["student"] for call in message.get("tool_calls", ())]
    assert calls == ["encrypt_text"]

    specs = [tool_from_json(tool).spec for tool in project.store.tools()]
    asked = (Message("system", SYSTEM_PROMPT), Message("user", case["question"]))
    assert prompts[0] == CHATML.render(asked, specs, reply=True)  # LangChain's tools are spelt as training's


def test_a_case_that_cannot_be_told_does_not_lose_the_export(
    project: Project, scholar: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stock.gguf").write_bytes(b"no model at all")
    monkeypatch.setattr("stillroom.export.ollama.stock_gguf", lambda: tmp_path / "stock.gguf")
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        events = export(project, server, case=True)
        assert isinstance(events[-1], Finished), events[-1]
        assert events[-1].result["case"] is None
        assert any("could not be told" in event.text for event in events if isinstance(event, Note))
        assert set(server.models) == {"cipher:latest"}
