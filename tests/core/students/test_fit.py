"""What is reckoned of a student's memory: what autograd keeps is exact, and the rest is put into words."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import torch
from transformers import CONFIG_MAPPING, AutoModelForCausalLM

from stillroom.errors import StudentError
from stillroom.students import Fit, Hardware, Setting, Shape, catalogue, fit, listed, shape_of, usual_setting
from stillroom.students.fit import activations, quantised
from stillroom.training import Recipe
from stillroom.training.attention import SHARED_PREFIX
from stillroom.training.batches import SharedPrefixBatch
from stillroom.training.trainer import adapted_loss, add_adapter

PROCESSOR = Hardware(None, None, 16.0, 8)
CARD = Hardware("RTX 4070", 12.9, 32.0, 8, gpu_kind="cuda")
APPLE = Hardware("Apple M2", 16.0, 16.0, 8, gpu_kind="apple")

_SMALL = {
    "vocab_size": 256,
    "hidden_size": 96,
    "intermediate_size": 208,
    "num_hidden_layers": 4,
    "num_attention_heads": 6,
    "num_key_value_heads": 2,
    "pad_token_id": 0,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "tie_word_embeddings": True,
}
_KINDS: dict[str, dict[str, Any]] = {
    "llama": {"head_dim": 32},
    "mistral": {"sliding_window": None},
    "qwen2": {},
    "qwen3": {"head_dim": 32},
    "gemma2": {"sliding_window": 4096},
    "gemma3_text": {"head_dim": 32, "sliding_window": 4096},
    "smollm3": {},
    "phi3": {},
    "granite": {},
}


def _kept(model: torch.nn.Module, loss: Callable[[], object]) -> int:
    """Bytes that autograd keeps for the backward pass, the model's own weights aside."""
    own = {tensor.untyped_storage().data_ptr() for tensor in (*model.parameters(), *model.buffers())}
    kept: dict[int, torch.Tensor] = {}

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        if tensor.untyped_storage().data_ptr() not in own:
            kept[tensor.untyped_storage().data_ptr()] = tensor
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        loss()
    return sum(tensor.untyped_storage().nbytes() for tensor in kept.values())


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize(("depth", "bits"), [(1.0, 16), (0.5, 16), (1.0, 32)])
def test_what_is_kept_for_the_backward_pass_is_what_autograd_keeps(kind: str, depth: float, bits: int) -> None:
    config = CONFIG_MAPPING[kind](**_SMALL | _KINDS[kind])
    recipe = Recipe(rank=8, depth=depth)
    base = AutoModelForCausalLM.from_config(
        config, dtype=torch.bfloat16 if bits == 16 else torch.float32, attn_implementation=SHARED_PREFIX
    )
    model = add_adapter(base, recipe).train()
    words = torch.arange(360) % 200
    batch = SharedPrefixBatch(words[:120], words[120:], words[120:] % 4 == 1, torch.tensor([80, 60, 100]))
    setting = Setting(
        bits=bits, rank=8, depth=depth, prefix=120, samples=3, tail=240, learned=int(batch.learned_tokens), padded=False
    )
    counted = _kept(model, lambda: adapted_loss(model, batch))
    assert activations(Shape.of_config(config.to_dict()), setting) == pytest.approx(counted, rel=0.02)


def test_checkpointing_keeps_less_and_padding_more() -> None:
    shape = shape_of("qwen3-1.7b")
    plain = Setting()
    assert plain.tokens == 1400
    assert (
        activations(shape, msgspec.structs.replace(plain, activation_checkpointing=True))
        < activations(shape, plain) / 8
    )
    padded = msgspec.structs.replace(plain, padded=True)
    assert padded.tokens == 5600
    assert activations(shape, padded) > 3.5 * activations(shape, plain)


def test_without_bf16_it_is_trained_in_thirty_two_bits() -> None:
    old = msgspec.structs.replace(PROCESSOR, bf16=False)
    assert (usual_setting(old).weights, usual_setting(old).bits) == ("fp32", 32)
    assert (usual_setting(old, "bf16").weights, usual_setting(old, "bf16").bits) == ("bf16", 16)
    turing = msgspec.structs.replace(CARD, bf16=False)
    assert (usual_setting(turing).weights, usual_setting(turing).bits) == ("nf4", 32)
    shape = shape_of("qwen3-0.6b")
    assert fit(shape, usual_setting(old), old).parts["weights"] == pytest.approx(4 * shape.parameters / 1e9, abs=0.002)
    assert activations(shape, usual_setting(old)) > 1.4 * activations(shape, usual_setting(PROCESSOR))


