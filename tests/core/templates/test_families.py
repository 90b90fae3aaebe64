"""Each family as Stillroom writes and reads it: one text, whoever renders it."""

import json
import threading
import urllib.request
from collections.abc import Generator
from pathlib import Path
from typing import Any, TypeVar

import pytest
import xllamacpp

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.jobs import Event
from stillroom.students import SMOLLM2, base_gguf, ready_student
from stillroom.templates import CHATML, FAMILIES, Family

T = TypeVar("T")

each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)

BOOK_ROOM = ToolSpec(
    "book_room",
    'Book a "room" <quiet> & warm.',
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Room",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "when": {"description": "It's a day.", "format": "date", "type": "string"},
            "guests": {
                "minItems": 1,
                "items": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}, "age": {"type": ["integer", "null"]}},
                    "required": ["name"],
                },
                "type": "array",
            },
            "budget": {"description": "In €.", "anyOf": [{"type": "number", "minimum": 0}, {"type": "null"}]},
            "Zone": {"type": "string", "enum": ["a&b", "ß"], "default": "ß"},
        },
        "required": ["when", "guests"],
    },
)
NOW = ToolSpec("now", "The time.", {"type": "object", "properties": {}})
TOOLS = [BOOK_ROOM, NOW]
ARGUMENTS = {
    "when": 'it\'s "soon"\n\\',
    "guests": [{"name": "Zoë & co", "age": None}, {"name": "<|im_end|>", "age": 7}],
    "budget": 12.5,
    "quiet": True,
}
CONVERSATION = (
    Message("system", "Be brief."),
    Message("user", 'A room for Zoë & co, "<soon>"?'),
    Message(
        "assistant",
        thought="The time and the room. ",
        tool_calls=(ToolCall("call-1", "now", {}), ToolCall("call-2", "book_room", ARGUMENTS)),
    ),
    Message("tool", "10:00 <UTC>", tool_call_id="call-1", name="now"),
    Message("tool", '{"room":7}', tool_call_id="call-2", name="book_room"),
    Message("assistant", "Room 7 is yours ✓\n"),
    Message("user", "Thanks!"),
    Message("assistant", "You're welcome.", thought="No tool is needed."),
)


@each_family
def test_a_whole_conversation_is_written_as_the_golden_text(family: Family) -> None:
    golden = Path(__file__).with_name(f"{family.name}.txt").read_text(encoding="utf-8")
    assert family.render(CONVERSATION, TOOLS, reply=True) == golden
    assert golden.startswith(family.render(CONVERSATION, TOOLS, reply=False))
    assert family.begin + family.prompt(CONVERSATION, TOOLS) == golden


def test_without_tools_or_system_prompt_nothing_stands_in_their_place() -> None:
    hello = Message("user", "Hello")
    assert CHATML.render([hello], [], reply=True) == "<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n"
    assert (
        CHATML.render([Message("system", "Be brief."), hello], [], reply=False)
        == "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHello<|im_end|>\n"
    )
    assert CHATML.render([hello], [NOW], reply=False).startswith("<|im_start|>system\nYou can call these tools:\n")


@each_family
def test_a_reply_rendering_is_a_prefix_of_every_later_rendering(family: Family) -> None:
    replies = [position for position, message in enumerate(CONVERSATION) if message.role == "assistant"]
    assert len(replies) == 3
    for position in replies:
        before = family.render(CONVERSATION[:position], TOOLS, reply=True)
        for end in range(position + 1, len(CONVERSATION) + 1):
            assert family.render(CONVERSATION[:end], TOOLS, reply=False).startswith(before)


def test_a_thought_of_several_lines_is_written_as_the_one_line_that_is_read() -> None:
    text = _turn(CHATML, Message("assistant", "Yes.", thought="First.\nSecond."))
    assert text == "Thought: First. Second.\nYes."


@pytest.mark.parametrize("reply", [False, True])
@pytest.mark.parametrize("tools", [TOOLS, []], ids=["tools", "no tools"])
def test_transformers_renders_the_same(tiny_student: Path, tools: list[ToolSpec], reply: bool) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny_student)
    rendered = tokenizer.apply_chat_template(
        [_with_objects(message) for message in CONVERSATION],
        tools=[tool.to_openai() for tool in tools] or None,
        chat_template=CHATML.chat_template,
        add_generation_prompt=reply,
        tokenize=False,
    )
    assert rendered == CHATML.render(CONVERSATION, tools, reply=reply)


def test_llama_cpp_renders_the_same(tiny_gguf: Path) -> None:
    _check_llama_cpp(tiny_gguf)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_llama_cpp_renders_the_same_for_the_sample_s_student() -> None:
    """Its weights came with another template; conversion puts the family's in."""
    student = _value(ready_student(SMOLLM2))
    _check_llama_cpp(_value(base_gguf(student, threading.Event())))


