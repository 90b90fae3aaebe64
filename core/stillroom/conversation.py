"""The one type that flows through Stillroom: a Trajectory, a frozen conversation with thoughts and tool calls.

What a teacher produced, what a person reviews, what is trained on, what is scored and what chat shows are the same type.
Messages follow the OpenAI chat format; a thought is `reasoning_content` there.
"""

import contextlib
import hashlib
import json
import re
import uuid
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

Role = Literal["system", "user", "assistant", "tool"]


class ToolCall(msgspec.Struct, frozen=True):
    """A wish to run one tool. `arguments` is an object, `{}` for none; `id` ties the tool's reply to it."""

    id: str
    name: str
    arguments: dict[str, Any]


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """One turn. Only an assistant has a `thought` or `tool_calls`; only a tool has `tool_call_id` and `name`."""

    role: Role
    content: str = ""
    thought: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str = ""
    name: str = ""

    def to_openai(self) -> dict[str, Any]:
        """The message as the OpenAI chat format has it; arguments are a JSON text there."""
        message: dict[str, Any] = {"role": self.role, "content": self.content}
        if self.thought:
            message["reasoning_content"] = self.thought
        if self.tool_calls:
            message["tool_calls"] = [
                {
                    "id": call.id,
                    "type": "function",
                    "function": {"name": call.name, "arguments": canonical_json(call.arguments)},
                }
                for call in self.tool_calls
            ]
        if self.role == "tool":
            message |= {"tool_call_id": self.tool_call_id, "name": self.name}
        return message


class Trajectory(msgspec.Struct, frozen=True):
    """One task done once. `parent` is the trajectory this one was edited from, `tool_set` the digest of the tools offered."""

    id: str
    task: str
    method: str
    tool_set: str
    messages: tuple[Message, ...]
    parent: str = ""

    @property
    def calls(self) -> tuple[tuple[ToolCall, ...], ...]:
        """The calls made, one tuple for each assistant turn that made any."""
        return tuple(message.tool_calls for message in self.messages if message.tool_calls)

    @property
    def answer(self) -> str:
        """The text of the last assistant turn; empty if it ended in calls."""
        last = next((message for message in reversed(self.messages) if message.role == "assistant"), None)
        return last.content if last and not last.tool_calls else ""


class ToolSpec(msgspec.Struct, frozen=True):
    """What a model is told of a tool. `parameters` is a JSON Schema of type object."""

    name: str
    description: str
    parameters: dict[str, Any]

    def to_openai(self) -> dict[str, Any]:
        """The tool as the `tools` field of an OpenAI request has it."""
        return {
            "type": "function",
            "function": {"name": self.name, "description": self.description, "parameters": self.parameters},
        }


def tool_set_digest(tools: Sequence[ToolSpec]) -> str:
    """What identifies a tool set: the digest of everything a model is told of it, in order."""
    return digest([tool.to_openai() for tool in tools])


def new_id(kind: str) -> str:
    """A fresh identifier, for example `call-3f2a9c1b7d04`."""
    return f"{kind}-{uuid.uuid4().hex[:12]}"


def read_json(text: str) -> Any:
    """Read JSON that a model or a user wrote. What could not be written as JSON again is refused, unlike by `json.loads`.

    Raises:
        ValueError: it is no JSON, or holds a NaN, an infinity, half of a surrogate pair, or more levels than can be read.
    """
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError as error:
        raise ValueError("It has too many levels.") from error
    return value


def json_within(text: str) -> dict[str, Any] | None:
    """The first JSON object in what a model wrote, whatever words or code fences stand around it; None where there is none."""
    decoder = json.JSONDecoder()
    for found in re.finditer(r"\{", text):
        with contextlib.suppress(ValueError, RecursionError):
            _, end = decoder.raw_decode(text, found.start())
            read: dict[str, Any] = read_json(text[found.start() : end])
            return read
    return None


def canonical_json(value: Any) -> str:
    """Stillroom's one JSON spelling: compact, keys sorted, Unicode as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(value: Any) -> str:
    """The SHA-256 of a value's canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
