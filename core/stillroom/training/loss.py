"""The loss of a shared-prefix batch, equal to that of the padded batch, at a fraction of its tokens.

Prefix and tails stand in one row, each computed once and without padding; attention (training/attention.py) lets a tail see the
prefix and itself only. No cache is used: under activation checkpointing transformers drops one without an error. Models whose
samples cannot stand in one row read the padded batch (training/padded.py), with the same loss. Logits are computed
only where there is loss, a few tokens at a time, and with them at once the gradient, so that they are never kept: with a
vocabulary of 49k to 256k they would dominate memory (the idea of Liger Kernel's fused linear cross-entropy, arXiv 2410.10989,
section 3.2). Checked in fp32 against the padded batch: tests/core/training/test_loss.py.
"""

from typing import Any

import msgspec
import torch
from transformers import PreTrainedModel

from stillroom.errors import StudentError
from stillroom.training.attention import SHARED_PREFIX
from stillroom.training.batches import SharedPrefixBatch
from stillroom.training.padded import padded_hidden, stands_in_a_row

_TOKENS = 64  # whose logits are there at once


class Head(msgspec.Struct, frozen=True):
    """How a model makes logits of its last hidden states: `weight` (V, D), times `scale`, bent so that none goes beyond `cap`."""

    weight: torch.Tensor
    scale: float
    cap: float | None

    @classmethod
    def of(cls, model: PreTrainedModel) -> "Head":
        """As transformers' models do: Granite divides, Cohere and Falcon multiply, Gemma 2 and 4 cap."""
        config = model.config.get_text_config()
        scale = getattr(config, "logit_scale", 1.0) * getattr(config, "lm_head_multiplier", 1.0)
        scale /= getattr(config, "logits_scaling", 1.0)
        return cls(model.get_output_embeddings().weight, scale, getattr(config, "final_logit_softcapping", None))

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        """(N, D) to (N, V), in fp32."""
        logits = (hidden @ self.weight.T).float()
        if self.scale != 1:
            logits.mul_(self.scale)
        return logits if self.cap is None else logits.div_(self.cap).tanh_().mul_(self.cap)


def in_one_row(model: PreTrainedModel) -> bool:
    """Whether a model reads the samples of a batch as one row, and not as padded ones."""
    return bool(model.get_decoder().config._attn_implementation == SHARED_PREFIX)


def share_prefix(model: PreTrainedModel) -> None:
    """Let the model read the samples of a batch as one row behind their prefix, where its layers allow it.

    Raises:
        StudentError: it makes its logits in a way that is not known here, and so its loss would be another model's.
    """
    decoder = model.get_decoder()
    with torch.no_grad():
        token = torch.zeros(1, 1, dtype=torch.long, device=model.device)
        theirs = model(input_ids=token, use_cache=False).logits[0].float()
        ours = Head.of(model).logits(decoder(input_ids=token, use_cache=False).last_hidden_state[0])
    if (ours - theirs).abs().max() > 0.02 * theirs.abs().max():  # bf16 has 8 bits
        raise StudentError(
            "Not a model that can learn here",
            f"{type(model).__name__} makes its predictions in a way that Stillroom does not know.",
            "Choose a student from the catalogue.",
        )
    if stands_in_a_row(decoder):
        decoder.set_attn_implementation(SHARED_PREFIX)


def shared_prefix_loss(model: PreTrainedModel, batch: SharedPrefixBatch) -> torch.Tensor:
    """The cross-entropy summed over the learned tokens of the batch: a scalar in fp32.

    `model` is a causal language model of transformers, with adapters injected or not; its output embeddings are frozen. With the
    attention SHARED_PREFIX it reads the batch as one row, with any other as padded rows.
    """
    decoder = model.get_decoder()
    learned = batch.learned[
        1:
    ]  # the first token of a tail is never learned, so no target crosses from one tail into the next
    if in_one_row(model):
        layout = batch.layout
        row = torch.cat([batch.prefix, batch.tails])
        output = decoder(input_ids=row[None], position_ids=layout.positions, use_cache=False, layout=layout)
        hidden = output.last_hidden_state[0, layout.prefix : -1][learned]
    else:
        hidden = padded_hidden(decoder, batch)
    loss: torch.Tensor = _CrossEntropy.apply(hidden, Head.of(model), batch.tails[1:][learned])  # type: ignore[no-untyped-call]
    return loss


class _CrossEntropy(torch.autograd.Function):
    """The summed cross-entropy of `hidden` (N, D) through a frozen `head` to `targets` (N,). Sums and softmax are fp32."""

    @staticmethod
    def forward(ctx: Any, hidden: torch.Tensor, head: Head, targets: torch.Tensor) -> torch.Tensor:
        loss = hidden.new_zeros((), dtype=torch.float32)
        gradient = torch.empty_like(hidden) if ctx.needs_input_grad[0] else None
        for start in range(0, len(targets), _TOKENS):
            part = slice(start, start + _TOKENS)
            wanted = targets[part, None]
            logits = head.logits(hidden[part])
            bent = None if head.cap is None else 1 - (logits / head.cap) ** 2  # the slope of the cap
            sums = logits.logsumexp(1, keepdim=True)
            loss += (sums - logits.gather(1, wanted)).sum()
            if gradient is not None:
                chances = logits.sub_(sums).exp_()
                chances.scatter_add_(1, wanted, torch.full_like(sums, -1.0))
                if bent is not None:
                    chances.mul_(bent)
                if head.scale != 1:
                    chances.mul_(head.scale)
                gradient[part] = chances.to(head.weight.dtype) @ head.weight
        ctx.save_for_backward(gradient)
        return loss

    @staticmethod
    def backward(ctx: Any, d_loss: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        (gradient,) = ctx.saved_tensors
        return gradient * d_loss, None, None
