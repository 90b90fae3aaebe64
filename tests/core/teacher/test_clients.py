"""Both clients against a stand-in that speaks the providers' published schemas: what is asked, and how answers are understood."""

import asyncio
from collections.abc import Iterator, Sequence

import msgspec
import pytest
from standins.providers.server import Answer, ProviderStandIn, Refuses, Says, anthropic_error, openai_error

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.models import Reply
from stillroom.teacher import CallError, Teacher, offered_models, open_client, teacher_at, try_teacher

TOOL = ToolSpec("look", "Look.", {"type": "object", "properties": {"at": {"type": "string"}}})
ASKED = [Message("system", "Be brief."), Message("user", "What is there?")]


@pytest.fixture
def server() -> Iterator[ProviderStandIn]:
    with ProviderStandIn(lambda _: Says("Hello.")) as server:
        yield server


@pytest.fixture(params=["openai", "anthropic"])
def teacher(request: pytest.FixtureRequest, server: ProviderStandIn, monkeypatch: pytest.MonkeyPatch) -> Teacher:
    monkeypatch.setenv("TEST_KEY", "sk-planted")
    if request.param == "openai":
        return teacher_at(server.base_url, "model-a", "TEST_KEY")
    return Teacher("claude", "anthropic", "claude", server.base_url.removesuffix("/v1"), key_env="TEST_KEY")


def ask(teacher: Teacher, *conversations: Sequence[Message], tools: Sequence[ToolSpec] = (TOOL,)) -> list[Reply]:
    async def asked() -> list[Reply]:
        client = open_client(teacher)
        try:
            return [(await client.ask(messages, tools)).reply for messages in conversations]
        finally:
            await client.close()

    return asyncio.run(asked())


def says(server: ProviderStandIn, *answers: Answer) -> None:
    """Answer with these in turn, and with the last one ever after."""
    waiting = list(answers)
    server.script = lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def failure(teacher: Teacher) -> CallError:
    with pytest.raises(CallError) as failed:
        ask(teacher, ASKED)
    return failed.value


def test_text_thought_calls_and_tokens_are_understood(server: ProviderStandIn, teacher: Teacher) -> None:
    calls = (("look", {"at": "the sky 🌌"}), ("look", {}))
    says(server, Says("I look.", "There may\u2028be something.", calls, usage=(321, 45)))
    [reply] = ask(teacher, ASKED)
    message = reply.message
    assert (message.role, message.content, message.thought) == ("assistant", "I look.", "There may\u2028be something.")
    assert [(call.name, call.arguments) for call in message.tool_calls] == [("look", calls[0][1]), ("look", {})]
    assert len({call.id for call in message.tool_calls}) == 2
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens, reply.problem) == (321, 45, "")
    assert reply.usage.seconds > 0


def test_the_conversation_is_sent_as_the_api_has_it(server: ProviderStandIn, teacher: Teacher) -> None:
    calls = (ToolCall("a", "look", {"at": "left"}), ToolCall("b", "look", {"at": "right"}))
    said = [
        *ASKED,
        Message("assistant", thought="Both ways.", tool_calls=calls),
        Message("tool", "a cat", tool_call_id="a", name="look"),
        Message("tool", "a dog", tool_call_id="b", name="look"),
    ]
    ask(teacher, said)
    body = server.asked[-1].body
    assert body["stream"] is True
    if teacher.provider == "anthropic":
        assert body["system"] == "Be brief."
        assert body["tools"] == [{"name": "look", "description": "Look.", "input_schema": TOOL.parameters}]
        assert body["max_tokens"] == 4096
        assert [turn["role"] for turn in body["messages"]] == ["user", "assistant", "user"]
        assert body["messages"][1]["content"] == [
            {"type": "tool_use", "id": "a", "name": "look", "input": {"at": "left"}},
            {"type": "tool_use", "id": "b", "name": "look", "input": {"at": "right"}},
        ]
        assert [result["content"] for result in body["messages"][2]["content"]] == ["a cat", "a dog"]
    else:
        assert body["tools"] == [TOOL.to_openai()]
        assert body["max_tokens"] == 4096
        assert body["messages"][0] == {"role": "system", "content": "Be brief."}
        assert "reasoning_content" not in body["messages"][2]
        assert body["messages"][2]["content"] is None
        assert body["messages"][2]["tool_calls"][1]["function"] == {"name": "look", "arguments": '{"at":"right"}'}
        assert body["messages"][3] == {"role": "tool", "tool_call_id": "a", "content": "a cat"}


