"""Attention of many tails behind one prefix, all standing in one row: each token sees the prefix, and its own tail up to itself.

On a CPU a row is cut where nothing is seen: the prefix sees itself, all tails see the prefix, each tail sees itself. A tail's
two parts are put together by their log-sum-exp, as FlashAttention does with its blocks (Dao et al., arXiv 2205.14135,
section 3.1), and its backward pass runs part by part with the sum's output. On a GPU one dense mask does it, and so it does
everywhere in layers that see no further back than a window (Gemma), or cap their scores (Gemma 2, arXiv 2408.00118, section 2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface, AttentionMaskInterface

SHARED_PREFIX = "stillroom_shared_prefix"

# PyTorch's own kernel under `scaled_dot_product_attention` on a CPU, which alone gives the log-sum-exp.
_flash = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu
_flash_backward = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu_backward


@dataclass(frozen=True)
class Layout:
    """How a row of S tokens is made up: `prefix` tokens, then tails of `lengths`."""

    prefix: int
    lengths: tuple[int, ...]
    device: torch.device

    @property
    def tails(self) -> Iterator[slice]:
        """Where each tail stands in the row."""
        start = self.prefix
        for length in self.lengths:
            yield slice(start, start + length)
            start += length

    @cached_property
    def positions(self) -> torch.Tensor:
        """(1, S): every tail's positions go on from the prefix."""
        ends = [torch.arange(self.prefix, self.prefix + length, device=self.device) for length in self.lengths]
        return torch.cat([torch.arange(self.prefix, device=self.device), *ends])[None]

    @cached_property
    def mask(self) -> torch.Tensor:
        """(S, S) booleans: which token (row) sees which (column)."""
        size = self.prefix + sum(self.lengths)
        seen = torch.zeros(size, size, dtype=torch.bool, device=self.device)
        seen[:, : self.prefix] = True
        for tail in self.tails:
            seen[tail, tail] = True
        return seen.tril_()

    def mask_within(self, window: int | None) -> torch.Tensor:
        """The same where a token sees no more than the last `window` tokens, itself one of them."""
        if window is None or not self.reaches(window):
            return self.mask
        if window not in self._masks:  # all layers of a model have the same
            positions = self.positions[0]
            self._masks[window] = self.mask & (positions[:, None] - positions < window)
        return self._masks[window]

    @cached_property
    def _masks(self) -> dict[int, torch.Tensor]:
        return {}

    def reaches(self, window: int | None) -> bool:
        """Whether a token would see further back than a window."""
        return window is not None and self.prefix + max(self.lengths) > window


def shared_prefix_attention(
    _module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    _mask: None,
    scaling: float,
    dropout: float = 0.0,
    *,
    layout: Layout,
    sliding_window: int | None = None,
    softcap: float | None = None,
    **_: Any,
) -> tuple[torch.Tensor, None]:
    """Attention of `query` (1, H, S, D) to `key` and `value` (1, G, S, D), as transformers asks for it: (1, S, H, D)."""
    if softcap is not None:
        attended = _capped(query, key, value, layout.mask_within(sliding_window), scaling, softcap, dropout)
    elif query.device.type == "cpu" and not dropout and not layout.reaches(sliding_window):
        attended = _InParts.apply(query[0], key[0], value[0], layout, scaling)[None]  # type: ignore[no-untyped-call]
    else:
        mask = layout.mask_within(sliding_window)
        attended = scaled_dot_product_attention(
            query, key, value, mask, dropout_p=dropout, scale=scaling, enable_gqa=True
        )
    return attended.transpose(1, 2).contiguous(), None


def _capped(
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    mask: torch.Tensor,
    scale: float,
    cap: float,
    dropout: float,
) -> torch.Tensor:
    """Attention whose scores go no further than `cap` either way; no kernel of PyTorch's does that."""
    keys, values = _for_each_head(key[0], query[0]), _for_each_head(value[0], query[0])
    scores = torch.tanh(query @ keys.mT * (scale / cap)) * cap
    weights = scores.masked_fill(~mask, -torch.inf).softmax(-1, dtype=torch.float32).to(query.dtype)
    return torch.nn.functional.dropout(weights, dropout) @ values


