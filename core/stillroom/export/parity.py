"""Parity: the text that a student was trained on is the text that whatever serves it makes of the same conversation.

A student that reads another spelling of its tools calls them worse, and nothing says so. So conversations with all that is easily
spelt differently are rendered by both sides and compared.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.templates import Family

_CONTEXT = 30


class Conversation(msgspec.Struct, frozen=True):
    """One to compare; it ends where the assistant has to go on."""

    name: str
    messages: tuple[Message, ...]
    tools: tuple[ToolSpec, ...]


def first_difference(family: Family, rendered: Callable[[Conversation], str]) -> str:
    """Where `rendered`, a server's prompt for a conversation, first differs from the family's own; empty where it never does."""
    for conversation in CONVERSATIONS:
        expected = family.prompt(conversation.messages, conversation.tools)
        got = rendered(conversation)
        if got != expected:
            at = next(
                (n for n, (a, b) in enumerate(zip(expected, got, strict=False)) if a != b), min(len(expected), len(got))
            )
            start = max(0, at - _CONTEXT)
            return (
                f"in the conversation {conversation.name!r}, at character {at}, training reads "
                f"{expected[start : at + _CONTEXT]!r}, but this {got[start : at + _CONTEXT]!r}"
            )
    return ""


def _tool(name: str, description: str, required: tuple[str, ...] = (), **properties: Any) -> ToolSpec:
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = list(required)
    return ToolSpec(name, description, schema)


_NOW = _tool("now", "The time.")
_PING = ToolSpec("ping", "", {"type": "object"})
_SHIFT = _tool(
    "shift",
    'Shift the letters of a "text" by <key> & say so.',
    ("text", "key"),
    text={"type": "string", "description": "It's any text."},
    key={"type": "integer", "minimum": 1, "default": 3},
    Mode={"type": "string", "enum": ["a&b", "ß", "<c>"]},
)
_BOOK = _tool(
    "book",
    "Book a room.",
    ("guest",),
    guest={
        "type": "object",
        "properties": {"name": {"type": "string"}, "age": {"type": ["integer", "null"]}},
        "required": ["name"],
    },
    days={"type": "array", "items": {"type": "string", "format": "date"}, "description": "Days & nights."},
    place={"$ref": "#/$defs/Place", "description": "Where."},
    budget={"anyOf": [{"type": "number"}, {"type": "null"}], "description": "In €."},
)
_BOOK.parameters["$defs"] = {"Place": {"type": "object", "title": "Place", "properties": {"x": {"type": "number"}}}}
_SYSTEM = Message("system", "Be brief & right.")


def _called(thought: str, *calls: tuple[str, dict[str, Any]], content: str = "") -> Message:
    made = tuple(ToolCall(f"call-{n}", name, arguments) for n, (name, arguments) in enumerate(calls))
    return Message("assistant", content, thought, made)


def _result(name: str, content: str, n: int = 0) -> Message:
    return Message("tool", content, tool_call_id=f"call-{n}", name=name)


def _user(content: str) -> Message:
    return Message("user", content)


_ONE_CALL = (
    _SYSTEM,
    _user("Shift 'apple pie' by 3."),
    _called("Shift, key 3.", ("shift", {"text": "apple pie", "key": 3})),
    _result("shift", "dssoh slh"),
)

CONVERSATIONS = (
    Conversation("a first turn", (_SYSTEM, _user("Shift 'apple pie' by 3.")), (_SHIFT, _NOW)),
    Conversation("a call", _ONE_CALL, (_SHIFT,)),
    Conversation(
        "parallel calls",
        (
            _user("Shift both by 3."),
            _called("Twice.", ("shift", {"text": "a", "key": 3}), ("shift", {"text": "b", "key": 3})),
            _result("shift", "d"),
            _result("shift", "e", 1),
        ),
        (_SHIFT,),
    ),
    Conversation(
        "several turns",
        (*_ONE_CALL, Message("assistant", "It is: dssoh slh", "Done."), _user("And by 4?")),
        (_SHIFT, _NOW),
    ),
    Conversation(
        "text beside a call",
        (_user("And now?"), _called("", ("now", {}), content="One moment."), _result("now", "10:00")),
        (_NOW,),
    ),
    Conversation(
        "unicode and signs",
        (
            _user('Zoë & "Jürgen" <3 日本 🙂\n\tnew \\ line'),
            _called("Keep <signs> & ü.", ("shift", {"text": 'Zoë & "J" <3 日本 🙂\n\\', "key": 1, "Mode": "<c>"})),
            _result("shift", '{"a": "<b> & c"}'),
        ),
        (_SHIFT,),
    ),
    Conversation(
        "no arguments", (_user("Time?"), _called("", ("now", {})), _result("now", "10:00 <UTC>")), (_NOW, _PING)
    ),
    Conversation(
        "nested arguments",
        (
            _user("A room for Zoë, 7."),
            _called("Book.", ("book", {"guest": {"name": "Zoë", "age": 7}, "days": ["2026-12-01"], "budget": 12.5})),
            _result("book", "Room 7"),
        ),
        (_BOOK, _SHIFT),
    ),
    Conversation("no tools", (_SYSTEM, _user("Good morning")), ()),
    Conversation("no tools, no system prompt", (_user("Good morning"),), ()),
)
