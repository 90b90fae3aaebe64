"""The loss of a shared-prefix batch, equal to that of the padded batch, at a fraction of its tokens.

Two forms of one identity (checked in fp32 against the padded batch: tests/core/training/test_loss.py):
- cached: the prefix runs once into a cache that keeps its gradient; its keys and values are expanded over the batch, and the
  tails run as ordinary causal rows behind it, those of like length together. The quicker one.
- packed: prefix and tails stand in one row, and a dense mask lets a tail see the prefix and itself only. The one for activation
  checkpointing, under which transformers drops a cache without an error.
Logits are computed only where there is loss: with a vocabulary of 49k to 256k they would dominate memory.
"""

import torch
from transformers import DynamicCache, PreTrainedModel
from transformers.cache_utils import DynamicLayer

from stillroom.training.batches import SharedPrefixBatch


def shared_prefix_loss(model: PreTrainedModel, batch: SharedPrefixBatch) -> torch.Tensor:
    """The cross-entropy summed over the learned tokens of the batch: a scalar in fp32.

    `model` is a causal language model of transformers, with adapters injected or not. The form is chosen by whether it trains
    with activation checkpointing.
    """
    hidden, targets = _packed(model, batch) if _checkpoints(model) else _cached(model, batch)
    logits = model.get_output_embeddings()(hidden).float()
    return torch.nn.functional.cross_entropy(logits, targets, reduction="sum")


def _checkpoints(model: PreTrainedModel) -> bool:
    return bool(model.training and model.is_activation_checkpointing)


def _cached(model: PreTrainedModel, batch: SharedPrefixBatch) -> tuple[torch.Tensor, torch.Tensor]:
    """Hidden states (N, D) before each learned token, and the learned tokens (N,)."""
    decoder = model.base_model
    prefix = DynamicCache(config=model.config)
    decoder(input_ids=batch.prefix[None], past_key_values=prefix, use_cache=True)
    hidden, targets = [], []
    for rows in batch.groups():
        width = int(batch.lengths[rows].max())
        tails, learned = batch.tails[rows, :width], batch.learned[rows, :width]
        cache = DynamicCache([_expanded(layer, len(rows)) for layer in prefix.layers])
        positions = batch.prefix.numel() + torch.arange(width, device=tails.device)
        # Padding stands on the right, where causal attention lets no real token see it: no mask is needed.
        states = decoder(
            input_ids=tails, past_key_values=cache, use_cache=True, position_ids=positions[None]
        ).last_hidden_state
        hidden.append(states[:, :-1][learned[:, 1:]])
        targets.append(tails[:, 1:][learned[:, 1:]])
    return torch.cat(hidden), torch.cat(targets)


def _expanded(layer: DynamicLayer, rows: int) -> tuple[torch.Tensor, torch.Tensor]:
    """A layer's keys and values for several rows at once: a view, through which their gradients add up."""
    return layer.keys.expand(rows, -1, -1, -1), layer.values.expand(rows, -1, -1, -1)


def _packed(model: PreTrainedModel, batch: SharedPrefixBatch) -> tuple[torch.Tensor, torch.Tensor]:
    """The same, from one row without padding."""
    device, prefix = batch.tails.device, batch.prefix.numel()
    real = torch.arange(batch.tails.shape[1], device=device) < batch.lengths[:, None]
    tails, learned = batch.tails[real], batch.learned[real]
    owner = torch.cat(
        [
            torch.full((prefix,), -1, device=device),
            torch.arange(len(batch.tails), device=device).repeat_interleave(batch.lengths),
        ]
    )
    offsets = torch.cat([torch.arange(int(length), device=device) for length in batch.lengths])
    positions = torch.cat([torch.arange(prefix, device=device), prefix + offsets])
    row = torch.cat([batch.prefix, tails])
    causal = torch.ones(len(row), len(row), dtype=torch.bool, device=device).tril()
    mask = causal & ((owner[None, :] == owner[:, None]) | (owner[None, :] == -1))
    hidden = model.base_model(
        input_ids=row[None], attention_mask=mask[None, None], position_ids=positions[None], use_cache=False
    ).last_hidden_state[0]
    # The first token of a tail is never learned, so no target crosses from one tail into the next.
    return hidden[prefix:-1][learned[1:]], tails[1:][learned[1:]]
