"""The stand-in against Ollama's own client, and against its rules and faults."""

import hashlib
import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import ollama
import pytest

from .asking import request
from .server import OllamaStandIn
from .small_gguf import write_gguf
from .test_go_template import OURS, RECORDED, recorded

STUDENT_JINJA = recorded("0.33.0-rc2", "show-student-native")["response"]["body"]["template"]
GOOD = recorded("0.24.0", "create-student")["request"]["body"]["template"]
BARE = recorded("0.24.0", "create-student-range")["request"]["body"]["template"]
CALL = '<tool_call>{"name": "encrypt_text", "arguments": {"text": "apple", "shift": 5}}</tool_call>'
TOOLS = recorded("0.24.0", "render-student")["request"]["body"]["tools"]
ASK = [{"role": "user", "content": "Encrypt 'apple'."}]


@pytest.fixture
def standin(tmp_path: Path) -> Iterator[OllamaStandIn]:
    with OllamaStandIn(tmp_path / "models") as server:
        yield server


def upload(server: OllamaStandIn, data: bytes) -> tuple[int, Any]:
    return request(server, "POST", f"/api/blobs/sha256:{hashlib.sha256(data).hexdigest()}", data)


def make(server: OllamaStandIn, path: Path, name: str = "m", **more: Any) -> list[dict[str, Any]]:
    """Upload a GGUF and create a model of it; the lines."""
    client = ollama.Client(server.address)
    with client._client:
        digest = client.create_blob(path)
    status, lines = request(server, "POST", "/api/create", {"model": name, "files": {"m.gguf": digest}, **more})
    assert status == 200
    return lines


def test_the_official_client(standin: OllamaStandIn, tmp_path: Path) -> None:
    standin.reply = lambda prompt, options: f"I call.\n{CALL}<|im_end|>never seen"
    path = write_gguf(tmp_path / "m.gguf")
    client = ollama.Client(standin.address)
    with client._client:
        digest = client.create_blob(path)
        parameters = {"stop": ["<|im_end|>"], "temperature": 0, "num_ctx": 2048}
        made = {"files": {"m.gguf": digest}, "template": GOOD, "system": "Be brief.", "parameters": parameters}
        assert [part.status for part in client.create("m", stream=True, **made)][-1] == "success"
        assert client.create("m", **made).status == "success"
        shown = client.show("m")
        assert shown.capabilities == ["completion", "tools"]
        assert shown.template == GOOD
        assert shown.details.family == "llama"
        answer = client.chat("m", ASK, tools=TOOLS)
        assert answer.message.content == "I call.\n"
        assert [(c.function.name, dict(c.function.arguments)) for c in answer.message.tool_calls or []] == [
            ("encrypt_text", {"text": "apple", "shift": 5})
        ]
        parts = list(client.chat("m", ASK, tools=TOOLS, stream=True))
        assert "".join(part.message.content or "" for part in parts) == "I call.\n"
        assert [bool(part.message.tool_calls) for part in parts][-2:] == [True, False]
        assert parts[-1].done_reason == "stop"
        client.copy("m", "m:previous")
        assert {model.model for model in client.list().models} == {"m:latest", "m:previous"}
        assert [(p.model, p.context_length) for p in client.ps().models] == [("m:latest", 2048)]
        client.delete("m")
        assert list(standin.models) == ["m:previous"]
        for act in (lambda: client.delete("m"), lambda: client.show("m"), lambda: client.chat("m", ASK)):
            with pytest.raises(ollama.ResponseError) as missing:
                act()
            assert missing.value.status_code == 404
        for wrong, text in (
            ({"files": {"m.gguf": f"sha256:{'0' * 64}"}}, "no such file"),
            ({**made, "template": "{{ .Oops }"}, "template error"),
            ({**made, "quantize": "q4_K_M"}, "only supported for F16"),
            ({**made, "quantize": "q5_K_M"}, "unsupported quantization type Q5_K_M"),
        ):
            with pytest.raises(ollama.ResponseError, match=text):
                list(client.create("bad", stream=True, **wrong))
        with pytest.raises(ollama.ResponseError) as named:
            list(client.create("Bad Name!", stream=True, **made))
        assert named.value.status_code == 400
    assert ("POST", f"/api/blobs/{digest}", path.stat().st_size) in standin.requests


@pytest.mark.parametrize(("template", "parsed"), [(GOOD, True), (BARE, False)])
def test_the_silent_failure(standin: OllamaStandIn, tmp_path: Path, template: str, parsed: bool) -> None:
    """Rule 6: both templates have the capability, and only one of them calls."""
    standin.reply = lambda prompt, options: "So:\n" + CALL
    make(standin, write_gguf(tmp_path / "m.gguf"), template=template)
    assert request(standin, "POST", "/api/show", {"model": "m"})[1]["capabilities"] == ["completion", "tools"]
    _, answer = request(standin, "POST", "/api/chat", {"model": "m", "messages": ASK, "tools": TOOLS, "stream": False})
    assert bool(answer["message"].get("tool_calls")) == parsed
    assert answer["message"]["content"] == ("So:\n" if parsed else "So:\n" + CALL)


