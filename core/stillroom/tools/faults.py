"""Calls that are made to fail on purpose, so that there are trajectories in which a student sees how to recover."""

import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable

from stillroom.conversation import ToolCall
from stillroom.store import Execution

_FAULTS = (
    "Error: {} is not available at the moment.",
    "Error: {} did not answer in time.",
    "Error: the connection of {} was interrupted.",
)


def with_faults(
    call: Callable[[ToolCall], Awaitable[Execution]], rate: float, seed: str
) -> Callable[[ToolCall], Awaitable[Execution]]:
    """`call`, of which a share of `rate` (0 to 1) is not run but fails, as tools do fail. Their executions say so (`fault`).

    Which ones is settled by `seed` and by the order in which the calls are made.
    """
    chance = random.Random(seed)

    async def run(wanted: ToolCall) -> Execution:
        if chance.random() >= rate:
            return await call(wanted)
        said = chance.choice(_FAULTS).format(wanted.name)
        return Execution(wanted.id, wanted.name, wanted.arguments, False, said, 0.0, fault=True)

    return run


def failing_again(
    call: Callable[[ToolCall], Awaitable[Execution]], recorded: Iterable[Execution]
) -> Callable[[ToolCall], Awaitable[Execution]]:
    """`call`, but those calls of a record that were made to fail there fail again as they did. The others are made.

    Calls are known again by their ids, and where one was used more than once by their order.
    """
    left: dict[str, list[Execution]] = defaultdict(list)
    for done in recorded:
        left[done.call].append(done)

    async def run(wanted: ToolCall) -> Execution:
        before = left[wanted.id].pop(0) if left[wanted.id] else None
        return before if before and before.fault else await call(wanted)

    return run


def is_fault(name: str, result: str) -> bool:
    """Whether a tool's result is that of a call that was made to fail."""
    return any(fault.format(name) == result for fault in _FAULTS)
