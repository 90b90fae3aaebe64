"""The scripted teacher: it plays worked solutions. It is not a model, and whatever shows it says so."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

import msgspec

from stillroom.conversation import Message, ToolSpec
from stillroom.errors import KnownError
from stillroom.models import Reply


class ScriptedTeacher:
    """A ChatModel that answers what it has a worked solution for, turn by turn, whatever the tools really return."""

    name = "worked solutions (a scripted teacher, not a model)"

    def __init__(self, worked: Mapping[str, Sequence[Message]]) -> None:
        """`worked`: the assistant's turns in their order, by the first thing that the user says."""
        self._worked = worked

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        prompt = next(message.content for message in messages if message.role == "user")
        given = sum(message.role == "assistant" for message in messages)
        turns = self._worked.get(prompt, ())
        if given >= len(turns):
            raise KnownError(
                "No worked solution",
                f"The scripted teacher has no solution for: {prompt[:80]}",
                "Give the task a solution, or choose another teacher.",
            )
        turn = turns[given]
        if not (turn.content or turn.tool_calls) and messages[-1].role == "tool":
            # Labelled data often ends with its calls: then what they returned is the answer.
            results = takewhile(lambda message: message.role == "tool", reversed(messages))
            turn = msgspec.structs.replace(turn, content="\n".join(result.content for result in reversed([*results])))
        return Reply(turn)
