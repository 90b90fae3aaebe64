"""The same conversations as training, transformers, llama.cpp and Ollama make a prompt of them, for every family."""

import asyncio
import json
import threading
from pathlib import Path

import msgspec
import pytest
from standins.ollama.server import OllamaStandIn
from tiny import make_gguf, make_tokenizer
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from stillroom.conversation import Message, ToolSpec
from stillroom.export.llama_parity import llama_difference
from stillroom.export.parity import CONVERSATIONS, Conversation, first_difference
from stillroom.place import sha256_of
from stillroom.serving import GgufModel
from stillroom.serving.ollama_model import to_ollama
from stillroom.serving.ollama_server import Ollama
from stillroom.templates import CHATML, FAMILIES, Family, family_of


@pytest.fixture(scope="module", params=FAMILIES, ids=lambda family: family.name)
def family(request: pytest.FixtureRequest) -> Family:
    found: Family = request.param
    return found


@pytest.fixture(scope="module")
def folder(family: Family, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tokenizer of a made student of the family."""
    return make_tokenizer(tmp_path_factory.mktemp(family.name), family)


@pytest.fixture(scope="module")
def file(family: Family, folder: Path) -> Path:
    """A tiny GGUF with that tokenizer, which has the family's template in it."""
    return make_gguf(folder / "tiny.gguf", folder, family)


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


def test_llama_cpp_reads_the_same_text_and_tokens(family: Family, folder: Path, file: Path) -> None:
    assert llama_difference(file, folder / "tokenizer.json", family) == ""


def test_another_text_or_other_tokens_are_told_with_their_place(family: Family, folder: Path, tmp_path: Path) -> None:
    """A beginning that is not put there, or a text that is cut into words otherwise: as a converter does that was wrong."""
    wrong = make_gguf(tmp_path / "wrong.gguf", folder, family, wrong=True)
    told = llama_difference(wrong, folder / "tokenizer.json", family)
    assert "'a first turn'" in told
    assert ("in other tokens" in told) == (not family.begin)


def test_a_prompt_of_ours_begins_once(family: Family, folder: Path, file: Path) -> None:
    """Chat and scorecard give llama.cpp a rendered text; what every conversation begins with is put there by one of the two."""
    conversation = CONVERSATIONS[-1]
    trained = family.render(conversation.messages, conversation.tools, reply=True)
    ids = Tokenizer.from_file(str(folder / "tokenizer.json")).encode(trained, add_special_tokens=False).ids
    with GgufModel(file, family, context=256, max_tokens=2) as model:
        reply = asyncio.run(model.reply(conversation.messages, conversation.tools))
    assert reply.usage.prompt_tokens == len(ids)


@pytest.mark.parametrize("version", ["0.24.0", "0.33.0-rc2"])
def test_ollama_reads_the_same_text(family: Family, file: Path, tmp_path: Path, version: str) -> None:
    """The stand-in's: real ones are asked at every export, and by tests/journeys/test_live_ollama.py."""
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