class _InParts(torch.autograd.Function):
    """The same for query (H, S, D), key and value (G, S, D), from parts without a mask. Gives (H, S, D)."""

    @staticmethod
    def forward(
        ctx: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, layout: Layout, scale: float
    ) -> torch.Tensor:
        keys, values = _for_each_head(key, query), _for_each_head(value, query)
        out, sums = torch.empty_like(query), query.new_empty(query.shape[:2], dtype=torch.float32)
        prefix, tails = slice(layout.prefix), slice(layout.prefix, None)
        out[:, prefix], sums[:, prefix] = _attend(query, keys, values, prefix, scale)
        folded, folded_sums = _flash(
            _folded(query[:, tails], key), key[None, :, prefix], value[None, :, prefix], scale=scale
        )
        out[:, tails] = folded.reshape(out[:, tails].shape)
        sums[:, tails] = folded_sums.reshape(sums[:, tails].shape)
        for tail in layout.tails:
            own, own_sums = _attend(query, keys, values, tail, scale)
            both = torch.logaddexp(sums[:, tail], own_sums)
            weight = torch.exp(own_sums - both)[..., None]
            out[:, tail] = torch.lerp(out[:, tail].float(), own, weight).to(out.dtype)
            sums[:, tail] = both
        ctx.save_for_backward(query, key, value, out, sums)
        ctx.layout, ctx.scale = layout, scale
        return out

    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        query, key, value, out, sums = ctx.saved_tensors
        layout, scale = ctx.layout, ctx.scale
        keys, values = _for_each_head(key, query), _for_each_head(value, query)
        d_query, d_keys, d_values = torch.empty_like(query), torch.empty_like(keys), torch.empty_like(values)
        for part in (slice(layout.prefix), *layout.tails):
            own = (t[None, :, part].float() for t in (gradient, query, keys, values, out, sums))
            d_q, d_k, d_v = _flash_backward(*own, 0.0, True, scale=scale)
            d_query[:, part], d_keys[:, part], d_values[:, part] = d_q[0], d_k[0], d_v[0]
        d_key, d_value = _for_each_group(d_keys, key), _for_each_group(d_values, value)
        prefix, tails = slice(layout.prefix), slice(layout.prefix, None)
        d_q, d_k, d_v = _flash_backward(
            _folded(gradient[:, tails], key),
            _folded(query[:, tails], key),
            key[None, :, prefix],
            value[None, :, prefix],
            _folded(out[:, tails], key),
            sums[:, tails].reshape(1, len(key), -1),
            0.0,
            False,
            scale=scale,
        )
        d_query[:, tails] += d_q.reshape(d_query[:, tails].shape)
        d_key[:, prefix] += d_k[0]
        d_value[:, prefix] += d_v[0]
        return d_query, d_key, d_value, None, None


def _attend(
    query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, part: slice, scale: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """A part of the row on itself, causal: (H, T, D) and its log-sum-exp (H, T), both in fp32, in which short parts run fastest."""
    out, sums = _flash(*(t[None, :, part].float() for t in (query, keys, values)), 0.0, True, scale=scale)
    return out[0], sums[0]


def _folded(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    """(H, T, D) as (1, G, H/G * T, D): the query heads of a group, which share their keys, in one long row."""
    return query.reshape(1, len(key), -1, query.shape[-1])


def _for_each_head(key: torch.Tensor, query: torch.Tensor) -> torch.Tensor:
    return key.repeat_interleave(len(query) // len(key), 0)


def _for_each_group(gradient: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    """The gradient of keys that were repeated for each head: (H, S, D) to (G, S, D)."""
    return gradient.view(len(key), -1, *key.shape[1:]).sum(1)


def _no_mask(*_: Any, **__: Any) -> None:
    """What is seen is in the layout."""


AttentionInterface.register(SHARED_PREFIX, shared_prefix_attention)
AttentionMaskInterface.register(SHARED_PREFIX, _no_mask)
