"""How every family's students write thoughts and calls, and how that is read again."""

import re

import msgspec

from stillroom.conversation import Message, ToolCall, new_id, read_json

CALL_MARK = "<tool_call>"
"""What a call begins with; Ollama knows one by it."""


class Parsed(msgspec.Struct, frozen=True):
    """A model's text read as a turn; `problem` says what was malformed, in which case the text stays in `content`."""

    message: Message
    problem: str = ""


_CALL = re.compile(rf"{CALL_MARK}(.*?)</tool_call>", re.DOTALL)


def parse_turn(text: str) -> Parsed:
    """Read an assistant's turn: a line `Thought: ...`, then text or `<tool_call>` blocks."""
    text = text.strip()
    thought, content = "", text
    if text.startswith("Thought:"):
        first, _, rest = text.removeprefix("Thought:").partition("\n")
        thought, content = first.strip(), rest.strip()
        if CALL_MARK in thought:
            thought, mark, rest = thought.partition(CALL_MARK)
            content = mark + rest + content
    calls = []
    for block in _CALL.findall(content):
        try:
            call = read_json(block)
        except ValueError:
            return Parsed(Message("assistant", content=text), f"A tool call is no valid JSON: {block.strip()[:200]}")
        name, arguments = (call.get("name"), call.get("arguments")) if isinstance(call, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(arguments, dict):
            return Parsed(
                Message("assistant", content=text), f"A tool call has no name or no arguments: {block.strip()[:200]}"
            )
        calls.append(ToolCall(new_id("call"), name, arguments))
    rest = _CALL.sub("", content).strip()
    if CALL_MARK in rest:
        return Parsed(Message("assistant", content=text), "A tool call was begun and not ended.")
    return Parsed(Message("assistant", content=rest, thought=thought.strip(), tool_calls=tuple(calls)))
