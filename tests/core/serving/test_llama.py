"""A GGUF that answers, through llama.cpp itself."""

import asyncio
from pathlib import Path

import pytest

from stillroom.conversation import Message
from stillroom.errors import KnownError, StudentError
from stillroom.models import Reply
from stillroom.serving import GgufModel
from stillroom.templates import CHATML

HELLO = [Message("user", "Hello")]


def test_it_answers_several_at_once_and_each_as_if_alone(tiny_gguf: Path) -> None:
    async def together(model: GgufModel) -> list[Reply]:
        return await asyncio.gather(
            *(model.reply([Message("user", text)], []) for text in ("Hello", "Encrypt this.", "Hello"))
        )

    with GgufModel(tiny_gguf, CHATML, slots=2, context=256, max_tokens=12) as model:
        first, other, again = asyncio.run(together(model))
        alone = asyncio.run(model.reply(HELLO, []))
    assert model.name == tiny_gguf.name
    assert first.message == again.message == alone.message != other.message
    assert first.message.role == "assistant"
    assert 0 < first.usage.completion_tokens <= 12
    assert first.usage.prompt_tokens > 10
    assert first.usage.seconds > 0


def test_a_reply_that_was_cut_says_so(tiny_gguf: Path) -> None:
    with GgufModel(tiny_gguf, CHATML, context=256, max_tokens=3) as model:
        reply = asyncio.run(model.reply(HELLO, []))
    assert reply.usage.completion_tokens == 3
    assert reply.problem == "The reply was cut at its length limit."


def test_a_conversation_that_is_too_long_is_an_error_in_words(tiny_gguf: Path) -> None:
    with GgufModel(tiny_gguf, CHATML, context=256) as model, pytest.raises(KnownError) as refused:
        asyncio.run(model.reply([Message("user", "word " * 500)], []))
    assert refused.value.title == "The model did not answer"
    assert "Shorten the conversation" in refused.value.hint


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF is what it says, and no more")
    with pytest.raises(StudentError, match=r"broken\.gguf"):
        GgufModel(tmp_path / "broken.gguf", CHATML)


def test_a_reply_ends_where_the_context_is_full(tiny_gguf: Path) -> None:
    with GgufModel(tiny_gguf, CHATML, context=256) as model:
        reply = asyncio.run(model.reply(HELLO, ()))
    assert reply.usage.completion_tokens > 192
    assert reply.usage.prompt_tokens + reply.usage.completion_tokens in (256, 257)
    assert reply.problem == "The reply was cut at its length limit."