def _fits(name: str, hardware: Hardware) -> Fit:
    return fit(shape_of(name), usual_setting(hardware), hardware)


def test_parts_add_up_and_a_sentence_says_why() -> None:
    found = _fits("smollm2-135m-instruct", PROCESSOR)
    assert set(found.parts) == {"weights", "adapter", "optimizer", "activations", "logits", "process"}
    assert found.train_gb == pytest.approx(sum(found.parts.values()), abs=0.01)
    assert found.parts["weights"] == pytest.approx(2 * 134515008 / 1e9, abs=0.001)
    assert found.level == "easily"
    assert f"{found.train_gb:.1f} GB" in found.because and "14.0 GB are left" in found.because


def test_four_bits_leave_the_embeddings_in_sixteen() -> None:
    shape = shape_of("qwen3-8b")
    four = fit(shape, Setting("nf4"), CARD).parts["weights"]
    assert four == pytest.approx((6.95e9 * 4.127 / 8 + 2 * 151936 * 4096 * 2) / 1e9, rel=0.01)
    assert fit(shape, Setting("fp32", 32), CARD).parts["weights"] == pytest.approx(4 * shape.parameters / 1e9, rel=0.01)


@pytest.mark.parametrize(
    ("name", "hardware", "level", "said"),
    [
        ("qwen3-1.7b", CARD, "easily", "the graphics card has 12.9 GB"),
        ("qwen3-4b-instruct-2507", CARD, "tight", "nearly all of the 12.9 GB of the graphics card"),
        ("qwen3-8b", CARD, "tight", "with activation checkpointing"),
        ("qwen3-8b", msgspec.structs.replace(CARD, gpu_memory_gb=4.0), "no", "the graphics card has 4.0 GB"),
        ("smollm2-1.7b-instruct", APPLE, "easily", "14.0 GB are left beside the system"),
        ("gemma-2-2b-it", PROCESSOR, "tight", "with activation checkpointing"),
        ("smollm2-135m-instruct", msgspec.structs.replace(PROCESSOR, memory_gb=1.0), "no", "0.0 GB are left"),
    ],
)
def test_how_well_it_fits_is_told_by_the_memory_that_is_trained_in(
    name: str, hardware: Hardware, level: str, said: str
) -> None:
    found = _fits(name, hardware)
    assert (found.level, said in found.because) == (level, True), found


def test_a_model_with_other_layers_than_attention_is_reckoned_with_padding() -> None:
    lfm, qwen = shape_of("lfm2-1.2b"), shape_of("qwen3.5-2b")
    for shape in (lfm, qwen):
        padded = fit(shape, Setting(padded=True), PROCESSOR)
        assert fit(shape, Setting(), PROCESSOR).train_gb == padded.train_gb


def test_a_longer_context_takes_more_to_run_unless_layers_see_a_window_only() -> None:
    grown = {}
    for name in ("qwen3-0.6b", "gemma-3-1b-it"):
        short, long = (fit(shape_of(name), Setting(), PROCESSOR, context).run_gb for context in (4096, 32768))
        grown[name] = long - short
    assert grown["qwen3-0.6b"] == pytest.approx(28672 * 2 * 2 * 8 * 128 * 28 / 1e9, abs=0.02)
    assert grown["gemma-3-1b-it"] == pytest.approx(28672 * 2 * 2 * 256 * 4 / 1e9, abs=0.02)


@pytest.mark.parametrize(("name", "gigabytes"), [("llama-3.1-8b-instruct", 4.92), ("llama-3.2-1b-instruct", 0.808)])
def test_q4_k_m_takes_what_published_files_take(name: str, gigabytes: float) -> None:
    assert quantised(shape_of(name)) / 1e9 == pytest.approx(gigabytes, rel=0.02)


def test_the_shape_of_a_folder_is_read_from_its_configuration(tiny_student: Any) -> None:
    assert shape_of(str(tiny_student)).layers > 0
    assert shape_of("Qwen/Qwen3-0.6B") == listed("qwen3-0.6b").shape  # type: ignore[union-attr]
    with pytest.raises(StudentError):
        shape_of("nonsense")


def test_the_whole_catalogue_can_be_reckoned() -> None:
    for hardware in (PROCESSOR, CARD, APPLE):
        for model in catalogue():
            found = fit(model.shape, usual_setting(hardware), hardware)
            assert 0.2 < found.run_gb < found.train_gb < 200
