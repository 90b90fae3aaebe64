"""The padded batch: every sample a row of its own, prefix and all, for models whose samples cannot stand in one row behind it.

Attention can be told what a token sees. What is carried on from token to token in another way cannot: the convolutions of LFM2,
the delta rule of Qwen 3.5, the state of Mamba (Granite 4 H) would go from one tail into the next.
"""

import torch
from torch.nn.utils.rnn import pad_sequence
from transformers import PreTrainedModel

from stillroom.training.batches import SharedPrefixBatch

_ATTENDING = {"full_attention", "sliding_attention"}


def stands_in_a_row(decoder: PreTrainedModel) -> bool:
    """Whether attention alone joins the tokens of this model, and goes through transformers' interface with all it needs.

    Attention sinks (a score for seeing nothing) would need more than the shared-prefix attention is told.
    """
    kinds = set(getattr(decoder.config, "layer_types", None) or ())
    sinks = any(name.endswith("sinks") for name, _ in decoder.named_parameters())
    carried = any(isinstance(part, torch.nn.Conv1d) for part in decoder.modules())
    return decoder.is_backend_compatible() and kinds <= _ATTENDING and not sinks and not carried


def padded_hidden(decoder: PreTrainedModel, batch: SharedPrefixBatch) -> torch.Tensor:
    """What the decoder makes of the token before each learned one: (L, D), in the order in which these stand in `batch.tails`."""
    lengths = batch.lengths.tolist()
    tails = torch.split(batch.tails, lengths)
    rows = pad_sequence([torch.cat([batch.prefix, tail]) for tail in tails], batch_first=True)
    ends = batch.prefix.numel() + batch.lengths[:, None]
    there = torch.arange(rows.shape[1], device=rows.device) < ends
    hidden = decoder(input_ids=rows, attention_mask=there.long(), use_cache=False).last_hidden_state
    learned = pad_sequence([*torch.split(batch.learned, lengths)], batch_first=True)
    # Only tails are learned, and never their first token.
    before: torch.Tensor = hidden[:, batch.prefix.numel() : -1][learned[:, 1:]]
    return before
