"""How the scripted teacher recovers from calls that are made to fail: it makes them again."""

from collections.abc import Sequence

import msgspec

from stillroom.conversation import Message, ToolSpec, new_id
from stillroom.models import ChatModel, Reply
from stillroom.tools import is_fault


class Persistent:
    """A ChatModel that makes each call once more that was made to fail, and otherwise answers as the model that it is put around.

    That model, which may count turns, sees the conversation as if nothing had failed.
    """

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self.name = model.name

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        smooth, failed = _without_faults(messages)
        if not failed:
            return await self._model.reply(smooth, tools)
        calls = next(message.tool_calls for message in reversed(messages) if message.tool_calls)
        again = tuple(msgspec.structs.replace(call, id=new_id("call")) for call in calls if call.id in failed)
        return Reply(Message("assistant", tool_calls=again))


def _without_faults(messages: Sequence[Message]) -> tuple[list[Message], set[str]]:
    """The conversation with the results of second tries in the place of the first; and the ids of calls that still wait for one."""
    kept: list[Message] = []
    failed: list[int] = []  # where in `kept` the results stand that were made to fail
    again: list[int] = []  # those for which a second try is being made
    ids: set[str] = set()
    for message in messages:
        if message.role == "assistant":
            again, failed, ids = failed, [], set()
            if again:
                continue
        place = again.pop(0) if again and message.role == "tool" else len(kept)
        kept[place : place + 1] = [message]
        if message.role == "tool" and is_fault(message.name, message.content):
            failed.append(place)
            ids.add(message.tool_call_id)
    return kept, ids
