"""Trajectories as tokens: what a student reads, and which of it it learns.

Learned are all assistant turns with their end-of-turn token; the system prompt, the user's turns and the observations are
only read (Agent Distillation, arXiv 2505.17612, section 3). The text is the one that serving renders.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

import msgspec
from tokenizers import Tokenizer

from stillroom.conversation import ToolSpec, Trajectory
from stillroom.templates import Family


class Sample(msgspec.Struct, frozen=True):
    """One `trajectory` (its id) as tokens: `ids` of the whole text, and for each whether it is `learned`.

    `tool_set` is the digest of the tools that it is told of.
    """

    task: str
    ids: tuple[int, ...]
    learned: tuple[bool, ...]
    trajectory: str = ""
    tool_set: str = ""


class Dropped(msgspec.Struct, frozen=True):
    """A trajectory that is not trained on, and why."""

    task: str
    reason: str


def make_sample(
    trajectory: Trajectory, tools: Sequence[ToolSpec], family: Family, tokenizer: Tokenizer, max_tokens: int
) -> Sample | Dropped:
    """Render and tokenize one trajectory; it is dropped, never cut, where it is longer than `max_tokens`."""
    messages = trajectory.messages
    spans: list[tuple[int, int]] = []
    for position, message in enumerate(messages):
        if message.role != "assistant":
            continue
        before = family.render(messages[:position], tools, reply=True)
        after = family.render(messages[: position + 1], tools, reply=False)
        if not after.startswith(before):
            return Dropped(trajectory.task, "Its template changes earlier turns when a later one is added.")
        spans.append((len(before), after.rindex(family.end_of_turn) + len(family.end_of_turn)))
    if not spans:
        return Dropped(trajectory.task, "It has no assistant turn to learn from.")
    encoding = tokenizer.encode(family.render(messages, tools, reply=False), add_special_tokens=False)
    if len(encoding.ids) > max_tokens:
        return Dropped(trajectory.task, f"It has {len(encoding.ids)} tokens; the limit is {max_tokens}.")
    learned = tuple(any(start <= first and last <= end for start, end in spans) for first, last in encoding.offsets)
    return Sample(trajectory.task, tuple(encoding.ids), learned, trajectory.id, trajectory.tool_set)


def common_prefix(samples: Sequence[Sample]) -> int:
    """How many tokens all samples begin with, ending before the first learned one and leaving each a tail."""
    shortest = min(sample.learned.index(True) for sample in samples) - 1
    columns = zip(*(sample.ids[:shortest] for sample in samples), strict=True)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def common_prefixes(samples: Iterable[Sample]) -> dict[str, int]:
    """By tool set, how many tokens all samples with these tools begin with."""
    alike: dict[str, list[Sample]] = {}
    for sample in samples:
        alike.setdefault(sample.tool_set, []).append(sample)
    return {tool_set: common_prefix(group) for tool_set, group in alike.items()}
