"""The sizes of a model are those of transformers' own."""

from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model
from transformers import CONFIG_MAPPING, AutoModelForCausalLM

from stillroom.errors import StudentError
from stillroom.students import Shape

_SMALL = {
    "vocab_size": 512,
    "hidden_size": 64,
    "intermediate_size": 160,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "pad_token_id": 0,
    "bos_token_id": 1,
    "eos_token_id": 2,
}
_DELTA = {
    "linear_num_key_heads": 2,
    "linear_num_value_heads": 4,
    "linear_key_head_dim": 16,
    "linear_value_head_dim": 32,
    "head_dim": 32,
}
_GRANITE = {"shared_intermediate_size": 96, "num_local_experts": 0, "layer_types": ["attention"] * 4}
_KINDS: dict[str, dict[str, Any]] = {
    "llama": {"head_dim": 32},
    "mistral": {"sliding_window": 128},
    "qwen2": {},
    "qwen3": {"head_dim": 32},
    "gemma2": {"head_dim": 32},
    "gemma3_text": {"head_dim": 32},
    "smollm3": {},
    "phi3": {},
    "granite": {},
    "granitemoehybrid": _GRANITE,
    "lfm2": {"full_attn_idxs": [1]},
    "qwen3_5_text": _DELTA,
}


@pytest.mark.parametrize("tied", [True, False])
@pytest.mark.parametrize("kind", _KINDS)
def test_parameters_linear_weights_and_adapter_are_those_of_the_model(kind: str, tied: bool) -> None:
    config = CONFIG_MAPPING[kind](**_SMALL | _KINDS[kind], tie_word_embeddings=tied)
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
        linear = {
            name: part
            for name, part in model.named_modules()
            if isinstance(part, torch.nn.Linear) and "layers." in name
        }
        weights = sum(part.weight.numel() for part in linear.values())
        biases = sum(part.bias.numel() for part in linear.values() if part.bias is not None)
        # What is saved is what is read back: the config.json that transformers writes.
        shape = Shape.of_config(config.to_dict())
        assert shape.linear == weights
        assert shape.parameters + biases == sum(parameter.numel() for parameter in model.parameters())
        adapted = get_peft_model(model, LoraConfig(r=8, target_modules=list(linear)))
        trained = sum(parameter.numel() for parameter in adapted.parameters() if parameter.requires_grad)
    assert shape.adapter(8) == trained


def test_the_text_part_of_a_model_that_sees_is_its_shape() -> None:
    text = {"model_type": "gemma3_text", "tie_word_embeddings": True, "sliding_window": 512, **_SMALL}
    whole = Shape.of_config({"model_type": "gemma3", "text_config": text, "vision_config": {"hidden_size": 9}})
    assert whole == Shape.of_config(text)
    assert (whole.windowed, whole.window) == (4, 512)


@pytest.mark.parametrize(
    ("config", "why"),
    [
        ({}, "it names no kind of model"),
        ({"model_type": "gpt2", "hidden_size": 8, "num_attention_heads": 2, "num_hidden_layers": 2}, "it is a gpt2"),
        ({"model_type": "llama", "num_attention_heads": 2}, "does not say 'hidden_size'"),
        ({"model_type": "llama", **_SMALL, "num_attention_heads": 0}, "does not say"),
        ({"model_type": "llama", **_SMALL, "hidden_size": None}, "does not say"),
        ({"model_type": "granitemoehybrid", **_SMALL, **_GRANITE, "layer_types": ["mamba"]}, "Mamba"),
        ({"model_type": "granitemoehybrid", **_SMALL, **_GRANITE, "num_local_experts": 8}, "it is a granitemoehybrid"),
    ],
)
def test_what_is_not_understood_is_said(config: dict[str, Any], why: str) -> None:
    with pytest.raises(StudentError) as caught:
        Shape.of_config(config)
    assert why in caught.value.message
