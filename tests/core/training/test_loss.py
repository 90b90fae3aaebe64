"""The shared-prefix loss against the padded batch, on a small model of each architecture in fp32."""

from typing import Any

import msgspec
import pytest
import torch
from peft import LoraConfig, get_peft_model
from transformers import (
    AutoModelForCausalLM,
    Gemma2Config,
    Gemma3Config,
    Gemma3TextConfig,
    Gemma4TextConfig,
    GraniteConfig,
    GraniteMoeHybridConfig,
    Lfm2Config,
    LlamaConfig,
    Ministral3Config,
    MinistralConfig,
    MistralConfig,
    Phi3Config,
    PhiConfig,
    PreTrainedConfig,
    PreTrainedModel,
    Qwen2Config,
    Qwen3_5TextConfig,
    Qwen3Config,
    SmolLM3Config,
)

from stillroom.errors import StudentError
from stillroom.training.batches import SharedPrefixBatch, make_batch
from stillroom.training.loss import in_one_row, share_prefix, shared_prefix_loss
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Sample, common_prefix
from stillroom.training.trainer import add_adapter

PREFIX = 23
TOLERANCE = 1e-5


class Architecture(msgspec.Struct, frozen=True):
    """What makes a tiny model of its kind; `row`: whether its samples can stand in one row."""

    config: type[PreTrainedConfig]
    settings: dict[str, Any] = {}
    row: bool = True


# Windows end within the prefix, so that tails see less of it; caps are so low that they bend, and no factor is 1.
WINDOW: dict[str, Any] = {
    "sliding_window": 16,
    "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
}
GEMMA4: dict[str, Any] = WINDOW | {
    "layer_types": ["sliding_attention", "full_attention", "full_attention"],
    "global_head_dim": 32,
    "final_logit_softcapping": 0.7,
    "hidden_size_per_layer_input": 8,
    "vocab_size_per_layer_input": 199,
    "initializer_range": 0.3,  # its norms would leave smaller numbers few digits
}
GRANITE: dict[str, Any] = {
    "embedding_multiplier": 3.0,
    "attention_multiplier": 0.3,
    "residual_multiplier": 0.6,
    "logits_scaling": 0.25,
}
GRANITE4: dict[str, Any] = GRANITE | {
    "layer_types": ["full_attention"] * 3,
    "num_local_experts": 0,
    "num_experts_per_tok": 0,
    "shared_intermediate_size": 128,
    "position_embedding_type": "rope",
    "mamba_n_heads": 8,
    "mamba_d_state": 16,
    "mamba_chunk_size": 8,
}
ARCHITECTURES = {
    "llama": Architecture(LlamaConfig),
    "qwen2": Architecture(Qwen2Config),
    "qwen3": Architecture(Qwen3Config),
    "qwen3.5": Architecture(
        Qwen3_5TextConfig,
        {
            "layer_types": ["linear_attention", "full_attention", "linear_attention"],
            "linear_num_key_heads": 2,
            "linear_num_value_heads": 4,
            "linear_key_head_dim": 8,
            "linear_value_head_dim": 8,
        },
        row=False,
    ),
    "gemma2": Architecture(
        Gemma2Config,
        WINDOW | {"attn_logit_softcapping": 0.5, "final_logit_softcapping": 0.7, "query_pre_attn_scalar": 16},
    ),
    "gemma3": Architecture(Gemma3TextConfig, WINDOW | {"query_pre_attn_scalar": 16}),
    "gemma4": Architecture(Gemma4TextConfig, GEMMA4),
    "gemma4 with shared keys": Architecture(
        Gemma4TextConfig,
        GEMMA4 | {"num_hidden_layers": 4, "num_kv_shared_layers": 2, "layer_types": WINDOW["layer_types"][:2] * 2},
    ),
    "smollm3": Architecture(SmolLM3Config, {"no_rope_layers": [1, 0, 1], "use_sliding_window": False}),
    "phi3": Architecture(Phi3Config, {"partial_rotary_factor": 0.75}),
    "granite": Architecture(GraniteConfig, GRANITE),
    "granite4": Architecture(GraniteMoeHybridConfig, GRANITE4),
    "granite4 without positions": Architecture(GraniteMoeHybridConfig, GRANITE4 | {"position_embedding_type": None}),
    "granite4 with experts": Architecture(
        GraniteMoeHybridConfig, GRANITE4 | {"num_local_experts": 4, "num_experts_per_tok": 2}
    ),
    "granite4 with mamba": Architecture(
        GraniteMoeHybridConfig,
        GRANITE4 | {"layer_types": ["linear_attention", "full_attention", "linear_attention"]},
        row=False,
    ),
    "mistral": Architecture(MistralConfig, {"sliding_window": 16}),
    "ministral": Architecture(MinistralConfig, WINDOW),
    "ministral3": Architecture(
        Ministral3Config,
        {
            "rope_parameters": {
                "rope_type": "yarn",
                "rope_theta": 1e4,
                "factor": 4.0,
                "original_max_position_embeddings": 16,
                "llama_4_scaling_beta": 0.5,
            }
        },
    ),
    "lfm2": Architecture(Lfm2Config, {"layer_types": ["conv", "full_attention", "conv"]}, row=False),
}