def test_a_turn_with_calls_goes_back_as_the_server_gave_it(server: ProviderStandIn, teacher: Teacher) -> None:
    async def converse() -> list[Message]:
        client = open_client(teacher)
        messages = list(ASKED)
        for _ in range(3):
            reply = (await client.ask(messages, [TOOL])).reply
            messages.append(reply.message)
            messages += [Message("tool", "a cat", tool_call_id=call.id) for call in reply.message.tool_calls]
        await client.close()
        return messages

    signed = {"reasoning_details": [{"type": "reasoning.encrypted", "data": "x"}]}
    anthropic = teacher.provider == "anthropic"
    turns = [
        # Some servers name every first call alike.
        Says(
            thought="Hm.",
            calls=(("look", {"at": "left"}),),
            more={} if anthropic else signed,
            ids=() if anthropic else ("call_0",),
        )
        for _ in range(2)
    ]
    says(server, *turns, Says("A cat."))
    messages = asyncio.run(converse())
    calls = [call.id for message in messages for call in message.tool_calls]
    assert len(set(calls)) == len(calls) == 2
    given = [turn for turn in server.asked[-1].body["messages"] if turn["role"] == "assistant"]
    assert len(given) == 2
    for turn in given:
        if anthropic:
            assert turn["content"][0] == {"type": "thinking", "thinking": "Hm.", "signature": "signed"}
            assert turn["content"][1]["type"] == "tool_use"
        else:
            assert turn | signed | {"reasoning_content": "Hm."} == turn


def test_what_is_wrong_in_a_reply_is_its_problem(server: ProviderStandIn, teacher: Teacher) -> None:
    anthropic = teacher.provider == "anthropic"
    says(server, Says(calls=(("look", '{"at": "le'),)))
    if not anthropic:
        [reply] = ask(teacher, ASKED)
        assert reply.problem.startswith("A call of look has arguments that are no JSON object")
        assert reply.message.tool_calls == ()
        says(server, Says(calls=(("look", "[1]"),)))
        assert "no JSON object" in ask(teacher, ASKED)[0].problem
    says(server, Says("I will", finish="max_tokens" if anthropic else "length"))
    assert ask(teacher, ASKED)[0].problem == "The reply was cut at its length limit."
    says(server, Says("No.", finish="refusal" if anthropic else "content_filter"))
    assert ask(teacher, ASKED)[0].problem == "The teacher refused: No."
    says(server, Says(""))
    [empty] = ask(teacher, ASKED)
    assert (empty.message.content, empty.problem) == ("", "")


def test_a_refusal_in_openais_own_field(server: ProviderStandIn) -> None:
    says(server, Says(refusal="I can't help with that."))
    assert ask(teacher_at(server.base_url, "m"), ASKED)[0].problem == "The teacher refused: I can't help with that."


def test_an_answer_in_one_piece_and_one_without_a_count(server: ProviderStandIn) -> None:
    teacher = teacher_at(server.base_url, "m")
    says(server, Says("Hello.", calls=(("look", {"at": "me"}),), whole=True))
    [reply] = ask(teacher, ASKED)
    assert reply.message.content == "Hello."
    assert reply.message.tool_calls[0].arguments == {"at": "me"}
    says(server, Says("Hello.", usage=None))
    usage = ask(teacher, ASKED)[0].usage
    assert usage.prompt_tokens > 20
    assert usage.completion_tokens > 0