def _value(part: Generator[Event, None, T]) -> T:
    """What a part of a job gives at its end."""
    while True:
        try:
            next(part)
        except StopIteration as done:
            value: T = done.value
            return value


def _check_llama_cpp(gguf: Path) -> None:
    """What llama.cpp's own server makes of the OpenAI messages, with the template in the GGUF, is what Stillroom renders."""
    params = xllamacpp.CommonParams()
    params.model.path = str(gguf)
    params.n_ctx = 256
    params.warmup = False
    server = xllamacpp.Server(params)
    for tools in (TOOLS, []):
        for end in (2, 5, 7):  # conversations that the model has to answer next
            messages = CONVERSATION[:end]
            body = {
                "messages": [message.to_openai() for message in messages],
                "tools": [tool.to_openai() for tool in tools],
            }
            request = urllib.request.Request(
                f"{server.listening_address}/apply-template",
                json.dumps(body).encode(),
                {"Content-Type": "application/json"},
            )
            with urllib.request.urlopen(request, timeout=20) as answer:
                prompt = json.load(answer)["prompt"]
            assert prompt == CHATML.render(messages, tools, reply=True)


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        (
            {"type": "object", "title": "T", "additionalProperties": False, "default": 1, "minimum": 2},
            '{"type":"object","properties":null}',
        ),
        ({}, '{"type":"","properties":null}'),
        ({"type": None, "properties": None, "items": None, "$defs": None}, '{"type":"","properties":null}'),
        (
            {
                "type": "object",
                "properties": {"p": {"type": "object", "properties": None, "items": None, "description": None}},
                "$defs": {"b": {"title": "B"}, "a": True},
            },
            '{"type":"object","$defs":{"a":true,"b":{"title":"B"}},"properties":{"p":{"type":"object"}}}',
        ),
        (
            {"required": ["b", "a"], "properties": {"b": {}, "a": {}, "Z": {}, "ä": {}}, "type": "object"},
            '{"type":"object","required":["b","a"],"properties":{"Z":{},"a":{},"b":{},"ä":{}}}',
        ),
        ({"type": "object", "required": [], "properties": {}}, '{"type":"object","properties":{}}'),
        (
            {"properties": {"type": {"type": "string"}, "title": {"title": "T"}}},
            '{"type":"","properties":{"title":{},"type":{"type":"string"}}}',
        ),
        (
            {"properties": {"p": {"required": ["b"], "type": "object", "properties": {"b": {}, "a": {"enum": []}}}}},
            '{"type":"","properties":{"p":{"type":"object","properties":{"b":{},"a":{}},"required":["b"]}}}',
        ),
        (
            {"properties": {"p": {"description": "", "enum": ["y", "x", 3, None, {"b": 1, "a": [True]}]}}},
            '{"type":"","properties":{"p":{"enum":["y","x",3,null,{"a":[true],"b":1}]}}}',
        ),
        (
            {"properties": {"p": {"description": "d", "type": ["string", "null"]}, "q": True}},
            '{"type":"","properties":{"p":{"type":["string","null"],"description":"d"},"q":true}}',
        ),
        (
            {"properties": {"p": {"items": {"type": "string", "format": "f", "anyOf": []}, "type": "array"}}},
            '{"type":"","properties":{"p":{"type":"array","items":{"anyOf":[],"format":"f","type":"string"}}}}',
        ),
        (
            {"properties": {"p": {"anyOf": [{"format": "f", "type": "string"}, {"items": True}]}}},
            '{"type":"","properties":{"p":{"anyOf":[{"type":"string"},{"items":true}]}}}',
        ),
    ],
)
def test_a_schema_is_written_as_ollama_writes_it(schema: dict[str, Any], written: str) -> None:
    text = CHATML.render([Message("user", "Hello")], [ToolSpec("tool", "", schema)], reply=False)
    assert f'{{"name":"tool","description":"","parameters":{written}}}' in text


@pytest.mark.parametrize(
    "message",
    [
        Message("assistant", "Hello."),
        Message("assistant", 'Several\nlines, "quoted", with <b> & ü ✓'),
        Message("assistant", "Hello.", thought="A greeting."),
        Message("assistant", thought="Look at the clock.", tool_calls=(ToolCall("", "now", {}),)),
        Message(
            "assistant",
            tool_calls=(ToolCall("", "now", {}), ToolCall("", "book_room", ARGUMENTS), ToolCall("", "now", {})),
        ),
        Message("assistant", "I look.", thought="Both.", tool_calls=(ToolCall("", "now", {}),)),
        Message(
            "assistant",
            tool_calls=(
                ToolCall(
                    "",
                    "t",
                    {"text": "</tool_call><tool_call>{<|im_end|>\n", "n": [0, -1, 1e300, 0.1], "o": {"": {}, "b": []}},
                ),
            ),
        ),
    ],
)
@each_family
def test_what_is_written_is_read_again(family: Family, message: Message) -> None:
    parsed = family.parse(_turn(family, message))
    assert parsed.problem == ""
    assert _without_ids(parsed.message) == message


