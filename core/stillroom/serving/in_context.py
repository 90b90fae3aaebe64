"""Solved training tasks that a student is shown before it is asked: learning in context, without any training."""

from collections.abc import Iterator, Sequence
from itertools import islice

from stillroom.conversation import Message, ToolSpec
from stillroom.store import Kind, Method, Store
from stillroom.tasks import worked_conversation

Example = tuple[Message, ...]
"""One solved task as a conversation, without a system prompt."""

_LOOKED_AT = 500
"""So many solutions are looked at: the shortest of more would hardly be shorter, and reading 100,000 takes seconds."""


def solved_examples(store: Store, tools: Sequence[ToolSpec], method: Method = "agent") -> tuple[Example, ...]:
    """Of each kind of training task the shortest solution, in the order in which the kinds first come; never a held-out one.

    A teacher's accepted solutions, or where there are none, the tasks' own. One that calls a tool which is not in `tools` is
    left out. The shortest, because every one of them is read before every question.
    """
    found = list(islice(_taught(store, method), _LOOKED_AT))
    if not found and method == "agent":
        found = list(islice(_worked(store), _LOOKED_AT))
    known = {tool.name for tool in tools}
    shortest: dict[Kind, Example] = {}
    for kind, example in found:
        called = {call.name for message in example for call in message.tool_calls}
        if called <= known and (kind not in shortest or _length(example) < _length(shortest[kind])):
            shortest[kind] = example
    return tuple(shortest.values())


def _taught(store: Store, method: Method) -> Iterator[tuple[Kind, Example]]:
    for trajectory in store.taught_trajectories("train", method):
        if task := store.task(trajectory.task):
            yield task.kind, tuple(message for message in trajectory.messages if message.role != "system")


def _worked(store: Store) -> Iterator[tuple[Kind, Example]]:
    """The tasks' own solutions, where what each call returns and what is answered are written down as well."""
    for task in store.tasks("train"):
        results = [len(step) for step in task.results or ()]
        if task.solution is not None and all(task.answers) and results == [len(step) for step in task.solution if step]:
            yield task.kind, tuple(worked_conversation(task))


def _length(example: Example) -> int:
    return sum(len(str(message.to_openai())) for message in example)
