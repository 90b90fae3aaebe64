"""Calls answered from their record instead of being run: the same results, and no side effects."""

from collections.abc import Iterable
from types import TracebackType
from typing import Protocol, Self

import msgspec

from stillroom.conversation import ToolCall, canonical_json
from stillroom.errors import ToolError
from stillroom.store import Execution
from stillroom.tools.sandbox import State


class ToolSession(Protocol):
    """What answers one trajectory's calls: a session of the sandbox, or its record."""

    async def call(self, call: ToolCall) -> Execution: ...

    async def state(self) -> State: ...


class Replay:
    """A session that answers from the executions of a trajectory. Nothing runs.

    A call is answered by the first recorded execution of the same tool and arguments that has not answered yet. Where there is
    none, as where a model now calls otherwise than it did, the answer is an execution that is not ok and says so.
    """

    def __init__(self, recorded: Iterable[Execution]) -> None:
        self._left = list(recorded)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    async def call(self, call: ToolCall) -> Execution:
        wanted = canonical_json(call.arguments)
        for place, done in enumerate(self._left):
            if done.name == call.name and canonical_json(done.arguments) == wanted:
                return msgspec.structs.replace(self._left.pop(place), call=call.id)
        said = f"Error: {call.name} was not called so when this was recorded, and nothing is run now."
        return Execution(call.id, call.name, call.arguments, False, said, 0.0)

    async def state(self) -> State:
        """Raises: ToolError, since a record holds what calls returned, and not the state that they led to."""
        raise ToolError(
            "No state to check",
            "A record holds what the tools returned, and not the state that they led to.",
            "Run the tools instead of replaying them.",
        )
