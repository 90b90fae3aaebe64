"""The loss of a shared-prefix batch, equal to that of the padded batch, at a fraction of its tokens.

Prefix and tails stand in one row, each computed once and without padding; attention (training/attention.py) lets a tail see the
prefix and itself only. No cache is used: under activation checkpointing transformers drops one without an error. Logits are
computed only where there is loss: with a vocabulary of 49k to 256k they would dominate memory. Checked in fp32 against the
padded batch: tests/core/training/test_loss.py.
"""

import torch
from transformers import PreTrainedModel

from stillroom.training.batches import SharedPrefixBatch


def shared_prefix_loss(model: PreTrainedModel, batch: SharedPrefixBatch) -> torch.Tensor:
    """The cross-entropy summed over the learned tokens of the batch: a scalar in fp32.

    `model` is a causal language model of transformers with the attention SHARED_PREFIX, with adapters injected or not.
    """
    layout = batch.layout
    row = torch.cat([batch.prefix, batch.tails])
    hidden = model.base_model(
        input_ids=row[None], position_ids=layout.positions, use_cache=False, layout=layout
    ).last_hidden_state[0]
    # The first token of a tail is never learned, so no target crosses from one tail into the next.
    logits = model.get_output_embeddings()(hidden[layout.prefix : -1][batch.learned[1:]]).float()
    return torch.nn.functional.cross_entropy(logits, batch.tails[1:][batch.learned[1:]], reduction="sum")
