"""Several samples of one task: verified, the best kept as the one that counts, and how far they agree (self-consistency of the teacher)."""

from collections.abc import Iterator
from typing import Any

import msgspec

from stillroom.conversation import canonical_json
from stillroom.store import Task, Verdict
from stillroom.trajectories.agent import Rollout


class Sample(msgspec.Struct, frozen=True):
    """One solution of a task, verified. `agreement` is the share of the task's samples that made the same calls."""

    rollout: Rollout
    verdicts: tuple[Verdict, ...]
    agreement: float = 1.0

    @property
    def accepted(self) -> bool:
        return self.verdicts[-1].ok


def ranked(samples: list[Sample]) -> list[Sample]:
    """The samples with their agreement, the best last: accepted, then as most others do, then in as few turns as possible."""
    calls = [_calls(sample.rollout) for sample in samples]
    agreed = [
        msgspec.structs.replace(sample, agreement=round(calls.count(made) / len(samples), 4))
        for sample, made in zip(samples, calls, strict=True)
    ]
    return sorted(
        agreed,
        key=lambda sample: (sample.accepted, len(sample.verdicts), sample.agreement, -len(sample.rollout.messages)),
    )


class Waiting:
    """The rollouts of tasks of which some are still to come."""

    def __init__(self, each: int) -> None:
        """`each`: rollouts of one task."""
        self._each = each
        self._tasks: dict[str, tuple[Task, list[Rollout]]] = {}

    def add(self, task: Task, rollout: Rollout) -> list[Rollout]:
        """All rollouts of the task, once this was the last one; else none."""
        _, rollouts = self._tasks.setdefault(task.id, (task, []))
        rollouts.append(rollout)
        return self._tasks.pop(task.id)[1] if len(rollouts) == self._each else []

    def rest(self) -> Iterator[tuple[Task, list[Rollout]]]:
        """The tasks whose last rollouts do not come any more, with those that did."""
        yield from self._tasks.values()
        self._tasks.clear()


def _calls(rollout: Rollout) -> Any:
    """What identifies what was done: the calls, step by step, those of one step in any order."""
    return tuple(
        tuple(sorted(canonical_json([call.name, call.arguments]) for call in message.tool_calls))
        for message in rollout.messages
        if message.tool_calls
    )
