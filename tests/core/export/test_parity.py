"""The same conversations as training, transformers and llama.cpp make a prompt of them; Ollama's is in test_ollama.py."""

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import xllamacpp
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from stillroom.export.parity import CONVERSATIONS, Conversation, first_difference
from stillroom.templates import CHATML, FAMILIES


@pytest.fixture(scope="module")
def ask(tiny_gguf: Path) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """llama.cpp's own server over the tiny GGUF, which has the family's template in it."""
    params = xllamacpp.CommonParams()
    params.model.path = str(tiny_gguf)
    params.n_ctx = 256
    params.warmup = False
    server = xllamacpp.Server(params)

    def asked(path: str, body: dict[str, Any]) -> dict[str, Any]:
        address, headers = f"{server.listening_address}{path}", {"Content-Type": "application/json"}
        request = urllib.request.Request(address, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=20) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    return asked


def test_every_family_is_compared() -> None:
    assert list(FAMILIES) == [CHATML]  # a new family gets its own tiny student here


def test_the_conversations_have_what_is_easily_spelt_differently() -> None:
    text = json.dumps(msgspec.to_builtins(CONVERSATIONS), ensure_ascii=False)
    assert all(sign in text for sign in ("<", ">", "&", "'", "日本", "🙂", "\\n", "anyOf", "enum", "items", "default"))
    assert any(len(message.tool_calls) > 1 for talk in CONVERSATIONS for message in talk.messages)
    assert any(not talk.tools for talk in CONVERSATIONS)


def test_transformers_reads_the_same_text_and_tokens(tiny_student: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(tiny_student)
    tokenizer.chat_template = CHATML.chat_template
    plain = Tokenizer.from_file(str(tiny_student / "tokenizer.json"))
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
        return str(text)

    assert first_difference(CHATML, rendered) == ""
    assert len(texts) == len(CONVERSATIONS)


def test_llama_cpp_reads_the_same_text_and_tokens(
    ask: Callable[[str, dict[str, Any]], dict[str, Any]], tiny_student: Path
) -> None:
    plain = Tokenizer.from_file(str(tiny_student / "tokenizer.json"))

    def rendered(conversation: Conversation) -> str:
        messages = [message.to_openai() for message in conversation.messages]
        text: str = ask(
            "/apply-template", {"messages": messages, "tools": [tool.to_openai() for tool in conversation.tools]}
        )["prompt"]
        tokens = ask("/tokenize", {"content": text, "add_special": False, "parse_special": True})["tokens"]
        assert tokens == plain.encode(text, add_special_tokens=False).ids
        return text

    assert first_difference(CHATML, rendered) == ""


def test_a_difference_is_told_with_its_place_and_what_stands_there() -> None:
    def other(conversation: Conversation) -> str:
        text = CHATML.render(conversation.messages, conversation.tools, reply=True)
        return text.replace("\\u003c", "<") if conversation.name == "unicode and signs" else text

    told = first_difference(CHATML, other)
    assert "'unicode and signs'" in told
    assert "\\\\u003c" in told
    assert first_difference(CHATML, lambda talk: CHATML.render(talk.messages, talk.tools, reply=True)[:-1]) != ""
