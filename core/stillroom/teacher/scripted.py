"""The scripted teacher: it plays worked solutions. It is not a model, and whatever shows it says so."""

from collections.abc import Sequence
from itertools import takewhile

import msgspec

from stillroom.conversation import Message, ToolSpec
from stillroom.errors import KnownError
from stillroom.models import Reply


class ScriptedTeacher:
    """A ChatModel that plays the worked solution of one task, turn by turn, whatever the tools really return."""

    name = "worked solutions (a scripted teacher, not a model)"

    def __init__(self, worked: Sequence[Message]) -> None:
        """`worked`: the assistant's turns in their order."""
        self._worked = worked

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        given = sum(message.role == "assistant" for message in messages)
        if given >= len(self._worked):
            said = next(message.content for message in reversed(messages) if message.role == "user")
            raise KnownError(
                "No worked solution",
                f"The scripted teacher has nothing more to say to: {said[:80]}",
                "Give the task a solution, or choose another teacher.",
            )
        turn = self._worked[given]
        if not (turn.content or turn.tool_calls) and messages[-1].role == "tool":
            # Labelled data often ends with its calls: then what they returned is the answer.
            results = takewhile(lambda message: message.role == "tool", reversed(messages))
            turn = msgspec.structs.replace(turn, content="\n".join(result.content for result in reversed([*results])))
        return Reply(turn)