REFUSALS: list[tuple[int, str, str, str]] = [
    (401, "Incorrect API key provided: sk-planted", "Wrong key", "run"),
    (403, "API key not valid", "Wrong key", "run"),
    (403, "Country not supported", "Not allowed", "run"),
    (402, "Insufficient Balance", "No credit", "run"),
    (429, "You exceeded your current quota, please check your plan", "No credit", "run"),
    (400, "Your credit balance is too low to access the API", "No credit", "run"),
    (404, "The model `model-a` does not exist", "No such model", "run"),
    (404, "404 page not found", "Wrong address", "run"),
    (400, "registry.ollama.ai/library/gemma:2b does not support tools", "No tool calling", "run"),
    (400, "prompt is too long: 300000 tokens", "The teacher refused", "task"),
    (429, "Rate limit reached", "Too many requests", "again"),
    (500, "Internal error", "The teacher failed", "again"),
    (529, "Overloaded", "The teacher failed", "again"),
]


def test_refusals_in_words(server: ProviderStandIn, teacher: Teacher) -> None:
    for status, said, title, scope in REFUSALS:
        body = anthropic_error("an_error", said) if teacher.provider == "anthropic" else openai_error(said)
        says(server, Refuses(status, body, {"retry-after": "7"}))
        error = failure(teacher)
        assert (error.title, error.scope, error.status) == (title, scope, status), said
        assert error.wait == (7.0 if scope == "again" else None)
        assert error.hint
        assert "sk-planted" not in str(error) + error.hint
    says(server, Refuses(502, "<html>Bad gateway</html>"))
    assert failure(teacher).scope == "again"


def test_broken_answers_are_worth_another_try(server: ProviderStandIn, teacher: Teacher) -> None:
    says(server, Says("A long answer", cut=3))
    cut = failure(teacher)
    assert (cut.title, cut.scope) == ("The answer broke off", "again")
    assert cut.written
    says(server, Refuses(200, {"nonsense": 1}))
    nonsense = failure(teacher)
    assert (nonsense.title, nonsense.scope) == ("The answer broke off", "again")


def test_a_connection_that_breaks_before_an_answer_is_worth_another_try(teacher: Teacher) -> None:
    async def broken_off() -> CallError:
        hang_up = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
        port = hang_up.sockets[0].getsockname()[1]
        client = open_client(msgspec.structs.replace(teacher, base_url=f"http://127.0.0.1:{port}/v1"))
        async with hang_up:
            with pytest.raises(CallError) as failed:
                await client.ask(ASKED, [])
            await client.close()
        return failed.value

    error = asyncio.run(broken_off())
    assert (error.title, error.scope) == ("The answer broke off", "again")


def test_nobody_there(server: ProviderStandIn, teacher: Teacher) -> None:
    server.__exit__()
    error = failure(teacher)
    server.__init__(server.script)  # type: ignore[misc]  # so that the fixture can end it
    server.__enter__()
    assert (error.title, error.scope) == ("The teacher cannot be reached", "again")


def test_what_a_server_does_not_take_it_is_asked_without(server: ProviderStandIn, teacher: Teacher) -> None:
    unwanted = "thinking" if teacher.provider == "anthropic" else "stream_options"
    message = f"Unsupported parameter: {unwanted}"
    server.script = lambda asked: Refuses(400, openai_error(message)) if unwanted in asked.body else Says("Yes.")
    first, second = ask(teacher, ASKED, ASKED)
    assert first.message.content == second.message.content == "Yes."
    assert [unwanted in asked.body for asked in server.asked] == [True, False, False]


def test_a_trial_finds_out_whether_it_calls_tools(server: ProviderStandIn, teacher: Teacher) -> None:
    says(server, Says(calls=(("read_thermometer", {"room": "cellar"}),)))
    assert asyncio.run(try_teacher(teacher)).usage.seconds > 0
    says(server, Says("It is cold."))
    with pytest.raises(CallError, match="It said: It is cold") as failed:
        asyncio.run(try_teacher(teacher))
    assert failed.value.title == "No tool calling"
    if teacher.provider != "anthropic":
        assert asyncio.run(offered_models(teacher)) == ["model-a", "model-b"]


def test_the_key_goes_into_the_header_alone(server: ProviderStandIn, teacher: Teacher) -> None:
    ask(teacher, ASKED)
    [asked] = server.asked
    assert any("sk-planted" in value for value in asked.headers.values())
    assert "sk-planted" not in str(asked.body)