def _bare(architecture: Architecture) -> PreTrainedModel:
    torch.manual_seed(7)
    settings: dict[str, Any] = {
        "vocab_size": 199,
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 3,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 16,
        "pad_token_id": 0,
    }
    config = architecture.config(**settings | architecture.settings)
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager")
    for name, weight in model.named_parameters():
        if architecture.config is Gemma4TextConfig and name.endswith("q_norm.weight"):
            # Nothing else scales its scores; so high, even two of transformers' own ways to attend differ by more than 1e-5.
            torch.nn.init.constant_(weight, 0.1)
    return model


def _model(
    architecture: Architecture = ARCHITECTURES["llama"], *, checkpointing: bool, sharing: bool = True
) -> PreTrainedModel:
    model = _bare(architecture)
    if sharing:
        share_prefix(model)
        assert in_one_row(model) is architecture.row
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


def _padded_loss(model: PreTrainedModel, samples: list[Sample]) -> torch.Tensor:
    """What a plain trainer computes: every row whole, padded on the right, the loss on learned tokens."""
    width = max(len(sample.ids) for sample in samples)
    ids = torch.tensor([[*sample.ids, *[0] * (width - len(sample.ids))] for sample in samples])
    real = torch.tensor([[1] * len(sample.ids) + [0] * (width - len(sample.ids)) for sample in samples])
    learned = torch.tensor([[*sample.learned, *[False] * (width - len(sample.ids))] for sample in samples])
    labels = ids.masked_fill(~learned, -100)
    logits = model(input_ids=ids, attention_mask=real, use_cache=False).logits
    return torch.nn.functional.cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten(), reduction="sum")


def _gradients(model: PreTrainedModel, loss: torch.Tensor) -> dict[str, torch.Tensor]:
    model.zero_grad()
    loss.backward()
    return {name: weight.grad.clone() for name, weight in model.named_parameters() if weight.grad is not None}


def _batch(samples: list[Sample]) -> SharedPrefixBatch:
    return make_batch(samples, common_prefix(samples))


@pytest.mark.parametrize("checkpointing", [False, True])
@pytest.mark.parametrize("kind", ARCHITECTURES)
def test_loss_and_gradients_equal_those_of_the_padded_batch(
    kind: str, checkpointing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = _samples()
    monkeypatch.setattr("stillroom.training.loss._TOKENS", 7)  # so that the logits come in several parts
    model = _model(ARCHITECTURES[kind], checkpointing=checkpointing)
    plain = _model(ARCHITECTURES[kind], checkpointing=False, sharing=False)
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
@pytest.mark.parametrize("kind", ["llama", "gemma2", "lfm2"])
def test_the_parts_of_a_batch_add_up_to_it(kind: str, at_once: int) -> None:
    model = _model(ARCHITECTURES[kind], checkpointing=False)
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


def test_of_a_model_that_sees_only_what_reads_is_trained() -> None:
    """A vision tower has layers too, and what it would be asked for images in training is not asked of text."""
    torch.manual_seed(7)
    small = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    text = small | WINDOW | {"vocab_size": 199, "num_hidden_layers": 3, "num_key_value_heads": 1, "head_dim": 16}
    config = Gemma3Config(
        text_config=text, vision_config=small | {"image_size": 28, "patch_size": 14}, mm_tokens_per_image=4
    )
    model = AutoModelForCausalLM.from_config(config)
    share_prefix(model)
    assert in_one_row(model)
    adapted = add_adapter(model, Recipe(rank=2, depth=0.7))
    adapted.train()
    shared_prefix_loss(model, _batch(_samples())).backward()
    trained = {name for name, weight in adapted.named_parameters() if weight.grad is not None}
    assert trained == {name for name, _ in adapted.named_parameters() if "lora_" in name}
    assert {name.split(".layers.")[1][0] for name in trained if "language_model" in name} == {"1", "2"}
    assert not any("vision" in name for name in trained)


def test_a_model_that_scores_otherwise_is_refused() -> None:
    """Phi 2's head has a bias, which the loss would leave out."""
    torch.manual_seed(7)
    model = AutoModelForCausalLM.from_config(
        PhiConfig(vocab_size=99, hidden_size=32, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2)
    )
    torch.nn.init.normal_(model.get_output_embeddings().bias)
    with pytest.raises(StudentError, match="makes its predictions in a way that Stillroom does not know"):
        share_prefix(model)