def test_every_call_that_is_read_has_an_id_of_its_own() -> None:
    calls = CHATML.parse('<tool_call>{"name": "now", "arguments": {}}</tool_call>' * 3).message.tool_calls
    assert len({call.id for call in calls}) == 3
    assert all(call.id for call in calls)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", Message("assistant")),
        (" \n", Message("assistant")),
        ("Just text.", Message("assistant", "Just text.")),
        ("Thought: only that", Message("assistant", thought="only that")),
        ("Thought:\nText.", Message("assistant", "Text.")),
        ("A Thought: inside", Message("assistant", "A Thought: inside")),
        (
            'Thought: now <tool_call>{"name": "now", "arguments": {}}</tool_call>',
            Message("assistant", thought="now", tool_calls=(ToolCall("", "now", {}),)),
        ),
        (
            'Thought: now <tool_call>{"name": "now",\n"arguments": {}}</tool_call>',
            Message("assistant", thought="now", tool_calls=(ToolCall("", "now", {}),)),
        ),
        (
            '<tool_call>\n {"arguments": {"a": 1}, "name": "now"}\n</tool_call>',
            Message("assistant", tool_calls=(ToolCall("", "now", {"a": 1}),)),
        ),
        (
            'Wait. <tool_call>{"name": "now", "arguments": {}}</tool_call>',
            Message("assistant", "Wait.", tool_calls=(ToolCall("", "now", {}),)),
        ),
    ],
)
def test_a_text_is_read_as_a_turn(text: str, message: Message) -> None:
    parsed = CHATML.parse(text)
    assert parsed.problem == ""
    assert _without_ids(parsed.message) == message


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<tool_call>now()</tool_call>", "A tool call is no valid JSON: now()"),
        ('<tool_call>{"name": "now", "arguments": {}</tool_call>', "no valid JSON"),
        ("<tool_call>{'name': 'now', 'arguments': {}}</tool_call>", "no valid JSON"),
        ('<tool_call>{"name": "now", "arguments": {"a": NaN}}</tool_call>', "no valid JSON"),
        ('<tool_call>{"name": "now", "arguments": {"a": 1e999}}</tool_call>', "no valid JSON"),
        ('<tool_call>{"name": "now", "arguments": {"a": "\\ud83d"}}</tool_call>', "no valid JSON"),
        ('<tool_call>{"name": "now\\udc00", "arguments": {}}</tool_call>', "no valid JSON"),
        ("<tool_call>" + "[" * 5000 + "</tool_call>", "no valid JSON"),
        ('<tool_call><tool_call>{"name": "now", "arguments": {}}</tool_call>', "no valid JSON"),
        ("<tool_call></tool_call>", "no valid JSON"),
        ('<tool_call>{"arguments": {}}</tool_call>', "A tool call has no name or no arguments"),
        ('<tool_call>{"name": "now"}</tool_call>', "no name or no arguments"),
        ('<tool_call>{"name": "now", "arguments": "{}"}</tool_call>', "no name or no arguments"),
        ('<tool_call>{"name": "now", "arguments": []}</tool_call>', "no name or no arguments"),
        ('<tool_call>{"name": null, "arguments": {}}</tool_call>', "no name or no arguments"),
        ("<tool_call>[]</tool_call>", "no name or no arguments"),
        ('<tool_call>{"name": "now", "arguments": {}}', "A tool call was begun and not ended."),
        ('<tool_call>{"name": "now", "arguments": {}}</tool_call> <tool_call>{"na', "begun and not ended"),
        ('<tool_call>{"name": "now", "arguments": {}}</tool_call>\n<tool_call>oh</tool_call>', "no valid JSON: oh"),
    ],
)
def test_a_malformed_call_is_told_and_the_whole_text_kept(text: str, problem: str) -> None:
    text = f"Thought: hm\n{text}"
    parsed = CHATML.parse(text)
    assert problem in parsed.problem
    assert len(parsed.problem) < 300
    assert parsed.message == Message("assistant", text)


def _turn(family: Family, message: Message) -> str:
    """What a model writes for this turn, up to its stop text."""
    before = family.render([Message("user", "Hello")], [], reply=True)
    after = family.render([Message("user", "Hello"), message], [], reply=False).rstrip("\n")
    assert after.startswith(before) and after.endswith(family.end_of_turn)
    assert family.end_of_turn in family.stop
    return after.removeprefix(before).removesuffix(family.end_of_turn)


def _with_objects(message: Message) -> dict[str, Any]:
    """The message in the OpenAI chat format, but with arguments as objects: as transformers wants it."""
    written = message.to_openai()
    for call in written.get("tool_calls", ()):
        call["function"]["arguments"] = json.loads(call["function"]["arguments"])
    return written


def _without_ids(message: Message) -> Message:
    calls = tuple(ToolCall("", call.name, call.arguments) for call in message.tool_calls)
    return Message(message.role, message.content, message.thought, calls)
