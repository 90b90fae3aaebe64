"""The same conversations as training, transformers, llama.cpp and Ollama make a prompt of them, for every family."""

import asyncio
import json
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import xllamacpp
from standins.ollama.server import OllamaStandIn
from tiny import make_gguf, make_tokenizer
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from stillroom.conversation import Message, ToolSpec
from stillroom.export.parity import CONVERSATIONS, Conversation, first_difference
from stillroom.place import sha256_of
from stillroom.serving import GgufModel
from stillroom.serving.ollama_model import to_ollama
from stillroom.serving.ollama_server import Ollama
from stillroom.templates import CHATML, FAMILIES, Family, family_of

Asked = Callable[[str, dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="module", params=FAMILIES, ids=lambda family: family.name)
def family(request: pytest.FixtureRequest) -> Family:
    found: Family = request.param
    return found


@pytest.fixture(scope="module")
def folder(family: Family, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tokenizer of a made student of the family."""
    return make_tokenizer(tmp_path_factory.mktemp(family.name), family)


@pytest.fixture(scope="module")
def server(family: Family, folder: Path) -> xllamacpp.Server:
    """llama.cpp's own server over a tiny GGUF with that tokenizer, which has the family's template in it."""
    params = xllamacpp.CommonParams()
    params.model.path = str(make_gguf(folder / "tiny.gguf", folder, family))
    params.n_ctx = 4096
    params.warmup = False
    return xllamacpp.Server(params)


def ask(server: xllamacpp.Server, path: str, body: dict[str, Any]) -> dict[str, Any]:
    address, headers = f"{server.listening_address}{path}", {"Content-Type": "application/json"}
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def test_the_conversations_have_what_is_easily_spelt_differently() -> None:
    text = json.dumps(msgspec.to_builtins(CONVERSATIONS), ensure_ascii=False)
    assert all(sign in text for sign in ("<", ">", "&", "'", "日本", "🙂", "\\n", "anyOf", "enum", "items", "default"))
    assert any(len(message.tool_calls) > 1 for talk in CONVERSATIONS for message in talk.messages)
    assert any(not talk.tools for talk in CONVERSATIONS)


def test_a_student_s_family_is_known_by_its_tokenizer(family: Family, folder: Path) -> None:
    assert family_of(folder) is family


def test_transformers_reads_the_same_text_and_tokens(family: Family, folder: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.chat_template = family.chat_template
    plain = Tokenizer.from_file(str(folder / "tokenizer.json"))
    texts = []

    def rendered(conversation: Conversation) -> str:
        messages = [
            message.to_openai()
            | {
                "tool_calls": [
                    {"function": {"name": call.name, "arguments": call.arguments}} for call in message.tool_calls
                ]
            }
            for message in conversation.messages
        ]
        tools = [tool.to_openai() for tool in conversation.tools] or None
        ids = tokenizer.apply_chat_template(messages, tools, add_generation_prompt=True, return_dict=True)["input_ids"]
        texts.append(text := tokenizer.apply_chat_template(messages, tools, add_generation_prompt=True, tokenize=False))
        assert ids == plain.encode(text, add_special_tokens=False).ids
        assert text.startswith(family.begin)
        return str(text).removeprefix(family.begin)

    assert first_difference(family, rendered) == ""
    assert len(texts) == len(CONVERSATIONS)


def test_llama_cpp_reads_the_same_text_and_tokens(family: Family, folder: Path, server: xllamacpp.Server) -> None:
    plain = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def rendered(conversation: Conversation) -> str:
        messages = [message.to_openai() for message in conversation.messages]
        text: str = ask(
            server,
            "/apply-template",
            {"messages": messages, "tools": [tool.to_openai() for tool in conversation.tools]},
        )["prompt"]
        # As it reads the prompt of a completion: it puts the beginning there itself.
        tokens = ask(server, "/tokenize", {"content": text, "add_special": True, "parse_special": True})["tokens"]
        trained = family.render(conversation.messages, conversation.tools, reply=True)
        assert tokens == plain.encode(trained, add_special_tokens=False).ids
        return text

    assert first_difference(family, rendered) == ""


def test_a_prompt_of_ours_begins_once(family: Family, folder: Path, server: xllamacpp.Server) -> None:
    """Chat and scorecard give llama.cpp a rendered text; what every conversation begins with is put there by one of the two."""
    conversation = CONVERSATIONS[-1]
    trained = family.render(conversation.messages, conversation.tools, reply=True)
    ids = Tokenizer.from_file(str(folder / "tokenizer.json")).encode(trained, add_special_tokens=False).ids
    with GgufModel(folder / "tiny.gguf", family, context=256, max_tokens=2) as model:
        reply = asyncio.run(model.reply(conversation.messages, conversation.tools))
    assert reply.usage.prompt_tokens == len(ids)


@pytest.mark.parametrize("version", ["0.24.0", "0.33.0-rc2"])
def test_ollama_reads_the_same_text(
    family: Family, folder: Path, server: xllamacpp.Server, tmp_path: Path, version: str
) -> None:
    """The stand-in's: real ones are asked at every export, and by tests/journeys/test_live_ollama.py."""
    file = folder / "tiny.gguf"
    call = f"Thought: Now.\n{family.before_calls(Message('assistant', 'One moment.'))}\n"
    call += '<tool_call>{"name": "now", "arguments": {}}</tool_call>'
    with OllamaStandIn(tmp_path, version=version, reply=lambda *_: call) as standin, Ollama(standin.address) as ollama:
        sha256 = sha256_of(file)
        list(ollama.upload(file, sha256, threading.Event()))
        list(ollama.create("tiny", sha256, template=family.ollama_template, parameters={"stop": list(family.stop)}))
        assert not standin.models["tiny:latest"].native  # from 0.30 on it would be the GGUF's own template

        def rendered(conversation: Conversation) -> str:
            messages = [to_ollama(message, family) for message in conversation.messages]
            return ollama.render("tiny", messages, conversation.tools)

        assert first_difference(family, rendered) == ""
        for stream in (False, True):
            asked, tools = [{"role": "user", "content": "What time is it?"}], (ToolSpec("now", "The time.", {}),)
            reply = ollama.chat("tiny", asked, tools, stream=stream)
            assert [made.name for made in reply.message.tool_calls] == ["now"]
            assert family.parse(reply.message.content).message.thought == "Now."


def test_a_difference_is_told_with_its_place_and_what_stands_there() -> None:
    def other(conversation: Conversation) -> str:
        text = CHATML.render(conversation.messages, conversation.tools, reply=True)
        return text.replace("\\u003c", "<") if conversation.name == "unicode and signs" else text

    told = first_difference(CHATML, other)
    assert "'unicode and signs'" in told
    assert "\\\\u003c" in told
    assert first_difference(CHATML, lambda talk: CHATML.render(talk.messages, talk.tools, reply=True)[:-1]) != ""
