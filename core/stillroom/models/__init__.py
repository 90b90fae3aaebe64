"""ChatModel: whatever answers a conversation. The one protocol of teachers and students."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from stillroom.conversation import Message, ToolSpec


class Usage(msgspec.Struct, frozen=True):
    """What one reply took: tokens read and written, and the wall-clock seconds until it was complete.

    `cached_tokens` are those of `prompt_tokens` that a provider had in its cache, and sells for less.
    """

    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cached_tokens: int = 0


class Reply(msgspec.Struct, frozen=True):
    """An assistant's turn. `problem` says in words what was wrong with its form (a call that did not parse, a cut reply)."""

    message: Message
    usage: Usage = Usage()
    problem: str = ""


class ChatModel(Protocol):
    """Answers a conversation, given the tools on offer.

    `reply` may be awaited several times at once. It raises KnownError where the model cannot be reached; a badly formed
    reply is no error but a Reply with a `problem`.
    """

    @property
    def name(self) -> str: ...

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply: ...
