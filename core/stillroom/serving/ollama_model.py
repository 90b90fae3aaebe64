"""A model in Ollama as a ChatModel."""

import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec

from stillroom.conversation import Message, ToolSpec
from stillroom.models import Reply
from stillroom.serving.ollama_server import Ollama
from stillroom.templates import Family


class OllamaModel:
    """A model in Ollama as a ChatModel, for one family's way of writing thoughts."""

    def __init__(self, server: Ollama, name: str, family: Family, *, stream: bool = False) -> None:
        self.name = name
        self._server, self._family, self._stream = server, family, stream

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        asked = [to_ollama(message, self._family) for message in messages]
        reply = await asyncio.to_thread(self._server.chat, self.name, asked, tools, stream=self._stream)
        parsed = self._family.parse(reply.message.content)
        problem = parsed.problem or reply.problem
        if parsed.message.tool_calls:
            problem = "Ollama gave the call as plain text."
        message = msgspec.structs.replace(parsed.message, tool_calls=reply.message.tool_calls)
        return Reply(message, reply.usage, problem)


def to_ollama(message: Message, family: Family) -> dict[str, Any]:
    """A message as `/api/chat` takes it. An assistant's content is all that it wrote before its calls, the thought included."""
    if message.role == "tool":
        return {"role": "tool", "content": message.content, "tool_name": message.name}
    if message.role != "assistant":
        return {"role": message.role, "content": message.content}
    calls = [{"function": {"name": call.name, "arguments": call.arguments}} for call in message.tool_calls]
    return {"role": "assistant", "content": family.before_calls(message), "tool_calls": calls}
