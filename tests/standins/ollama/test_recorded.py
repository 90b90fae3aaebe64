"""Every recorded request of both versions against the stand-in: status, keys and values must be those of the real servers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from .asking import request
from .server import OllamaStandIn
from .small_gguf import write_gguf
from .test_go_template import RECORDED, recorded

BASE = "sha256:d9c436ac56364a7db4628bc44f7969960a11b168477644fa743d27a05d1fad05"
STUDENT = "sha256:7d3dfabf870c359f3b38ced4d24137ec5e65c5987d9125dfaa68edde05df3523"
PLAIN_JINJA = (
    "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system\n"
    "You are a helpful AI assistant<|im_end|>\n' }}{% endif %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] "
    "+ '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
STUDENT_JINJA = recorded("0.33.0-rc2", "show-student-native")["response"]["body"]["template"]
# Needs weights that are quantised here.
NOT_REPLAYED = {"create-quantize"}
VOLATILE = {
    "created_at", "modified_at", "expires_at", "created", "digest", "size", "modelfile", "tensors", "id", "total_duration",
    "load_duration", "prompt_eval_count", "prompt_eval_duration", "eval_count", "eval_duration", "prompt_tokens",
    "completion_tokens", "total_tokens",
}  # fmt: skip


def plain(value: Any, folder: Path) -> Any:
    """A body without what differs from one server to the next."""
    if isinstance(value, dict):
        value = {key: type(item).__name__ if key in VOLATILE else plain(item, folder) for key, item in value.items()}
        if "parameters" in value and isinstance(value["parameters"], str):
            value["parameters"] = sorted(value["parameters"].splitlines())
        if "arguments" in value and isinstance(value["arguments"], str):
            value["arguments"] = json.loads(value["arguments"])
        return {**value, "tensors": ""} if "tensors" in value else value
    if isinstance(value, list):
        return [plain(item, folder) for item in value]
    if isinstance(value, str):
        return re.sub("using existing|creating new", "some", value.replace(f"{folder}/blobs", "<models>/blobs"))
    return value


def one(body: Any) -> Any:
    """A stream of a chat as its contents, its calls and its last line; lists of models as their first."""
    if isinstance(body, list) and body and "message" in str(body[0]):
        lines = [line for line in body if "message" in line]
        calls = [[line["done"], line["message"]["tool_calls"]] for line in lines if "tool_calls" in line["message"]]
        return {"first": lines[0], "last": lines[-1], "calls": calls}
    if isinstance(body, dict) and set(body) & {"models", "data"}:
        listed = body.get("models") or body.get("data")
        student = [m for m in listed if m.get("name", m.get("id")) == "student:latest"]
        return {**body, "models": (student or listed)[:1], "data": ""}
    return body


def said(entry: dict[str, Any]) -> str:
    """What the model must have written to get a recorded reply."""
    body = entry["response"].get("body")
    if isinstance(body, list):
        lines = [line["message"] for line in body if "message" in line]
        message = {
            "content": lines[0]["content"] + " ...\n",
            **{k: v for line in lines for k, v in line.items() if k == "tool_calls"},
        }
    else:
        message = body.get("message") or body["choices"][0]["message"] if "error" not in body else {"content": ""}
    text = message["content"]
    for call in message.get("tool_calls", []):
        arguments = call["function"]["arguments"]
        written = arguments if isinstance(arguments, str) else json.dumps(arguments)
        text += f'<tool_call>{{"name": "{call["function"]["name"]}", "arguments": {written}}}</tool_call>'
    return text


@pytest.mark.parametrize("version", RECORDED)
def test_recorded_replies(version: str, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    spoken = ""
    with OllamaStandIn(folder, version, lambda prompt, options: spoken) as server:
        info = recorded(version, "show-base")["response"]["body"]["model_info"]
        info = {key: value for key, value in info.items() if key != "general.parameter_count"}
        info["llama.rope.freq_base"] = float(info["llama.rope.freq_base"])
        for digest, jinja in ((BASE, PLAIN_JINJA), (STUDENT, STUDENT_JINJA)):
            metadata = {**info, "tokenizer.chat_template": jinja, "general.name": "x"}
            write_gguf(server.blobs.path(digest), metadata, elements=134515008)
        replayed = [entry for entry in RECORDED[version] if entry["name"] not in NOT_REPLAYED]
        assert len(replayed) == 37
        for entry in replayed:
            asked = entry["request"]
            if asked["path"] in ("/api/chat", "/v1/chat/completions"):
                spoken = said(entry)
            status, body = request(server, asked["method"], asked["path"], asked.get("body"))
            assert status == entry["response"]["status"], entry["name"]
            wanted, got = (one(b) for b in (entry["response"].get("body"), body))
            if entry["name"] == "ps":  # whichever model was used last
                wanted["models"][0] |= {key: got["models"][0][key] for key in ("name", "model")}
            assert plain(got, folder) == plain(wanted, folder), entry["name"]
