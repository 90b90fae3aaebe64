"""What a student sees: a sample as tokens, each learned or only read, and which samples are left out and why. No torch."""

from collections.abc import Iterator, Sequence
from typing import get_args

import msgspec
from tokenizers import Tokenizer

from stillroom.conversation import Message, Role, ToolSpec, Trajectory
from stillroom.store import Method, Split, Store
from stillroom.templates import Family
from stillroom.training.samples import Dropped, Sample, make_sample


class Token(msgspec.Struct, frozen=True):
    """A token as it stands in a sample: the piece of text that it is, and whose turn it belongs to.

    `text` is "" where a character takes several tokens and an earlier one has it.
    """

    id: int
    text: str
    role: Role
    learned: bool


class Seen(msgspec.Struct, frozen=True):
    """A trajectory as its student reads it. Of one that is left out, `dropped` says why, and nothing of it is learned."""

    tokens: tuple[Token, ...]
    dropped: str = ""

    @property
    def learned(self) -> int:
        """How many tokens are learned."""
        return sum(token.learned for token in self.tokens)


class Measured(msgspec.Struct, frozen=True):
    """One of a project's samples: how many tokens it has, how many of them are learned, and why it is left out if it is."""

    trajectory: str
    task: str
    split: Split
    prompt: str
    tokens: int
    learned: int
    dropped: str = ""


def see(
    trajectory: Trajectory, tools: Sequence[ToolSpec], family: Family, tokenizer: Tokenizer, max_tokens: int
) -> Seen:
    """The tokens of a trajectory, as `make_sample` makes them."""
    sample = make_sample(trajectory, tools, family, tokenizer, max_tokens)
    text = family.render(trajectory.messages, tools, reply=False)
    encoding = tokenizer.encode(text, add_special_tokens=False)
    learned = sample.learned if isinstance(sample, Sample) else (False,) * len(encoding.ids)
    turns = iter(_turns(trajectory.messages, tools, family, text))
    role, end = next(turns)
    tokens, told = [], 0
    for id, (first, last), is_learned in zip(encoding.ids, encoding.offsets, learned, strict=True):
        while first >= end:
            role, end = next(turns)
        tokens.append(Token(id, text[max(first, told) : last], role, is_learned))
        told = max(told, last)
    return Seen(tuple(tokens), sample.reason if isinstance(sample, Dropped) else "")


def measure_samples(
    store: Store, family: Family, tokenizer: Tokenizer, max_tokens: int, method: Method = "agent"
) -> Iterator[Measured]:
    """All samples of both sides, those to learn from first. Each takes some milliseconds: leave off after any of them."""
    for split in get_args(Split):
        for trajectory in store.taught_trajectories(split, method):
            tools = store.tool_set(trajectory.tool_set)
            sample = make_sample(trajectory, tools, family, tokenizer, max_tokens)
            prompt = next((message.content for message in trajectory.messages if message.role == "user"), "")
            measured = Measured(trajectory.id, trajectory.task, split, prompt, 0, 0)
            if isinstance(sample, Sample):
                counts = {"tokens": len(sample.ids), "learned": sum(sample.learned)}
                yield msgspec.structs.replace(measured, **counts)
            else:
                yield msgspec.structs.replace(measured, dropped=sample.reason)


def _turns(
    messages: Sequence[Message], tools: Sequence[ToolSpec], family: Family, text: str
) -> Iterator[tuple[Role, int]]:
    """Whose turns follow one another, each with where it ends in the text.

    Where a family's system prompt and tools stand within the user's first turn, all before the user's own words is the system's.
    """
    asked = next((at for at, message in enumerate(messages) if message.role == "user"), None)
    end = 0
    for at, message in enumerate(messages):
        if at == asked and (not at or messages[0].content not in text[:end]):
            yield "system", text.index(message.content, end)
        end = _alike(family.render(messages[: at + 1], tools, reply=False), text)
        yield message.role, end if at < len(messages) - 1 else len(text) + 1


def _alike(one: str, other: str) -> int:
    """How many signs both begin with."""
    differing = (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(differing, min(len(one), len(other)))
