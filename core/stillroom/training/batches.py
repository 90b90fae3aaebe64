"""Batches of samples that begin with the same tokens (system prompt and tools), which are computed once.

A batch is the common prefix and one tail per sample.
"""

from collections.abc import Sequence

import msgspec
import torch

from stillroom.training.attention import Layout
from stillroom.training.samples import Sample


class SharedPrefixBatch(msgspec.Struct, frozen=True):
    """`prefix`: (P,) token ids that every sample begins with, none of them learned.

    `tails`: (N,) token ids of all the tails that follow it, one after another. `learned`: (N,) booleans. `lengths`: (B,) tokens
    of each tail; their sum is N.
    """

    prefix: torch.Tensor
    tails: torch.Tensor
    learned: torch.Tensor
    lengths: torch.Tensor

    @property
    def layout(self) -> Layout:
        """How the batch stands in one row."""
        return Layout(self.prefix.numel(), tuple(self.lengths.tolist()), self.tails.device)

    def to(self, device: torch.device) -> "SharedPrefixBatch":
        return SharedPrefixBatch(
            *(tensor.to(device) for tensor in (self.prefix, self.tails, self.learned, self.lengths))
        )

    @property
    def learned_tokens(self) -> int:
        return int(self.learned.sum())

    def parts(self, at_once: int, longest: int | None = None) -> "list[SharedPrefixBatch]":
        """The batch in parts of `at_once` samples at most, about as long as each other: their losses, and gradients, add up to its own.

        Samples of more than `longest` tokens, the prefix counted, are in none.
        """
        kept = [
            place
            for place, length in enumerate(self.lengths.tolist())
            if longest is None or self.prefix.numel() + length <= longest
        ]
        count = -(-len(kept) // at_once)
        if count == 1 and len(kept) == len(self.lengths):
            return [self]
        kept.sort(key=lambda place: -int(self.lengths[place]))
        return [self._of(kept[first::count]) for first in range(count)]

    def _of(self, places: list[int]) -> "SharedPrefixBatch":
        """The samples at these places alone."""
        lengths = self.lengths.tolist()
        tails, learned = (
            torch.cat([pieces[place] for place in places])
            for pieces in (torch.split(self.tails, lengths), torch.split(self.learned, lengths))
        )
        return SharedPrefixBatch(self.prefix, tails, learned, self.lengths[places])


def make_batch(samples: Sequence[Sample], prefix: int) -> SharedPrefixBatch:
    """Samples that share their first `prefix` tokens, as tensors."""
    return SharedPrefixBatch(
        prefix=torch.tensor(samples[0].ids[:prefix]),
        tails=torch.tensor([token for sample in samples for token in sample.ids[prefix:]]),
        learned=torch.tensor([learned for sample in samples for learned in sample.learned[prefix:]]),
        lengths=torch.tensor([len(sample.ids) - prefix for sample in samples]),
    )
