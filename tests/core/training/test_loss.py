"""The shared-prefix loss against the padded batch, on a small model of each family in fp32."""

from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model
from transformers import (
    AutoModelForCausalLM,
    Gemma2Config,
    Gemma3TextConfig,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedConfig,
    Qwen2Config,
    Qwen3Config,
)

from stillroom.training.attention import SHARED_PREFIX
from stillroom.training.batches import SharedPrefixBatch, make_batch
from stillroom.training.loss import shared_prefix_loss
from stillroom.training.samples import Sample, common_prefix

PREFIX = 23
TOLERANCE = 1e-5


# Gemma's windows end within the prefix, so that tails see less of it; the caps of Gemma 2 are so low that they bend.
WINDOW: dict[str, Any] = {
    "sliding_window": 16,
    "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
}
FAMILIES: dict[type[PreTrainedConfig], dict[str, Any]] = {
    LlamaConfig: {},
    Qwen2Config: {},
    Qwen3Config: {},
    Gemma2Config: WINDOW | {"attn_logit_softcapping": 0.5, "final_logit_softcapping": 0.7, "query_pre_attn_scalar": 16},
    Gemma3TextConfig: WINDOW | {"query_pre_attn_scalar": 16},
}


def _model(
    kind: type[PreTrainedConfig] = LlamaConfig, *, checkpointing: bool, attention: str = SHARED_PREFIX
) -> LlamaForCausalLM:
    torch.manual_seed(7)
    config = kind(
        vocab_size=199,
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=16,
        pad_token_id=0,
        **FAMILIES[kind],
    )
    model = AutoModelForCausalLM.from_config(config, attn_implementation=attention)
    adapted = get_peft_model(model, LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", task_type="CAUSAL_LM"))
    for name, weight in adapted.named_parameters():
        if "lora_B" in name:  # zero at first, which would leave lora_A without a gradient
            torch.nn.init.normal_(weight, std=0.2)
    adapted.train()
    if checkpointing:
        model.activation_checkpointing_enable({"use_reentrant": False})
        adapted.enable_input_require_grads()
    return model


def _samples() -> list[Sample]:
    """Five samples of unlike length that share a prefix; in each, two separate stretches are learned."""
    chance = torch.Generator().manual_seed(3)
    prefix = torch.randint(1, 199, (PREFIX,), generator=chance).tolist()
    samples = []
    for number, length in enumerate((9, 31, 14, 22, 17)):
        tail = [number + 1, *torch.randint(1, 199, (length - 1,), generator=chance).tolist()]
        learned = [position in range(3, 6) or position >= length - 2 for position in range(length)]
        samples.append(Sample(f"task-{number}", (*prefix, *tail), (*[False] * PREFIX, *learned)))
    return samples


def _padded_loss(model: LlamaForCausalLM, samples: list[Sample]) -> torch.Tensor:
    """What a plain trainer computes: every row whole, padded on the right, the loss on learned tokens."""
    width = max(len(sample.ids) for sample in samples)
    ids = torch.tensor([[*sample.ids, *[0] * (width - len(sample.ids))] for sample in samples])
    real = torch.tensor([[1] * len(sample.ids) + [0] * (width - len(sample.ids)) for sample in samples])
    learned = torch.tensor([[*sample.learned, *[False] * (width - len(sample.ids))] for sample in samples])
    labels = ids.masked_fill(~learned, -100)
    logits = model(input_ids=ids, attention_mask=real, use_cache=False).logits
    return torch.nn.functional.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten(), reduction="sum")


def _gradients(model: LlamaForCausalLM, loss: torch.Tensor) -> dict[str, torch.Tensor]:
    model.zero_grad()
    loss.backward()
    return {name: weight.grad.clone() for name, weight in model.named_parameters() if weight.grad is not None}


def _batch(samples: list[Sample]) -> SharedPrefixBatch:
    return make_batch(samples, common_prefix(samples))


@pytest.mark.parametrize("checkpointing", [False, True])
@pytest.mark.parametrize("kind", FAMILIES)
def test_loss_and_gradients_equal_those_of_the_padded_batch(
    kind: type[PreTrainedConfig], checkpointing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = _samples()
    monkeypatch.setattr("stillroom.training.loss._TOKENS", 7)  # so that the logits come in several parts
    model = _model(kind, checkpointing=checkpointing)
    plain = _model(kind, checkpointing=False, attention="eager")
    reference = _padded_loss(plain, samples)
    expected = _gradients(plain, reference)
    ours = shared_prefix_loss(model, _batch(samples))
    assert abs(float(ours.detach()) / float(reference.detach()) - 1) < TOLERANCE
    actual = _gradients(model, ours)
    assert actual.keys() == expected.keys()
    assert any("lora_A" in name for name in actual)
    for name, gradient in expected.items():
        assert float(gradient.norm()) > 0, name
        assert float((actual[name] - gradient).norm() / gradient.norm()) < TOLERANCE, name


def test_the_prefix_takes_part_in_the_gradient() -> None:
    """A cache without its gradient would give the same loss and train the prefix's keys and values not at all."""
    samples = _samples()
    model = _model(checkpointing=False)
    whole = _gradients(model, shared_prefix_loss(model, _batch(samples)))
    with_short_prefix = _gradients(model, shared_prefix_loss(model, make_batch(samples, 1)))
    for name, gradient in with_short_prefix.items():
        assert float((whole[name] - gradient).norm() / gradient.norm()) < TOLERANCE, name


def test_only_learned_tokens_count() -> None:
    samples = _samples()
    model = _model(checkpointing=False)
    loss = float(shared_prefix_loss(model, _batch(samples)).detach())
    changed = [Sample(sample.task, (*sample.ids[:-3], 5, *sample.ids[-2:]), sample.learned) for sample in samples]
    assert [sample.learned[-3] for sample in samples] == [False] * 5
    unlearned = [Sample(sample.task, sample.ids, (*sample.learned[:-1], False)) for sample in samples]
    assert float(shared_prefix_loss(model, _batch(unlearned)).detach()) < loss
    assert float(shared_prefix_loss(model, _batch(changed)).detach()) != loss


@pytest.mark.parametrize("at_once", [1, 2, 3])
@pytest.mark.parametrize("kind", [LlamaConfig, Gemma2Config])
def test_the_parts_of_a_batch_add_up_to_it(kind: type[PreTrainedConfig], at_once: int) -> None:
    model = _model(kind, checkpointing=False)
    batch = _batch(_samples())
    whole = shared_prefix_loss(model, batch)
    expected = _gradients(model, whole)
    model.zero_grad()
    losses = [shared_prefix_loss(model, part) for part in batch.parts(at_once)]
    for loss in losses:
        loss.backward()
    assert abs(sum(float(loss.detach()) for loss in losses) / float(whole.detach()) - 1) < TOLERANCE
    for name, weight in model.named_parameters():
        if name in expected:
            assert weight.grad is not None
            assert float((weight.grad - expected[name]).norm() / expected[name].norm()) < TOLERANCE, name