@pytest.mark.parametrize(
    ("text", "content", "names"),
    [
        (CALL.replace("encrypt_text", "unknown"), "", []),  # rule 12: swallowed
        ('<tool_call>{"name": "word_count"}</tool_call>', "", []),
        ('<tool_call>{"name": "word_count", "arguments": {}}</tool_call>', "", ["word_count"]),
        ('<tool_call>{"name": "word_count", "arguments": "{\\"text\\": 1}"}</tool_call>', "", ["word_count"]),
        (f"a {CALL}\n{CALL.replace('encrypt', 'decrypt')}", "a ", ["encrypt_text", "decrypt_text"]),
        (f"{CALL} and more", "", ["encrypt_text"]),
        ("<tool_call>{broken", "", []),
        ("a < b", "a < b", []),
    ],
)
def test_calls(standin: OllamaStandIn, tmp_path: Path, text: str, content: str, names: list[str]) -> None:
    standin.reply = lambda prompt, options: text
    make(standin, write_gguf(tmp_path / "m.gguf"), template=GOOD)
    _, answer = request(standin, "POST", "/api/chat", {"model": "m", "messages": ASK, "tools": TOOLS, "stream": False})
    message = answer["message"]
    assert (message["content"], [c["function"]["name"] for c in message.get("tool_calls", [])]) == (content, names)
    assert [c["function"]["index"] for c in message.get("tool_calls", [])] == list(range(len(names)))


def test_create_refuses(standin: OllamaStandIn, tmp_path: Path) -> None:
    whole = write_gguf(tmp_path / "m.gguf").read_bytes()
    for data, text in (
        (b"nothing", "supplied file was not in GGUF format"),
        (whole[:-1], "exceeds file size"),
        (whole[:60], "unexpected EOF"),
    ):
        bad = tmp_path / "bad.gguf"
        bad.write_bytes(data)
        assert text in make(standin, bad)[-1]["error"]
    for body, text in (({}, "neither 'from' or 'files'"), ({"files": {"../m": "x"}}, "must be relative")):
        status, answer = request(standin, "POST", "/api/create", {"model": "m", **body})
        assert status == 400
        assert text in answer["error"]
    missing = {"model": "m", "files": {"m.gguf": f"sha256:{'0' * 64}"}, "stream": False}
    assert request(standin, "POST", "/api/create", missing)[0] == 500
    assert not standin.models


def test_blobs(standin: OllamaStandIn) -> None:
    assert upload(standin, b"data") == (201, None)
    assert upload(standin, b"data") == (200, None)
    status, answer = request(standin, "POST", f"/api/blobs/sha256:{'1' * 64}", b"data")
    assert (status, answer["error"][:15]) == (400, "digest mismatch")
    assert request(standin, "HEAD", f"/api/blobs/sha256:{'1' * 64}")[0] == 404
    assert request(standin, "HEAD", "/api/blobs/sha256:1")[0] == 400
    assert request(standin, "GET", "/") == (200, "Ollama is running")
    assert request(standin, "GET", "/api/nothing")[0] == 404
    assert request(standin, "GET", "/api/chat")[0] == 405


@pytest.mark.parametrize("version", RECORDED)
@pytest.mark.parametrize("metadata", [{"general.architecture": "xlama"}, {"tokenizer.ggml.pre": "odd"}])
def test_what_cannot_be_loaded_fails_at_the_first_chat(version: str, metadata: dict[str, str], tmp_path: Path) -> None:
    """Rule 2; before 0.30 an unknown pre-tokenizer says nothing."""
    with OllamaStandIn(tmp_path / "models", version) as server:
        assert make(server, write_gguf(tmp_path / "m.gguf", metadata), template=GOOD)[-1] == {"status": "success"}
        status, _ = request(server, "POST", "/api/chat", {"model": "m", "messages": ASK})
        assert status == (200 if version == "0.24.0" and "tokenizer.ggml.pre" in metadata else 500)


