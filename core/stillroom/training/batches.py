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
        return SharedPrefixBatch(*(tensor.to(device) for tensor in (self.prefix, self.tails, self.learned, self.lengths)))

    @property
    def learned_tokens(self) -> int:
        return int(self.learned.sum())

    @property
    def computed_tokens(self) -> int:
        """Tokens that go through the model: the prefix once, and every tail with its padding."""
        return self.prefix.numel() + self.tails.numel()


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
        learned=torch.tensor([[*sample.learned[prefix:], *[False] * (width + prefix - len(sample.learned))] for sample in samples]),
        lengths=torch.tensor([len(tail) for tail in tails]),
    )


def plan_batches(lengths: Sequence[int], batch_size: int, epochs: int, seed: int) -> list[tuple[int, ...]]:
    """The batches of a run, each as the positions of its samples, epoch after epoch.

    Samples of like length come together, since short tails are padded to the longest of their batch; which ones do, and the
    order of the batches, changes from epoch to epoch.
    """
    plan: list[tuple[int, ...]] = []
    for epoch in range(epochs):
        chance = random.Random(seed * 1000 + epoch)
        jitter = [length * chance.uniform(0.95, 1.05) for length in lengths]
        order = sorted(range(len(lengths)), key=jitter.__getitem__)
        batches = [tuple(order[start : start + batch_size]) for start in range(0, len(order), batch_size)]
        chance.shuffle(batches)
        plan += batches
    return plan
