"""The loss of a shared-prefix batch, equal to that of the padded batch, at a fraction of its tokens.

Prefix and tails stand in one row, each computed once and without padding; attention (training/attention.py) lets a tail see the
prefix and itself only. No cache is used: under activation checkpointing transformers drops one without an error. Logits are
computed only where there is loss, a few tokens at a time, and with them at once the gradient, so that they are never kept: with a
vocabulary of 49k to 256k they would dominate memory (the idea of Liger Kernel's fused linear cross-entropy, arXiv 2410.10989,
section 3.2). Checked in fp32 against the padded batch: tests/core/training/test_loss.py.
"""

from typing import Any

import torch
from transformers import PreTrainedModel

from stillroom.training.batches import SharedPrefixBatch

_TOKENS = 64  # whose logits are there at once


def shared_prefix_loss(model: PreTrainedModel, batch: SharedPrefixBatch) -> torch.Tensor:
    """The cross-entropy summed over the learned tokens of the batch: a scalar in fp32.

    `model` is a causal language model of transformers with the attention SHARED_PREFIX, with adapters injected or not; its output
    embeddings are frozen.
    """
    layout = batch.layout
    row = torch.cat([batch.prefix, batch.tails])
    hidden = model.base_model(
        input_ids=row[None], position_ids=layout.positions, use_cache=False, layout=layout
    ).last_hidden_state[0]
    # The first token of a tail is never learned, so no target crosses from one tail into the next.
    learned = hidden[layout.prefix : -1][batch.learned[1:]]
    head = model.get_output_embeddings().weight
    cap = getattr(model.config, "final_logit_softcapping", None)
    loss: torch.Tensor = _CrossEntropy.apply(learned, head, batch.tails[1:][batch.learned[1:]], cap)  # type: ignore[no-untyped-call]
    return loss


class _CrossEntropy(torch.autograd.Function):
    """The summed cross-entropy of `hidden` (N, D) through a frozen `head` (V, D) to `targets` (N,). Sums and softmax are fp32.

    With a `cap` no logit goes further than that either way (Gemma 2).
    """

    @staticmethod
    def forward(
        ctx: Any, hidden: torch.Tensor, head: torch.Tensor, targets: torch.Tensor, cap: float | None
    ) -> torch.Tensor:
        loss = hidden.new_zeros((), dtype=torch.float32)
        gradient = torch.empty_like(hidden) if ctx.needs_input_grad[0] else None
        for start in range(0, len(targets), _TOKENS):
            part = slice(start, start + _TOKENS)
            wanted = targets[part, None]
            logits = (hidden[part] @ head.T).float()
            bent = None
            if cap is not None:
                logits = logits.div_(cap).tanh_()
                bent = 1 - logits**2  # the slope of the cap
                logits = logits.mul_(cap)
            sums = logits.logsumexp(1, keepdim=True)
            loss += (sums - logits.gather(1, wanted)).sum()
            if gradient is not None:
                chances = logits.sub_(sums).exp_()
                chances.scatter_add_(1, wanted, torch.full_like(sums, -1.0))
                if bent is not None:
                    chances.mul_(bent)
                gradient[part] = chances.to(head.dtype) @ head
        ctx.save_for_backward(gradient)
        return loss

    @staticmethod
    def backward(ctx: Any, d_loss: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        (gradient,) = ctx.saved_tensors
        return gradient * d_loss, None, None, None