def test_system_prompt_messages_and_license(standin: OllamaStandIn, tmp_path: Path) -> None:
    template = "{{ .System }}|{{ range .Messages }}{{ .Role }}:{{ .Content }};{{ end }}"
    examples = [{"role": "user", "content": "1"}, {"role": "assistant", "content": "2"}]
    path = write_gguf(tmp_path / "m.gguf")
    make(standin, path, template=template, system="S", messages=examples, license=["L1", "L2"])
    body: dict[str, Any] = {"model": "m", "_debug_render_only": True}

    def rendered(*messages: dict[str, str]) -> str:
        answer = request(standin, "POST", "/api/chat", {**body, "messages": messages})[1]
        return str(answer["_debug_info"]["rendered_template"])

    assert rendered(*ASK).startswith("S|system:S;user:1;assistant:2;user:Encrypt")
    assert rendered({"role": "system", "content": "T"}) == "T|user:1;assistant:2;system:T;"
    shown = request(standin, "POST", "/api/show", {"model": "M:LATEST"})[1]
    assert (shown["system"], shown["license"], shown["messages"]) == ("S", "L1\nL2", examples)
    make(standin, path, "old", template="{{ .System }}<{{ .Prompt }}>{{ .Response }}!")
    body["model"] = "old"
    history = [*examples, {"role": "user", "content": "3"}]
    assert rendered({"role": "system", "content": "T"}, *history) == "T<1>2!<3>"


def test_a_jinja_with_more_is_preferred(standin: OllamaStandIn, tmp_path: Path) -> None:
    """Seen in 0.33's source: a Go template that seems to have no answers of tools gives way to a jinja that has them."""
    path = write_gguf(tmp_path / "m.gguf", {"tokenizer.chat_template": STUDENT_JINJA})
    make(standin, path, template=GOOD)
    assert not standin.models["m:latest"].native
    make(
        standin,
        path,
        template=GOOD.replace('eq .Role "tool"', 'eq .Role "x" "tool"').replace("tool_response", "answer"),
    )
    assert standin.models["m:latest"].native


def test_faults(standin: OllamaStandIn, tmp_path: Path) -> None:
    standin.reply = lambda prompt, options: CALL
    make(standin, write_gguf(tmp_path / "m.gguf"), template=OURS)
    body = {"model": "m", "messages": ASK, "tools": TOOLS, "stream": False}
    right = request(standin, "POST", "/api/chat", {**body, "_debug_render_only": True})[1]["_debug_info"]
    standin.render_wrong = True
    wrong = request(standin, "POST", "/api/chat", {**body, "_debug_render_only": True})[1]["_debug_info"]
    assert wrong["rendered_template"] == right["rendered_template"] + "·"
    standin.swallow_calls = True
    assert request(standin, "POST", "/api/chat", body)[1]["message"] == {"role": "assistant", "content": ""}
    standin.chat_error = "no"
    assert request(standin, "POST", "/api/chat", body) == (500, {"error": "no"})
    assert request(standin, "POST", "/v1/chat/completions", body)[1]["error"]["type"] == "api_error"
    standin.disk_full = True
    status, answer = upload(standin, b"more")
    assert (status, answer["error"][-23:]) == (500, "no space left on device")
    standin.disk_full, standin.cut_upload_after = False, 3
    with pytest.raises((http.client.HTTPException, OSError)):
        upload(standin, b"more")
    assert request(standin, "HEAD", f"/api/blobs/sha256:{hashlib.sha256(b'more').hexdigest()}")[0] == 404
    assert {len(path.name) for path in standin.blobs.folder.iterdir()} == {len("sha256-") + 64}
    standin.gone_after = len(standin.requests)
    with httpx.Client() as client, pytest.raises(httpx.TransportError):
        client.get(f"{standin.address}/api/version")


def test_limits_of_a_reply(standin: OllamaStandIn, tmp_path: Path) -> None:
    seen: list[dict[str, Any]] = []

    def reply(prompt: str, options: dict[str, Any]) -> str:
        seen.append(options)
        return "one two three STOP four"

    standin.reply = reply
    make(standin, write_gguf(tmp_path / "m.gguf"), template=GOOD, parameters={"stop": [" STOP"], "temperature": 0})
    body = {"model": "m", "messages": ASK, "stream": False}
    answer = request(standin, "POST", "/api/chat", body)[1]
    assert (answer["message"]["content"], answer["done_reason"]) == ("one two three", "stop")
    answer = request(standin, "POST", "/api/chat", {**body, "options": {"num_predict": 2}})[1]
    assert (answer["message"]["content"], answer["done_reason"]) == ("one two", "length")
    assert [options["temperature"] for options in seen] == [0, 0]
    request(standin, "POST", "/v1/chat/completions", body)
    assert seen[-1]["temperature"] == 1  # rule 13
    assert request(standin, "POST", "/api/chat", {**body, "messages": []})[1]["done_reason"] == "load"
    text_arguments = [*ASK, {"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "{}"}}]}]
    assert request(standin, "POST", "/api/chat", {**body, "messages": text_arguments})[0] == 400
    assert request(standin, "POST", "/api/chat", {**body, "think": True})[0] == 400
