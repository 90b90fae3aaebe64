"""Batches of samples that begin with the same tokens (system prompt and tools), which are computed once.

A batch is the common prefix and one tail per sample. `plan_batches` fixes the whole run's batches in advance, from a seed,
so that a resumed run sees the very batches that an unbroken one does.
"""

import random
from collections.abc import Sequence
from itertools import takewhile

import msgspec
import torch

from stillroom.training.samples import Sample

# What one more pass through the model costs beside its tokens, in tokens: an estimate for a small model on two CPU cores.
_TOKENS_OF_A_PASS = 150


class SharedPrefixBatch(msgspec.Struct, frozen=True):
    """`prefix`: (P,) token ids that every sample begins with, none of them learned.

    `tails`: (B, T) token ids that follow it, padded on the right. `learned`: (B, T) booleans, False at padding.
    `lengths`: (B,) tokens of each tail without padding.
    """

    prefix: torch.Tensor
    tails: torch.Tensor
    learned: torch.Tensor
    lengths: torch.Tensor

    def to(self, device: torch.device) -> "SharedPrefixBatch":
        return SharedPrefixBatch(
            *(tensor.to(device) for tensor in (self.prefix, self.tails, self.learned, self.lengths))
        )

    @property
    def learned_tokens(self) -> int:
        return int(self.learned.sum())

    def groups(self) -> list[torch.Tensor]:
        """The rows of the batch in groups of like length: the cut that computes least, padding and passes counted."""
        order = self.lengths.argsort().tolist()
        lengths = self.lengths[order].tolist()
        best: list[tuple[int, int]] = [
            (0, 0)
        ]  # for the first n rows: tokens computed, and where their last group begins
        for end in range(1, len(order) + 1):
            best.append(
                min(
                    (best[start][0] + (end - start) * lengths[end - 1] + _TOKENS_OF_A_PASS, start)
                    for start in range(end)
                )
            )
        groups: list[torch.Tensor] = []
        end = len(order)
        while end:
            start = best[end][1]
            groups.insert(0, torch.tensor(order[start:end], device=self.tails.device))
            end = start
        return groups


def common_prefix(samples: Sequence[Sample]) -> int:
    """How many tokens all samples begin with, ending before the first learned one and leaving each a tail."""
    shortest = min(sample.learned.index(True) for sample in samples) - 1
    columns = zip(*(sample.ids[:shortest] for sample in samples), strict=True)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def make_batch(samples: Sequence[Sample], prefix: int, padding: int) -> SharedPrefixBatch:
    """Samples that share their first `prefix` tokens, as tensors; `padding` is the id that fills short tails."""
    tails = [sample.ids[prefix:] for sample in samples]
    width = max(map(len, tails))
    return SharedPrefixBatch(
        prefix=torch.tensor(samples[0].ids[:prefix]),
        tails=torch.tensor([[*tail, *[padding] * (width - len(tail))] for tail in tails]),
        learned=torch.tensor(
            [[*sample.learned[prefix:], *[False] * (width + prefix - len(sample.learned))] for sample in samples]
        ),
        lengths=torch.tensor([len(tail) for tail in tails]),
    )


def plan_batches(count: int, batch_size: int, epochs: int, seed: int) -> list[tuple[int, ...]]:
    """The batches of a run over `count` samples, each as the positions of its samples, epoch after epoch, in chance order.

    Batches are mixed on purpose, though batches of one length would pad less: samples of like length are of like kind, and a
    batch would then be of one kind.
    """
    plan: list[tuple[int, ...]] = []
    for epoch in range(epochs):
        order = list(range(count))
        random.Random(seed * 1000 + epoch).shuffle(order)
        plan += [tuple(order[start : start + batch_size]) for start in range(0, count, batch_size)]
    return plan
